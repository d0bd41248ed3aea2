"""A change before and after, and what it differs in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app import past, sentences
from annotator.app.jobs import Job
from annotator.app.past import Sides
from annotator.app.sample import make_sample
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import HashiyaError
from annotator.core.model import Argument, Change
from annotator.core.text import Span


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Session:
    session = Session(Settings.load())
    assert session.open(make_sample("Layla", tmp_path))
    return session


def made(change: Change | None) -> str:
    assert change is not None
    return next(row.id for row in change.rows if row.kind == "annotation" and row.before is None)


def sides(session: Session, number: int) -> Sides:
    assert session.project is not None
    assert session.document is not None
    return past.sides(session.project, number, session.document.id)


def test_a_deletion_takes_one_and_alters_what_it_filled(session: Session) -> None:
    person = made(session.tag("entity", "PERS", (Span(0, 7),)))
    quote = made(session.tag("quote", "direct", (Span(20, 30),), [Argument("speaker", person)]))
    session.delete([person])
    found = sides(session, 4)
    assert [(each.way, each.id) for each in found.differences] == [
        ("removed", person),
        ("changed", quote),
    ]
    assert past.places(found.differences[0].before, found.before) == (Span(0, 7),)
    assert found.document == session.document


def test_a_relation_stands_where_its_ends_do(session: Session) -> None:
    one = made(session.tag("entity", "PERS", (Span(0, 7),)))
    other = made(session.tag("entity", "ORG", (Span(20, 30),)))
    schema = session.schema
    assert schema is not None
    layer = next(each for each in schema.layers if each.kind == "relation")
    roles = layer.roles_of(layer.labels[0].id)
    ends = [Argument(role.id, each) for role, each in zip(roles, (one, other), strict=False)]
    session.tag(layer.id, layer.labels[0].id, (), ends)
    found = sides(session, 4)
    assert past.places(found.differences[0].after, found.after) == (Span(0, 7), Span(20, 30))


def test_a_document_that_came_is_on_one_side_only(session: Session) -> None:
    found = sides(session, 1)
    assert found.before.document is None
    assert found.after.document == session.document
    assert found.differences == ()


def test_very_many_annotations_are_restored_in_the_background(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", 0)
    session.tag("entity", "PERS", (Span(0, 7),))
    assert session.document is not None
    job = past.restore_document(session, session.document.id, 1)
    assert isinstance(job, Job)
    with qtbot.waitSignal(job.finished):
        assert session.busy
    assert session.annotations() == []


def test_titles_are_told_of_documents_that_are_gone_too(session: Session) -> None:
    assert session.document is not None
    assert session.project is not None
    gone, title = session.document.id, session.document.title
    change = session.remove_documents([gone])
    assert change is not None
    assert past.titles(session.project, change) == [(gone, title)]


def test_what_cannot_be_restored_is_told_and_nothing_is_changed(session: Session) -> None:
    assert session.document is not None
    told: list[HashiyaError] = []
    session.failed.connect(told.append)
    assert past.restore_document(session, session.document.id, 99) is None
    assert len(told) == 1


def test_every_action_has_a_name_without_values() -> None:
    for action in sentences.WORDINGS:
        assert "{" not in sentences.action_name(action)
    assert sentences.action_name("annotate") == "Tag as …"
