"""The narrow map beside the scroll bar: where in the whole document annotations and hits lie.

Layers differ by place and shape as well as by colour: on the side of the text mentions as thin
ticks, in the middle events as small blocks, on the far side quotes as bars as long as their
content; open squares at the edge are incomplete ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.app.translation import _
from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas.colors import mix, translucent
from annotator.ui.canvas.map_rows import COLUMNS, Column, MapRows, Scale, found_rows
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.canvas.seen_view import SeenView

WIDTH = 20
_SLICE = 0.004  # seconds: a quarter of a frame
_SOON = 120  # ms after which the map follows what is typed or laid out
# The left edge and the width of each column, from the side of the text.
_PLACES: dict[Column, tuple[int, int]] = {"entity": (2, 6), "event": (9, 4), "quote": (14, 3)}
_INCOMPLETE_AT = 17


class MapStrip(QWidget):
    """Shows the map, and scrolls the article to where it is pressed."""

    def __init__(self, view: SeenView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = Theme.load("light")
        self._rows: MapRows | None = None
        self._making: MapRows | None = None
        self._left: Iterator[Annotation] = iter(())
        self._picture: QPixmap | None = None
        self._hits: Sequence[Span] = ()
        self._hit_rows: tuple[int, ...] = ()
        self._worker = QTimer(self)
        self._worker.setInterval(0)
        self._worker.timeout.connect(self._work)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SOON)
        self._later.timeout.connect(self._catch_up)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the name again, in the interface's language."""
        self.setAccessibleName(_("Map of the document"))
        self.setToolTip(_("Map of the document: mentions, events and quotes; press to go there"))

    @property
    def rows(self) -> MapRows | None:
        """What is shown; None until it has been counted."""
        return self._rows

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self._picture = None
        self.update()

    def load(self) -> None:
        """Count the annotations anew, little by little; until then the old map stands."""
        page = self._view.page
        schema = self._view.schema()
        if page is None or schema is None or not self.isVisible():
            self._rows = self._making = self._picture = None
            self.update()
            return
        self._making = MapRows(Scale(page, self.height()), schema)
        self._left = iter(self._view.annotations())
        self._worker.start()

    def apply(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> None:
        """Follow a change: only the rows that it touches are painted again."""
        page, known = self._view.page, self._rows
        if self._making is not None or known is None or page is None:
            self.load()
            return
        touched: set[int] = set()
        for before, after in rows:
            if after is not None:
                touched.update(known.put(page, after))
            elif before is not None:
                touched.update(known.remove(before.id))
        if touched and self._picture is not None:
            self._draw(self._picture, known, sorted(touched))
        self.update()

    def set_found(self, spans: Sequence[Span]) -> None:
        """Show the hits of a search, soon."""
        self._hits = spans
        if not spans:
            self._hit_rows = ()
            self.update()
        elif not self._later.isActive():
            self._later.start()

    def follow(self) -> None:
        """The page scrolled or its heights are better known."""
        page, known = self._view.page, self._rows or self._making
        stale = page is not None and not (known and known.scale.fits(page, self.height()))
        if stale and not self._later.isActive():
            self._later.start()
        self.update()

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(WIDTH, 100)

    # Counting

    def _catch_up(self) -> None:
        page, known = self._view.page, self._rows
        if page is not None and not (known and known.scale.fits(page, self.height())):
            self.load()
        elif known is not None:
            self._hit_rows = tuple(found_rows(known.scale, self._hits))
            self.update()

    def _work(self) -> None:
        page, making = self._view.page, self._making
        if page is None or making is None:
            self._worker.stop()
            return
        until = time.perf_counter() + _SLICE
        for annotation in self._left:
            making.put(page, annotation)
            if time.perf_counter() > until:
                return
        self._worker.stop()
        self._rows, self._making, self._picture = making, None, None
        self._hit_rows = tuple(found_rows(making.scale, self._hits))
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the map, the hits, and what of the document is in view."""
        painter = QPainter(self)
        roles = self._theme.roles
        painter.fillRect(self.rect(), roles.page)
        if self._rows is not None:
            if self._picture is None:
                self._picture = self._drawn(self._rows)
            painter.drawPixmap(0, 0, self._picture)
        for row in self._hit_rows:
            box = QRectF(0, row - 1, self.width(), 3)
            painter.fillRect(box, roles.found)
            painter.fillRect(box.adjusted(0, 1, 0, -1), mix(roles.found, roles.article_text, 0.55))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(roles.border, 1))
        painter.setBrush(translucent(roles.scroll, 0.22))
        painter.drawRoundedRect(self.window_rect().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def window_rect(self) -> QRectF:
        """Where the part of the document lies that is in view."""
        bar = self._view.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if whole <= 0 or bar.maximum() == 0:
            return QRectF(0, 0, self.width(), self.height())
        top = self.height() * bar.value() / whole
        return QRectF(0, top, self.width(), max(8.0, self.height() * bar.pageStep() / whole))

    def _drawn(self, rows: MapRows) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.roles.page)
        self._draw(picture, rows, range(rows.scale.rows))
        return picture

    def _draw(self, picture: QPixmap, rows: MapRows, which: Sequence[int]) -> None:
        painter = QPainter(picture)
        roles, wide = self._theme.roles, self.width()
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        for row in which:
            painter.fillRect(QRectF(0, row, wide, 1), roles.page)
            for column in COLUMNS:
                hue = rows.hue(column, row)
                if not hue and column == "event" and row > 0:
                    hue = rows.hue(column, row - 1)  # events are two rows high
                if hue:
                    at, width = _PLACES[column]
                    x = at if from_left else wide - at - width
                    painter.fillRect(QRectF(x, row, width, 1), self._theme.hue(hue).line)
        for row in which:
            if rows.is_incomplete(row):
                x = _INCOMPLETE_AT if from_left else wide - _INCOMPLETE_AT - 3
                painter.fillRect(QRectF(x, row - 1, 3, 3), roles.warning)
                painter.fillRect(QRectF(x + 1, row, 1, 1), roles.page)
        painter.end()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the map is pressed."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press was ours: the release is no one else's."""
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what was not counted while it was hidden."""
        super().showEvent(event)
        self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count for the new height."""
        super().resizeEvent(event)
        self._picture = None
        self.follow()

    def _go(self, event: QMouseEvent) -> None:
        bar = self._view.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        middle = event.position().y() / max(1, self.height()) * whole
        bar.setValue(round(middle - bar.pageStep() / 2))
