"""The finder of strings that are labelled here and not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from annotator.core.recommenders.cast import is_pronoun
from annotator.core.review.consistency.findings import (
    Finding,
    FoundPlace,
    Places,
    Scene,
    with_doubts,
)
from annotator.core.review.consistency.named import label_remedies
from annotator.core.review.consistency.survey import Name, Survey
from annotator.core.text import Folded, Span, clitic_cuts, fold
from annotator.core.text.clitics import restored_articles

_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters of the longest word of a string that is looked for


class Unlabelled:
    """Looks for every labelled string in the documents that somebody has worked on.

    A place counts where nothing of the string's layer touches it. Of strings that begin at one
    place, the longest counts.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._found: defaultdict[Name, Places] = defaultdict(Places)
        self._by_first: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for layer, key in survey.names:
            if _is_sought(key):
                parts = tuple(key.split(" "))
                first = self._by_first.setdefault(layer, {})
                first.setdefault(parts[0], []).append(parts)
        for first in self._by_first.values():
            for each in first.values():
                each.sort(key=len, reverse=True)

    def look(self, scene: Scene) -> None:
        """Take the places without a label."""
        if not scene.present and scene.document.status == "new":
            return
        folded = fold(scene.text)
        tokens = [(found.group(), *found.span()) for found in _WORD.finditer(folded.text)]
        for layer, first in self._by_first.items():
            taken = _taken(scene, layer, folded)
            done = 0
            for n, (word, start, _end) in enumerate(tokens):
                if start < done:
                    continue
                match = _match(first, word, tokens, n, folded.text)
                if match is None:
                    continue
                parts, cut = match
                end = tokens[n + len(parts) - 1][2]
                if taken.find(1, start + cut, end) < 0:
                    done = end
                    span = folded.to_source(start + cut, end)
                    self._add(scene, layer, " ".join(parts), span)

    def _add(self, scene: Scene, layer: str, key: str, span: Span) -> None:
        place = FoundPlace(scene.document.id, span)
        self._found[layer, key].add(place, (span,), span.text_in(scene.text))

    def finish(self) -> Iterator[Finding]:
        """A finding for each string."""
        for (layer, key), places in self._found.items():
            labels = self._survey.names[layer, key]
            missing = len(places.found) + places.left_out
            ordered = sorted(labels, key=lambda each: (-labels[each], each))
            yield Finding(
                "unlabelled",
                f"{layer}|{key}",
                places.text,
                tuple(places.found),
                with_doubts(places.found, *label_remedies(layer, labels, places)),
                "warning" if labels.total() >= missing else "hint",
                layer,
                variants=tuple(ordered),
                counts=tuple(labels[each] for each in ordered),
                left_out=places.left_out,
            )


def _is_sought(key: str) -> bool:
    parts = key.split(" ")
    letters = max((len(each) for each in parts if each.isalpha()), default=0)
    return letters >= _SHORTEST and not is_pronoun(key)


def _taken(scene: Scene, layer: str, folded: Folded) -> bytearray:
    """A byte for each code point of the folded text: 1 where something of the layer lies."""
    taken = bytearray(len(folded.text))
    for each in scene.present:
        if each.layer == layer:
            for span in each.spans:
                start, end = folded.from_source(span.start), folded.from_source(span.end)
                taken[start:end] = b"\1" * (end - start)
    return taken


def _match(
    first: dict[str, list[tuple[str, ...]]],
    word: str,
    tokens: list[tuple[str, int, int]],
    n: int,
    folded: str,
) -> tuple[tuple[str, ...], int] | None:
    """The longest string that begins in a word, and how much of the word is attached before it."""
    best: tuple[tuple[str, ...], int] | None = None
    for form, cut in _forms(word):
        for parts in first.get(form, ()):
            if best is not None and len(parts) <= len(best[0]):
                break
            if len(parts) == 1 or _follows(parts, tokens, n, folded):
                best = parts, cut
                break
    return best


def _follows(
    parts: tuple[str, ...], tokens: list[tuple[str, int, int]], n: int, folded: str
) -> bool:
    if n + len(parts) > len(tokens):
        return False
    return all(
        tokens[n + m][0] == part and folded[tokens[n + m - 1][2] : tokens[n + m][1]].isspace()
        for m, part in enumerate(parts)
        if m
    )


@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[tuple[str, int], ...]:
    """A folded word, and what it may be without what is attached, each with the cut before it."""
    found = [(word, 0)]
    for cut in clitic_cuts(word):
        rest = word[cut:]
        found += [(each, cut) for each in (rest, *restored_articles(word[:cut], rest))]
    return tuple(found)
