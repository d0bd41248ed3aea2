"""Bringing documents in and out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.core import commands
from annotator.core.errors import CancelledError, NotFoundError
from annotator.core.model import Annotation, Document, new_id
from annotator.core.storage import Project
from annotator.core.text import Span

ME = "سلمى"


def article(number: int) -> tuple[Document, list[Annotation]]:
    document = Document(new_id("d"), f"{number}.txt", f"خبر {number}", f"نص الخبر رقم {number}")
    mention = Annotation(new_id("a"), document.id, ME, "entity", "NUM", (Span(0, 2),))
    return document, [mention]


def test_many_documents_come_in_as_one_change(project: Project) -> None:
    result = commands.add_documents(project, map(article, range(50)), actor=ME)
    assert len(result.added) == 50
    assert [each.title for each in project.documents(limit=2)] == ["خبر 0", "خبر 1"]
    assert project.label_counts() == {("entity", "NUM"): 50}
    commands.undo(project, actor=ME)
    assert project.document_count() == 0
    assert project.label_counts() == {}
    commands.redo(project, actor=ME)
    assert [each.id for each in project.documents()] == list(result.added)
    assert project.verify() == []


def test_the_same_text_is_not_brought_in_twice(project: Project) -> None:
    first = commands.add_documents(project, [article(1)], actor=ME)
    again = commands.add_documents(project, [article(1), article(2), article(2)], actor=ME)
    assert again.duplicates == (("1.txt", first.added[0]), ("2.txt", again.added[0]))
    assert project.document_count() == 2
    assert commands.add_documents(project, [article(2)], actor=ME).change is None


def test_a_cancelled_import_leaves_nothing(project: Project) -> None:
    seen: list[int] = []
    with pytest.raises(CancelledError):
        commands.add_documents(
            project,
            map(article, range(50)),
            actor=ME,
            progress=seen.append,
            cancelled=lambda: len(seen) == 20,
        )
    assert project.document_count() == 0
    assert project.history() == []


def test_an_import_that_breaks_off_leaves_nothing(project: Project) -> None:
    def broken() -> Iterator[tuple[Document, list[Annotation]]]:
        yield article(1)
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        commands.add_documents(project, broken(), actor=ME)
    assert project.document_count() == 0
    commands.add_documents(project, [article(1)], actor=ME)
    assert project.verify() == []


def test_a_removed_document_comes_back_to_its_place(project: Project) -> None:
    added = commands.add_documents(project, map(article, range(5)), actor=ME).added
    commands.remove_documents(project, added[1:3], actor=ME)
    assert [each.id for each in project.documents()] == [added[0], *added[3:]]
    commands.undo(project, actor=ME)
    assert [each.id for each in project.documents()] == list(added)
    assert len(project.annotations(added[1])) == 1


def test_the_next_unfinished_goes_round(project: Project) -> None:
    added = commands.add_documents(project, map(article, range(4)), actor=ME).added
    places = [each.position for each in project.documents()]
    commands.set_status(project, [added[1]], "done", actor=ME)
    commands.set_status(project, [added[2]], "in progress", actor=ME)
    for after, expected in ((places[0], added[2]), (places[2], added[3]), (places[3], added[0])):
        found = project.next_unfinished(after)
        assert found is not None
        assert found.id == expected
    commands.set_status(project, added, "reviewed", actor=ME)
    assert project.next_unfinished(places[0]) is None
    assert project.status_counts()["reviewed"] == 4


def test_a_document_is_found_by_what_a_person_would_call_it(project: Project) -> None:
    added = commands.add_documents(project, map(article, range(3)), actor=ME).added
    for key in (added[1], "1.txt", "خبر 1", "2"):
        assert project.find_document(key).id == added[1]
    with pytest.raises(NotFoundError, match="no document"):
        project.find_document("9")
