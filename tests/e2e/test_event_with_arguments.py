from __future__ import annotations

from tests.e2e.conftest import Desk


def test_an_event_gets_its_type_by_typing_and_three_arguments(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    desk.drag("مباحثات هاتفية", after="شي جين بينج، ")
    desk.press("V")
    desk.type("call")
    desk.press("Return")
    [event] = desk.annotations("event")
    assert event.label == "Contact.Call"
    desk.press("P")
    desk.click("فلاديمير بوتين")
    desk.drag("شي جين بينج")
    desk.press("P")
    desk.drag("اليوم الاثنين")
    desk.press("D")
    [event] = desk.annotations("event")
    assert sorted(text for _role, text in desk.fillers(event)) == sorted(
        ["فلاديمير بوتين", "شي جين بينج", "اليوم الاثنين"]
    )
    assert len({role for role, _text in desk.fillers(event)}) == 2


def test_a_relation_joins_two_mentions(desk: Desk) -> None:
    desk.drag("الرئيس الروسي")
    desk.press("4")
    desk.drag("فلاديمير بوتين")
    desk.press("1", "R")
    desk.type("holds")
    desk.press("Return")
    desk.click("الرئيس الروسي")
    [relation] = desk.annotations("relation")
    assert relation.spans == ()
    assert desk.fillers(relation) == [("from", "فلاديمير بوتين"), ("to", "الرئيس الروسي")]


def test_closing_the_list_of_labels_tags_nothing(desk: Desk) -> None:
    desk.drag("مباحثات هاتفية")
    desk.press("V", "Esc")
    assert desk.annotations() == []
    assert desk.selected_text() == "مباحثات هاتفية"
