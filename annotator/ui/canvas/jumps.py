"""Leaps of the caret: to the next candidate, the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from annotator.app.candidates import Finder
from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas.navigation import word_near

if TYPE_CHECKING:
    from annotator.ui.canvas.page import Page
    from annotator.ui.canvas.view import ArticleView

Leap = Literal["none", "there", "round"]
"""Whether a leap found nothing, arrived, or arrived round the end of the text."""


class Jumps:
    """Finds where to go next from the selection or the caret."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._finder: Finder | None = None

    def finder(self) -> Finder:
        """What finds candidates in the text under the annotations that it has now."""
        if self._finder is None:
            shown = self._view.shown
            seen = [each for each in self._view.annotations() if shown.shows(each)]
            self._finder = Finder(self._view.chosen.text, seen)
        return self._finder

    def forget(self) -> None:
        """Another text is shown, or the same one with other annotations altogether."""
        self._finder = None

    def apply(self, rows: Sequence[tuple[Annotation | None, Annotation | None]]) -> None:
        """Hear of annotations that came, changed or went: each as (before, after)."""
        if self._finder is not None:
            shown = self._view.shown
            self._finder.apply(
                [row for row in rows if any(each and shown.shows(each) for each in row)]
            )

    def candidate(self, *, backwards: bool) -> Leap:
        """Select the next candidate, or the one before; round the end if there is none."""
        view = self._view
        if view.page is None:
            return "none"
        found = self.finder().next(self._origin(backwards=backwards), backwards=backwards)
        leap: Leap = "there"
        if found is None:
            leap = "round"
            start = len(view.page.text) if backwards else 0
            found = self.finder().next(start, backwards=backwards)
        if found is None:
            return "none"
        view.take(found.span)
        return leap

    def paragraph(self, *, backwards: bool, extend: bool = False) -> None:
        """Select the first word of the next paragraph, or of this one and then the one before."""
        page, chosen = self._view.page, self._view.chosen
        if page is None:
            return
        here = self._view.caret_or_visible()
        word = _head_before(page, here) if backwards else _head_after(page, here)
        if word is None:
            return
        if extend:
            chosen.extend_to(word.start)
        else:
            chosen.take_word(word, self._view.detached(word))
        chosen.goal_x = None
        self._view.caret_moved()

    def _origin(self, *, backwards: bool) -> int | Span:
        """From where to look: what is selected, else the caret, else the selected annotation."""
        view = self._view
        if view.chosen.span is not None:
            return view.chosen.span
        annotation = view.selected()
        if annotation is not None and annotation.envelope is not None:
            here = annotation.envelope
            if here.start <= view.chosen.offset <= here.end:
                return here.start if backwards else here.end
        return view.caret_or_visible()


def _head(page: Page, blocks: range) -> Span | None:
    """The first word of the first paragraph with any among some blocks."""
    for index in blocks:
        block = page.blocks[index]
        word = word_near(page, block.start) if block.first else None
        if word is not None and block.start <= word.start < block.end:
            return word
    return None


def _head_after(page: Page, offset: int) -> Span | None:
    return _head(page, range(page.blocks.at(offset) + 1, len(page.blocks)))


def _head_before(page: Page, offset: int) -> Span | None:
    """The first word of the paragraph of an offset, or of the one before if it is there already."""
    head = _head(page, range(page.blocks.at(offset, upstream=True), -1, -1))
    if head is not None and head.end >= offset:
        head = _head(page, range(page.blocks.at(head.start) - 1, -1, -1))
    return head
