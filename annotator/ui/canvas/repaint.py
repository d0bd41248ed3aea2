"""Which lines look different after a change, so that only those are painted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.ui.canvas.block_layout import Line
from annotator.ui.canvas.chip_plan import Chip
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.scene import Piece, QuotePiece

_AIR = 3
"""Pixels by which marks reach over the edges of their line."""


class Looks:
    """How some blocks of a page look now, to be compared with how they look later.

    Scenes and lines are made anew rather than altered, so that it is enough to hold on to them.
    """

    def __init__(self, page: Page, blocks: Iterable[int]) -> None:
        self._page = page
        self._before = {block: _look(page, block) for block in blocks if page.is_laid_out(block)}

    def changed(self) -> list[tuple[int, int | None]]:
        """The stretches of the page that changed: top and bottom y; None for all that follows."""
        found: list[tuple[int, int | None]] = []
        for block, before in self._before.items():
            top, after = self._page.top(block), _look(self._page, block)
            for first, last in _differences(before, after):
                found.append((top + first - _AIR, None if last is None else top + last + _AIR))
        return found


_Look = tuple[list[Line], list[QuotePiece], list[Piece], list[Chip]]


def _look(page: Page, block: int) -> _Look:
    shown = page.shown(block)
    scene = shown.scene
    return shown.layout.lines, scene.quotes, scene.pieces, scene.chips


def _differences(before: _Look, after: _Look) -> Iterator[tuple[int, int | None]]:
    lines, quotes, pieces, chips = after
    if quotes != before[1]:
        # A bracket, a tint and a chip in the margin: they reach over many lines.
        yield 0, None if lines != before[0] else lines[-1].bottom
        return
    for number, (line, old) in enumerate(zip(lines, before[0], strict=True)):
        if line != old:
            yield line.top, None
            lines = lines[:number]
            break
    pieces_before, pieces_after = _by_line(before[2]), _by_line(pieces)
    chips_before, chips_after = _by_line(before[3]), _by_line(chips)
    for number, line in enumerate(lines):
        if (pieces_before[number], chips_before[number]) != (
            pieces_after[number],
            chips_after[number],
        ):
            yield line.top, line.bottom


def _by_line(items: Sequence[Piece] | Sequence[Chip]) -> defaultdict[int, list[Piece | Chip]]:
    found: defaultdict[int, list[Piece | Chip]] = defaultdict(list)
    for item in items:
        found[item.line].append(item)
    return found
