"""Hint letters: which places get one, and which letters. No Qt, no geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.core.model import Annotation
from annotator.core.schema.model import ANY_FILLER, SPAN_FILLER
from annotator.core.text import Span, words

LETTERS: Final = "FDSAGHLREWTYUIOPVNCM"
"""The letters of hints, the easiest to reach first. J is left out, which calls them up."""

WORDS: Final = 20
"""So many words around a frame get a letter where a role asks for plain words."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a hint leads to: an annotation, or (with an empty `annotation`) a stretch of text.

    `spans` is where it stands; `fits` is false for what the schema does not ask for here.
    """

    spans: tuple[Span, ...]
    annotation: str = ""
    fits: bool = True

    @property
    def span(self) -> Span:
        """The first stretch of it."""
        return self.spans[0]


def hint_codes(count: int, letters: str = LETTERS) -> list[str]:
    """As many codes, of one letter while they last and else of two; none begins another.

    The first ones are the shortest. More than there are pairs of letters get no code.
    """
    size = len(letters)
    for doubled in range(size + 1):
        # `doubled` letters are taken from the end as first letters of pairs.
        if (size - doubled) + doubled * size >= count or doubled == size:
            single = list(letters[: size - doubled])
            pairs = [first + second for first in letters[size - doubled :] for second in letters]
            return (single + pairs)[:count]
    return []


def in_reading_order(targets: Iterable[Target]) -> list[Target]:
    """Targets by where they start, an outer one before the inner ones."""
    return sorted(targets, key=lambda each: (each.span.start, -each.spans[-1].end, each.annotation))


def fits(annotation: Annotation, fillers: Sequence[str]) -> bool:
    """Whether the schema lets an annotation fill a role with these fillers."""
    named = {ANY_FILLER, annotation.label, f"{annotation.layer}:*"}
    return bool(named & set(fillers))


def takes_words(fillers: Sequence[str]) -> bool:
    """Whether a role is filled with plain words rather than with names: a quote's cue."""
    return SPAN_FILLER in fillers and all(
        each == SPAN_FILLER or each.endswith(":*") for each in fillers
    )


def words_around(text: str, spans: Sequence[Span], reach: int = 240) -> list[Span]:
    """The words next to some spans, the nearest ones of both sides, in their order.

    Words inside the spans are left out: what a quote's cue is stands outside its content, before
    it more often than after it, so that half as far counts behind.
    """
    if not spans:
        return []
    start, end = spans[0].start, spans[-1].end
    near = words(text, max(0, start - reach), min(len(text), end + reach))
    outside = [word for word in near if not any(word.overlaps(span) for span in spans)]
    order = sorted(outside, key=lambda word: max(start - word.end, 2 * (word.start - end), 0))
    return sorted(order[:WORDS])
