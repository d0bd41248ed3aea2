"""Is there a screen to open the window on?"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from annotator.core.errors import N_, HashiyaError


class NoScreenError(HashiyaError):
    """The window cannot be opened, for want of a screen."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is "
                "set. Start Hashiya from a desktop session. The commands need no screen: see "
                "`hashiya --help`."
            )
        )


def check_screen(environ: Mapping[str, str], system: str = sys.platform) -> None:
    """Say so where Qt would find no screen: it aborts then, which no exception handler sees.

    Raises:
        NoScreenError: on Linux, neither X11 nor Wayland is there and no other platform is named.
    """
    names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if system == "linux" and not any(environ.get(name) for name in names):
        raise NoScreenError
