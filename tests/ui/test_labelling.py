from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.text import Spans
from annotator.ui.icons import Icons
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import Theme

Tag = Callable[..., str]


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> MainWindow:
    """A window on the sample article."""
    window = MainWindow(session, theme, Icons(theme, Qt.LayoutDirection.LeftToRight))
    qtbot.addWidget(window)
    window.show()
    return window


def test_role_keys_act_only_while_a_frame_is_selected(window: MainWindow, tag: Tag) -> None:
    mention = tag("entity", "PERS", "فلاديمير بوتين")
    quote = tag("quote", "direct", "السياسة الخارجية")
    window.select_annotation(mention)
    assert window.labelling.roles() == ()
    assert window.labelling.action_of("C") is None
    window.select_annotation(quote)
    assert window.labelling.action_of("C") is not None
    assert {role.id for role in window.labelling.roles()} >= {"cue", "speaker"}


def test_a_role_key_wins_over_a_label_key(window: MainWindow, tag: Tag, spans_of: object) -> None:
    event = tag("event", "Contact.Call", "مباحثات")
    window.select_annotation(event)
    keys = {role.key.upper() for role in window.labelling.roles() if role.key}
    schema = window.session.schema
    assert schema is not None
    window.labelling.action_of(sorted(keys)[0])()  # type: ignore[misc]
    assert window.labelling.filling is not None
    window.labelling.stop_filling()


def test_the_hint_tells_the_next_step(
    window: MainWindow, tag: Tag, spans_of: Callable[[str], Spans]
) -> None:
    hint = window.status.hint
    window.select_annotation("")
    assert hint.text() == "Select words, then press the key of a label."
    window.article.set_selection(spans_of("فلاديمير بوتين")[0])
    assert hint.text() == "Press the key of a label to tag the selected words."
    window.select_annotation(tag("quote", "direct", "السياسة الخارجية"))
    assert "S Speaker" in hint.text()
    window.labelling.fill("speaker")
    assert hint.text().startswith("Select words or click an annotation to fill")


def test_counts_of_the_labels_follow_the_changes(window: MainWindow, tag: Tag) -> None:
    button = window.labels.button("entity", "PERS")
    events = window.labels.button("event")
    assert button is not None
    assert events is not None
    made = tag("entity", "PERS", "فلاديمير بوتين")
    tag("event", "Contact.Call", "مباحثات")
    assert button._count == 1
    assert events._count == 1
    window.session.delete([made])
    assert button._count == 0
    window.session.undo()
    assert button._count == 1


def test_the_label_of_the_selected_annotation_is_marked(window: MainWindow, tag: Tag) -> None:
    window.select_annotation(tag("entity", "PERS", "فلاديمير بوتين"))
    assert [each.label.id for each in window.labels.buttons() if each._current and each.label] == [
        "PERS"
    ]
    window.select_annotation(tag("event", "Contact.Call", "مباحثات"))
    assert [each.layer.id for each in window.labels.buttons() if each._current] == ["event"]


def test_panels_are_hidden_and_remember_it(window: MainWindow) -> None:
    window.view_handlers.toggle_documents()
    assert not window.documents.isVisible()
    assert not window.session.settings.flag("panels.documents")
    assert not window.actions_["show_documents"].isChecked()
    window.view_handlers.toggle_documents()
    assert window.documents.isVisible()


def test_reading_mode_leaves_the_article_and_the_labels(window: MainWindow) -> None:
    window.view_handlers.toggle_reading_mode()
    assert window.article.isVisible()
    assert window.labels.isVisible()
    assert not window.documents.isVisible()
    assert not window.header.isVisible()
    window.view_handlers.toggle_reading_mode()
    assert window.header.isVisible()
    assert window.documents.isVisible()


def test_f6_goes_round_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.documents.list.setFocus()
    visited = []
    for _ in window.panes():
        window.view_handlers.focus_next_pane()
        visited.append(QApplication.focusWidget())
    assert window.article in visited
    assert window.documents.list in visited
    assert visited[0] is window.article
    window.view_handlers.focus_previous_pane()
    window.view_handlers.focus_next_pane()
    assert QApplication.focusWidget() is visited[-1]


def test_undo_says_what_it_takes_back(window: MainWindow, tag: Tag) -> None:
    tag("entity", "PERS", "فلاديمير بوتين")
    assert "Person" in window.actions_["undo"].toolTip()
    assert "Ctrl+Z" in window.actions_["undo"].toolTip()
    window.article_handlers.undo()
    assert "Person" in window.actions_["redo"].toolTip()


def test_undo_in_another_document_goes_there_and_selects(window: MainWindow, tag: Tag) -> None:
    made = tag("entity", "PERS", "فلاديمير بوتين")
    window.session.relabel(made, "ORG")
    window.select_annotation("")
    window.article_handlers.undo()
    assert window.article.selected_annotation() == made


def test_the_context_menu_offers_other_labels_roles_and_review(
    window: MainWindow, tag: Tag
) -> None:
    window.select_annotation(tag("quote", "direct", "السياسة الخارجية"))
    menu = window.menus.annotation_menu()
    titles = [each.text() for each in menu.actions()]
    assert "Fill a role" in titles
    assert "Change to" in titles
    change = next(each for each in menu.actions() if each.text() == "Change to").menu()
    assert isinstance(change, QMenu)
    indirect = next(each for each in change.actions() if each.text().startswith("Indirect"))
    indirect.trigger()
    assert [each.label for each in window.session.annotations()] == ["indirect"]


def test_everything_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        type(each).__name__
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and not (each.accessibleName() or each.text() or each.toolTip())
    ]
    assert nameless == []


def test_a_list_of_labels_opens_below_the_selected_words(
    window: MainWindow, spans_of: Callable[[str], Spans]
) -> None:
    title = spans_of("الرئيسان الروسي")[0]  # far enough from the edges of a small screen
    window.article.set_selection(title)
    window.labelling.choose("event")
    words = window.article.character_rect(title.start)
    below = window.article.viewport().mapToGlobal(words.bottomLeft())
    picker = window.picker.geometry()
    window.picker.close()
    assert 0 < picker.top() - below.y() < 2 * words.height()
    assert picker.left() <= below.x() <= picker.right()
