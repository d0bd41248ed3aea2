"""A folded copy of a text, in which a name is found however it is spelt, and the way back.

What folding does to a code point depends on that code point alone:

- dropped: tashkeel and the other marks of Arabic, Hebrew (points, cantillation), Syriac and Latin,
  variation selectors, tatweel, bidi controls, ZWNJ, ZWJ, soft hyphen, byte order mark;
- letters: أ إ آ ٱ ٲ ٳ to ا; ى ی ئ to ي; ؤ to و; ة ہ ھ ۀ ۂ ۃ ە to ه; ک ڪ to ك.
  The bare hamza ء is kept, since without it ماء (water) would be ما, the commonest of particles;
  ے is kept, since Urdu tells it from ی; and so are Hebrew's final letters;
- compatibility forms (presentation forms, ligatures, full-width letters) to what they stand for;
- decimal digits of every script to 0-9, ٫ to the point, ٬ to the comma;
- quotation marks to " and ', dashes to -, spaces (and the zero-width one, which separates words
  too) to a space, and the characters that end a line to a newline;
- case, as `str.casefold` has it.

The rules follow the project's design, section 3.6. `fold` is `str.translate` with a table that
fills itself, and keeps only where the two texts run apart, so that a plain article costs a
fraction of a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from annotator.core.errors import N_, TextError
from annotator.core.text.graphemes import snap_to_graphemes
from annotator.core.text.span import Span

_SAME_LETTER: Final = {
    "ا": "آأإٱٲٳ",
    "ي": "ىیئ",
    "و": "ؤ",
    "ه": "ةہھەۀۂۃ",
    "ك": "کڪ",
    '"': "“”„‟«»″״〝〞",
    "'": "‘’‚‛′׳`´ʼ‹›",
    ".": "٫",
    ",": "٬",
    "-": "−",
    " ": "\u200b",
    "": "\u0640\u06e5\u06e6",
    "\n": "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
}
_DIRECT: Final = {
    variant: folded for folded, variants in _SAME_LETTER.items() for variant in variants
}
# Blocks whose combining marks are an aid to reading. The vowel signs of Indic scripts, which are
# marks too, are letters of the word and stay.
_DROPPED_MARKS: Final = (
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F),
    (0x670, 0x670), (0x6D6, 0x6ED), (0x711, 0x711), (0x730, 0x74A), (0x897, 0x8FF),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFB1E, 0xFB1E), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
_VISIBLE_CONTROLS: Final = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Where a text and its folded copy may run apart: runs of what is surely dropped (group 1), and
# each character not known to become exactly one.
_IRREGULAR: Final = re.compile(
    "([\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c-\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ufe0f\ufeff]+)"
    "|[^\x00-\x7f\xa0\xab\xbb\xc0-\xde\xe0-\xff\u05be\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a"
    "\u0641-\u064a\u0660-\u066d\u0671-\u0674\u0679-\u06d5\u06f0-\u06f9\u2010-\u2016\u2018-\u201f\u2039\u203a]"
)


class _Table(dict[int, str]):
    """Code point to what it folds to, for `str.translate`; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE: Final = _Table()


def _fold_character(character: str) -> str:
    if character in _DIRECT:
        return _DIRECT[character]
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if not _is_dropped(part))
    if len(parts) > 1 and kept in ("", " ", "\u0640"):
        return ""  # a mark on its own, which compatibility gives a space or tatweel to sit on
    folded = unicodedata.normalize("NFKD", kept.casefold())
    return unicodedata.normalize("NFC", "".join(map(_fold_part, folded)))


def _fold_part(part: str) -> str:
    if part in _DIRECT:
        return _DIRECT[part]
    if _is_dropped(part):
        return ""
    if unicodedata.category(part) == "Pd":
        return "-"
    digit = unicodedata.decimal(part, None)
    return part if digit is None else str(digit)


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in _VISIBLE_CONTROLS
    code = ord(character)
    return category[0] == "M" and any(first <= code <= last for first, last in _DROPPED_MARKS)


class Folded:
    """A text folded for searching, and the map between the offsets of the two.

    The map is a list of runs within which the two texts go side by side, kept only where they run
    apart; a lookup is one bisection.
    """

    __slots__ = ("_expanded", "_folded_starts", "_source_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        """The text that was folded."""
        self.text = source.translate(_TABLE)
        """The folded text."""
        folded_starts, source_starts = [0], [0]
        expanded: set[int] = set()
        dropped = 0  # so far, less what expansion added
        for match in _IRREGULAR.finditer(source):
            start, end = match.span()
            width = 0 if match.lastindex else len(_TABLE[ord(source[start])])
            if width == 1:
                continue
            if width > 1:
                expanded.add(start)
                folded_starts.append(start - dropped)
                source_starts.append(start)
            dropped += end - start - width
            folded_starts.append(end - dropped)
            source_starts.append(end)
        self._folded_starts, self._source_starts = folded_starts, source_starts
        self._expanded = expanded

    def to_source(self, start: int, end: int) -> Span:
        """Return the span of the source that the folded range `[start, end)` stands for.

        It holds whole grapheme clusters: a letter with its marks, a ligature that folds to
        several letters, an emoji sequence. Raises `TextError` where the range is empty or out of
        the folded text.
        """
        if not 0 <= start < end <= len(self.text):
            raise TextError(
                N_("The range {start}-{end} is out of its text of {length} characters."),
                start=start,
                end=end,
                length=len(self.text),
            )
        span = Span(self.source_offset(start), self.source_offset(end - 1) + 1)
        return snap_to_graphemes(self.source, span)

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source of the code point that the folded one at `offset` is of.

        Raises `TextError` where there is no folded code point at `offset`.
        """
        if not 0 <= offset < len(self.text):
            raise _out_of_range(offset, len(self.text))
        run = bisect_right(self._folded_starts, offset) - 1
        source = self._source_starts[run]
        return source if source in self._expanded else source + offset - self._folded_starts[run]

    def from_source(self, offset: int) -> int:
        """Return the folded offset of a source offset: how much folded text stands before it.

        Raises `TextError` where the offset is out of the source.
        """
        if not 0 <= offset <= len(self.source):
            raise _out_of_range(offset, len(self.source))
        run = bisect_right(self._source_starts, offset) - 1
        start = self._folded_starts[run]
        last = run + 1 == len(self._folded_starts)
        end = len(self.text) if last else self._folded_starts[run + 1]
        return min(start + offset - self._source_starts[run], end)


def _out_of_range(offset: int, length: int) -> TextError:
    return TextError(
        N_("The offset {offset} is out of the text, which ends at {length}."),
        offset=offset,
        length=length,
    )


def fold(text: str) -> Folded:
    """Return `text` folded, with the map back to it."""
    return Folded(text)


def fold_text(text: str) -> str:
    """Return `text` folded, where no way back is needed; folding twice changes nothing more."""
    return text.translate(_TABLE)
