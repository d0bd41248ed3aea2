from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.core.text import Spans
from annotator.ui.panels.events import EventsPanel
from annotator.ui.panels.frame_delegate import FrameRow
from annotator.ui.panels.frame_model import FRAME_ROLE
from annotator.ui.theme import Theme

Tag = Callable[..., str]
Find = Callable[[str], Spans]


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> EventsPanel:
    panel = EventsPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def row(panel: EventsPanel, event: str) -> FrameRow:
    found = panel.model.index_of(event).data(FRAME_ROLE)
    assert isinstance(found, FrameRow)
    return found


def table(panel: EventsPanel) -> list[tuple[int, str, str]]:
    """The table of roles: depth, role, filler."""
    return [(line.depth, line.name, line.text) for line in panel.roles.roles.lines]


def test_an_event_says_trigger_type_and_what_is_missing(panel: EventsPanel, tag: Tag) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    shown = row(panel, event)
    assert [part.text for part in shown.parts] == ["مباحثات هاتفية", "Call"]
    assert (shown.text.text, shown.text.kind) == ("missing: Participant", "missing")


def test_several_events_on_one_trigger_stand_together(panel: EventsPanel, tag: Tag) -> None:
    first = tag("event", "Contact.Call", "مباحثات هاتفية")
    tag("event", "Conflict.Attack", "الأعمال القتالية")
    second = tag("event", "Contact.Meet", "مباحثات هاتفية")
    groups = panel.model.groups()
    assert abs(groups.index(first) - groups.index(second)) == 1
    assert sorted(row(panel, each).depth for each in (first, second)) == [0, 1]
    assert "on the trigger of the event above" in panel.model.index(1, 0).data()


def test_the_table_lists_fillers_and_the_keys_of_empty_roles(
    panel: EventsPanel, tag: Tag, spans_of: Find
) -> None:
    event = tag(
        "event", "Contact.Call", "مباحثات هاتفية", Argument("time", spans_of("اليوم الاثنين"))
    )
    assert not panel.roles.isVisible()
    panel.select_annotation(event)
    assert panel.roles.isVisible()
    assert table(panel) == [
        (0, "Participant", "still empty"),
        (0, "Topic", "—"),
        (0, "Place", "—"),
        (0, "Time", "اليوم الاثنين"),
    ]
    assert [line.key for line in panel.roles.roles.lines] == ["P", "O", "L", ""]


def test_an_event_in_a_role_unfolds_by_key_and_by_mouse(
    qtbot: QtBot, panel: EventsPanel, tag: Tag, spans_of: Find
) -> None:
    inner = tag("event", "Movement.Evacuate", "إجلاء", Argument("target", spans_of("السكان")))
    outer = tag("event", "Diplomacy.Agree", "توافق", Argument("topic", inner))
    panel.select_annotation(outer)
    folded = table(panel)
    at = next(at for at, line in enumerate(panel.roles.roles.lines) if line.fold is False)
    panel.roles.setFocus()
    panel.roles.choose_row(panel.roles.roles.index(at, 0))
    qtbot.keyClick(panel.roles, Qt.Key.Key_Left)  # the article reads from right to left
    assert (1, "Target", "السكان") in table(panel)
    assert len(table(panel)) > len(folded)
    qtbot.keyClick(panel.roles, Qt.Key.Key_Right)
    assert table(panel) == folded


def test_events_in_one_another_do_not_unfold_for_ever(
    panel: EventsPanel, session: Session, tag: Tag
) -> None:
    one = tag("event", "Diplomacy.Agree", "توافق")
    other = tag("event", "Movement.Evacuate", "إجلاء", Argument("target", one))
    session.add_argument(one, "topic", other)
    panel.select_annotation(one)
    for _round in range(10):
        lines = panel.roles.roles.lines
        at = next((at for at, line in enumerate(lines) if line.fold is False), -1)
        if at < 0:
            break
        panel.roles.roles.set_open(at, opens=True)
    assert max(line.depth for line in panel.roles.roles.lines) == 3


def test_enter_on_a_filler_shows_it_and_on_an_empty_role_fills_it(
    qtbot: QtBot, panel: EventsPanel, tag: Tag, spans_of: Find
) -> None:
    day = spans_of("اليوم الاثنين")
    event = tag("event", "Contact.Call", "مباحثات هاتفية", Argument("time", day))
    panel.select_annotation(event)
    panel.roles.choose_row(panel.roles.roles.index(3, 0))
    with qtbot.waitSignal(panel.spans_chosen) as shown:
        qtbot.keyClick(panel.roles, Qt.Key.Key_Return)
    assert shown.args == [day]
    panel.roles.choose_row(panel.roles.roles.index(0, 0))
    signals = [panel.annotation_chosen, panel.fill_requested]
    with qtbot.waitSignals(signals, order="strict"):
        qtbot.keyClick(panel.roles, Qt.Key.Key_Return)


def test_going_through_the_table_by_arrows_shows_nothing_by_itself(
    qtbot: QtBot, panel: EventsPanel, tag: Tag
) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    panel.select_annotation(event)
    asked: list[object] = []
    panel.fill_requested.connect(asked.append)
    panel.annotation_chosen.connect(asked.append)
    panel.roles.choose_row(panel.roles.roles.index(0, 0))
    qtbot.keyClick(panel.roles, Qt.Key.Key_Down)
    assert panel.roles.currentIndex().row() == 1
    assert asked == []


def test_the_list_is_narrowed_by_type(panel: EventsPanel, tag: Tag) -> None:
    tag("event", "Contact.Call", "مباحثات هاتفية")
    attack = tag("event", "Conflict.Attack", "الأعمال القتالية")
    panel.facet.refill()
    at = panel.facet.findData("event:Conflict.Attack")
    panel.facet.setCurrentIndex(at)
    panel.facet.activated.emit(at)
    assert panel.model.groups() == [attack]


def test_the_table_goes_when_its_event_goes(panel: EventsPanel, session: Session, tag: Tag) -> None:
    event = tag("event", "Contact.Call", "مباحثات هاتفية")
    panel.select_annotation(event)
    session.delete([event])
    assert not panel.roles.isVisible()
    assert table(panel) == []
