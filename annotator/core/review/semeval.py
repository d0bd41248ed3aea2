"""The four evaluations of SemEval-2013 Task 9.1 (MUC's categories), as nervaluate counts them.

They are here to be compared with what other programs report. Each item of the second annotator
in turn, in the order of the text, takes one of the first that is not taken yet; so unlike our own
figures they depend on who is first and, where items nest or overlap, on the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from annotator.core.review.items import Item
from annotator.core.review.matching import Neighbours

Evaluation = Literal["strict", "exact", "partial", "type"]
EVALUATIONS: tuple[Evaluation, ...] = get_args(Evaluation)


@dataclass(frozen=True, slots=True)
class Categories:
    """MUC's categories: what became of the items of the first (the reference) and the second.

    `credit_partial` says that a partial match is worth half.
    """

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0
    credit_partial: bool = False

    def __add__(self, other: Categories) -> Categories:
        return Categories(
            self.correct + other.correct,
            self.incorrect + other.incorrect,
            self.partial + other.partial,
            self.missed + other.missed,
            self.spurious + other.spurious,
            self.credit_partial or other.credit_partial,
        )

    @property
    def actual(self) -> int:
        """How many items the second annotator has."""
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def possible(self) -> int:
        """How many items the first annotator has."""
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def credit(self) -> float:
        """What the matches are worth."""
        return self.correct + (self.partial / 2 if self.credit_partial else 0)

    @property
    def precision(self) -> float | None:
        """Credit by what the second has; None where the second has none."""
        return self.credit / self.actual if self.actual else None

    @property
    def recall(self) -> float | None:
        """Credit by what the first has; None where the first has none."""
        return self.credit / self.possible if self.possible else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None where neither annotator has any."""
        total = self.actual + self.possible
        return 2 * self.credit / total if total else None


NOTHING = Categories()


def categorise(
    first: Sequence[Item], second: Sequence[Item], neighbours: Neighbours, *, one_label: bool
) -> dict[Evaluation, Categories]:
    """Evaluate one document; items must be in the order of the text.

    `one_label` says that all items have the same label, so that some evaluations are the same.
    """
    overlapping: list[list[int]] = [[] for _ in second]
    for i, others in enumerate(neighbours):
        for j in others:
            overlapping[j].append(i)
    exact = _counted("exact", first, second, overlapping)
    return {
        "strict": exact if one_label else _counted("strict", first, second, overlapping),
        "exact": exact,
        # The same matches, but half of a match is worth something.
        "partial": replace(exact, incorrect=0, partial=exact.incorrect, credit_partial=True),
        "type": _counted("type", first, second, overlapping),
    }


def _counted(
    evaluation: Evaluation,
    first: Sequence[Item],
    second: Sequence[Item],
    overlapping: Sequence[Sequence[int]],
) -> Categories:
    """Let each of the second in turn take one of the first that overlaps it."""
    taken: set[int] = set()
    correct = wrong = 0
    for item, candidates in zip(second, overlapping, strict=True):
        free = [i for i in candidates if i not in taken]
        if not free:
            continue
        hit = _hit(evaluation, item, first, free)
        if hit is not None:
            correct += 1
            taken.add(hit)
        else:
            wrong += 1
            taken.add(free[0])
    return Categories(correct, wrong, 0, len(first) - len(taken), len(second) - correct - wrong)


def _hit(
    evaluation: Evaluation, item: Item, first: Sequence[Item], free: Sequence[int]
) -> int | None:
    """Which of the free items that overlap `item` is its match, or None."""
    if evaluation == "type":
        same = [i for i in free if first[i].label == item.label]
        return min(same, key=lambda i: _distance(first[i], item), default=None)
    for i in free:
        if first[i].place == item.place and (
            evaluation != "strict" or first[i].label == item.label
        ):
            return i
    return None


def _distance(one: Item, other: Item) -> int:
    """How far apart the edges of two items are, in code points."""
    return abs(one.start - other.start) + abs(one.end - other.end)
