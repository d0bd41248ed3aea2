"""The queue of differences with the mouse, in both languages, and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app import translation
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.ui.panels.differences import DifferencesPanel
from annotator.ui.theme import Theme
from tests.support.projects import make_project
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import FIRST, SECOND, both

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def two(qapp: object, tmp_path: Path) -> Iterator[Session]:
    translation.set_language("en")
    path = tmp_path / "two.hashiya"
    with make_project(path, gold_schema(), [both()]):
        pass
    settings = Settings.load()
    settings.set("annotator.name", "sana")
    session = Session(settings)
    assert session.open(path)
    yield session
    session.close()
    translation.set_language("en")


@pytest.fixture
def panel(qtbot: QtBot, two: Session, theme: Theme) -> DifferencesPanel:
    panel = DifferencesPanel(two.comparing, theme, lambda: two.schema)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    job = two.comparing.begin((FIRST, SECOND), "gold")
    assert job is not None
    with qtbot.waitSignal(job.finished, timeout=20_000) as finished:
        pass
    two.comparing.take(finished.args[0])
    panel.open()
    return panel


def test_a_click_on_a_version_takes_it(qtbot: QtBot, panel: DifferencesPanel, two: Session) -> None:
    assert [each.version.number for each in panel.rows()] == [1, 2]
    qtbot.mouseClick(panel.rows()[1], LEFT)
    [agreed] = [each for each in two.annotations() if each.annotator == "gold" and each.arguments]
    speaker = two.annotation(agreed.fillers("speaker")[0].target)
    assert speaker is not None
    assert speaker.label == "PERS"
    assert "2 of 4 · 1 settled" in panel.progress.text()


def test_whoever_has_nothing_stands_last_and_a_click_there_takes_nothing(
    qtbot: QtBot, panel: DifferencesPanel, two: Session
) -> None:
    qtbot.mouseClick(panel.buttons["Space"], LEFT)
    assert [each.version.number for each in panel.rows()] == [1, 0]
    assert "badr has nothing here" in panel.told.text().replace("\u2068", "").replace("\u2069", "")
    qtbot.mouseClick(panel.rows()[1], LEFT)
    assert two.comparing.progress() == (3, 4, 1)
    assert not [each for each in two.annotations() if each.annotator == "gold"]


def test_every_version_is_told_in_words(panel: DifferencesPanel) -> None:
    for row in panel.rows():
        assert row.accessibleName().startswith(f"{row.version.number}: ")
        assert "Speaker" in row.accessibleName()
    assert "Speaker" in panel.accessibleName()


def test_it_speaks_the_other_language(panel: DifferencesPanel) -> None:
    translation.set_language("ar")
    panel.retranslate()
    assert panel.title.text() == "الاختلافات"
    assert "القائل" in panel.told.text()
    assert "القائل" in panel.rows()[0].told()


def test_the_end_is_told_and_leads_back(
    qtbot: QtBot, panel: DifferencesPanel, two: Session
) -> None:
    for _place in range(4):
        qtbot.mouseClick(panel.rows()[0], LEFT)
    assert panel.told.text() == "All 4 places are settled."
    assert panel.rows() == []
    assert not panel.buttons["0"].isEnabled()
    qtbot.mouseClick(panel.buttons["Backspace"], LEFT)
    assert two.comparing.progress() == (4, 4, 4)
    assert [each.version.is_agreed for each in panel.rows()] == [True, False]


def test_closing_it_ends_the_queue(qtbot: QtBot, panel: DifferencesPanel, two: Session) -> None:
    with qtbot.waitSignal(panel.left):
        qtbot.mouseClick(panel.close_button, LEFT)
    assert not panel.isVisible()
    assert not two.comparing.is_open
