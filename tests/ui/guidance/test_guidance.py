"""Guidance beside the text: the card of a label, and the project's guidelines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.schema import headings
from annotator.ui.guidance import PAGE, GuidanceCard, GuidelinesDialog
from annotator.ui.guidance.guidelines_page import GuidelinesPage
from annotator.ui.icons import Icons
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import Theme

Tag = Callable[..., str]
LEFT = Qt.MouseButton.LeftButton
PAGE_TEXT = """# Ours

Look at [persons](#person-pers).

## Person (PERS)

No titles. <b>not bold</b>

## منظمة

هيئة أو حزب.

```
code
```
"""


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, theme, Icons(theme, Qt.LayoutDirection.LeftToRight))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    QCursor.setPos(window.mapToGlobal(QPoint(-50, -50)))
    return window


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> GuidelinesDialog:
    dialog = GuidelinesDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def card() -> GuidanceCard:
    found = QApplication.activePopupWidget()
    assert isinstance(found, GuidanceCard)
    return found


# The card


def test_a_key_says_what_the_label_of_the_selected_annotation_means(
    window: MainWindow, tag: Tag
) -> None:
    window.select_annotation(tag("entity", "PERS", "لافروف"))
    window.actions_["show_guidance"].trigger()
    shown = card()
    assert "without title or office" in shown.guide.text()
    assert "فلاديمير بوتين" in shown.example.text()
    assert shown.more.hasFocus()
    assert shown.more.text() == "Open the guidelines"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_card_leads_to_the_heading_of_the_label_in_the_guidelines(
    window: MainWindow, session: Session, tag: Tag
) -> None:
    session.schema_editing.write_page(PAGE, PAGE_TEXT)
    window.select_annotation(tag("entity", "PERS", "لافروف"))
    window.actions_["show_guidance"].trigger()
    shown = card()
    assert "Person (PERS)" in shown.more.text()
    QTest.keyClick(shown.more, Qt.Key.Key_Space)
    guidelines = window.findChild(GuidelinesDialog)
    assert guidelines is not None
    assert guidelines.isVisible()
    assert guidelines.page.textCursor().block().text() == "Person (PERS)"
    guidelines.close()


def test_without_a_label_the_key_says_what_to_do(window: MainWindow) -> None:
    window.actions_["show_guidance"].trigger()
    assert QApplication.activePopupWidget() is None
    assert "point at a label" in window.status.message.text()


def test_pointing_at_a_label_says_where_the_guidelines_speak_of_it(
    window: MainWindow, session: Session
) -> None:
    person, body = (window.labels.button("entity", each) for each in ("PERS", "ORG"))
    assert person is not None
    assert body is not None
    assert "In the guidelines" not in person.toolTip()
    session.schema_editing.write_page(PAGE, PAGE_TEXT)
    assert "In the guidelines: “\u2068Person (PERS)\u2069”" in person.toolTip()
    assert "In the guidelines: “\u2068منظمة\u2069”" in body.toolTip()
    session.undo()
    assert "In the guidelines" not in person.toolTip()


def test_the_label_that_has_the_keyboard_comes_first(window: MainWindow, tag: Tag) -> None:
    window.select_annotation(tag("entity", "PERS", "لافروف"))
    body = window.labels.button("entity", "ORG")
    assert body is not None
    body.setFocus()
    window.actions_["show_guidance"].trigger()
    shown = card()
    assert "party, company" in shown.guide.text()
    shown.close()


# The page


def test_a_project_without_guidelines_says_what_they_are_for_and_starts_them(
    dialog: GuidelinesDialog, session: Session
) -> None:
    assert dialog.stack.currentIndex() == 0
    QTest.mouseClick(dialog.start_button, LEFT)
    assert dialog.editor.hasFocus()
    assert "## Entities" in session.schema_editing.page(PAGE)
    assert session.undo_name()
    dialog.discard()
    session.undo()
    assert dialog.stack.currentIndex() == 0


def test_what_is_written_is_previewed_at_once_and_kept_as_one_change(
    dialog: GuidelinesDialog, session: Session, qtbot: QtBot
) -> None:
    session.schema_editing.write_page(PAGE, PAGE_TEXT)
    QTest.mouseClick(dialog.edit_button, LEFT)
    dialog.editor.setPlainText("# عنوان\n\nكلام")
    qtbot.waitUntil(lambda: "كلام" in dialog.page.toPlainText())
    assert session.schema_editing.page(PAGE) == PAGE_TEXT
    QTest.keyClick(dialog.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.schema_editing.page(PAGE) == "# عنوان\n\nكلام"
    assert not dialog.editor.isVisible()
    session.undo()
    assert session.schema_editing.page(PAGE) == PAGE_TEXT
    assert "Person (PERS)" in dialog.page.toPlainText()


def test_closing_keeps_what_was_written_and_discarding_lets_it_go(
    dialog: GuidelinesDialog, session: Session
) -> None:
    session.schema_editing.write_page(PAGE, PAGE_TEXT)
    dialog.edit()
    dialog.editor.setPlainText("gone")
    QTest.mouseClick(dialog.discard_button, LEFT)
    assert session.schema_editing.page(PAGE) == PAGE_TEXT
    dialog.edit()
    dialog.editor.setPlainText("kept")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.schema_editing.page(PAGE) == "kept"


def test_what_is_being_written_is_kept_when_the_project_closes(
    dialog: GuidelinesDialog, session: Session
) -> None:
    assert session.project is not None
    path = session.project.path
    dialog.edit()
    dialog.editor.setPlainText("half a thou")
    session.close()
    assert not dialog.isVisible()
    assert session.open(path)
    assert session.schema_editing.page(PAGE) == "half a thou"


def test_guidelines_are_searched_and_gone_through_by_heading(
    dialog: GuidelinesDialog, session: Session
) -> None:
    session.schema_editing.write_page(PAGE, PAGE_TEXT)
    assert [dialog.chapters.item(row).text().strip() for row in range(dialog.chapters.count())] == [
        "Ours",
        "Person (PERS)",
        "منظمة",
    ]
    dialog.chapters.setCurrentRow(2)
    assert dialog.page.textCursor().block().text() == "منظمة"
    dialog.finder.field.setText("هَيئة")
    assert dialog.page.textCursor().selectedText() == "هيئة"


def test_each_paragraph_runs_its_own_way_and_html_stays_text(qtbot: QtBot) -> None:
    page = GuidelinesPage()
    qtbot.addWidget(page)
    page.show_markdown(PAGE_TEXT)
    assert "<b>not bold</b>" in page.toPlainText()
    directions = {}
    block = page.document().begin()
    while block.isValid():
        directions[block.text()] = block.blockFormat().layoutDirection()
        block = block.next()
    assert directions["هيئة أو حزب."] == Qt.LayoutDirection.RightToLeft
    assert directions["Person (PERS)"] == Qt.LayoutDirection.LeftToRight
    assert directions["code"] == Qt.LayoutDirection.LeftToRight
    assert [block.text() for block in page.heading_blocks()] == list(headings(PAGE_TEXT))


def test_a_link_to_a_heading_goes_there(qtbot: QtBot) -> None:
    page = GuidelinesPage()
    qtbot.addWidget(page)
    page.show_markdown(PAGE_TEXT)
    page.anchorClicked.emit("#person-pers")
    assert page.textCursor().block().text() == "Person (PERS)"
