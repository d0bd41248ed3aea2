"""Ranges of a text: half-open, in code points, never empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from annotator.core.errors import N_, TextError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range `[start, end)` of Unicode code points in a text.

    Raises `TextError` unless `0 <= start < end`. Spans sort by start, then by end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise TextError(
                N_(
                    "A span cannot run from {start} to {end}: "
                    "it must start at 0 or later and end after its start."
                ),
                start=self.start,
                end=self.end,
            )

    @property
    def length(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether every code point of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def contains_offset(self, offset: int) -> bool:
        """Whether the code point at `offset` lies in this span (so not for `offset == end`)."""
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a code point in common; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Whether the two overlap and neither contains the other."""
        return self.overlaps(other) and not self.contains(other) and not other.contains(self)

    def shift(self, by: int) -> Span:
        """Return the span moved by `by` code points.

        Raises `TextError` where that would pass offset 0.
        """
        return Span(self.start + by, self.end + by)

    def text_in(self, text: str) -> str:
        """Return the part of `text` that the span covers.

        Raises `TextError` where the span ends past the end of `text`.
        """
        if self.end > len(text):
            raise TextError(
                N_("The span {start}-{end} ends past the end of its text of {length} characters."),
                start=self.start,
                end=self.end,
                length=len(text),
            )
        return text[self.start : self.end]

    def clip(self, other: Span) -> Span | None:
        """Return the part of this span that lies in `other`; None where they do not overlap."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))


Spans: TypeAlias = tuple[Span, ...]
"""The anchor of an annotation: one span, or several where it is discontinuous."""


def envelope(spans: Iterable[Span]) -> Span:
    """Return the smallest span that contains all of `spans`.

    Raises `TextError` where there are no spans.
    """
    ordered = normalise_spans(spans)
    return Span(ordered[0].start, ordered[-1].end)


def normalise_spans(spans: Iterable[Span]) -> Spans:
    """Return the code points of `spans` as sorted spans; touching and overlapping ones merge.

    Raises `TextError` where there are no spans.
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    if not merged:
        raise TextError(N_("An annotation needs at least one span of text."))
    return tuple(merged)
