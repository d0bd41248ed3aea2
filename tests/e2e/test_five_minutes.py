"""The walk of README and guide, word by word, so that both stay true."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.conftest import Desk

QUOTED = "ثمة أشخاص (من سكان منطقة كورسك)"


def click_three_times(desk: Desk, words: str) -> None:
    desk.double_click(words)
    place = desk.middle(words)
    QTest.mouseClick(desk.window.article.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(("language", "letters"), [("en", "meet"), ("ar", "لقا")])
def test_the_first_five_minutes(
    make_desk: Callable[..., Desk], language: str, letters: str
) -> None:
    desk = make_desk(language)
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]

    click_three_times(desk, "أشخاص")
    assert desk.selected_text().startswith(QUOTED)
    assert desk.selected_text().endswith("عبر بيلاروسيا")
    desk.press("Q")
    desk.double_click("قولها")
    desk.press("C")
    desk.drag("تاتيانا موسكالكوفا")
    desk.press("S")
    desk.drag("ريا نوفستي")
    desk.press("P")
    [quote] = desk.annotations("quote")
    assert desk.fillers(quote) == [
        ("cue", "قولها"),
        ("speaker", "تاتيانا موسكالكوفا"),
        ("reporter", "ريا نوفستي"),
    ]

    desk.double_click("المحادثات")
    desk.press("V")
    desk.type(letters)
    desk.press("Return")
    desk.double_click("لافروف", after="سبوتنك")
    desk.press("P")
    desk.double_click("أنقرة")
    desk.press("L")
    [event] = desk.annotations("event")
    assert event.label == "Contact.Meet"
    assert desk.fillers(event) == [("participant", "لافروف"), ("place", "أنقرة")]

    desk.click("فلاديمير بوتين")
    desk.press("4")
    assert ("OCC", "فلاديمير بوتين") in desk.labels("entity")
    desk.press("Ctrl+Z")
    assert ("PERS", "فلاديمير بوتين") in desk.labels("entity")

    desk.press("Ctrl+Return")
    assert desk.session.project is not None
    assert desk.session.project.status_counts()["done"] == 1
