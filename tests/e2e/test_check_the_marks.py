"""The quote-mark doctor: what is wrong with the marks, and a quote made of what was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.conftest import Desk

MEANT = "مصالحة فورية"


def kinds(desk: Desk) -> list[str]:
    model = desk.window.mark_issues.model
    found = (model.issue(row) for row in range(model.rowCount()))
    return [each.kind for each in found if each is not None]


def test_each_mark_that_is_amiss_is_listed_and_leads_to_what_was_meant(desk: Desk) -> None:
    panel = desk.window.mark_issues
    desk.press("Ctrl+M")
    assert panel.isVisible()
    assert kinds(desk) == ["spaced", "unbalanced", "glued"]
    assert panel.told.text() == "13 marks, 3 to look at"
    desk.press("Down")
    assert desk.selected_text() == MEANT
    desk.press("Return")
    assert desk.window.article.hasFocus()
    before = desk.text
    desk.press("E")
    if desk.window.proposing.draft is not None:
        desk.press("Return")
    assert [text for _label, text in desk.labels("quote")] == [MEANT]
    assert desk.text == before  # the repair is the annotation's extent, never the text's


def test_escape_closes_the_list_and_another_document_has_its_own(desk: Desk) -> None:
    desk.press("Ctrl+M", "Esc")
    assert not desk.window.mark_issues.isVisible()
    assert desk.window.article.hasFocus()
    desk.press("Ctrl+M")
    desk.session.select_document("")
    assert kinds(desk) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_click_on_a_row_goes_there(make_desk: Callable[..., Desk], language: str) -> None:
    desk = make_desk(language)
    desk.press("Ctrl+M")
    panel = desk.window.mark_issues
    place = panel.list.visualRect(panel.model.index(1, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.selected_text() == MEANT
