from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.ui.panels.side_lists import SideLists
from annotator.ui.theme import Theme

Tag = Callable[..., str]


@pytest.fixture
def lists(qtbot: QtBot, session: Session, theme: Theme) -> SideLists:
    lists = SideLists(session, theme)
    qtbot.addWidget(lists)
    with qtbot.waitExposed(lists):
        lists.show()
    return lists


def test_the_tabs_tell_how_many_there_are_and_how_many_lack_something(
    lists: SideLists, session: Session, tag: Tag
) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    tag("event", "Conflict.Attack", "الأعمال القتالية")
    assert [lists.tabs.tabText(at) for at in range(3)] == ["All", "Quotes 1 ○1", "Events 1"]
    session.delete([quote])
    assert lists.tabs.tabText(1) == "Quotes"


def test_the_list_that_was_shown_last_is_shown_again(
    lists: SideLists, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    lists.tabs.setCurrentIndex(2)
    assert session.settings.text("panels.list") == "events"
    again = SideLists(session, theme)
    qtbot.addWidget(again)
    assert again.shown() == "events"


def test_a_list_that_comes_to_sight_shows_what_is_selected(lists: SideLists, tag: Tag) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    lists.select_annotation(quote)
    assert not lists.quotes.list.currentIndex().isValid()
    lists.show_list("quotes")
    assert lists.quotes.list.currentIndex() == lists.quotes.model.index_of(quote)


def test_the_lists_say_what_they_are_to_a_screen_reader(lists: SideLists) -> None:
    for panel, name in ((lists.quotes, "Quotes"), (lists.events, "Events")):
        assert panel.accessibleName() == name
        assert panel.list.accessibleName() == name
        assert panel.facet.accessibleName()
        assert panel.search.accessibleName()
    assert lists.events.roles.accessibleName() == "Roles of the event"
