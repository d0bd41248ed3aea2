"""Which labels some words are likely to get: by what they got before, and by the schema.

For layers with more labels than keys, so that the likely one stands on top of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from annotator.core.model import Annotation
from annotator.core.schema import Label, Layer
from annotator.core.text import Span, clitic_cuts, fold_text, words

MOST: Final = 5
"""So many labels at most."""

_BEFORE = 100  # what was tagged before outweighs what the schema says
_WHOLE = 4  # an entry of several words that all stand there outweighs one of them
_SHORTEST: Final = 3  # letters that an ending must leave
_ARTICLES: Final = ("ال", "لل")
# Endings of nouns, verbs and pronouns (folded), the longest first.
_ENDINGS: Final = (
    "ياتها", "تهما", "تها", "تهم", "ياته", "هما", "تين", "تان", "ات", "ون", "ين", "ان", "وا",
    "ها", "هم", "ته", "نا", "ا", "ه", "ت", "ي", "ن",
)  # fmt: skip


def likely_labels(
    layer: Layer, text: str, span: Span, annotations: Iterable[Annotation] = ()
) -> list[str]:
    """The codes of the labels of a layer that fit the words of a span, the likeliest first.

    What the same words got elsewhere in the text (`annotations`, of any layer) comes before what
    the schema's triggers and examples say. Words are compared folded, without what is attached to
    them and without endings; empty where nothing speaks for any label.
    """
    wanted = [_stems(word.text_in(text)) for word in words(text, span.start, span.end)]
    if not wanted:
        return []
    scores: Counter[str] = Counter()
    for each in annotations:
        if each.layer != layer.id or not each.spans or each.spans[0] == span:
            continue
        there = each.spans[0]
        if abs(there.length - span.length) <= 4 and _same(wanted, there.text_in(text)):
            scores[each.label] += _BEFORE
    for label in layer.labels:
        scores[label.id] += max((_fit(wanted, entry) for entry in _entries(label)), default=0)
    order = {label.id: place for place, label in enumerate(layer.labels)}
    found = [code for code, score in scores.items() if score > 0 and code in order]
    return sorted(found, key=lambda code: (-scores[code], order[code]))[:MOST]


def _entries(label: Label) -> tuple[str, ...]:
    return (*label.triggers, label.example) if label.example else label.triggers


def _same(wanted: list[frozenset[str]], other: str) -> bool:
    stems = [_stems(word.text_in(other)) for word in words(other)]
    return len(stems) == len(wanted) and all(a & b for a, b in zip(wanted, stems, strict=True))


def _fit(wanted: list[frozenset[str]], entry: str) -> int:
    """How well an entry of the schema fits: all of its words, or just the first one wanted."""
    stems = [_stems(word.text_in(entry)) for word in words(entry)]
    there = sum(any(each & one for one in wanted) for each in stems)
    if stems and there == len(stems):
        return _WHOLE * there
    return 1 if any(wanted[0] & each for each in stems) else 0


@lru_cache(maxsize=8192)
def _stems(word: str) -> frozenset[str]:
    """What may be the bare word: without prefixes, article and endings."""
    forms = {fold_text(word), *(fold_text(word[cut:]) for cut in clitic_cuts(word))}
    forms |= {
        form.removeprefix(article)
        for form in tuple(forms)
        for article in _ARTICLES
        if len(form) >= len(article) + _SHORTEST
    }
    forms |= {
        form.removesuffix(ending)
        for form in tuple(forms)
        for ending in _ENDINGS
        if len(form) >= len(ending) + _SHORTEST
    }
    # Before a pronoun a hamza takes a seat, which folds to ي or و: إجلائهم of إجلاء.
    forms |= {form[:-1] for form in tuple(forms) if form[-1] in "يوء" and len(form) > _SHORTEST}
    return frozenset(forms)
