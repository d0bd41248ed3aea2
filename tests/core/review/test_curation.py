from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.errors import CancelledError, InputError
from annotator.core.model import Annotation, Document, new_id
from annotator.core.review import (
    Place,
    curate_agreed,
    curated_copy,
    places_of,
    project_places,
    settled_ids,
)
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.core.review.conftest import Make
from tests.support.projects import Item, make_project, projects
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import FIRST, SECOND, both, copied

SCHEMA = gold_schema()
BOTH = (FIRST, SECOND)
AGREED = "agreed"


@pytest.fixture
def project(path: Path) -> Iterable[Project]:
    with make_project(path, SCHEMA, [both()]) as made:
        yield made


def places(project: Project, *, disputed_only: bool = False) -> list[Place]:
    return [
        each
        for _document, found in project_places(
            project, BOTH, curated=AGREED, disputed_only=disputed_only
        )
        for each in found
    ]


def by(project: Project, annotator: str) -> list[Annotation]:
    [(_document, made)] = project.iter_documents()
    return [each for each in made if each.annotator == annotator]


def settle(project: Project, place: Place, choice: Annotation) -> None:
    """As a person does it: this version of the place is the agreed one."""
    ids = settled_ids(places(project))
    commands.curate(project, [curated_copy(choice, new_id("a"), ids, AGREED)], actor="lead")


def test_what_all_agree_on_becomes_the_agreed_version_in_one_change(project: Project) -> None:
    before = by(project, FIRST), by(project, SECOND)
    result = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    made = by(project, AGREED)
    assert result.agreed == len(made)
    assert (result.disputed, result.settled) == (4, 0)
    assert result.agreed + result.disputed + result.waiting == len(places(project))
    assert (by(project, FIRST), by(project, SECOND)) == before
    assert project.verify() == []
    ours = {each.id for each in made}
    assert {one.target for each in made for one in each.arguments if one.target} <= ours
    commands.undo(project, actor="lead")
    assert by(project, AGREED) == []


def test_where_it_is_stopped_nothing_is_written(project: Project) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        curate_agreed(project, BOTH, curated=AGREED, actor="lead", progress=stop)
    assert told == [(1, 1)]
    assert by(project, AGREED) == []
    assert len(project.history()) == 1


def test_doing_it_again_changes_nothing(project: Project) -> None:
    first = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    again = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    assert (again.change, again.agreed, again.settled) == (None, 0, first.agreed)
    assert (again.disputed, again.waiting) == (first.disputed, first.waiting)


def test_every_dispute_is_in_the_queue_once_until_it_is_settled(project: Project) -> None:
    queue = places(project, disputed_only=True)
    assert [each.kinds for each in queue] == [("argument",), ("missing",), ("label",), ("clitic",)]
    curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    for left in (3, 2, 1, 0):
        place = places(project, disputed_only=True)[-1]
        settle(project, place, place.annotations[0])
        assert len(places(project, disputed_only=True)) == left
    rest = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    assert rest.waiting == 0
    gold_entities = [each for each in gold()[1] if each.layer == "entity"]
    agreed = [each for each in by(project, AGREED) if each.layer == "entity"]
    assert sorted((each.spans, each.label) for each in agreed) == sorted(
        (each.spans, each.label) for each in gold_entities
    )
    assert len(by(project, AGREED)) == len(gold()[1])


def test_a_frame_waits_for_the_filler_that_is_disputed(project: Project) -> None:
    first = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    assert first.waiting > 0
    clitic = next(each for each in places(project) if each.kinds == ("clitic",))
    settle(project, clitic, clitic.annotations[0])
    assert curate_agreed(project, BOTH, curated=AGREED, actor="lead").agreed > 0


def test_three_annotators_stand_side_by_side(article: Document, schema: Schema, make: Make) -> None:
    made = [
        make("a", "entity", "PERS", "سيرغي لافروف"),
        make("b", "entity", "PERS", "سيرغي لافروف"),
        make("c", "entity", "PERS", "لافروف"),
        make("a", "entity", "GPE", "موسكو"),
        make("c", "entity", "GPE", "موسكو"),
        *(make(who, "entity", "GPE", "روسيا") for who in "abc"),
    ]
    found = places_of(article, made, schema, ["a", "b", "c"])
    assert [each.kinds for each in found] == [("edge",), ("missing",), ()]
    assert [name for name, each in found[1].versions if each is None] == ["b"]
    assert [len(each.annotations) for each in found] == [3, 2, 3]


def test_who_has_not_done_a_document_misses_nothing_in_it(
    article: Document, schema: Schema, make: Make
) -> None:
    made = [make(who, "entity", "GPE", "روسيا") for who in "ab"]
    [place] = places_of(article, made, schema, ["a", "b", "c"])
    assert (place.kinds, [name for name, _ in place.versions]) == ((), ["a", "b"])
    assert places_of(article, made[:1], schema, ["a", "b", "c"]) == []


@given(projects(SCHEMA), st.integers(2, 3))
def test_where_all_say_the_same_every_place_is_agreed_on(items: list[Item], size: int) -> None:
    for document, found in items:
        mine = [replace(each, annotator="0") for each in found]
        made = [*mine]
        names = ["0"]
        for i in range(1, size):
            last = [each for each in made if each.annotator == names[-1]]
            names.append(str(i))
            made += copied(last, names[-1])
        places = places_of(document, made, SCHEMA, names)
        assert len(places) == len(mine)
        assert all(not each.kinds and len(each.annotations) == size for each in places)


@pytest.mark.parametrize(
    ("annotators", "curated"),
    [((FIRST,), AGREED), ((FIRST, FIRST), AGREED), (BOTH, SECOND), (BOTH, "")],
)
def test_an_agreed_version_needs_two_others(
    project: Project, annotators: tuple[str, ...], curated: str
) -> None:
    with pytest.raises(InputError):
        curate_agreed(project, annotators, curated=curated, actor="lead")
    assert len(project.history()) == 1
