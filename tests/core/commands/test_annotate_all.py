"""Tagging the same name in many places is one change."""

from __future__ import annotations

import pytest

from annotator.core import commands
from annotator.core.errors import NotFoundError, SchemaError, TextError
from annotator.core.model import Document, NamedValue, new_id
from annotator.core.recommenders import occurrences
from annotator.core.storage import Project
from annotator.core.text import Span

ME = "سلمى"


def places_of(project: Project, document: str, name: str) -> list[tuple[str, tuple[Span, ...]]]:
    return [(each.document, (each.span,)) for each in occurrences(project, document, name)]


def test_all_places_are_tagged_in_one_change(
    project: Project, document: str, sample_text: str
) -> None:
    other = Document(new_id("d"), "other", "other", "زار بوتين روسيا")
    commands.add_documents(project, [(other, ())], actor=ME)
    places = [*places_of(project, document, "روسيا"), (other.id, (Span(10, 15),))]
    value = NamedValue("canonical", "روسيا")
    change = commands.annotate_all(project, "entity", "GPE", places, actor=ME, attributes=[value])
    assert change is not None
    assert change.action == "annotate_all"
    assert change.details == {
        "layer": "entity",
        "label": "GPE",
        "text": "روسيا",
        "count": "7",
    }
    made = project.annotations(document)
    assert [each.spans[0].text_in(sample_text) for each in made] == ["روسيا"] * 6
    assert {(each.annotator, each.origin, each.attribute("canonical")) for each in made} == {
        (ME, "propagation", "روسيا")
    }
    assert len(project.annotations(other.id)) == 1
    assert project.summary(other.id).status == "in progress"
    commands.undo(project, actor=ME)
    assert project.annotations(document) == project.annotations(other.id) == []
    assert project.summary(other.id).status == "new"
    commands.redo(project, actor=ME)
    assert project.annotations(document) == made


def test_what_is_tagged_already_is_left_as_it_is(project: Project, document: str) -> None:
    places = places_of(project, document, "روسيا")
    commands.annotate(project, document, "entity", "GPE", places[0][1], actor=ME)
    commands.annotate(project, document, "entity", "LOC", places[1][1], actor=ME)
    commands.annotate(project, document, "entity", "GPE", places[2][1], actor="ليلى")
    change = commands.annotate_all(project, "entity", "GPE", [*places, *places], actor=ME)
    assert change is not None
    assert change.details["count"] == "5"
    mine = [each for each in project.annotations(document, annotator=ME) if each.label == "GPE"]
    assert [each.spans for each in mine] == [spans for _, spans in places]
    assert commands.annotate_all(project, "entity", "GPE", places, actor=ME) is None


def test_a_document_where_nothing_is_tagged_stays_new(project: Project, document: str) -> None:
    assert commands.annotate_all(project, "entity", "GPE", [], actor=ME) is None
    assert project.summary(document).status == "new"


@pytest.mark.parametrize(
    ("label", "place", "error"),
    [
        ("NONE", Span(0, 3), SchemaError),
        ("GPE", Span(0, 9999), TextError),
    ],
)
def test_one_place_that_is_wrong_keeps_all_from_being_tagged(
    project: Project, document: str, label: str, place: Span, error: type[Exception]
) -> None:
    with pytest.raises(error):
        commands.annotate_all(
            project, "entity", label, [(document, [Span(0, 5)]), (document, [place])], actor=ME
        )
    assert project.annotations(document) == []


def test_a_document_that_does_not_exist_is_refused(project: Project, document: str) -> None:
    with pytest.raises(NotFoundError):
        commands.annotate_all(
            project, "entity", "GPE", [(document, [Span(0, 5)]), ("d-0", [Span(0, 3)])], actor=ME
        )
    assert project.annotations(document) == []
