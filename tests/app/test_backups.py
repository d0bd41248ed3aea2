"""Backups make themselves, are whole projects, and thin out with age."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.app import backups
from annotator.app.backups import Backups, kept_moments
from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project

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
