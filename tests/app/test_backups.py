"""Backups make themselves, are whole projects, and thin out with age."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.app import backups
from annotator.app.backups import Backups, before_migration, kept_moments, too_much
from annotator.core import commands
from annotator.core.errors import CancelledError, ProjectError
from annotator.core.model import Document, new_id
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project
from tests.support.earlier_project import earlier_project

NEWS = Path(__file__).resolve().parents[2] / "seeds" / "schemas" / "news.toml"
HOUR, DAY = 3600, 86_400


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.hashiya", read_schema_file(NEWS)) as made:
        document = Document(new_id("d"), "a", "a", "نص")
        commands.add_documents(made, [(document, ())], actor="x")
        yield made


def test_a_backup_is_made_once_for_each_state(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Backups(tmp_path / "backups")
    moment = 1_800_000_000
    monkeypatch.setattr(backups, "now", lambda: moment)
    first = kept.make(project)
    assert first is not None
    moment += 2 * HOUR
    assert kept.make(project) is None
    commands.set_status(project, [project.documents()[0].id], "done", actor="x")
    second = kept.make(project)
    assert kept.of(project.identity) == [second, first]
    with Project.open(first.path) as restored:
        assert restored.documents()[0].status == "new"
        assert restored.verify() == []


def test_a_project_in_which_nothing_was_done_needs_no_backup(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.hashiya", read_schema_file(NEWS)) as empty:
        assert Backups(tmp_path / "backups").make(empty) is None


def test_old_backups_thin_out_to_hours_days_and_weeks() -> None:
    present = 100 * 7 * DAY
    kept = kept_moments(range(0, present + 1, 600), present)  # one every ten minutes
    ages = sorted(present - each for each in kept)
    assert len([age for age in ages if age <= DAY]) == 25
    assert len([age for age in ages if DAY < age <= 30 * DAY]) in (29, 30)
    assert len([age for age in ages if age > 30 * DAY]) in range(46, 50)


@given(st.lists(st.integers(0, 10**9), min_size=1), st.integers(0, 10**6))
def test_the_newest_is_always_kept_and_thinning_twice_changes_nothing(
    moments: list[int], later: int
) -> None:
    present = max(moments) + later
    kept = kept_moments(moments, present)
    assert max(moments) in kept
    assert kept_moments(kept, present) == kept


def test_a_backup_is_restored_as_a_project_of_its_own(project: Project, tmp_path: Path) -> None:
    kept = Backups(tmp_path / "backups")
    backup = kept.make(project)
    assert backup is not None
    commands.set_status(project, [project.documents()[0].id], "done", actor="x")
    restored = kept.restore(backup, tmp_path, "p")
    again = kept.restore(backup, tmp_path, "p")
    assert again != restored
    assert again.stem == f"{restored.stem} (2)"
    with Project.open(restored) as other:
        assert other.documents()[0].status == "new"
        assert other.name == restored.stem
        assert other.identity != project.identity
        assert kept.of(other.identity) == []
        assert other.verify() == []
    assert project.documents()[0].status == "done"


def test_a_name_that_no_file_can_have_is_written_another_way(
    project: Project, tmp_path: Path
) -> None:
    kept = Backups(tmp_path / "backups")
    backup = kept.make(project)
    assert backup is not None
    restored = kept.restore(backup, tmp_path, "أخبار: 2025/2")
    assert restored.parent == tmp_path
    assert restored.name.startswith("أخبار- 2025-2 ")


def test_a_damaged_backup_is_refused_and_leaves_nothing(project: Project, tmp_path: Path) -> None:
    kept = Backups(tmp_path / "backups")
    backup = kept.make(project)
    assert backup is not None
    backup.path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(ProjectError):
        kept.restore(backup, target, "p")
    assert list(target.iterdir()) == []
    assert kept.projects() == []


def test_a_backup_that_would_fill_the_disk_is_not_made(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_ROOM", 10**18)
    kept = Backups(tmp_path / "backups")
    with pytest.raises(ProjectError, match="MB free"):
        kept.make(project)
    assert kept.of(project.identity) == []


def test_a_backup_that_is_stopped_leaves_nothing(project: Project, tmp_path: Path) -> None:
    kept = Backups(tmp_path / "backups")
    with pytest.raises(CancelledError):
        kept.make(project, lambda: True)
    assert list((tmp_path / "backups").rglob("*.*")) == []


@given(st.lists(st.integers(1, 10**10)))
def test_backups_of_a_large_project_take_no_more_than_their_share(sizes: list[int]) -> None:
    left = [each for place, each in enumerate(sizes) if place not in too_much(sizes)]
    assert left == sizes[: len(left)]
    assert sum(left) <= 5 * 10**9 or len(left) <= 3
    assert len(left) >= min(3, len(sizes))


def test_the_oldest_go_when_there_are_too_many_bytes(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Backups(tmp_path / "backups")
    moment = 1_800_000_000
    monkeypatch.setattr(backups, "now", lambda: moment)
    monkeypatch.setattr(backups, "_MOST", 1)
    made = []
    for status in ("done", "new", "done", "new", "done"):
        commands.set_status(project, [project.documents()[0].id], status, actor="x")
        moment += 2 * HOUR
        made.append(kept.make(project))
    assert kept.of(project.identity) == made[:1:-1]


def test_a_project_of_an_earlier_format_is_backed_up_as_it_was(tmp_path: Path) -> None:
    path = earlier_project(tmp_path / "old.hashiya", 1)
    with Project.open(path, before_migration=before_migration) as project:
        (backup,) = Backups().of(project.identity)
    with contextlib.closing(sqlite3.connect(backup.path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    with Project.open(path, before_migration=before_migration) as project:
        assert Backups().of(project.identity) == [backup]


def test_a_backup_that_fails_stands_in_no_migrations_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = earlier_project(tmp_path / "old.hashiya", 1)
    monkeypatch.setattr(backups, "_ROOM", 10**18)
    with Project.open(path, before_migration=before_migration) as project:
        assert not project.read_only
    assert "no backup before the migration" in caplog.text


def test_projects_with_backups_are_found_without_being_open(
    project: Project, tmp_path: Path
) -> None:
    kept = Backups(tmp_path / "backups")
    backup = kept.make(project)
    assert kept.projects() == [(project.name, [backup])]
    assert Backups(tmp_path / "none").projects() == []


def test_copies_of_a_project_are_backed_up_each(project: Project, tmp_path: Path) -> None:
    kept = Backups(tmp_path / "backups")
    first = kept.make(project)
    assert first is not None
    copied = tmp_path / "copy.hashiya"
    project.backup(copied)
    document = project.documents()[0].id
    with Project.open(copied) as copy:
        assert kept.make(copy) is None  # nothing was done in it yet
        commands.set_status(copy, [document], "done", actor="x")
        commands.set_status(project, [document], "reviewed", actor="x")
        assert {each.mark for each in (kept.make(copy), kept.make(project)) if each} == {
            each.history(limit=1)[0].id[-8:] for each in (copy, project)
        }
