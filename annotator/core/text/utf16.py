"""Offsets in code points, as everywhere in the program, to offsets in UTF-16 units, as in Qt."""

from __future__ import annotations

import re
from bisect import bisect_left

from annotator.core.errors import N_, TextError
from annotator.core.text.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Index:
    """Converts offsets in one text between code points and UTF-16 code units.

    Only the code points above U+FFFF take two units, so only their offsets are kept: building is
    one scan at the speed of C, a conversion one bisection, and a text without them is free.
    """

    __slots__ = ("_astral", "_astral_units", "_length", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # The encoded length tells, six times as fast as a scan, whether there is one to look for.
        self._units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        astral = self._units != self._length
        self._astral = [match.start() for match in _ASTRAL.finditer(text)] if astral else []
        self._astral_units = [offset + i for i, offset in enumerate(self._astral)]

    @property
    def length(self) -> int:
        """The length of the text in code points."""
        return self._length

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._units

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 offset of a code-point offset.

        Raises `TextError` where the offset is out of the text.
        """
        if not 0 <= offset <= self._length:
            raise _out_of_range(offset, self._length)
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def to_code_point(self, offset: int) -> int:
        """Return the code-point offset of a UTF-16 offset.

        An offset inside a surrogate pair rounds down to the start of its character. Raises
        `TextError` where the offset is out of the text.
        """
        if not 0 <= offset <= self._units:
            raise _out_of_range(offset, self._units)
        # Inside a pair this counts the pair itself, which is just the rounding wanted.
        return offset - bisect_left(self._astral_units, offset) if self._astral else offset

    def span_to_utf16(self, span: Span) -> tuple[int, int]:
        """Return the span's start and end in UTF-16 units.

        Raises `TextError` where the span is out of the text.
        """
        return self.to_utf16(span.start), self.to_utf16(span.end)

    def span_to_code_points(self, start: int, end: int) -> Span:
        """Return the span of the characters that the UTF-16 range `[start, end)` touches.

        An edge inside a surrogate pair moves outwards. Raises `TextError` where the range is
        empty, reversed or out of the text.
        """
        first, last = self.to_code_point(start), self.to_code_point(end)
        if start < end and self.to_utf16(last) < end:
            last += 1
        return Span(first, last)


def _out_of_range(offset: int, length: int) -> TextError:
    return TextError(
        N_("The offset {offset} is out of the text, which ends at {length}."),
        offset=offset,
        length=length,
    )
