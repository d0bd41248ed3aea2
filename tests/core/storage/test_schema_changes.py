"""The schema and the pages of a project change through the door, with a history that undoes it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.errors import ProjectError, SchemaError
from annotator.core.model import Document, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project, connection
from annotator.core.text import Span

ME = "سلمى"


def tag(project: Project, document: str, layer: str, label: str, start: int = 0) -> str:
    span = Span(start, start + 5)
    change = commands.annotate(project, document, layer, label, [span], actor=ME)
    assert change is not None
    return next(row.id for row in change.rows if row.kind == "annotation")


def without_label(source: str, code: str) -> str:
    """The schema without one label of the layer of entities, which no role names."""
    first = source.index(f'[[layers.labels]]\nid = "{code}"')
    return source[:first] + source[source.index("[[layers.labels]]\n", first + 1) :]


def labels_of(project: Project) -> list[str]:
    return [each.id for each in project.schema.layer("entity").labels]


def test_another_schema_is_in_force_at_once_and_after_opening_again(
    project: Project, path: Path
) -> None:
    source = project.schema.source.replace('version = "1"', 'version = "2"  # أضيف')
    change = commands.set_schema(project, source, actor=ME)
    assert change is not None
    assert [(row.kind, row.document) for row in change.rows] == [("schema", "")]
    assert (change.action, change.documents) == ("set_schema", ())
    assert project.schema.version == "2"
    project.close()
    with Project.open(path) as again:
        assert again.schema.source == source
        assert again.verify() == []


def test_the_schema_in_force_is_no_change(project: Project) -> None:
    assert commands.set_schema(project, project.schema.source, actor=ME) is None
    assert project.history() == []


def test_a_schema_is_undone_and_made_again_across_restarts(project: Project, path: Path) -> None:
    first = project.schema.source
    second = without_label(first, "NUM")
    commands.set_schema(project, second, actor=ME)
    project.close()
    for command, source in ((commands.undo, first), (commands.redo, second)) * 2:
        with Project.open(path) as again:
            command(again, actor=ME)
            assert again.schema.source == source
            assert again.verify() == []
            assert ("NUM" in labels_of(again)) == (source == first)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM schemas").fetchone() == (2,)
    db.close()


def test_what_is_incomplete_follows_what_the_schema_requires(
    project: Project, document: str
) -> None:
    commands.add_documents(project, [(Document(new_id("d"), "b", "b", "نص آخر هنا"), ())], actor=ME)
    tag(project, document, "quote", "direct")
    tag(project, document, "entity", "PERS")
    assert project.summary(document).incomplete == 1
    source = project.schema.source
    line = 'name = { ar = "الاسم الموحد", en = "Canonical name" }\n'
    harder = source.replace(line, f"{line}required = true\n")
    assert harder != source
    commands.set_schema(project, harder, actor=ME)
    assert project.summary(document).incomplete == 2
    assert project.verify() == []
    commands.set_schema(project, source, actor=ME)
    assert project.summary(document).incomplete == 1
    assert project.verify() == []
    for expected in (2, 1):
        commands.undo(project, actor=ME)
        assert project.summary(document).incomplete == expected
        assert project.verify() == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('id = "news"\n[', "line"),
        ('[schema]\nid = "x"', "name"),
    ],
)
def test_a_schema_with_a_mistake_changes_nothing(project: Project, wrong: str, reason: str) -> None:
    before = project.schema
    with pytest.raises(SchemaError, match=reason):
        commands.set_schema(project, wrong, actor=ME)
    assert project.schema is before
    assert project.history() == []


def test_a_schema_that_lacks_a_label_in_use_is_refused_with_the_counts(
    project: Project, document: str
) -> None:
    for start in (0, 8):
        tag(project, document, "entity", "NUM", start)
    lacking = without_label(project.schema.source, "NUM")
    with pytest.raises(SchemaError, match=r"NUM \(entity\): 2"):
        commands.set_schema(project, lacking, actor=ME)
    assert "NUM" in labels_of(project)
    assert project.verify() == []


def test_an_alias_takes_the_annotations_of_a_label_that_is_gone(
    project: Project, document: str
) -> None:
    made = tag(project, document, "entity", "NUM")
    lacking = without_label(project.schema.source, "NUM")
    source = lacking.replace('aliases = ["EVE"]', 'aliases = ["EVE", "NUM"]')
    change = commands.set_schema(project, source, actor=ME)
    assert change is not None
    assert change.details["count"] == "1"
    assert project.annotation(made, document).label == "EVENT"
    assert project.label_counts() == {("entity", "EVENT"): 1}
    assert project.verify() == []
    commands.undo(project, actor=ME)
    assert project.annotation(made, document).label == "NUM"
    assert project.verify() == []
    commands.redo(project, actor=ME)
    assert project.annotation(made, document).label == "EVENT"
    assert project.verify() == []


def test_a_layer_in_use_does_not_become_one_of_relations(project: Project, document: str) -> None:
    tag(project, document, "entity", "PERS")
    source = """
[schema]
id = "s"
version = "1"
name = { en = "S" }
[[layers]]
id = "entity"
kind = "relation"
name = { en = "Entities" }
roles = [{ id = "a", name = { en = "A" } }, { id = "b", name = { en = "B" } }]
labels = [{ id = "PERS", name = { en = "Person" } }]
"""
    with pytest.raises(SchemaError, match="relations cover no text"):
        commands.set_schema(project, source, actor=ME)


def test_the_history_of_a_document_leaves_the_schema_out(project: Project, document: str) -> None:
    tag(project, document, "entity", "PERS")
    commands.set_schema(project, without_label(project.schema.source, "NUM"), actor=ME)
    commands.write_page(project, "guidelines", "# كيف نوسم", actor=ME)
    actions = [each.action for each in project.history(document=document, rows=True)]
    assert actions == ["annotate", "add_documents"]
    assert [each.action for each in project.history(rows=True)][:2] == ["write_page", "set_schema"]


# Pages


def test_a_page_is_written_changed_and_taken_away(project: Project, path: Path) -> None:
    assert (project.page("guidelines"), project.pages()) == ("", [])
    commands.write_page(project, "guidelines", "# كيف نوسم\n", actor=ME)
    commands.write_page(project, "cues", "قال = 1\n", actor=ME)
    change = commands.write_page(project, "guidelines", "# سواه\n", actor=ME)
    assert change is not None
    assert [(row.kind, row.id, row.before, row.after) for row in change.rows] == [
        ("page", "guidelines", "# كيف نوسم\n", "# سواه\n")
    ]
    assert commands.write_page(project, "guidelines", "# سواه\n", actor=ME) is None
    assert project.pages() == ["cues", "guidelines"]
    commands.write_page(project, "guidelines", "", actor=ME)
    assert project.pages() == ["cues"]
    project.close()
    with Project.open(path) as again:
        for expected in ("# سواه\n", "# كيف نوسم\n", "# كيف نوسم\n", ""):
            commands.undo(again, actor=ME)
            assert again.page("guidelines") == expected
        assert again.pages() == []
        for _ in range(4):
            commands.redo(again, actor=ME)
        assert again.pages() == ["cues"]
        assert again.verify() == []


def test_what_another_program_wrote_is_not_undone_over(project: Project, path: Path) -> None:
    commands.write_page(project, "guidelines", "one", actor=ME)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE pages SET content = 'two'")
    db.close()
    with pytest.raises(ProjectError, match="guidelines"):
        commands.undo(project, actor=ME)
    assert project.page("guidelines") == "two"


def test_a_file_of_the_first_format_that_is_only_read_has_no_pages(
    path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "MIGRATIONS", connection.MIGRATIONS[:1])
        patch.setattr(connection, "FORMAT", 1)
        Project.create(path, schema).close()
    with Project.open(path, read_only=True) as old:
        assert (old.page("guidelines"), old.pages()) == ("", [])
