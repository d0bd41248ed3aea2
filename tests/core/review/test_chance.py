from __future__ import annotations

from collections import Counter

import pytest

from annotator.core.review import cohen_kappa, nominal_alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): four observers, twelve units.
PAPER = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def units(rows: tuple[tuple[int | None, ...], ...]) -> Counter[tuple[int, ...]]:
    return Counter(
        tuple(each for each in column if each is not None) for column in zip(*rows, strict=True)
    )


def test_alpha_of_the_example_in_krippendorffs_paper() -> None:
    found = nominal_alpha(units(PAPER))  # type: ignore[arg-type]
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert found.items == 11  # the unit that one observer alone has judged does not count
    assert found.classes == 5


def test_kappa_of_cohens_two_by_two() -> None:
    """Fleiss, Levin & Paik: 20 and 15 of 50 agreed, 5 and 10 not."""
    found = cohen_kappa({("+", "+"): 20, ("+", "-"): 5, ("-", "+"): 10, ("-", "-"): 15})
    assert found.value == pytest.approx(0.4)
    assert (found.observed, found.expected, found.items) == (0.7, 0.5, 50)


def test_one_class_alone_leaves_both_undefined() -> None:
    assert cohen_kappa({("O", "O"): 9}).value is None
    assert nominal_alpha({("O", "O"): 9}).value is None


def test_nothing_to_compare_leaves_both_undefined() -> None:
    assert cohen_kappa({}).value is None
    assert nominal_alpha({("O",): 3, (): 2}).value is None
    assert nominal_alpha({("O",): 3, (): 2}).items == 0


def test_less_than_chance_is_negative() -> None:
    assert cohen_kappa({("a", "b"): 5, ("b", "a"): 5}).value == -1
    alpha = nominal_alpha({("a", "b"): 10}).value
    assert alpha is not None
    assert alpha < 0
