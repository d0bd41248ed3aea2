"""The same name in ten more places: one key to see them, one to tag them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.e2e.conftest import Desk


def test_two_keys_tag_a_name_wherever_it_stands(desk: Desk) -> None:
    desk.drag("روسيا", after="بين")
    desk.press("3")
    before = desk.strokes
    desk.with_dialog(lambda: desk.press("X"), lambda _dialog: desk.press("Return"))
    assert desk.strokes - before == 2
    assert desk.labels() == [("GPE", "روسيا")] * 6
    assert desk.window.status.message.text().startswith("Tagged 5 places as ")
    desk.press("Ctrl+Z")
    assert desk.labels() == [("GPE", "روسيا")]


def test_words_that_are_only_selected_are_looked_for_too(desk: Desk) -> None:
    desk.double_click("الصين")

    def choose(dialog: QWidget) -> None:
        desk.press("3", "Return")
        assert not dialog.isVisible()

    desk.with_dialog(lambda: desk.press("X"), choose)
    assert {label for label, _text in desk.labels()} == {"GPE"}


def test_a_name_without_a_label_gets_the_one_that_was_given_last(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "Esc")
    desk.drag("الصين", after="روسيا وال")
    words = desk.selected_text()
    desk.with_dialog(lambda: desk.press("X"), lambda _dialog: desk.press("Return"))
    assert ("PERS", words) in desk.labels()


def test_without_words_the_key_does_nothing(desk: Desk) -> None:
    desk.press("X")
    assert not desk.window.actions_["tag_everywhere"].isEnabled()
    assert desk.labels() == []
