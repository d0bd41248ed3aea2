"""Finding words in a document piece by piece, so that a long one never holds up the keys."""

from __future__ import annotations

import time
from bisect import bisect_left

from annotator.core.text import Folded, Span, find_folded, fold, fold_text

_PIECE = 6_000  # code points that are searched at once
_OVERLAP = 200  # the longest phrase that is found over the edge of two pieces
_ARTICLE = "ال"


class TextSearch:
    """The hits of one phrase in one text, found as far as `work` has come.

    Spelling is folded. A word that begins with the article is found after ل too, where it loses
    its alef. With `whole_words`, attached particles stay out of the hit.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces = _pieces(text)
        self._folded: dict[int, Folded] = {}
        self._phrase = ""
        self._whole = False
        self._order: list[int] = []
        self._first = 0
        self._before: list[Span] = []
        self._after: list[Span] = []

    def start(self, phrase: str, *, whole_words: bool = False, origin: int = 0) -> None:
        """Look for another phrase, first from `origin` (code points) to the end."""
        self._phrase, self._whole = phrase, whole_words
        self._first = max(0, bisect_left(self._pieces, (origin + 1, 0)) - 1)
        count = len(self._pieces) if fold_text(phrase).strip() else 0
        ahead = [*range(self._first, count), *range(min(self._first, count))]
        self._order = ahead[::-1]
        self._before, self._after = [], []

    @property
    def is_done(self) -> bool:
        """Whether all of the text has been searched."""
        return not self._order

    @property
    def hits(self) -> list[Span]:
        """The hits that are known, in the order of the text."""
        return self._before + self._after

    def work(self, seconds: float) -> bool:
        """Search on for about so long; return whether more is left to search."""
        until = time.perf_counter() + seconds
        while self._order:
            self._search(self._order.pop())
            if time.perf_counter() > until:
                break
        return not self.is_done

    def _search(self, number: int) -> None:
        start, end = self._pieces[number]
        folded = self._folded.get(number)
        if folded is None:
            folded = self._folded[number] = fold(self.text[start : end + _OVERLAP])
        found = find_folded(folded, self._phrase, clitics=self._whole)
        if not self._whole and fold_text(self._phrase).strip().startswith(_ARTICLE):
            after_lam = find_folded(folded, self._phrase, clitics=True)
            found = sorted(found + [hit for hit in after_lam if not _lies_on(hit, found)])
        target = self._after if number >= self._first else self._before
        last = target[-1].end if target else 0
        here = [hit.shift(start) for hit in found if hit.start < end - start]
        target += [hit for hit in here if hit.start >= last]


def _pieces(text: str) -> list[tuple[int, int]]:
    """The text in pieces that end where a line does, or at least a word."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            after = max(text.rfind(mark, start + _PIECE // 2, end) for mark in "\n ")
            end = after + 1 if after >= 0 else end
        end = min(end, len(text))
        found.append((start, end))
        start = end
    return found


def _lies_on(hit: Span, others: list[Span]) -> bool:
    at = bisect_left(others, hit)
    return any(each.overlaps(hit) for each in others[max(0, at - 1) : at + 1])
