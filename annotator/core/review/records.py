"""Agreement as plain data with stable keys, for other programs; docs/agreement.md has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from annotator.core.model import Annotation, Document
from annotator.core.review.agreement import Agreement, LayerAgreement, PairAgreement
from annotator.core.review.definitions import DEFINITIONS
from annotator.core.review.differences import DIFFERENCE_KINDS, Difference
from annotator.core.review.figures import Chance, Score, macro_f1
from annotator.core.review.frames import FrameScores
from annotator.core.review.semeval import EVALUATIONS, NOTHING, Categories, Evaluation
from annotator.core.review.token_figures import TOKEN_VIEWS, LayerTokens
from annotator.core.text import Spans

Record: TypeAlias = dict[str, Any]

FORMAT = "hashiya-agreement/1"


def agreement_record(agreement: Agreement, project: str) -> Record:
    """Everything that was measured, under the name of the project."""
    options = agreement.options
    return {
        "format": FORMAT,
        "project": project,
        "annotators": list(options.annotators),
        "documents": {
            "rule": options.documents,
            "total": agreement.documents,
            "compared": agreement.compared,
        },
        "tokens": {"rule": options.tokens},
        "definitions": DEFINITIONS,
        "pairs": [_pair(each, agreement.tokens) for each in agreement.pairs],
        "alpha": [_alpha(layer, tokens) for layer, tokens in agreement.tokens.items()],
    }


def difference_record(document: Document, difference: Difference) -> Record:
    """One difference; `start` and `end` are -1 where it covers no text."""
    span = difference.span
    return {
        "document": document.id,
        "name": document.name,
        "layer": difference.layer,
        "kinds": list(difference.kinds),
        "start": span.start if span else -1,
        "end": span.end if span else -1,
        "text": span.text_in(document.text) if span else "",
        "roles": [
            {
                "role": each.role,
                "first": [_spans(document, filler) for filler in each.first],
                "second": [_spans(document, filler) for filler in each.second],
            }
            for each in difference.roles
        ],
        "attributes": [
            {"attribute": each.attribute, "first": each.first, "second": each.second}
            for each in difference.attributes
        ],
        "first": _annotation(document, difference.first),
        "second": _annotation(document, difference.second),
    }


def _annotation(document: Document, annotation: Annotation | None) -> Record | None:
    if annotation is None:
        return None
    return {
        "id": annotation.id,
        "label": annotation.label,
        "spans": _spans(document, annotation.spans),
    }


def _spans(document: Document, spans: Spans) -> list[Record]:
    return [
        {"start": each.start, "end": each.end, "text": each.text_in(document.text)}
        for each in spans
    ]


def _pair(pair: PairAgreement, tokens: Mapping[str, LayerTokens]) -> Record:
    return {
        "first": pair.first,
        "second": pair.second,
        "documents": {
            "both": pair.documents,
            "first_only": pair.first_only,
            "second_only": pair.second_only,
        },
        "exact": _score("span-exact", pair.exact),
        "relaxed": _score("span-relaxed", pair.relaxed),
        "differences": pair.differences,
        "layers": [
            _layer(layer, found, pair, tokens.get(layer)) for layer, found in pair.layers.items()
        ],
    }


def _layer(
    layer: str, found: LayerAgreement, pair: PairAgreement, tokens: LayerTokens | None
) -> Record:
    spans = found.spans
    kappas = {}
    if tokens is not None:
        for view in TOKEN_VIEWS:
            kappas[view] = _chance(f"kappa-{view}", tokens.kappa(pair.first, pair.second, view))
    return {
        "layer": layer,
        "exact": _score("span-exact", spans.exact_micro),
        "relaxed": _score("span-relaxed", spans.relaxed_micro),
        "exact_unlabelled": _score("span-exact-unlabelled", spans.exact_unlabelled),
        "relaxed_unlabelled": _score("span-relaxed-unlabelled", spans.relaxed_unlabelled),
        "exact_macro": _macro("span-exact-macro", spans.exact),
        "relaxed_macro": _macro("span-relaxed-macro", spans.relaxed),
        "semeval": {
            each: _categories(each, found.semeval.get(each, NOTHING)) for each in EVALUATIONS
        },
        "kappa": kappas,
        "labels": [_label(label, found, pair, tokens) for label in spans.labels],
        "frames": _frames(found.frames) if found.frames else None,
        "confusions": [
            {"first": first, "second": second, "count": count}
            for (first, second), count in sorted(found.confusions.items())
        ],
        "differences": {each: found.differences[each] for each in DIFFERENCE_KINDS},
    }


def _label(
    label: str, found: LayerAgreement, pair: PairAgreement, tokens: LayerTokens | None
) -> Record:
    record: Record = {
        "label": label,
        "exact": _score("span-exact", found.spans.exact[label]),
        "relaxed": _score("span-relaxed", found.spans.relaxed[label]),
        "semeval": {
            each: _categories(each, found.semeval_labels[label, each]) for each in EVALUATIONS
        },
        "kappa": {},
    }
    if tokens is not None:
        kappa = tokens.label_kappa(pair.first, pair.second, label)
        record["kappa"] = {"binary": _chance("kappa-binary", kappa)}
    return record


def _frames(frames: FrameScores) -> Record:
    roles = sorted({*frames.roles_exact, *frames.roles_relaxed})
    record: Record = {
        "key": frames.key,
        "keyless": {"first": frames.keyless[0], "second": frames.keyless[1]},
        "exact": _score("key-exact", frames.exact),
        "relaxed": _score("key-relaxed", frames.relaxed),
        "content": None,
        "arguments": {
            "exact": _score("argument-exact", frames.arguments_exact),
            "relaxed": _score("argument-relaxed", frames.arguments_relaxed),
        },
        "roles": [
            {
                "role": role,
                "exact": _score("argument-exact", frames.roles_exact.get(role, Score())),
                "relaxed": _score("argument-relaxed", frames.roles_relaxed.get(role, Score())),
            }
            for role in roles
        ],
    }
    if frames.has_content:
        record["content"] = {
            "exact": _score("content-exact", frames.content_exact),
            "relaxed": _score("content-relaxed", frames.content_relaxed),
        }
    return record


def _alpha(layer: str, tokens: LayerTokens) -> Record:
    record: Record = {"layer": layer}
    for view in TOKEN_VIEWS:
        record[view] = _chance(f"alpha-{view}", tokens.alpha(view))
    record["labels"] = [
        {"label": label, "binary": _chance("alpha-binary", tokens.label_alpha(label))}
        for label in tokens.labels
    ]
    return record


def _score(definition: str, score: Score) -> Record:
    return {
        "definition": definition,
        "tp": score.tp,
        "fp": score.fp,
        "fn": score.fn,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _macro(definition: str, scores: Mapping[str, Score]) -> Record:
    return {
        "definition": definition,
        "labels": len(scores),
        "f1": macro_f1(scores.values()),
    }


def _categories(evaluation: Evaluation, found: Categories) -> Record:
    return {
        "definition": f"semeval-{evaluation}",
        "correct": found.correct,
        "incorrect": found.incorrect,
        "partial": found.partial,
        "missed": found.missed,
        "spurious": found.spurious,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
    }


def _chance(definition: str, found: Chance) -> Record:
    return {
        "definition": definition,
        "value": found.value,
        "observed": found.observed,
        "expected": found.expected,
        "tokens": found.items,
        "classes": found.classes,
    }
