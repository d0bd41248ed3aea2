"""Where the chips of one line stand, so that none lies on another. Pure arithmetic, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_ROWS = 3
_GAP = 3.0
_SLACK = 10.0


@dataclass(frozen=True, slots=True)
class ChipWish:
    """A chip that wants to hang under `[left, right]`, as near to its start as can be.

    `from_right` says that the start is the right edge. Chips of a lower `rank` choose first.
    """

    width: float
    left: float
    right: float
    from_right: bool
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChipPlace:
    """Where a wish came true: the row, 0 nearest the lanes, and the left edge."""

    row: int
    left: float


def place_chips(
    wishes: Sequence[ChipWish], width: float, rows: int = MAX_ROWS
) -> list[ChipPlace | None]:
    """A place for each wish in a column of `width`, or None where no row had room.

    A chip may slide along the text it belongs to, and a little beyond; it never touches another.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    places: list[ChipPlace | None] = [None] * len(wishes)
    for i in sorted(range(len(wishes)), key=lambda k: wishes[k].rank):
        wish = wishes[i]
        for row in range(rows):
            left = _room(taken[row], wish, width)
            if left is not None:
                taken[row].append((left, left + wish.width))
                places[i] = ChipPlace(row, left)
                break
    return places


def _room(taken: list[tuple[float, float]], wish: ChipWish, width: float) -> float | None:
    first = wish.right - wish.width if wish.from_right else wish.left
    lowest = min(first, wish.left) - _SLACK
    highest = max(first, wish.right - wish.width) + _SLACK
    lowest, highest = max(0.0, lowest), min(max(0.0, width - wish.width), highest)
    candidates = [min(max(first, 0.0), max(0.0, width - wish.width))]
    for left, right in taken:
        candidates += [left - _GAP - wish.width, right + _GAP]
    for candidate in sorted(candidates, key=lambda x: abs(x - first)):
        inside = candidate == candidates[0] or lowest <= candidate <= highest
        if inside and all(
            candidate + wish.width + _GAP <= left + 0.01 or right + _GAP <= candidate + 0.01
            for left, right in taken
        ):
            return candidate
    return None
