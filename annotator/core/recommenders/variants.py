"""What may be the same name written otherwise: another spelling, or a part of the name.

- Each word may be in another spelling (see `similarity`): سبوتنك for سبوتنيك.
- A name of several words may lack words between its first and its last, or have up to two more
  there: شي بينج for شي جين بينج.
- The last word of a person's or place's name may stand alone: بوتين for فلاديمير بوتين. Not so
  where a word of it has the article or is an office: الروسي is not الرئيس الروسي.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from annotator.core.recommenders.items import read_word
from annotator.core.recommenders.lexicon import lexicon
from annotator.core.recommenders.similarity import SHORTEST, are_spellings
from annotator.core.text import Span, fold_text, words

_MOST_BETWEEN: Final = 2
_LONGEST: Final = 6  # words of a name of which all ways to shorten it are tried


@dataclass(frozen=True, slots=True)
class Name:
    """A name as folded words."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Name:
        """The name that a text is; it has at least one letter or digit."""
        return cls(tuple(fold_text(word.text_in(text)) for word in words(text)))

    @staticmethod
    def is_like(wanted: str, word: str) -> bool:
        """Whether a folded word is `wanted`, or may be another spelling of it."""
        return word == wanted or are_spellings(wanted, word)

    def shortened(self) -> list[tuple[str, ...]]:
        """The name and what is left of it without words in its middle, the longest first."""
        if not 2 < len(self.words) <= _LONGEST:
            return [self.words]
        first, *middle, last = self.words
        return [
            (first, *kept, last)
            for count in range(len(middle), -1, -1)
            for kept in combinations(middle, count)
        ]

    @property
    def stands_by_last(self) -> bool:
        """Whether the last word may stand for the whole."""
        known = lexicon("ar").phrases
        return (
            len(self.words) > 1
            and len(self.words[-1]) >= SHORTEST
            and not any(word.startswith("ال") for word in self.words)
            and not any(
                phrase.cues & {"title", "head", "inner"} and not phrase.rest
                for word in self.words
                for phrase in known.starting(word)
            )
        )


def find_variants(text: str, name: Name, exact: Sequence[Span]) -> list[Span]:
    """Return the spans of `text` (code points) that are a variant of `name`, in order.

    None overlaps another, or one of `exact`, the places of the name itself. The first word may
    have a prefix attached, which stays out of the span.
    """
    if not name.words:
        return []
    found: list[Span] = []
    for span in _matches(text, name):
        # Neither list has spans that overlap, so only the last that starts before can.
        before = bisect_left(exact, Span(span.end, span.end + 1))
        if before and exact[before - 1].overlaps(span):
            continue
        if not (found and found[-1].overlaps(span)):
            found.append(span)
    return found


def _matches(text: str, name: Name) -> Iterator[Span]:
    """Yield what matches at each word, the longest first."""
    found = words(text)
    read = [read_word(text[word.start : word.end]) for word in found]
    forms = [each.form for each in read]
    patterns = name.shortened()
    stops = lexicon("ar").stops
    last_alone = name.words[-1] if name.stands_by_last else None
    for at, word in enumerate(found):
        for cut, form in read[at].choices:
            start = word.start + cut
            if Name.is_like(name.words[0], form):
                end = _end(text, found, forms, at, patterns)
                if end is None and len(name.words) > 1:
                    end = _end_beyond(text, found, forms, at, name.words[-1], stops)
                if end is not None:
                    yield Span(start, end)
            if last_alone is not None and Name.is_like(last_alone, form):
                yield Span(start, word.end)


def _end(
    text: str,
    found: Sequence[Span],
    forms: Sequence[str],
    at: int,
    patterns: Iterable[tuple[str, ...]],
) -> int | None:
    """Where the first of the patterns ends that the words from `at` fit, the first one given."""
    for pattern in patterns:
        last = at + len(pattern) - 1
        if last < len(found) and all(
            _adjoins(text, found, index) and Name.is_like(wanted, forms[index])
            for index, wanted in enumerate(pattern[1:], start=at + 1)
        ):
            return found[last].end
    return None


def _end_beyond(
    text: str,
    found: Sequence[Span],
    forms: Sequence[str],
    at: int,
    wanted: str,
    stops: frozenset[str],
) -> int | None:
    """Where the last word of a name ends behind up to two words that the name does not have."""
    for index in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(found))):
        if not _adjoins(text, found, index):
            return None
        if Name.is_like(wanted, forms[index]):
            return found[index].end
        if forms[index] in stops or forms[index].startswith("ال"):
            return None
    return None


def _adjoins(text: str, found: Sequence[Span], index: int) -> bool:
    """Whether nothing but spaces stands between a word and the one before it."""
    between = text[found[index - 1].end : found[index].start]
    return between.isspace() and "\n" not in between
