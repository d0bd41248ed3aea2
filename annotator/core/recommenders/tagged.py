"""What of a text is tagged: where its mentions lie, and the names that they cover.

Kept by each change, since with twenty thousand mentions making it anew takes 40 ms (measured).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from annotator.core.model import Annotation
from annotator.core.recommenders.lexicon import Phrases, lexicon
from annotator.core.text import Span, fold_text, normalise_spans, words

_QUOTE_LAYER: Final = "quote"
_OTHER_LAYERS: Final = frozenset({_QUOTE_LAYER, "event", "relation"})
_LONGEST_NAME: Final = 60  # code points of an annotation that is looked for as a name elsewhere

_Pair = tuple[int, int]  # with twenty thousand of them, spans take five times as long to sort


class Tagged:
    """The annotations of one text, as far as candidates depend on them."""

    def __init__(self, text: str, annotations: Iterable[Annotation] = ()) -> None:
        self._text = text
        self._counts: Counter[_Pair] = Counter()
        self._quotes: Counter[_Pair] = Counter()
        self._names: Counter[str] = Counter()
        self._phrases: Phrases | None = None
        for each in annotations:
            self._count(each, 1)
        self._mentions = sorted(self._counts)
        self._longest = max((end - start for start, end in self._mentions), default=0)

    def apply(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> None:
        """Hear of annotations that came, changed or went: each as (before, after)."""
        for before, after in rows:
            if before is not None:
                self._remove(before)
            if after is not None:
                self._add(after)

    def phrases(self) -> Phrases:
        """The names that mentions cover, and each word of a person's or place's by itself."""
        if self._phrases is None:
            self._phrases = Phrases()
            for name in self._names:
                _add_name(self._phrases, name)
        return self._phrases

    def has_part_of(self, span: Span) -> bool:
        """Whether an annotation of a layer for names and numbers has a part of a span."""
        first = bisect_left(self._mentions, (span.start - self._longest, 0))
        last = bisect_left(self._mentions, (span.end, 0))
        return any(end > span.start for _, end in self._mentions[first:last])

    def is_quote(self, span: Span) -> bool:
        """Whether the quotes that are tagged and not far longer cover half of a span."""
        parts = [
            part
            for start, end in self._quotes
            if start < span.end and end > span.start and end - start < 2 * span.length
            if (part := Span(start, end).clip(span))
        ]
        covered = sum(part.length for part in normalise_spans(parts)) if parts else 0
        return bool(parts) and 2 * covered >= span.length

    # -- one annotation more or less --------------------------------------------------------------

    def _count(self, annotation: Annotation, by: int) -> None:
        counts = self._quotes if annotation.layer == _QUOTE_LAYER else self._counts
        if annotation.layer in _OTHER_LAYERS and annotation.layer != _QUOTE_LAYER:
            return
        for span in annotation.spans:
            counts[span.start, span.end] += by
            if counts[span.start, span.end] <= 0:
                del counts[span.start, span.end]
            if counts is self._counts and span.length <= _LONGEST_NAME:
                self._names[span.text_in(self._text)] += by

    def _add(self, annotation: Annotation) -> None:
        self._count(annotation, 1)
        if annotation.layer in _OTHER_LAYERS:
            return
        for span in annotation.spans:
            if self._counts[span.start, span.end] == 1:
                insort(self._mentions, (span.start, span.end))
            self._longest = max(self._longest, span.length)
            name = span.text_in(self._text)
            if self._phrases is not None and self._names[name] == 1:
                _add_name(self._phrases, name)

    def _remove(self, annotation: Annotation) -> None:
        self._count(annotation, -1)
        if annotation.layer in _OTHER_LAYERS:
            return
        for span in annotation.spans:
            if (span.start, span.end) not in self._counts:
                del self._mentions[bisect_left(self._mentions, (span.start, span.end))]
            name = span.text_in(self._text)
            if span.length <= _LONGEST_NAME and self._names[name] <= 0:
                del self._names[name]
                self._phrases = None  # a phrase may be another name's too


def _add_name(phrases: Phrases, name: str) -> None:
    """A name, and its words where none has the article.

    So بوتين of فلاديمير بوتين, but no word of وزير الخارجية الروسي.
    """
    for entry in _entries(name):
        phrases.add(entry, "name")


@lru_cache(maxsize=8192)
def _entries(name: str) -> tuple[str, ...]:
    forms = [fold_text(word.text_in(name)) for word in words(name)]
    if not any(form[:1].isalpha() for form in forms):
        return ()
    if any(form.startswith("ال") for form in forms):
        return (name,)
    native = lexicon("ar")
    return (
        name,
        *(
            form
            for form in forms
            if len(form) >= 3 and form not in native.stops and form not in native.phrases
        ),
    )
