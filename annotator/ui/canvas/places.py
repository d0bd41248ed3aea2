"""Where stretches of text are in the viewport, for what is painted over the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from annotator.core.text import Span
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.brackets import text_band
from annotator.ui.canvas.page import Page, Shown
from annotator.ui.canvas.scene import stretches_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A block that is in view: its layout and marks, and where its top left corner is."""

    index: int
    shown: Shown
    at: QPointF

    @property
    def layout(self) -> BlockLayout:
        """The lines of the block."""
        return self.shown.layout


def blocks_in_view(page: Page, origin: QPointF, area: QRectF) -> list[Seen]:
    """The blocks that touch an area of the viewport; `origin` is the page's top left there."""
    seen: list[Seen] = []
    index = page.block_at(area.top() - origin.y())
    while index < len(page.blocks):
        top = origin.y() + page.top(index)
        if top > area.bottom():
            break
        seen.append(Seen(index, page.shown(index), QPointF(origin.x(), top)))
        index += 1
    return seen


def boxes(seen: Seen, span: Span) -> Iterator[tuple[int, QRectF]]:
    """Each stretch of a span in a block: its line, and the box of its letters in the viewport."""
    for number, left, right in stretches_of(seen.layout, span):
        top, bottom = text_band(seen.layout.lines[number])
        yield number, QRectF(left, top, right - left, bottom - top).translated(seen.at)
