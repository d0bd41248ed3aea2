"""What is written to the terminal: colours, width, direction, and when to leave them alone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from annotator.cli.bidi import Cell, cells_of, terminal_reorders, visual, wrap
from annotator.core.text import Direction

# The hues of the themes, as colours of the 256-colour table that a dark and a light ground bear.
_HUES = {
    "blue": 75,
    "cyan": 38,
    "mint": 36,
    "pear": 107,
    "olive": 143,
    "yellow": 178,
    "orange": 173,
    "pink": 175,
    "grey": 245,
}
BOLD = "1"
DIM = "2"
_RESET = "\x1b[0m"
_NARROWEST = 20
_WIDTH_UNKNOWN = 80


def hue(name: str) -> str:
    """The style of a hue of the themes; grey for one that is not known."""
    return f"38;5;{_HUES.get(name, _HUES['grey'])}"


def joined(*styles: str) -> str:
    """Several styles as one."""
    return ";".join(each for each in styles if each)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where lines go, and what it can show.

    `width` is None where lines are not cut (no terminal and none asked for). `reorder` says that
    right-to-left text is shaped and put into visual order here, since the terminal does not.
    """

    stream: IO[str]
    width: int | None = None
    colors: bool = False
    reorder: bool = False

    @classmethod
    def of(
        cls,
        stream: IO[str],
        *,
        bidi: str = "auto",
        color: str = "auto",
        width: int | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Terminal:
        """The terminal behind a stream, as the options and the environment have it."""
        is_terminal = stream.isatty()
        if width is None and is_terminal:
            width = shutil.get_terminal_size((_WIDTH_UNKNOWN, 24)).columns
        plain = "NO_COLOR" in environment and environment["NO_COLOR"] != ""
        return cls(
            stream,
            width=max(width, _NARROWEST) if width else None,
            colors=color == "always"
            or (
                color == "auto" and is_terminal and not plain and environment.get("TERM") != "dumb"
            ),
            reorder=bidi == "on"
            or (bidi == "auto" and is_terminal and not terminal_reorders(environment)),
        )

    def line(
        self, text: str = "", direction: Direction = "ltr", styles: Sequence[str] | None = None
    ) -> None:
        """Write one paragraph, cut into lines that fit; right-to-left ones from the right edge.

        `styles` has a style for each code point of `text`.
        """
        cells = cells_of(text, styles)
        for each in wrap(cells, self.width) if self.width else [cells]:
            self.cells(each, direction)

    def cells(self, cells: Sequence[Cell], direction: Direction) -> None:
        """Write one line as it is."""
        indent = 0
        if self.reorder:
            cells = visual(cells, direction)
            if cells and direction == "rtl" and self.width:
                indent = max(0, self.width - sum(each.width for each in cells))
        self.stream.write(" " * indent + self._styled(cells) + "\n")

    def _styled(self, cells: Sequence[Cell]) -> str:
        if not self.colors:
            return "".join(each.text for each in cells)
        parts: list[str] = []
        current = ""
        for each in cells:
            if each.style != current:
                parts.append(_RESET if current else "")
                parts.append(f"\x1b[{each.style}m" if each.style else "")
                current = each.style
            parts.append(each.text)
        parts.append(_RESET if current else "")
        return "".join(parts)


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: a C locale must not turn Arabic into an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
