"""What a person decides about a place, and what comes with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.model import Annotation
from annotator.core.review import Place, curate_agreed, places_of, settle
from annotator.core.storage import Project
from tests.support.projects import make_project
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import FIRST, SECOND, both

SCHEMA = gold_schema()
BOTH = (FIRST, SECOND)
AGREED = "agreed"


@pytest.fixture
def project(path: Path) -> Iterable[Project]:
    with make_project(path, SCHEMA, [both()]) as made:
        yield made


def places(project: Project) -> list[Place]:
    [(document, made)] = project.iter_documents()
    return places_of(document, made, project.schema, BOTH, curated=AGREED)


def disputed(project: Project) -> list[Place]:
    return [each for each in places(project) if each.disputed]


def agreed(project: Project) -> list[Annotation]:
    [(_document, made)] = project.iter_documents()
    return [each for each in made if each.annotator == AGREED]


def decide(project: Project, kind: str, version: int | None) -> Place:
    """Settle the place where this differs; the place as it is afterwards."""
    found = places(project)
    place = next(each for each in found if kind in each.kinds)
    choice = None if version is None else place.annotations[version]
    [(_document, made)] = project.iter_documents()
    settlement = settle(found, place, choice, made, AGREED)
    commands.settle_place(project, settlement, actor="lead")
    assert project.verify() == []
    ids = {each.id for each in place.annotations}
    return next(each for each in places(project) if ids & {one.id for one in each.annotations})


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("kind", ["argument", "label", "clitic"])
def test_the_version_that_is_taken_is_the_agreed_one(
    project: Project, kind: str, version: int
) -> None:
    place = decide(project, kind, version)
    chosen = place.annotations[version]
    assert place.curated is not None
    assert (place.curated.label, place.curated.spans) == (chosen.label, chosen.spans)
    assert len(disputed(project)) == 3


def test_all_decisions_and_what_all_agree_on_are_the_whole_work(project: Project) -> None:
    curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    for kind in ("argument", "missing", "label", "clitic"):
        decide(project, kind, 0)
    assert disputed(project) == []
    ours = agreed(project)
    assert len(ours) == len(gold()[1])
    ids = {each.id for each in ours}
    assert {one.target for each in ours for one in each.arguments if one.target} <= ids
    rest = curate_agreed(project, BOTH, curated=AGREED, actor="lead")
    assert (rest.change, rest.disputed, rest.waiting) == (None, 0, 0)


def test_fillers_on_which_all_agree_come_with_their_frame(project: Project) -> None:
    quote = decide(project, "argument", 0).curated
    assert quote is not None
    by_id = {each.id: each for each in agreed(project)}
    assert all(one.target in by_id for one in quote.arguments if one.target)


def test_a_frame_that_was_settled_first_gets_the_agreed_filler(project: Project) -> None:
    """The frame has the annotator's mention until the mention itself is settled."""
    disputed_speaker = next(each for each in places(project) if each.kinds == ("clitic",))
    members = {each.id for each in disputed_speaker.annotations}
    found = places(project)
    frame = next(
        each
        for each in found
        if any(one.target in members for one in each.annotations[0].arguments)
    )
    [(_document, made)] = project.iter_documents()
    settlement = settle(found, frame, frame.annotations[0], made, AGREED)
    commands.settle_place(project, settlement, actor="lead")
    mention = decide(project, "clitic", 0).curated
    assert mention is not None
    held = {one.target for each in agreed(project) for one in each.arguments}
    assert mention.id in held
    assert not held & members


def test_where_nothing_is_to_stand_the_versions_are_rejected(project: Project) -> None:
    before = agreed(project)
    place = decide(project, "missing", None)
    assert place.rejected
    assert place.settled
    assert not place.disputed
    assert agreed(project) == before
    commands.undo(project, actor="lead")
    assert len(disputed(project)) == 4


def test_a_decision_can_be_changed(project: Project) -> None:
    first = decide(project, "label", 0).curated
    second = decide(project, "label", 1).curated
    assert first is not None
    assert second is not None
    assert (first.id, first.label, second.label) == (second.id, "LOC", "GPE")
    nothing = decide(project, "label", None)
    assert nothing.curated is None
    assert nothing.rejected
    again = decide(project, "label", 0)
    assert again.curated is not None
    assert not again.rejected
    for _step in range(4):
        commands.undo(project, actor="lead")
    assert (len(disputed(project)), agreed(project)) == (4, [])


def test_the_same_decision_again_changes_nothing(project: Project) -> None:
    decide(project, "label", 0)
    number = project.undoable()
    decide(project, "label", 0)
    assert project.undoable() == number
