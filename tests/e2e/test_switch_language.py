from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.conftest import Desk


def left_of(widget: QWidget, other: QWidget) -> bool:
    return widget.mapToGlobal(QPoint(0, 0)).x() < other.mapToGlobal(QPoint(0, 0)).x()


def test_the_whole_window_speaks_arabic_at_once_and_turns_round(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    [made] = desk.annotations()
    window = desk.window
    assert left_of(window.documents, window.article)
    desk.session.settings.set("language", "ar")
    QApplication.processEvents()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert left_of(window.article, window.documents)
    assert left_of(window.details, window.article)
    assert window.actions_["export"].text().replace("&", "") == "تصدير…"
    person = window.labels.button("entity", "PERS")
    assert person is not None
    assert person.text() == "شخص"
    assert window.article.selected_annotation() == made.id
    assert window.details.annotation_id() == made.id
    desk.drag("شي جين بينج")
    desk.press("1")
    assert desk.labels() == [("PERS", "فلاديمير بوتين"), ("PERS", "شي جين بينج")]


def test_and_back_again(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk("ar")
    desk.session.settings.set("language", "en")
    QApplication.processEvents()
    assert desk.window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert desk.window.actions_["export"].text().replace("&", "") == "Export…"


def test_the_menus_have_room_in_both_directions(make_desk: Callable[..., Desk]) -> None:
    for code in ("ar", "en"):
        bar = make_desk(code).window.header.menu_bar
        QApplication.processEvents()
        places = [bar.actionGeometry(each) for each in bar.actions()]
        assert len(places) == 7
        assert all(bar.rect().contains(place) for place in places)


def test_colours_change_at_once(desk: Desk) -> None:
    light = desk.window.theme
    desk.session.settings.set("theme", "dark")
    assert desk.window.theme.is_dark != light.is_dark


def test_the_letters_grow_with_the_keys(desk: Desk) -> None:
    settings = desk.session.settings
    before = settings.integer("article.text_size")
    desk.press("Ctrl++", "Ctrl++")
    assert settings.integer("article.text_size") == before + 4
    desk.press("Ctrl+0")
    assert settings.integer("article.text_size") == before
