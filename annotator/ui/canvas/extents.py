"""What a gesture means as a span: edges that move, sentences and quoted stretches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from annotator.core.text import (
    Span,
    Spans,
    next_word,
    normalise_spans,
    previous_word,
    snap_to_graphemes,
    trim,
    word_at,
)

Edge = Literal["start", "end"]

_SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"”»’)\]]*(?=\s)|\n")
_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", '"': '"'}


def with_edge_at(text: str, spans: Spans, edge: Edge, offset: int) -> Spans | None:
    """The spans with their first start or last end moved to `offset`; None if nothing is left.

    Fragments that the edge passes are dropped; the gap before an edge that moves outwards stays.
    """
    offset = min(max(offset, 0), len(text))
    if edge == "start":
        kept = [span for span in spans if span.end > offset]
        if not kept:
            return None
        kept[0] = Span(
            offset if offset < spans[0].start else max(offset, kept[0].start), kept[0].end
        )
    else:
        kept = [span for span in spans if span.start < offset]
        if not kept:
            return None
        last = kept[-1]
        kept[-1] = Span(last.start, offset if offset > spans[-1].end else min(offset, last.end))
    return normalise_spans(kept)


def snapped_edge(text: str, edge: Edge, offset: int, *, by_word: bool) -> int:
    """Where an edge that is dropped at `offset` comes to lie: at its word's, or its grapheme's."""
    if by_word:
        word = word_at(text, offset)
        if word is not None and word.start < offset < word.end:
            nearer_start = offset - word.start < word.end - offset
            if edge == "start":
                return word.start if nearer_start or word.length < 3 else word.end
            return word.start if nearer_start and word.length > 2 else word.end
        return offset
    if 0 < offset < len(text):
        return snap_to_graphemes(text, Span(offset - 1, offset)).end
    return offset


def next_edge(text: str, edge: Edge, offset: int, *, forward: bool) -> int | None:
    """The next place for an edge, a word further on (or back): starts go to starts."""
    if edge == "end":
        if not forward:
            here = word_at(text, offset)
            if here is not None and here.start < offset < here.end:
                offset = here.end
            found = previous_word(text, offset)
            return found.end if found else None
        here = word_at(text, offset)
        if here is not None and here.start < offset < here.end:
            return here.end
        found = here if here is not None and here.start == offset else next_word(text, offset)
        return found.end if found else None
    if forward:
        found = next_word(text, offset)
        return found.start if found else None
    here = word_at(text, offset)
    if here is not None and here.start < offset:
        return here.start
    found = previous_word(text, offset)
    return found.start if found else None


def sentence_or_quotation(text: str, offset: int) -> Span | None:
    """The innermost stretch in quotation marks around `offset`, else the sentence there."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    quoted = _quotation(text, start, end, offset)
    if quoted is not None:
        return trim(text, quoted)
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() <= offset:
            start = match.end()
        else:
            end = match.end()
            break
    return trim(text, Span(start, end)) if start < end else None


def growing(text: str, offset: int, first: Span, runs: Iterable[Span]) -> list[Span]:
    """What repeated clicks at `offset` select: each stretch holds the one before it.

    From the word (`first`) over the names (`runs`) that hold it and the quoted stretch or the
    sentence to the paragraph.
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    paragraph = trim(text, Span(start, end if end >= 0 else len(text)))
    found = [first]
    wider = [*sorted(runs, key=lambda span: span.length), sentence_or_quotation(text, offset)]
    for span in (*wider, paragraph):
        last = found[-1]
        if span is not None and span != last and span.start <= last.start and last.end <= span.end:
            found.append(span)
    return found


def _quotation(text: str, start: int, end: int, offset: int) -> Span | None:
    best: Span | None = None
    opened: list[tuple[str, int]] = []
    for at in range(start, end):
        character = text[at]
        if opened and character == opened[-1][0]:
            _, first = opened.pop()
            if first <= offset <= at and first < at and (best is None or at - first < best.length):
                best = Span(first, at)
        elif character in _PAIRS:
            opened.append((_PAIRS[character], at + 1))
    return best
