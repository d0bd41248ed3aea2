"""Quotation marks and which of them belong together, however they were typed.

News sites type the straight mark for both sides, turn curly marks and guillemets the wrong way
round, leave a space inside or none outside, and forget to close. So the side that a mark stands on
is read from its neighbours; its shape only decides where they do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["open", "close", "glued", "free"]

FAMILY: Final = {
    **dict.fromkeys('"＂', "straight"),
    **dict.fromkeys("“”„‟〝〞", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("‘’'‚‛", "single"),
}
OPENING_SHAPES: Final = frozenset("“„‟«〝‹‘‚‛")
CLOSING_SHAPES: Final = frozenset("”»〞›’")
# A mark between two Hebrew letters is the gershayim of an abbreviation: צה"ל. Single marks count
# where two stand for one, or where both sides of a pair are plain to see.
_MARK: Final = re.compile(
    r"(?<![א-ת])[\"＂“”„‟〝〞«»‹›]|[\"＂“”„‟〝〞«»‹›](?![א-ת])|‘‘|’’|''|['‘’‚‛]"
)
_INVISIBLE: Final = "\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_HIDDEN: Final = re.compile(f"[{_INVISIBLE}]")
_LAST_SHOWN: Final = re.compile(rf"(\s*)([^\s{_INVISIBLE}])?[{_INVISIBLE}]*$")
_BRACKETS_BEFORE: Final = "([{/—–-"
_MARKS_AFTER: Final = ")]}.,،؛;:؟?!…۔/—–-"
DEEPEST: Final = 3
_CONTEXT: Final = 24  # code points of a neighbour's word and spaces that are looked at

# Before a mark that is glued to both sides: words that want something to follow, and prefixes.
PREFIXES: Final = r"[وف]?[بلك]?ـ?|لل|ו?[הבלמש]"
_WANTS_MORE: Final = re.compile(
    r"(?:^|\s)(?:إلى|الى|في|فى|من|عن|على|أن|إن|بأن|مع|بين|هو|هي|كلمة|عبارة|قال|قالت"
    rf"|{PREFIXES})$"
)


@dataclass(slots=True)
class PlacedMark:
    """A mark of a paragraph: where it stands, and what it turned out to be.

    `partner` is the index of the mark that it makes a pair with, `depth` how many quotations it
    stands in; `ends` is where what an opening one encloses ends, closed or not.
    """

    start: int
    end: int
    family: str
    role: Literal["open", "close", "unknown"] = "unknown"
    partner: int | None = None
    depth: int = 0
    ends: int = 0


def pair_marks(text: str, start: int, end: int) -> list[PlacedMark]:
    """The marks of the paragraph `[start, end)` (code points) in order, paired.

    At most three are open at a time: what is beyond is no quotation any more and stays `unknown`,
    as does what closes where nothing is open.
    """
    marks = _marks(text, start, end)
    opened: list[int] = []
    for index, mark in enumerate(marks):
        is_last = index + 1 == len(marks)
        if _opens(text, start, end, mark, bool(opened), is_last=is_last):
            if len(opened) < DEEPEST:
                mark.role, mark.depth, mark.ends = "open", len(opened), end
                opened.append(index)
        elif opened:
            at = _partner(text, start, marks, opened, mark.family, is_last=is_last)
            mark.role, mark.partner, mark.depth = "close", opened[at], at
            marks[opened[at]].partner = index
            # What was opened inside and not closed ends here at the latest.
            for each in opened[at:]:
                marks[each].ends = mark.start
            del opened[at:]
    return marks


def is_after_word(text: str, start: int, mark: PlacedMark) -> bool:
    """Whether a mark stands right behind a letter or digit that is no attached prefix."""
    before = text[max(start, mark.start - _CONTEXT) : mark.start]
    return bool(before) and before[-1].isalnum() and not _ONLY_PREFIX.search(before)


_ONLY_PREFIX: Final = re.compile(rf"(?:^|\s)(?:{PREFIXES})$")


def _marks(text: str, start: int, end: int) -> list[PlacedMark]:
    """The marks, without the single ones that are apostrophes or have no partner."""
    found: list[PlacedMark] = []
    waiting: PlacedMark | None = None
    kept: set[int] = set()
    for match in _MARK.finditer(text, start, end):
        at, after = match.span()
        mark = PlacedMark(at, after, "doubled" if after - at == 2 else FAMILY[match[0]])
        found.append(mark)
        if mark.family != "single":
            kept.add(at)
            continue
        letter_before = at > start and text[at - 1].isalnum()
        letter_after = after < end and text[after].isalnum()
        if letter_after and not letter_before:
            waiting = mark
        elif letter_before and not letter_after and waiting is not None:
            kept |= {waiting.start, at}
            waiting = None
    return [mark for mark in found if mark.start in kept]


def _partner(
    text: str,
    start: int,
    marks: list[PlacedMark],
    opened: list[int],
    family: str,
    *,
    is_last: bool,
) -> int:
    """The index in `opened` of the mark that one of `family` closes: the innermost of its own.

    The last mark of a paragraph closes the outermost one where the others are glued to a word:
    those are the ones that were mistyped.
    """
    same = [index for index, each in enumerate(opened) if marks[each].family == family]
    if not same:
        return len(opened) - 1
    if is_last and all(is_after_word(text, start, marks[opened[index]]) for index in same[1:]):
        return same[0]
    return same[-1]


def _opens(
    text: str, start: int, end: int, mark: PlacedMark, is_open: bool, *, is_last: bool
) -> bool:
    side, shape = side_of(text, start, end, mark), text[mark.start]
    if side == "open":
        return True
    if side == "close":
        # Where nothing is open, nothing can be closed: a mark that stands before its space.
        return not is_open and not is_last
    if not is_open:
        return not is_last or shape not in CLOSING_SHAPES
    if side == "free":
        return _shown_before(text, start, mark.start) == ":"
    if shape in OPENING_SHAPES | CLOSING_SHAPES:
        return shape in OPENING_SHAPES
    return bool(_WANTS_MORE.search(text[max(start, mark.start - _CONTEXT) : mark.start]))


def side_of(text: str, start: int, end: int, mark: PlacedMark) -> Side:
    """Which side of a quotation the neighbours of a mark speak for."""
    before = _neighbour(text[max(start, mark.start - _CONTEXT) : mark.start][::-1])
    after = _neighbour(text[mark.end : min(end, mark.end + _CONTEXT)])
    room_before = before in ("", " ") or before in _BRACKETS_BEFORE or before in ":،؛"
    room_after = after in ("", " ") or after in _MARKS_AFTER or after in FAMILY
    if before in FAMILY:
        room_before = not room_after
    if room_before == room_after:
        return "free" if room_before else "glued"
    return "open" if room_before else "close"


def _neighbour(context: str) -> str:
    """The first character of `context` that shows, or a space for white space, or nothing."""
    for character in context:
        if character.isspace():
            return " "
        if not _HIDDEN.match(character):
            return character
    return ""


def _shown_before(text: str, start: int, at: int) -> str:
    match = _LAST_SHOWN.search(text[max(start, at - _CONTEXT) : at].rstrip())
    return match.group(2) or "" if match else ""
