"""A schema is read strictly, and each mistake says its line, what is wrong and what to do."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import InputError, SchemaError
from annotator.core.schema import COLORS, LINE_STYLES, Names, Schema, read_schema, read_schema_file

SCHEMAS = Path(__file__).resolve().parents[3] / "seeds" / "schemas"

GOOD = """\
[schema]
id = "small"
version = "3"
name = { ar = "صغير", en = "Small" }

[[layers]]
id = "entity"
kind = "span"
name = { ar = "الكيانات", en = "Entities" }
may_cross = false

[[layers.labels]]
id = "PERS"
name = "Person"
color = "blue"
line = "wave"
key = "P"
aliases = ["PER"]
triggers = ["رئيس", "قال"]
mappings = { ace = "PER" }

[[layers.labels]]
id = "NUM"
name = { ar = "عدد", en = "Number" }

[[layers.labels.attributes]]
id = "kind"
name = { en = "Kind" }
values = [
    "cardinal",
    { id = "money", name = { ar = "مبلغ", en = "Money" } },
]
default = "cardinal"

[[layers]]
id = "quote"
kind = "frame"
name = "Quotes"
anchor = "Content"
key = "v"

[[layers.attributes]]
id = "speaker_kind"
name = "Speaker is"
values = ["named", "implied"]

[[layers.roles]]
id = "cue"
name = "Cue"
key = "c"
required = true
fillers = ["span"]

[[layers.roles]]
id = "speaker"
name = "Speaker"
key = "s"
common = false
multiple = true
fillers = ["PERS", "entity:*"]

[[layers.labels]]
id = "direct"
name = "Direct"
roles = [
    "speaker",
    { id = "cue", required = false },
    { id = "medium", name = "Medium" },
]

[[layers]]
id = "relation"
kind = "relation"
name = "Relations"

[[layers.roles]]
id = "from"
name = "From"

[[layers.roles]]
id = "to"
name = "To"

[[layers.labels]]
id = "same_as"
name = "Same as"
roles = [{ id = "to", fillers = ["PERS"] }]
"""


def line_of(part: str, text: str = GOOD) -> int:
    return text[: text.index(part)].count("\n") + 1


def mistakes(text: str) -> list[str]:
    with pytest.raises(SchemaError) as caught:
        read_schema(text, name="my.toml")
    return str(caught.value).split("\n")


def test_a_schema_holds_what_its_text_says() -> None:
    schema = read_schema(GOOD)
    assert (schema.id, schema.version, schema.name) == ("small", "3", Names("صغير", "Small"))
    assert schema.source == GOOD
    assert [layer.id for layer in schema.layers] == ["entity", "quote", "relation"]
    person = schema.label("entity", "PERS")
    assert (person.name, person.color, person.line) == (Names("Person", "Person"), "blue", "wave")
    assert (person.key, person.aliases, person.mappings) == ("p", ("PER",), (("ace", "PER"),))
    assert person.triggers == ("رئيس", "قال")
    kind = schema.layer("entity").attribute("NUM", "kind")
    assert kind is not None
    assert kind.values == ("cardinal", "money")
    assert kind.value_names == (Names("cardinal", "cardinal"), Names("مبلغ", "Money"))
    assert kind.default == "cardinal"
    assert not schema.layer("entity").may_cross
    assert schema.layer("quote").may_cross


def test_a_label_has_the_common_roles_those_it_names_and_its_own() -> None:
    layer = read_schema(GOOD).layer("quote")
    assert [role.id for role in layer.roles] == ["cue"]
    speaker, medium, cue = layer.roles_of("direct")
    assert (speaker.id, speaker.key, speaker.multiple) == ("speaker", "s", True)
    assert (medium.id, medium.fillers) == ("medium", ("*",))
    assert (cue.id, cue.key, cue.required, cue.fillers) == ("cue", "c", False, ("span",))
    assert [role.id for role in layer.roles_of("unknown")] == ["cue"]


def test_the_ends_of_a_relation_keep_their_order() -> None:
    roles = read_schema(GOOD).layer("relation").roles_of("same_as")
    assert [(role.id, role.fillers) for role in roles] == [("from", ("*",)), ("to", ("PERS",))]


GROUPED = GOOD.replace('id = "direct"', 'id = "Said.direct"').replace(
    '[[layers]]\nid = "relation"',
    """\
[[layers.labels]]
id = "Written.note"
name = "Note"

[[layers.labels]]
id = "Said.indirect"
name = "Indirect"

[[layers.groups]]
id = "Said"
name = { ar = "كلام", en = "Speech" }

[[layers]]
id = "relation\"""",
)


def test_labels_belong_to_the_group_before_their_dot() -> None:
    schema = read_schema(GROUPED)
    groups = schema.layer("quote").grouped()
    assert [(group.name, [label.name.en for label in labels]) for group, labels in groups] == [
        (Names("كلام", "Speech"), ["Direct", "Indirect"]),
        (Names("Written", "Written"), ["Note"]),
    ]
    ((alone, labels),) = schema.layer("entity").grouped()
    assert (alone.name, [label.id for label in labels]) == (Names(), ["PERS", "NUM"])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('id = "Said"', 'id = "Says"', "No label belongs to the group “Says”"),
        ('id = "Said"', 'id = "Said.indirect"', "No label belongs to the group “Said.indirect”"),
        ('id = "Said"', 'id = "Said"\nkey = "z"', "“key” is not known here"),
        ('name = { ar = "كلام", en = "Speech" }', "", "“name” is missing"),
        (
            "[[layers.groups]]\n",
            '[[layers.groups]]\nid = "Said"\nname = "Said"\n\n[[layers.groups]]\n',
            "There are two groups “Said”",
        ),
    ],
)
def test_a_mistake_in_a_group_is_said(old: str, new: str, reason: str) -> None:
    assert old in GROUPED
    assert [each for each in mistakes(GROUPED.replace(old, new, 1)) if reason in each]


def test_labels_are_found_by_code_and_by_alias() -> None:
    schema = read_schema(GOOD)
    assert schema.resolve("entity", "PER") is schema.label("entity", "PERS")
    assert schema.resolve("entity", "GPE") is None
    assert schema.resolve("event", "PERS") is None
    with pytest.raises(SchemaError, match=r"no layer “event”; it has: entity, quote, relation"):
        schema.layer("event")
    with pytest.raises(SchemaError, match=r"no label “GPE”; it has: PERS, NUM"):
        schema.label("entity", "GPE")


def test_a_schema_can_be_compared_hashed_and_pickled() -> None:
    schema = read_schema(GOOD)
    assert schema == read_schema(GOOD)
    assert hash(schema) == hash(read_schema(GOOD))
    copy: Schema = pickle.loads(pickle.dumps(schema))
    assert copy == schema
    assert copy.resolve("entity", "PER") == schema.label("entity", "PERS")


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ('id = "small"', 'id = "small"\ncolour = "red"', "colour", "“colour” is not known here"),
        ('id = "small"\n', "", "[schema]", "“id” is missing"),
        ('version = "3"', "version = 3", "version", "“version” must be a text"),
        ('id = "PERS"', 'id = ""', 'id = ""', "“id” is missing"),
        ('id = "PERS"', 'id = "a b"', 'id = "a b"', "“a b” cannot be an id"),
        ('id = "PERS"', 'id = "span"', 'id = "span"', "“span” cannot be a label"),
        ('id = "NUM"', 'id = "PERS"', None, "There are two labels “PERS” in this layer"),
        ('id = "quote"', 'id = "entity"', None, "There are two layers “entity”"),
        ('id = "speaker"\nname', 'id = "cue"\nname', None, "There are two roles “cue” here"),
        ('    "speaker",\n', '    "cue",\n', '    "cue",', "There are two roles “cue” here"),
        ('"PER"]', '"NUM"]', "aliases", "The alias “NUM” is already a label or an alias"),
        ('"PER"]', '"PER", "PER"]', "aliases", "The alias “PER” is already a label or an alias"),
        ('"قال"]', '" "]', '" "', "A trigger cannot be empty"),
        ('"قال"]', '"رئيس"]', "triggers", "The trigger “رئيس” stands twice"),
        ('"قال"]', "7]", "triggers", "“triggers” must be a list of texts"),
        ('key = "P"', 'key = "V"', 'key = "v"', "cannot have the key “v”: it belongs to “PERS”"),
        ('key = "P"', 'key = "ش"', 'key = "ش"', "“ش” cannot be a key"),
        ('key = "s"', 'key = "c"', None, "have the same key “c”"),
        ('"blue"', '"red"', '"red"', "“red” cannot be the color; choose one of: blue, cyan"),
        ('"wave"', '"wavy"', '"wavy"', "“wavy” cannot be the line; choose one of: solid"),
        ('"frame"', '"frames"', '"frames"', "“frames” cannot be the kind; choose one of: span"),
        ('= "cardinal"', '= "x"', "default", "The default “x” is not one of the values: cardinal"),
        ('default = "cardinal"', 'default = "money"\nrequired = true', "required", "has a default"),
        ('    "cardinal",', '    "money",', '"money",', "The value “money” stands twice"),
        ('name = "Person"', "", 'id = "PERS"', "“name” is missing: write"),
        ('{ en = "Kind" }', "{}", "name = {}", "“name” is missing: write name = { ar"),
        ('{ en = "Kind" }', '{ fr = "S" }', "name = { fr", "“fr” is not known here"),
        ("may_cross = false", "may_cross = 0", "may_cross", "“may_cross” must be true or false"),
        ('["PERS", "entity:*"]', '["PERS", "ORG"]', '["PERS", "ORG"]', "takes “ORG”, which is no"),
        ('["PERS", "entity:*"]', '["event:*"]', '["event:*"]', "takes “event:*”, which is no"),
        ('["PERS", "entity:*"]', "[]", "fillers = []", "Nothing can fill the role “speaker”"),
        ('["PERS", "entity:*"]', '"PERS"', 'fillers = "PERS"', "“fillers” must be a list of texts"),
        ('    "speaker",', '    "talker",', '    "talker"', "The layer has no role “talker”"),
        (', name = "Medium" }', " }", '{ id = "medium"', "“name” is missing"),
        ('kind = "frame"', 'kind = "span"', '[[layers]]\nid = "quote"', "spans and has no roles"),
        (
            'key = "c"',
            'key = "c"\nwaived_by = { speaker_kind = "x" }',
            "waived_by",
            "which does not",
        ),
        (
            'key = "c"',
            'key = "c"\nwaived_by = { mood = "bad" }',
            "waived_by",
            "which does not exist",
        ),
        ('[[layers.roles]]\nid = "to"\nname = "To"', "", None, "give “relation” two roles, not 1"),
        ('{ id = "to", fi', '{ id = "by", name = "By", fi', "roles = [{", "and no other"),
        ('name = "From"', 'name = "From"\nmultiple = true', 'id = "from"', "cannot be multiple"),
        (
            '[[layers.labels]]\nid = "direct"',
            "[[layers.x]]",
            "[[layers.x]]",
            "“x” is not known here",
        ),
    ],
)
def test_a_mistake_is_said_with_its_line(
    old: str, new: str, place: str | None, reason: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = [each for each in mistakes(text) if reason in each]
    assert len(found) == 1
    assert found[0].startswith("my.toml, line ")
    if place is not None:
        assert found[0].startswith(f"my.toml, line {line_of(place, text)}: ")


def test_all_mistakes_are_said_at_once_in_their_order() -> None:
    text = GOOD.replace('"wave"', '"wavy"').replace('"blue"', '"red"').replace('"PERS", ', '"X", ')
    said = mistakes(text)
    assert [each.split(": ")[0] for each in said] == [
        f"my.toml, line {line_of(part, text)}" for part in ('"red"', '"wavy"', '"X", ')
    ]


def test_a_layer_without_labels_and_a_schema_without_layers_are_mistakes() -> None:
    head = GOOD[: GOOD.index("[[layers]]")]
    assert mistakes(head) == [
        "my.toml, line 1: The schema has no layers: add at least one “[[layers]]”."
    ]
    layer = head + '[[layers]]\nid = "entity"\nkind = "span"\nname = "Entities"\n'
    assert mistakes(layer) == [
        "my.toml, line 6: The layer “entity” has no labels: add at least one “[[layers.labels]]”."
    ]
    assert "“[schema]”" in mistakes(GOOD[GOOD.index("[[layers]]") :])[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [('[schema]\nid = "x\n', 2), ("[schema]\nid = 1\nid = 2\n", 3), ('[schema]\nid = """x\n\n', 2)],
)
def test_broken_toml_is_said_with_its_line(text: str, line: int) -> None:
    (said,) = mistakes(text)
    assert said.startswith(f"my.toml, line {line}: this is not valid TOML: ")
    assert "(at " not in said


def test_lines_inside_a_long_text_are_no_tables() -> None:
    text = GOOD.replace('name = "Person"', 'name = """\n[[layers]]\nid = "x"\n"""').replace(
        '"wave"', '"wavy"'
    )
    (said,) = mistakes(text)
    assert said.startswith(f"my.toml, line {line_of('wavy', text)}: ")


def test_a_schema_may_be_written_with_inline_tables() -> None:
    text = (
        'schema = { id = "x", version = "1", name = "X" }\n'
        'layers = [{ id = "e", kind = "span", name = "E", labels = [\n'
        '  { id = "A", name = "A" },\n  { id = "A", name = "B", color = "red" },\n] }]\n'
    )
    said = mistakes(text)
    assert "There are two labels “A”" in "\n".join(said)
    assert any(each.startswith("my.toml, line 4: “red”") for each in said)


class TestFiles:
    def test_a_bom_is_no_mistake(self, tmp_path: Path) -> None:
        path = tmp_path / "schema.toml"
        path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
        assert read_schema_file(path) == read_schema(GOOD)

    def test_a_missing_file_a_folder_and_other_encodings_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"none\.toml cannot be read: No such file"):
            read_schema_file(tmp_path / "none.toml")
        with pytest.raises(InputError, match="cannot be read"):
            read_schema_file(tmp_path)
        path = tmp_path / "schema.toml"
        path.write_bytes(GOOD.encode("utf-16"))
        with pytest.raises(InputError, match=r"is not UTF-8 text \(byte 0\)"):
            read_schema_file(path)

    def test_mistakes_name_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.toml"
        path.write_text("[schema]\n", encoding="utf-8")
        with pytest.raises(SchemaError, match=r"mine\.toml, line 1: “id” is missing"):
            read_schema_file(path)


LINES = (SCHEMAS / "news.toml").read_text(encoding="utf-8").split("\n")


@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(
        ["", "x", "[[layers]]", "[layers]", "id = 3", 'roles = "x"', "roles = [1]", "values = {}"]
    ),
    st.booleans(),
)
def test_whatever_line_is_wrong_reading_gives_a_schema_or_says_why(
    at: int, line: str, replacing: bool
) -> None:
    text = "\n".join([*LINES[:at], line, *LINES[at + replacing :]])
    try:
        assert read_schema(text).source == text
    except SchemaError as error:
        lines = str(error).split("\n")
        assert all(each.startswith("schema.toml, line ") for each in lines)


class TestShippedSchemas:
    @pytest.fixture(params=sorted(SCHEMAS.glob("*.toml")), ids=lambda path: path.stem)
    def schema(self, request: pytest.FixtureRequest) -> Schema:
        return read_schema_file(request.param)

    def test_two_labels_of_a_layer_never_look_alike(self, schema: Schema) -> None:
        for layer in schema.layers:
            looks = [(label.color, label.line) for label in layer.labels]
            assert len(set(looks)) == len(looks)

    def test_everything_speaks_arabic_and_english(self, schema: Schema) -> None:
        for layer in schema.layers:
            for label in layer.labels:
                assert label.example
                named = [label.name, label.guide, layer.name]
                named += [group.name for group, _labels in layer.grouped() if group.id]
                for attribute in layer.attributes_of(label.id):
                    named += [attribute.name, *attribute.value_names]
                for role in layer.roles_of(label.id):
                    named.append(role.name)
                assert all(each.ar and each.en and each.ar != each.en for each in named)

    def test_the_id_is_the_name_of_the_file(self, schema: Schema) -> None:
        assert (SCHEMAS / f"{schema.id}.toml").is_file()
        assert all(label.color in COLORS for layer in schema.layers for label in layer.labels)
        assert all(label.line in LINE_STYLES for layer in schema.layers for label in layer.labels)


def test_the_example_in_the_documentation_is_a_schema() -> None:
    page = (SCHEMAS.parents[1] / "docs" / "schema.md").read_text(encoding="utf-8")
    example = [line[4:] for line in page.split("\n") if line.startswith("    ") or not line]
    schema = read_schema("\n".join(example))
    (target, time) = schema.layer("event").roles_of("Justice.Arrest")
    assert (target.required, target.multiple, time.required) == (True, True, False)
