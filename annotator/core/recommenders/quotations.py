"""Stretches in quotation marks, however the marks were typed; `quotes.marks` pairs them."""

from __future__ import annotations

from typing import Final

from annotator.core.recommenders.quotes.marks import FAMILY, pair_marks
from annotator.core.text import Span, is_grapheme_boundary, trim, words

_EDGES: Final = " \t\u00a0\u200e\u200f.,،؛;:…"
_EDGES_AND_MARKS: Final = _EDGES + "".join(FAMILY)


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The contents, without the marks, of what stands in quotation marks in a paragraph.

    `[start, end)` (code points) is the paragraph. In order, an outer stretch before the inner
    ones; a mark that is never closed runs to the end of the paragraph. At most three are open at
    a time: what is beyond is no quotation any more.
    """
    found = {
        # Where it is never closed, no mark of another quotation may end it.
        quoted_content(text, mark.end, mark.ends, is_closed=mark.ends < end)
        for mark in pair_marks(text, start, end)
        if mark.role == "open"
    }
    return sorted((span for span in found if span), key=lambda span: (span.start, -span.end))


def is_scare_quote(text: str, span: Span) -> bool:
    """Whether quoted text is of one or two words: a name or a term, not what someone said."""
    return span.length <= 60 and len(words(text, span.start, span.end)) <= 2


def quoted_content(text: str, start: int, end: int, *, is_closed: bool) -> Span | None:
    """What of `[start, end)`, between two marks, is quoted; None where that is nothing."""
    no_end = _EDGES if is_closed else _EDGES_AND_MARKS
    # Cheap, so that a paragraph of dots after a mark costs `trim` nothing.
    while start < end and (text[start] in _EDGES or not is_grapheme_boundary(text, start)):
        start += 1
    while end > start and text[end - 1] in no_end:
        end -= 1
    return trim(text, Span(start, end)) if start < end else None
