"""Where something stands in a TOML text: `tomllib` keeps no line numbers of what it has read."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of tables, and indexes of arrays, such as `("layers", 0, "id")`."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_TRIPLE = re.compile(r'"""|\'\'\'')


class Locator:
    """Finds the lines of tables and keys in a text that is valid TOML.

    Tables may be written with headers or inline. What stands inside an inline value is given the
    line of the text looked for, or else that of the value.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._found: dict[Path, int] = {}
        self._scan()

    def line(self, path: Path, needle: str = "") -> int:
        """The line (from 1) of `path`, or of the nearest thing around it that has a line.

        `needle` is a text that stands in the value, such as the wrong word itself: the line of its
        first occurrence there is better than that of the value's beginning.
        """
        known = path
        while known and known not in self._found:
            known = known[:-1]
        first = self._found.get(known, 1)
        if needle:
            for number in range(first, self._end_of(known, first)):
                if needle in self._lines[number - 1]:
                    return number
        return first

    def block(self, path: Path) -> tuple[int, int] | None:
        """The first line of a table that has a header, and the line after its last one.

        What the table holds belongs to it; so do blank lines and comments below it, up to the next
        header. None where the table is written inline.
        """
        first = self._found.get(path)
        if first is None or not _HEADER.match(self._lines[first - 1]):
            return None
        return first, self._end_of(path, first)

    def _end_of(self, path: Path, first: int) -> int:
        """The line after the value at `path`: where the next one that is not inside it begins."""
        later = (
            line
            for other, line in self._found.items()
            if line > first and other[: len(path)] != path
        )
        return min(later, default=len(self._lines) + 1)

    def _scan(self) -> None:
        counts: defaultdict[Path, int] = defaultdict(int)
        table: Path = ()
        inside = ""  # the quotes of the multi-line string that the line begins in
        for number, line in enumerate(self._lines, start=1):
            began_inside = inside
            inside = _string_left_open(line, inside)
            if began_inside:
                continue
            if header := _HEADER.match(line):
                table = self._resolved(tuple(header[2].split(".")), counts)
                if header[1] == "[[":
                    table = (*table, counts[table])
                    counts[table[:-1]] += 1
                self._found.setdefault(table, number)
            elif key := _KEY.match(line):
                self._found.setdefault((*table, *key[1].split(".")), number)

    def _resolved(self, names: tuple[str, ...], counts: dict[Path, int]) -> Path:
        """The path that a header's names mean: in an array of tables, its last one so far."""
        path: Path = ()
        for name in names[:-1]:
            path = (*path, name)
            if counts.get(path):
                path = (*path, counts[path] - 1)
        return (*path, names[-1])


def _string_left_open(line: str, inside: str) -> str:
    """The quotes of the multi-line string that is still open after `line`."""
    for match in _TRIPLE.finditer(line):
        if not inside:
            inside = match[0]
        elif inside == match[0]:
            inside = ""
    return inside
