"""What a screen reader is told. `tests/e2e/test_screen_reader.py` asks from outside the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from annotator.core.model import Document
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from tests.ui.canvas.conftest import ShowView

TEXT = "قال 😀 فلاديمير بوتين\nأمس"


def ask(view: ArticleView) -> QAccessibleTextInterface:
    """The text of a view, which Qt too asks for anew at each question."""
    found = QAccessible.queryAccessibleInterface(view).textInterface()
    assert found is not None
    return found


def everything(view: ArticleView) -> str:
    """All that a view has to read."""
    return ask(view).text(0, ask(view).characterCount())


def test_the_text_is_read_as_it_is(show: ShowView) -> None:
    view = show(TEXT)
    assert ask(view).characterCount() == len(TEXT) + 1  # the picture takes two units
    assert ask(view).text(0, 3) == "قال"
    assert ask(view).text(7, 16) == "فلاديمير "
    assert everything(view) == TEXT


def test_no_offset_shifts_whatever_ends_a_line(show: ShowView) -> None:
    text = "\ufeffأول\r\nثان\rثالث\u2028رابع\u2029خامس\u00a0\u200cسادس\nآخر"
    view = show(text)
    start = text.index("آخر")
    assert ask(view).characterCount() == len(text)
    assert ask(view).text(start, start + 3) == "آخر"


def test_another_text_is_read_next(show: ShowView) -> None:
    view = show(TEXT)
    assert everything(view) == TEXT
    view.set_article(Document("d-2", "other", "other", "نص آخر"))
    assert everything(view) == "نص آخر"


def test_caret_and_selection_are_told_in_units(show: ShowView) -> None:
    view = show(TEXT)
    assert ask(view).selectionCount() == 0
    view.set_selection(Span(6, 14))
    assert ask(view).selectionCount() == 1
    assert ask(view).cursorPosition() == 15
    view.put_caret(6)
    assert ask(view).selectionCount() == 0
    assert ask(view).cursorPosition() == 7


def test_a_screen_reader_moves_the_caret_and_selects(show: ShowView) -> None:
    view = show(TEXT)
    ask(view).setSelection(0, 16, 21)
    assert view.selection() == Span(15, 20)
    ask(view).setCursorPosition(7)
    assert view.selection() is None
    assert view.chosen.offset == 6
    ask(view).addSelection(7, 15)
    assert view.selection() == Span(6, 14)
    ask(view).removeSelection(0)
    assert view.selection() is None


def test_the_caret_is_where_it_is_seen(show: ShowView) -> None:
    view = show(TEXT)
    for offset in (0, 2, 9, 15, 23):
        units = view.units().to_utf16(offset)
        seen = view.character_rect(offset)
        told = ask(view).characterRect(units)
        corner = view.viewport().mapFromGlobal(told.topLeft())
        assert abs(corner.x() - seen.right()) <= 2  # text from right to left begins at the right
        assert seen.top() <= corner.y() <= seen.bottom()
        assert ask(view).offsetAtPoint(view.viewport().mapToGlobal(seen.center())) == units


def test_a_place_follows_when_the_page_scrolls(show: ShowView) -> None:
    view = show("\n".join(f"سطر رقم {number}" for number in range(200)))
    before = ask(view).characterRect(8).top()
    view.verticalScrollBar().setValue(40)
    assert ask(view).characterRect(8).top() == before - 40


def test_text_is_brought_into_view(show: ShowView) -> None:
    text = "\n".join(f"سطر رقم {number}" for number in range(200))
    view = show(text)
    start = text.index("150")
    ask(view).scrollToSubstring(start, start + 3)
    assert view.viewport().rect().contains(view.character_rect(start).center())


def test_a_very_long_paragraph_is_read_too(show: ShowView) -> None:
    text = "كلمة أخرى. " * 2000
    view = show(text)
    view.put_caret(15_000)
    assert ask(view).cursorPosition() == 15_000
    assert everything(view) == text


def test_an_empty_view_has_no_text(show: ShowView) -> None:
    view = show("نص")
    view.set_article(None)
    assert ask(view).characterCount() == 0
    assert everything(view) == ""


def test_what_the_view_is_not_is_answered_too(show: ShowView) -> None:
    told = QAccessible.queryAccessibleInterface(show(TEXT))
    assert told.editableTextInterface() is None
    assert told.valueInterface() is None
    assert told.state().readOnly


def test_nothing_is_left_when_the_view_goes(show: ShowView) -> None:
    def copies() -> int:
        return [type(each).__name__ for each in QApplication.topLevelWidgets()].count("ReadingCopy")

    before = copies()
    view = ArticleView()
    ask(view)
    assert copies() == before + 1
    delete(view)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert copies() == before
