"""Adding words to the spans of an annotation, and taking words out of them."""

from __future__ import annotations

from annotator.core.text.span import Span, Spans, normalise_spans
from annotator.core.text.words import trim


def with_words(text: str, spans: Spans, span: Span) -> Spans:
    """The spans with another stretch of the text; pieces that only spaces part become one."""
    joined: list[Span] = []
    for each in normalise_spans((*spans, span)):
        if joined and not text[joined[-1].end : each.start].strip(" \u00a0\t"):
            joined[-1] = Span(joined[-1].start, each.end)
        else:
            joined.append(each)
    return tuple(joined)


def without_words(text: str, spans: Spans, span: Span) -> Spans:
    """The spans without a stretch of the text; what is left has no spaces at its edges."""
    kept: list[Span] = []
    for each in spans:
        if not each.overlaps(span):
            kept.append(each)
            continue
        for start, end in ((each.start, span.start), (span.end, each.end)):
            piece = trim(text, Span(start, end)) if start < end else None
            if piece is not None:
                kept.append(piece)
    return normalise_spans(kept) if kept else ()
