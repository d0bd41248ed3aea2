"""What the mouse does on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.core.text import Span, Spans, word_at
from annotator.ui.canvas.extents import Edge, growing, snapped_edge, with_edge_at
from annotator.ui.canvas.link_drag import LinkDrag

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_AUTOSCROLL_MS = 25
_NEAR = 6  # pixels within which a second click is at the same place


class Mouse:
    """Turns presses, moves and releases into selections and wishes."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._doing: Literal["", "press", "select", "handle", "chip", "link", "done"] = ""
        self._pressed = QPoint()
        self._last = QPoint()
        self._alt = False
        self._edge: Edge = "end"
        self._preview: Spans = ()
        self._clicked_at: QPoint | None = None
        self._extents: list[Span] = []
        self._link: LinkDrag | None = None
        self._again = QTimer(view)
        self._again.setSingleShot(True)
        self._scroller = QTimer(view)
        self._scroller.setInterval(_AUTOSCROLL_MS)
        self._scroller.timeout.connect(self._autoscroll)

    @property
    def is_dragging(self) -> bool:
        """Whether a drag is under way."""
        return self._doing in ("select", "handle")

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        view = self._view
        if view.page is not None and _deletes(event):
            owner = view.annotation_at(event.position().toPoint())
            if owner:
                view.delete_requested.emit(owner)
            return
        if event.button() != Qt.MouseButton.LeftButton or view.page is None:
            return
        point = event.position().toPoint()
        self._alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        again = self._again.isActive() and self._is_near(point)
        self._pressed = self._last = point
        if again and self._extents:
            self._doing = "done"
            self._grow()
            return
        self._extents = []
        grip = view.grips.at(event.position())
        if grip is not None:
            self._doing, self._edge = "handle", grip.edge
            view.choose(grip.owner)
            return
        offset, upstream = view.offset_at(point)
        hit = view.hit_at(event.position())
        if hit.on_chip and hit.stack and not view.filling():
            self._doing = "chip"
            self._link = LinkDrag(view, hit.stack[0], event.position())
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._doing = "select"
            view.chosen.drag_to(offset, upstream=upstream, snapping=self._snaps())
            view.selection_moved()
            return
        self._doing = "press"

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        point = event.position().toPoint()
        self._alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._doing == "press":
            far = (point - self._pressed).manhattanLength()
            if far >= min(4, QApplication.startDragDistance()):
                self._doing = "select"
                offset, _ = self._view.offset_at(self._pressed)
                self._view.chosen.anchor_at(offset)
        if self._doing == "chip" and self._link is not None:
            far = (point - self._pressed).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._doing = "link"
                view = self._view
                view.choose_for_link(self._link)
        if self._doing == "link" and self._link is not None:
            self._link.move(event.position())
        elif self.is_dragging:
            self._last = point
            self._drag()
            outside = not 0 <= point.y() < self._view.viewport().height()
            if outside != self._scroller.isActive():
                if outside:
                    self._scroller.start()
                else:
                    self._scroller.stop()
        elif not event.buttons():
            self._view.hover(event.position())

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._scroller.stop()
        if self.is_dragging:
            self._alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._last = event.position().toPoint()
            self._drag()
        doing, self._doing = self._doing, ""
        view = self._view
        link, self._link = self._link, None
        if doing in ("press", "chip"):
            self._click(event)
        elif doing == "link" and link is not None:
            view.finish_link(link, event.globalPosition().toPoint())
        elif doing == "select":
            view.selection_finished()
        elif doing == "handle":
            preview, self._preview = self._preview, ()
            view.set_preview(())
            annotation = view.selected()
            if annotation is not None and preview and preview != annotation.spans:
                view.spans_change_requested.emit(annotation.id, preview)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the mouse; clicked on at once, more and more around it."""
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton or view.page is None:
            return
        point = event.position().toPoint()
        self._doing = "done"
        again = self._again.isActive() and self._is_near(point)
        self._pressed = point
        if again and self._extents:
            self._grow()
            return
        offset = view.character_at(point)
        word = word_at(view.page.text, offset)
        if word is None:
            return
        part = view.detached(word)
        runs = [each.span for each in view.finder().between(part.start, part.end)]
        self._extents = growing(view.page.text, offset, part, runs)
        view.chosen.take_word(word, part)
        self._selected()

    def _grow(self) -> None:
        """Take the next wider stretch; at the widest, stay there."""
        view = self._view
        wider = [
            each
            for each in self._extents
            if view.chosen.span is None or (each.length > view.chosen.span.length)
        ]
        if wider:
            view.chosen.take(wider[0])
        self._selected()

    def _selected(self) -> None:
        """A click selected something: wait for the next click at the same place."""
        view = self._view
        view.selection_moved()
        view.selection_finished()
        self._again.start(QApplication.doubleClickInterval())

    def cancel(self) -> bool:
        """Give up a drag; return whether there was one."""
        was = self.is_dragging or self._doing == "link"
        self._doing = ""
        if self._link is not None:
            self._link = None
            self._view.choose_for_link(None)
        self._preview = ()
        self._scroller.stop()
        self._view.set_preview(())
        return was

    def _snaps(self) -> bool:
        return self._view.snapping and not self._alt

    def _is_near(self, point: QPoint) -> bool:
        return (point - self._pressed).manhattanLength() <= _NEAR

    def _click(self, event: QMouseEvent) -> None:
        view = self._view
        point = event.position().toPoint()
        hit = view.hit_at(event.position())
        crowd = view.crowd_at(event.position())
        if crowd:
            view.stack_requested.emit(event.globalPosition().toPoint(), crowd)
            return
        offset, upstream = view.offset_at(point)
        again = self._clicked_at is not None and (
            (point - self._clicked_at).manhattanLength() <= _NEAR
        )
        self._clicked_at = point
        view.chosen.put(offset, upstream=upstream)
        view.selection_moved()
        if not hit.stack:
            if not view.filling():  # the frame whose role waits stays selected
                view.choose("")
            return
        chosen = hit.stack[0]
        current = view.selected_annotation()
        if again and current in hit.stack and not hit.on_chip:
            chosen = hit.stack[(hit.stack.index(current) + 1) % len(hit.stack)]
        view.choose(chosen)

    def _drag(self) -> None:
        view = self._view
        if view.page is None:
            return
        offset, upstream = view.offset_at(self._last)
        if self._doing == "select":
            view.chosen.drag_to(offset, upstream=upstream, snapping=self._snaps())
            if self._snaps() and view.chosen.span is not None:
                view.chosen.span = view.detached(view.chosen.span)
            view.selection_moved()
            return
        annotation = view.selected()
        if annotation is None:
            return
        text = view.page.text
        place = snapped_edge(text, self._edge, offset, by_word=self._snaps())
        moved = with_edge_at(text, annotation.spans, self._edge, place)
        if moved is not None:
            self._preview = moved
            view.set_preview(moved)

    def _autoscroll(self) -> None:
        bar = self._view.verticalScrollBar()
        y, height = self._last.y(), self._view.viewport().height()
        beyond = y if y < 0 else y - height
        bar.setValue(bar.value() + max(-40, min(40, beyond // 2 or (1 if beyond > 0 else -1))))
        self._drag()


def _deletes(event: QMouseEvent) -> bool:
    """Whether a press asks for the annotation under it to be deleted."""
    if event.button() == Qt.MouseButton.MiddleButton:
        return True
    right = event.button() == Qt.MouseButton.RightButton
    return right and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
