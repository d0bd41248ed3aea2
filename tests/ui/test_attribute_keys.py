from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.text import Spans
from annotator.ui.icons import Icons
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import Theme

Tag = Callable[..., str]


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, theme, Icons(theme, Qt.LayoutDirection.LeftToRight))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    with qtbot.waitExposed(window):
        window.show()
    return window


def press(window: MainWindow, key: str) -> None:
    action = window.attributes.action_of(key)
    assert action is not None
    action()


def value(window: MainWindow, annotation: str, name: str) -> str:
    found = window.session.annotation(annotation)
    assert found is not None
    return found.attribute(name)


def test_a_letter_goes_round_the_values_and_a_default_is_where_it_starts(
    window: MainWindow, tag: Tag
) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    window.select_annotation(event)
    window.frame_handlers.show_attributes()
    said = []
    for _step in range(3):
        press(window, "A")
        said.append(value(window, event, "polarity"))
    assert said == ["negative", "positive", "negative"]
    assert window.attributes.value_button("polarity", "negative").isChecked()


def test_an_optional_attribute_can_be_emptied_by_either_way(window: MainWindow, tag: Tag) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    window.select_annotation(quote)
    window.frame_handlers.show_attributes()
    said = []
    for _step in range(4):
        press(window, "F")  # the fourth: stance, which has no default
        said.append(value(window, quote, "stance"))
    assert said == ["supportive", "neutral", "critical", ""]
    press(window, "2")
    press(window, "2")
    assert value(window, quote, "stance") == ""


def test_digits_belong_to_the_attribute_that_was_named_last(window: MainWindow, tag: Tag) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    window.select_annotation(event)
    window.frame_handlers.show_attributes()
    press(window, "2")
    assert value(window, event, "polarity") == "negative"
    press(window, "S")
    press(window, "5")
    assert value(window, event, "modality") == "hypothetical"
    assert window.attributes.action_of("6") is None  # is the key of a label, as ever


def test_a_label_without_attributes_is_told_so(window: MainWindow, tag: Tag) -> None:
    first, second = tag("entity", "PERS", "فلاديمير بوتين"), tag("entity", "OCC", "الرئيس الروسي")
    relation = window.session.tag("relation", "same_as", (), ())
    assert first
    assert second
    assert relation is not None
    window.select_annotation(relation.rows[0].id)
    window.frame_handlers.show_attributes()
    assert not window.attributes.isVisible()
    assert "no attributes" in window.status.message.text()


def test_selected_words_take_the_keys_back(
    window: MainWindow, tag: Tag, spans_of: Callable[[str], Spans]
) -> None:
    window.select_annotation(tag("event", "Contact.Call", "مباحثات هاتفية"))
    window.frame_handlers.show_attributes()
    window.article.set_selection(spans_of("الكرملين")[0])
    assert window.attributes.action_of("2") is None


@pytest.mark.parametrize("width", [900, 1500])
def test_it_stays_inside_the_article_and_off_the_words(
    window: MainWindow, tag: Tag, width: int, qtbot: QtBot
) -> None:
    window.resize(width, 700)
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    window.select_annotation(event)
    window.frame_handlers.show_attributes()
    view, box = window.article.viewport(), window.attributes.geometry()
    assert view.rect().contains(box)
    annotation = window.session.annotation(event)
    assert annotation is not None
    assert not any(box.intersects(each) for each in window.article.boxes_of(annotation.spans[0]))


def test_deleting_the_annotation_puts_it_away(window: MainWindow, tag: Tag) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    window.select_annotation(event)
    window.frame_handlers.show_attributes()
    window.session.delete([event])
    assert not window.attributes.isVisible()
