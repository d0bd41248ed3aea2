"""The queue of differences: its order, where it stands, what it lets be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import InputError
from tests.support.projects import make_project
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import FIRST, SECOND, both

NAMES = (FIRST, SECOND)


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "two.hashiya"
    with make_project(path, gold_schema(), [both()]):
        pass
    settings = Settings.load()
    settings.update({"language": "en", "annotator.name": "sana"})
    session = Session(settings)
    assert session.open(path)
    yield session
    session.close()


def begin(qtbot: QtBot, session: Session) -> None:
    job = session.comparing.begin(NAMES, "gold")
    assert job is not None
    with qtbot.waitSignal(job.finished, timeout=20_000) as finished:
        pass
    session.comparing.take(finished.args[0])


@pytest.mark.parametrize(("names", "curated"), [((FIRST,), "gold"), (NAMES, FIRST), (NAMES, "")])
def test_there_must_be_two_and_another_name(
    session: Session, names: tuple[str, ...], curated: str
) -> None:
    with pytest.raises(InputError):
        session.comparing.begin(names, curated)


def test_only_the_versions_of_the_place_and_their_fillers_are_seen(
    qtbot: QtBot, session: Session
) -> None:
    begin(qtbot, session)
    place = session.comparing.place
    assert place is not None
    seen = {each.id for each in session.annotations() if session.shown.shown.shows(each)}
    fillers = {one.target for each in place.annotations for one in each.arguments if one.target}
    assert seen == {each.id for each in place.annotations} | fillers
    assert dict(session.shown.shown.signs) == {FIRST: "A", SECOND: "B", "gold": "✓"}
    session.comparing.stop()
    assert all(session.shown.shown.shows(each) for each in session.annotations())


def test_what_was_skipped_comes_again_at_the_end(qtbot: QtBot, session: Session) -> None:
    begin(qtbot, session)
    comparing = session.comparing
    comparing.go_on()
    for _left in range(3):
        comparing.take_version(1)
    assert comparing.progress() == (1, 4, 3)
    comparing.take_version(2)
    assert comparing.progress() == (0, 4, 4)
    assert comparing.place is None


def test_undo_and_redo_lead_back_to_the_place(qtbot: QtBot, session: Session) -> None:
    begin(qtbot, session)
    comparing = session.comparing
    comparing.take_version(1)
    comparing.take_version(0)  # nobody's
    comparing.take_none()
    assert comparing.progress() == (3, 4, 2)
    session.undo()
    assert comparing.progress() == (2, 4, 1)
    session.undo()
    assert comparing.progress() == (1, 4, 0)
    session.redo()
    assert comparing.progress()[2] == 1


def test_a_version_without_a_number_is_not_taken(qtbot: QtBot, session: Session) -> None:
    begin(qtbot, session)
    before = session.annotations()
    assert session.comparing.take_version(7) is None
    assert session.annotations() == before


def test_the_queue_ends_with_its_project(qtbot: QtBot, session: Session) -> None:
    begin(qtbot, session)
    session.close()
    assert not session.comparing.is_open


def test_a_new_queue_holds_what_is_left(qtbot: QtBot, session: Session) -> None:
    begin(qtbot, session)
    session.comparing.take_version(1)
    session.comparing.stop()
    begin(qtbot, session)
    assert session.comparing.progress() == (1, 3, 0)
