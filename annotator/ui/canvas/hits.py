"""What lies under a point of the page: chips, handles, and the stack of annotations."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from annotator.ui.canvas.brackets import bracket_extent, bracket_x
from annotator.ui.canvas.metrics import BRACKET_PITCH, LANE_PITCH
from annotator.ui.canvas.page import Page, Shown

_CHIP_REACH = 3.0


@dataclass(frozen=True, slots=True)
class Hit:
    """The annotations at a point, the smallest first, and whether a chip or bracket was meant."""

    stack: tuple[str, ...] = ()
    on_chip: bool = False


def hit_at(page: Page, point: QPointF) -> Hit:
    """What lies at a point, given in the page's coordinates."""
    if not 0 <= point.y() < page.height:
        return Hit()
    index = page.block_at(point.y())
    shown = page.shown(index)
    here = QPointF(point.x(), point.y() - page.top(index))
    chip = _chip_at(page, shown, here)
    if chip:
        return Hit((chip,), on_chip=True)
    bracket = _bracket_at(page, shown, here)
    if bracket:
        return Hit((bracket,), on_chip=True)
    return Hit(_stack_at(shown, here))


def crowd_at(page: Page, point: QPointF) -> list[str]:
    """The annotations without a chip of their own that a chip `+n` counts, in their order."""
    if not 0 <= point.y() < page.height:
        return []
    index = page.block_at(point.y())
    shown = page.shown(index)
    here = QPointF(point.x(), point.y() - page.top(index))
    for chip in shown.scene.chips:
        rect = QRectF(chip.left, chip.top, chip.width, page.metrics.chip_height)
        if chip.kind == "more" and rect.adjusted(-4, -6, 4, 6).contains(here):
            return _crowd(page, shown, index, chip.line)
    return []


def _crowd(page: Page, shown: Shown, index: int, number: int) -> list[str]:
    line = shown.layout.lines[number]
    named = {chip.owner for chip in shown.scene.chips}
    found: dict[str, int] = {}
    for mark in page.marks.marks_in(index):
        start = mark.spans[0].start
        if mark.chip and line.start <= start < line.end and mark.owner not in named:
            found[mark.owner] = start
    for quote in page.marks.quotes_in(index):
        start = quote.spans[0].start
        if line.start <= start < line.end and quote.owner not in named:
            found[quote.owner] = start
    return sorted(found, key=lambda each: (found[each], each))


def stack_at(page: Page, offset: int) -> list[str]:
    """The annotations that cover the character at an offset, the shortest first."""
    index = page.blocks.at(offset)
    owners = {mark.owner for mark in page.marks.marks_in(index)}
    owners |= {quote.owner for quote in page.marks.quotes_in(index)}
    found: list[tuple[int, str]] = []
    for owner in owners:
        annotation = page.marks.annotation(owner)
        spans = annotation.spans if annotation else ()
        if any(span.contains_offset(offset) for span in spans):
            found.append((sum(span.length for span in spans), owner))
    return [owner for _length, owner in sorted(found)]


def _chip_at(page: Page, shown: Shown, point: QPointF) -> str:
    for chip in shown.scene.chips:
        rect = QRectF(chip.left, chip.top, chip.width, page.metrics.chip_height)
        reach = rect.adjusted(-1, -_CHIP_REACH, 1, _CHIP_REACH)
        if chip.owner and reach.contains(point):
            return chip.owner
    return ""


def _bracket_at(page: Page, shown: Shown, point: QPointF) -> str:
    for quote in shown.scene.quotes:
        x = bracket_x(shown.layout.block.direction, page.width, quote.mark.depth)
        top, bottom = bracket_extent(shown.layout, shown.scene, quote)
        if abs(point.x() - x) <= BRACKET_PITCH / 2 and top <= point.y() <= bottom:
            return quote.mark.owner
    return ""


def _stack_at(shown: Shown, point: QPointF) -> tuple[str, ...]:
    layout, scene = shown.layout, shown.scene
    number = layout.line_at(point.y())
    line = layout.lines[number]
    found: dict[str, int] = {}
    for piece in scene.pieces:
        if piece.line != number or piece.gap or piece.mark.kind in ("cue", "speaker"):
            continue
        foot = line.text_bottom + (piece.lane + 1) * LANE_PITCH + 2
        if piece.left <= point.x() <= piece.right and line.top <= point.y() <= foot:
            found[piece.mark.owner] = piece.mark.length
    if line.top <= point.y() <= line.text_bottom + 3:
        for quote in scene.quotes:
            for at, left, right in quote.stretches:
                if at == number and left <= point.x() <= right:
                    found.setdefault(quote.mark.owner, quote.mark.length)
    return tuple(sorted(found, key=lambda each: (found[each], each)))
