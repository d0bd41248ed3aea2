"""What is meant by a few typed letters: folded comparison with names in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from annotator.core.text import fold_text

_T = TypeVar("_T")

_PARTS = re.compile(r"[\s._\-/]+")
_APART = 3  # added where only the words of a query fit, each by itself


def ranked(things: Iterable[_T], names: Callable[[_T], Sequence[str]], query: str) -> list[_T]:
    """The things that `query` may mean, the likeliest first.

    All names of a thing are compared folded. What begins with the query comes before what has a
    word that does, that before what merely holds it, and last what holds each of its words; among
    equals the given order stands.
    """
    needle = fold_text(query).strip()
    scored = ((score(names(each), needle), each) for each in things)
    found = [(value, each) for value, each in scored if value is not None]
    return [each for _value, each in sorted(found, key=lambda pair: pair[0])]


def score(names: Sequence[str], needle: str) -> int | None:
    """How well names fit a folded query: 0 is best, None not at all."""
    folded = [fold_text(each) for each in names]
    whole = _score(folded, needle)
    if whole is not None:
        return whole
    words = [_score(folded, each) for each in needle.split()]
    known = [each for each in words if each is not None]
    return _APART + max(known) if known and len(known) == len(words) else None


def _score(names: Sequence[str], needle: str) -> int | None:
    if any(each.startswith(needle) for each in names):
        return 0
    if any(part.startswith(needle) for each in names for part in _PARTS.split(each)):
        return 1
    return 2 if any(needle in each for each in names) else None
