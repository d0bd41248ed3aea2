"""Looking for words in the article, and labelling what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import Desk


def test_words_are_found_as_one_types_and_labelled_after_escape(desk: Desk) -> None:
    bar = desk.window.find_bar
    assert bar.isHidden()
    desk.press("Ctrl+F")
    assert QApplication.focusWidget() is bar.field
    desk.type("بوتين")
    assert desk.selected_text() == "بوتين"
    assert bar.count.text().startswith("1 of ")
    first = desk.window.article.selection()
    desk.press("Return")
    assert bar.count.text().startswith("2 of ")
    desk.press("Shift+Return")
    assert desk.window.article.selection() == first
    desk.press("Esc")
    assert bar.isHidden()
    assert desk.window.article.hasFocus()
    assert desk.selected_text() == "بوتين"
    desk.press("1")
    assert desk.labels("entity") == [("PERS", "بوتين")]


def test_label_keys_are_letters_in_the_field(desk: Desk) -> None:
    desk.window.article.set_selection(None)
    desk.press("Ctrl+F", "1", "Q", "J")
    assert desk.window.find_bar.field.text().lower() == "1qj"
    assert desk.annotations() == []
    assert desk.window.find_bar.count.text() == "not found"


def test_spelling_does_not_matter_and_whole_words_leave_particles_out(desk: Desk) -> None:
    bar = desk.window.find_bar
    desk.press("Ctrl+F")
    desk.type("الاثنين")
    assert bar.count.text() == "1 of 3"
    bar.field.clear()
    desk.type("روسيا")
    loose = bar.count.text()
    bar.whole.click()
    assert bar.count.text() != loose
    assert desk.session.settings.flag("find.whole_words")


def test_the_field_runs_as_what_is_typed(desk: Desk) -> None:
    bar = desk.window.find_bar
    desk.press("Ctrl+F")
    desk.type("روسيا")
    assert bar.field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    bar.field.clear()
    desk.type("NATO")
    assert bar.field.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_selected_words_are_looked_for_at_once_and_f3_goes_on(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("بوتين"))
    desk.press("Ctrl+F")
    assert desk.window.find_bar.field.text() == "بوتين"
    desk.press("Esc", "F3")
    assert desk.window.find_bar.count.text().startswith("2 of ")
    desk.press("Shift+F3")
    assert desk.window.article.selection() == desk.span("بوتين")


def test_hits_are_marked_in_the_article_until_the_search_is_closed(desk: Desk) -> None:
    desk.window.article.set_selection(None)
    desk.press("Ctrl+F")
    desk.type("بوتين")
    assert len(desk.window.article._found.spans) > 1
    desk.press("Esc")
    assert not desk.window.article._found.spans
