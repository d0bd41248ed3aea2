"""Judging one annotation or many alike is one change, which one undo takes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.errors import CancelledError, InputError
from annotator.core.model import Document, Remark, new_id, remarks, with_remark
from annotator.core.storage import Project
from annotator.core.text import Span

WORDS = "قال سيرجي لافروف في موسكو"


@pytest.fixture
def places(project: Project) -> list[tuple[str, str]]:
    """Two mentions in each of two documents."""
    found = []
    for name in ("one", "two"):
        document = Document(new_id("d"), name, name, f"{WORDS} {name}")
        commands.add_documents(project, [(document, ())], actor="سلمى")
        for start, end in ((4, 9), (20, 25)):
            commands.annotate(
                project, document.id, "entity", "PERS", [Span(start, end)], actor="سلمى"
            )
        found += [(document.id, each.id) for each in project.annotations(document.id)]
    return found


def _states(project: Project, places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found = (project.annotation(each, document) for document, each in places)
    return [(each.label, each.review) for each in found]


def test_many_are_accepted_across_documents_in_one_change(
    project: Project, places: list[tuple[str, str]]
) -> None:
    change = commands.review_all(project, places, "accepted", actor="هدى")
    assert change is not None
    assert change.details["count"] == "4"
    assert set(_states(project, places)) == {("PERS", "accepted")}
    assert commands.review_all(project, places, "accepted", actor="هدى") is None
    commands.undo(project, actor="هدى")
    assert set(_states(project, places)) == {("PERS", "unreviewed")}


def test_a_corrected_label_is_accepted_with_it(
    project: Project, places: list[tuple[str, str]]
) -> None:
    commands.correct_all(project, places[:3], "ORG", actor="هدى")
    assert _states(project, places) == [("ORG", "accepted")] * 3 + [("PERS", "unreviewed")]
    assert project.verify() == []
    commands.undo(project, actor="هدى")
    assert set(_states(project, places)) == {("PERS", "unreviewed")}


def test_judging_that_is_cancelled_changes_nothing(
    project: Project, places: list[tuple[str, str]]
) -> None:
    with pytest.raises(CancelledError):
        commands.review_all(project, places, "rejected", actor="هدى", cancelled=lambda: True)
    assert set(_states(project, places)) == {("PERS", "unreviewed")}


def test_remarks_of_several_people_make_a_thread(
    project: Project, places: list[tuple[str, str]]
) -> None:
    document, annotation = places[0]
    commands.set_note(project, document, annotation, "اسم العائلة؟", actor="سلمى")
    commands.comment(project, document, annotation, "  هل هو الوزير؟ ", actor="هدى")
    commands.comment(project, document, annotation, "نعم:\nانظر الفقرة 2", actor="سلمى")
    found = remarks(project.annotation(annotation, document).note)
    assert [(each.annotator, each.text) for each in found] == [
        ("", "اسم العائلة؟"),
        ("هدى", "هل هو الوزير؟"),
        ("سلمى", "نعم:\nانظر الفقرة 2"),
    ]
    with pytest.raises(InputError):
        commands.comment(project, document, annotation, " \n", actor="هدى")


_NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9).filter(
    lambda name: name.strip() == name and ": " not in name
)


@given(st.lists(st.tuples(_NAMES, st.integers(1, 4_000_000_000), _NAMES), max_size=5))
def test_each_remark_is_read_as_it_was_made(made: list[tuple[str, int, str]]) -> None:
    note = ""
    for annotator, moment, text in made:
        note = with_remark(note, annotator, moment, text)
    assert [(each.annotator, each.text) for each in remarks(note)] == [
        (annotator, text) for annotator, _moment, text in made
    ]
    assert all(len(each.day) == 10 for each in remarks(note))
    assert remarks("") == []
    assert remarks("لا توقيع") == [Remark("", "", "لا توقيع")]
