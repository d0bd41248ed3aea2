"""What a key means where nothing is selected: what a click would select there.

The place is that of the pointer while the mouse was moved last, else that of the caret once it
has been put somewhere. So a label, its correction or its deletion needs no key or click before it
that selects. What is aimed at is shown: an annotation as hovered, words in a dotted frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas.colors import translucent
from annotator.ui.canvas.hits import stack_at
from annotator.ui.canvas.navigation import word_near
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.places import blocks_in_view, boxes
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

Leader = Literal["", "caret", "pointer"]

_JITTER = 6  # pixels by which a pointer may tremble without being moved


class Aim:
    """The place that keys are about, and what lies there."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._leader: Leader = ""
        self._pointer: QPointF | None = None
        self._rested = QPointF()
        self._stack: tuple[str, ...] = ()
        self._words: Span | None = None

    @property
    def by_pointer(self) -> bool:
        """Whether the place is the pointer's."""
        return self._leader == "pointer"

    @property
    def stack(self) -> tuple[str, ...]:
        """The annotations at the place, the one that a click would select first."""
        return self._stack

    @property
    def words(self) -> Span | None:
        """The words there: a name, a quotation or a number; at the caret, else its word."""
        return self._words

    def annotation(self, layer: str = "") -> Annotation | None:
        """The annotation there, or the first there that is of a layer."""
        page = self._view.page
        found = (page.marks.annotation(each) for each in self.stack) if page else ()
        return next((each for each in found if each and layer in ("", each.layer)), None)

    def offset(self) -> int | None:
        """The character at the place, in code points; None where there is no place."""
        view, page = self._view, self._view.page
        if page is None or not page.text or not self._counts():
            return None
        if self._leader == "pointer" and self._pointer is not None:
            return view.character_at(self._pointer.toPoint())
        return view.chosen.offset if self._leader == "caret" else None

    def name(self) -> Span | None:
        """What stands there as a name: the words of a short annotation, else the words."""
        annotation, page = self.annotation(), self._view.page
        if annotation is None or not annotation.spans or page is None:
            return self._words
        return annotation.spans[0] if not page.marks.is_quote(annotation) else self._words

    # What moves it

    def follow_pointer(self, point: QPointF | None) -> bool:
        """The mouse was moved (or left): return whether something else is aimed at now."""
        self._pointer = point
        if point is None:
            self._leader = "" if self._leader == "pointer" else self._leader
        elif self._leader == "pointer" or (point - self._rested).manhattanLength() >= _JITTER:
            self._leader, self._rested = "pointer", point
        return self.look_again()

    def follow_caret(self) -> bool:
        """The caret was moved or put: return whether something else is aimed at now."""
        self._lead("caret")
        return self.look_again()

    def leave(self) -> bool:
        """Aim at nothing until the pointer or the caret is moved; whether there was something."""
        self._lead("")
        return self.look_again()

    def look_again(self) -> bool:
        """Find what lies at the place now: return whether it is something else."""
        known = (self._stack, self._words)
        self._stack, self._words = self._found() if self._counts() else ((), None)
        return (self._stack, self._words) != known

    def _lead(self, leader: Leader) -> None:
        self._leader = leader
        if self._pointer is not None:
            self._rested = self._pointer

    def _counts(self) -> bool:
        """Whether nothing is selected, so that what is aimed at is meant."""
        view = self._view
        if view.chosen.span is not None or view.filling():
            return False
        if self._leader == "caret":
            return view.hasFocus() and not view.selected_annotation()
        return self._leader == "pointer"

    # What lies there

    def _found(self) -> tuple[tuple[str, ...], Span | None]:
        view, page = self._view, self._view.page
        if page is None or not page.text:
            return (), None
        if self._leader == "pointer" and self._pointer is not None:
            stack = view.hit_at(self._pointer).stack
            return stack, self._candidate_at(self._pointer, stack)
        if self._leader != "caret":
            return (), None
        chosen = view.chosen
        at = min(max(0, chosen.offset - chosen.upstream), len(page.text) - 1)
        found = stack_at(page, at)
        if not found and chosen.offset > 0 and not chosen.upstream:
            found = stack_at(page, chosen.offset - 1)
        return tuple(found), self._words_at(page, at)

    def _candidate_at(self, point: QPointF, stack: tuple[str, ...]) -> Span | None:
        """The name, quotation or number under the pointer."""
        view = self._view
        if stack and not self._is_wide(stack[0]):
            return None
        offset = view.character_at(point.toPoint())
        found = [each.span for each in view.finder().between(offset, offset + 1)]
        inner = min(found, key=lambda span: span.length, default=None)
        if inner is None or not any(box.contains(point.toPoint()) for box in view.boxes_of(inner)):
            return None
        return inner

    def _words_at(self, page: Page, offset: int) -> Span | None:
        """The candidate at the caret, else its word."""
        view = self._view
        word = word_near(page, offset)
        if word is None or not word.start <= offset <= word.end:
            return None
        part = view.detached(word)
        found = [
            each.span
            for each in view.finder().between(part.start, part.end)
            if each.span.start <= part.start and part.end <= each.span.end
        ]
        return min(found, key=lambda span: span.length, default=part)

    def _is_wide(self, owner: str) -> bool:
        """Whether an annotation is a stretch in which names are looked for: a quote's content."""
        page = self._view.page
        annotation = page.marks.annotation(owner) if page else None
        return annotation is not None and page is not None and page.marks.is_quote(annotation)

    def paint(self, painter: QPainter, page: Page, theme: Theme) -> None:
        """A dotted frame around the words that a label would be given."""
        words = self.words
        if words is None or (self._stack and not self._is_wide(self._stack[0])):
            return
        pen = QPen(translucent(theme.roles.accent, 0.55), 1.0, Qt.PenStyle.DotLine)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self._view.viewport().rect())
        for seen in blocks_in_view(page, self._view.origin(), area):
            for _number, box in boxes(seen, words):
                painter.drawRoundedRect(box.adjusted(-1.5, 0, 1.5, 0), 3, 3)
