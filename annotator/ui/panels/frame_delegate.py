"""Painting one frame of a list: in two lines, or in columns where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.model import Review
from annotator.core.schema import Label
from annotator.ui.marks import MARK, MARK_GAP, Line, draw_ring, draw_state, draw_swatch, draw_text
from annotator.ui.panels.annotation_delegate import paint_ground
from annotator.ui.panels.flat_model import Index
from annotator.ui.panels.frame_model import FRAME_ROLE
from annotator.ui.theme import Theme

PartKind = Literal["plain", "quiet", "missing"]

_PADDING = 8
_GAP = 6
_BADGE = 20
_STEP = 16
_DEEPEST = 6  # deeper ones stand no further in
_SHARES = (0.26, 0.18)  # of the width, for the columns before the last
_MARKS = 4  # as many as a row can have
_DASH = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a row: what the text says, or (missing) that it does not say it."""

    text: str
    kind: PartKind = "plain"


@dataclass(frozen=True, slots=True)
class FrameRow:
    """What the row of a frame shows: the short parts, then the long one."""

    label: Label | None
    letter: str
    parts: tuple[Part, ...]
    text: Part
    depth: int = 0
    incomplete: bool = False
    note: bool = False
    review: Review = "unreviewed"
    warns: bool = False


class FrameDelegate(QStyledItemDelegate):
    """Badge, short parts and marks in one line, the long text in the next or in a column."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.in_columns = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        line = option.fontMetrics.height()
        return QSize(160, max(28, line + 12) if self.in_columns else 2 * line + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FRAME_ROLE)
        if not isinstance(row, FrameRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme)
        line = Line(option.rect, option.direction)
        line.from_start(_PADDING)
        line.from_end(_PADDING)
        whole = QRect(line.rest)
        for step in range(min(row.depth, _DEEPEST)):
            piece = line.from_start(_STEP)
            if step == min(row.depth, _DEEPEST) - 1:
                self._paint_elbow(painter, option, piece)
        self._paint_badge(painter, option, line.from_start(_BADGE, _GAP + 2), row)
        if self.in_columns:
            self._paint_columns(painter, option, whole, line, row)
        else:
            self._paint_lines(painter, option, line, row)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: FrameRow
    ) -> None:
        height = option.fontMetrics.height()
        first, second = QRect(line.rest), QRect(line.rest)
        first.setTop(option.rect.top() + 5)
        first.setHeight(height)
        second.setTop(first.bottom() + 4)
        second.setHeight(height)
        above = Line(first, option.direction)
        self._paint_state(painter, option, above, row)
        self._paint_parts(painter, option, above, row)
        self._paint_part(painter, option, second, row.text, row)

    def _paint_columns(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        whole: QRect,
        line: Line,
        row: FrameRow,
    ) -> None:
        """Columns stand in line whatever the depth of a row is and however many marks it has."""
        columns = Line(whole, option.direction)
        marks = columns.from_end(_MARKS * (MARK + MARK_GAP), _GAP)
        self._paint_state(painter, option, Line(marks, option.direction), row)
        width = columns.rest.width()
        for part, share in zip(row.parts, _SHARES, strict=False):
            column = columns.from_start(int(width * share), _GAP)
            inside = column.intersected(line.rest)
            self._paint_part(painter, option, inside, part, row)
        self._paint_part(painter, option, columns.rest, row.text, row)

    def _paint_parts(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: FrameRow
    ) -> None:
        """The short parts one after the other; the last has what room the others leave."""
        dash = option.fontMetrics.horizontalAdvance(_DASH)
        shown = [part for part in row.parts if part.text]
        for place, part in enumerate(shown):
            if place:
                painter.setPen(self.theme.roles.muted)
                box = line.from_start(dash, _GAP)
                draw_text(painter, box, _DASH, option.direction, own_side=False)
            wanted = self._width(option, part)
            most = line.rest.width()
            if place < len(shown) - 1:
                most = int(most * 0.66)
            piece = line.from_start(max(0, min(wanted, most)), _GAP)
            self._paint_part(painter, option, piece, part, row)

    def _width(self, option: QStyleOptionViewItem, part: Part) -> int:
        ring = MARK + _GAP if part.kind == "missing" else 0
        return option.fontMetrics.horizontalAdvance(part.text) + 2 + ring

    def _paint_part(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        part: Part,
        row: FrameRow,
    ) -> None:
        roles = self.theme.roles
        colors = {"plain": roles.text, "quiet": roles.muted, "missing": roles.warning}
        font = QFont(option.font)
        font.setStrikeOut(row.review == "rejected")
        painter.setFont(font)
        line = Line(area, option.direction)
        if part.kind == "missing":
            draw_ring(painter, line.from_start(MARK, _GAP), self.theme)
        painter.setPen(colors[part.kind])
        draw_text(
            painter, line.rest, part.text, option.direction,
            own_side=False, elide=Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: FrameRow
    ) -> None:
        said = any(each.kind == "missing" for each in (*row.parts, row.text))
        draw_state(
            painter, option, line, self.theme,
            review=row.review, note=row.note, incomplete=row.incomplete and not said,
            warns=row.warns,
        )  # fmt: skip

    def _paint_badge(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: FrameRow
    ) -> None:
        """The colour and the line style of the type, and its letter."""
        box = QRect(area)
        box.setHeight(_BADGE)
        box.moveTop(
            option.rect.center().y() - _BADGE // 2 if self.in_columns else option.rect.top() + 4
        )
        draw_swatch(painter, box, row.label, self.theme)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.theme.hue(row.label.color if row.label else "grey").chip)
        painter.drawText(box.adjusted(0, -2, 0, -4), Qt.AlignmentFlag.AlignCenter.value, row.letter)

    def _paint_elbow(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        """The line from the frame above to one that belongs to it."""
        painter.setPen(QPen(self.theme.roles.muted, 1.2))
        x = float(area.center().x())
        y = option.rect.center().y() if self.in_columns else option.rect.top() + 4 + _BADGE / 2
        end = area.left() if option.direction == Qt.LayoutDirection.RightToLeft else area.right()
        corner = QPointF(x, float(y))
        painter.drawPolyline([QPointF(x, float(option.rect.top())), corner, QPointF(end, float(y))])


def letter_of(label: Label | None, name: str) -> str:
    """The letter of a type's badge: its key, or what its name begins with."""
    key = label.key if label else ""
    return (key or name[:1]).upper()


def listed(texts: Sequence[str]) -> str:
    """Several texts in one, with the comma of their language."""
    arabic = any("\u0600" <= letter <= "\u06ff" for text in texts for letter in text[:40])
    return ("، " if arabic else ", ").join(texts)
