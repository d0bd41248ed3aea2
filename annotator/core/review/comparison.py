"""Two annotators in one document: their items by layer, and which belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from annotator.core.model import Annotation, Document
from annotator.core.review.differences import Difference, LayerPairs, differences_in
from annotator.core.review.items import Item, items_of
from annotator.core.review.matching import Neighbours, closest_pairs, touching
from annotator.core.review.tokens import TokenLabels, token_labels
from annotator.core.schema import Schema
from annotator.core.text import Span

DocumentRule = Literal["annotated", "finished", "all"]
DOCUMENT_RULES: tuple[DocumentRule, ...] = get_args(DocumentRule)
"""Which documents an annotator is taken to have done.

`annotated`: those with any annotation of theirs, in whatever layer. `finished`: those, and every
document whose status is done or reviewed, since who has nothing there saw nothing to mark. `all`:
every document.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A document with its annotations, by annotator and layer.

    `done_by` are those of the compared annotators who have done the document.
    """

    document: Document
    known: Mapping[str, Annotation]
    parts: Mapping[tuple[str, str], Sequence[Annotation]]
    done_by: frozenset[str]

    def of(self, annotator: str, layer: str) -> Sequence[Annotation]:
        """The annotations of one annotator in one layer."""
        return self.parts.get((annotator, layer), ())


@dataclass(frozen=True, slots=True)
class LayerComparison:
    """One layer of a document by two annotators."""

    first: Sequence[Item]
    second: Sequence[Item]
    neighbours: Neighbours
    pairs: LayerPairs


def work_on(
    document: Document,
    annotations: Sequence[Annotation],
    schema: Schema,
    annotators: Sequence[str],
    rule: DocumentRule = "annotated",
) -> Work:
    """Sort the annotations of a document by annotator and layer, and say who has done it.

    An earlier name of a label (an alias in the schema) counts as the label.
    """
    parts: dict[tuple[str, str], list[Annotation]] = {}
    annotations = [_with_label_of(schema, each) for each in annotations]
    for each in annotations:
        parts.setdefault((each.annotator, each.layer), []).append(each)
    present = {annotator for annotator, _layer in parts}
    finished = rule == "finished" and document.status in ("done", "reviewed")
    everyone = rule == "all" or finished
    done_by = frozenset(annotators) if everyone else frozenset(annotators) & present
    return Work(document, {each.id: each for each in annotations}, parts, done_by)


def compare_layer(work: Work, layer: str, first: str, second: str) -> LayerComparison:
    """Compare what two annotators have in one layer of a document."""
    mine = items_of(work.of(first, layer), work.known)
    theirs = items_of(work.of(second, layer), work.known)
    neighbours = touching(mine, theirs)
    pairs = LayerPairs(layer, mine, theirs, closest_pairs(mine, theirs, neighbours))
    return LayerComparison(mine, theirs, neighbours, pairs)


def differences_of(
    work: Work, schema: Schema, layers: Sequence[LayerComparison]
) -> list[Difference]:
    """Where the two differ in the layers that were compared, in the order of the text."""
    document = work.document
    pairs = [each.pairs for each in layers]
    return differences_in(document.id, document.text, pairs, schema, work.known)


def columns_of(
    work: Work, layer: str, tokens: Sequence[Span], annotators: Sequence[str]
) -> list[TokenLabels | None]:
    """What each annotator says of the tokens in one layer; None where they have not done it."""
    return [
        token_labels(tokens, work.of(each, layer)) if each in work.done_by else None
        for each in annotators
    ]


def _with_label_of(schema: Schema, annotation: Annotation) -> Annotation:
    label = schema.resolve(annotation.layer, annotation.label)
    if label is None or label.id == annotation.label:
        return annotation
    return replace(annotation, label=label.id)
