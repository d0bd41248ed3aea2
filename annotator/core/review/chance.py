"""Cohen's kappa and Krippendorff's alpha for nominal values, from counts of what went together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from annotator.core.review.figures import Chance


def cohen_kappa(pairs: Mapping[tuple[Hashable, Hashable], int]) -> Chance:
    """Cohen's kappa, unweighted, of how often each pair of values was given to one unit.

    Cohen, "A Coefficient of Agreement for Nominal Scales" (1960).
    """
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    agreed = 0
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
        agreed += count if one == other else 0
    total = first.total()
    if not total:
        return Chance(None, None, None, 0, 0)
    by_chance = sum(count * second[value] for value, count in first.items())
    room = total * total - by_chance
    return Chance(
        (total * agreed - by_chance) / room if room else None,
        agreed / total,
        by_chance / (total * total),
        total,
        len(first.keys() | second.keys()),
    )


def nominal_alpha(units: Mapping[tuple[Hashable, ...], int]) -> Chance:
    """Krippendorff's alpha for nominal values, of how often each row of values was given.

    A row has one value for each annotator who has judged the unit; rows with fewer than two
    cannot be compared and do not count. Krippendorff, "Computing Krippendorff's Alpha-Reliability"
    (2011).
    """
    marginals: Counter[Hashable] = Counter()
    disagreed = 0.0
    items = 0
    for row, count in units.items():
        size = len(row)
        if size < 2:
            continue
        items += count
        values = Counter(row)
        same = sum(each * (each - 1) for each in values.values())
        disagreed += count * (size * (size - 1) - same) / (size - 1)
        for value, times in values.items():
            marginals[value] += times * count
    total = marginals.total()
    if not total:
        return Chance(None, None, None, 0, 0)
    observed = disagreed / total
    apart = total * total - sum(each * each for each in marginals.values())
    expected = apart / (total * (total - 1))
    value = 1 - observed / expected if apart else None
    return Chance(value, observed, expected, items, len(marginals))
