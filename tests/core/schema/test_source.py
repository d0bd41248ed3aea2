"""The text of a schema is changed where it has to be; comments and order stay."""

from __future__ import annotations

import difflib

import pytest

from annotator.core.schema import Names, Schema, read_schema
from annotator.core.schema.source import (
    add_labels,
    delete_label,
    merge_labels,
    move_label,
    rename_label,
)

INLINE = """\
# labels of one line
[schema]
id = "s"
version = "1"
name = "S"
[[layers]]
id = "entity"
kind = "span"
name = "E"
labels = [
    { id = "A", name = "A", key = "1" }, # the first
    { id = "B", name = "B" },
]
[[layers]]
id = "other"
kind = "span"
name = "O"
labels = [{ id = "C", name = "C" }]
"""


NAMES = Names("وقت", "Time")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, without blank ones."""
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    gone = [line[2:] for line in lines if line.startswith("- ") and line[2:].strip()]
    came = [line[2:] for line in lines if line.startswith("+ ") and line[2:].strip()]
    return gone, came


def codes(source: str, layer: str) -> list[str]:
    return [each.id for each in read_schema(source).layer(layer).labels]


def comments(source: str) -> list[str]:
    return [line for line in source.split("\n") if line.startswith("#")]


def test_a_renamed_label_keeps_its_code_as_an_alias_and_its_place_in_roles(
    schema: Schema,
) -> None:
    source = rename_label(schema.source, "entity", "PERS", "PERSONNE")
    after = read_schema(source)
    assert after.resolve("entity", "PERS") == after.resolve("entity", "PERSONNE")
    speaker = after.layer("quote").role("direct", "speaker")
    assert speaker is not None
    assert "PERSONNE" in speaker.fillers
    assert "PERS" not in speaker.fillers
    gone, came = changed_lines(schema.source, source)
    assert all("PERS" in line for line in gone)
    assert len(gone) == len(came)
    assert comments(source) == comments(schema.source)


def test_a_label_renamed_back_is_as_it_was_but_for_the_alias(schema: Schema) -> None:
    there = rename_label(schema.source, "entity", "GPE", "STATE")
    back = read_schema(rename_label(there, "entity", "STATE", "GPE"))
    assert back.label("entity", "GPE").aliases == ("STATE",)


def test_merged_labels_become_aliases_and_the_comment_below_stays(schema: Schema) -> None:
    source = merge_labels(schema.source, "entity", ["LOC", "PRODUCT"], "GPE")
    after = read_schema(source)
    assert after.resolve("entity", "LOCATION") == after.label("entity", "GPE")
    assert after.resolve("entity", "WEA") == after.label("entity", "GPE")
    assert "LOC" not in codes(source, "entity")
    assert comments(source) == comments(schema.source)


def test_new_labels_stand_below_the_one_they_are_like_without_its_key(schema: Schema) -> None:
    source = add_labels(schema.source, "entity", "DATE", [("CLOCK", NAMES), ("SPAN", NAMES)])
    found = codes(source, "entity")
    assert found[found.index("DATE") :][:3] == ["DATE", "CLOCK", "SPAN"]
    made = read_schema(source).label("entity", "CLOCK")
    assert (made.name, made.key, made.aliases) == (NAMES, "", ())
    assert made.attributes == schema.label("entity", "DATE").attributes
    assert changed_lines(schema.source, source)[0] == []


def test_a_moved_label_is_found_under_its_earlier_layer(schema: Schema) -> None:
    source = move_label(schema.source, "entity", "EVENT", "event", "Named")
    after = read_schema(source)
    place = after.place("entity", "EVE")
    assert place is not None
    assert (place[0].id, place[1].id) == ("event", "Named")
    assert codes(source, "event")[-1] == "Named"
    assert "EVENT" not in codes(source, "entity")
    assert comments(source) == comments(schema.source)
    back = read_schema(move_label(source, "event", "Named", "entity", "EVENT"))
    found = back.place("event", "Named")
    assert found is not None
    assert (found[0].id, found[1].id) == ("entity", "EVENT")
    assert "entity:EVENT" not in back.label("entity", "EVENT").aliases


def test_a_moved_label_leaves_roles_that_the_other_layer_has_not(schema: Schema) -> None:
    source = move_label(schema.source, "event", "Contact.Call", "quote", "call")
    after = read_schema(source)
    assert {role.id for role in after.label("quote", "call").roles} <= {
        role.id for role in schema.layer("quote").roles
    }
    source = move_label(schema.source, "event", "Contact.Call", "entity", "CALL")
    assert read_schema(source).label("entity", "CALL").roles == ()


def test_a_group_goes_with_its_last_label(schema: Schema) -> None:
    group, labels = next(
        (group, labels) for group, labels in schema.layer("event").grouped() if len(labels) == 1
    )
    source = delete_label(schema.source, "event", labels[0].id)
    assert group.id not in {each.id for each in read_schema(source).layer("event").groups}


def test_a_deleted_label_fills_no_role(schema: Schema) -> None:
    source = delete_label(schema.source, "entity", "PRODUCT")
    assert '"PRODUCT"' not in source
    assert comments(source) == comments(schema.source)


@pytest.mark.parametrize(
    ("change", "entity", "other"),
    [
        (lambda: rename_label(INLINE, "entity", "A", "X"), ["X", "B"], ["C"]),
        (lambda: merge_labels(INLINE, "entity", ["A"], "B"), ["B"], ["C"]),
        (lambda: add_labels(INLINE, "entity", "A", [("X", NAMES)]), ["A", "X", "B"], ["C"]),
        (lambda: move_label(INLINE, "entity", "A", "other", "A"), ["B"], ["C", "A"]),
        (lambda: move_label(INLINE, "entity", "A", "other", "C"), ["B"], ["C"]),
        (lambda: delete_label(INLINE, "entity", "B"), ["A"], ["C"]),
    ],
)  # fmt: skip
def test_labels_written_inline_are_changed_too(
    change: object, entity: list[str], other: list[str]
) -> None:
    source = change()  # type: ignore[operator]
    assert codes(source, "entity") == entity
    assert codes(source, "other") == other
    assert source.startswith("# labels of one line")


def test_a_label_moves_between_the_two_ways_of_writing(schema: Schema) -> None:
    both = INLINE.replace(', key = "1"', "") + schema.source[
        schema.source.index("[[layers]]") :
    ].replace('id = "entity"', 'id = "news"', 1)
    inside = move_label(both, "news", "DATE", "entity", "DATE")
    assert read_schema(inside).label("entity", "DATE").attributes
    outside = move_label(both, "entity", "B", "news", "BB")
    assert codes(outside, "news")[-1] == "BB"
