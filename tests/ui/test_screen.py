from __future__ import annotations

import pytest

from annotator.ui.screen import NoScreenError, check_screen


@pytest.mark.parametrize(
    "environ",
    [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}],
)
def test_a_screen_is_seen_by_any_of_its_variables(environ: dict[str, str]) -> None:
    check_screen(environ, "linux")


def test_without_a_screen_the_user_is_told() -> None:
    with pytest.raises(NoScreenError, match="no screen"):
        check_screen({}, "linux")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_one(system: str) -> None:
    check_screen({}, system)
