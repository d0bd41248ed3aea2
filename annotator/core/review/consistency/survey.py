"""What the project has of each string and role: counts only, so that a large project fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from annotator.core.model import Annotation, Entry
from annotator.core.review.consistency.findings import Scene
from annotator.core.review.consistency.strings import (
    Raw,
    raw_of,
    without_clitics,
    without_titles,
)
from annotator.core.schema import Schema
from annotator.core.text.clitics import restored_articles

LONGEST = 80
"""Code points of an annotation that is compared as a string, at most."""

Name = tuple[str, str]
"""A layer and the key of a string in it."""


class Survey:
    """Taken of all documents before those finders look that compare with the whole."""

    def __init__(self, schema: Schema, entries: Mapping[str, Entry]) -> None:
        self.schema = schema
        self.entries = entries
        self._raw: defaultdict[tuple[str, Raw], Counter[str]] = defaultdict(Counter)
        self.frames: Counter[tuple[str, str]] = Counter()
        self.filled: Counter[tuple[str, str, str]] = Counter()
        self._layers = {each.id for each in schema.layers if each.kind == "span"}

    def add(self, scene: Scene) -> None:
        """Count what a document has."""
        for each, raw in self.strings(scene):
            self._raw[each.layer, raw][each.label] += 1
        for each in scene.annotations:
            if each.layer not in self._layers:
                self.frames[each.layer, each.label] += 1
                for role in {argument.role for argument in each.arguments}:
                    self.filled[each.layer, each.label, role] += 1

    def strings(self, scene: Scene) -> Iterator[tuple[Annotation, Raw]]:
        """The annotations of a document that are compared as strings."""
        schema, text = self.schema, scene.text
        for each in scene.annotations:
            if each.layer not in self._layers or len(each.spans) != 1:
                continue
            if each.spans[0].length > LONGEST or schema.resolve(each.layer, each.label) is None:
                continue
            raw = raw_of(text, each.spans[0])
            if raw[1]:
                yield each, raw

    @cached_property
    def known(self) -> dict[Name, Counter[str]]:
        """The labels of each string that is labelled as a whole."""
        found: dict[Name, Counter[str]] = {}
        for (layer, (before, key)), labels in self._raw.items():
            if not before:
                found[layer, key] = labels
        return found

    @cached_property
    def names(self) -> dict[Name, Counter[str]]:
        """The labels of each string, whatever is attached to it."""
        found: defaultdict[Name, Counter[str]] = defaultdict(Counter)
        for (layer, raw), labels in self._raw.items():
            found[layer, self.name(layer, raw)].update(labels)
        return dict(found)

    def name(self, layer: str, raw: Raw) -> str:
        """The key of a string without what is attached, as far as the project knows the rest."""
        before, key = raw
        if before == "ال" and (layer, f"ال{key}") in self.known:
            return f"ال{key}"
        if before == "ل" and (layer, key) not in self.known:
            forms: Iterable[str] = restored_articles("ل", key)
        elif (layer, key) in self.known:
            forms = without_clitics(key)
        else:
            forms = ()
        return next((each for each in forms if (layer, each) in self.known), key)

    @cached_property
    def longer(self) -> dict[Name, list[str]]:
        """For a string, those that have a clitic or a title more, under a label that both have."""
        found: defaultdict[Name, list[str]] = defaultdict(list)
        for (layer, key), labels in self.known.items():
            base = self.base(layer, key, labels)
            if base:
                found[layer, base].append(key)
        for (layer, (before, key)), labels in self._raw.items():
            whole = f"ال{key}"
            if before == "ال" and self._shares(layer, whole, labels):
                found[layer, f"{key}\0"].append(whole)
        return dict(found)

    def base(self, layer: str, key: str, labels: Counter[str] | None = None) -> str:
        """The string that this one is with a clitic or a title before it; empty where none is."""
        mine = labels if labels is not None else self.known.get((layer, key), Counter())
        for form in (*without_clitics(key), *without_titles(key)):
            if self._shares(layer, form, mine):
                return form
        return ""

    def _shares(self, layer: str, key: str, labels: Counter[str]) -> bool:
        return not labels.keys().isdisjoint(self.known.get((layer, key), ()))
