"""Canonical JSONL loses nothing: out, in, and out again gives the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
from hypothesis import given, settings

from annotator.core.datasets import export_file
from annotator.core.formats import encode, import_files, record
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.projects import Item, make_project, projects
from tests.support.sample_gold import REFERENCE, gold, gold_line, gold_schema

SCHEMA = gold_schema()


@settings(max_examples=40)
@given(projects(SCHEMA))
def test_any_project_comes_back_equal_and_exports_the_same_bytes(items: list[Item]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_project(folder / "a.hashiya", SCHEMA, items) as first:
            export_file(first, folder / "a.jsonl")
            held = {document.id: (document, made) for document, made in first.iter_documents()}
        with Project.create(folder / "b.hashiya", SCHEMA) as second:
            import_files(second, [folder / "a.jsonl"], actor="tester")
            export_file(second, folder / "b.jsonl")
            again = {document.id: (document, made) for document, made in second.iter_documents()}
            assert second.verify() == []
        assert again == held
        written = (folder / "a.jsonl").read_bytes()
        assert (folder / "b.jsonl").read_bytes() == written
        _check_lines(written, items)


def _check_lines(written: bytes, items: list[Item]) -> None:
    """Each line is a record, whoever cuts the lines, and each stored text is the text it covers."""
    assert len(written.decode().splitlines()) == len(items)
    for line in written.splitlines():
        value = orjson.loads(line)
        for name in ("entities", "quotes", "events"):
            for each in value[name]:
                assert value["text"][each["start"] : each["end"]] == each["text"]
                for fragment in each["fragments"]:
                    covered = value["text"][fragment["start"] : fragment["end"]]
                    assert covered == fragment["text"]


def test_the_reference_is_what_the_labelling_gives() -> None:
    assert REFERENCE.read_bytes() == gold_line()


def test_the_sample_survives_the_trip(tmp_path: Path, schema: Schema) -> None:
    with Project.create(tmp_path / "a.hashiya", schema) as project:
        report = import_files(project, [REFERENCE], actor="tester")
        assert report.annotations == 122
        export_file(project, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == REFERENCE.read_bytes()


def test_the_order_of_annotations_does_not_matter(schema: Schema) -> None:
    document, made = gold()
    assert encode(record(document, made[::-1], schema)) == gold_line()
