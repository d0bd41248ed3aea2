from __future__ import annotations

from tests.e2e.conftest import Desk


def test_a_double_click_leaves_the_attached_and_out(desk: Desk) -> None:
    """وتاس is the agency تاس with an attached و, which stays out of the span."""
    desk.double_click("وتاس")
    while desk.selected_text() != "تاس":
        desk.press("'")
        assert desk.strokes < 5
    desk.press("2")
    assert desk.labels() == [("ORG", "تاس")]


def test_the_clitic_of_an_annotation_goes_in_and_out(desk: Desk) -> None:
    desk.double_click("وتاس")
    while desk.selected_text() != "تاس":
        desk.press("'")
    desk.press("2", "'")
    assert desk.labels() == [("ORG", "وتاس")]
    desk.press("Ctrl+Z")
    assert desk.labels() == [("ORG", "تاس")]
