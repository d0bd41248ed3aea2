"""Kappa and alpha over the tokens of one layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from annotator.core.review.chance import cohen_kappa, nominal_alpha
from annotator.core.review.figures import Chance
from annotator.core.review.tokens import label_of

TokenView = Literal["label", "iob", "set"]
TOKEN_VIEWS: tuple[TokenView, ...] = get_args(TokenView)
"""What a token's value is: the label of the outermost annotation that touches it, or `O`; its IOB2
tag; or the set of the labels of all that touch it, as one class of its own."""

Rows: TypeAlias = Counter[tuple[Any, ...]]
"""How often each row of values occurs: a value an annotator, None where they did not do it."""


@dataclass(slots=True)
class LayerTokens:
    """The tokens of one layer, counted by what each annotator says of them."""

    annotators: tuple[str, ...]
    tags: Rows = field(default_factory=Counter)
    sets: Rows = field(default_factory=Counter)

    @property
    def labels(self) -> list[str]:
        """The labels that any token has, sorted."""
        return sorted({label for row in self.sets for each in row if each for label in each})

    def kappa(self, first: str, second: str, view: TokenView = "label") -> Chance:
        """Cohen's kappa of two annotators over the tokens of documents that both have done."""
        return self._kappa(first, second, *self._viewed(view))

    def label_kappa(self, first: str, second: str, label: str) -> Chance:
        """Cohen's kappa of whether a token is touched by an annotation with this label."""
        return self._kappa(first, second, self.sets, lambda value: label in value)

    def alpha(self, view: TokenView = "label") -> Chance:
        """Krippendorff's alpha of all annotators; who has not done a document is missing there."""
        return self._alpha(*self._viewed(view))

    def label_alpha(self, label: str) -> Chance:
        """Krippendorff's alpha of whether a token is touched by an annotation with this label."""
        return self._alpha(self.sets, lambda value: label in value)

    def _viewed(self, view: TokenView) -> tuple[Rows, Callable[[Any], Hashable]]:
        if view == "set":
            return self.sets, lambda value: value
        return self.tags, label_of if view == "label" else str

    def _kappa(
        self, first: str, second: str, rows: Rows, value_of: Callable[[Any], Hashable]
    ) -> Chance:
        one, other = self.annotators.index(first), self.annotators.index(second)
        pairs: Counter[tuple[Hashable, Hashable]] = Counter()
        for row, count in rows.items():
            if row[one] is not None and row[other] is not None:
                pairs[value_of(row[one]), value_of(row[other])] += count
        return cohen_kappa(pairs)

    def _alpha(self, rows: Rows, value_of: Callable[[Any], Hashable]) -> Chance:
        units: Counter[tuple[Hashable, ...]] = Counter()
        for row, count in rows.items():
            units[_values(row, value_of)] += count
        return nominal_alpha(units)


def _values(row: Iterable[Any], value_of: Callable[[Any], Hashable]) -> tuple[Hashable, ...]:
    return tuple(value_of(each) for each in row if each is not None)
