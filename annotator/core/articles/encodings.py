"""Encodings by the names that people know them by."""

from __future__ import annotations

import codecs
import re

_FAMILIES = (
    (re.compile(r"(utf-(?:8|16|32))(?:-.*)?"), lambda found: found[1].upper()),
    (re.compile(r"cp(125\d)"), lambda found: f"Windows-{found[1]}"),
    (re.compile(r"cp(\d+)"), lambda found: f"DOS {found[1]}"),
    (re.compile(r"iso8859-(\d+)"), lambda found: f"ISO 8859-{found[1]}"),
    (re.compile(r"mac[-_](\w+)"), lambda found: f"Mac {found[1].capitalize()}"),
)


def encoding_name(code: str) -> str:
    """What people call the encoding of a Python codec: `cp1256` is Windows-1256.

    The order of bytes in UTF-16 and UTF-32 is left out: nobody has to choose it.
    """
    try:
        name = codecs.lookup(code).name
    except LookupError:
        return code
    for pattern, told in _FAMILIES:
        if found := pattern.fullmatch(name):
            return told(found)
    return name.upper()
