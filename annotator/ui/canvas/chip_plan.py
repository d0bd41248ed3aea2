"""Which chips the lines of a block carry, and where they hang.

Placing them comes in two steps. A plan says what hangs in which row of its line, from which
follows how much room the lines need; once the lines have it, the chips are hung.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from annotator.core.text import Span
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.chips import MAX_ROWS, ChipPlace, ChipWish, place_chips
from annotator.ui.canvas.marks import Mark, QuoteMark, RoleMark
from annotator.ui.canvas.metrics import BRACKET_PITCH, FIRST_BRACKET, GUTTER, Metrics

if TYPE_CHECKING:
    from annotator.ui.canvas.scene import BlockScene

ChipKind = Literal["label", "event", "role", "more"]
_FLAG_WIDTH = 12.0
_POINTS_WIDTH = 6.0


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


class _Draft(NamedTuple):
    """A chip without a place."""

    owner: str
    kind: ChipKind
    text: str
    hue: str
    line: int
    wish: ChipWish
    mark: Mark | QuoteMark | None = None


class _Beside(NamedTuple):
    """The chip of a quote beside its bracket, the `number`th at its line."""

    mark: QuoteMark
    text: str
    line: int
    left: float
    width: float
    number: int


@dataclass(slots=True)
class ChipPlan:
    """The chips of a block by line, with the rows that they need."""

    beside: list[_Beside] = field(default_factory=list)
    drafts: dict[int, list[_Draft]] = field(default_factory=dict)
    places: dict[int, list[ChipPlace | None]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    lost: dict[int, int] = field(default_factory=dict)
    """How many chips of a line found no place."""


class ChipHanger:
    """Plans and hangs the chips of the blocks of one page."""

    def __init__(self, metrics: Metrics, margin: int) -> None:
        self._metrics = metrics
        self._margin = margin

    def plan(
        self,
        layout: BlockLayout,
        scene: BlockScene,
        width: int,
        by_target: Mapping[str, RoleMark],
        bare: Sequence[RoleMark],
    ) -> ChipPlan:
        """Give every chip its row; in a scene whose lines have their room it must suffice."""
        plan = ChipPlan(rows=[0] * len(layout.lines))
        self._draft_marks(layout, scene, by_target, plan)
        for role in bare:
            self._draft_bare(layout, role, plan)
        self._draft_quotes(layout, scene, width, plan)
        for number, drafts in plan.drafts.items():
            limit = max(1, scene.rooms[number][1]) if scene.rooms else MAX_ROWS
            places = place_chips([draft.wish for draft in drafts], width, limit)
            plan.places[number] = places
            plan.rows[number] = max((place.row + 1 for place in places if place), default=0)
            plan.lost[number] = places.count(None)
        return plan

    def hang(self, layout: BlockLayout, scene: BlockScene, plan: ChipPlan, width: int) -> None:
        """Put the planned chips into the scene, whose lines have their room."""
        scene.chips = [self._hung_beside(layout, each) for each in plan.beside]
        for number in range(len(layout.lines)):
            top = self._top(layout, scene, number)
            for draft, place in zip(
                plan.drafts.get(number, ()), plan.places.get(number, ()), strict=True
            ):
                if place is not None:
                    y = top + place.row * self._metrics.chip_height
                    scene.chips.append(_chip(draft, place.left, y))
            lost = scene.lost.get(number, 0) + scene.hidden.get(number, 0)
            if lost:
                beside = [each for each in scene.chips if (each.line, each.top) == (number, top)]
                scene.chips.append(self._count(layout, number, lost, width, top, beside))

    def _draft_marks(
        self,
        layout: BlockLayout,
        scene: BlockScene,
        by_target: Mapping[str, RoleMark],
        plan: ChipPlan,
    ) -> None:
        seen: set[str] = set()
        for piece in scene.pieces:
            mark = piece.mark
            first = mark.spans[0]
            if mark.owner in seen or not mark.chip or first.start < layout.block.start:
                continue
            seen.add(mark.owner)
            role = by_target.get(mark.owner)
            kind: ChipKind = "role" if role else "event" if mark.kind == "trigger" else "label"
            text, wide = self._metrics.chip_text(role.name if role else mark.chip)
            wide += _flags(mark) + (_POINTS_WIDTH if kind == "event" else 0.0)
            number = layout.line_of(first.start)
            wish = _wish(
                layout, number, first, wide, 0 if role else 1, lane=piece.lane, size=mark.length
            )
            if wish is not None:
                hue = role.hue if role else mark.hue
                draft = _Draft(mark.owner, kind, text, hue, number, wish, mark)
                plan.drafts.setdefault(number, []).append(draft)

    def _draft_bare(self, layout: BlockLayout, role: RoleMark, plan: ChipPlan) -> None:
        block, span = layout.block, role.spans[0]
        if not block.start <= span.start < max(block.end, block.start + 1):
            return
        text, wide = self._metrics.chip_text(role.name)
        number = layout.line_of(span.start)
        wish = _wish(layout, number, span, wide, 0, lane=0, size=0)
        if wish is not None:
            draft = _Draft(role.frame, "role", text, role.hue, number, wish)
            plan.drafts.setdefault(number, []).append(draft)

    def _draft_quotes(
        self, layout: BlockLayout, scene: BlockScene, width: int, plan: ChipPlan
    ) -> None:
        """Put the chips of quotes beside their brackets, or in a narrow margin into the lines."""
        taken: dict[int, int] = {}
        away = bracket_away(max((quote.mark.depth for quote in scene.quotes), default=0)) + 6
        room = self._margin - away - 4
        for quote in scene.quotes:
            if not quote.opens:
                continue
            mark, line = quote.mark, quote.first
            text, wide = self._metrics.chip_text(mark.chip)
            wide += _flags(mark)
            if wide <= room:
                number = taken.get(line, 0)
                taken[line] = number + 1
                left = width + away if layout.rtl else -away - wide
                plan.beside.append(_Beside(mark, text, line, left, wide, number))
                continue
            start = layout.line_of(mark.spans[0].start)
            wish = _wish(layout, start, mark.spans[0], wide, 2, lane=0, size=mark.length)
            if wish is not None:
                draft = _Draft(mark.owner, "label", text, mark.hue, line, wish, mark)
                plan.drafts.setdefault(line, []).append(draft)

    def _hung_beside(self, layout: BlockLayout, each: _Beside) -> Chip:
        mark = each.mark
        top = layout.lines[each.line].top + 4 + each.number * self._metrics.chip_height
        return Chip(
            mark.owner, "label", each.text, mark.hue, each.line, each.left, top, each.width,
            mark.incomplete, mark.question,
        )  # fmt: skip

    def _count(
        self,
        layout: BlockLayout,
        number: int,
        lost: int,
        width: int,
        top: float,
        beside: Sequence[Chip],
    ) -> Chip:
        """The count of those without a place, past the line and the chips of its first row."""
        text, wide = self._metrics.chip_text(f"+{lost}")
        line = layout.lines[number]
        if layout.rtl:
            left = min([line.left, *(each.left for each in beside)]) - wide - 6
        else:
            left = max([line.right, *(each.left + each.width for each in beside)]) + 6
        left = max(-wide - 4, min(left, width + 4))
        return Chip("", "more", text, "grey", number, left, top, wide)

    def _top(self, layout: BlockLayout, scene: BlockScene, number: int) -> float:
        """Where the first row of chips of a line lies."""
        lanes = scene.rooms[number][0] if scene.rooms else 0
        return layout.lines[number].text_bottom + self._metrics.lanes_below(lanes) + GUTTER


def bracket_away(depth: int) -> int:
    """How far from the column the bracket of a quote stands."""
    return FIRST_BRACKET + depth * BRACKET_PITCH


def _flags(mark: Mark | QuoteMark) -> float:
    return _FLAG_WIDTH * (mark.incomplete + mark.question)


def _chip(draft: _Draft, left: float, top: float) -> Chip:
    mark = draft.mark
    return Chip(
        draft.owner, draft.kind, draft.text, draft.hue, draft.line, left, top, draft.wish.width,
        mark is not None and mark.incomplete, mark is not None and mark.question,
    )  # fmt: skip


def _wish(
    layout: BlockLayout, number: int, span: Span, wide: float, rank: int, *, lane: int, size: int
) -> ChipWish | None:
    """Where a chip of this width wants to hang; None under text without a width."""
    stretches = layout.intervals(number, span.start, span.end)
    if not stretches:
        return None
    from_right = layout.is_rtl_at(span.start)
    x = layout.x_of(span.start)
    # The stretch that holds the start is the one the chip hangs from.
    left, right = (
        stretches[0]
        if len(stretches) == 1
        else min(stretches, key=lambda each: min(abs(each[0] - x), abs(each[1] - x)))
    )
    order = round(-right if layout.rtl else left)
    return ChipWish(wide, left, right, from_right, (rank, lane, order, size))
