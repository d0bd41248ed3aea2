"""The finders as data. What finds something new for the board has a row here, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from annotator.core.review.consistency.findings import Finder, FindingKind
from annotator.core.review.consistency.named import EdgePairs, Labels, Links
from annotator.core.review.consistency.rules import Roles, Unknown
from annotator.core.review.consistency.single import (
    Blank,
    Bracket,
    Crossing,
    Duplicate,
    Margin,
)
from annotator.core.review.consistency.survey import Survey
from annotator.core.review.consistency.unlabelled import Unlabelled


@dataclass(frozen=True, slots=True)
class FinderSpec:
    """A finder: what it finds, and when it looks.

    `when` is `first` for what needs a document alone: it looks while the survey is taken, and what
    it finds is told early. `second` is for what compares with the survey of the whole.

    `waived` says what is right as it is where all of its places are said to be: the `group`, so
    that it does not come back with another place; or its `places` only.

    `whole` says that a finding depends on more than the documents it lies in, so that it is not
    made anew after a remedy, but loses the places that no longer fit.
    """

    kind: FindingKind
    make: Callable[[Survey], Finder]
    when: Literal["first", "second"] = "second"
    waived: Literal["group", "places"] = "places"
    whole: bool = False


FINDERS: tuple[FinderSpec, ...] = (
    FinderSpec("label", Labels, waived="group"),
    FinderSpec("unlabelled", Unlabelled, waived="group", whole=True),
    FinderSpec("edge", EdgePairs, waived="group"),
    FinderSpec("link", Links, "first", waived="group"),
    FinderSpec("role", Roles, whole=True),
    FinderSpec("blank", Blank, "first"),
    FinderSpec("margin", Margin, "first"),
    FinderSpec("bracket", Bracket, "first"),
    FinderSpec("crossing", Crossing, "first", waived="group"),
    FinderSpec("duplicate", Duplicate, "first"),
    FinderSpec("schema", Unknown, "first"),
)
FINDER = {each.kind: each for each in FINDERS}
