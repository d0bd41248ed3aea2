from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.model import Annotation, Document, NamedValue
from annotator.core.review import (
    AttributeDifference,
    Difference,
    RoleDifference,
    is_clitic_edge,
)
from annotator.core.schema import Schema
from annotator.core.text import Span
from tests.core.review.conftest import Make, at, differences
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import CLITIC, LABEL, MISSING, SPEAKER, both, planted


def found_in(article: Document, schema: Schema, *made: Annotation) -> list[Difference]:
    return differences([(article, list(made))], schema)


def test_each_planted_difference_of_the_sample_is_told_once() -> None:
    _document, _second, changed = planted()
    found = differences([both()], gold_schema(), "amal", "badr")
    by_id = {(each.second or each.first).id: each.kinds for each in found}  # type: ignore[union-attr]
    assert len(found) == 4
    assert by_id == {
        changed[CLITIC]: ("clitic",),
        changed[LABEL]: ("label",),
        changed[MISSING]: ("missing",),
        changed[SPEAKER]: ("argument",),
    }


def test_they_come_in_the_order_of_the_text() -> None:
    found = differences([both()], gold_schema(), "amal", "badr")
    starts = [each.span.start for each in found if each.span]
    assert starts == sorted(starts)


def test_a_place_where_several_things_differ_is_told_once(
    article: Document, schema: Schema, make: Make
) -> None:
    first = make("a", "entity", "PERS", "سيرغي لافروف")
    second = replace(
        make("b", "entity", "OCC", "الخارجية سيرغي لافروف"),
        attributes=(NamedValue("canonical", "لافروف"),),
    )
    [found] = found_in(article, schema, first, second)
    assert found.kinds == ("label", "edge", "attribute")
    assert found.attributes == (AttributeDifference("canonical", "", "لافروف"),)
    assert found.span == second.spans[0]


def test_a_value_left_out_is_the_default_of_the_schema(
    article: Document, schema: Schema, make: Make
) -> None:
    [attribute, *_] = [
        each for each in schema.layer("event").attributes_of("Contact.Meet") if each.default
    ]
    first, second = (make(who, "event", "Contact.Meet", "للحوار") for who in "ab")
    said = replace(second, attributes=(NamedValue(attribute.id, attribute.default),))
    assert found_in(article, schema, first, said) == []


def test_a_disputed_edge_of_a_mention_is_no_difference_in_the_frames_it_fills(
    article: Document, schema: Schema, make: Make
) -> None:
    made: list[Annotation] = []
    for who, name in (("a", "سيرغي لافروف"), ("b", "لافروف")):
        speaker = make(who, "entity", "PERS", name)
        made += [speaker, make(who, "quote", "indirect", "ذلك", cue="قال", speaker=speaker)]
    [found] = found_in(article, schema, *made)
    assert (found.layer, found.kinds) == ("entity", ("edge",))


def test_fillers_that_differ_are_told_with_their_spans(
    article: Document, schema: Schema, make: Make
) -> None:
    made = [
        make("a", "quote", "indirect", "ذلك", cue="أكد", speaker="بوتين"),
        make("b", "quote", "indirect", "ذلك", cue="أكد", addressee="روسيا"),
    ]
    [found] = found_in(article, schema, *made)
    assert found.kinds == ("argument",)
    assert found.roles == (
        RoleDifference("addressee", (), (at("روسيا"),)),
        RoleDifference("speaker", (at("بوتين"),), ()),
    )


def test_a_relation_differs_by_its_label_or_is_missing(
    article: Document, schema: Schema, make: Make
) -> None:
    made = []
    for who, label, target in (("a", "part_of", "روسيا"), ("b", "located_in", "روسيا")):
        made.append(make(who, "relation", label, **{"from": "موسكو", "to": target}))
    [found] = found_in(article, schema, *made)
    assert (found.kinds, found.span) == (("label",), Span(at("موسكو")[0].start, at("روسيا")[0].end))
    other = make("b", "relation", "part_of", **{"from": "واشنطن", "to": "روسيا"})
    assert [each.kinds for each in found_in(article, schema, made[0], other)] == [("missing",)] * 2


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        ("قالت وتاس", (5, 9), (6, 9), True),
        ("إلى للحوار", (4, 10), (5, 10), True),
        ("وبروسيا", (0, 7), (1, 7), True),
        ("وبروسيا", (1, 7), (2, 7), True),
        ("وبروسيا", (0, 7), (2, 7), True),
        ("قالت وتاس", (5, 9), (7, 9), False),  # cuts the name itself
        ("قالت وتاس", (0, 9), (5, 9), False),  # a word more
        ("قالت وتاس", (5, 9), (6, 8), False),  # the other end too
        ("قالت وتاس", (6, 9), (6, 9), False),
    ],
)
def test_an_edge_by_a_clitic(
    text: str, first: tuple[int, int], second: tuple[int, int], expected: bool
) -> None:
    spans = (Span(*first),), (Span(*second),)
    assert is_clitic_edge(text, *spans) is expected
    assert is_clitic_edge(text, *spans[::-1]) is expected
