"""Annotations as they are compared: where they stand, whatever their ids are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotator.core.model import Annotation, Argument
from annotator.core.text import Spans, normalise_spans

Fillers: TypeAlias = tuple[tuple[str, Spans], ...]
"""Arguments as (role, the spans of the filler), sorted."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared of one annotation.

    `place` is what two annotations must have in common to be the same but for the label: the
    spans of the anchor with no role, or for a relation the spans of its ends with their roles.
    `start` and `end` hold all of it; both are 0 where it covers no text. `content` is what tells
    two at one place apart: arguments (role, spans of the filler) and attributes (name, value).
    """

    annotation: Annotation
    place: Fillers
    label: str
    start: int
    end: int
    content: frozenset[tuple[str, Spans | str]] = frozenset()

    @classmethod
    def of(
        cls,
        annotation: Annotation,
        place: Fillers,
        content: frozenset[tuple[str, Spans | str]] = frozenset(),
    ) -> Item:
        """The item of an annotation at a place."""
        if len(place) == 1 and len(place[0][1]) == 1:
            [span] = place[0][1]
            return cls(annotation, place, annotation.label, span.start, span.end, content)
        spans = [each for _role, part in place for each in part]
        start = min((each.start for each in spans), default=0)
        end = max((each.end for each in spans), default=0)
        return cls(annotation, place, annotation.label, start, end, content)

    @property
    def order(self) -> tuple[int, int, str, Fillers]:
        """Where the item stands among others; the same for the same place and label."""
        return self.start, self.end, self.label, self.place

    def touches(self, other: Item) -> bool:
        """Whether the places share a code point; those of relations, at each end."""
        if len(self.place) != len(other.place):
            return False
        return all(
            mine[0] == theirs[0] and (mine[1] == theirs[1] or shared(mine[1], theirs[1]) > 0)
            for mine, theirs in zip(self.place, other.place, strict=True)
        )

    def likeness(self, other: Item) -> float:
        """The share of code points, of those that either covers, that both cover: 0 to 1."""
        if self.place == other.place:
            return 1.0
        mine, theirs = _whole(self.place), _whole(other.place)
        common = shared(mine, theirs)
        covered = _length(mine) + _length(theirs) - common
        return common / covered if covered else 0.0


def shared(first: Spans, second: Spans) -> int:
    """How many code points two anchors (sorted, not touching) have in common."""
    total = i = j = 0
    while i < len(first) and j < len(second):
        common = min(first[i].end, second[j].end) - max(first[i].start, second[j].start)
        total += max(0, common)
        if first[i].end <= second[j].end:
            i += 1
        else:
            j += 1
    return total


def filler_spans(argument: Argument, known: Mapping[str, Annotation]) -> Spans:
    """The spans of what fills a role; none where that is a relation, which covers no text.

    `known` are the annotations of the document by their ids, whoever made them.
    """
    if not argument.target:
        return argument.spans
    target = known.get(argument.target)
    return target.spans if target else ()


def fillers_of(annotation: Annotation, known: Mapping[str, Annotation]) -> Fillers:
    """The arguments of an annotation, each as its role and the spans of its filler."""
    return tuple(sorted((each.role, filler_spans(each, known)) for each in annotation.arguments))


def items_of(annotations: Iterable[Annotation], known: Mapping[str, Annotation]) -> list[Item]:
    """Annotations of one layer as items, in the order of their places."""
    found = [
        Item.of(
            each,
            (("", each.spans),) if each.spans else fillers_of(each, known),
            _content(each, known),
        )
        for each in annotations
    ]
    return sorted(found, key=lambda item: (*item.order, item.annotation.id))


def _content(
    annotation: Annotation, known: Mapping[str, Annotation]
) -> frozenset[tuple[str, Spans | str]]:
    if not annotation.arguments and not annotation.attributes:
        return frozenset()
    attributes = [(each.name, each.value) for each in annotation.attributes]
    return frozenset((*fillers_of(annotation, known), *attributes))


def _whole(place: Fillers) -> Spans:
    spans = [each for _role, part in place for each in part]
    return normalise_spans(spans) if spans else ()


def _length(spans: Spans) -> int:
    return sum(each.length for each in spans)
