"""What an annotator sees before and while labelling: names in their language, and the selection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import Desk


def chips(desk: Desk) -> set[str]:
    page = desk.window.article.page
    assert page is not None
    return {chip.text for index in range(3) for chip in page.shown(index).scene.chips}


@pytest.mark.parametrize(("language", "name"), [("en", "Person"), ("ar", "شخص")])
def test_labels_stand_in_the_text_in_the_language_of_the_interface(
    make_desk: Callable[..., Desk], language: str, name: str
) -> None:
    desk = make_desk(language)
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert name in chips(desk)


def test_selected_words_are_painted_as_selected(desk: Desk) -> None:
    view = desk.window.article
    place = desk.middle("فلاديمير بوتين")
    band = (place.x(), desk.point(desk.span("فلاديمير بوتين").start).y() - 14)

    def ground() -> QColor:
        QApplication.processEvents()
        return view.viewport().grab().toImage().pixelColor(*band)

    before = ground()
    view.set_selection(desk.span("فلاديمير بوتين"))
    assert ground() != before
