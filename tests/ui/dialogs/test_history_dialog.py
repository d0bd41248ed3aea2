"""The history: what is listed, what it shows on the text, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.core.text import Spans
from annotator.ui.dialogs.history_dialog import HistoryDialog
from annotator.ui.key_sheet import IN_HISTORY
from annotator.ui.shortcuts import combined
from annotator.ui.theme import Theme
from tests.ui.conftest import Tag, type_text

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., HistoryDialog]


@pytest.fixture
def history(qtbot: QtBot, session: Session, theme: Theme) -> Open:
    """Opens the history and waits until its first entry is shown."""

    def make(**options: object) -> HistoryDialog:
        dialog = HistoryDialog(session, theme, **options)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.shown):
            dialog.show()
        return dialog

    return make


def column(dialog: HistoryDialog, at: int) -> list[str]:
    table = dialog.list.table
    return [table.index(row, at).data() for row in range(table.rowCount())]


def numbers(dialog: HistoryDialog) -> list[int]:
    return [int(each) for each in column(dialog, 0)]


def listed(dialog: HistoryDialog) -> list[str]:
    found = dialog.differences
    return [found.item(row).text() for row in range(found.count())]


def go_to(qtbot: QtBot, dialog: HistoryDialog, number: int) -> None:
    with qtbot.waitSignal(dialog.shown):
        dialog.list.view.setCurrentIndex(dialog.list.table.index(numbers(dialog).index(number), 0))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_history_tells_who_did_what(session: Session, tag: Tag, history: Open) -> None:
    tag("entity", "PERS", "لافروف")
    session.undo()
    dialog = history()
    assert numbers(dialog) == [3, 2, 1]
    assert column(dialog, 3)[0].startswith("Undone: Tag as")
    assert column(dialog, 4)[1] == "لافروف"
    assert column(dialog, 2)[0] == "Layla"
    session.redo()
    assert numbers(dialog) == [4, 3, 2, 1]
    type_text(dialog.list.search, "لافرُوف")
    assert numbers(dialog) == [4, 3, 2]
    assert dialog.list.count.text() == "3 changes"


def test_it_is_read_page_by_page(
    qtbot: QtBot, session: Session, tag: Tag, history: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.dialogs.history_list.PAGE", 2)
    person = tag("entity", "PERS", "لافروف")
    session.set_note(person, "ن")
    dialog = history()
    assert numbers(dialog) == [3, 2]
    qtbot.mouseClick(dialog.list.more, LEFT)
    assert numbers(dialog) == [3, 2, 1]
    assert not dialog.list.more.isVisible()


def test_keys_narrow_it_to_the_document_and_to_the_annotation(
    session: Session, tag: Tag, history: Open
) -> None:
    one = tag("entity", "PERS", "لافروف")
    tag("entity", "PERS", "فلاديمير بوتين")
    session.cast.add("بوتين")
    session.set_note(one, "ن")
    dialog = history(annotation=one)
    assert numbers(dialog) == [5, 4, 3, 2, 1]
    QTest.keyClick(dialog, Qt.Key.Key_2, CTRL)
    assert numbers(dialog) == [5, 3, 2, 1]
    QTest.keyClick(dialog, Qt.Key.Key_3, CTRL)
    assert numbers(dialog) == [5, 2]
    QTest.keyClick(dialog, Qt.Key.Key_1, CTRL)
    assert numbers(dialog) == [5, 4, 3, 2, 1]


def test_it_is_filtered_by_who_and_by_what(session: Session, tag: Tag, history: Open) -> None:
    one = tag("entity", "PERS", "لافروف")
    session.settings.set("annotator.name", "Omar")
    session.set_note(one, "ن")
    dialog = history()
    for box, value, found in (
        (dialog.list.actor, "Omar", [3]),
        (dialog.list.actor, "", [3, 2, 1]),
        (dialog.list.action, "annotate", [2]),
    ):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        assert numbers(dialog) == found


def test_both_pages_show_the_text_as_it_was_and_as_it_became(
    qtbot: QtBot, session: Session, tag: Tag, history: Open, spans_of: Callable[[str], Spans]
) -> None:
    person = tag("entity", "PERS", "لافروف")
    session.relabel(person, "ORG")
    session.set_spans(person, spans_of("سيرجى لافروف"))
    session.delete([person])
    dialog = history()
    before, after = dialog.sides.before, dialog.sides.after
    assert [each.label for each in before.page.annotations()] == ["ORG"]
    assert after.page.annotations() == ()
    assert plain(listed(dialog)[0]).startswith("− Removed: Organisation")
    assert before.told.text() == "− Removed"
    assert after.told.text() == "The annotation is not here."
    go_to(qtbot, dialog, 4)
    assert "text was “لافروف”, is “سيرجى لافروف”" in plain(listed(dialog)[0])
    assert before.page.selected_annotation() == after.page.selected_annotation() == person
    go_to(qtbot, dialog, 3)
    assert "label was “Person”, is “Organisation”" in plain(listed(dialog)[0])
    assert before.told.text() == after.told.text() == "≠ Changed"
    go_to(qtbot, dialog, 2)
    assert plain(listed(dialog)[1]).startswith("+ Added: Person “لافروف”")
    assert "status was “new”, is “in progress”" in plain(listed(dialog)[0])
    go_to(qtbot, dialog, 1)
    assert before.absent.isVisible()
    assert not dialog.document_before.isEnabled()
    assert dialog.document_after.isEnabled()


def test_the_pages_scroll_together_and_change_nothing(
    session: Session, tag: Tag, history: Open, qtbot: QtBot
) -> None:
    tag(
        "quote",
        "direct",
        "بوضوح إننا مستعدون",
        Argument("speaker", tag("entity", "PERS", "لافروف")),
    )
    dialog = history()
    one, other = dialog.sides.before.page, dialog.sides.after.page
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_PageDown)
    assert one.verticalScrollBar().value() > 0
    at = one.offset_at(one.viewport().rect().center())[0]
    assert abs(one.character_rect(at).top() - other.character_rect(at).top()) <= 40
    entries = len(session.project.history()) if session.project else 0
    qtbot.mouseDClick(one.viewport(), LEFT, pos=one.viewport().rect().center())
    qtbot.keyClicks(one, "12")
    assert one.selection() is None
    assert session.project is not None
    assert len(session.project.history()) == entries


def test_a_document_and_an_annotation_are_restored_and_the_restoring_is_undone(
    qtbot: QtBot, session: Session, tag: Tag, history: Open
) -> None:
    person = tag("entity", "PERS", "لافروف")
    session.relabel(person, "ORG")
    city = tag("entity", "GPE", "بيلاروسيا")
    session.delete([person])
    dialog = history()
    assert dialog.annotation_before.isEnabled()
    assert not dialog.annotation_after.isEnabled()
    with qtbot.waitSignal(dialog.shown):
        qtbot.mouseClick(dialog.annotation_before, LEFT)
    assert {each.id for each in session.annotations()} == {person, city}
    assert "as it was after change 4" in dialog.said.text()
    go_to(qtbot, dialog, 3)
    with qtbot.waitSignal(dialog.shown):
        qtbot.mouseClick(dialog.document_before, LEFT)
    assert [(each.id, each.label) for each in session.annotations()] == [(person, "PERS")]
    assert dialog.list.current().number == 3  # type: ignore[union-attr]
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert {each.id for each in session.annotations()} == {person, city}


def test_a_large_document_is_restored_while_the_window_stays_awake(
    qtbot: QtBot, session: Session, tag: Tag, history: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.app.past.AT_ONCE", 0)
    tag("entity", "PERS", "لافروف")
    dialog = history()
    qtbot.mouseClick(dialog.document_before, LEFT)
    assert not dialog.document_before.isEnabled()
    assert "under way" in dialog.said.text()
    with qtbot.waitSignal(dialog.shown):
        pass
    assert session.annotations() == []
    assert dialog.document_before.isEnabled()


def test_a_large_document_is_read_beside_the_window(
    qtbot: QtBot, session: Session, tag: Tag, history: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.app.past.READ_AT_ONCE", 0)
    person = tag("entity", "PERS", "لافروف")
    session.relabel(person, "ORG")
    dialog = history()
    assert "label was “Person”" in plain(listed(dialog)[0])
    with qtbot.waitSignal(dialog.shown):
        for row in (1, 2, 1):  # what is passed over is not shown late
            dialog.list.view.setCurrentIndex(dialog.list.table.index(row, 0))
    assert plain(listed(dialog)[1]).startswith("+ Added")


def test_what_is_so_already_is_said(
    qtbot: QtBot, session: Session, tag: Tag, history: Open
) -> None:
    tag("entity", "PERS", "لافروف")
    dialog = history()
    qtbot.mouseClick(dialog.document_after, LEFT)
    assert "already" in dialog.said.text()
    assert len(numbers(dialog)) == 2


def test_a_removed_document_comes_back_from_the_history(
    qtbot: QtBot, session: Session, tag: Tag, history: Open
) -> None:
    tag("entity", "PERS", "لافروف")
    assert session.document is not None
    gone = session.document.id
    session.remove_documents([gone])
    dialog = history()
    assert dialog.sides.after.absent.isVisible()
    qtbot.mouseClick(dialog.document_before, LEFT)
    assert session.project is not None
    assert len(session.project.annotations(gone)) == 1


def test_a_change_of_no_document_says_so(session: Session, history: Open) -> None:
    session.cast.add("بوتين")
    dialog = history()
    assert dialog.sides.before.absent.text() == "This change touched no document."
    assert not dialog.document_after.isEnabled()


def test_in_a_read_only_project_nothing_can_be_restored(
    session: Session, tag: Tag, history: Open
) -> None:
    tag("entity", "PERS", "لافروف")
    assert session.project is not None
    path = session.project.path
    session.close()
    assert session.open(path, read_only=True)
    dialog = history()
    for button in (dialog.document_before, dialog.annotation_after, dialog.document_after):
        assert not button.isEnabled()


def test_the_keyboard_sheet_has_its_keys(history: Open) -> None:
    own = {each for row, _text in IN_HISTORY for each in row.split(" ")}
    acting = history()._keys
    assert {combined(each) for each in own} <= set(acting)
    undoing = {combined(each) for each in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y")}
    assert set(acting) - undoing == {combined(each) for each in own}


def test_it_opens_at_the_entry_that_is_asked_for(session: Session, tag: Tag, history: Open) -> None:
    person = tag("entity", "PERS", "لافروف")
    session.set_note(person, "ن")
    session.set_note(person, "م")
    dialog = history(annotation=person, scope="annotation", at=3)
    assert dialog.list.current().number == 3  # type: ignore[union-attr]
    assert "note was “–”, is “ن”" in plain(listed(dialog)[0])
