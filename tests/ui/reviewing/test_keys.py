"""The keys of the review queue: each means one thing, and arrows go where the eye goes."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.ui.reviewing.keys import EDGE_KEYS, QUEUE_ACTIONS, action_for, shown_key


def test_no_key_means_two_things() -> None:
    keys = [key for each in QUEUE_ACTIONS for key in (*each.keys, *each.for_all)]
    assert not [key for key, count in Counter([*keys, *EDGE_KEYS]).items() if count > 1]


@pytest.mark.parametrize(
    ("key", "rtl", "action"),
    [
        ("Left", True, "skip"),
        ("Right", True, "back"),
        ("Right", False, "skip"),
        ("Left", False, "back"),
        ("Space", True, "skip"),
        ("Backspace", False, "back"),
        ("Shift+?", False, "question"),
    ],
)
def test_a_key_has_its_action(key: str, rtl: bool, action: str) -> None:
    found = action_for(key, rtl=rtl)
    assert found is not None
    assert found[0].id == action
    assert not found[1]


def test_with_shift_a_decision_is_about_all_identical_cases() -> None:
    for key in ("Shift+A", "Shift+X"):
        found = action_for(key, rtl=True)
        assert found is not None
        assert found[1]
    assert action_for("Shift+N", rtl=True) is None


def test_buttons_show_the_arrow_that_leads_there() -> None:
    skip, back = (next(each for each in QUEUE_ACTIONS if each.id == it) for it in ("skip", "back"))
    assert (shown_key(skip, rtl=True), shown_key(back, rtl=True)) == ("←", "→")
    assert (shown_key(skip, rtl=False), shown_key(back, rtl=False)) == ("→", "←")
