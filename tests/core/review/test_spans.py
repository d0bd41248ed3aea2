from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation
from annotator.core.review import Agreement, AgreementOptions, Score, measure
from annotator.core.schema import Schema
from tests.core.review.conftest import Compare, Make
from tests.support.projects import Item, projects
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import copied

SCHEMA = gold_schema()
WHO = ("a", "b", "c")


@st.composite
def shared_work(draw: st.DrawFn) -> list[Item]:
    """A project in which three annotators have made what there is."""
    return [
        (
            document,
            [replace(each, annotator=draw(st.sampled_from(WHO))) for each in annotations],
        )
        for document, annotations in draw(projects(SCHEMA))
    ]


def of(items: Sequence[Item], *annotators: str) -> Agreement:
    return measure(items, SCHEMA, AgreementOptions(annotators or WHO, documents="all"))


def scores(agreement: Agreement, first: str, second: str) -> dict[str, list[Score]]:
    [pair] = [each for each in agreement.pairs if (each.first, each.second) == (first, second)]
    return {
        layer: [
            found.spans.exact_micro,
            found.spans.relaxed_micro,
            found.spans.exact_unlabelled,
            found.spans.relaxed_unlabelled,
            *(found.spans.exact[label] for label in found.spans.labels),
            *(found.spans.relaxed[label] for label in found.spans.labels),
        ]
        for layer, found in pair.layers.items()
    }


@given(projects(SCHEMA))
def test_who_says_the_same_agrees_wholly(items: list[Item]) -> None:
    mine = [(document, [replace(each, annotator="a") for each in made]) for document, made in items]
    both = [(document, [*made, *copied(made, "b")]) for document, made in mine]
    agreement = of(both, "a", "b")
    [pair] = agreement.pairs
    assert pair.differences == 0
    for found in pair.layers.values():
        every = [*found.spans.exact.values(), *found.spans.relaxed.values()]
        assert all(each.f1 == 1 for each in every)
        assert all(first == second for first, second in found.confusions)
        if found.frames is not None:
            assert found.frames.arguments_exact.f1 in (1, None)
            assert found.frames.exact.f1 in (1, None)
    for tokens in agreement.tokens.values():
        assert tokens.kappa("a", "b").value in (1, None)
        assert tokens.alpha().value in (1, None)


@given(shared_work())
def test_f1_is_the_same_whoever_is_first(items: list[Item]) -> None:
    there, back = scores(of(items), "a", "b"), scores(of(items, "c", "b", "a"), "b", "a")
    for layer in there:
        assert [Score(each.tp, each.fn, each.fp) for each in there[layer]] == back[layer]


@given(shared_work(), st.permutations(WHO))
def test_the_order_of_annotators_changes_no_coefficient(
    items: list[Item], order: list[str]
) -> None:
    one, other = of(items), of(items, *order)
    for layer, tokens in one.tokens.items():
        for view in ("label", "iob", "set"):
            alphas = tokens.alpha(view).value, other.tokens[layer].alpha(view).value
            assert alphas[0] == pytest.approx(alphas[1])
            kappas = tokens.kappa("a", "b", view).value, tokens.kappa("b", "a", view).value
            assert kappas[0] == pytest.approx(kappas[1])


@given(shared_work())
def test_asking_for_less_finds_no_fewer_matches(items: list[Item]) -> None:
    for pair in of(items).pairs:
        for found in pair.layers.values():
            spans = found.spans
            assert spans.exact_micro.tp <= spans.relaxed_micro.tp <= spans.relaxed_unlabelled.tp
            assert spans.exact_micro.tp <= spans.exact_unlabelled.tp
            assert spans.exact_unlabelled.tp <= spans.relaxed_unlabelled.tp


@given(shared_work())
def test_the_confusions_hold_every_annotation_once(items: list[Item]) -> None:
    for pair in of(items).pairs:
        for found in pair.layers.values():
            first = sum(count for (one, _), count in found.confusions.items() if one)
            second = sum(count for (_, other), count in found.confusions.items() if other)
            assert (first, second) == (
                found.spans.exact_micro.first,
                found.spans.exact_micro.second,
            )


@given(st.data())
def test_a_label_changed_never_makes_the_agreement_greater(data: st.DataObject) -> None:
    document, made = gold()
    second = copied(made, "badr")
    entities = [i for i, each in enumerate(second) if each.layer == "entity"]
    before = 1.0
    for i in data.draw(st.lists(st.sampled_from(entities), unique=True, max_size=8)):
        label = data.draw(st.sampled_from(["PRODUCT", "LAW", "NUM"]))
        second[i] = replace(second[i], label=label)
        options = AgreementOptions(("amal", "badr"), ("entity",))
        [pair] = measure([(document, [*made, *second])], SCHEMA, options).pairs
        spans = pair.layers["entity"].spans
        assert spans.exact_micro.f1 is not None
        assert spans.exact_micro.f1 < before
        assert spans.exact_unlabelled.f1 == 1
        before = spans.exact_micro.f1


def test_nested_stacked_and_discontinuous_annotations_match_one_by_one(
    make: Make, compare: Compare
) -> None:
    made: list[Annotation] = []
    for who in ("a", "b"):
        made += [
            make(who, "entity", "OCC", "وزير الخارجية"),
            make(who, "entity", "ORG", "الخارجية"),
            make(who, "entity", "PERS", "وزير + لافروف"),
        ]
    made += [make("a", "entity", "OCC", "وزير الخارجية"), make("b", "entity", "PERS", "وزير")]
    spans = compare(made).pairs[0].layers["entity"].spans
    assert spans.exact["OCC"] == Score(1, 0, 1)  # stacked twice by a, once by b
    assert spans.exact["ORG"] == Score(1, 0, 0)
    assert spans.exact["PERS"] == Score(1, 1, 0)
    assert spans.relaxed["PERS"] == Score(1, 1, 0)


def test_the_parts_of_a_discontinuous_annotation_are_not_its_extent(
    make: Make, compare: Compare
) -> None:
    made = [
        make("a", "entity", "PERS", "وزير + لافروف"),
        make("b", "entity", "PERS", "سيرغي"),
    ]
    assert compare(made).pairs[0].layers["entity"].spans.relaxed_micro == Score(0, 1, 1)


def test_relations_are_the_same_where_their_ends_are(make: Make, compare: Compare) -> None:
    made: list[Annotation] = []
    for who, office in (("a", "وزير الخارجية"), ("b", "وزير")):
        person = make(who, "entity", "PERS", "لافروف")
        occupation = make(who, "entity", "OCC", office)
        made += [
            person,
            occupation,
            make(who, "relation", "holds_office", **{"from": person, "to": occupation}),
            make(who, "relation", "same_as", **{"from": person, "to": "بوتين"}),
        ]
    spans = compare(made).pairs[0].layers["relation"].spans
    assert spans.exact == {"holds_office": Score(0, 1, 1), "same_as": Score(1, 0, 0)}
    assert spans.relaxed == {"holds_office": Score(1, 0, 0), "same_as": Score(1, 0, 0)}


def test_nothing_by_either_has_no_f1(make: Make, compare: Compare, schema: Schema) -> None:
    pair = compare([make("a", "entity", "PERS", "لافروف"), make("b", "entity", "PERS", "بوتين")])
    assert pair.pairs[0].layers["quote"].spans.exact_micro.f1 is None
    assert pair.pairs[0].layers["entity"].spans.exact_micro.f1 == 0


def test_an_earlier_name_of_a_label_is_the_label(
    make: Make, compare: Compare, schema: Schema
) -> None:
    label = next(each for each in schema.layer("entity").labels if each.aliases)
    made = [
        make("a", "entity", label.id, "لافروف"),
        make("b", "entity", label.aliases[0], "لافروف"),
    ]
    found = compare(made).pairs[0]
    assert found.layers["entity"].spans.exact == {label.id: Score(1, 0, 0)}
    assert found.differences == 0
