"""Runs of items that are a number with its unit, or a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from annotator.core.recommenders.items import DIGITS, Item
from annotator.core.text import Span, snap_to_graphemes

_JOINTS: Final = "/-–:.‑"
_BEFORE: Final = "$€£¥₪%٪+−-"
_AFTER: Final = re.compile(r" ?[%٪‰$€£¥₪]")
_WHOLE_DATE: Final = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}")
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(:\d\d)?")
_YEAR: Final = re.compile(r"(1[0-9]|20)\d\d")
_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DATE_CUES: Final = frozenset(
    {"weekday", "month", "weak month", "relative", "part", "year head", "period"}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number or a date: the items `[first, last)`, and the span with the signs beside them."""

    kind: Literal["number", "date"]
    first: int
    last: int
    span: Span


def join_digits(text: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with 24/2/2025, 10:30 and 10-20 as one each."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last and last.cues == item.cues == DIGITS and item.start == last.end + 1:
            between = text[last.end]
            if between in _JOINTS:
                last.end, last.form = item.end, last.form + _plain(between) + item.form
                continue
        joined.append(item)
    return joined


def measures(text: str, items: Sequence[Item]) -> Iterator[Measure]:
    """Yield the numbers and dates among the items, in order, none overlapping another."""
    at = 0
    while at < len(items):
        cues = items[at].cues
        kind: Literal["number", "date"] = "date"
        last = at
        if cues & _DATE_CUES or cues == DIGITS:
            last = _date(items, at)
        if last == at and (cues == DIGITS or "number" in cues or "scale" in cues):
            last, kind = _number(items, at)
        if last == at:
            at += 1
            continue
        yield Measure(kind, at, last, _with_signs(text, items, at, last))
        at = last


def _plain(joint: str) -> str:
    return "-" if joint in "–‑" else joint


def _with_signs(text: str, items: Sequence[Item], first: int, last: int) -> Span:
    start, end = items[first].cut, items[last - 1].end
    if items[first].cues == DIGITS:
        before = text[start - 1 : start]
        if before and before in _BEFORE and not text[start - 2 : start - 1].isalnum():
            start -= 1
    if items[last - 1].cues == DIGITS and (sign := _AFTER.match(text, end)):
        end = sign.end()
    return snap_to_graphemes(text, Span(start, end))


def _date(items: Sequence[Item], first: int) -> int:
    """Return where the date that begins at `first` ends; `first` where there is none."""
    at = last = first
    while at < len(items):
        if at > first and not _goes_on(items, at, first):
            break
        taken, is_core = _date_step(items, at, first)
        if not taken:
            break
        at += taken
        if is_core or last > first:
            last = at
    return last


def _goes_on(items: Sequence[Item], at: int, first: int) -> bool:
    """Whether the item at `at` may belong to the same date as the one before it."""
    item, before = items[at], items[at - 1]
    if item.attached and not (item.language == "he" and "month" in item.cues):
        return False  # ב belongs to the date in 24 בפברואר
    if item.gap == ",":
        after_day = before.cues == DIGITS and at - 2 >= first and "month" in items[at - 2].cues
        return ("weekday" in before.cues or after_day) and item.cues == DIGITS
    return item.gap == " "


def _date_step(items: Sequence[Item], at: int, first: int) -> tuple[int, bool]:
    """How many items from `at` a date takes in, and whether they make a date by themselves."""
    item = items[at]
    cues = item.cues
    if cues == DIGITS:
        return _digits_step(items, at, first)
    before = items[at - 1].cues if at > first else frozenset()
    after = items[at + 1] if at + 1 < len(items) and items[at + 1].gap == " " else None
    if "year head" in cues and after and _is_year(after):
        return 2, True
    if "period" in cues and after and "period adjective" in after.cues and not after.attached:
        return 2, True
    if "weak month" in cues:
        beside = before == DIGITS or "part" in before
        ahead = after and ("period adjective" in after.cues or after.cues == DIGITS)
        return (1, True) if beside or ahead else (0, False)
    if cues & {"weekday", "month", "relative"}:
        return 1, True
    if "period adjective" in cues and before & {"weekday", "month", "weak month", "relative"}:
        return 1, True
    if "era" in cues and before == DIGITS:
        return 1, True
    return (1, False) if "part" in cues and at == first else (0, False)


def _digits_step(items: Sequence[Item], at: int, first: int) -> tuple[int, bool]:
    form = items[at].form
    if _WHOLE_DATE.fullmatch(form) or _CLOCK.fullmatch(form):
        return 1, True
    before = items[at - 1].cues if at > first else frozenset()
    after = items[at + 1] if at + 1 < len(items) and items[at + 1].gap == " " else None
    after_month = bool(before & {"month", "weak month"})
    if _DAY.fullmatch(form):
        if after and after.cues & {"month", "weak month"} and _goes_on(items, at + 1, first):
            return 2, True
        if after_month:
            return 1, True
    if _is_year(items[at]):
        if after_month or before == DIGITS or "year head" in before:
            return 1, True
        counts = after is not None and bool(after.cues & {"scale", "unit", "time"})
        return (0, False) if at > first or counts else (1, True)
    return 0, False


def _is_year(item: Item) -> bool:
    return item.cues == DIGITS and bool(_YEAR.fullmatch(item.form))


def _number(items: Sequence[Item], first: int) -> tuple[int, Literal["number", "date"]]:
    """Return where the number that begins at `first` ends, and whether it measures time."""
    at = first + 1
    while at < len(items) and items[at].gap == " ":
        item = items[at]
        if item.cues & {"number", "scale"}:
            at += 1
            continue
        if item.attached:
            break
        if "time" in item.cues:
            return at + 1, "date"
        if "unit" in item.cues:
            return at + 1 + _more_unit(items, at + 1), "number"
        break
    return at, "number"


def _more_unit(items: Sequence[Item], at: int) -> int:
    """1 where the adjective of a nation belongs to the currency before it, else 0."""
    if at < len(items) and items[at].gap == " " and not items[at].attached:
        return int("nation" in items[at].cues)
    return 0
