"""A schema changes piece by piece; what is not touched stays letter by letter."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.schema import (
    COLORS,
    LINE_STYLES,
    examine_schema,
    free_key,
    free_look,
    insert_table,
    lost_labels,
    move,
    read_schema,
    remove,
    remove_part,
    rename,
    set_value,
    value_at,
)
from annotator.core.schema.toml_blocks import read_blocks, write_blocks
from annotator.core.schema.toml_writing import write_schema

SCHEMAS = sorted((Path(__file__).resolve().parents[3] / "seeds" / "schemas").glob("*.toml"))
SOURCES = [path.read_text(encoding="utf-8") for path in SCHEMAS]

SMALL = """\
# head
[schema]
id = "small"
version = "1" # of the club
name = "Small"

# ---- names

[[layers]]
id = "entity"
kind = "span"
name = { ar = "الكيانات",  en = "Entities" } # both

[[layers.labels]]
id = "PERS"
name = "Person"
key = "1"

# the rest
[[layers.labels]]
id = "NUM"
name = "Number"

# ---- frames

[[layers]]
id = "event"
kind = "frame"
name = "Events"

[[layers.attributes]]
id = "mood"
name = "Mood"
values = ["real", "planned"]

[[layers.roles]]
id = "agent"
name = "Agent"
common = false
fillers = ["PERS", "entity:*"]
waived_by = { mood = "planned" }

[[layers.labels]]
id = "Meet"
name = "Meeting"
roles = [
    { id = "agent",  required = true }, # who
    { id = "place", name = "Place" },
]
"""

WAYS = {
    "inline": """\
schema = { id = "s", version = "1", name = "S" }
layers = [{ id = "e", kind = "span", name = "E", labels = [
    { id = "A", name = "A" }, { id = "B", name = "B" }] }]
""",
    "dotted": """\
[schema]
id = "s"
version = "1"
name.ar = "س"
name.en = "S"
[[layers]]
id = "e"
kind = "span"
[layers.name]
en = "E"
[[layers.labels]]
id = "A"
name = "A"
[layers.labels.mappings]
ace = "X"
[[layers.labels]]
id = "B"
name = "B"
""",
    "windows": (
        '[schema]\nid = "s"\nversion = "1"\nname = "S"\n\n'
        '[[layers]]\nid = "e"\nkind = "span"\nname = "E"\n\n'
        '[[layers.labels]]\nid = "A"\nname = "A"\n\n[[layers.labels]]\nid = "B"\nname = "B"'
    ).replace("\n", "\r\n"),
}


def changed_lines(before: str, after: str) -> tuple[set[str], set[str]]:
    """The lines that went and those that came."""
    old, new = set(before.splitlines()), set(after.splitlines())
    return old - new, new - old


@pytest.mark.parametrize("source", [*SOURCES, SMALL, *WAYS.values(), "", "\n# nothing\n\n"])
def test_the_blocks_of_a_text_make_it_up_again(source: str) -> None:
    assert write_blocks(read_blocks(source)) == source


def test_a_value_changes_in_its_line_and_keeps_the_comment() -> None:
    after = set_value(SMALL, ("schema", "version"), "2")
    assert changed_lines(SMALL, after) == (
        {'version = "1" # of the club'},
        {'version = "2" # of the club'},
    )


@pytest.mark.parametrize("value", [True, False])
def test_a_yes_or_no_changes_in_its_line_too(value: bool) -> None:
    source = SMALL.replace('kind = "span"\n', 'kind = "span"\nmay_cross = false # nest\n', 1)
    after = set_value(source, ("layers", 0, "may_cross"), value)
    assert f"may_cross = {str(value).lower()} # nest\n" in after


def test_one_language_of_a_name_changes_and_the_rest_of_the_line_stays() -> None:
    after = set_value(SMALL, ("layers", 0, "name", "en"), "Names")
    assert 'name = { ar = "الكيانات",  en = "Names" } # both\n' in after


def test_a_key_inside_a_list_of_several_lines_changes_alone() -> None:
    after = set_value(SMALL, ("layers", 1, "labels", 0, "roles", 0, "required"), False)
    assert changed_lines(SMALL, after) == (
        {'    { id = "agent",  required = true }, # who'},
        {'    { id = "agent",  required = false }, # who'},
    )


def test_a_new_key_comes_where_its_place_in_the_order_is() -> None:
    after = set_value(SMALL, ("layers", 0, "labels", 0, "color"), "blue")
    assert 'name = "Person"\ncolor = "blue"\nkey = "1"\n' in after
    assert set_value(after, ("layers", 0, "labels", 0, "color"), None) == SMALL


def test_taking_away_what_is_not_there_changes_nothing() -> None:
    assert set_value(SMALL, ("layers", 0, "labels", 0, "guide"), None) == SMALL


def test_a_new_label_stands_after_the_one_before_it_with_the_comments_in_place() -> None:
    after = insert_table(SMALL, ("layers", 0, "labels"), 1, {"id": "ORG", "name": "Body"})
    assert (
        'key = "1"\n\n[[layers.labels]]\nid = "ORG"\nname = "Body"\n\n# the rest\n[[layers.labels]]'
    ) in after
    assert remove(after, ("layers", 0, "labels", 1)) == SMALL


def test_a_new_label_at_the_end_of_a_layer_stays_before_the_next_layers_comment() -> None:
    after = insert_table(SMALL, ("layers", 0, "labels"), 2, {"id": "ORG", "name": "Body"})
    assert '[[layers.labels]]\nid = "ORG"\nname = "Body"\n\n# ---- frames\n' in after


def test_a_comment_above_a_label_moves_with_it() -> None:
    after = move(SMALL, ("layers", 0, "labels", 1), 0)
    assert after.index("# the rest\n[[layers.labels]]\n") < after.index('id = "PERS"')
    assert move(after, ("layers", 0, "labels", 0), 1) == SMALL


def test_a_whole_layer_moves_with_all_that_is_in_it() -> None:
    after = move(SMALL, ("layers", 1), 0)
    assert [each.id for each in read_schema(after).layers] == ["event", "entity"]
    assert after.startswith('# head\n[schema]\nid = "small"')
    assert after.index("# ---- frames") < after.index("# ---- names")
    assert sorted(after.splitlines()) == sorted(SMALL.splitlines())


def test_the_first_attribute_of_a_layer_stands_before_its_labels() -> None:
    after = insert_table(SMALL, ("layers", 0, "attributes"), 0, {"id": "canonical", "name": "C"})
    assert after.index('id = "canonical"') < after.index('id = "PERS"')
    assert read_schema(after).layer("entity").attribute("PERS", "canonical")


def test_a_new_layer_is_written_with_headers() -> None:
    table = {"id": "x", "kind": "span", "name": {"en": "X"}, "labels": [{"id": "A", "name": "A"}]}
    after = insert_table(SMALL, ("layers",), 2, table)
    assert after.endswith(
        '\n[[layers]]\nid = "x"\nkind = "span"\nname = { en = "X" }\n'
        '\n[[layers.labels]]\nid = "A"\nname = "A"\n'
    )


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS)
def test_schemas_that_are_written_otherwise_can_be_edited_too(source: str) -> None:
    text = set_value(source, ("schema", "name", "en"), "New") if "name.ar" in source else source
    text = set_value(text, ("layers", 0, "labels", 0, "color"), "blue")
    text = insert_table(text, ("layers", 0, "labels"), 2, {"id": "C", "name": {"ar": "ج"}})
    text = move(text, ("layers", 0, "labels", 2), 0)
    text = remove(text, ("layers", 0, "labels", 2))
    layer = read_schema(text).layer("e")
    assert [each.id for each in layer.labels] == ["C", "A"]
    assert layer.labels[1].color == "blue"
    if "mappings" in source:
        assert layer.labels[1].mappings == (("ace", "X"),)
    if "\r\n" in source:
        assert "\n" not in text.replace("\r\n", "")


def test_another_id_takes_along_what_names_it() -> None:
    text = rename(SMALL, ("layers", 0, "labels", 0), "PER")
    text = rename(text, ("layers", 0), "names")
    text = rename(text, ("layers", 1, "roles", 0), "doer")
    text = rename(text, ("layers", 1, "attributes", 0), "modality")
    schema = read_schema(text)
    doer = schema.layer("event").role("Meet", "doer")
    assert doer is not None
    assert doer.fillers == ("PER", "names:*")
    assert doer.waived_by == (("modality", "planned"),)
    assert doer.required


def test_what_names_a_part_that_goes_forgets_it() -> None:
    text = set_value(SMALL, ("layers", 1, "roles", 0, "fillers"), ["PERS", "NUM", "span"])
    text = remove_part(text, ("layers", 0, "labels", 0))
    text = remove_part(text, ("layers", 1, "attributes", 0))
    agent = read_schema(text).layer("event").role("Meet", "agent")
    assert agent is not None
    assert (agent.fillers, agent.waived_by) == (("NUM", "span"), ())
    without_layer = remove_part(text, ("layers", 0))
    assert read_schema(without_layer).layer("event").role("Meet", "agent") is not None
    assert 'fillers = ["span"]' in without_layer
    without_role = remove_part(text, ("layers", 1, "roles", 0))
    assert [role.id for role in read_schema(without_role).layer("event").labels[0].roles] == [
        "place"
    ]


def test_the_mistakes_of_a_schema_have_their_places() -> None:
    text = set_value(SMALL, ("layers", 0, "labels", 1, "key"), "1")
    text = set_value(text, ("layers", 1, "roles", 0, "fillers"), ["PERS", "TOWN"])
    text = set_value(text, ("layers", 0, "labels", 0, "colour"), "blue")
    found = examine_schema(text)
    assert found.schema is None
    assert found.values is not None
    assert [each.path for each in found.mistakes] == [
        ("layers", 0, "labels", 0, "colour"),
        ("layers", 0, "labels", 1, "key"),
        ("layers", 1, "roles", 0, "fillers"),
    ]
    lines = text.split("\n")
    assert [lines[each.line - 1].split(" ")[0] for each in found.mistakes] == [
        "colour",
        "key",
        "fillers",
    ]


def test_what_is_no_toml_has_one_mistake_with_its_line() -> None:
    found = examine_schema('[schema]\nid = "a\n')
    assert (found.values, found.schema) == (None, None)
    assert [(each.path, each.line) for each in found.mistakes] == [((), 2)]


def test_a_look_that_no_label_has_is_offered_solid_lines_first() -> None:
    values: dict[str, Any] = {"layers": [{"labels": []}]}
    labels = values["layers"][0]["labels"]
    for _ in range(len(COLORS) * len(LINE_STYLES)):
        color, line = free_look(values, 0)
        assert (color, line) not in [(each["color"], each["line"]) for each in labels]
        labels.append({"color": color, "line": line})
    assert [each["line"] for each in labels[: len(COLORS)]] == ["solid"] * len(COLORS)
    assert free_look(values, 0)[0] in COLORS


def test_a_key_that_nothing_has_is_offered() -> None:
    values = tomllib.loads(SMALL)
    assert free_key(values) == "2"
    assert free_key(values, avoid="2") == "3"
    news = tomllib.loads(SOURCES[SCHEMAS.index(next(p for p in SCHEMAS if p.stem == "news"))])
    key = free_key(news)
    assert read_schema(set_value(write_schema(news), ("layers", 3, "labels", 0, "key"), key))


def test_labels_that_would_go_are_told_unless_their_code_stays_as_an_alias() -> None:
    before = read_schema(SMALL)
    text = rename(SMALL, ("layers", 0, "labels", 0), "PER")
    text = remove(text, ("layers", 0, "labels", 1))
    assert lost_labels(before, read_schema(text)) == (("entity", "PERS"), ("entity", "NUM"))
    text = set_value(text, ("layers", 0, "labels", 0, "aliases"), ["PERS"])
    assert lost_labels(before, read_schema(text)) == (("entity", "NUM"),)
    assert lost_labels(before, before) == ()


@pytest.mark.parametrize("source", SOURCES, ids=[path.stem for path in SCHEMAS])
def test_one_value_is_one_line_and_one_label_its_own_lines_in_every_schema(source: str) -> None:
    for place in tables(tomllib.loads(source)):
        if not (len(place) == 4 and place[2] == "labels"):
            continue
        after = set_value(source, (*place, "example"), "مثال آخر")
        assert [len(lines) for lines in changed_lines(source, after)] == [1, 1]
        without = remove(source, place)
        gone = Counter(source.splitlines()) - Counter(without.splitlines())
        assert not Counter(without.splitlines()) - Counter(source.splitlines())
        assert not [line for line in gone if line.startswith("#")]
        assert gone["[[layers.labels]]"] == 1


# Any series of edits

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NAMES = st.one_of(TEXTS, st.fixed_dictionaries({}, optional={"ar": TEXTS, "en": TEXTS}))
CODES = st.sampled_from(["A", "B", "C.a", "span", "PERS", "ع", "a b", ""])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": CODES,
    "name": NAMES,
    "kind": st.sampled_from(["span", "frame", "relation", "x"]),
    "key": st.sampled_from(["1", "a", "é", ""]),
    "color": st.sampled_from(["blue", "red"]),
    "aliases": st.lists(CODES, max_size=3),
    "triggers": st.lists(TEXTS, max_size=3),
    "fillers": st.lists(st.sampled_from(["span", "*", "A", "entity:*"]), max_size=3),
    "waived_by": st.dictionaries(CODES, TEXTS, max_size=2),
    "mappings": st.dictionaries(TEXTS, TEXTS, max_size=2),
    "values": st.lists(st.one_of(CODES, st.fixed_dictionaries({"id": CODES, "name": NAMES}))),
    "roles": st.lists(st.one_of(CODES, st.fixed_dictionaries({"id": CODES})), max_size=3),
    "may_cross": st.booleans(),
    "required": st.booleans(),
}
ARRAYS = ("layers", "labels", "roles", "attributes", "groups")


def tables(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all tables that stand in arrays."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for key, each in value.items():
            found += tables(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            found += (
                [(*path, index), *tables(each, (*path, index))] if isinstance(each, dict) else []
            )
    return found  # fmt: skip


@given(st.data(), st.sampled_from([*SOURCES, SMALL, *WAYS.values(), ""]))
def test_any_series_of_edits_gives_what_was_asked_for(data: st.DataObject, source: str) -> None:
    values = tomllib.loads(source)
    for _ in range(data.draw(st.integers(1, 5))):
        source, values = one_edit(data, source, values)
        assert tomllib.loads(source) == values
        assert write_blocks(read_blocks(source)) == source
    found = examine_schema(source)
    assert (found.schema is None) == bool(found.mistakes)
    if found.schema is not None:
        whole = read_schema(write_schema(values))
        assert replace(whole, source="") == replace(found.schema, source="")
        assert [each.id for each in found.schema.layers] == [e["id"] for e in values["layers"]]


def one_edit(
    data: st.DataObject, source: str, values: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Edit the text, and by other means the values."""
    wanted = copy.deepcopy(values)
    places = tables(values)
    kind = data.draw(st.sampled_from(["set", "unset", "insert", "remove", "move"]))
    if kind == "insert" or not places:
        owner = data.draw(st.sampled_from([(), *places]))
        array = (*owner, data.draw(st.sampled_from(ARRAYS)) if owner else "layers")
        table = data.draw(
            st.fixed_dictionaries({}, optional={key: FIELDS[key] for key in ("id", "name", "key")})
        )
        if not isinstance(value_at(wanted, array, []), list):
            return source, values
        rows = value_at(wanted, owner).setdefault(array[-1], [])
        index = data.draw(st.integers(0, len(rows)))
        rows.insert(index, copy.deepcopy(table))
        return insert_table(source, array, index, table), wanted
    place = data.draw(st.sampled_from(places))
    rows, index = value_at(wanted, place[:-1]), int(place[-1])
    if kind == "remove":
        del rows[index]
        return remove(source, place), wanted
    if kind == "move":
        new = data.draw(st.integers(0, len(rows) - 1))
        rows.insert(new, rows.pop(index))
        return move(source, place, new), wanted
    if kind == "unset" and rows[index]:
        key = data.draw(st.sampled_from(sorted(rows[index])))
        del rows[index][key]
        return set_value(source, (*place, key), None), wanted
    key = data.draw(st.sampled_from(sorted(FIELDS)))
    value = data.draw(FIELDS[key])
    rows[index][key] = copy.deepcopy(value)
    return set_value(source, (*place, key), value), wanted
