"""What annotators have at a place, in words."""

from __future__ import annotations

import pytest

from annotator.app import translation
from annotator.app.versions import Version, told_differences, versions_of
from annotator.core.model import Annotation, Argument, Document, NamedValue, new_id
from annotator.core.review import Place, places_of
from annotator.core.text import Span
from tests.support.sample_gold import gold_schema

SCHEMA = gold_schema()
TEXT = "قال لافروف إن روسيا مستعدة وأكد بوتين ذلك"
DOCUMENT = Document(new_id("d"), "n", "t", TEXT)
NAMES = ("amal", "badr", "sana")


@pytest.fixture(autouse=True)
def english() -> None:
    translation.set_language("en")


def made(
    who: str, layer: str, label: str, words: str, *arguments: Argument, **attributes: str
) -> Annotation:
    start = TEXT.index(words)
    values = tuple(NamedValue(name, value) for name, value in attributes.items())
    spans = (Span(start, start + len(words)),)
    return Annotation(
        new_id("a"), DOCUMENT.id, who, layer, label, spans, arguments, attributes=values
    )


def told(place: Place, known: list[Annotation]) -> tuple[list[Version], list[str]]:
    versions = versions_of(place, TEXT, SCHEMA, {each.id: each for each in known})
    sentences = told_differences(place, versions)
    return versions, [each.replace("\u2068", "").replace("\u2069", "") for each in sentences]


def test_those_who_say_the_same_stand_together_and_who_has_nothing_stands_last() -> None:
    known = [
        made("amal", "entity", "GPE", "روسيا"),
        made("sana", "entity", "GPE", "روسيا"),
        made("badr", "entity", "PERS", "بوتين"),
    ]
    places = places_of(DOCUMENT, known, SCHEMA, NAMES)
    versions, sentences = told(places[0], known)
    assert [(each.number, each.annotators) for each in versions] == [
        (1, ("amal", "sana")),
        (0, ("badr",)),
    ]
    assert sentences == ["badr has nothing here"]
    _versions, sentences = told(places[1], known)
    assert sentences == ["amal, sana have nothing here"]


def test_labels_and_edges_are_told_by_their_names() -> None:
    known = [
        made("amal", "entity", "GPE", "روسيا"),
        made("badr", "entity", "LOC", "إن روسيا"),
    ]
    [place] = places_of(DOCUMENT, known, SCHEMA, NAMES)
    _versions, sentences = told(place, known)
    assert sentences == [
        "Label: amal says “Geopolitical entity”, badr says “Location”",
        "Edge: amal says “روسيا”, badr says “إن روسيا”",
    ]


def test_a_swapped_speaker_is_told_by_both_names() -> None:
    people = [made("amal", "entity", "PERS", "لافروف"), made("amal", "entity", "PERS", "بوتين")]
    twins = [made("badr", "entity", "PERS", "لافروف"), made("badr", "entity", "PERS", "بوتين")]
    quotes = [
        made("amal", "quote", "indirect", "روسيا مستعدة", Argument("speaker", people[0].id)),
        made("badr", "quote", "indirect", "روسيا مستعدة", Argument("speaker", twins[1].id)),
        made("sana", "quote", "indirect", "روسيا مستعدة"),
    ]
    known = [*people, *twins, *quotes]
    place = next(
        each for each in places_of(DOCUMENT, known, SCHEMA, NAMES) if each.layer == "quote"
    )
    versions, sentences = told(place, known)
    assert sentences == [
        "Speaker: amal says “لافروف”, badr says “بوتين”, sana says nothing",
    ]
    assert [each.parts for each in versions] == [
        (("Speaker", "لافروف"),),
        (("Speaker", "بوتين"),),
        (("Speaker", ""),),
    ]


def test_the_version_that_was_taken_is_marked_and_no_other() -> None:
    people = [made("amal", "entity", "PERS", "لافروف"), made("amal", "entity", "PERS", "بوتين")]
    quotes = [
        made(who, "quote", "indirect", "روسيا مستعدة", Argument("speaker", each.id))
        for who, each in zip(("amal", "badr", "gold"), [*people, people[1]], strict=True)
    ]
    known = [*people, *quotes]
    place = next(
        each
        for each in places_of(DOCUMENT, known, SCHEMA, NAMES[:2], curated="gold")
        if each.layer == "quote"
    )
    versions, _sentences = told(place, known)
    assert [each.is_agreed for each in versions] == [False, True]


def test_an_attribute_that_is_left_out_has_the_schemas_default() -> None:
    attribute = next(each for each in SCHEMA.layer("event").attributes_of("") if each.default)
    other = next(each for each in attribute.values if each != attribute.default)
    label = SCHEMA.layer("event").labels[0].id
    known = [
        made("amal", "event", label, "وأكد"),
        made("badr", "event", label, "وأكد", **{attribute.id: other}),
    ]
    [place] = places_of(DOCUMENT, known, SCHEMA, NAMES)
    _versions, [sentence] = told(place, known)
    assert f"amal says “{attribute.default}”, badr says “{other}”" in sentence
