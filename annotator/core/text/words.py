"""Words as an annotator sees them, and spans that begin and end with them.

A word is a run of letters and digits with the marks, tatweel and joiners inside it. This is rule
set WB of UAX 29 with these differences, made for tagging: no mark of punctuation is ever inside a
word, but for the separators in a number, the apostrophe in Latin and its like, and the gershayim
in Hebrew (צה״ל, also typed as a quotation mark); an underscore separates, so that the words of a
hashtag are words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from annotator.core.errors import N_, TextError
from annotator.core.text.graphemes import snap_to_graphemes
from annotator.core.text.span import Span


def _marks() -> str:
    """The combining marks, as ranges for the inside of a character class."""
    blocks = ((0x300, 0x1E00), (0x20D0, 0x2100), (0x302A, 0x3030), (0xA66F, 0xABF0))
    found = ["\u3099\u309a\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"]
    for first, end in blocks:
        is_mark = "".join(unicodedata.category(chr(code))[0] for code in range(first, end))
        found += [
            f"{chr(first + run.start())}-{chr(first + run.end() - 1)}"
            for run in re.finditer("M+", is_mark)
        ]
    return "".join(found)


_JOINERS: Final = "\u200c\u200d"
# Invisible characters that may stand inside a word: soft hyphen, ZWNJ, ZWJ, LRM, RLM, ALM, word
# joiner. Embeddings and isolates may not: they enclose whole words.
_INNER: Final = "\u00ad\u061c\u200c-\u200f\u2060"
_MARK: Final = _marks()
_CASED: Final = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"
_HEBREW: Final = "\u05d0-\u05ea\u0591-\u05c7"
_WORD: Final = re.compile(
    rf"""
    [^\W_]+
    (?:
        (?:
            [{_MARK}{_INNER}]++ (?=[^\W_])
          | [{_MARK}{_JOINERS}]* [{_MARK}]
          | (?<=\d) [.,٫٬] (?=\d)
          | (?<=[{_CASED}]) ['’] (?=[{_CASED}])
          | (?<=[{_HEBREW}]) (?: ["״'׳] (?=[\u05d0-\u05ea]) | ׳ )
        )
        [^\W_]*
    )*
    """,
    re.VERBOSE,
)

# What closes each opening bracket and quotation mark, and what opens each closing one. The straight
# quotation mark, which is both, is paired by counting.
_CLOSERS: Final = {
    "(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "“": "”", "‘": "’", "„": "“”",
}  # fmt: skip
_OPENERS: Final = {
    closer: "".join(opener for opener, closers in _CLOSERS.items() if closer in closers)
    for closer in ")]}»›”’“"
}
_PAIRED: Final = frozenset({'"', *_CLOSERS, *_OPENERS})
_PERCENT: Final = "%٪‰؉"


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the words of `text` that lie wholly within the offsets `[start, end)`, in order."""
    end = len(text) if end is None else end
    _check(text, start, end)
    return [word for word in _words_from(text, start, end) if word.start >= start]


def word_at(text: str, offset: int) -> Span | None:
    """Return the word that contains `offset`, else the one that ends there, else None.

    Raises `TextError` where the offset is out of the text.
    """
    _check(text, offset, offset)
    ending: Span | None = None
    for word in _words_from(text, offset):
        if word.start > offset:
            break
        if word.contains_offset(offset):
            return word
        if word.end == offset:
            ending = word
    return ending


def next_word(text: str, offset: int) -> Span | None:
    """Return the first word that starts after `offset`, or None.

    The word that starts at `offset` is the one there, not the next. Raises `TextError` where the
    offset is out of the text.
    """
    _check(text, offset, offset)
    return next((word for word in _words_from(text, offset) if word.start > offset), None)


def previous_word(text: str, offset: int) -> Span | None:
    """Return the last word that ends before `offset`, or None.

    The word that ends at `offset` is the one there, not the previous. Raises `TextError` where
    the offset is out of the text.
    """
    _check(text, offset, offset)
    reach = 64
    while True:
        origin = max(0, offset - reach)
        last: Span | None = None
        for word in _words_from(text, origin):
            if word.end >= offset:
                break
            last = word
        if last or origin == 0:
            return last
        reach *= 4


def trim(text: str, span: Span) -> Span | None:
    """Return `span` without the spaces, invisible controls and punctuation at its edges.

    A mark stays where it belongs to something inside: the closing bracket or quotation mark whose
    opening one is within the span (`شركة "غازبروم"`) and the other way round, unless the pair
    encloses the whole; and a per cent sign beside its digit. A space or mark goes together with
    the combining marks on it. Returns None where nothing is left; raises `TextError` where the
    span ends past the end of the text.
    """
    start, end = 0, span.length
    inside = span.text_in(text)
    while start < end:
        at_start, at_end = _loose_edges(inside[start:end])
        if not at_start and not at_end:
            return Span(span.start + start, span.start + end)
        start, end = start + at_start, end - at_end
    return None


def snap_to_words(text: str, start: int, end: int) -> Span | None:
    """Return the span that a drag from `start` to `end` (in either order) means, or None.

    Each end grows to the edge of the word it lies in, and what `trim` calls loose goes. A drag
    with both ends inside one word wants a part of that word (روسيا in وروسيا): it is kept, and
    only snapped to whole grapheme clusters. None where nothing remains. Raises `TextError` where
    an offset is out of the text.
    """
    start, end = min(start, end), max(start, end)
    _check(text, start, end)
    if start == end:
        return None
    span = Span(start, end)
    first, last = _word_around(text, start), _word_around(text, end - 1)
    if first is not None and first == last:
        # The point of 5.5 alone is no part that anybody wants: the word is.
        return trim(text, snap_to_graphemes(text, span)) or trim(text, first)
    # Twice: a cluster may reach into the next word (U+06DD goes before what it adorns).
    for _ in range(2):
        span = snap_to_graphemes(text, _grown(text, span))
    return trim(text, span)


def _grown(text: str, span: Span) -> Span:
    """The span with the words that its ends lie in."""
    first, last = _word_around(text, span.start), _word_around(text, span.end - 1)
    return Span(first.start if first else span.start, last.end if last else span.end)


def _check(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise TextError(
            N_("The range {start}-{end} is out of its text of {length} characters."),
            start=start,
            end=end,
            length=len(text),
        )


def _words_from(text: str, offset: int, end: int | None = None) -> Iterator[Span]:
    """Yield the words from at or before the one at `offset`, up to those that end by `end`."""
    # A word holds no white space, so the nearest one before is a sure place to begin.
    origin = offset
    while origin > 0 and not text[origin - 1].isspace():
        origin -= 1
    for match in _WORD.finditer(text, origin):
        if end is not None and match.end() > end:
            return
        yield Span(match.start(), match.end())


def _word_around(text: str, offset: int) -> Span | None:
    word = word_at(text, offset)
    return word if word and word.contains_offset(offset) else None


def _marks_at(text: str, start: int) -> int:
    """How many combining marks follow one another at `start`."""
    end = start
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end - start


def _loose_edges(text: str) -> tuple[int, int]:
    """How many code points to take off the start and the end of `text` next; 0, 0: none."""
    start, end = _loose_at_start(text), _loose_at_end(text)
    # What comes in pairs is judged last, when nothing else stands outside of it any more.
    if start and text[0] not in _PAIRED:
        return start, 0
    if end and text[-end] not in _PAIRED:
        return 0, end
    if _is_outer_pair(text):
        return 1 + _marks_at(text, 1), 1
    return (start, 0) if start else (0, end)


def _is_outer_pair(text: str) -> bool:
    """Whether the first and the last character are marks that enclose all the rest."""
    if len(text) < 2:
        return False
    if text[0] == text[-1] == '"':
        # An odd number leaves one without its partner: rather one inside than one at the edge.
        return text.count('"') == 2 or text.count('"') % 2 == 1
    return text[-1] in _CLOSERS.get(text[0], "") and _closing(text) == len(text) - 1


def _closing(text: str) -> int | None:
    """Return where the mark that opens at 0 is closed, or None."""
    opener, closers, depth = text[0], _CLOSERS[text[0]], 0
    for offset, character in enumerate(text):
        depth += (character == opener) - (character in closers)
        if depth == 0:
            return offset
    return None


def _is_opened(text: str, closer: int) -> bool:
    """Whether the mark that closes at `closer` opens within `text`."""
    openers, depth = _OPENERS[text[closer]], 0
    for character in reversed(text[: closer + 1]):
        depth += (character == text[closer]) - (character in openers)
        if depth == 0:
            return True
    return False


def _loose_at_start(text: str) -> int:
    """How many code points at the start of `text` do not belong to it."""
    first = text[0]
    marks = _marks_at(text, 1)
    if (
        not _is_loose(first)
        or text[1:2] == "\ufe0f"  # the mark is shown as an emoji
        or (first in _PERCENT and text[1:2].isdigit())
        or (first == '"' and text.count('"') % 2 == 0)
        or (first in _CLOSERS and _closing(text) is not None)
    ):
        return 0
    return 1 + marks


def _loose_at_end(text: str) -> int:
    """How many code points at the end of `text` do not belong to it."""
    base = len(text) - 1
    # A mark behind a joiner still sits on the letter before the joiner.
    while base > 0 and (
        unicodedata.category(text[base])[0] == "M"
        or (text[base] in _JOINERS and base < len(text) - 1)
    ):
        base -= 1
    last, before = text[base], text[base - 1 : base]
    if (
        not _is_loose(last)
        or text[base + 1 : base + 2] == "\ufe0f"
        or (last in _PERCENT and before.isdigit())
        or (last == "׳" and "א" <= before <= "ת")
        or (last == '"' and text.count('"') % 2 == 0)
        or (last in _OPENERS and _is_opened(text, base))
    ):
        return 0
    return len(text) - base


def _is_loose(character: str) -> bool:
    """Whether a character is a space, an invisible control or a mark of punctuation."""
    kind = unicodedata.category(character)
    if kind == "Cf":
        return not "\U000e0020" <= character <= "\U000e007f"  # the tags inside a flag's emoji
    if kind == "Sk":
        return not "\U0001f3fb" <= character <= "\U0001f3ff"  # the skin tones of emoji
    return kind[0] in "ZP" or kind == "Cc" or character in "<>"
