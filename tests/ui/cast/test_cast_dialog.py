"""The dialog of the cast, its table and page; the list at a mention; the others of a spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.cast import FEW
from annotator.app.session import Session
from annotator.core.model import Annotation
from annotator.ui.cast import cast_dialog, others_dialog
from annotator.ui.cast.cast_dialog import CastDialog
from annotator.ui.cast.entry_picker import EntryPicker
from annotator.ui.cast.others_dialog import OthersDialog
from annotator.ui.cast.plan_dialog import PlanDialog
from annotator.ui.theme import Theme
from tests.ui.conftest import Tag, type_text

NAMES = (("PERS", "فلاديمير بوتين"), ("PERS", "شي جين بينج"), ("GPE", "روسيا"))


@pytest.fixture
def mentions(session: Session, tag: Tag) -> list[Annotation]:
    """Three mentions, each linked to an entry of its name."""
    found = []
    for label, words in NAMES:
        annotation = session.annotation(tag("entity", label, words))
        assert annotation is not None
        session.cast.link_new(annotation, words)
        linked = session.annotation(annotation.id)
        assert linked is not None
        found.append(linked)
    return found


@pytest.fixture
def dialog(session: Session, theme: Theme, mentions: object, qtbot: QtBot) -> Iterator[CastDialog]:
    made = CastDialog(session, theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def agree(monkeypatch: pytest.MonkeyPatch, **answers: str) -> list[PlanDialog]:
    """Accept every preview, with these answers in its fields; the previews that were shown."""
    shown: list[PlanDialog] = []

    def accept(preview: PlanDialog) -> int:
        shown.append(preview)
        if preview.name is not None and "name" in answers:
            preview.name.setText(answers["name"])
        return 1

    monkeypatch.setattr(PlanDialog, "exec", accept)
    return shown


def names(dialog: CastDialog) -> list[str]:
    return [each.name for each in dialog.entries.shown()]


def test_the_table_is_narrowed_folded_by_kind_and_sorted(dialog: CastDialog) -> None:
    table = dialog.entries
    assert set(names(dialog)) == {words for _, words in NAMES}
    type_text(table.filter, "فلآديمير")
    assert names(dialog) == ["فلاديمير بوتين"]
    table.filter.clear()
    table.kind.setCurrentIndex(table.kind.findData("place"))
    table.refresh()
    assert names(dialog) == ["روسيا"]
    table.choose(next(e.id for e in dialog._cast.entries() if e.kind == "person"))
    assert len(names(dialog)) == 3
    table.view.header().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert names(dialog) == ["روسيا", "شي جين بينج", "فلاديمير بوتين"]


def test_name_kind_and_note_are_written_as_they_are_left(
    dialog: CastDialog, session: Session
) -> None:
    entry = dialog.entries.chosen()[0]
    dialog.page.name.setText("اسم آخر")
    dialog.page.name.editingFinished.emit()
    after = session.cast.entry(entry.id)
    assert after is not None
    assert after.forms == ("اسم آخر", entry.name)
    assert dialog.entries.chosen()[0] == after
    dialog.page.kind.chosen.emit("other")
    dialog.page.note.setPlainText("سطر\nآخر")
    dialog.accept()
    last = session.cast.entry(entry.id)
    assert last is not None
    assert (last.kind, last.note) == ("other", "سطر\nآخر")


def test_a_name_cannot_be_taken_away(dialog: CastDialog, session: Session) -> None:
    entry = dialog.entries.chosen()[0]
    dialog.page.name.setText("  ")
    dialog.page.name.editingFinished.emit()
    assert dialog.page.name.text() == entry.name
    assert session.cast.entry(entry.id) == entry


@pytest.mark.parametrize("few", [FEW, 0])
def test_several_entries_become_the_current_one(
    dialog: CastDialog, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, few: int
) -> None:
    monkeypatch.setattr(cast_dialog, "FEW", few)
    shown = agree(monkeypatch)
    dialog.entries.view.selectAll()
    target = dialog.entries.chosen()[0]
    assert dialog.merge.isEnabled()
    dialog.merge.click()
    qtbot.waitUntil(lambda: not dialog.work.is_running())
    assert len(shown[0].plan.moving) == 2
    assert [each.id for each in session.cast.entries()] == [target.id]
    assert session.cast.count(target.id) == 3
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(session.cast.entries()) == 3


def test_ticks_are_split_off_under_the_name_that_is_given(
    dialog: CastDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch, name="جديد")
    assert not dialog.split.isEnabled()
    dialog.page.mentions.setFocus()
    QTest.keyClick(dialog.page.mentions, Qt.Key.Key_Space)
    assert dialog.split.isEnabled()
    old = dialog.entries.chosen()[0]
    dialog.split.click()
    made = next(each for each in session.cast.entries() if each.name == "جديد")
    assert (session.cast.count(made.id), session.cast.count(old.id)) == (1, 0)
    assert dialog.entries.chosen() == [made]


def test_an_entry_is_removed_after_a_preview_and_undone_in_the_dialog(
    dialog: CastDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    dialog.remove.click()
    assert len(session.cast.entries()) == 2
    QTest.keyClick(dialog.entries.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(session.cast.entries()) == 3


def test_undo_in_the_dialog_leaves_other_changes_alone(
    dialog: CastDialog, session: Session, mentions: list[Annotation]
) -> None:
    session.set_note(mentions[0].id, "ملاحظة")
    QTest.keyClick(dialog.entries.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    after = session.annotation(mentions[0].id)
    assert after is not None
    assert after.note == "ملاحظة"


def test_the_list_at_a_mention_shows_reasons_and_narrows(
    session: Session, theme: Theme, mentions: list[Annotation], tag: Tag, qtbot: QtBot
) -> None:
    picker = EntryPicker(theme, session.cast)
    qtbot.addWidget(picker)
    annotation = session.annotation(tag("entity", "PERS", "شي بينج"))
    assert annotation is not None
    picker.open_at(QPoint(100, 100), annotation)
    rows = picker.model.rows()
    assert (rows[0].does, rows[0].name) == ("link", "شي جين بينج")
    assert "part of the name" in rows[0].beside
    assert rows[0].count == "1 mention"
    assert rows[-1].does == "new"
    type_text(picker.field, "روس")
    assert picker.model.rows()[0].name == "روسيا"
    with qtbot.waitSignal(picker.entry_chosen) as chosen:
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert session.cast.entry(chosen.args[0]).name == "روسيا"  # type: ignore[union-attr]
    picker.open_at(QPoint(100, 100), mentions[0])
    assert picker.model.rows()[-1].does == "unlink"
    assert "linked to it now" in picker.model.rows()[0].beside
    picker.close()


@pytest.mark.parametrize("few", [FEW, 0])
def test_the_others_are_found_in_the_project_and_linked(
    session: Session,
    theme: Theme,
    mentions: list[Annotation],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
) -> None:
    monkeypatch.setattr(others_dialog, "FEW", few)
    russia = mentions[2]
    text = session.document.text if session.document else ""
    place = russia.spans[0].shift(text.index("روسيا", russia.spans[0].end) - russia.spans[0].start)
    session.tag("entity", "GPE", (place,))
    entry = session.cast.entry_of(russia)
    assert entry is not None
    dialog = OthersDialog(session, theme, russia, entry, ("Z",))
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.mentions.ticked_mentions()) == 1
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Z)
    assert dialog.scope.value() == "project"
    qtbot.waitUntil(lambda: not dialog.work.is_running())
    assert len(dialog.mentions.ticked_mentions()) == 1
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.act()
    assert dialog.summary.text() == "Nothing is ticked."
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.link_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert session.cast.count(entry.id) == 2
