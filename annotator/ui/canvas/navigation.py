"""Where the caret goes: as the eye sees it, word by word or grapheme by grapheme.

The left arrow moves left, whatever the direction of the letters under it. At the end of a line it
goes on where reading goes on: on the next line in a right-to-left paragraph, on the one before in
a left-to-right one.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.text import Span, next_word, previous_word, word_at, words
from annotator.ui.canvas.page import Page


@dataclass(frozen=True, slots=True)
class LineRef:
    """A line of the page: its block and its number in it."""

    block: int
    number: int


def line_of(page: Page, offset: int, *, upstream: bool = False) -> LineRef:
    """The line on which an offset stands."""
    block = page.blocks.at(offset, upstream=upstream)
    return LineRef(block, page.shown(block).layout.line_of(offset, upstream=upstream))


def next_line(page: Page, line: LineRef, step: int) -> LineRef | None:
    """The line below (`step` 1) or above (-1), or None at the ends of the text."""
    block, number = line.block, line.number + step
    while True:
        if not 0 <= block < len(page.blocks):
            return None
        lines = page.shown(block).layout.lines
        if 0 <= number < len(lines):
            return LineRef(block, number)
        block += step
        if 0 <= block < len(page.blocks):
            number = 0 if step > 0 else len(page.shown(block).layout.lines) - 1


def is_rtl(page: Page, line: LineRef) -> bool:
    """Whether the line's paragraph runs from right to left."""
    return page.blocks[line.block].direction == "rtl"


def words_on(page: Page, line: LineRef) -> list[tuple[float, Span]]:
    """The words of a line from left to right, each with the x of its middle.

    A word that is broken over two lines belongs to the one it starts on.
    """
    layout = page.shown(line.block).layout
    here = layout.lines[line.number]
    block = layout.block
    found: list[tuple[float, Span]] = []
    for word in words(page.text, here.start, block.end):
        if word.start >= here.end:
            break
        stretches = layout.intervals(line.number, word.start, word.end)
        if stretches:
            found.append(((stretches[0][0] + stretches[-1][1]) / 2, word))
    return sorted(found, key=lambda each: (each[0], each[1]))


def word_beside(page: Page, word: Span, *, left: bool) -> Span | None:
    """The word that the eye finds to the left (or right) of a word, over the ends of lines too."""
    line = line_of(page, word.start)
    row = [each for _, each in words_on(page, line)]
    if word in row:
        at = row.index(word) + (-1 if left else 1)
        if 0 <= at < len(row):
            return row[at]
    step = 1 if is_rtl(page, line) == left else -1
    following = next_line(page, line, step)
    while following is not None:
        row = [each for _, each in words_on(page, following)]
        if row:
            return row[-1] if left else row[0]
        following = next_line(page, following, step)
    return None


def word_near(page: Page, offset: int) -> Span | None:
    """The word at an offset, or the next one after it, or the last one before it."""
    return (
        word_at(page.text, offset)
        or next_word(page.text, offset)
        or previous_word(page.text, offset)
    )


def word_in_line(page: Page, line: LineRef, x: float) -> Span | None:
    """The word of a line whose middle lies nearest to `x`."""
    row = words_on(page, line)
    return min(row, key=lambda each: abs(each[0] - x))[1] if row else None


def grapheme_beside(
    page: Page, offset: int, *, upstream: bool, left: bool
) -> tuple[int, bool] | None:
    """The caret one grapheme to the left (or right): its offset, and whether it is upstream."""
    line = line_of(page, offset, upstream=upstream)
    layout = page.shown(line.block).layout
    x = layout.x_of(offset, upstream=upstream)
    cells = [each for each in layout.stops(line.number) if each[2] - each[1] > 0.01]
    if left:
        beside = [each for each in cells if (each[1] + each[2]) / 2 < x]
        cell = max(beside, key=lambda each: each[1], default=None)
    else:
        beside = [each for each in cells if (each[1] + each[2]) / 2 > x]
        cell = min(beside, key=lambda each: each[1], default=None)
    if cell is not None:
        # Past a cell, the caret stands at the far edge of it.
        forward = cell[3] == left
        return (layout.grapheme_end(line.number, cell[0]), True) if forward else (cell[0], False)
    rtl = is_rtl(page, line)
    following = next_line(page, line, 1 if rtl == left else -1)
    if following is None:
        return None
    return line_edge(page, following, end=rtl != left)


def line_edge(page: Page, line: LineRef, *, end: bool) -> tuple[int, bool]:
    """The caret at the start or the end of a line in reading order."""
    here = page.shown(line.block).layout.lines[line.number]
    return (here.end, here.end > here.start) if end else (here.start, False)
