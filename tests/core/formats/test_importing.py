"""Importing: all or nothing, one change, duplicates known by their text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.core import commands
from annotator.core.errors import CancelledError, InputError
from annotator.core.formats import FilesError, ImportOptions, RecordsError, import_files
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.sample_gold import REFERENCE, gold_line


@pytest.fixture
def project(tmp_path: Path, schema: Schema) -> Iterator[Project]:
    with Project.create(tmp_path / "p.hashiya", schema) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "10.txt").write_bytes("الخبر العاشر".encode("cp1256"))
    (made / "9.txt").write_bytes("\ufeffالخبر التاسع\r\nوتفاصيله".encode())
    return made


def test_a_folder_is_one_change_that_can_be_undone(project: Project, folder: Path) -> None:
    report = import_files(project, [folder], actor="amal")
    assert [each.name for each in project.documents()] == ["9", "10"]
    assert [each.path.name for each in report.guessed] == ["10.txt"]
    assert [each.path.name for each in report.noted] == ["9.txt"]
    assert len(report.noted[0].notes) == 2
    assert len(project.history()) == 1
    commands.undo(project, actor="amal")
    assert project.document_count() == 0


def test_what_is_there_already_is_left_out_and_named(project: Project, folder: Path) -> None:
    import_files(project, [folder], actor="amal")
    (folder / "11.txt").write_text("الخبر العاشر", encoding="utf-8")
    report = import_files(project, [folder], actor="amal")
    assert report.added == ()
    assert report.change is None
    assert [name for name, _ in report.duplicates] == ["9", "10", "11"]
    assert len(project.history()) == 1


def test_one_bad_file_of_many_keeps_all_out(project: Project, folder: Path) -> None:
    (folder / "1.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"The file “1\.txt” is empty"):
        import_files(project, [folder], actor="amal")
    (folder / "12.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(FilesError, match="2 files cannot be read") as caught:
        import_files(project, [folder], actor="amal")
    assert len(caught.value.problems) == 2
    assert project.document_count() == 0
    assert project.history() == []


def test_bad_files_are_passed_over_where_the_caller_says_so(project: Project, folder: Path) -> None:
    (folder / "1.txt").write_bytes(b"")
    options = ImportOptions(skip_bad=True)
    report = import_files(project, [folder], actor="amal", options=options)
    assert len(report.added) == 2
    assert [each.path.name for each in report.failures] == ["1.txt"]


def test_a_bad_line_keeps_the_whole_file_out_or_is_passed_over(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(gold_line() + b"{}\n")
    with pytest.raises(RecordsError, match="Line 2"):
        import_files(project, [path], actor="amal")
    assert project.document_count() == 0
    options = ImportOptions(skip_bad=True)
    report = import_files(project, [path], actor="amal", options=options)
    assert len(report.added) == 1
    assert "Line 2" in str(report.failures[0].error)


def test_an_id_that_another_text_has_is_refused(project: Project, tmp_path: Path) -> None:
    import_files(project, [REFERENCE], actor="amal")
    value = orjson.loads(gold_line())
    path = tmp_path / "a.jsonl"
    value.update(text="نص آخر", entities=[], quotes=[], events=[], relations=[])
    value["text_sha256"] = "d5b0e7a6" * 8
    path.write_bytes(orjson.dumps(value))
    with pytest.raises(RecordsError, match="its SHA-256 is not"):
        import_files(project, [path], actor="amal")
    import hashlib

    value["text_sha256"] = hashlib.sha256(value["text"].encode()).hexdigest()
    path.write_bytes(orjson.dumps(value))
    with pytest.raises(InputError, match="which the project has with another text"):
        import_files(project, [path], actor="amal")
    assert project.document_count() == 1


def test_an_unknown_ending_is_refused_unless_the_format_is_said(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("قال", encoding="utf-8")
    with pytest.raises(InputError, match=r"no format has the ending \.csv"):
        import_files(project, [path], actor="amal")
    options = ImportOptions(format_name="text")
    assert import_files(project, [path], actor="amal", options=options).added


def test_a_cancelled_import_keeps_nothing(project: Project, folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    with pytest.raises(CancelledError):
        import_files(
            project, [folder], actor="amal", progress=progress, cancelled=lambda: bool(seen)
        )
    assert seen == [(1, 2)]
    assert project.document_count() == 0
