"""Moments: whole seconds since 1970 in UTC inside, ISO 8601 basic form outside.

The basic form (`20250224T100000Z`) stays a string in every reader; the extended form is turned
into a timestamp by `datasets` and DuckDB, which lose its zone (measured, DESIGN section 7).
"""

from __future__ import annotations

import time
from datetime import date
from functools import lru_cache

from annotator.core.errors import N_, InputError

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
_DAYS_REMEMBERED = 4096  # an import or export meets the same days again and again


def now() -> int:
    """Return the present moment in seconds since 1970, UTC."""
    return int(time.time())


def to_basic(seconds: int) -> str:
    """Return `20250224T100000Z` for a moment; the empty string for 0, which means unknown."""
    if not seconds:
        return ""
    day, rest = divmod(seconds, _DAY)
    return f"{_day_text(day)}T{rest // 3600:02}{rest // 60 % 60:02}{rest % 60:02}Z"


def from_basic(value: str) -> int:
    """Return the moment that `to_basic` wrote; 0 for the empty string.

    Raises:
        InputError: the value is not a time in ISO 8601 basic form, UTC.
    """
    if not value:
        return 0
    digits = value[:8] + value[9:15]
    try:
        if len(value) != 16 or value[8] + value[15] != "TZ" or not digits.isdecimal():
            raise ValueError
        hours, minutes, seconds = int(value[9:11]), int(value[11:13]), int(value[13:15])
        if not value.isascii() or hours > 23 or minutes > 59 or seconds > 59:
            raise ValueError
        return _day_number(value[:8]) * _DAY + hours * 3600 + minutes * 60 + seconds
    except ValueError:
        raise InputError(
            N_("“{value}” is not a time such as 20250224T100000Z."), value=value
        ) from None


@lru_cache(_DAYS_REMEMBERED)
def _day_text(number: int) -> str:
    return date.fromordinal(_EPOCH + number).strftime("%Y%m%d").zfill(8)


@lru_cache(_DAYS_REMEMBERED)
def _day_number(text: str) -> int:
    return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal() - _EPOCH
