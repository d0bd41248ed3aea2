"""Changes of annotations in several documents: one change each, all or nothing."""

from __future__ import annotations

import pytest

from annotator.core import commands
from annotator.core.errors import NotFoundError, TextError
from annotator.core.model import Annotation, Argument, Document, new_id
from annotator.core.storage import Project
from annotator.core.text import Span

TEXT = "التقى بوتين نظيره في موسكو"
NAME, PLACE = (Span(6, 11),), (Span(21, 26),)


@pytest.fixture
def mentions(project: Project) -> list[Annotation]:
    """بوتين in two documents; in the first a quote has him as its speaker."""
    made = []
    for number in range(2):
        document = Document(new_id("d"), f"{number}.txt", "خبر", f"{TEXT} {number}")
        name = Annotation(new_id("a"), document.id, "سلمى", "entity", "PERS", NAME)
        quote = Annotation(
            new_id("a"), document.id, "سلمى", "quote", "direct", PLACE,
            (Argument("speaker", name.id),),
        )  # fmt: skip
        commands.add_documents(project, [(document, [name, quote])], actor="سلمى")
        made.append(name)
    return made


def pairs(mentions: list[Annotation]) -> list[tuple[str, str]]:
    return [(each.document, each.id) for each in mentions]


def now(project: Project, mentions: list[Annotation]) -> list[Annotation]:
    return [project.annotation(each.id, each.document) for each in mentions]


def test_edges_move_in_several_documents(project: Project, mentions: list[Annotation]) -> None:
    longer = (Span(0, 11),)
    places = [(document, each, longer) for document, each in pairs(mentions)]
    change = commands.set_spans_all(project, places, actor="سلمى")
    assert change is not None
    assert change.details["count"] == "2"
    assert {each.spans for each in now(project, mentions)} == {longer}
    assert commands.set_spans_all(project, places, actor="سلمى") is None
    commands.undo(project, actor="سلمى")
    assert now(project, mentions) == mentions
    assert project.verify() == []


def test_an_edge_that_cannot_be_leaves_all_as_it_was(
    project: Project, mentions: list[Annotation]
) -> None:
    first, second = pairs(mentions)
    places = [(*first, (Span(0, 5),)), (*second, (Span(0, 999),))]
    with pytest.raises(TextError):
        commands.set_spans_all(project, places, actor="سلمى")
    assert now(project, mentions) == mentions


def test_reviews_and_attributes_are_set_in_several_documents(
    project: Project, mentions: list[Annotation]
) -> None:
    commands.review_all(project, pairs(mentions), "question", actor="سلمى")
    commands.set_attribute_all(project, pairs(mentions), "canonical", "بوتين", actor="سلمى")
    found = now(project, mentions)
    assert {each.review for each in found} == {"question"}
    assert {each.attribute("canonical") for each in found} == {"بوتين"}
    commands.set_attribute_all(project, pairs(mentions), "canonical", "", actor="سلمى")
    assert not any(each.attributes for each in now(project, mentions))


def test_what_is_deleted_leaves_its_words_in_the_roles_that_it_filled(
    project: Project, mentions: list[Annotation]
) -> None:
    change = commands.delete_all(project, pairs(mentions), actor="سلمى")
    assert change is not None
    assert change.details["count"] == "2"
    for each in mentions:
        (quote,) = project.annotations(each.document)
        assert quote.arguments == (Argument("speaker", NAME),)
    commands.undo(project, actor="سلمى")
    assert now(project, mentions) == mentions
    assert project.verify() == []


def test_one_that_does_not_exist_leaves_all_as_it_was(
    project: Project, mentions: list[Annotation]
) -> None:
    missing = [*pairs(mentions), (mentions[0].document, new_id("a"))]
    with pytest.raises(NotFoundError):
        commands.delete_all(project, missing, actor="سلمى")
    with pytest.raises(NotFoundError):
        commands.review_all(project, missing, "accepted", actor="سلمى")
    assert now(project, mentions) == mentions
