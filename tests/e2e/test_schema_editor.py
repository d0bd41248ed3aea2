"""A team needs another layer: it is made, used and taken back without touching the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.guidance import GuidanceCard, GuidelinesDialog
from annotator.ui.schema_editor import SchemaEditor
from annotator.ui.schema_editor.fields import Field
from tests.e2e.conftest import Desk


def tab_to(desk: Desk, field: Field) -> None:
    """Go on with Tab until a field has the keyboard."""
    for _ in range(40):
        desk.press("Tab")
        focus = QApplication.focusWidget()
        if focus is not None and field.isAncestorOf(focus):
            return
    raise AssertionError(field.accessibleName())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_layer_with_two_labels_by_keys_alone(
    make_desk: Callable[..., Desk], language: str
) -> None:
    desk = make_desk(language)
    before = desk.session.schema
    assert before is not None

    def work(editor: SchemaEditor) -> None:
        first, second = ("Topic", "موضوع") if language == "en" else ("موضوع", "Topic")
        desk.press("Home", "Insert")  # on the schema: a layer; the keyboard is in its name
        desk.press("Ctrl+A")
        desk.type(first)
        desk.press("Tab")
        desk.type(second)
        desk.press("Tab", "Ctrl+A")
        desk.type("topic")
        desk.press("F6", "*")  # to the tree, and open all that is in the layer
        desk.press("Down", "Down")  # its labels, then the first of them
        desk.press("Return", "Ctrl+A")
        desk.type("Economy")
        desk.press("Tab", "Tab", "Ctrl+A")
        desk.type("ECON")
        desk.press("F6", "Insert", "Ctrl+A")
        desk.type("War")
        desk.press("Tab", "Tab", "Ctrl+A")
        desk.type("WAR")
        tab_to(desk, editor.parts.form.field("key"))
        desk.press("Z")
        assert editor.draft.mistakes == ()
        desk.press("Ctrl+Return")

    desk.with_dialog(lambda: desk.press("Ctrl+Shift+L"), work)
    schema = desk.session.schema
    assert schema is not None
    assert [each.id for each in schema.layer("topic").labels] == ["ECON", "WAR"]
    desk.window.article.setFocus()
    desk.window.article.set_selection(desk.span("كورسك"))
    desk.press("Z")
    assert desk.labels("topic") == [("WAR", "كورسك")]
    assert desk.window.labels.button("topic", "WAR") is not None
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.session.schema == before
    assert desk.labels() == []
    assert desk.window.labels.button("topic", "WAR") is None
    desk.press("Ctrl+Y")
    desk.reopen()
    schema = desk.session.schema
    assert schema is not None
    assert schema.find_layer("topic") is not None


def test_a_schema_with_a_mistake_never_reaches_the_project(desk: Desk) -> None:
    before = desk.session.schema

    def work(editor: SchemaEditor) -> None:
        editor.select_label("entity", "ORG")
        editor.parts.form.focus_field("key")
        desk.press("1")
        assert "PERS" in editor.parts.form.message("key")
        desk.press("Ctrl+Return")
        assert editor.isVisible()
        desk.press("Ctrl+Z")
        assert editor.mistakes.isHidden()
        desk.press("Escape")
        assert not editor.isVisible()

    desk.with_dialog(lambda: desk.press("Ctrl+Shift+L"), work)
    assert desk.session.schema is before


def test_guidance_and_guidelines_by_keys(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("لافروف"))
    desk.press("1", "Ctrl+G")
    assert isinstance(QApplication.activePopupWidget(), GuidanceCard)
    desk.press("Space")
    guidelines = desk.window.findChild(GuidelinesDialog)
    assert guidelines is not None
    assert guidelines.isVisible()
    guidelines.start_from_schema()
    guidelines.close()
    desk.window.activateWindow()
    desk.window.article.setFocus()
    desk.press("Ctrl+G")
    card = QApplication.activePopupWidget()
    assert isinstance(card, GuidanceCard)
    assert "Person (PERS)" in card.more.text()
    card.close()
