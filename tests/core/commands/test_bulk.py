"""Reviewing and deleting annotations of many documents is one change."""

from __future__ import annotations

import pytest

from annotator.core import commands
from annotator.core.errors import CancelledError, NotFoundError
from annotator.core.model import Annotation, Argument, Document, new_id
from annotator.core.storage import Project
from annotator.core.text import Span

ME = "سلمى"
RELATION = "same_as"


def held(project: Project) -> dict[str, Annotation]:
    return {each.id: each for one in project.iter_documents() for each in one[1]}


@pytest.fixture
def two(project: Project) -> list[tuple[str, str]]:
    """Two documents with a person who speaks, a quote of his and a relation between both."""
    places = []
    for number in range(2):
        document = Document(new_id("d"), f"{number}", f"{number}", f"قال بوتين نعم {number}")
        person, quote, relation = (new_id("a") for _ in range(3))
        made = [
            Annotation(person, document.id, ME, "entity", "PERS", (Span(4, 9),)),
            Annotation(
                quote, document.id, ME, "quote", "direct", (Span(10, 13),),
                (Argument("speaker", person),),
            ),
            Annotation(
                relation, document.id, ME, "relation", RELATION,
                (), (Argument("from", person), Argument("to", quote)),
            ),
        ]  # fmt: skip
        commands.add_documents(project, [(document, made)], actor=ME)
        places.append((document.id, person))
    return places


def test_many_are_reviewed_in_one_change(project: Project, two: list[tuple[str, str]]) -> None:
    before = held(project)
    seen: list[int] = []
    change = commands.review_all(project, two, "accepted", actor=ME, progress=seen.append)
    assert change is not None
    assert {"review": "accepted", "count": "2"}.items() <= change.details.items()
    assert seen == [1, 2]
    after = held(project)
    assert {each for each in after if after[each].review == "accepted"} == {each for _, each in two}
    assert commands.review_all(project, two, "accepted", actor=ME) is None
    commands.undo(project, actor=ME)
    assert held(project) == before


def test_what_is_deleted_leaves_its_words_in_roles(
    project: Project, two: list[tuple[str, str]]
) -> None:
    before = held(project)
    change = commands.delete_all(project, two, actor=ME)
    assert change is not None
    assert change.details["count"] == "4"  # with the relations that lost an end
    after = held(project)
    assert {each.layer for each in after.values()} == {"quote"}
    assert [each.arguments for each in after.values()] == [
        (Argument("speaker", (Span(4, 9),)),)
    ] * 2
    assert project.verify() == []
    commands.undo(project, actor=ME)
    assert held(project) == before


def test_deleting_both_ends_leaves_nothing(project: Project, two: list[tuple[str, str]]) -> None:
    everything = [(each.document, each.id) for each in held(project).values()]
    commands.delete_all(project, everything, actor=ME)
    assert held(project) == {}
    assert project.verify() == []


def test_nothing_changes_where_one_is_gone_or_it_is_stopped(
    project: Project, two: list[tuple[str, str]]
) -> None:
    before = held(project)
    missing = [*two, (two[0][0], new_id("a"))]
    with pytest.raises(NotFoundError):
        commands.delete_all(project, missing, actor=ME)
    with pytest.raises(CancelledError):
        commands.review_all(project, two, "rejected", actor=ME, cancelled=lambda: True)
    assert held(project) == before
