"""Hiding labels, turning a paragraph, naming invisible characters: and all of it remembered."""

from __future__ import annotations

from tests.e2e.conftest import Desk


def test_a_label_is_hidden_and_brought_back_by_keys(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("فلاديمير بوتين"))
    desk.press("1")
    desk.press("Ctrl+Shift+H")
    assert desk.window.article.shown_annotations() == []
    assert desk.window.article.selected_annotation() == ""
    assert "Person" in desk.window.status.message.text()
    assert desk.labels("entity") == [("PERS", "فلاديمير بوتين")]
    desk.press("Ctrl+Shift+E")
    assert len(desk.window.article.shown_annotations()) == 1


def test_the_menu_shows_what_is_hidden(desk: Desk) -> None:
    menu = desk.window.menus.menu("shown")
    menu.aboutToShow.emit()
    layer = menu.actions()[0].menu()
    names = [each.text() for each in layer.actions() if each.text()]  # type: ignore[attr-defined]
    assert names[0] == "All of this layer"
    person = next(each for each in layer.actions() if each.text() == "Person")  # type: ignore[attr-defined]
    assert person.isChecked()
    person.trigger()
    assert desk.session.settings.texts("article.hidden") == ("entity:PERS",)
    menu.aboutToShow.emit()
    layer = menu.actions()[0].menu()
    person = next(each for each in layer.actions() if each.text() == "Person")  # type: ignore[attr-defined]
    assert not person.isChecked()


def test_a_paragraph_is_turned_round_and_back(desk: Desk) -> None:
    view = desk.window.article
    view.set_selection(desk.span("وأفادت"))
    start = view.paragraph_at_caret()[0]
    desk.press("Ctrl+Shift+X")
    assert view.paragraph_at_caret() == (start, "ltr")
    desk.reopen()
    view.set_selection(desk.span("وأفادت"))
    assert view.paragraph_at_caret() == (start, "ltr")
    desk.press("Ctrl+Shift+X")
    assert view.paragraph_at_caret() == (start, "rtl")
    assert desk.session.settings.texts("article.turned_paragraphs") == ()


def test_invisible_characters_and_the_map_are_switched_by_keys(desk: Desk) -> None:
    settings = desk.session.settings
    assert not settings.flag("article.show_invisible")
    desk.press("Ctrl+Shift+I")
    assert settings.flag("article.show_invisible")
    assert desk.window.actions_["show_invisible"].isChecked()
    assert desk.window.article.map.isVisible()
    desk.press("Alt+4")
    assert not desk.window.article.map.isVisible()
