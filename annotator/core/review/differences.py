"""Where two annotators differ: every place once, with all that differs there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from annotator.core.model import Annotation, Argument
from annotator.core.review.items import Item, filler_spans
from annotator.core.review.matching import Pair
from annotator.core.schema import Schema
from annotator.core.text import Span, Spans, clitic_cuts, word_at

DifferenceKind = Literal["missing", "label", "edge", "clitic", "argument", "attribute"]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)


@dataclass(frozen=True, slots=True)
class RoleDifference:
    """What fills a role in the one annotation and not in the other: the spans of each filler."""

    role: str
    first: tuple[Spans, ...]
    second: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class AttributeDifference:
    """The two values of an attribute; what an annotation leaves out has the schema's default."""

    attribute: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a document where two annotators differ.

    `kinds` are in the order of `DIFFERENCE_KINDS`: `missing` (one of the two has nothing there),
    `label`, `edge`, `clitic` (an edge, and only by a prefix written onto the first word),
    `argument` (`roles` has what differs) and `attribute` (`attributes` has it). `span` holds both
    anchors, and for a relation what its ends cover; None where they cover no text.
    """

    document: str
    layer: str
    span: Span | None
    kinds: tuple[DifferenceKind, ...]
    first: Annotation | None
    second: Annotation | None
    roles: tuple[RoleDifference, ...] = ()
    attributes: tuple[AttributeDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerPairs:
    """The items of two annotators in one layer of a document, and which belong together."""

    layer: str
    first: Sequence[Item]
    second: Sequence[Item]
    pairs: Sequence[Pair]

    def alone(self) -> tuple[list[Item], list[Item]]:
        """The items of the first and of the second that have no counterpart."""
        mine = {i for i, _ in self.pairs}
        theirs = {j for _, j in self.pairs}
        return (
            [each for i, each in enumerate(self.first) if i not in mine],
            [each for j, each in enumerate(self.second) if j not in theirs],
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A document in which annotators are compared.

    `known` are its annotations by their ids; `counterparts` lead from the ids of annotations to
    one that stands for all that belong together.
    """

    text: str
    schema: Schema
    known: Mapping[str, Annotation]
    counterparts: Mapping[str, str]

    def same_filler(self, mine: Argument, theirs: Argument) -> bool:
        """Whether two arguments say the same: one role, filled by one thing or one text."""
        if mine.role != theirs.role:
            return False
        if mine.target and theirs.target:
            stand = self.counterparts
            if stand.get(mine.target, mine.target) == stand.get(theirs.target, theirs.target):
                return True
        spans = filler_spans(mine, self.known)
        return bool(spans) and spans == filler_spans(theirs, self.known)


def differences_in(
    document: str,
    text: str,
    layers: Sequence[LayerPairs],
    schema: Schema,
    known: Mapping[str, Annotation],
) -> list[Difference]:
    """The differences of a document in the order of the text; `known` are its annotations.

    What fills a role counts as the same where the two fillers belong together or cover the same
    spans: a mention whose edge is disputed is one difference, not another in each of its frames.
    """
    counterparts = {
        each.second[j].annotation.id: each.first[i].annotation.id
        for each in layers
        for i, j in each.pairs
    }
    scene = Scene(text, schema, known, counterparts)
    found: list[tuple[Item, Difference]] = []
    for layer in layers:
        for i, j in layer.pairs:
            difference = compare_items(document, layer.first[i], layer.second[j], scene)
            if difference is not None:
                found.append((layer.first[i], difference))
        mine, theirs = layer.alone()
        found += [(each, _missing(document, each, first=True)) for each in mine]
        found += [(each, _missing(document, each, first=False)) for each in theirs]
    found.sort(key=lambda pair: (*pair[0].order[:2], pair[1].layer, pair[0].order[2]))
    return [difference for _item, difference in found]


def is_clitic_edge(text: str, first: Spans, second: Spans) -> bool:
    """Whether two anchors differ only by a clitic written onto their first word."""
    if not first or not second or first[0].start == second[0].start:
        return False
    if first[0].end != second[0].end or first[1:] != second[1:]:
        return False
    start, inner = sorted((first[0].start, second[0].start))
    word = word_at(text, start)
    if word is None or not word.start <= start < inner < word.end:
        return False
    choices = {word.start, *(word.start + cut for cut in clitic_cuts(word.text_in(text)))}
    return {start, inner} <= choices


def _missing(document: str, item: Item, *, first: bool) -> Difference:
    made = item.annotation
    one, other = (made, None) if first else (None, made)
    return Difference(document, made.layer, extent_of(item), ("missing",), one, other)


def compare_items(document: str, first: Item, second: Item, scene: Scene) -> Difference | None:
    """What differs between two items that belong together; None where they say the same."""
    one, other = first.annotation, second.annotation
    kinds: list[DifferenceKind] = []
    if one.label != other.label:
        kinds.append("label")
    if one.spans != other.spans:
        kinds.append("clitic" if is_clitic_edge(scene.text, one.spans, other.spans) else "edge")
    roles = _differing_roles(one, other, scene)
    attributes = _differing_attributes(one, other, scene.schema)
    kinds += ["argument"] if roles else []
    kinds += ["attribute"] if attributes else []
    if not kinds:
        return None
    span = extent_of(first, second)
    return Difference(document, one.layer, span, tuple(kinds), one, other, roles, attributes)


def _differing_roles(
    one: Annotation, other: Annotation, scene: Scene
) -> tuple[RoleDifference, ...]:
    mine: list[Argument] = []
    theirs = list(other.arguments)
    for each in one.arguments:
        same = next((found for found in theirs if scene.same_filler(each, found)), None)
        if same is None:
            mine.append(each)
        else:
            theirs.remove(same)

    def fillers(arguments: list[Argument], role: str) -> tuple[Spans, ...]:
        spans = [filler_spans(each, scene.known) for each in arguments if each.role == role]
        return tuple(sorted(spans))

    roles = sorted({each.role for each in (*mine, *theirs)})
    return tuple(RoleDifference(role, fillers(mine, role), fillers(theirs, role)) for role in roles)


def _differing_attributes(
    one: Annotation, other: Annotation, schema: Schema
) -> tuple[AttributeDifference, ...]:
    mine, theirs = _values(one, schema), _values(other, schema)
    return tuple(
        AttributeDifference(name, mine.get(name, ""), theirs.get(name, ""))
        for name in sorted({*mine, *theirs})
        if mine.get(name, "") != theirs.get(name, "")
    )


def _values(annotation: Annotation, schema: Schema) -> dict[str, str]:
    """The attributes of an annotation; those that it leaves out have what the schema says."""
    layer = schema.find_layer(annotation.layer)
    defaults = layer.attributes_of(annotation.label) if layer else ()
    values = {each.id: each.default for each in defaults if each.default}
    return values | {each.name: each.value for each in annotation.attributes}


def extent_of(*items: Item) -> Span | None:
    """The span that holds all of some items; None where they cover no text."""
    covering = [each for each in items if each.end]
    if not covering:
        return None
    return Span(min(each.start for each in covering), max(each.end for each in covering))
