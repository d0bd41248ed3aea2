from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.app import translation
from annotator.core.schema import Layer, read_schema_file
from annotator.ui.label_list import LABEL_ROLE, rank
from annotator.ui.label_picker import LabelPicker
from annotator.ui.theme import Theme
from tests.conftest import ROOT
from tests.ui.conftest import type_text

SCHEMA = read_schema_file(ROOT / "seeds" / "schemas" / "news.toml")
EVENTS: Layer = SCHEMA.layer("event")


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme) -> LabelPicker:
    translation.set_language("en")
    picker = LabelPicker(theme)
    qtbot.addWidget(picker)
    return picker


def shown(picker: LabelPicker) -> list[str]:
    model = picker.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def current(picker: LabelPicker) -> str:
    label = picker.list.currentIndex().data(LABEL_ROLE)
    return label.id if label else ""


def test_labels_stand_in_groups_by_what_is_before_the_dot(picker: LabelPicker) -> None:
    picker.open_at(QPoint(100, 100), EVENTS)
    listed = shown(picker)
    assert listed[:4] == ["Contact", "Meeting", "Call", "Visit"]
    assert current(picker) == "Contact.Meet"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("contact.c", "Contact.Call"),
        ("call", "Contact.Call"),
        ("اتصال", "Contact.Call"),
        ("إتّصال", "Contact.Call"),
        ("Agree", "Diplomacy.Agree"),
    ],
)
def test_typing_finds_code_and_both_names_whatever_the_spelling(
    qtbot: QtBot, picker: LabelPicker, typed: str, first: str
) -> None:
    picker.open_at(QPoint(100, 100), EVENTS)
    type_text(picker.field, typed)
    assert current(picker) == first


def test_earlier_codes_find_a_label() -> None:
    aliased = next(label for layer in SCHEMA.layers for label in layer.labels if label.aliases)
    layer = next(each for each in SCHEMA.layers if aliased in each.labels)
    assert aliased in rank(layer.labels, aliased.aliases[0])


def test_enter_chooses_and_the_label_stands_on_top_next_time(
    qtbot: QtBot, picker: LabelPicker
) -> None:
    taken: list[str] = []
    picker.open_at(QPoint(100, 100), EVENTS, taken.append)
    type_text(picker.field, "threat")
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert chosen.args == ["event", taken[0]]
    assert not picker.isVisible()
    picker.open_at(QPoint(100, 100), EVENTS)
    assert shown(picker)[:2] == ["Used last", "Threat"]


def test_arrows_pass_over_headings_and_go_round(qtbot: QtBot, picker: LabelPicker) -> None:
    picker.open_at(QPoint(100, 100), EVENTS)
    ids = [label.id for label in EVENTS.labels]
    for expected in ids[1:5]:
        qtbot.keyClick(picker.field, Qt.Key.Key_Down)
        assert current(picker) == expected
    for _step in range(5):
        qtbot.keyClick(picker.field, Qt.Key.Key_Up)
    assert current(picker) == ids[-1]


def test_a_click_chooses_and_a_click_on_a_heading_does_not(
    qtbot: QtBot, picker: LabelPicker
) -> None:
    taken: list[str] = []
    picker.open_at(QPoint(100, 100), EVENTS, taken.append)
    view = picker.list
    for row in (0, 2):
        place = view.visualRect(picker.model.index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert taken == [EVENTS.labels[1].id]


def test_escape_cancels_and_changes_nothing(qtbot: QtBot, picker: LabelPicker) -> None:
    taken: list[str] = []
    picker.open_at(QPoint(100, 100), EVENTS, taken.append)
    with qtbot.waitSignal(picker.cancelled):
        qtbot.keyClick(picker.field, Qt.Key.Key_Escape)
    assert taken == []
    assert not picker.isVisible()


def test_what_fits_nothing_says_so(qtbot: QtBot, picker: LabelPicker) -> None:
    picker.open_at(QPoint(100, 100), EVENTS)
    type_text(picker.field, "zzz")
    assert picker.nothing.isVisible()
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.isVisible()


def test_the_label_it_is_opened_for_is_highlighted_with_its_guidance(picker: LabelPicker) -> None:
    picker.open_at(QPoint(100, 100), EVENTS, current="Diplomacy.Agree")
    assert current(picker) == "Diplomacy.Agree"
    label = SCHEMA.label("event", "Diplomacy.Agree")
    assert label.guide.en in picker.guide.text()


def test_it_stays_on_the_screen(picker: LabelPicker) -> None:
    area = QGuiApplication.primaryScreen().availableGeometry()
    for corner in (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight()):
        picker.open_at(corner, EVENTS)
        assert area.contains(picker.geometry())
        picker.close()
