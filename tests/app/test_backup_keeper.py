"""What was there before much is changed is backed up, beside the change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.backup_keeper import BackupKeeper
from annotator.app.jobs import Cancelled, Progress
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.model import Change
from annotator.core.storage import Project
from tests.support.projects import make_project
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import both


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.hashiya"
    with make_project(path, gold_schema(), [both()]):
        pass
    settings = Settings.load()
    settings.update({"language": "en", "annotator.name": "sana"})
    session = Session(settings)
    yield session
    session.close()


def test_the_state_before_a_bulk_change_is_kept(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    keeper = BackupKeeper(session)
    assert session.open(tmp_path / "p.hashiya")
    project = session.project
    assert project is not None
    before = len(project.annotations(project.documents()[0].id))
    assert before

    def empty(project: Project, _progress: Progress, _cancelled: Cancelled) -> Change | None:
        document = project.documents()[0].id
        every = [each.id for each in project.annotations(document)]
        return commands.delete(project, document, every, actor="sana")

    job = session.write_in_background(empty)
    assert job is not None
    with qtbot.waitSignal(job.finished):
        pass
    qtbot.waitUntil(lambda: bool(keeper.backups.of(project.identity)))
    (backup,) = keeper.backups.of(project.identity)
    assert project.annotations(project.documents()[0].id) == []
    with Project.open(backup.path, read_only=True) as kept:
        assert len(kept.annotations(kept.documents()[0].id)) == before
        assert kept.verify() == []


def test_what_is_read_from_now_on_is_the_state_of_now(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    assert session.open(tmp_path / "p.hashiya")
    project = session.project
    assert project is not None
    document = project.documents()[0].id
    job = session.read_from_now(lambda reader, *_: reader.summary(document).status)
    assert job is not None
    seen: list[object] = []
    job.finished.connect(seen.append)
    before = project.summary(document).status
    commands.set_status(project, [document], "reviewed", actor="sana")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [before] != ["reviewed"]
