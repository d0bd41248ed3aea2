"""How far annotators agree, measured over documents one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from annotator.core.model import Annotation, Document
from annotator.core.review.comparison import (
    DocumentRule,
    LayerComparison,
    Work,
    columns_of,
    compare_layer,
    differences_of,
    work_on,
)
from annotator.core.review.differences import Difference, DifferenceKind
from annotator.core.review.figures import NO_SCORE, Score
from annotator.core.review.frames import FrameScores, key_of
from annotator.core.review.semeval import NOTHING, Categories, Evaluation, categorise
from annotator.core.review.spans import SpanScores
from annotator.core.review.token_figures import LayerTokens
from annotator.core.review.tokens import TokenRule, tokens
from annotator.core.schema import Schema

Found: TypeAlias = Callable[[Document, str, str, Difference], None]
"""What is told of each difference: the document, the two annotators and the difference."""


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """What to measure.

    `annotators` are compared each with each, in this order; `layers` are reported (all of the
    schema where empty). `tokens` says what a token is, `documents` which documents an annotator
    has done.
    """

    annotators: tuple[str, ...]
    layers: tuple[str, ...] = ()
    tokens: TokenRule = "space"
    documents: DocumentRule = "annotated"


@dataclass(slots=True)
class LayerAgreement:
    """What two annotators have in common in one layer.

    `confusions` count pairs of labels of what belongs together (see `closest_pairs`), the empty
    string where one of the two has nothing. `frames` is there for layers of frames.
    """

    spans: SpanScores = field(default_factory=SpanScores)
    semeval: dict[Evaluation, Categories] = field(default_factory=dict)
    semeval_labels: dict[tuple[str, Evaluation], Categories] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: Counter[DifferenceKind] = field(default_factory=Counter)
    frames: FrameScores | None = None


@dataclass(slots=True)
class PairAgreement:
    """Two annotators: `first` stands for the reference.

    `documents` counts those that both have done, `first_only` and `second_only` those that only
    one of them has; these are not compared.
    """

    first: str
    second: str
    layers: dict[str, LayerAgreement]
    documents: int = 0
    first_only: int = 0
    second_only: int = 0
    differences: int = 0

    @property
    def exact(self) -> Score:
        """The exact score over all layers and labels."""
        return sum((each.spans.exact_micro for each in self.layers.values()), NO_SCORE)

    @property
    def relaxed(self) -> Score:
        """The relaxed score over all layers and labels."""
        return sum((each.spans.relaxed_micro for each in self.layers.values()), NO_SCORE)


@dataclass(slots=True)
class Agreement:
    """All that was measured: each pair of annotators, and the tokens of all of them by layer."""

    options: AgreementOptions
    pairs: list[PairAgreement]
    tokens: dict[str, LayerTokens]
    documents: int = 0
    compared: int = 0


def measure(
    items: Iterable[tuple[Document, Sequence[Annotation]]],
    schema: Schema,
    options: AgreementOptions,
    *,
    found: Found | None = None,
) -> Agreement:
    """Measure the agreement over documents with all of their annotations, one at a time.

    `found` is told of every difference, document by document. Annotations count whatever their
    review; those of annotators who are not compared do not count.

    Raises:
        SchemaError: a layer is not in the schema.
    """
    layers = options.layers or tuple(each.id for each in schema.layers)
    frames = {each: schema.layer(each) for each in layers if schema.layer(each).kind == "frame"}
    pairs = [
        PairAgreement(
            first,
            second,
            {
                each: LayerAgreement(
                    frames=FrameScores(key_of(frames[each])) if each in frames else None
                )
                for each in layers
            },
        )
        for first, second in combinations(options.annotators, 2)
    ]
    anchored = [each for each in layers if schema.layer(each).kind != "relation"]
    result = Agreement(options, pairs, {each: LayerTokens(options.annotators) for each in anchored})
    for document, made in items:
        result.documents += 1
        work = work_on(document, made, schema, options.annotators, options.documents)
        if len(work.done_by) > 1:
            result.compared += 1
            _add_tokens(work, result)
        for pair in pairs:
            _add_document(work, pair, schema, found)
    return result


def _add_tokens(work: Work, result: Agreement) -> None:
    text_tokens = tokens(work.document.text, result.options.tokens)
    for layer, counted in result.tokens.items():
        columns = columns_of(work, layer, text_tokens, result.options.annotators)
        missing = [None] * len(text_tokens)
        counted.tags.update(zip(*(each.tags if each else missing for each in columns), strict=True))
        counted.sets.update(zip(*(each.sets if each else missing for each in columns), strict=True))


def _add_document(work: Work, pair: PairAgreement, schema: Schema, found: Found | None) -> None:
    done = pair.first in work.done_by, pair.second in work.done_by
    if not all(done):
        pair.first_only += done[0]
        pair.second_only += done[1]
        return
    pair.documents += 1
    # Every layer is compared, reported or not: the fillers of roles are told apart by them.
    compared = {
        each.id: compare_layer(work, each.id, pair.first, pair.second) for each in schema.layers
    }
    for layer, agreement in pair.layers.items():
        _add_layer(compared[layer], agreement)
        if agreement.frames is not None:
            mine, theirs = work.of(pair.first, layer), work.of(pair.second, layer)
            agreement.frames.add(mine, theirs, work.known)
    for difference in differences_of(work, schema, list(compared.values())):
        if difference.layer in pair.layers:
            pair.differences += 1
            pair.layers[difference.layer].differences.update(difference.kinds)
            if found is not None:
                found(work.document, pair.first, pair.second, difference)


def _add_layer(compared: LayerComparison, agreement: LayerAgreement) -> None:
    first, second, neighbours = compared.first, compared.second, compared.neighbours
    if not first and not second:
        return
    agreement.spans.add(first, second, neighbours)
    for i, j in compared.pairs.pairs:
        agreement.confusions[first[i].label, second[j].label] += 1
    for side, items in enumerate(compared.pairs.alone()):
        for each in items:
            agreement.confusions[("", each.label) if side else (each.label, "")] += 1
    _add_semeval(compared, agreement)


def _add_semeval(compared: LayerComparison, agreement: LayerAgreement) -> None:
    first, second = compared.first, compared.second
    counted = categorise(first, second, compared.neighbours, one_label=False)
    for each, found in counted.items():
        agreement.semeval[each] = agreement.semeval.get(each, NOTHING) + found
    for label in {each.label for each in (*first, *second)}:
        mine = [i for i, each in enumerate(first) if each.label == label]
        same = [j for j, each in enumerate(second) if each.label == label]
        theirs = {j: n for n, j in enumerate(same)}
        neighbours = [[theirs[j] for j in compared.neighbours[i] if j in theirs] for i in mine]
        items = [first[i] for i in mine], [second[j] for j in same]
        for each, found in categorise(*items, neighbours, one_label=True).items():
            known = agreement.semeval_labels.get((label, each), NOTHING)
            agreement.semeval_labels[label, each] = known + found
