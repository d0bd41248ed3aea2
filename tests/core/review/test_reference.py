"""The figures agree with those of other programs, which tools/agreement_reference.py recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from annotator.core.model import Annotation, Document, new_id
from annotator.core.review import (
    EVALUATIONS,
    Agreement,
    AgreementOptions,
    Categories,
    LayerAgreement,
    Score,
    macro_f1,
    measure,
)
from annotator.core.schema import Schema
from annotator.core.text import Span
from tests.conftest import ROOT

RECORDED = json.loads((ROOT / "tests" / "reference" / "agreement.json").read_text("utf-8"))
CASES: list[Any] = RECORDED["cases"]
NERVALUATE = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}


def close(value: object) -> Any:  # noqa: ANN401 - as pytest has it
    return pytest.approx(value, abs=1e-9)


def items(documents: list[dict[str, Any]]) -> Iterator[tuple[Document, list[Annotation]]]:
    """Texts of tokens with a space between them, and the annotations of a, b and c."""
    for each in documents:
        text = " ".join(each["tokens"])
        starts = [0]
        for token in each["tokens"]:
            starts.append(starts[-1] + len(token) + 1)
        document = Document(new_id("d"), "n", "t", text)
        yield (
            document,
            [
                Annotation(
                    new_id("a"),
                    document.id,
                    who,
                    "entity",
                    label,
                    (Span(starts[first], starts[last] - 1),),
                )
                for who in "abc"
                for first, last, label in each[who] or ()
            ],
        )


def measured(case: dict[str, Any], schema: Schema) -> Agreement:
    return measure(items(case["documents"]), schema, AgreementOptions(("a", "b", "c")))


def entities(agreement: Agreement) -> LayerAgreement:
    pair = agreement.pairs[0]
    assert (pair.first, pair.second) == ("a", "b")
    return pair.layers["entity"]


def figures(score: Score) -> list[float]:
    """As seqeval has it, to which nothing of nothing is 0."""
    return [score.precision or 0.0, score.recall or 0.0, score.f1 or 0.0]


def categories(found: Categories) -> list[float]:
    return [
        found.correct,
        found.incorrect,
        found.partial,
        found.missed,
        found.spurious,
        found.precision or 0.0,
        found.recall or 0.0,
        found.f1 or 0.0,
    ]


@pytest.mark.parametrize("case", CASES)
def test_exact_span_f1_is_seqevals_in_strict_mode(case: dict[str, Any], schema: Schema) -> None:
    spans = entities(measured(case, schema)).spans
    assert figures(spans.exact_micro) == close(case["expected"]["seqeval"]["micro"])
    assert macro_f1(spans.exact.values()) == close(case["expected"]["seqeval"]["macro"][2])


@pytest.mark.parametrize("case", CASES)
def test_the_evaluations_of_semeval_are_nervaluates(case: dict[str, Any], schema: Schema) -> None:
    found = entities(measured(case, schema))
    expected = case["expected"]
    for each in EVALUATIONS:
        name = NERVALUATE[each]
        assert categories(found.semeval[each]) == close(expected["nervaluate"][name])
        for label, by_name in expected["nervaluate by label"].items():
            assert categories(found.semeval_labels[label, each]) == close(by_name[name])


@pytest.mark.parametrize("case", CASES)
def test_our_relaxed_matches_are_nervaluates_partial_and_type(
    case: dict[str, Any], schema: Schema
) -> None:
    """On flat annotations, the greatest number of pairs is what its order finds too."""
    spans = entities(measured(case, schema)).spans
    correct, _incorrect, partial, *_rest = case["expected"]["nervaluate"]["partial"]
    assert spans.relaxed_unlabelled.tp == correct + partial
    for label, by_name in case["expected"]["nervaluate by label"].items():
        assert spans.relaxed[label].tp == by_name["ent_type"][0]


@pytest.mark.parametrize("case", CASES)
def test_kappa_is_scikit_learns(case: dict[str, Any], schema: Schema) -> None:
    tokens = measured(case, schema).tokens["entity"]
    expected = case["expected"]["kappa"]
    assert tokens.kappa("a", "b", "iob").value == close(expected["iob"])
    assert tokens.kappa("a", "b", "label").value == close(expected["label"])
    for label, value in expected["binary"].items():
        assert tokens.label_kappa("a", "b", label).value == close(value)


@pytest.mark.parametrize("case", CASES)
def test_alpha_is_krippendorffs_where_one_has_not_done_a_document(
    case: dict[str, Any], schema: Schema
) -> None:
    assert case["documents"][1]["c"] is None
    tokens = measured(case, schema).tokens["entity"]
    expected = case["expected"]["alpha"]
    assert tokens.alpha("iob").value == close(expected["iob"])
    assert tokens.alpha("label").value == close(expected["label"])
    two = measure(items(case["documents"]), schema, AgreementOptions(("a", "b")))
    assert two.tokens["entity"].alpha().value == close(expected["of two"])


def test_the_record_names_its_sources() -> None:
    assert set(RECORDED["packages"]) == {"krippendorff", "nervaluate", "scikit-learn", "seqeval"}
    assert len(CASES) >= 20
