"""A project of an earlier format is brought up to date when it is opened, with all it held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project, connection
from annotator.core.text import Span

TEXT = "قال سيرجي لافروف في موسكو"


@pytest.fixture
def old(path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the first format had it, with an article, an annotation and its deletion."""
    with monkeypatch.context() as patch:
        patch.setattr(connection, "MIGRATIONS", connection.MIGRATIONS[:1])
        patch.setattr(connection, "FORMAT", 1)
        with Project.create(path, schema) as project:
            document = Document(new_id("d"), "one", "one", TEXT)
            commands.add_documents(project, [(document, ())], actor="سلمى")
            commands.annotate(project, document.id, "entity", "PERS", [Span(4, 16)], actor="سلمى")
            made = project.annotations(document.id)[0]
            commands.delete(project, document.id, [made.id], actor="سلمى")
    return path


def test_an_old_project_keeps_what_it_held_and_its_history(old: Path) -> None:
    with Project.open(old) as project:
        document = project.documents()[0]
        assert project.verify() == []
        assert [each.action for each in project.history()] == [
            "delete",
            "annotate",
            "add_documents",
        ]
        commands.undo(project, actor="سلمى")
        assert [each.label for each in project.annotations(document.id)] == ["PERS"]
        assert project.verify() == []


def test_the_history_is_append_only_in_the_new_format_too(old: Path) -> None:
    Project.open(old).close()
    with sqlite3.connect(old) as db:
        for statement in ("DELETE FROM changed_rows", "UPDATE changed_rows SET before = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
    db.close()


def test_a_migration_that_fails_changes_nothing_and_the_project_can_still_be_read(
    old: Path,
) -> None:
    with sqlite3.connect(old) as db:
        db.execute("CREATE TABLE entries (in_the TEXT, way TEXT)")
    db.close()
    with Project.open(old) as project:
        assert project.read_only
        assert project.document(project.documents()[0].id).text == TEXT
    with sqlite3.connect(old) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 1
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        assert "pages" not in tables
    db.close()
