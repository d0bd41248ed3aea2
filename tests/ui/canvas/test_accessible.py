"""What a screen reader is told."""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from annotator.core.text import Span
from tests.ui.canvas.conftest import ShowView

TEXT = "قال 😀 فلاديمير بوتين\nأمس"


def test_the_text_is_read_as_it_is(show: ShowView) -> None:
    view = show(TEXT)
    reader = QAccessible.queryAccessibleInterface(view).textInterface()
    assert reader.characterCount() == len(TEXT) + 1  # the picture takes two units
    assert reader.text(0, 3) == "قال"
    assert reader.text(7, 16) == "فلاديمير "
    assert reader.text(0, -1) == TEXT


def test_caret_and_selection_are_told_in_units(show: ShowView) -> None:
    view = show(TEXT)
    reader = QAccessible.queryAccessibleInterface(view).textInterface()
    assert reader.selectionCount() == 0
    view.set_selection(Span(6, 14))
    assert reader.selectionCount() == 1
    selection = reader.selection  # type: ignore[attr-defined] # missing in the stubs
    assert tuple(selection(0)) == (7, 15)
    assert reader.cursorPosition() == 15
    reader.setSelection(0, 16, 21)
    assert view.selection() == Span(15, 20)


def test_a_place_on_the_screen_has_its_character(show: ShowView) -> None:
    view = show(TEXT)
    reader = QAccessible.queryAccessibleInterface(view).textInterface()
    for offset in (0, 2, 9, 18, 23):
        rect = reader.characterRect(offset)
        assert reader.offsetAtPoint(rect.center()) == offset


def test_an_empty_view_has_no_text(show: ShowView) -> None:
    view = show("نص")
    view.set_article(None)
    reader = QAccessible.queryAccessibleInterface(view).textInterface()
    assert reader.characterCount() == 0
    assert reader.text(0, 5) == ""
