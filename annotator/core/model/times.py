"""Moments: whole seconds since 1970 in UTC inside, ISO 8601 basic form outside.

The basic form (`20250224T100000Z`) stays a string in every reader; the extended form is turned
into a timestamp by `datasets` and DuckDB, which lose its zone (measured, DESIGN section 7).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from annotator.core.errors import N_, InputError

_BASIC = "%Y%m%dT%H%M%SZ"


def now() -> int:
    """Return the present moment in seconds since 1970, UTC."""
    return int(time.time())


def to_basic(seconds: int) -> str:
    """Return `20250224T100000Z` for a moment; the empty string for 0, which means unknown."""
    return datetime.fromtimestamp(seconds, UTC).strftime(_BASIC) if seconds else ""


def from_basic(value: str) -> int:
    """Return the moment that `to_basic` wrote; 0 for the empty string.

    Raises:
        InputError: the value is not a time in ISO 8601 basic form, UTC.
    """
    if not value:
        return 0
    try:
        return int(datetime.strptime(value, _BASIC).replace(tzinfo=UTC).timestamp())
    except ValueError:
        raise InputError(
            N_("“{value}” is not a time such as 20250224T100000Z."), value=value
        ) from None
