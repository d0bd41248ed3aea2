"""What the keyboard does on the page.

Arrows move as the eye sees. Plain arrows go word by word and select the word they reach, so that
one label key tags it; with Ctrl they go grapheme by grapheme; Shift extends; Alt moves the end of
the selected annotation and Alt+Shift its start; the brackets do the same with one key, each to the
side that it lies on. The apostrophe takes attached clitics in and out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.core.text import grapheme_boundaries
from annotator.ui.canvas import navigation
from annotator.ui.canvas.extents import Edge, next_edge, with_edge_at
from annotator.ui.shortcuts import candidates, combined

if TYPE_CHECKING:
    from annotator.ui.canvas.page import Page
    from annotator.ui.canvas.view import ArticleView

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_APOSTROPHE = combined("'")
_COPY = combined("Ctrl+C")
_BRACKETS: dict[int, tuple[Edge, bool]] = {
    combined("["): ("end", True),
    combined("]"): ("end", False),
    combined("Shift+["): ("start", True),
    combined("Shift+]"): ("start", False),
    combined("Shift+{"): ("start", True),  # what Shift writes on that key
    combined("Shift+}"): ("start", False),
}
"""Edges by one key: which, and whether to the left. A chord of Alt is two, and both hands."""


class Keys:
    """Turns key presses into movements of the caret and of edges."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was one of the page's."""
        page = self._view.page
        if page is None:
            return False
        if self._view.hints.press(event):
            return True
        modifiers = event.modifiers() & (_CTRL | _SHIFT | _ALT)
        key = event.key()
        if key in (_KEY.Key_Left, _KEY.Key_Right):
            return self._across(page, key == _KEY.Key_Left, modifiers)
        if key in (_KEY.Key_Up, _KEY.Key_Down) and not modifiers & (_ALT | _CTRL):
            self._along(page, 1 if key == _KEY.Key_Down else -1, extend=bool(modifiers & _SHIFT))
            return True
        if key in (_KEY.Key_Up, _KEY.Key_Down) and modifiers == _CTRL | _SHIFT:
            self._view.next_paragraph(backwards=key == _KEY.Key_Up, extend=True)
            return True
        if key in (_KEY.Key_Home, _KEY.Key_End) and not modifiers & _ALT:
            self._to_edge(page, modifiers, end=key == _KEY.Key_End)
            return True
        if key in (_KEY.Key_PageUp, _KEY.Key_PageDown) and not modifiers & (_ALT | _CTRL):
            self._by_page(1 if key == _KEY.Key_PageDown else -1)
            return True
        return self._plain(event, modifiers)

    def _plain(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        view = self._view
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy) or _COPY in candidates(event):
            view.copy()
            return True
        if key in (_KEY.Key_Return, _KEY.Key_Enter) and not modifiers and view.filling():
            return view.fill_with_selection()
        if key == _KEY.Key_Escape and not modifiers:
            return view.escape()
        meant = candidates(event)
        if _APOSTROPHE in meant:
            return view.cycle_clitic()
        bracket = next((_BRACKETS[each] for each in meant if each in _BRACKETS), None)
        if bracket is not None:
            return self.move_edge(bracket[0], left=bracket[1], by_word=True)
        return False

    def _across(self, page: Page, left: bool, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & _ALT:
            edge: Edge = "start" if modifiers & _SHIFT else "end"
            return self.move_edge(edge, left=left, by_word=not modifiers & _CTRL)
        extend = bool(modifiers & _SHIFT)
        if modifiers & _CTRL:
            self._by_grapheme(page, left, extend)
        else:
            self._by_word(page, left, extend)
        return True

    def _by_word(self, page: Page, left: bool, extend: bool) -> None:
        chosen = self._view.chosen
        if chosen.word is None and chosen.span is None and not extend:
            word = navigation.word_near(page, self._view.caret_or_visible())
        else:
            here = chosen.word or navigation.word_near(page, self._start_of_step())
            word = navigation.word_beside(page, here, left=left) if here else None
            if extend and chosen.word is None and chosen.span is None and here is not None:
                chosen.take_word(here)
        if word is None:
            return
        if extend:
            chosen.extend_to_word(word)
        else:
            chosen.take_word(word, self._view.detached(word))
        chosen.goal_x = None
        self._view.caret_moved()

    def _start_of_step(self) -> int:
        chosen = self._view.chosen
        if chosen.span is None:
            return chosen.offset
        at_end = chosen.offset >= chosen.span.end
        return max(chosen.span.start, chosen.span.end - 1) if at_end else chosen.span.start

    def _by_grapheme(self, page: Page, left: bool, extend: bool) -> None:
        chosen = self._view.chosen
        found = navigation.grapheme_beside(page, chosen.offset, upstream=chosen.upstream, left=left)
        if found is None:
            return
        offset, upstream = found
        if extend:
            chosen.extend_to(offset, upstream=upstream)
        else:
            chosen.put(offset, upstream=upstream)
        chosen.goal_x = None
        self._view.caret_moved()

    def _along(self, page: Page, step: int, *, extend: bool) -> None:
        view, chosen = self._view, self._view.chosen
        line = navigation.line_of(page, chosen.offset, upstream=chosen.upstream)
        goal = chosen.goal_x
        if goal is None:
            goal = page.place_of(chosen.offset, upstream=chosen.upstream).x
            if chosen.word is not None:
                row = {word: x for x, word in navigation.words_on(page, line)}
                goal = row.get(chosen.word, goal)
        following = navigation.next_line(page, line, step)
        while following is not None:
            word = navigation.word_in_line(page, following, goal)
            if word is not None:
                if extend:
                    chosen.extend_to_word(word)
                else:
                    chosen.take_word(word, view.detached(word))
                chosen.goal_x = goal
                view.caret_moved()
                return
            following = navigation.next_line(page, following, step)

    def _to_edge(self, page: Page, modifiers: Qt.KeyboardModifier, *, end: bool) -> None:
        chosen = self._view.chosen
        if modifiers & _CTRL:
            offset, upstream = (len(page.text), True) if end else (0, False)
        else:
            line = navigation.line_of(page, chosen.offset, upstream=chosen.upstream)
            offset, upstream = navigation.line_edge(page, line, end=end)
            if offset == chosen.offset:
                # A second press goes on to the end of the paragraph.
                block = page.blocks[line.block]
                offset, upstream = (block.end, True) if end else (block.start, False)
        if modifiers & _SHIFT:
            chosen.extend_to(offset, upstream=upstream)
        else:
            chosen.put(offset, upstream=upstream)
        chosen.goal_x = None
        self._view.caret_moved()

    def _by_page(self, step: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + step * (bar.pageStep() - 48))

    def move_edge(self, edge: Edge, *, left: bool, by_word: bool) -> bool:
        """Move an edge of the annotation that is meant to the left or right as the eye sees it."""
        view = self._view
        page, annotation = view.page, view.aimed_annotation()
        if page is None or annotation is None or not annotation.spans:
            return False
        spans = annotation.spans
        offset = spans[0].start if edge == "start" else spans[-1].end
        places: dict[bool, int] = {}
        for forward in (True, False):
            place = _next_place(page.text, edge, offset, forward=forward, by_word=by_word)
            if place is not None and with_edge_at(page.text, spans, edge, place) is not None:
                places[forward] = place
        wanted = places.get(_goes_forward(page, edge, offset, places, left=left))
        moved = with_edge_at(page.text, spans, edge, wanted) if wanted is not None else None
        if moved is not None and moved != spans:
            view.spans_change_requested.emit(annotation.id, moved)
        return True


def _next_place(text: str, edge: Edge, offset: int, *, forward: bool, by_word: bool) -> int | None:
    if by_word:
        return next_edge(text, edge, offset, forward=forward)
    if forward:
        reach = min(len(text), offset + 64)
        return next((at for at in grapheme_boundaries(text, offset, reach) if at > offset), None)
    reach = max(0, offset - 64)
    before = [at for at in grapheme_boundaries(text, reach, offset) if at < offset]
    return before[-1] if before else None


def _goes_forward(
    page: Page, edge: Edge, offset: int, places: dict[bool, int], *, left: bool
) -> bool:
    """Whether the arrow means forward in the text, judged by where the edge would be seen.

    Where both ways lead to the same side, as at the edges of a run of the other direction, it is
    the nearer one; where neither does, as over the end of a line, the paragraph's direction says.
    """
    upstream = edge == "end"
    here = page.place_of(offset, upstream=upstream)
    apart: dict[bool, float] = {}
    for forward, offset_there in places.items():
        there = page.place_of(offset_there, upstream=upstream)
        if there.top == here.top and there.x != here.x and (there.x < here.x) == left:
            apart[forward] = abs(there.x - here.x)
    if apart:
        return min(apart, key=lambda forward: apart[forward])
    rtl = page.blocks[page.blocks.at(offset, upstream=upstream)].direction == "rtl"
    return rtl == left
