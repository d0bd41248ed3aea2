"""The marks of one block, put on its lines: what the painter draws and the mouse hits.

x and y are pixels of the block. A scene is made when its block is first shown, and again when the
block's marks change; which annotation is selected or hovered changes only its chips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.text import Span
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.chip_plan import Chip, ChipHanger
from annotator.ui.canvas.lanes import MAX_LANES, Extent, assign_lanes
from annotator.ui.canvas.marks import Mark, QuoteMark, RoleMark, gaps
from annotator.ui.canvas.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Piece:
    """One straight stretch of a mark on one line.

    `opens_left` and `opens_right` say that the mark really begins or ends there, rather than
    being carried on to another line or another run.
    """

    mark: Mark
    line: int
    lane: int
    left: float
    right: float
    opens_left: bool = True
    opens_right: bool = True
    gap: bool = False


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """The lines of a block that the content of a quote touches, and the stretches it covers."""

    mark: QuoteMark
    first: int
    last: int
    opens: bool
    closes: bool
    stretches: tuple[tuple[int, float, float], ...]


@dataclass(slots=True)
class BlockScene:
    """All that is drawn of one block's annotations."""

    pieces: list[Piece] = field(default_factory=list)
    quotes: list[QuotePiece] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    rooms: list[tuple[int, int]] = field(default_factory=list)
    hidden: dict[int, int] = field(default_factory=dict)
    """How many marks of a line found no lane."""
    lost: dict[int, int] = field(default_factory=dict)
    """How many chips of a line found no place."""


class SceneMaker:
    """Makes scenes for the blocks of one page."""

    def __init__(self, metrics: Metrics, margin: int) -> None:
        self._chips = ChipHanger(metrics, margin)

    def make(
        self, layout: BlockLayout, marks: Sequence[Mark], quotes: Sequence[QuoteMark], width: int
    ) -> BlockScene:
        """The scene of a block; the layout's lines are given their room by it."""
        scene = BlockScene()
        lanes = _lanes(layout, marks)
        for mark, lane in zip(marks, lanes, strict=True):
            if lane < MAX_LANES:
                scene.pieces.extend(_pieces(layout, mark, lane))
            else:
                number = layout.line_of(max(mark.spans[0].start, layout.block.start))
                scene.hidden[number] = scene.hidden.get(number, 0) + 1
        scene.quotes = [_quote_piece(layout, quote) for quote in quotes]
        plan = self._chips.plan(layout, scene, width, {}, ())
        scene.lost = plan.lost
        depth = [0] * len(layout.lines)
        for piece in scene.pieces:
            depth[piece.line] = max(depth[piece.line], piece.lane + 1)
        for number in scene.hidden:
            plan.rows[number] = max(plan.rows[number], 1)  # for their count
        scene.rooms = list(zip(depth, plan.rows, strict=True))
        layout.place(scene.rooms)
        self._chips.hang(layout, scene, plan, width)
        return scene

    def set_active(
        self, layout: BlockLayout, scene: BlockScene, roles: Sequence[RoleMark], width: int
    ) -> None:
        """Let the chips of a block tell the roles of the active frame, without moving a line.

        Roles may take the place of labels: that is no loss, and not counted.
        """
        by_target = {role.target: role for role in roles if role.target}
        bare = [role for role in roles if not role.target]
        plan = self._chips.plan(layout, scene, width, by_target, bare)
        self._chips.hang(layout, scene, plan, width)


def _lanes(layout: BlockLayout, marks: Sequence[Mark]) -> list[int]:
    block = layout.block
    extents = [
        Extent(max(mark.spans[0].start, block.start), min(mark.spans[-1].end, block.end))
        for mark in marks
    ]
    groups = sorted({mark.group for mark in marks})
    if len(groups) < 2:
        return assign_lanes(extents)
    lanes, below = [MAX_LANES] * len(marks), 0
    for group in groups:  # each annotator's marks lie together, and none between another's
        own = [i for i, mark in enumerate(marks) if mark.group == group]
        given = assign_lanes([extents[i] for i in own], max(0, MAX_LANES - below))
        found = [lane for lane in given if lane < MAX_LANES - below]
        for i, lane in zip(own, given, strict=True):
            lanes[i] = below + lane
        below += max(found, default=-1) + 1
    return lanes


def _pieces(layout: BlockLayout, mark: Mark, lane: int) -> list[Piece]:
    found: list[Piece] = []
    for span in mark.spans:
        for number, left, right in stretches_of(layout, span):
            rtl = layout.rtl
            line = layout.lines[number]
            begins, ends = span.start >= line.start, span.end <= line.end
            opens_left, opens_right = (ends, begins) if rtl else (begins, ends)
            found.append(Piece(mark, number, lane, left, right, opens_left, opens_right))
    for span in gaps(mark.spans):
        for number, left, right in stretches_of(layout, span):
            found.append(Piece(mark, number, lane, left, right, gap=True))
    return found


def stretches_of(layout: BlockLayout, span: Span) -> list[tuple[int, float, float]]:
    """Line, left and right of each stretch that a span covers in a block."""
    block = layout.block
    start, end = max(span.start, block.start), min(span.end, block.end)
    if start >= end:
        return []
    first, last = layout.line_of(start), layout.line_of(end, upstream=True)
    return [
        (number, left, right)
        for number in range(first, last + 1)
        for left, right in layout.intervals(number, start, end)
    ]


def _quote_piece(layout: BlockLayout, quote: QuoteMark) -> QuotePiece:
    block = layout.block
    start = max(quote.spans[0].start, block.start)
    end = max(min(quote.spans[-1].end, block.end), start)
    stretches = [each for span in quote.spans for each in stretches_of(layout, span)]
    return QuotePiece(
        quote,
        layout.line_of(start),
        layout.line_of(end, upstream=True),
        quote.spans[0].start >= block.start,
        quote.spans[-1].end <= block.end,
        tuple(stretches),
    )
