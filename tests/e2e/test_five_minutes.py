"""The walk of README and guide, word by word, so that both stay true."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.conftest import Desk

QUOTED = "ثمة أشخاص (من سكان منطقة كورسك)"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_five_minutes(make_desk: Callable[..., Desk], language: str) -> None:
    desk = make_desk(language)
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]

    desk.click("أشخاص")
    desk.press("Q")
    assert desk.labels("quote") == []
    desk.drag("تاتيانا موسكالكوفا")
    desk.press("S", "Return")
    [quote] = desk.annotations("quote")
    assert desk.covered(quote).startswith(QUOTED)
    assert desk.covered(quote).endswith("عبر بيلاروسيا")
    assert desk.fillers(quote) == [
        ("cue", "نقلت … عن … قولها"),
        ("speaker", "تاتيانا موسكالكوفا"),
        ("reporter", "وكالتا ريا نوفستي وتاس"),
    ]

    desk.double_click("المحادثات")
    desk.press("V", "Return")
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
