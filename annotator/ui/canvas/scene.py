"""The marks of one block, put on its lines: what the painter draws and the mouse hits.

x and y are pixels of the block. A scene is made when its block is first shown, and again when the
block's marks change; which annotation is selected or hovered changes only its chips.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from annotator.core.text import Span
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.chips import ChipWish, place_chips
from annotator.ui.canvas.lanes import MAX_LANES, Extent, assign_lanes
from annotator.ui.canvas.marks import Mark, QuoteMark, RoleMark, gaps
from annotator.ui.canvas.metrics import BRACKET_PITCH, FIRST_BRACKET, GUTTER, Metrics

ChipKind = Literal["label", "event", "role", "more"]
_FLAG_WIDTH = 12.0


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
class Chip:
    """A chip with its place; `owner` is the annotation it belongs to, empty for a count."""

    owner: str
    kind: ChipKind
    text: str
    hue: str
    line: int
    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    incomplete: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """The lines of a block that the content of a quote touches, and the stretches it covers."""

    mark: QuoteMark
    first: int
    last: int
    opens: bool
    closes: bool
    stretches: tuple[tuple[int, float, float], ...]


_Drafts: TypeAlias = dict[int, list[tuple[ChipWish, Chip]]]  # by line


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


def bracket_away(depth: int) -> int:
    """How far from the column the bracket of a quote stands."""
    return FIRST_BRACKET + depth * BRACKET_PITCH


class SceneMaker:
    """Makes scenes for the blocks of one page."""

    def __init__(self, metrics: Metrics, margin: int) -> None:
        self._metrics = metrics
        self._margin = margin

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
        drafts = self._drafts(layout, scene, {}, ())
        rows = self._set_chips(layout, scene, drafts, width)
        depth = [0] * len(layout.lines)
        for piece in scene.pieces:
            depth[piece.line] = max(depth[piece.line], piece.lane + 1)
        scene.rooms = list(zip(depth, rows, strict=True))
        layout.place(scene.rooms)
        self._set_chips(layout, scene, drafts, width)
        return scene

    def set_active(
        self, layout: BlockLayout, scene: BlockScene, roles: Sequence[RoleMark], width: int
    ) -> None:
        """Let the chips of a block tell the roles of the active frame, without moving a line."""
        by_target = {role.target: role for role in roles if role.target}
        bare = [role for role in roles if not role.target]
        self._set_chips(layout, scene, self._drafts(layout, scene, by_target, bare), width)

    def _set_chips(
        self, layout: BlockLayout, scene: BlockScene, drafts: _Drafts, width: int
    ) -> list[int]:
        """Give the chips their places; return how many rows each line needs for them."""
        drafts = {number: list(here) for number, here in drafts.items()}
        scene.chips = []
        self._set_quote_chips(layout, scene, drafts, width)
        rows = [0] * len(layout.lines)
        for number in range(len(layout.lines)):
            here = drafts.get(number, [])
            lost = self._place(layout, scene, number, here, rows, width)
            if not scene.rooms:
                scene.lost[number] = lost
            # While a frame is active its roles may take the place of labels: that is no loss.
            lost = scene.lost.get(number, lost) + scene.hidden.get(number, 0)
            if lost:
                scene.chips.append(self._count(layout, scene, number, lost, width))
                rows[number] = max(rows[number], 1)
        return rows

    def _set_quote_chips(
        self,
        layout: BlockLayout,
        scene: BlockScene,
        drafts: _Drafts,
        width: int,
    ) -> None:
        """Put the chips of quotes beside their brackets, or in a narrow margin into the lines."""
        taken: dict[int, int] = {}
        away = bracket_away(max((quote.mark.depth for quote in scene.quotes), default=0)) + 6
        room = self._margin - away - 4
        for quote in scene.quotes:
            if not quote.opens:
                continue
            mark = quote.mark
            extra = _FLAG_WIDTH * (mark.incomplete + mark.question)
            text, wide = self._metrics.chip_text(mark.chip)
            wide += extra
            line = layout.lines[quote.first]
            chip = Chip(
                mark.owner, "label", text, mark.hue, quote.first,
                incomplete=mark.incomplete, question=mark.question,
            )  # fmt: skip
            if wide <= room:
                number = taken.get(quote.first, 0)
                taken[quote.first] = number + 1
                left = width + away if layout.rtl else -away - wide
                top = line.top + 4 + number * self._metrics.chip_height
                scene.chips.append(replace(chip, left=left, top=top, width=wide))
            else:
                draft = self._draft(layout, mark.spans[0], text, 0, rank=mark.length)
                if draft is not None:
                    wish = replace(draft[0], width=wide, rank=(2, *draft[0].rank))
                    drafts.setdefault(quote.first, []).append((wish, chip))

    def _place(
        self,
        layout: BlockLayout,
        scene: BlockScene,
        number: int,
        drafts: list[tuple[ChipWish, Chip]],
        rows: list[int],
        width: int,
    ) -> int:
        """Put the chips of one line into the scene; return how many found no place."""
        limit = max(1, scene.rooms[number][1]) if scene.rooms else 3
        places = place_chips([wish for wish, _ in drafts], width, limit)
        lost = 0
        for (wish, chip), place in zip(drafts, places, strict=True):
            if place is None:
                lost += 1
                continue
            rows[number] = max(rows[number], place.row + 1)
            top = self._chip_top(layout, scene, number) + place.row * self._metrics.chip_height
            scene.chips.append(
                replace(chip, line=number, left=place.left, top=top, width=wish.width)
            )
        return lost

    def _chip_top(self, layout: BlockLayout, scene: BlockScene, number: int) -> float:
        lanes = scene.rooms[number][0] if scene.rooms else 0
        return layout.lines[number].text_bottom + self._metrics.lanes_below(lanes) + GUTTER

    def _count(
        self, layout: BlockLayout, scene: BlockScene, number: int, lost: int, width: int
    ) -> Chip:
        text, wide = self._metrics.chip_text(f"+{lost}")
        line = layout.lines[number]
        left = line.left - wide - 6 if layout.rtl else line.right + 6
        left = max(-wide - 4, min(left, width + 4))
        top = self._chip_top(layout, scene, number)
        return Chip("", "more", text, "grey", number, left, top, wide)

    def _drafts(
        self,
        layout: BlockLayout,
        scene: BlockScene,
        by_target: Mapping[str, RoleMark],
        bare: Sequence[RoleMark],
    ) -> _Drafts:
        found: _Drafts = {}
        seen: set[str] = set()
        for piece in scene.pieces:
            mark = piece.mark
            start = mark.spans[0].start
            if mark.owner in seen or not mark.chip or start < layout.block.start:
                continue
            seen.add(mark.owner)
            role = by_target.get(mark.owner)
            kind: ChipKind = "role" if role else "event" if mark.kind == "trigger" else "label"
            draft = self._draft(
                layout,
                mark.spans[0],
                role.name if role else mark.chip,
                piece.lane,
                rank=mark.length,
            )
            if draft is None:
                continue
            wish, number, text = draft
            extra = _FLAG_WIDTH * (mark.incomplete + mark.question) + (
                6.0 if kind == "event" else 0.0
            )
            wish = replace(wish, width=wish.width + extra, rank=(0 if role else 1, *wish.rank))
            hue = role.hue if role else mark.hue
            chip = Chip(
                mark.owner,
                kind,
                text,
                hue,
                number,
                incomplete=mark.incomplete,
                question=mark.question,
            )
            found.setdefault(number, []).append((wish, chip))
        for role in bare:
            self._add_bare(layout, role, found)
        return found

    def _add_bare(
        self,
        layout: BlockLayout,
        role: RoleMark,
        found: _Drafts,
    ) -> None:
        block = layout.block
        if not block.start <= role.spans[0].start < max(block.end, block.start + 1):
            return
        draft = self._draft(layout, role.spans[0], role.name, 0, rank=0)
        if draft is not None:
            wish, number, text = draft
            wish = replace(wish, rank=(0, *wish.rank))
            chip = Chip(role.frame, "role", text, role.hue, number)
            found.setdefault(number, []).append((wish, chip))

    def _draft(
        self, layout: BlockLayout, span: Span, text: str, lane: int, rank: int
    ) -> tuple[ChipWish, int, str] | None:
        number = layout.line_of(span.start)
        stretches = layout.intervals(number, span.start, span.end)
        if not stretches:
            return None
        from_right = layout.is_rtl_at(span.start)
        x = layout.x_of(span.start)
        # The stretch that holds the start is the one the chip hangs from.
        left, right = min(stretches, key=lambda each: min(abs(each[0] - x), abs(each[1] - x)))
        text, wide = self._metrics.chip_text(text)
        order = round(-right if layout.rtl else left)
        return ChipWish(wide, left, right, from_right, (lane, order, rank)), number, text


def _lanes(layout: BlockLayout, marks: Sequence[Mark]) -> list[int]:
    block = layout.block
    extents = [
        Extent(max(mark.spans[0].start, block.start), min(mark.spans[-1].end, block.end))
        for mark in marks
    ]
    return assign_lanes(extents)


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
