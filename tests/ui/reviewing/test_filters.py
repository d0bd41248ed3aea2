"""The filters of the review queue: what is chosen is what is looked through."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.review_filter import ReviewFilter
from annotator.app.session import Session
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
    box = filters.lists[name]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("label", "entity:PERS", ReviewFilter(layer="entity", label="PERS")),
        ("label", "quote:", ReviewFilter(layer="quote")),
        ("review", "question", ReviewFilter(review="question")),
        ("review", "", ReviewFilter(review="")),
        ("annotator", "huda", ReviewFilter(annotator="huda")),
        ("origin", "names", ReviewFilter(origin="names")),
        ("status", "done", ReviewFilter(status="done")),
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
    choose(filters, "label", "entity:PERS")
    filters.incomplete.click()
    with qtbot.waitSignal(filters.changed):
        filters.text.setText("لافروف")
        filters.text.textEdited.emit("لافروف")
    assert told[-1] == ReviewFilter("entity", "PERS", incomplete=True, text="لافروف")


def test_a_choice_that_the_project_has_no_more_is_still_shown(
    filters: ReviewFilters, schema: Schema
) -> None:
    kept = ReviewFilter(annotator="left long ago")
    filters.show_choices(schema, ["sana"], [], kept)
    assert filters.lists["annotator"].currentText() == "left long ago"


def test_a_filter_is_told_in_a_few_words(schema: Schema) -> None:
    chosen = ReviewFilter("entity", "PERS", annotator="huda", below=75, text="لافروف")
    told = summary(chosen, schema)
    assert told == "Person · unreviewed · huda · confidence below 75% · “لافروف”"
    assert summary(ReviewFilter(review=""), schema) == "all annotations"
