"""What opening a project promises, and what it refuses with which word."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.errors import ProjectError
from annotator.core.schema import Schema
from annotator.core.storage import (
    NotAProjectError,
    Project,
    ProjectInUseError,
    ProjectMovedError,
    ProjectTooNewError,
    ReadOnlyError,
    connection,
)
from annotator.core.text import Span


def test_a_closed_project_is_one_file_that_opens_with_all_it_held(
    project: Project, path: Path, document: str
) -> None:
    commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
    project.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with Project.open(path) as again:
        assert [each.label for each in again.annotations(document)] == ["PERS"]
        assert again.name == path.stem
        assert not again.read_only


def test_making_a_project_never_overwrites(project: Project, path: Path, schema: Schema) -> None:
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(path, schema)
    assert project.document_count() == 0


def test_making_a_project_where_no_folder_is_says_so(tmp_path: Path, schema: Schema) -> None:
    with pytest.raises(ProjectError, match="cannot be made: No such file or directory"):
        Project.create(tmp_path / "none" / "a.hashiya", schema)


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 200])
def test_a_file_that_is_no_project_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAProjectError, match="is not a Hashiya project"):
        Project.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (address TEXT)")
    with pytest.raises(NotAProjectError):
        Project.open(path)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError):
        Project.open(tmp_path)


def test_a_missing_file_is_said_to_be_missing(path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no file"):
        Project.open(path)


def test_a_newer_project_is_refused_and_left_alone(project: Project, path: Path) -> None:
    project.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(ProjectTooNewError, match="newer Hashiya"):
        Project.open(path)
    assert path.read_bytes() == before


def test_a_second_writer_is_told_who_holds_the_project(project: Project, path: Path) -> None:
    with pytest.raises(ProjectInUseError) as caught:
        Project.open(path)
    assert str(os.getpid()) in caught.value.holder


def test_another_process_is_told_so_too(project: Project, path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from annotator.core.storage import Project\n"
        "Project.open(pathlib.Path(sys.argv[1]))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert "ProjectInUseError" in found.stderr


def test_it_can_be_read_while_another_writes(project: Project, path: Path, document: str) -> None:
    with Project.open(path, read_only=True) as reader:
        commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
        assert len(reader.annotations(document)) == 1
        assert reader.read_only
        with pytest.raises(ReadOnlyError):
            commands.set_status(reader, [document], "done", actor="سلمى")


def test_a_file_without_write_permission_opens_read_only_and_says_why(
    project: Project, path: Path, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    # root may write everything, so the system's answer is stood in for
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Project.open(path) as found:
        assert found.read_only
        assert "cannot be written" in found.read_only_reason
        assert found.document(document).text


def test_a_reader_of_a_snapshot_sees_one_state(project: Project, document: str) -> None:
    with project.reader() as reader, reader.snapshot():
        assert reader.annotations(document) == []
        commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
        assert reader.annotations(document) == []


@pytest.mark.parametrize("replacement", [None, b"something else"])
def test_no_write_is_acknowledged_once_the_file_is_gone(
    project: Project, path: Path, document: str, replacement: bytes | None
) -> None:
    elsewhere = path.rename(path.with_name("elsewhere.hashiya"))
    if replacement is not None:
        path.write_bytes(replacement)
    with pytest.raises(ProjectMovedError):
        commands.set_status(project, [document], "done", actor="سلمى")
    project.close()
    assert elsewhere.exists()
    assert replacement is None or path.read_bytes() == replacement


def test_a_backup_is_a_whole_project(project: Project, path: Path, document: str) -> None:
    commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
    target = path.with_name("copy.hashiya")
    project.backup(target)
    with Project.open(target) as copy:
        assert copy.annotations(document) == project.annotations(document)
        assert copy.verify() == []
    with pytest.raises(ProjectError, match="exists already"):
        project.backup(target)


def test_a_project_that_another_program_reads_says_so(
    path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(path, schema).close()
    hasty = [each.replace("5000", "50") for each in connection._COMMON]
    monkeypatch.setattr(connection, "_COMMON", hasty)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM documents").fetchone()
        with Project.open(path) as project:
            assert project.read_only_reason.startswith("Another program is reading it just now")
        other.execute("COMMIT")
    with Project.open(path) as project:
        assert not project.read_only
