"""Finders that compare strings: their labels, their edges, their entries, and where they lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.core.model import Annotation, flat, link_of
from annotator.core.recommenders.cast import is_pronoun
from annotator.core.review.consistency.findings import (
    Finding,
    FoundPlace,
    Places,
    Remedy,
    Scene,
    Step,
    with_doubts,
)
from annotator.core.review.consistency.strings import grown, key_of, shrunk
from annotator.core.review.consistency.survey import LONGEST, Name, Survey
from annotator.core.text import Spans

CHOICES = 3
"""So many labels, or entries, are offered at most."""


class Labels:
    """One string with several labels."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._mixed = {name for name, labels in survey.names.items() if len(labels) > 1}
        self._found: defaultdict[Name, Places] = defaultdict(Places)

    def look(self, scene: Scene) -> None:
        """Take the places of strings whose labels differ."""
        if not self._mixed:
            return
        for each, raw in self._survey.strings(scene):
            name = (each.layer, self._survey.name(each.layer, raw))
            if name in self._mixed:
                self._found[name].add(FoundPlace.of(each), text=each.spans[0].text_in(scene.text))

    def finish(self) -> Iterator[Finding]:
        """A finding for each string."""
        for (layer, key), places in self._found.items():
            counts = Counter(each.annotation.label for each in places.found if each.annotation)
            if len(counts) < 2:
                continue
            ordered = sorted(counts, key=lambda label: (-counts[label], label))
            remedies = [
                Remedy(
                    "relabel",
                    tuple(
                        Step(n)
                        for n, each in enumerate(places.found)
                        if each.annotation and each.annotation.label != label
                    ),
                    layer,
                    label,
                )
                for label in ordered[:CHOICES]
            ]
            yield Finding(
                "label",
                f"{layer}|{key}",
                places.text,
                tuple(places.found),
                with_doubts(places.found, *remedies),
                "warning",
                layer,
                variants=tuple(ordered),
                counts=tuple(counts[each] for each in ordered),
                left_out=places.left_out,
            )


@dataclass(slots=True)
class _Edges:
    long: Places = field(default_factory=Places)
    short: Places = field(default_factory=Places)


class EdgePairs:
    """Strings that are labelled with a clitic, an article or a title, and without it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._found: defaultdict[tuple[str, str, str], _Edges] = defaultdict(_Edges)

    def look(self, scene: Scene) -> None:
        """Take the longer ones, and the shorter ones that stand where the longer one could be."""
        longer, survey, text = self._survey.longer, self._survey, scene.text
        if not longer:
            return
        there = {(each.annotator, each.layer, each.label, each.spans) for each in scene.present}

        def is_there(annotation: Annotation, spans: Spans) -> bool:
            """Whether both are labelled at one place: then the one lies in the other on purpose."""
            return (annotation.annotator, annotation.layer, annotation.label, spans) in there

        for each, (before, key) in survey.strings(scene):
            layer, span = each.layer, each.spans[0]
            base = survey.base(layer, key) if not before else ""
            if base and (cut := shrunk(text, span, base)) and not is_there(each, (cut,)):
                edges = self._found[layer, base, key]
                edges.long.add(FoundPlace.of(each), (cut,), span.text_in(text))
                edges.short.text = edges.short.text or cut.text_in(text)
            short = key if not before else survey.name(layer, (before, key))
            short = f"{key}\0" if before == "ال" else short
            for long in longer.get((layer, short), ()):
                whole = grown(text, span, long) if long != key else None
                if whole is not None and not is_there(each, (whole,)):
                    edges = self._found[layer, short.rstrip("\0"), long]
                    edges.short.add(FoundPlace.of(each), (whole,), span.text_in(text))
                    edges.long.text = edges.long.text or whole.text_in(text)

    def finish(self) -> Iterator[Finding]:
        """A finding for each pair of strings."""
        for (layer, base, long), edges in self._found.items():
            places = [*edges.long.found, *edges.short.found]
            first = len(edges.long.found)
            shrink = tuple(Step(n, spans) for n, spans in enumerate(edges.long.spans))
            grow = tuple(Step(first + n, spans) for n, spans in enumerate(edges.short.spans))
            moves = [
                Remedy("move", shrink, layer, text=edges.short.text),
                Remedy("move", grow, layer, text=edges.long.text),
            ]
            known = self._survey.known
            counts = [sum(known.get((layer, each), Counter()).values()) for each in (base, long)]
            # The edges that most have come first, and so under the first key.
            if not first or counts[1] > counts[0]:
                moves.reverse()
            yield Finding(
                "edge",
                f"{layer}|{base}|{long}",
                edges.short.text,
                tuple(places),
                with_doubts(places, *moves),
                "warning",
                layer,
                variants=(edges.short.text, edges.long.text),
                counts=(len(edges.short.found), first),
                left_out=edges.long.left_out + edges.short.left_out,
            )


class Links:
    """One string that is linked to several entries of the cast."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._entries: defaultdict[Name, Counter[str]] = defaultdict(Counter)
        self._found: defaultdict[Name, Places] = defaultdict(Places)

    def look(self, scene: Scene) -> None:
        """Take the linked strings."""
        for each in scene.annotations:
            entry = link_of(each) if each.attributes else ""
            whole = each.envelope
            if not entry or whole is None or whole.length > LONGEST:
                continue
            text = whole.text_in(scene.text)
            if not is_pronoun(text):
                name = (each.layer, key_of(text))
                self._entries[name][entry] += 1
                self._found[name].add(FoundPlace.of(each), text=text)

    def finish(self) -> Iterator[Finding]:
        """A finding for each string with several entries."""
        for (layer, key), entries in self._entries.items():
            if len(entries) < 2:
                continue
            places = self._found[layer, key]
            ordered = sorted(entries, key=lambda each: (-entries[each], each))
            yield Finding(
                "link",
                f"{layer}|{key}",
                places.text,
                tuple(places.found),
                with_doubts(
                    places.found,
                    *(self._remedy(each, places, layer) for each in ordered[:CHOICES]),
                ),
                "warning",
                layer,
                variants=tuple(map(self._name, ordered)),
                counts=tuple(entries[each] for each in ordered),
                left_out=places.left_out,
            )

    def _remedy(self, entry: str, places: Places, layer: str) -> Remedy:
        steps = tuple(
            Step(n)
            for n, each in enumerate(places.found)
            if each.annotation and link_of(each.annotation) != entry
        )
        kept = steps if entry in self._survey.entries else ()
        return Remedy("link", kept, layer, value=entry, text=self._name(entry))

    def _name(self, entry: str) -> str:
        known = self._survey.entries.get(entry)
        return flat(known.name) if known else entry


def label_remedies(layer: str, labels: Counter[str], places: Places) -> tuple[Remedy, ...]:
    """To tag places that have no label with the labels that the string has elsewhere."""
    steps = tuple(Step(n, spans) for n, spans in enumerate(places.spans))
    ordered = sorted(labels, key=lambda each: (-labels[each], each))
    return tuple(Remedy("tag", steps, layer, each) for each in ordered[:CHOICES])
