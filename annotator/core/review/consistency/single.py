"""Finders that look at annotations one by one, or at those of one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from annotator.core.model import Annotation
from annotator.core.review.consistency.findings import (
    Finding,
    FindingKind,
    FoundPlace,
    Places,
    Remedy,
    Scene,
    Severity,
    Step,
    every_step,
    with_doubts,
)
from annotator.core.review.consistency.survey import Survey
from annotator.core.schema import crossings
from annotator.core.text import Span, Spans, trim

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›"}
_CLOSING: Final = {close: opening for opening, close in _PAIRS.items()}
_STRAIGHT: Final = '"'
_MARKS: Final = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSING, _STRAIGHT)))}]")
_NEAR = 2  # code points beside an edge in which the other half of a pair is looked for


class _ByLayer:
    """A finder whose findings are the annotations of a layer that have one thing wrong."""

    kind: FindingKind
    severity: Severity = "warning"

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._found: defaultdict[str, Places] = defaultdict(Places)

    def look(self, scene: Scene) -> None:
        """Take the annotations that have it wrong."""
        for each in scene.annotations:
            if each.spans:
                spans = self.mended(scene.text, each)
                if spans is not None:
                    self._found[each.layer].add(FoundPlace.of(each), spans)

    def finish(self) -> Iterator[Finding]:
        """A finding for each layer."""
        for layer, places in self._found.items():
            yield Finding(
                self.kind,
                layer,
                "",
                tuple(places.found),
                with_doubts(places.found, self.remedy(layer, places)),
                self.severity,
                layer,
                left_out=places.left_out,
            )

    def mended(self, text: str, annotation: Annotation) -> Spans | None:
        """The spans that it should have, empty where that is not known; None if all is well."""
        raise NotImplementedError

    def remedy(self, layer: str, places: Places) -> Remedy:
        """To move the edges to where they should be."""
        steps = tuple(Step(n, spans) for n, spans in enumerate(places.spans) if spans)
        return Remedy("move", steps, layer)


class Blank(_ByLayer):
    """Annotations on nothing but spaces and marks."""

    kind = "blank"
    severity = "error"

    def mended(self, text: str, annotation: Annotation) -> Spans | None:
        """Empty where no span has a letter, a digit or a sign."""
        first = annotation.spans[0]
        if text[first.start].isalnum():
            return None
        return None if any(trim(text, each) for each in annotation.spans) else ()

    def remedy(self, layer: str, places: Places) -> Remedy:
        """To delete them."""
        return Remedy("delete", every_step(places.found), layer)


class Margin(_ByLayer):
    """Annotations with a loose space or mark at an edge."""

    kind = "margin"

    def mended(self, text: str, annotation: Annotation) -> Spans | None:
        """Without what is loose at the first and at the last edge."""
        spans = list(annotation.spans)
        whole = annotation.envelope
        if whole is None or _is_tight(text, whole) or not any(trim(text, each) for each in spans):
            return None
        while spans and trim(text, spans[0]) is None:
            spans.pop(0)
        while spans and trim(text, spans[-1]) is None:
            spans.pop()
        cut = trim(text, Span(spans[0].start, spans[-1].end))
        if cut is None or cut == whole:
            return None
        spans[0] = Span(cut.start, spans[0].end)
        spans[-1] = Span(spans[-1].start, cut.end)
        return tuple(spans)


class Bracket(_ByLayer):
    """Annotations with one half of a pair of brackets or quotation marks."""

    kind = "bracket"
    severity = "hint"

    def mended(self, text: str, annotation: Annotation) -> Spans | None:
        """With the other half, where it stands beside the edge."""
        whole = annotation.envelope
        if whole is None or len(annotation.spans) != 1 or not _MARKS.search(text, *_ends(whole)):
            return None
        cut = trim(text, whole)
        if cut is None:
            return None
        lonely = _lonely(cut.text_in(text))
        if lonely is None:
            return None
        wanted, after = lonely
        if after:
            at = text.find(wanted, cut.end, cut.end + _NEAR)
            return (Span(cut.start, at + 1),) if at >= 0 else ()
        at = text.rfind(wanted, max(0, cut.start - _NEAR), cut.start)
        return (Span(at, cut.end),) if at >= 0 else ()


def _is_tight(text: str, span: Span) -> bool:
    """Whether a span begins and ends with letters or digits: most do, and nothing is loose then."""
    return text[span.start].isalnum() and text[span.end - 1].isalnum()


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _lonely(text: str) -> tuple[str, bool] | None:
    """The half of a pair that lacks, and whether its place is after the other; None for none."""
    open_ones: list[str] = []
    for each in text:
        if each in _PAIRS:
            open_ones.append(each)
        elif each in _CLOSING:
            if not open_ones or open_ones[-1] != _CLOSING[each]:
                return _CLOSING[each], False
            open_ones.pop()
    if open_ones:
        return _PAIRS[open_ones[-1]], True
    return (_STRAIGHT, True) if text.count(_STRAIGHT) % 2 else None


class Crossing:
    """Two annotations that cross where the schema forbids it."""

    def __init__(self, survey: Survey) -> None:
        self._layers = [each for each in survey.schema.layers if not each.may_cross]
        self._found: list[Finding] = []

    def look(self, scene: Scene) -> None:
        """Take each two that cross."""
        for layer in self._layers:
            pairs = crossings(layer, scene.annotations)
            known = {each.id: each for each in scene.annotations} if pairs else {}
            for one, other in pairs:
                self._found += _crossing(known[one], known[other], scene.text)

    def finish(self) -> Iterator[Finding]:
        """A finding for each two."""
        yield from self._found


def _crossing(one: Annotation, other: Annotation, text: str) -> Iterator[Finding]:
    first, second = one.envelope, other.envelope
    if first is None or second is None:
        return
    whole = Span(min(first.start, second.start), max(first.end, second.end))
    told = [" ".join(each.text_in(text).split()) for each in (whole, first, second)]
    places = (FoundPlace.of(one), FoundPlace.of(other))
    remedies = (
        Remedy("move", (Step(0, (whole,)),), one.layer, text=told[0]),
        Remedy("delete", (Step(0),), one.layer, one.label, text=told[1]),
        Remedy("delete", (Step(1),), one.layer, other.label, text=told[2]),
    )
    yield Finding(
        "crossing",
        f"{one.id}+{other.id}",
        told[0],
        places,
        with_doubts(places, *remedies),
        "error",
        one.layer,
        variants=(one.label, other.label),
    )


class Duplicate:
    """The same annotation twice by one annotator: label, spans and roles."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._found: defaultdict[tuple[str, str], Places] = defaultdict(Places)

    def look(self, scene: Scene) -> None:
        """Take those that could go: all but one of each."""
        seen: defaultdict[tuple[object, ...], list[Annotation]] = defaultdict(list)
        for each in scene.annotations:
            same = (each.annotator, each.layer, each.label, each.spans, each.arguments)
            seen[same].append(each)
        if len(seen) == len(scene.annotations):
            return
        targets = {one.target for each in scene.annotations for one in each.arguments}
        for group in seen.values():
            # The one stays that fills a role, or says more; else the first.
            kept = min(
                group, key=lambda each: (each.id not in targets, -len(each.attributes), each.id)
            )
            for each in group:
                if each is not kept:
                    self._found[each.layer, each.label].add(FoundPlace.of(each))

    def finish(self) -> Iterator[Finding]:
        """A finding for each label."""
        for (layer, label), places in self._found.items():
            delete = Remedy("delete", every_step(places.found), layer)
            yield Finding(
                "duplicate",
                f"{layer}|{label}",
                "",
                tuple(places.found),
                with_doubts(places.found, delete),
                "error",
                layer,
                label,
                left_out=places.left_out,
            )
