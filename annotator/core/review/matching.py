"""Which items of two annotators belong together, each at most once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TypeAlias

from annotator.core.review.items import Item

Neighbours: TypeAlias = list[list[int]]
"""For each item of the first annotator, the places in the second's list that go with it."""

Pair: TypeAlias = tuple[int, int]
"""Places in the lists of the first and of the second annotator."""

ALIKE = 0.5
"""Items with different labels are one place only where they share more than this of what they
cover: الرئيس الروسي as OCC and الروسي as NORP are two mentions, not one labelled twice."""


def touching(first: Sequence[Item], second: Sequence[Item]) -> Neighbours:
    """For each of the first, which of the second share a code point with it, ascending."""
    found: Neighbours = [[] for _ in first]
    events = sorted(
        [(item.start, item.end, 0, i) for i, item in enumerate(first)]
        + [(item.start, item.end, 1, j) for j, item in enumerate(second)]
    )
    open_items: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, end, side, index in events:
        others = [each for each in open_items[1 - side] if each[1] > start or start == end == 0]
        open_items[1 - side][:] = others
        for other, _end in others:
            i, j = (index, other) if side == 0 else (other, index)
            if first[i].touches(second[j]):
                found[i].append(j)
        open_items[side].append((index, end))
    for each in found:
        each.sort()
    return found


def maximum_matching(neighbours: Sequence[Sequence[int]]) -> dict[int, int]:
    """The greatest number of one-to-one pairs; which of several such sets is not said."""
    partner: dict[int, int] = {}
    holder: dict[int, int] = {}
    for i, each in enumerate(neighbours):
        free = next((j for j in each if j not in holder), None)
        if free is not None:
            partner[i], holder[free] = free, i
        elif each:
            _augment(i, neighbours, partner, holder)
    return partner


def _augment(
    root: int,
    neighbours: Sequence[Sequence[int]],
    partner: dict[int, int],
    holder: dict[int, int],
) -> None:
    """Find a partner for `root` by letting others change theirs, where that is possible."""
    reached_from: dict[int, int] = {}
    queue = deque([root])
    while queue:
        i = queue.popleft()
        for j in neighbours[i]:
            if j in reached_from:
                continue
            reached_from[j] = i
            if j in holder:
                queue.append(holder[j])
                continue
            change: int | None = j
            while change is not None:
                taker = reached_from[change]
                given_up = partner.get(taker)
                partner[taker], holder[change] = change, taker
                change = given_up
            return


def closest_pairs(
    first: Sequence[Item], second: Sequence[Item], neighbours: Neighbours, *, alike: float = ALIKE
) -> list[Pair]:
    """One-to-one pairs, the closest first: what a person would call the same thing.

    Same place and label, then same place, then same label and the greatest share of code points,
    then other labels that share more than `alike`. Where that leaves a choice, as between two
    events on one trigger, those with the most roles and attributes in common. Ordered by place.
    """
    ranked = []
    for i, others in enumerate(neighbours):
        for j in others:
            likeness = first[i].likeness(second[j])
            same_label = first[i].label == second[j].label
            if same_label or likeness > alike:
                mine, theirs = first[i].content, second[j].content
                apart = -len(mine & theirs), len(mine ^ theirs)
                rank = (likeness < 1, not same_label, -likeness, *apart)
                # The same whoever is first.
                places = sorted((first[i].order, second[j].order))
                ranked.append((rank, places, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_rank, i, j in sorted(ranked):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return sorted(pairs)
