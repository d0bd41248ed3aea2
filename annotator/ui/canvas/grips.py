"""The handles on the edges of annotations: where they are, and which one the mouse would take.

The selected annotation shows both of its handles. One that is not selected shows a handle while
the pointer is at it, so that an edge is moved by one drag and no click before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.core.model import Annotation
from annotator.core.text import Spans
from annotator.ui.canvas.extents import Edge
from annotator.ui.canvas.page import Page
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_REACH = 12.0
_REACH_OF_OTHERS = 9.0  # smaller, since a drag near an edge may want to select words
_AROUND = (QPointF(0, 0), QPointF(0, -6), QPointF(-7, -6), QPointF(7, -6))
"""Where an annotation is looked for whose edge the pointer is at: it may lie just beside it."""


@dataclass(frozen=True, slots=True)
class Grip:
    """A handle: of which annotation, on which edge, and where in the viewport."""

    owner: str
    edge: Edge
    place: QPointF


class Grips:
    """The handles that are shown."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._passing: Grip | None = None

    def of_selected(self) -> list[Grip]:
        """The handles of the selected annotation, the start first."""
        annotation = self._view.selected()
        if annotation is None:
            return []
        return self._of(annotation, self._view.state.preview or annotation.spans)

    def at(self, point: QPointF) -> Grip | None:
        """The handle at a point of the viewport: of the selected annotation, else of another."""
        return _nearest(self.of_selected(), point, _REACH) or self._of_others(point)

    def pass_over(self, point: QPointF | None) -> Grip | None:
        """The pointer is there now: the handle under it, which is shown."""
        found = self.at(point) if point is not None else None
        passing = found if found and found.owner != self._view.selected_annotation() else None
        if passing != self._passing:
            self._passing = passing
            self._view.viewport().update()
        return found

    def paint(self, painter: QPainter, page: Page, theme: Theme) -> None:
        """Draw the handles of the selected annotation, and the one that the pointer is at."""
        grips = self.of_selected() + ([self._passing] if self._passing else [])
        height = page.metrics.style("body").height
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for grip in grips:
            annotation = page.marks.annotation(grip.owner)
            if annotation is None:
                continue
            hue, place = theme.hue(page.marks.hue_of(annotation)), grip.place
            painter.setPen(QPen(hue.line, 1.5))
            painter.drawLine(QPointF(place.x(), place.y() - height + 4), place)
            painter.setPen(QPen(theme.roles.page, 1.5))
            painter.setBrush(hue.line)
            painter.drawEllipse(place, 5.0, 5.0)

    def forget(self) -> None:
        """The page changed under the pointer."""
        self._passing = None

    def _of_others(self, point: QPointF) -> Grip | None:
        view, page = self._view, self._view.page
        if page is None or view.filling():
            return None
        owners = dict.fromkeys(
            stack[0] for apart in _AROUND if (stack := view.hit_at(point + apart).stack)
        )
        for owner in owners:
            annotation = page.marks.annotation(owner)
            if annotation is not None:
                found = _nearest(self._of(annotation, annotation.spans), point, _REACH_OF_OTHERS)
                if found is not None:
                    return found
        return None

    def _of(self, annotation: Annotation, spans: Spans) -> list[Grip]:
        page = self._view.page
        if page is None or not spans:
            return []
        origin, found = self._view.origin(), []
        edges: tuple[tuple[Edge, int, bool], ...] = (
            ("start", spans[0].start, False),
            ("end", spans[-1].end, True),
        )
        for edge, offset, upstream in edges:
            block = page.blocks.at(offset, upstream=upstream)
            y = page.top(block) + origin.y()
            if page.is_laid_out(block) and y < self._view.viewport().height() + 50:
                place = page.place_of(offset, upstream=upstream)
                found.append(Grip(annotation.id, edge, QPointF(place.x, place.bottom) + origin))
        return found


def cursor_over(view: ArticleView, grip: Grip | None, *, on_chip: bool, over: bool) -> None:
    """Let the mouse show what a press would do there."""
    shape = Qt.CursorShape.IBeamCursor
    if grip is not None:
        shape = Qt.CursorShape.SizeHorCursor
    elif on_chip or (over and view.filling()):
        shape = Qt.CursorShape.PointingHandCursor
    if view.viewport().cursor().shape() != shape:
        view.viewport().setCursor(shape)


def _nearest(grips: list[Grip], point: QPointF, reach: float) -> Grip | None:
    apart = [((grip.place - point).manhattanLength(), grip) for grip in grips]
    near = [pair for pair in apart if pair[0] <= reach]
    return min(near, key=lambda pair: pair[0])[1] if near else None
