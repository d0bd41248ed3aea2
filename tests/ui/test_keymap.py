from __future__ import annotations

import pytest

from annotator.app.settings import Settings
from annotator.ui.keymap import SETTING, Keymap, is_plain, normal


@pytest.fixture
def keymap() -> Keymap:
    return Keymap(Settings.load())


def test_without_a_choice_the_keys_are_those_of_the_table(keymap: Keymap) -> None:
    assert keymap.keys("undo") == ("Ctrl+Z",)
    assert keymap.keys("finish_document") == ("Ctrl+Return", "Ctrl+Enter")
    assert not keymap.is_changed("undo")
    spec = keymap.action_of("Ctrl+Shift+Z")
    assert spec is not None
    assert spec.id == "redo"


def test_keys_that_are_given_hold_in_the_next_session_too(keymap: Keymap) -> None:
    keymap.give("undo", ["Ctrl+U", "F9"])
    later = Keymap(Settings.load())
    assert later.keys("undo") == ("Ctrl+U", "F9")
    assert later.is_changed("undo")
    assert later.action_of("Ctrl+Z") is None


def test_a_key_is_taken_from_the_action_that_had_it(keymap: Keymap) -> None:
    keymap.give("note", ["Ctrl+Z"])
    assert keymap.keys("undo") == ()
    assert keymap.shown("undo") == ""
    keymap.reset("undo")
    assert keymap.keys("undo") == ("Ctrl+Z",)
    assert keymap.keys("note") == ()


def test_all_keys_are_brought_back_at_once(keymap: Keymap) -> None:
    keymap.give("undo", [])
    keymap.give("note", ["Ctrl+Z"])
    keymap.reset()
    assert keymap.keys("undo") == ("Ctrl+Z",)
    assert keymap.keys("note") == ("N",)


def test_a_setting_written_by_hand_is_read_as_well_as_it_goes() -> None:
    settings = Settings.load()
    settings.set(SETTING, ["undo=ctrl+u", "nothing=Ctrl+P", "note=Ctrl+U nonsense+", "rubbish"])
    keymap = Keymap(settings)
    assert keymap.keys("undo") == ("Ctrl+U",)
    assert keymap.keys("note") == ("Ctrl+U",)
    spec = keymap.action_of("Ctrl+U")
    assert spec is not None
    assert spec.id == "undo"


@pytest.mark.parametrize("key", ["N", "Del", "Esc", "Tab", "Shift+Tab", "Shift+K", "'"])
def test_plain_keys_stand_aside_while_one_types(key: str) -> None:
    assert is_plain(key)


@pytest.mark.parametrize("key", ["Ctrl+N", "Alt+1", "F2", "Shift+F6", "Meta+A"])
def test_other_keys_do_not(key: str) -> None:
    assert not is_plain(key)


def test_what_is_no_key_is_none() -> None:
    assert normal("nonsense+") == ""
    assert normal("") == ""
