"""Identifiers: UUIDv7 with a letter before them.

The letter says what the identifier names and keeps readers such as DuckDB and `datasets` from
guessing a UUID or a number where they should see a string. Version 7 sorts by time of making and
lets the projects of several annotators merge without renumbering.
"""

from __future__ import annotations

import re
from typing import Literal

import uuid_utils

Prefix = Literal["d", "a", "c", "x"]  # document, annotation, change, entry of the cast

_SHAPE = re.compile(r"[dacx]-[0-9a-f]{32}")


def new_id(prefix: Prefix) -> str:
    """Return a fresh identifier such as `a-0193b5c2…` (the prefix and 32 hexadecimal digits)."""
    return f"{prefix}-{uuid_utils.uuid7().hex}"


def is_identifier(value: str, prefix: Prefix) -> bool:
    """Whether `value` has the shape that `new_id(prefix)` makes."""
    return value.startswith(prefix) and _SHAPE.fullmatch(value) is not None
