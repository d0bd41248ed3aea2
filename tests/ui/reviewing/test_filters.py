"""The filters of the review queue: what is chosen is what is looked through."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.review_filter import ReviewFilter
from annotator.app.session import Session
from annotator.app.translation import isolate
from annotator.core.schema import Schema
from annotator.ui.reviewing.filters import ReviewFilters, summary


@pytest.fixture
def schema(session: Session) -> Schema:
    assert session.schema is not None
    return session.schema


@pytest.fixture
def filters(qtbot: QtBot, schema: Schema) -> ReviewFilters:
    found = ReviewFilters()
    qtbot.addWidget(found)
    found.show_choices(schema, ["huda", "sana"], ["manual", "names"], ReviewFilter())
    return found


def choose(filters: ReviewFilters, name: str, value: str) -> None:
    if name in filters.ticks:
        ticks = filters.ticks[name]
        ticks.toggle(ticks.findData(value))
        return
    box = filters.lists[name]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("labels", "entity:PERS", ReviewFilter(labels=("entity:PERS",))),
        ("labels", "quote:", ReviewFilter(labels=("quote:",))),
        ("reviews", "question", ReviewFilter(reviews=("unreviewed", "question"))),
        ("reviews", "", ReviewFilter(reviews=())),
        ("annotators", "huda", ReviewFilter(annotators=("huda",))),
        ("origins", "names", ReviewFilter(origins=("names",))),
        ("statuses", "done", ReviewFilter(statuses=("done",))),
        ("below", "75", ReviewFilter(below=75)),
        ("days", "7", ReviewFilter(days=7)),
    ],
)
def test_each_choice_is_taken_at_once(
    filters: ReviewFilters, name: str, value: str, chosen: ReviewFilter
) -> None:
    told: list[Any] = []
    filters.changed.connect(told.append)
    choose(filters, name, value)
    assert told == [chosen]


def test_choices_add_up(filters: ReviewFilters, qtbot: QtBot) -> None:
    told: list[Any] = []
    filters.changed.connect(told.append)
    choose(filters, "labels", "entity:PERS")
    choose(filters, "labels", "quote:")
    filters.incomplete.click()
    with qtbot.waitSignal(filters.changed):
        filters.text.setText("لافروف")
        filters.text.textEdited.emit("لافروف")
    assert told[-1] == ReviewFilter(("entity:PERS", "quote:"), incomplete=True, text="لافروف")


def test_layers_and_labels_are_looked_through_together() -> None:
    selection = ReviewFilter(("quote:", "entity:PERS", "entity:ORG")).selection(0)
    assert selection.layers == ("quote",)
    assert selection.labels == (("entity", "PERS"), ("entity", "ORG"))


def test_several_are_ticked_by_keys_while_the_list_stays_open(
    filters: ReviewFilters, qtbot: QtBot
) -> None:
    filters.show()
    ticks = filters.ticks["annotators"]
    ticks.setFocus()
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    view = ticks.view()
    qtbot.waitUntil(view.isVisible)
    for key in ("Down", "Space", "Down", "Space"):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
    assert view.isVisible()
    assert ticks.chosen() == ("huda", "sana")
    assert ticks.told() == f"huda {isolate('+1')}"
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert ticks.chosen() == ("huda", "sana")


def test_a_click_ticks_and_the_first_line_takes_all_ticks_away(
    filters: ReviewFilters, qtbot: QtBot
) -> None:
    filters.show()
    ticks = filters.ticks["annotators"]
    ticks.showPopup()
    view = ticks.view()
    qtbot.waitUntil(view.isVisible)

    def click(row: int) -> None:
        place = view.visualRect(ticks.model().index(row, 0)).center()
        QTest.mouseMove(view.viewport(), place)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(2)
    assert ticks.chosen() == ("sana",)
    assert view.isVisible()
    click(0)
    assert ticks.chosen() == ()
    assert ticks.told() == "All annotators"
    ticks.hidePopup()


def test_keys_and_the_wheel_change_nothing_in_a_closed_list(filters: ReviewFilters) -> None:
    ticks = filters.ticks["reviews"]
    QTest.keyClick(ticks, Qt.Key.Key_R)
    QTest.keyClick(ticks, Qt.Key.Key_End)
    assert ticks.told() == "unreviewed"


def test_a_choice_that_the_project_has_no_more_is_still_shown(
    filters: ReviewFilters, schema: Schema
) -> None:
    kept = ReviewFilter(annotators=("left long ago",))
    filters.show_choices(schema, ["sana"], [], kept)
    assert filters.ticks["annotators"].told() == "left long ago"


def test_a_filter_is_told_in_a_few_words(schema: Schema) -> None:
    chosen = ReviewFilter(("entity:PERS", "quote:"), annotators=("huda",), below=75, text="لافروف")
    told = summary(chosen, schema)
    assert told == "Person + Quotes · unreviewed · huda · confidence below 75% · “لافروف”"
    assert summary(ReviewFilter(reviews=()), schema) == "all annotations"
