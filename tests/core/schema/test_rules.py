"""The rules of a schema warn about what an annotation lacks or has too much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation, Argument, NamedValue
from annotator.core.schema import (
    Label,
    Layer,
    Names,
    Role,
    Schema,
    check_annotation,
    crossing_violation,
    crossings,
    is_incomplete,
    read_schema,
    read_schema_file,
)
from annotator.core.text import Span

SCHEMAS = Path(__file__).resolve().parents[3] / "seeds" / "schemas"
NEWS = read_schema_file(SCHEMAS / "news.toml")
HERE = (Span(0, 4),)


def made(
    layer: str, label: str, *arguments: tuple[str, str | Span], **attributes: str
) -> Annotation:
    return Annotation(
        id=f"a-{layer}-{label}",
        document="d-1",
        annotator="me",
        layer=layer,
        label=label,
        spans=() if layer == "relation" else HERE,
        arguments=tuple(
            Argument(role, filler if isinstance(filler, str) else (filler,))
            for role, filler in arguments
        ),
        attributes=tuple(sorted(NamedValue(name, value) for name, value in attributes.items())),
    )


PERSON = made("entity", "PERS")
NUMBER = made("entity", "NUM")
MEETING = made("event", "Contact.Meet")
OTHERS = {each.id: each for each in (PERSON, NUMBER, MEETING)}
CUE = ("cue", Span(5, 8))


def kinds(annotation: Annotation) -> list[tuple[str, str]]:
    return [(each.kind, each.subject) for each in check_annotation(NEWS, annotation, OTHERS)]


class TestWhatIsMissing:
    def test_a_quote_needs_a_cue_and_a_speaker(self) -> None:
        assert kinds(made("quote", "direct")) == [
            ("missing role", "cue"),
            ("missing role", "speaker"),
        ]
        assert is_incomplete(NEWS, made("quote", "direct"))
        assert is_incomplete(NEWS, made("quote", "direct", CUE))
        complete = made("quote", "direct", CUE, ("speaker", PERSON.id))
        assert kinds(complete) == []
        assert not is_incomplete(NEWS, complete)

    def test_an_implied_speaker_need_not_be_there(self) -> None:
        assert not is_incomplete(NEWS, made("quote", "direct", CUE, speaker_kind="implied"))
        assert is_incomplete(NEWS, made("quote", "direct", CUE, speaker_kind="named"))
        assert kinds(made("quote", "direct", CUE, speaker_kind="implied")) == []
        neither = made("quote", "direct", speaker_kind="implied", cue_kind="implied")
        assert not is_incomplete(NEWS, neither)

    def test_a_required_attribute_needs_a_value(self) -> None:
        text = (SCHEMAS / "ner.toml").read_text(encoding="utf-8")
        at = text.index('[[layers.labels]]\nid = "ORG"')
        required = '[[layers.labels.attributes]]\nid = "sort"\nname = "Sort"\nrequired = true\n'
        schema = read_schema(text[:at] + required + text[at:])
        place = made("entity", "LOC")
        (found,) = check_annotation(schema, place)
        assert (found.kind, found.subject) == ("missing attribute", "sort")
        assert is_incomplete(schema, place)
        assert not is_incomplete(schema, place.with_attribute("sort", "city"))
        assert is_incomplete(schema, replace(place, label="GPE"))  # an alias of LOC
        assert not is_incomplete(schema, PERSON)

    def test_a_relation_needs_both_ends(self) -> None:
        half = made("relation", "same_as", ("from", PERSON.id))
        assert kinds(half) == [("missing end", "to")]
        assert is_incomplete(NEWS, half)
        whole = made("relation", "same_as", ("from", PERSON.id), ("to", NUMBER.id))
        assert kinds(whole) == []
        assert not is_incomplete(NEWS, whole)
        twice = made("relation", "same_as", ("from", PERSON.id), ("from", NUMBER.id))
        assert is_incomplete(NEWS, twice)

    def test_an_unknown_label_is_held_to_its_layer(self) -> None:
        assert is_incomplete(NEWS, made("quote", "free"))
        assert kinds(made("quote", "free", CUE, ("speaker", PERSON.id))) == [
            ("unknown label", "free")
        ]
        assert not is_incomplete(NEWS, made("topic", "x"))
        assert kinds(made("topic", "x")) == [("unknown layer", "topic")]


class TestWhatFills:
    def test_a_role_of_another_label_is_unknown(self) -> None:
        meeting = made("event", "Contact.Meet", ("participant", PERSON.id), ("office", PERSON.id))
        assert kinds(meeting) == [("unknown role", "office")]

    def test_a_role_that_takes_one_filler_takes_no_second(self) -> None:
        both = made(
            "event",
            "Conflict.Attack",
            ("time", Span(5, 6)),
            ("time", Span(7, 8)),
            ("time", Span(9, 10)),
        )
        assert kinds(both) == [("too many fillers", "time")]
        assert (
            kinds(made("event", "Conflict.Attack", ("place", Span(5, 6)), ("place", Span(7, 8))))
            == []
        )

    def test_a_filler_of_another_label_does_not_fit(self) -> None:
        quote = made("quote", "direct", CUE, ("speaker", NUMBER.id))
        (found,) = check_annotation(NEWS, quote, OTHERS)
        assert (found.kind, found.subject) == ("filler", "speaker")
        assert str(found).startswith("“Number” does not fit “Speaker”, which takes: Person, Office")
        assert found.details_in("ar")["label"] == "عدد"
        assert "شخص، منصب" in found.details_in("ar")["allowed"]
        assert check_annotation(NEWS, quote) == ()  # a filler that is not known is not judged

    def test_an_alias_fits_where_its_label_fits(self) -> None:
        alias = replace(PERSON, label="PER")
        quote = made("quote", "direct", CUE, ("speaker", alias.id))
        assert check_annotation(NEWS, quote, {alias.id: alias}) == ()

    def test_a_whole_layer_may_fit(self) -> None:
        assert kinds(made("quote", "direct", ("cue", MEETING.id), ("speaker", PERSON.id))) == []
        assert kinds(made("quote", "direct", ("cue", PERSON.id), ("speaker", PERSON.id))) == [
            ("filler", "cue")
        ]

    def test_a_bare_span_fits_only_where_it_is_named(self) -> None:
        role = Role("who", Names("من", "Who"), fillers=("PERS",))
        layer = Layer("x", "frame", Names("س", "X"), (Label("L", Names("ل", "L")),), roles=(role,))
        schema = Schema("s", "1", Names(), (layer, NEWS.layer("entity")))
        (found,) = check_annotation(schema, made("x", "L", ("who", Span(1, 2))))
        assert str(found) == "“Who” needs an annotation (Person), not a stretch of text."
        open_schema = replace(
            schema, layers=(replace(layer, roles=(replace(role, fillers=("PERS", "span")),)),)
        )
        assert check_annotation(open_schema, made("x", "L", ("who", Span(1, 2)))) == ()

    def test_a_relation_joins_annotations_only(self) -> None:
        relation = made("relation", "same_as", ("from", PERSON.id), ("to", Span(5, 8)))
        assert kinds(relation) == [("filler", "to")]


def test_attributes_must_be_known_and_have_allowed_values() -> None:
    assert kinds(made("entity", "NUM", kind="percent", canonical="انتهى")) == []
    assert kinds(made("entity", "NUM", kind="big")) == [("value", "kind")]
    assert kinds(made("entity", "PERS", kind="percent")) == [("unknown attribute", "kind")]


class TestCrossings:
    def spans(self, *anchors: tuple[tuple[int, int], ...]) -> list[Annotation]:
        return [
            replace(PERSON, id=f"a-{number}", spans=tuple(Span(*each) for each in anchor))
            for number, anchor in enumerate(anchors)
        ]

    def test_nested_equal_and_touching_annotations_do_not_cross(self) -> None:
        layer = NEWS.layer("entity")
        assert crossings(layer, self.spans(((0, 9),), ((2, 5),), ((2, 5),), ((9, 12),))) == ()
        assert crossings(layer, self.spans(((0, 5),), ((3, 9),), ((8, 12),))) == (
            ("a-0", "a-1"),
            ("a-1", "a-2"),
        )

    def test_what_lies_in_the_gap_of_a_discontinuous_annotation_does_not_cross_it(self) -> None:
        layer = NEWS.layer("entity")
        gap = ((0, 3), (6, 9))
        assert crossings(layer, self.spans(gap, ((3, 6),))) == ()
        assert crossings(layer, self.spans(gap, ((0, 9),))) == ()
        assert crossings(layer, self.spans(gap, ((2, 6),))) == (("a-0", "a-1"),)

    def test_only_one_annotators_annotations_of_a_layer_that_forbids_it_count(self) -> None:
        first, second = self.spans(((0, 5),), ((3, 9),))
        assert crossings(NEWS.layer("entity"), [first, replace(second, annotator="you")]) == ()
        assert crossings(NEWS.layer("entity"), [first, replace(second, layer="quote")]) == ()
        events = [replace(each, layer="event") for each in (first, second)]
        assert crossings(NEWS.layer("event"), events) == ()

    def test_a_crossing_can_be_said(self) -> None:
        said = str(crossing_violation(replace(PERSON, label="GPE"), "روسيا"))
        assert said.startswith("It crosses “روسيا” (GPE)")

    @given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)), max_size=8))
    def test_they_are_those_that_comparing_each_two_finds(
        self, anchors: list[tuple[int, int]]
    ) -> None:
        made_ones = self.spans(*(((start, start + length),) for start, length in anchors))
        expected = {
            frozenset((one.id, other.id))
            for one in made_ones
            for other in made_ones
            if one.spans[0].crosses(other.spans[0])
        }
        found = crossings(NEWS.layer("entity"), made_ones)
        assert len(found) == len(expected)
        assert {frozenset(pair) for pair in found} == expected


WORDS = st.sampled_from(
    [
        "",
        "x",
        "entity",
        "quote",
        "event",
        "relation",
        "PERS",
        "PER",
        "direct",
        "Contact.Meet",
        "same_as",
        "cue",
        "speaker",
        "from",
        "to",
        "time",
        "kind",
        "polarity",
        "implied",
    ]
)
FILLERS = st.one_of(WORDS, st.just(HERE))
ANNOTATIONS = st.builds(
    Annotation,
    id=WORDS,
    document=st.just("d"),
    annotator=st.just("me"),
    layer=WORDS,
    label=WORDS,
    spans=st.sampled_from([(), HERE]),
    arguments=st.lists(st.builds(Argument, WORDS, FILLERS), max_size=4).map(tuple),
    attributes=st.lists(st.builds(NamedValue, WORDS, WORDS), max_size=3).map(tuple),
)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.toml")), ids=lambda path: path.stem)
@given(annotation=ANNOTATIONS, others=st.lists(ANNOTATIONS, max_size=3))
def test_any_annotation_can_be_judged_and_lacks_something_just_when_it_is_incomplete(
    path: Path, annotation: Annotation, others: list[Annotation]
) -> None:
    schema = read_schema_file(path)
    found = check_annotation(schema, annotation, {each.id: each for each in others})
    missing = [each for each in found if each.kind.startswith("missing")]
    assert is_incomplete(schema, annotation) == bool(missing)
    for each in found:
        assert str(each)
        assert each.template.format(**each.details_in("ar"))
