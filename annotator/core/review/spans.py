"""How many annotations of a layer two annotators have in common, by label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.review.figures import NO_SCORE, Score
from annotator.core.review.items import Item
from annotator.core.review.matching import Neighbours, maximum_matching


@dataclass(slots=True)
class SpanScores:
    """The scores of one layer, added up document by document.

    `exact` and `relaxed` are by label; a label counts where either annotator has used it.
    Exact: the same set of spans (for a relation: the same ends in the same roles) and the same
    label; each annotation is matched once, so stacked ones count one by one. Relaxed: the same
    label and at least one code point in common, in the greatest number of one-to-one pairs. The
    unlabelled ones ask for no label.
    """

    exact: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    relaxed: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    exact_unlabelled: Score = NO_SCORE
    relaxed_unlabelled: Score = NO_SCORE

    @property
    def labels(self) -> list[str]:
        """The labels that either annotator has used, sorted."""
        return sorted(self.exact)

    @property
    def exact_micro(self) -> Score:
        """The exact score over all labels."""
        return sum(self.exact.values(), NO_SCORE)

    @property
    def relaxed_micro(self) -> Score:
        """The relaxed score over all labels."""
        return sum(self.relaxed.values(), NO_SCORE)

    def add(self, first: Sequence[Item], second: Sequence[Item], neighbours: Neighbours) -> None:
        """Count a document; `neighbours` are the items of the two that share a code point."""
        sizes = len(first), len(second)
        exact = Counter(each.place for each in first) & Counter(each.place for each in second)
        self.exact_unlabelled += Score.of(exact.total(), *sizes)
        relaxed = len(maximum_matching(neighbours))
        self.relaxed_unlabelled += Score.of(relaxed, *sizes)
        self._add_labels(first, second, neighbours)

    def _add_labels(
        self, first: Sequence[Item], second: Sequence[Item], neighbours: Neighbours
    ) -> None:
        counts = Counter(each.label for each in first), Counter(each.label for each in second)
        places = Counter((each.label, each.place) for each in first)
        both = places & Counter((each.label, each.place) for each in second)
        exact: Counter[str] = Counter()
        for (label, _place), count in both.items():
            exact[label] += count
        same_label = [
            [j for j in others if second[j].label == first[i].label]
            for i, others in enumerate(neighbours)
        ]
        # Labels do not mix in this graph, so one matching is the greatest for each of them.
        relaxed = Counter(first[i].label for i in maximum_matching(same_label))
        for label in counts[0].keys() | counts[1].keys():
            sizes = counts[0][label], counts[1][label]
            self.exact[label] += Score.of(exact[label], *sizes)
            self.relaxed[label] += Score.of(relaxed[label], *sizes)
