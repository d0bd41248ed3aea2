"""Work packages and merges bring along all that the work stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.teamwork import opened_source
from annotator.core import commands
from annotator.core.commands import MoveLabel, merge_annotations
from annotator.core.formats import write_jsonl
from annotator.core.model import Document, Entry, new_id
from annotator.core.review import assign
from annotator.core.schema import Schema
from annotator.core.storage import Project
from annotator.core.text import Span

LAVROV = Entry(new_id("x"), "person", "سيرجي لافروف", ("لافروف",))


@pytest.fixture
def linked(project: Project) -> Project:
    """Two articles; in one is a mention that is linked to an entry of the cast."""
    for name in ("a", "b"):
        document = Document(new_id("d"), name, name, f"قال لافروف {name}")
        commands.add_documents(project, [(document, ())], actor="lead")
    commands.add_entry(project, LAVROV, actor="lead")
    first = project.documents()[0].id
    commands.annotate(project, first, "entity", "PERS", [Span(4, 10)], actor="amal")
    made = project.annotations(first)[0]
    commands.link(project, [(first, made.id)], LAVROV.id, actor="amal")
    return project


@pytest.fixture
def other(tmp_path: Path, schema: Schema) -> Iterator[Project]:
    """A project with the same articles and nothing else."""
    with Project.create(tmp_path / "other.hashiya", schema) as made:
        for name in ("a", "b"):
            document = Document(new_id("d"), name, name, f"قال لافروف {name}")
            commands.add_documents(made, [(document, ())], actor="lead")
        yield made


def merge(project: Project, source: Path) -> commands.MergeResult:
    with opened_source(source, project) as opened:
        return merge_annotations(project, opened.items, actor="lead", find_entry=opened.find_entry)


def test_a_package_has_the_cast(linked: Project, tmp_path: Path) -> None:
    every = [each.id for each in linked.documents()]
    package = assign(linked, every, tmp_path / "amal.hashiya", annotator="amal")
    with Project.open(package.path) as opened:
        assert opened.entries() == [LAVROV]
        assert opened.verify() == []


@pytest.mark.parametrize("kind", ["hashiya", "jsonl"])
def test_the_entries_of_what_is_merged_come_along(
    linked: Project, other: Project, tmp_path: Path, kind: str
) -> None:
    source = linked.path
    if kind == "jsonl":
        source = tmp_path / "amal.jsonl"
        find = linked.find_entry
        write_jsonl(source, linked.iter_documents(), linked.schema, find_entry=find)
    result = merge(other, source)
    assert (result.added, result.conflicts) == (1, ())
    assert other.entries() == [LAVROV]
    assert other.verify() == []
    again = merge(other, source)
    assert (again.change, again.unchanged) == (None, 1)
    commands.undo(other, actor="lead")
    assert other.entries() == []
    assert other.verify() == []


def test_an_entry_that_is_other_here_is_told_and_stays(linked: Project, other: Project) -> None:
    here = replace(LAVROV, name="وزير الخارجية")
    commands.add_entry(other, here, actor="lead")
    result = merge(other, linked.path)
    assert [(each.kind, each.name) for each in result.conflicts] == [("entry differs", here.name)]
    assert other.entries() == [here]
    assert other.verify() == []


def test_a_link_to_what_nobody_has_is_left_out(linked: Project, other: Project) -> None:
    items = list(linked.iter_documents())
    result = merge_annotations(other, items, actor="lead")
    assert result.added == 1
    assert other.verify() == []


def test_work_under_a_label_that_has_moved_is_merged(linked: Project, other: Project) -> None:
    move = MoveLabel("entity", "PERS", "event", "Person")
    commands.change_labels(other, move, actor="lead")
    result = merge(other, linked.path)
    assert result.added == 1
    made = other.annotations(other.documents()[0].id)
    assert [(each.layer, each.label) for each in made] == [("event", "Person")]
    assert other.verify() == []
