"""A written file: keys, order, escapes, and that it appears whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.core.errors import CancelledError, InputError
from annotator.core.formats import encode, record, write_jsonl
from annotator.core.formats.records import Recorder
from annotator.core.formats.shape import ANNOTATION, ARGUMENT, RECORD
from annotator.core.model import Annotation, Argument, Document
from annotator.core.schema import Schema, read_schema
from annotator.core.text import Span
from tests.support.sample_gold import gold

PLAIN = Document("d-" + "1" * 32, "plain", "t", "نص بلا وسوم")


def test_every_key_stands_in_every_record_in_one_order(schema: Schema) -> None:
    for document, made in (gold(), (PLAIN, [])):
        value = record(document, made, schema)
        assert list(value) == list(RECORD)
        for name in ("entities", "quotes", "events", "relations"):
            for each in value[name]:
                assert list(each) == list(ANNOTATION)
                assert all(list(argument) == list(ARGUMENT) for argument in each["arguments"])


def test_annotations_are_in_total_order(schema: Schema) -> None:
    value = record(*gold(), schema)
    for name in ("entities", "quotes", "events", "relations"):
        keys = [(each["start"], -each["end"], each["id"]) for each in value[name]]
        assert keys == sorted(keys)


def test_what_holds_others_comes_before_them(schema: Schema) -> None:
    made = [
        Annotation(f"a-{number:032x}", PLAIN.id, "amal", "entity", "PERS", (Span(start, end),))
        for number, (start, end) in enumerate([(0, 2), (0, 6), (3, 6), (0, 6), (0, 11)])
    ]
    value = record(PLAIN, made, schema)
    found = [(each["start"], each["end"], int(each["id"][2:], 16)) for each in value["entities"]]
    assert found == [(0, 11, 4), (0, 6, 1), (0, 6, 3), (0, 2, 0), (3, 6, 2)]


def test_a_discontinuous_anchor_has_an_envelope_and_fragments(schema: Schema) -> None:
    value = record(*gold(), schema)
    call = next(each for each in value["events"] if each["fragments"])
    assert [each["text"] for each in call["fragments"]] == ["عقد", "مباحثات هاتفية"]
    assert call["text"].startswith("عقد الرئيس الروسي")
    assert call["text"] == value["text"][call["start"] : call["end"]]


def test_an_argument_shows_what_its_target_covers(schema: Schema) -> None:
    value = record(*gold(), schema)
    quote = next(each for each in value["quotes"] if each["label"] == "direct")
    speaker = next(each for each in quote["arguments"] if each["role"] == "speaker")
    assert speaker["target"]
    assert speaker["text"] == "الوسيطة الروسية لحقوق الإنسان"
    cue = next(each for each in quote["arguments"] if each["role"] == "cue")
    assert cue["target"] == ""
    assert [each["text"] for each in cue["fragments"]] == ["نقلت", "عن", "قولها"]


def test_what_is_incomplete_says_so(schema: Schema) -> None:
    quote = Annotation("a-" + "2" * 32, PLAIN.id, "amal", "quote", "direct", (Span(0, 2),))
    value = record(PLAIN, [quote], schema)
    assert value["quotes"][0]["incomplete"] is True


def test_layers_of_a_project_go_to_the_list_of_their_kind() -> None:
    schema = read_schema(
        """
        [schema]
        id = "own"
        version = "1"
        name = { en = "Own" }
        [[layers]]
        id = "opinion"
        kind = "frame"
        name = { en = "Opinion" }
        [[layers.labels]]
        id = "praise"
        name = { en = "Praise" }
        """,
        name="own.toml",
    )
    made = Annotation("a-" + "2" * 32, PLAIN.id, "amal", "opinion", "praise", (Span(0, 2),))
    value = record(PLAIN, [made], schema)
    assert [each["layer"] for each in value["events"]] == ["opinion"]


@pytest.mark.parametrize("confidence", [0.0, 1.0, 0.5, 1e-7, 1e-300, 0.0001, 0.00009])
def test_a_confidence_always_has_a_point(schema: Schema, confidence: float) -> None:
    made = Annotation(
        "a-" + "2" * 32, PLAIN.id, "amal", "entity", "PERS", (Span(0, 2),), confidence=confidence
    )
    line = encode(record(PLAIN, [made], schema))
    number = line.split(b'"confidence":')[1].split(b",")[0]
    assert b"." in number
    assert float(number) == confidence


def test_what_ends_a_line_in_python_is_escaped(schema: Schema) -> None:
    document = replace(PLAIN, text="أ\u2028ب\u2029ت\u0085ث — «»")
    line = encode(record(document, [], schema))
    assert len(line.decode().splitlines()) == 1
    assert rb"\u2028" in line
    assert "— «»".encode() in line
    assert orjson.loads(line)["text"] == document.text


def test_the_fullest_record_leads_and_the_rest_keep_their_order(
    tmp_path: Path, schema: Schema
) -> None:
    document, made = gold()
    others = [replace(PLAIN, id=f"d-{i:032x}", text=f"نص {i}") for i in range(5)]
    mention = replace(made[0], id="a-" + "3" * 32, document=others[1].id, spans=(Span(0, 2),))
    items: list[tuple[Document, list[Annotation]]] = [
        (others[0], []),
        (others[1], [mention]),
        (others[2], []),
        (document, made),
        (others[3], []),
        (others[4], []),
    ]
    written = write_jsonl(tmp_path / "a.jsonl", items, schema)
    lines = (tmp_path / "a.jsonl").read_bytes().split(b"\n")
    found = [orjson.loads(line)["id"] for line in lines if line]
    assert found == [document.id, *(each.id for each in others)]
    assert (written.documents, written.annotations) == (6, len(made) + 1)
    assert written.bytes == (tmp_path / "a.jsonl").stat().st_size


def test_fullness_counts_lists_at_every_depth(schema: Schema) -> None:
    recorder = Recorder(schema)
    base = Annotation("a-" + "2" * 32, PLAIN.id, "amal", "event", "Contact.Call", (Span(0, 2),))
    broken = replace(base, spans=(Span(0, 1), Span(3, 4)))
    bare = replace(base, arguments=(Argument("topic", (Span(3, 4),)),))
    both = replace(base, arguments=(Argument("topic", (Span(3, 4), Span(5, 6))),))
    counts = [recorder.filled_lists(PLAIN, made) for made in ([], [base], [broken], [bare], [both])]
    assert counts == [0, 1, 2, 2, 3]


def test_a_cancelled_or_failed_export_leaves_what_was_there(tmp_path: Path, schema: Schema) -> None:
    target = tmp_path / "a.jsonl"
    write_jsonl(target, [gold()], schema)
    before = target.read_bytes()
    with pytest.raises(CancelledError):
        write_jsonl(target, [(PLAIN, [])] * 3, schema, cancelled=lambda: True)
    lost = Annotation(
        "a-" + "2" * 32,
        PLAIN.id,
        "amal",
        "relation",
        "same_as",
        arguments=(Argument("from", "a-" + "9" * 32),),
    )
    with pytest.raises(Exception, match="refers to a-9999"):
        write_jsonl(target, [(PLAIN, []), (PLAIN, [lost])], schema)
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_file_that_is_no_export_is_never_overwritten(tmp_path: Path, schema: Schema) -> None:
    target = tmp_path / "notes.jsonl"
    target.write_text("my notes")
    with pytest.raises(InputError, match="is not an earlier export"):
        write_jsonl(target, [gold()], schema)
    assert target.read_text() == "my notes"
    with pytest.raises(InputError, match="there is no folder"):
        write_jsonl(tmp_path / "none" / "a.jsonl", [gold()], schema)
