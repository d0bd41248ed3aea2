"""What is wrong with a file is said with its line, and then nothing of it is imported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.core.errors import HashiyaError, InputError
from annotator.core.formats import NewerFormatError, RecordReader, RecordsError, read_jsonl
from annotator.core.formats.jsonl import PROBLEMS_SHOWN
from annotator.core.schema import Schema
from tests.support.sample_gold import gold_line

Record = dict[str, Any]


def sample(number: int = 0) -> Record:
    """The sample's record; with a number, a document of its own."""
    value: Record = orjson.loads(gold_line())
    if number:
        value["id"] = f"d-{number:032x}"
        value["text"] += f" {number}"
        value["text_sha256"] = hashlib.sha256(value["text"].encode()).hexdigest()
    return value


def write(path: Path, *records: Record | bytes) -> Path:
    lines = [each if isinstance(each, bytes) else orjson.dumps(each) for each in records]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def problem(schema: Schema, change: Callable[[Record], object]) -> str:
    value = sample()
    change(value)
    with pytest.raises(InputError) as caught:
        RecordReader(schema).read(value)
    return str(caught.value)


def test_a_broken_57th_line_is_named(tmp_path: Path, schema: Schema) -> None:
    lines: list[Record | bytes] = [sample(i + 1) for i in range(60)]
    lines[56] = b'{"format": "hashiya/1", "id": '
    with pytest.raises(RecordsError) as caught:
        list(read_jsonl(write(tmp_path / "a.jsonl", *lines), schema))
    assert str(caught.value).startswith("“a.jsonl” cannot be imported, nor anything with it:\n")
    assert "Line 57: this is not valid JSON (column " in str(caught.value)
    assert len(caught.value.problems) == 1


def test_all_mistakes_are_told_at_once_up_to_a_limit(tmp_path: Path, schema: Schema) -> None:
    path = write(tmp_path / "a.jsonl", sample(1), *[b"[]"] * 30)
    with pytest.raises(RecordsError) as caught:
        list(read_jsonl(path, schema))
    assert len(caught.value.problems) == PROBLEMS_SHOWN
    assert "Its first mistakes" in str(caught.value)


def test_nothing_is_handed_out_after_a_first_mistake(tmp_path: Path, schema: Schema) -> None:
    path = write(tmp_path / "a.jsonl", sample(1), b"[]", sample(2))
    reading = read_jsonl(path, schema)
    assert next(reading).document.id == sample(1)["id"]
    with pytest.raises(RecordsError):
        next(reading)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda r: r["entities"][0].update(end=99_999),
            "do not lie in the text, which has 2328 characters",
        ),
        (lambda r: r["entities"][0].update(start=-1), "do not lie in the text"),
        (lambda r: r["entities"][0].update(start=5, end=5), "the offsets 5-5 do not lie"),
        (lambda r: r["entities"][0].update(text="الرئيسان"), "not “الرئيسان”."),
        (
            lambda r: r["entities"][0].update(label="PERSON_X"),
            "has no label “PERSON_X”; it has: PERS, ORG",
        ),
        (lambda r: r["entities"][0].update(layer="opinion"), "has no layer “opinion”"),
        (
            lambda r: r["entities"][0].update(layer="quote", label="direct"),
            "annotations of the layer “quote” belong into “quotes”.",
        ),
        (lambda r: r["entities"][0].update(start="7"), "entities[0].start must be an integer"),
        (lambda r: r["entities"][0].update(start=True), "but it is true or false"),
        (lambda r: r["entities"][0].update(note=None), "entities[0].note must be a string"),
        (lambda r: r["entities"][0].update(confidence=1.5), "must lie between 0 and 1, not 1.5"),
        (lambda r: r["entities"][0].update(review="maybe"), "“review” must be one of"),
        (lambda r: r["entities"][0].update(annotator=""), "does not say whose annotation"),
        (lambda r: r["entities"][0].update(created="2025-02-24"), "is not a time such as"),
        (lambda r: r["entities"][1].update(id=r["entities"][0]["id"]), "two annotations have"),
        (lambda r: r["entities"][0].update(id=""), "an identifier is empty"),
        (lambda r: r["entities"][0].pop("note"), "entities[0] lacks “note”"),
        (lambda r: r["entities"][0].update(score=1), "has “score”, which the format does not"),
        (lambda r: r["relations"][0].update(start=1, end=2), "a relation has no text of its own"),
        (
            lambda r: r["relations"][0]["arguments"][0].update(target="a-nowhere"),
            "refers to “a-nowhere”, which is not in this record",
        ),
        (
            lambda r: r["relations"][0]["arguments"][0].update(start=1),
            "does not cover what",
        ),
        (lambda r: r["relations"][0]["arguments"][0].update(role=""), "the role of an argument"),
        (lambda r: r["quotes"][0]["arguments"][0].update(text="x"), "not “x”."),
        (
            lambda r: r["entities"][0].update(
                attributes=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]
            ),
            "its name stands twice",
        ),
        (
            lambda r: r["entities"][0].update(
                fragments=[
                    {"start": 28, "end": 36, "text": r["text"][28:36]},
                    {"start": 36, "end": 44, "text": r["text"][36:44]},
                ]
            ),
            "must be in order and must not touch",
        ),
        (lambda r: r.update(text=r["text"] + "."), "the text was changed: its SHA-256"),
        (lambda r: r.update(text=""), "the text is empty"),
        (lambda r: r.update(direction="up"), "“direction” must be one of “ltr”, “rtl”"),
        (lambda r: r.update(status="finished"), "“status” must be one of"),
        (lambda r: r.update(split="dev"), "“split” must be one of"),
        (lambda r: r.update(published="2025-02-24"), "ISO 8601 basic form"),
        (lambda r: r.update(format="doccano"), "this is no record of canonical JSONL"),
        (lambda r: r.pop("group"), "the record lacks “group”"),
        (lambda r: r.update(entities={}), "entities must be a list, but it is an object"),
        (lambda r: r.update(entities=[3]), "entities[0] must be an object, but it is an integer"),
    ],
)
def test_what_is_wrong_is_said(
    schema: Schema, change: Callable[[Record], object], sentence: str
) -> None:
    assert sentence in problem(schema, change)


def test_the_place_and_the_annotation_are_named(schema: Schema) -> None:
    told = problem(schema, lambda r: r["entities"][3].update(text="x"))
    assert told.startswith("entities[3] (a-0193b5c2")


def test_a_newer_format_asks_for_a_newer_program(tmp_path: Path, schema: Schema) -> None:
    assert "Import it with a newer Hashiya" in problem(
        schema, lambda r: r.update(format="hashiya/2")
    )
    with pytest.raises(NewerFormatError):
        RecordReader(schema).read({"format": "hashiya/2"})
    path = write(tmp_path / "a.jsonl", *[{"format": "hashiya/2"}] * 5)
    with pytest.raises(RecordsError) as caught:
        list(read_jsonl(path, schema))
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("string", [rb"\u0000", rb"\ud800"])
def test_characters_that_no_project_can_keep(tmp_path: Path, schema: Schema, string: bytes) -> None:
    line = gold_line().rstrip().replace(b'"url":""', b'"url":"' + string + b'"')
    with pytest.raises(RecordsError, match="Line 1"):
        list(read_jsonl(write(tmp_path / "a.jsonl", line), schema))


def test_an_escaped_backslash_is_no_nul(tmp_path: Path, schema: Schema) -> None:
    line = gold_line().rstrip().replace(b'"url":""', rb'"url":"\\u0000"')
    (found,) = read_jsonl(write(tmp_path / "a.jsonl", line), schema)
    assert found.document.url == "\\u0000"


def test_the_same_document_twice_is_told_with_both_lines(tmp_path: Path, schema: Schema) -> None:
    with pytest.raises(RecordsError, match="stands in line 1 already"):
        list(read_jsonl(write(tmp_path / "a.jsonl", sample(1), sample(1)), schema))


def test_a_mark_carriage_returns_blank_lines_and_raw_line_separators_do_no_harm(
    tmp_path: Path, schema: Schema
) -> None:
    value = sample(1)
    value["name"] = "أ\u2028ب\u0085"
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + orjson.dumps(value) + b"\r\n\r\n" + orjson.dumps(sample(2)))
    first, second = read_jsonl(path, schema)
    assert first.document.name == "أ\u2028ب\u0085"
    assert second.document.id == sample(2)["id"]


def test_keys_in_another_order_and_whole_numbers_for_confidence_are_understood(
    schema: Schema,
) -> None:
    value = sample()
    value["entities"] = [dict(reversed(each.items())) for each in value["entities"]]
    for each in value["entities"]:
        each["confidence"] = 1
    assert RecordReader(schema).read(value) == RecordReader(schema).read(sample())


def test_aliases_of_the_schema_are_understood(schema: Schema) -> None:
    value = sample()
    alias = next(each for each in schema.label("entity", "DATE").aliases)
    date = next(each for each in value["entities"] if each["label"] == "DATE")
    date["label"] = alias
    read = RecordReader(schema).read(value)
    assert next(each for each in read.annotations if each.id == date["id"]).label == "DATE"


def test_foreign_ids_become_ours_and_always_the_same(schema: Schema) -> None:
    line = gold_line()
    for number, each in enumerate(sample()["entities"]):
        line = line.replace(each["id"].encode(), f"T{number}".encode())
    line = line.replace(sample()["id"].encode(), b"article-7")
    first = RecordReader(schema).read(orjson.loads(line))
    again = RecordReader(schema).read(orjson.loads(line))
    assert first == again
    assert first.mapped_ids == len(sample()["entities"]) + 1
    assert first.document.id.startswith("d-")
    original = RecordReader(schema).read(sample())
    assert [each.label for each in first.annotations] == [
        each.label for each in original.annotations
    ]
    targets = {argument.target for each in first.annotations for argument in each.arguments}
    assert targets <= {each.id for each in first.annotations} | {""}


def test_who_made_an_annotation_may_be_said_by_the_caller(schema: Schema) -> None:
    value = sample()
    for name in ("entities", "quotes", "events", "relations"):
        for each in value[name]:
            each["annotator"] = ""
    read = RecordReader(schema, "basma").read(value)
    assert {each.annotator for each in read.annotations} == {"basma"}


def test_files_that_are_empty_or_not_there(tmp_path: Path, schema: Schema) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n \n")
    for name, sentence in (("a.jsonl", "is empty"), ("b.jsonl", "There is no file")):
        with pytest.raises(HashiyaError, match=sentence):
            list(read_jsonl(tmp_path / name, schema))
