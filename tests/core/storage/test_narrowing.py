"""What a project knows of documents without looking at annotations is never too little."""

from __future__ import annotations

import tempfile
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project
from annotator.core.text import Span
from tests.support.projects import make_project, projects


@settings(max_examples=30)
@given(st.data())
def test_documents_that_annotators_share_are_known(schema: Schema, data: st.DataObject) -> None:
    held = data.draw(projects(schema))
    with (
        tempfile.TemporaryDirectory() as folder,
        make_project(Path(folder) / "p.hashiya", schema, held) as project,
    ):
        names = sorted({each.annotator for _document, found in held for each in found})
        for pair in combinations(names, 2):
            both = [
                document.id
                for document, found in project.iter_documents()
                if set(pair) <= {each.annotator for each in found}
            ]
            shared = project.iter_numbered(project.shared_documents(pair))
            assert [document.id for document, _found in shared] == both


def test_names_that_are_spelt_alike_may_share_a_document(project: Project) -> None:
    documents = [Document(new_id("d"), each, each, f"لافروف {each}") for each in "ab"]
    commands.add_documents(project, [(each, ()) for each in documents], actor="x")
    for actor in ("أحمد", "احمد"):
        commands.annotate(project, documents[1].id, "entity", "PERS", [Span(0, 6)], actor=actor)
    (number,) = project.shared_documents(("أحمد", "احمد"))
    assert project.document_numbered(number)[0] == documents[1].id


def test_what_is_gone_leaves_its_trace_and_is_looked_for_in_vain(project: Project) -> None:
    document = Document(new_id("d"), "a", "a", "لافروف")
    commands.add_documents(project, [(document, ())], actor="x")
    commands.annotate(project, document.id, "entity", "PERS", [Span(0, 6)], actor="زيد")
    assert project.few_with("annotator", ["زيد"])
    commands.undo(project, actor="زيد")
    assert project.few_with("annotator", ["زيد"])
    assert project.verify() == []
