"""The whole article as laid-out blocks, of which only those that are looked at exist.

No widget and no painting: where every offset stands and what lies at every point. x is measured
from the left edge of the column, y from the top of the document.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.core.model import Document
from annotator.core.text import Span
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.blocks import BlockList
from annotator.ui.canvas.heights import HeightIndex
from annotator.ui.canvas.marks import MarkIndex
from annotator.ui.canvas.metrics import Metrics
from annotator.ui.canvas.scene import BlockScene, SceneMaker

_KEPT = 400
"""Laid-out blocks that are kept; a screen shows a dozen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a caret stands: its x, and the top and bottom of its line of text."""

    x: float
    top: float
    bottom: float


@dataclass(slots=True)
class Shown:
    """A block that is laid out, with its marks."""

    layout: BlockLayout
    scene: BlockScene


class Page:
    """The blocks of one document in a column of one width."""

    def __init__(
        self,
        document: Document,
        blocks: BlockList,
        marks: MarkIndex,
        metrics: Metrics,
        width: int,
        margin: int,
    ) -> None:
        self.text = document.text
        self.blocks = blocks
        self.marks = marks
        self.metrics = metrics
        self.width = width
        self.grown: Callable[[int, int], None] = lambda _block, _delta: None
        """Called with a block and by how much its height was corrected."""
        self._maker = SceneMaker(metrics, margin)
        self._shown: OrderedDict[int, Shown] = OrderedDict()
        self._active = ""
        self.heights = HeightIndex(
            metrics.estimate(block, i, width) for i, block in enumerate(blocks.blocks)
        )

    @property
    def height(self) -> int:
        """The height of the document, as far as it is known."""
        return self.heights.total

    def shown(self, index: int) -> Shown:
        """The block `index`, laid out now if it was not."""
        known = self._shown.get(index)
        if known is not None:
            self._shown.move_to_end(index)
            return known
        layout = BlockLayout(self.text, self.blocks[index], index, self.metrics, self.width)
        shown = Shown(layout, self._scene(layout))
        self._shown[index] = shown
        while len(self._shown) > _KEPT:
            self._shown.popitem(last=False)
        self._correct(index, layout.height)
        return shown

    def is_laid_out(self, index: int) -> bool:
        """Whether a block is laid out, so that its height is no estimate."""
        return index in self._shown

    def refresh(self, blocks: Iterable[int]) -> bool:
        """Remake the marks of these blocks; return whether a line moved."""
        moved = False
        for index in blocks:
            known = self._shown.get(index)
            if known is not None:
                tops = [line.top for line in known.layout.lines]
                known.scene = self._scene(known.layout)
                moved |= tops != [line.top for line in known.layout.lines]
                moved |= self._correct(index, known.layout.height)
        return moved

    def take_marks(self, marks: MarkIndex) -> None:
        """Show other marks of the same text; no frame is active then."""
        self._active = ""
        self.marks = marks
        self.refresh(tuple(self._shown))

    def set_active(self, annotation_id: str) -> set[int]:
        """Show the roles of this frame on its arguments; return the blocks that it changes."""
        if annotation_id == self._active:
            return set()
        touched = self._blocks_of_roles(self._active)
        self._active = annotation_id
        touched |= self._blocks_of_roles(annotation_id)
        for index in touched:
            known = self._shown.get(index)
            if known is not None:
                roles = self.marks.roles_of(annotation_id)
                self._maker.set_active(known.layout, known.scene, roles, self.width)
        return touched

    def top(self, index: int) -> int:
        """The y of a block's top."""
        return self.heights.top(index)

    def block_at(self, y: float) -> int:
        """The block that covers `y`."""
        return self.heights.at(y)

    def hit(self, x: float, y: float) -> tuple[int, bool]:
        """The offset nearest to a point, and whether it is meant upstream."""
        index = self.block_at(y)
        return self.shown(index).layout.hit(x, y - self.top(index))

    def character_at(self, x: float, y: float) -> int:
        """The offset of the character under a point."""
        index = self.block_at(y)
        return self.shown(index).layout.character_at(x, y - self.top(index))

    def place_of(self, offset: int, *, upstream: bool = False) -> Place:
        """Where the caret at an offset stands."""
        index = self.blocks.at(offset, upstream=upstream)
        layout = self.shown(index).layout
        top = self.top(index)
        line = layout.lines[layout.line_of(offset, upstream=upstream)]
        x = layout.x_of(offset, upstream=upstream)
        return Place(x, top + line.top, top + line.text_bottom)

    def vertical_extent(self, span: Span) -> tuple[int, int]:
        """The top of the first and the bottom of the last line that a span touches."""
        first, last = self.blocks.at(span.start), self.blocks.at(span.end - 1)
        above = self.shown(first).layout
        top = above.lines[above.line_of(span.start)].top
        below = self.shown(last).layout
        bottom = below.lines[below.line_of(span.end, upstream=True)].bottom
        return self.top(first) + top, self.top(last) + bottom

    def _scene(self, layout: BlockLayout) -> BlockScene:
        index = layout.index
        scene = self._maker.make(
            layout, self.marks.marks_in(index), self.marks.quotes_in(index), self.width
        )
        if self._active and index in self._blocks_of_roles(self._active):
            self._maker.set_active(layout, scene, self.marks.roles_of(self._active), self.width)
        return scene

    def _blocks_of_roles(self, annotation_id: str) -> set[int]:
        found: set[int] = set()
        for role in self.marks.roles_of(annotation_id):
            for span in role.spans:
                found.update(self.blocks.range_of(span))
        return found

    def _correct(self, index: int, height: int) -> bool:
        delta = self.heights.set(index, height)
        if delta:
            self.grown(index, delta)
        return delta != 0
