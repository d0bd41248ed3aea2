"""User-perceived characters: extended grapheme clusters, as UAX 29 defines them.

Each code point is given the letter of its Grapheme_Cluster_Break class, and one regular
expression over those letters, table 1c of UAX 29, finds the clusters. Classes come from Python's
`unicodedata`, and where that lacks a property from the short tables below (Unicode 15.1:
`PropList.txt`, `GraphemeBreakProperty.txt`, `emoji-data.txt`). Left out: the Indic conjuncts of
rule GB9c, and a dozen Myanmar and Tai Tham signs that would not join their base.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from annotator.core.errors import N_, TextError
from annotator.core.text.span import Span

# Letters of the classes: O other, C control, N line feed, K carriage return, X extend, Z joiner,
# S spacing mark, P prepend, R regional indicator, E pictograph; Hangul L, V, T, W (LV), Y (LVT).
_CLUSTER: Final = re.compile("KN|[CNK]|P*(?:L*(?:WV*|Y|V+)T*|L+|T+|RR|E(?:X*ZE)*|[^CNK])[XZS]*")

_PREPEND: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    "\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\U00011941\U00011a3a\U00011d46"
)
# Other_Grapheme_Extend, and the emoji modifiers, which extend as well.
_OTHER_EXTEND: Final = frozenset(
    "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u200c"
    "\u302e\u302f\uff9e\uff9f\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U00011930"
    "\U0001d165\U0001d16e\U0001d16f\U0001d170\U0001d171\U0001d172"
    "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)
# Extended_Pictographic: first and last code point of each range.
_PICTOGRAPHS: Final = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122),
    (0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328),
    (0x2388, 0x2388), (0x23CF, 0x23CF), (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2),
    (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0), (0x25FB, 0x25FE), (0x2600, 0x2605),
    (0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712), (0x2714, 0x2714),
    (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734),
    (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
    (0x2757, 0x2757), (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0),
    (0x27BF, 0x27BF), (0x2934, 0x2935), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50),
    (0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3297), (0x3299, 0x3299),
    (0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F), (0x1F16C, 0x1F171),
    (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5),
    (0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A),
    (0x1F23C, 0x1F23F), (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F),
    (0x1F680, 0x1F6FF), (0x1F774, 0x1F77F), (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F),
    (0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F), (0x1F8AE, 0x1F8FF),
    (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip
_PICTOGRAPH_STARTS: Final = tuple(first for first, _ in _PICTOGRAPHS)


class _Classes(dict[int, str]):
    """Code point to class letter, for `str.translate`; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _class_of(code)
        return letter


def _class_of(code: int) -> str:
    character = chr(code)
    if character in "\r\n":
        return "K" if character == "\r" else "N"
    if character == "\u200d":
        return "Z"
    if character in _PREPEND:
        return "P"
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or character in _OTHER_EXTEND or 0xE0020 <= code <= 0xE007F:
        return "X"
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return "C"
    if category == "Mc" or character in "\u0e33\u0eb3":
        return "S"
    return _hangul_class(code) or _symbol_class(code)


def _hangul_class(code: int) -> str:
    if 0xAC00 <= code <= 0xD7A3:
        return "W" if (code - 0xAC00) % 28 == 0 else "Y"
    for first, last, letter in (
        (0x1100, 0x115F, "L"), (0xA960, 0xA97C, "L"), (0x1160, 0x11A7, "V"),
        (0xD7B0, 0xD7C6, "V"), (0x11A8, 0x11FF, "T"), (0xD7CB, 0xD7FB, "T"),
    ):  # fmt: skip
        if first <= code <= last:
            return letter
    return ""


def _symbol_class(code: int) -> str:
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "R"
    index = bisect_right(_PICTOGRAPH_STARTS, code) - 1
    return "E" if index >= 0 and code <= _PICTOGRAPHS[index][1] else "O"


_CLASSES: Final = _Classes()


def grapheme_boundaries(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return the offsets in `[start, end]` of `text` that lie between grapheme clusters.

    The clusters are those of the whole text, so `start` and `end` are in the list only where
    they are boundaries themselves; offset 0 and the end of the text always are. Raises
    `TextError` where the range is out of the text.
    """
    end = len(text) if end is None else end
    if not 0 <= start <= end <= len(text):
        raise TextError(
            N_("The range {start}-{end} is out of its text of {length} characters."),
            start=start,
            end=end,
            length=len(text),
        )
    origin = _certain_before(text, start)
    # One character beyond the end, since that decides whether the end is a boundary.
    letters = text[origin : end + 1].translate(_CLASSES)
    boundaries = [origin]
    boundaries += [origin + match.end() for match in _CLUSTER.finditer(letters)]
    if start == 0 and end == len(text):
        return boundaries
    return [offset for offset in boundaries if start <= offset <= end]


def is_grapheme_boundary(text: str, offset: int) -> bool:
    """Whether no grapheme cluster of `text` has `offset` in its inside.

    Raises `TextError` where the offset is out of the text.
    """
    if 0 < offset < len(text) and _is_certain(text, offset):
        return True
    return bool(grapheme_boundaries(text, offset, offset))


def snap_to_graphemes(text: str, span: Span) -> Span:
    """Return the smallest span that contains `span` and cuts no grapheme cluster.

    Raises `TextError` where the span ends past the end of the text.
    """
    start, end = span.start, span.end
    if not is_grapheme_boundary(text, start):
        start = grapheme_boundaries(text, _certain_before(text, start), start)[-1]
    if not is_grapheme_boundary(text, end):
        end = grapheme_boundaries(text, end, _certain_after(text, end))[0]
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def _is_certain(text: str, offset: int) -> bool:
    """Whether `offset` is a boundary whatever else stands before; it lies inside the text."""
    return _CLASSES[ord(text[offset])] in "OC" and _CLASSES[ord(text[offset - 1])] != "P"


def _certain_before(text: str, offset: int) -> int:
    while offset > 0 and not (offset < len(text) and _is_certain(text, offset)):
        offset -= 1
    return offset


def _certain_after(text: str, offset: int) -> int:
    while offset < len(text) and not (offset > 0 and _is_certain(text, offset)):
        offset += 1
    return offset
