"""The direction of a paragraph, and of a document, found from the text itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["rtl", "ltr"]

_STRONG: Mapping[str, Direction] = MappingProxyType({"L": "ltr", "R": "rtl", "AL": "rtl"})
_ISOLATE_INITIATORS = frozenset({"LRI", "RLI", "FSI"})


def paragraph_direction(text: str, default: Direction = "rtl") -> Direction:
    """Return the direction of one paragraph's text: that of its first strong character.

    These are rules P2 and P3 of the Unicode Bidirectional Algorithm (UAX 9): characters between
    an isolate initiator and its PDI, or the end of the paragraph, do not count, and neither do
    embedding controls. `default` is the answer where no strong character is found.
    """
    return _first_strong(text) or default


def document_direction(text: str, default: Direction = "rtl") -> Direction:
    """Return the direction of the paragraphs that hold most of the document's code points.

    Paragraphs without a strong character have no vote; `default` decides a tie.
    """
    votes: dict[Direction, int] = {"rtl": 0, "ltr": 0}
    for line in text.split("\n"):
        direction = _first_strong(line)
        if direction:
            votes[direction] += len(line)
    if votes["rtl"] == votes["ltr"]:
        return default
    return "rtl" if votes["rtl"] > votes["ltr"] else "ltr"


def _first_strong(text: str) -> Direction | None:
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _ISOLATE_INITIATORS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in _STRONG:
            return _STRONG[kind]
    return None
