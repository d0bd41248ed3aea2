"""From annotations to what is drawn of them, block by block.

No geometry here and no Qt: which stretches of text get which mark, in which hue, with which chip.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from annotator.app.shown import EVERYTHING, Shown
from annotator.app.translation import isolate
from annotator.core.errors import SchemaError
from annotator.core.model import Annotation, Argument
from annotator.core.schema import Label, Layer, Schema, is_incomplete
from annotator.core.schema.model import LineStyle
from annotator.core.text import Span, Spans, envelope
from annotator.ui.canvas.blocks import BlockList
from annotator.ui.canvas.lanes import Extent, assign_lanes

MarkKind = Literal["entity", "trigger", "cue", "speaker"]
MAX_DEPTH = 5
_MARKED_ROLES: dict[str, tuple[MarkKind, LineStyle]] = {
    "cue": ("cue", "dotted"),
    "speaker": ("speaker", "double"),
}
"""The roles of a quote that are marked also while it is not selected."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line under some text: an entity, an event's trigger, a quote's cue or speaker.

    `owner` is the annotation whose mark it is. `chip` is the text of its chip, empty for none.
    Marks of one `group` lie together, those of the lowest nearest the text.
    """

    owner: str
    kind: MarkKind
    spans: Spans
    hue: str
    line: LineStyle
    chip: str = ""
    incomplete: bool = False
    question: bool = False
    group: int = 0

    @property
    def length(self) -> int:
        """The code points from the first to the last that the mark covers."""
        return self.spans[-1].end - self.spans[0].start


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A bracket in the margin beside the content of a quote, and a tint behind it.

    `depth` is the column of the bracket, 0 nearest the text.
    """

    owner: str
    spans: Spans
    hue: str
    line: LineStyle
    chip: str
    depth: int
    incomplete: bool = False
    question: bool = False

    @property
    def length(self) -> int:
        """The code points from the first to the last of the content."""
        return self.spans[-1].end - self.spans[0].start


@dataclass(frozen=True, slots=True)
class RoleMark:
    """What fills a role of the frame that is selected or hovered.

    `target` is the annotation that fills it, empty for bare spans.
    """

    frame: str
    role: str
    name: str
    spans: Spans
    target: str
    hue: str


class MarkIndex:
    """The annotations of one document and their marks, found by block."""

    def __init__(
        self,
        blocks: BlockList,
        schema: Schema | None,
        language: str = "ar",
        hidden: frozenset[str] = frozenset(),
        shown: Shown = EVERYTHING,
    ) -> None:
        self._blocks = blocks
        self._schema = schema
        self._language = language
        self._hidden = hidden
        self._shown = shown
        self._signs = dict(shown.signs)
        self._groups = {name: at for at, (name, _sign) in enumerate(shown.signs, 1)}
        self._annotations: dict[str, Annotation] = {}
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._layers: dict[str, Layer | None] = {}
        self._quotations: set[str] = set()  # layers
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._places: dict[str, Collection[int]] = {}  # blocks of quotes
        self._by_block: dict[int, dict[str, None]] = defaultdict(dict)
        self._quotes: dict[str, QuoteMark] = {}
        self._depths: dict[str, int] = {}  # of quotes, by owner; below 0 while not looked at

    def load(self, annotations: Iterable[Annotation]) -> None:
        """Take these annotations as the document's."""
        for annotation in annotations:
            self._keep(annotation)
        # There can be tens of thousands, nearly all of them of the plainest kind: a shown layer,
        # no marks but under its own text, which lies in one stretch and in one block.
        layers = {annotation.layer for annotation in self._annotations.values()}
        layers -= {each.partition(":")[0] for each in self._hidden}
        plain = {each for each in layers if self._layer(each)} - self._quotations
        starts, ends = self._blocks.starts, self._blocks.ends
        range_of, by_block = self._blocks.range_of, self._by_block
        all_of_it = self._shown.annotators is None
        for annotation in self._annotations.values():
            spans = annotation.spans
            if annotation.layer in plain and len(spans) == 1 and annotation.review != "rejected":
                if not all_of_it and not self._shown.shows(annotation):
                    continue
                span = spans[0]
                first = bisect_right(starts, span.start) - 1
                by_block[first][annotation.id] = None
                if span.end > ends[first]:
                    for block in range_of(span)[1:]:
                        by_block[block][annotation.id] = None
            else:
                self._add_marks(annotation)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id, or None."""
        return self._annotations.get(annotation_id)

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, in no particular order."""
        return iter(self._annotations.values())

    def is_shown(self, annotation: Annotation) -> bool:
        """Whether the text shows this annotation."""
        if annotation.review == "rejected" or annotation.layer in self._hidden:
            return False
        if not self._shown.shows(annotation):
            return False
        return f"{annotation.layer}:{annotation.label}" not in self._hidden

    def marks_in(self, block: int) -> list[Mark]:
        """The marks that touch a block."""
        return [
            mark
            for each in self._by_block.get(block, ())
            for mark in self._marks_by(each)
            if block in self._blocks_of(mark.spans)
        ]

    def quotes_in(self, block: int) -> list[QuoteMark]:
        """The quotes whose content touches a block, outermost first."""
        near = [each for each in self._by_block.get(block, ()) if each in self._depths]
        if any(self._depths[each] < 0 for each in near):
            self._set_depths(self._quotes_near((block,)))
        found = [self._quote_by(each) for each in near]
        here = [quote for quote in found if block in self._blocks_of(quote.spans)]
        return sorted(here, key=lambda quote: (-quote.length, quote.owner))

    def apply(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> set[int]:
        """Replace annotations (before, after) and return the blocks whose marks changed."""
        rows = [(before, after) for before, after in rows if before or after]
        again: dict[str, None] = {}
        for before, after in rows:
            for each in (before, after):
                if each is not None:
                    again[each.id] = None
                    again.update(dict.fromkeys(self._holders.get(each.id, ())))
        quotes = any(each in self._depths for each in again)
        touched: set[int] = set()
        for each_id in again:
            touched.update(self._remove_marks(each_id))
        for before, after in rows:
            if before is not None:
                self._forget(before.id)
            if after is not None:
                self._keep(after)
        for each_id in again:
            annotation = self._annotations.get(each_id)
            if annotation is not None:
                touched.update(self._add_marks(annotation))
                quotes |= each_id in self._depths
        return touched | self._set_depths(self._quotes_near(touched)) if quotes else touched

    def filler_spans(self, argument: Argument) -> Spans:
        """Where an argument stands in the text; empty if its filler is unknown or a relation."""
        if isinstance(argument.filler, str):
            target = self._annotations.get(argument.filler)
            return target.spans if target is not None else ()
        return argument.filler

    def roles_of(self, annotation_id: str) -> list[RoleMark]:
        """The arguments of a frame or relation, with the names of their roles."""
        annotation = self._annotations.get(annotation_id)
        layer = self._layer(annotation.layer) if annotation else None
        if annotation is None or layer is None:
            return []
        roles = {role.id: role for role in layer.roles_of(annotation.label)}
        hue = self._hue(layer, annotation)[0]
        found: list[RoleMark] = []
        for argument in annotation.arguments:
            spans = self.filler_spans(argument)
            role = roles.get(argument.role)
            name = (role.name.text(self._language) if role else "") or argument.role
            if spans:
                found.append(
                    RoleMark(annotation.id, argument.role, name, spans, argument.target, hue)
                )
        return found

    def label_name(self, annotation: Annotation) -> str:
        """The name of an annotation's label in the interface's language."""
        layer = self._layer(annotation.layer)
        label = layer.label(annotation.label) if layer else None
        return (label.name.text(self._language) if label else "") or annotation.label

    def hue_of(self, annotation: Annotation) -> str:
        """The name of the hue in which an annotation is drawn."""
        layer = self._layer(annotation.layer)
        return self._hue(layer, annotation)[0] if layer else "grey"

    def is_quote(self, annotation: Annotation) -> bool:
        """Whether an annotation is drawn as a quote: a frame whose roles have a cue."""
        layer = self._layer(annotation.layer)
        return layer is not None and _is_quotation(layer)

    def _keep(self, annotation: Annotation) -> None:
        self._annotations[annotation.id] = annotation
        for argument in annotation.arguments:
            if argument.target:
                self._holders[argument.target].add(annotation.id)

    def _forget(self, annotation_id: str) -> None:
        old = self._annotations.pop(annotation_id, None)
        for argument in old.arguments if old is not None else ():
            if argument.target:
                self._holders[argument.target].discard(annotation_id)

    def _remove_marks(self, annotation_id: str) -> Collection[int]:
        self._marks.pop(annotation_id, None)
        self._quotes.pop(annotation_id, None)
        self._depths.pop(annotation_id, None)
        touched = self._places_of(annotation_id)
        self._places.pop(annotation_id, None)
        for block in touched:
            self._by_block[block].pop(annotation_id, None)
        return touched

    def _add_marks(self, annotation: Annotation) -> Collection[int]:
        """Note which blocks an annotation's marks lie in; the marks are made when looked at."""
        layer, spans = annotation.layer, annotation.spans
        if self._layer(layer) is None or not spans or not self.is_shown(annotation):
            return ()
        touched: Collection[int] = self._blocks_of(spans)
        if layer in self._quotations:
            self._depths[annotation.id] = -1
            touched = self._places[annotation.id] = self._blocks_of_quote(annotation, touched)
        for block in touched:
            self._by_block[block][annotation.id] = None
        return touched

    def _places_of(self, annotation_id: str) -> Collection[int]:
        """The blocks in which `_add_marks` noted an annotation."""
        annotation = self._annotations.get(annotation_id)
        if annotation is None or not annotation.spans:
            return ()
        return self._places.get(annotation_id) or self._blocks_of(annotation.spans)

    def _blocks_of_quote(self, annotation: Annotation, content: Collection[int]) -> Collection[int]:
        """The blocks of a quote's content, and of its cue and its speaker."""
        found = content
        for argument in annotation.arguments:
            spans = self.filler_spans(argument)
            if spans and argument.role in _MARKED_ROLES:
                found = {*found, *self._blocks_of(spans)}
        return found

    def _marks_by(self, annotation_id: str) -> tuple[Mark, ...]:
        marks = self._marks.get(annotation_id)
        if marks is None:
            annotation = self._annotations[annotation_id]
            layer = self._layer(annotation.layer)
            marks = tuple(self._marks_of(annotation, layer)) if layer else ()
            self._marks[annotation_id] = marks
        return marks

    def _marks_of(self, annotation: Annotation, layer: Layer) -> Iterator[Mark]:
        hue, line = self._hue(layer, annotation)
        if _is_quotation(layer):
            for argument in annotation.arguments:
                spans = self.filler_spans(argument)
                marked = _MARKED_ROLES.get(argument.role)
                if spans and marked:
                    yield Mark(annotation.id, marked[0], spans, hue, marked[1])
            return
        kind: MarkKind = "entity" if layer.kind == "span" else "trigger"
        incomplete, question = self._flags(annotation)
        group = self._groups.get(annotation.annotator, 0)
        yield Mark(
            annotation.id, kind, annotation.spans, hue, line, self._chip(annotation), incomplete,
            question, group,
        )  # fmt: skip

    def _quote_by(self, annotation_id: str) -> QuoteMark:
        mark = self._quotes.get(annotation_id)
        if mark is None:
            annotation = self._annotations[annotation_id]
            mark = QuoteMark(
                annotation_id, annotation.spans, self.hue_of(annotation), self._line(annotation),
                self._chip(annotation), self._depths[annotation_id], *self._flags(annotation),
            )  # fmt: skip
            self._quotes[annotation_id] = mark
        return mark

    def _chip(self, annotation: Annotation) -> str:
        """The name of the label, after the sign of the annotator where there is one."""
        sign, name = self._signs.get(annotation.annotator), self.label_name(annotation)
        return f"{isolate(sign)}: {name}" if sign else name

    def _flags(self, annotation: Annotation) -> tuple[bool, bool]:
        incomplete = self._schema is not None and is_incomplete(self._schema, annotation)
        return incomplete, annotation.review == "question"

    def _hue(self, layer: Layer, annotation: Annotation) -> tuple[str, LineStyle]:
        label: Label | None = layer.label(annotation.label)
        return (label.color, label.line) if label else ("grey", "solid")

    def _line(self, annotation: Annotation) -> LineStyle:
        layer = self._layer(annotation.layer)
        return self._hue(layer, annotation)[1] if layer else "solid"

    def _layer(self, layer_id: str) -> Layer | None:
        if layer_id not in self._layers:
            layer: Layer | None = None
            with suppress(SchemaError):
                layer = self._schema.layer(layer_id) if self._schema is not None else None
            self._layers[layer_id] = layer
            if layer is not None and _is_quotation(layer):
                self._quotations.add(layer_id)
        return self._layers[layer_id]

    def _blocks_of(self, spans: Spans) -> range:
        return self._blocks.range_of(envelope(spans) if len(spans) > 1 else spans[0])

    def _quotes_near(self, blocks: Iterable[int]) -> set[str]:
        """The quotes of these blocks, of the blocks that those quotes reach into, and so on.

        No other quote overlaps one of them, so their columns can be given anew by themselves.
        """
        found: set[str] = set()
        seen: set[int] = set()
        waiting = list(blocks)
        while waiting:
            block = waiting.pop()
            if block in seen:
                continue
            seen.add(block)
            for each in self._by_block.get(block, ()):
                if each in self._depths and each not in found:
                    found.add(each)
                    waiting.extend(self._blocks_of(self._annotations[each].spans))
        return found

    def _set_depths(self, among: Iterable[str]) -> set[int]:
        """Give each of these quotes its column and return the blocks where one changed."""
        quotes = sorted(
            ([(span.start, span.end) for span in self._annotations[each].spans], each)
            for each in among
        )
        extents = [Extent(spans[0][0], spans[-1][1]) for spans, _ in quotes]
        touched: set[int] = set()
        for (_, each), depth in zip(quotes, assign_lanes(extents, MAX_DEPTH), strict=True):
            if self._depths[each] != depth:
                self._depths[each] = depth
                self._quotes.pop(each, None)
                touched.update(self._places_of(each))
        return touched


def _is_quotation(layer: Layer) -> bool:
    return layer.kind == "frame" and any(role.id == "cue" for role in layer.roles)


def gaps(spans: Spans) -> list[Span]:
    """What lies between the fragments of a discontinuous annotation."""
    return [Span(a.end, b.start) for a, b in pairwise(spans)]
