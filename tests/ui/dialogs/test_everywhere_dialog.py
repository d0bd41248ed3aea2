"""The same name everywhere: what is found, ticked, tagged and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.text import Spans
from annotator.ui.dialogs import everywhere_dialog
from annotator.ui.dialogs.everywhere_dialog import EverywhereDialog, Name
from annotator.ui.dialogs.places_model import ROW_ROLE, Heading, Row
from annotator.ui.theme import Theme

SpansOf = Callable[[str], Spans]
Tag = Callable[..., str]
Open = Callable[..., EverywhereDialog]


@pytest.fixture
def open_dialog(session: Session, theme: Theme, qtbot: QtBot, spans_of: SpansOf) -> Open:
    """`open_dialog("روسيا", "GPE")`: the dialog on the first place of some words."""

    def make(words: str, label: str = "") -> EverywhereDialog:
        layer = "entity" if label else ""
        dialog = EverywhereDialog(session, theme, Name(spans_of(words)[0], layer, label), ("X",))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def rows(dialog: EverywhereDialog) -> list[Row | Heading]:
    model = dialog.model
    return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]


def places(dialog: EverywhereDialog) -> list[Row]:
    return [each for each in rows(dialog) if isinstance(each, Row)]


def tagged(session: Session) -> list[tuple[str, str]]:
    assert session.document is not None
    text = session.document.text
    return [(each.label, each.spans[0].text_in(text)) for each in session.annotations()]


def press(dialog: EverywhereDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.list, key)


def test_other_places_are_ticked_and_enter_tags_them_as_one_change(
    session: Session, open_dialog: Open
) -> None:
    dialog = open_dialog("روسيا", "GPE")
    assert [each.ticked for each in places(dialog)] == [True] * 6  # بيلاروسيا is none of them
    with_status: list[str] = []
    session.said.connect(with_status.append)
    press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert tagged(session) == [("GPE", "روسيا")] * 6
    assert "6" in with_status[-1]
    assert "Ctrl+Z" in with_status[-1]
    session.undo()
    assert tagged(session) == []


def test_what_is_tagged_already_is_shown_and_left_alone(
    session: Session, open_dialog: Open, tag: Tag
) -> None:
    tag("entity", "GPE", "روسيا")
    dialog = open_dialog("روسيا", "GPE")
    first = places(dialog)[0]
    assert not first.can_tick
    assert first.note == "tagged already"
    assert first.label is not None
    assert first.label.id == "GPE"
    press(dialog, Qt.Key.Key_Return)
    assert len(tagged(session)) == 6


def test_a_name_inside_a_longer_one_of_the_label_is_not_ticked(open_dialog: Open, tag: Tag) -> None:
    tag("entity", "PERS", "فلاديمير بوتين")
    dialog = open_dialog("بوتين", "PERS")
    inside = places(dialog)[0]
    assert not inside.ticked
    assert inside.can_tick
    assert inside.note == "part of a longer one"
    dialog.choose_label("entity", "ORG")
    assert places(dialog)[0].ticked


def test_other_spellings_are_a_question_of_their_own(session: Session, open_dialog: Open) -> None:
    dialog = open_dialog("سبوتنيك", "ORG")
    found = rows(dialog)
    at = next(i for i, each in enumerate(found) if isinstance(each, Heading))
    heading = found[at]
    assert isinstance(heading, Heading)
    assert heading.text == "Other spellings?"
    guesses = [each for each in found[at + 1 :] if isinstance(each, Row)]
    assert [each.place.text for each in guesses] == ["سبوتنك"]
    assert not guesses[0].ticked
    dialog.list.setCurrentIndex(dialog.model.index(at + 1, 0))
    press(dialog, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert ("ORG", "سبوتنك") in tagged(session)


def test_space_takes_a_tick_away_and_a_click_too(session: Session, open_dialog: Open) -> None:
    dialog = open_dialog("روسيا", "GPE")
    press(dialog, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    third = dialog.list.visualRect(dialog.model.index(2, 0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert [each.ticked for each in places(dialog)] == [False] * 3 + [True] * 3
    assert dialog.tag_button.text() == "Tag 3 places"
    press(dialog, Qt.Key.Key_Return)
    assert len(tagged(session)) == 3


def test_ctrl_a_ticks_all_and_then_none(open_dialog: Open) -> None:
    dialog = open_dialog("روسيا", "GPE")
    QTest.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not any(each.ticked for each in places(dialog))
    press(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.summary.text() == "Nothing is ticked."
    QTest.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert all(each.ticked for each in places(dialog))


def test_the_key_of_a_label_chooses_it_under_an_arabic_layout_too(
    session: Session, open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.shortcuts.QGuiApplication.platformName", lambda: "xcb")
    dialog = open_dialog("روسيا", "GPE")
    press(dialog, Qt.Key.Key_2)
    assert dialog.model.ticked()
    arabic_q = QKeyEvent(
        QEvent.Type.KeyPress, ord("ض"), Qt.KeyboardModifier.NoModifier, 24, 0, 0, "ض", False, 1
    )
    QApplication.sendEvent(dialog.list, arabic_q)
    press(dialog, Qt.Key.Key_Return)
    assert {label for label, _text in tagged(session)} == {"direct"}


def test_words_without_a_label_take_the_one_that_the_name_has_elsewhere(
    session: Session, open_dialog: Open, tag: Tag
) -> None:
    dialog = open_dialog("روسيا")
    press(dialog, Qt.Key.Key_Return)
    assert dialog.summary.text() == "Press the key of a label first."
    dialog.reject()
    tag("entity", "GPE", "روسيا")
    dialog = open_dialog("روسيا")
    press(dialog, Qt.Key.Key_Return)
    assert tagged(session) == [("GPE", "روسيا")] * 6


def add_document(session: Session, text: str) -> str:
    assert session.project is not None
    document = Document(new_id("d"), "second.txt", "Second", text)
    commands.add_documents(session.project, [(document, ())], actor="Layla")
    return document.id


def test_the_whole_project_is_one_more_key(
    session: Session, open_dialog: Open, qtbot: QtBot
) -> None:
    other = add_document(session, "عادت روسيا أمس.\nوروسيا تنفي.\n")
    dialog = open_dialog("روسيا", "GPE")
    press(dialog, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(places(dialog)) == 8)
    assert [each.text for each in rows(dialog) if isinstance(each, Heading)][-1] == "Second"
    press(dialog, Qt.Key.Key_Return)
    assert session.project is not None
    found = session.project.annotations(other)
    assert [each.label for each in found] == ["GPE", "GPE"]
    assert found[1].spans[0].start == len("عادت روسيا أمس.\nو")
    session.undo()
    assert session.project.annotations(other) == []
    assert tagged(session) == []


def test_very_many_are_tagged_on_a_thread(
    session: Session, open_dialog: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere_dialog, "FEW", 2)
    monkeypatch.setattr(everywhere_dialog, "AT_ONCE", 0)
    dialog = open_dialog("روسيا", "GPE")
    qtbot.waitUntil(lambda: len(places(dialog)) == 6)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert tagged(session) == [("GPE", "روسيا")] * 6


def test_closing_stops_the_search(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(everywhere_dialog, "AT_ONCE", 0)
    dialog = open_dialog("روسيا", "GPE")
    press(dialog, Qt.Key.Key_X, Qt.Key.Key_X)
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.work.is_running())


def test_each_place_has_words_for_a_screen_reader(open_dialog: Open, tag: Tag) -> None:
    tag("entity", "GPE", "روسيا")
    dialog = open_dialog("روسيا", "GPE")
    read = [
        str(dialog.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)
    ]
    assert read[0].startswith("روسيا: ")
    assert read[0].endswith("(tagged already)")
    assert read[1].endswith("(ticked)")
