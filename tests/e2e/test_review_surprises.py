"""A review goes on where cases vanish, keys come at odd moments and filters have the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.review_filter import ReviewFilter
from annotator.core.text import Span
from tests.e2e.conftest import Desk
from tests.e2e.test_review import Reviewer, filled


@pytest.fixture
def reviewer(desk: Desk, qtbot: QtBot) -> Reviewer:
    return filled(desk, qtbot)


def go_through(reviewer: Reviewer, chosen: ReviewFilter) -> None:
    reviewer.open()
    reviewer.handlers._start(chosen)
    reviewer.wait()
    reviewer.desk.window.article.setFocus()


def numbers(reviewer: Reviewer) -> tuple[int, int]:
    place, _of, total = reviewer.bar.progress.text().split()
    return int(place), int(total)


def document_id(reviewer: Reviewer, name: str) -> str:
    assert reviewer.desk.session.project is not None
    return reviewer.desk.session.project.find_document(name).id


def test_back_passes_over_what_was_deleted(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "Space")
    deleted = reviewer.all()[1]
    reviewer.desk.session.delete([deleted.id])
    reviewer.desk.window.article.setFocus()
    reviewer.desk.press("Backspace")
    assert reviewer.here() == "a لافروف"
    assert reviewer.bar.words.text() == "لافروف"
    reviewer.desk.press("2")
    assert [each.label for each in reviewer.all()].count("ORG") == 1
    assert reviewer.all()[0].label == "ORG"


def test_a_case_whose_creation_is_undone_makes_room_for_the_next(reviewer: Reviewer) -> None:
    session = reviewer.desk.session
    session.select_document(document_id(reviewer, "a"))
    start = reviewer.desk.text.index("اليوم")
    session.tag("entity", "ORG", (Span(start, start + 5),))
    reviewer.open()
    reviewer.desk.window.article.setFocus()
    reviewer.desk.press("Space", "Space", "Space", "Space", "Space")
    assert reviewer.here() == "a اليوم"
    reviewer.desk.press("Ctrl+Z")
    reviewer.wait()
    assert reviewer.here() == "b لافروف"
    reviewer.desk.press("A")
    assert reviewer.reviews().count("accepted") == 1


def test_a_document_that_goes_takes_its_cases_and_its_sign_off_along(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "A", "A", "A", "A")
    assert reviewer.bar.buttons["sign_off"].isVisible()
    reviewer.desk.session.remove_documents([document_id(reviewer, "a")])
    QApplication.processEvents()
    assert not reviewer.bar.buttons["sign_off"].isVisible()
    reviewer.desk.window.article.setFocus()
    reviewer.desk.press("Return", "A", "Backspace", "Backspace", "Backspace")
    reviewer.wait()
    assert reviewer.here() == "b لافروف"


def test_a_document_that_goes_while_its_case_is_the_current_one(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A")
    reviewer.desk.session.remove_documents([document_id(reviewer, "a")])
    reviewer.wait()
    assert reviewer.here() == "b لافروف"
    assert reviewer.bar.words.text() == "لافروف"


def test_what_is_judged_so_already_is_gone_on_from_in_groups_too(reviewer: Reviewer) -> None:
    go_through(reviewer, ReviewFilter(reviews=()))
    for _again in range(2):
        reviewer.desk.press("Shift+A")
        reviewer.wait()
        assert reviewer.here() == "a زيلينسكي"
        reviewer.desk.press("Backspace")
        reviewer.wait()
        assert reviewer.here() == "a لافروف"
    reviewer.desk.press("X")
    assert reviewer.reviews()[0] == "rejected"


def test_the_progress_never_passes_the_total(reviewer: Reviewer) -> None:
    go_through(reviewer, ReviewFilter(reviews=()))
    reviewer.desk.press("Shift+A")
    reviewer.wait()
    places = []
    while reviewer.handlers.queue.current is not None:
        places.append(numbers(reviewer))
        reviewer.desk.press("Space")
        reviewer.wait()
    assert places == [(place, 15) for place in range(2, 16)]


def test_those_judged_with_another_are_not_come_by_again(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("Space", "Space", "Space", "Space")
    reviewer.desk.press("Backspace", "Backspace", "Backspace", "Backspace")
    reviewer.desk.press("Shift+A")
    reviewer.wait()
    reviewer._qtbot.waitUntil(lambda: numbers(reviewer) == (10, 15))
    seen = []
    while reviewer.handlers.queue.current is not None:
        seen.append(reviewer.here())
        reviewer.desk.press("Space")
        reviewer.wait()
    assert seen == [f"{name} {word}" for name in "abc" for word in ("زيلينسكي", "بوتين")]


def test_a_click_opens_a_list_of_choices_and_ticks_nothing(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("F")
    window, ticks = reviewer.desk.window, reviewer.bar.filters.ticks["reviews"]
    place = ticks.mapTo(window, ticks.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window.windowHandle(), left, none, place)
    QApplication.processEvents()
    QTest.mouseRelease(window.windowHandle(), left, none, place, 50)
    QApplication.processEvents()
    assert ticks.chosen() == ("unreviewed",)
    ticks.hidePopup()
    assert reviewer.handlers.queue.filter == ReviewFilter()


def test_keys_in_the_filters_judge_nothing(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("F")
    boxes = (*reviewer.bar.filters.ticks.values(), *reviewer.bar.filters.lists.values())
    for each in (*boxes, reviewer.bar.filters.incomplete):
        each.setFocus()
        reviewer.desk.press("2", "Delete", "X", "A")
        while popup := QApplication.activePopupWidget():
            popup.hide()
    assert len(reviewer.all()) == 15
    assert {each.label for each in reviewer.all()} == {"PERS"}
    assert set(reviewer.reviews()) == {"unreviewed"}
    reviewer.bar.filters.ticks["labels"].setFocus()
    reviewer.desk.press("Esc")
    assert reviewer.desk.window.article.hasFocus()
    assert reviewer.here() == "a لافروف"


def test_the_filters_speak_the_other_language_at_once(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("F")
    reviewer.desk.session.settings.set("language", "ar")
    assert reviewer.bar.filters.ticks["labels"].told() == "كل الوسوم"
    assert reviewer.bar.filters.text.placeholderText() == "النص يحوي"


def test_without_documents_there_is_nothing_to_review(desk: Desk, qtbot: QtBot) -> None:
    reviewer = Reviewer(desk, qtbot)
    assert desk.session.document is not None
    reviewer.open()
    desk.session.remove_documents([desk.session.document.id])
    QApplication.processEvents()
    desk.press("Esc")
    assert not reviewer.bar.isVisible()
    desk.press("Ctrl+Shift+V")
    assert not reviewer.bar.isVisible()
    assert "nothing to review" in desk.window.status.message.text()


def test_a_case_that_is_come_back_to_is_selected_before_it_is_judged(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A")
    reviewer.desk.session.select_document(document_id(reviewer, "c"))
    reviewer.desk.window.article.setFocus()
    reviewer.desk.press("A")
    assert reviewer.reviews().count("accepted") == 1
    assert reviewer.here() == "a زيلينسكي"


def test_nothing_hidden_is_judged(reviewer: Reviewer) -> None:
    reviewer.desk.session.shown.choose("mine")
    reviewer.open()
    assert reviewer.here() == "a لافروف"
    assert reviewer.desk.session.shown.mode == "all"
    assert "hidden" in reviewer.desk.window.status.message.text()
