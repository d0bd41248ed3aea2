"""Everything that can be done, found by its name in either language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app import translation
from annotator.app.session import Session
from annotator.core.text import Spans
from annotator.ui.actions import ACTIONS, Needs
from annotator.ui.command_list import REASONS, Command, commands_of
from annotator.ui.command_palette import CommandPalette
from annotator.ui.icons import Icons
from annotator.ui.main_window import MainWindow
from annotator.ui.matching import ranked
from annotator.ui.theme import Theme
from tests.ui.conftest import type_text

Tag = Callable[..., str]


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, theme, Icons(theme, Qt.LayoutDirection.LeftToRight))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def palette(window: MainWindow) -> CommandPalette:
    window.actions_["show_palette"].trigger()
    return window.palette_


def shown(palette: CommandPalette) -> list[str]:
    model = palette.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def found(palette: CommandPalette, query: str) -> Command | None:
    palette.field.clear()
    type_text(palette.field, query)
    return palette.model.command_at(palette.list.currentIndex().row())


def by_id(window: MainWindow) -> dict[str, Command]:
    return {each.id: each for each in commands_of(window)}


def test_every_action_and_every_label_is_there(window: MainWindow) -> None:
    schema = window.session.schema
    assert schema is not None
    labels = {f"label:{layer.id}/{label.id}" for layer in schema.layers for label in layer.labels}
    assert {spec.id for spec in ACTIONS} | labels == set(by_id(window))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("larger", "zoom_in"),
        ("LARGER TEXT", "zoom_in"),
        ("text larger", "zoom_in"),
        ("تصدير", "export"),
        ("تَصدِير", "export"),
        ("person", "label:entity/PERS"),
        ("PERS", "label:entity/PERS"),
        ("training data", "export"),
    ],
)
def test_typing_finds_names_in_both_languages(
    palette: CommandPalette, query: str, expected: str
) -> None:
    command = found(palette, query)
    assert command is not None
    assert command.id == expected


def test_the_arabic_interface_finds_english_names_too(window: MainWindow) -> None:
    translation.set_language("ar")
    try:
        window.palette_.open(commands_of(window))
        command = found(window.palette_, "larger")
    finally:
        translation.set_language("en")
    assert command is not None
    assert command.id == "zoom_in"
    assert command.other == "Larger text"


def test_enter_does_it_and_it_stands_on_top_the_next_time(
    window: MainWindow, palette: CommandPalette
) -> None:
    size = window.session.settings.integer("article.text_size")
    assert found(palette, "larger") is not None
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.session.settings.integer("article.text_size") > size
    palette.open(commands_of(window))
    assert shown(palette)[:2] == ["Used last", "Larger text"]


def test_what_cannot_act_says_why_and_stands_behind(
    window: MainWindow, palette: CommandPalette, tag: Tag
) -> None:
    assert by_id(window)["note"].reason == "No annotation is selected."
    assert by_id(window)["redo"].reason == "There is nothing to make again."
    assert by_id(window)["label:entity/PERS"].reason == "No words are selected."
    command = found(palette, "delete")
    assert command is not None
    assert command.reason
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    window.select_annotation(tag("entity", "PERS", "فلاديمير بوتين"))
    ready = by_id(window)
    assert not ready["note"].reason
    assert not ready["label:entity/PERS"].reason
    assert ready["label:quote/direct"].reason == "No words are selected."


def test_without_a_project_it_says_so(window: MainWindow) -> None:
    window.session.close()
    commands = by_id(window)
    assert commands["export"].reason == "No project is open."
    assert not commands["open_project"].reason


def test_a_label_tags_the_selected_words(
    window: MainWindow, spans_of: Callable[[str], Spans]
) -> None:
    window.article.set_selection(spans_of("فلاديمير بوتين")[0])
    window.palette_.open(commands_of(window))
    assert found(window.palette_, "pers") is not None
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert [each.label for each in window.session.annotations()] == ["PERS"]


def test_roles_are_offered_while_a_quote_is_selected(window: MainWindow, tag: Tag) -> None:
    window.select_annotation(tag("quote", "direct", "السياسة الخارجية"))
    commands = by_id(window)
    assert commands["role:speaker"].keys == ("S",)
    commands["role:speaker"].run()
    assert window.labelling.filling is not None


def test_keys_are_shown_as_they_are_now(window: MainWindow) -> None:
    assert by_id(window)["undo"].keys == ("Ctrl+Z",)
    window.keymap.give("undo", ["Ctrl+U"])
    assert by_id(window)["undo"].keys == ("Ctrl+U",)
    assert "Ctrl+U" in window.actions_["undo"].toolTip()


def test_a_state_that_is_on_is_marked(window: MainWindow) -> None:
    assert by_id(window)["show_documents"].is_on
    assert not by_id(window)["reading_mode"].is_on


def test_escape_closes_and_gives_the_focus_back(
    window: MainWindow, palette: CommandPalette
) -> None:
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.activePopupWidget() is None


def test_nothing_found_is_said(palette: CommandPalette) -> None:
    assert found(palette, "zzzz") is None
    assert palette.nothing.isVisible()


def test_every_need_of_an_action_has_a_reason() -> None:
    needed = Needs.NOTHING
    for spec in ACTIONS:
        needed |= spec.needs
    told = Needs.NOTHING
    for each in REASONS:
        told |= each
    assert needed & ~told == Needs.NOTHING


def test_what_begins_with_the_query_comes_first_and_single_words_last() -> None:
    things = ["the red fox", "redo", "a credo", "fox in red"]
    assert ranked(things, lambda each: [each], "red") == [
        "redo",
        "the red fox",
        "fox in red",
        "a credo",
    ]
    assert ranked(things, lambda each: [each], "red fox") == ["the red fox", "fox in red"]
