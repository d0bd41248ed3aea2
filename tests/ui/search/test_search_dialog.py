"""The search of the whole project: results as one types, their order, what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.app.searching import Found, Searching
from annotator.app.session import Session
from annotator.core.text import Spans
from annotator.ui.dialogs.places_model import ROW_ROLE, Heading
from annotator.ui.search.actions_on_results import ActionsOnResults
from annotator.ui.search.preview_dialog import PreviewDialog
from annotator.ui.search.search_dialog import SearchDialog
from annotator.ui.theme import Theme
from tests.ui.conftest import Tag, type_text

KEY = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, theme: Theme, tag: Tag) -> Iterator[SearchDialog]:
    for words in ("لافروف", "بوتين", "سيرجى لافروف"):
        tag("entity", "PERS", words)
    tag("entity", "GPE", "روسيا")
    made = SearchDialog(session, Searching(session), theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def look(qtbot: QtBot, dialog: SearchDialog, query: str) -> list[str]:
    """The words of the results of a query."""
    with qtbot.waitSignal(dialog.model.modelReset):
        dialog.ask(query)
    if dialog._search is not None:
        qtbot.waitUntil(lambda: dialog._page_job is None)
    return [each.text for each in dialog.model.found()]


def test_results_come_as_one_types(qtbot: QtBot, dialog: SearchDialog) -> None:
    dialog.field.setFocus()
    with qtbot.waitSignal(dialog.model.modelReset):
        type_text(dialog.field, "الإثنين")
    # The count is another job than the page, and what was typed first may be answered first.
    qtbot.waitUntil(lambda: dialog.summary.text() == "3 places")
    assert [each.text for each in dialog.model.found()] == ["الاثنين", "الإثنين", "الاثنين"]


def test_a_query_finds_annotations(qtbot: QtBot, dialog: SearchDialog) -> None:
    found = look(qtbot, dialog, "PERS and text~لافر")
    assert sorted(found) == ["سيرجى لافروف", "لافروف"]
    assert all(each.answer for each in dialog.model.found())


def test_a_mistake_is_told_with_its_place(qtbot: QtBot, dialog: SearchDialog) -> None:
    assert look(qtbot, dialog, "lable:PERS") == []
    assert "no condition “lable” (character 1)" in dialog.error_text()
    look(qtbot, dialog, "PERS")
    assert dialog.error_text() == ""


@pytest.mark.parametrize("order", ["document", "before", "after", "text"])
def test_every_order_has_the_same_places(qtbot: QtBot, dialog: SearchDialog, order: str) -> None:
    plain = sorted(look(qtbot, dialog, "روسيا or بوتين"))
    dialog.order.setCurrentIndex(dialog.order.findData(order))
    qtbot.waitUntil(lambda: dialog._page_job is None)
    assert sorted(each.text for each in dialog.model.found()) == plain
    headings = dialog.model.rowCount() - len(plain)
    assert headings == {"document": 1, "before": 0, "after": 0, "text": 2}[order]


def test_ticked_annotations_are_reviewed_in_one_change(
    qtbot: QtBot, dialog: SearchDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, int]] = []

    def accept(preview: PreviewDialog) -> int:
        shown.append((preview.told.text(), len(preview.model.found())))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PreviewDialog, "exec", accept)
    look(qtbot, dialog, "PERS")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.model.ticked()) == 3
    QTest.keyClick(dialog.list, KEY.Key_A)
    assert shown == [("Set the review of 3 annotations: accepted", 3)]
    accepted = [each for each in session.annotations() if each.review == "accepted"]
    assert {each.label for each in accepted} == {"PERS"}
    assert len(accepted) == 3
    assert dialog.model.ticked() == []
    session.undo()
    assert not any(each.review == "accepted" for each in session.annotations())


def test_ticking_all_takes_in_what_is_not_shown_yet(qtbot: QtBot, dialog: SearchDialog) -> None:
    look(qtbot, dialog, "ال*")
    assert dialog.model.has_more()
    qtbot.waitUntil(lambda: not dialog.summary.text().startswith("More"))
    told = dialog.summary.text()
    QTest.keyClick(dialog.list, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.work.is_running())
    ticked = len(dialog.model.ticked())
    assert ticked > 60
    assert told == dialog.summary.text() == f"{ticked} places"
    QTest.keyClick(dialog.list, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.model.ticked() == []


def test_the_list_reads_on_at_its_end(qtbot: QtBot, dialog: SearchDialog) -> None:
    look(qtbot, dialog, "ال*")
    dialog.list.scrollToBottom()
    dialog.model.fetchMore(dialog.list.rootIndex())
    qtbot.waitUntil(lambda: not dialog.model.has_more())
    keys = [each.key for each in dialog.model.found()]
    assert keys == sorted(set(keys))
    assert dialog.model.rowCount() == len(keys) + 1  # under one heading


def test_what_is_not_confirmed_is_not_done(
    qtbot: QtBot, dialog: SearchDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PreviewDialog, "exec", lambda _self: QDialog.DialogCode.Rejected)
    before = session.annotations()
    look(qtbot, dialog, "PERS")
    dialog.model.tick_all()
    QTest.keyClick(dialog.list, KEY.Key_Delete)
    assert session.annotations() == before


def test_one_place_is_changed_at_once(qtbot: QtBot, dialog: SearchDialog, session: Session) -> None:
    look(qtbot, dialog, "GPE")
    QTest.keyClick(dialog.list, KEY.Key_Delete)
    assert "GPE" not in {each.label for each in session.annotations()}
    qtbot.waitUntil(lambda: not dialog.model.found())
    assert dialog.summary.text() == "No place"


def test_the_list_stays_where_it_was_after_a_change(
    qtbot: QtBot, dialog: SearchDialog, session: Session
) -> None:
    look(qtbot, dialog, "PERS and not review:accepted")
    dialog.step(1)
    middle = dialog.chosen()[0]
    following = dialog.model.found()[2]
    QTest.keyClick(dialog.list, KEY.Key_A)
    qtbot.waitUntil(lambda: len(dialog.model.found()) == 2)
    assert middle.answer is not None
    changed = session.annotation(middle.answer.annotation)
    assert changed is not None
    assert changed.review == "accepted"
    assert [each.key for each in dialog.chosen()] == [following.key]


def test_words_are_tagged_and_annotations_relabelled(
    qtbot: QtBot,
    dialog: SearchDialog,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    spans_of: Callable[[str], Spans],
) -> None:
    monkeypatch.setattr(PreviewDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    actions: ActionsOnResults = dialog.actions_
    count = len(look(qtbot, dialog, "كورسك"))
    dialog.model.tick_all()
    actions.label("entity", "LOC")
    made = [each for each in session.annotations() if each.label == "LOC"]
    assert len(made) == count == 3
    look(qtbot, dialog, "LOC")
    dialog.model.tick_all()
    actions.label("entity", "GPE")
    assert "LOC" not in {each.label for each in session.annotations()}
    session.undo()
    assert [each for each in session.annotations() if each.label == "LOC"] == [
        session.annotation(each.id) for each in made
    ]


def test_enter_goes_to_the_place_and_f3_shows_the_next(qtbot: QtBot, dialog: SearchDialog) -> None:
    wanted: list[tuple[str, bool]] = []

    def note(found: Found, go: bool) -> None:
        wanted.append((found.text, go))

    dialog.place_wanted.connect(note)
    texts = look(qtbot, dialog, "PERS")
    QTest.keyClick(dialog.field, KEY.Key_Return)
    assert QApplication.focusWidget() in (dialog.list, None)
    QTest.keyClick(dialog.list, KEY.Key_Return)
    QTest.keyClick(dialog.list, KEY.Key_F3)
    QTest.keyClick(dialog.list, KEY.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert wanted == [(texts[0], True), (texts[1], False), (texts[0], False)]


def test_a_click_on_the_builder_writes_the_query(dialog: SearchDialog) -> None:
    dialog.field.clear()
    dialog.builder.part_chosen.emit("label:PERS")
    dialog.builder.part_chosen.emit("inside layer:quote")
    assert dialog.field.text() == "label:PERS inside layer:quote"
    dialog.field.setText("role:speaker=")
    dialog.field.insert_part("(")
    assert dialog.field.text() == "role:speaker=("


def test_words_are_completed(qtbot: QtBot, dialog: SearchDialog) -> None:
    dialog.field.setFocus()
    type_text(dialog.field, "PERS inside qu")
    completer = dialog.field.completer_
    assert completer.completionPrefix() == "qu"
    assert completer.currentCompletion() == "quote"
    completer.activated.emit("quote")
    assert dialog.field.text() == "PERS inside quote"


def test_searches_are_saved_under_a_name(
    dialog: SearchDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "annotator.ui.search.saved_menu.QInputDialog.getText", lambda *_a, **_k: ("Names", True)
    )
    dialog.saved.save("PERS inside quote")
    dialog.saved.fill("")
    asked: list[str] = []
    dialog.saved.chosen.connect(asked.append)
    next(each for each in dialog.saved.actions() if each.text() == "Names").trigger()
    assert asked == ["PERS inside quote"]
    assert session.settings.texts("search.saved") == ("Names\tPERS inside quote",)


def test_what_was_changed_elsewhere_is_not_ticked_any_more(
    qtbot: QtBot, dialog: SearchDialog, session: Session
) -> None:
    look(qtbot, dialog, "PERS")
    for row in range(dialog.model.rowCount()):
        dialog.model.toggle(row)
    ticked = dialog.model.ticked()
    assert len(ticked) == 3
    changed = ticked[0].answer
    assert changed is not None
    session.relabel(changed.annotation, "ORG")
    assert [each.answer for each in dialog.model.ticked()] == [each.answer for each in ticked[1:]]
    gone = ticked[1].answer
    assert gone is not None
    session.delete([gone.annotation])
    assert len(dialog.model.ticked()) == 1


def test_a_heading_counts_all_places_of_its_document(qtbot: QtBot, dialog: SearchDialog) -> None:
    look(qtbot, dialog, "ال*")
    dialog.model.more_wanted.emit()
    qtbot.waitUntil(lambda: not dialog.model.has_more())
    headings = [
        each
        for row in range(dialog.model.rowCount())
        if isinstance(each := dialog.model.index(row, 0).data(ROW_ROLE), Heading)
    ]
    assert len(headings) == 1
    assert headings[0].count == len(dialog.model.found()) > 60
