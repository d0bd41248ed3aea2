"""The quote-mark doctor: every mark of a text, and what is wrong with some.

The text stays as it is. The repair that comes with an issue is an extent: the stretch that was
meant to stand between the marks, which an annotator can keep as the content of a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from annotator.core.recommenders.quotations import quoted_content
from annotator.core.recommenders.quotes.marks import (
    CLOSING_SHAPES,
    OPENING_SHAPES,
    PlacedMark,
    is_after_word,
    pair_marks,
)
from annotator.core.text import Span, paragraphs

IssueKind: TypeAlias = Literal["unbalanced", "reversed", "glued", "spaced"]

# Pairs that are customary somewhere though one side looks the other way: German, and Urdu, where
# two single marks stand for one.
_CUSTOMARY: Final = {("„", "“"), ("‚", "‘"), ("’", "‘")}
_SENTENCE_END: Final = re.compile(r"[.!?؟۔…](?=\s|$)|[:؛]\s")
_CLAUSE_END: Final = re.compile(r"[،,؛;.!?؟۔]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: `partner` is the other mark of its pair, `depth` 0 for an outermost one.

    A mark that is `unknown` neither opens nor closes anything.
    """

    span: Span
    role: Literal["open", "close", "unknown"]
    partner: Span | None
    depth: int


@dataclass(frozen=True, slots=True)
class MarkIssue:
    """What is wrong with a mark, and the stretch (code points) that was likely meant.

    `unbalanced`: it has no partner; `reversed`: it is turned the wrong way round; `glued`: no
    space parts it from the word outside; `spaced`: a space parts it from the word inside.
    `paragraph` counts from 0. Where nothing can have been meant, the extent is the mark itself.
    """

    kind: IssueKind
    mark: Span
    extent: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class MarkReport:
    """All quotation marks of a text and all issues, each in reading order."""

    marks: tuple[Mark, ...]
    issues: tuple[MarkIssue, ...]


def mark_report(text: str) -> MarkReport:
    """Every quotation mark of `text` with its partner and depth, and what is wrong with some."""
    marks: list[Mark] = []
    issues: list[MarkIssue] = []
    for number, paragraph in enumerate(paragraphs(text)):
        placed = pair_marks(text, paragraph.start, paragraph.end)
        for each in placed:
            partner = None if each.partner is None else placed[each.partner]
            marks.append(
                Mark(
                    Span(each.start, each.end),
                    each.role,
                    Span(partner.start, partner.end) if partner else None,
                    each.depth,
                )
            )
        check = _Check(text, paragraph.start, paragraph.end, placed)
        for index, each in enumerate(placed):
            span = Span(each.start, each.end)
            extent = None
            for kind in check.issues(index):
                extent = extent or check.extent(index)
                issues.append(MarkIssue(kind, span, extent, number))
    return MarkReport(tuple(marks), tuple(issues))


@dataclass(frozen=True, slots=True)
class _Check:
    text: str
    start: int
    end: int
    marks: list[PlacedMark]

    def issues(self, index: int) -> Iterator[IssueKind]:
        mark = self.marks[index]
        if mark.partner is None:
            yield "unbalanced"
        if self._is_reversed(mark):
            yield "reversed"
        if self._is_glued(mark):
            yield "glued"
        if self._is_spaced(mark):
            yield "spaced"

    def _is_reversed(self, mark: PlacedMark) -> bool:
        shape = self.text[mark.start]
        if mark.role == "unknown" or shape not in OPENING_SHAPES | CLOSING_SHAPES:
            return False
        if mark.partner is not None:
            ends = sorted((mark.start, self.marks[mark.partner].start))
            if tuple(self.text[at] for at in ends) in _CUSTOMARY:
                return False
        return shape in (CLOSING_SHAPES if mark.role == "open" else OPENING_SHAPES)

    def _is_glued(self, mark: PlacedMark) -> bool:
        if mark.role == "open":
            return is_after_word(self.text, self.start, mark)
        return mark.role == "close" and self.text[mark.end : min(mark.end + 1, self.end)].isalnum()

    def _is_spaced(self, mark: PlacedMark) -> bool:
        if mark.role == "open":
            return self.text[mark.end : min(mark.end + 1, self.end)].isspace()
        before = self.text[max(mark.start - 1, self.start) : mark.start]
        return mark.role == "close" and before.isspace()

    def extent(self, index: int) -> Span:
        mark = self.marks[index]
        first, last = mark.end, mark.ends
        if mark.role == "close" and mark.partner is not None:
            first, last = self.marks[mark.partner].end, mark.start
        elif mark.role == "unknown":
            first, last = self._before(mark)
        elif mark.partner is None and mark.depth:
            # Inside another quotation it was a term or a phrase, not all the rest.
            clause = _CLAUSE_END.search(self.text, first, last)
            last = clause.start() if clause else last
        found = quoted_content(self.text, first, last, is_closed=last < self.end)
        return found or Span(mark.start, mark.end)

    def _before(self, mark: PlacedMark) -> tuple[int, int]:
        """From the start of the sentence, or behind its colon, to a mark that only closes."""
        first = max(self.start, mark.start - 2000)
        for match in _SENTENCE_END.finditer(self.text, first, max(first, mark.start - 2)):
            first = match.end()
        return first, mark.start
