"""What a measure of agreement gives: a value with the counts that it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what two annotators have in common, and precision, recall and F1 of them.

    The first annotator stands for the reference: `tp` is what both have, `fn` what only the first
    has, `fp` what only the second has. F1 is the same whoever is first. Scores add up.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @classmethod
    def of(cls, matched: int, first: int, second: int) -> Score:
        """The score of `matched` pairs among so many of the first and of the second."""
        return cls(matched, second - matched, first - matched)

    @property
    def first(self) -> int:
        """How many the first annotator has."""
        return self.tp + self.fn

    @property
    def second(self) -> int:
        """How many the second annotator has."""
        return self.tp + self.fp

    @property
    def precision(self) -> float | None:
        """The share of the second's that the first has; None where the second has none."""
        return self.tp / self.second if self.second else None

    @property
    def recall(self) -> float | None:
        """The share of the first's that the second has; None where the first has none."""
        return self.tp / self.first if self.first else None

    @property
    def f1(self) -> float | None:
        """2 tp / (2 tp + fp + fn); None where neither has any."""
        total = self.first + self.second
        return 2 * self.tp / total if total else None


NO_SCORE = Score()


@dataclass(frozen=True, slots=True)
class Chance:
    """A coefficient that takes agreement by chance away: kappa or alpha.

    `value` is None where it is not defined: nothing to compare, or one class alone. `observed` and
    `expected` are shares of agreement for kappa, of disagreement for alpha. `items` counts the
    units that were compared, `classes` the values that occurred in them.
    """

    value: float | None
    observed: float | None
    expected: float | None
    items: int
    classes: int


def macro_f1(scores: Iterable[Score]) -> float | None:
    """The mean F1 of labels that either annotator has used; None where there are none."""
    values = [each.f1 for each in scores if each.f1 is not None]
    return fsum(values) / len(values) if values else None
