"""A project of an earlier format is brought up to date when it is opened, with all it held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.search import find, prepare
from annotator.core.storage import Project, ReadOnlyError
from annotator.core.storage.connection import FORMAT
from tests.support.earlier_project import earlier_project

TEXT = "قال سيرجي لافروف في موسكو «لن نقبل هذا»"


@pytest.fixture(params=range(1, FORMAT), ids=lambda each: f"format {each}")
def old(path: Path, request: pytest.FixtureRequest) -> Path:
    """Two articles, four annotations, and one that was deleted, in each earlier format."""
    return earlier_project(path, request.param)


@pytest.fixture
def first(path: Path) -> Path:
    """The same in the first format."""
    return earlier_project(path, 1)


def test_an_old_project_keeps_what_it_held_and_its_history(old: Path) -> None:
    with Project.open(old) as project:
        document = project.documents()[0]
        assert project.verify() == []
        assert [each.action for each in project.history()] == [
            "delete", "annotate", "set_review", "annotate", "annotate", "annotate", "add_documents",
        ]  # fmt: skip
        commands.undo(project, actor="سلمى")
        assert [each.label for each in project.annotations(document.id)] == [
            "PERS", "GPE", "direct", "direct",
        ]  # fmt: skip
        assert project.verify() == []


QUERIES = {
    "origin:اداة": ["موسكو"],
    "annotator:زيد": ["موسكو"],
    "review:accepted": ["سيرجي لافروف"],
    "review:unreviewed and entity": ["موسكو"],
    "attribute:polarity=negative": ["لن نقبل هذا"],
    "role:speaker": ["لن نقبل هذا"],
    "incomplete": ["لن"],
}


@pytest.mark.parametrize("query", QUERIES)
def test_what_an_old_project_holds_is_found(old: Path, query: str) -> None:
    with Project.open(old) as project:
        found = find(project, prepare(query, project.schema))
        assert [each.text for each in found] == QUERIES[query]


def test_an_old_project_that_cannot_be_written_is_read_as_one_of_today(old: Path) -> None:
    held = old.read_bytes()
    with Project.open(old, read_only=True) as project:
        assert not project.entries()
        found = list(find(project, prepare("annotator:زيد", project.schema)))
        assert [each.text for each in found] == ["موسكو"]
        with project.reader() as other:
            assert other.document(other.documents()[0].id).text == TEXT
        assert project.verify() == []
    assert old.read_bytes() == held


def test_the_history_is_append_only_in_the_new_format_too(first: Path) -> None:
    Project.open(first).close()
    with sqlite3.connect(first) as db:
        for statement in ("DELETE FROM changed_rows", "UPDATE changed_rows SET before = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
    db.close()


def test_a_migration_that_fails_changes_nothing_and_the_project_can_still_be_read(
    first: Path,
) -> None:
    with sqlite3.connect(first) as db:
        db.execute("CREATE TABLE entries (in_the TEXT, way TEXT)")
    db.close()
    with Project.open(first) as project:
        assert project.read_only
        assert "could not be brought up to date" in project.read_only_reason
        with pytest.raises(ReadOnlyError, match="could not be brought up to date"):
            commands.undo(project, actor="x")
        assert project.document(project.documents()[0].id).text == TEXT
    with sqlite3.connect(first) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 1
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        assert "pages" not in tables
    db.close()
