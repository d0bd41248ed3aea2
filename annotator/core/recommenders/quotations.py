"""Stretches in quotation marks, however the marks were typed.

News sites type the straight mark for both sides, turn curly marks and guillemets the wrong way
round, leave a space inside or none outside, and forget to close. So the side that a mark stands on
is read from its neighbours; its shape only decides where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from annotator.core.text import Span, is_grapheme_boundary, trim, words

_FAMILY: Final = {
    **dict.fromkeys('"＂', "straight"),
    **dict.fromkeys("“”„‟〝〞", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‘’'", "doubled"),
}
_OPENING_SHAPES: Final = frozenset("“„‟«〝")
_CLOSING_SHAPES: Final = frozenset("”»〞")
# A mark between two Hebrew letters is the gershayim of an abbreviation: צה"ל. Single marks count
# only where two stand for one.
_MARK: Final = re.compile(r"(?<![א-ת])[\"＂“”„‟〝〞«»]|[\"＂“”„‟〝〞«»](?![א-ת])|‘‘|’’|''")
_INVISIBLE: Final = "\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LAST_SHOWN: Final = re.compile(rf"(\s*)([^\s{_INVISIBLE}])?[{_INVISIBLE}]*$")
_BRACKETS_BEFORE: Final = "([{/—–-"
_MARKS_AFTER: Final = ")]}.,،؛;:؟?!…/—–-"
_DEEPEST: Final = 3
_CONTEXT: Final = 24  # code points of a neighbour's word and spaces that are looked at

# Before a mark that is glued to both sides: words that want something to follow, and prefixes.
_WANTS_MORE: Final = re.compile(
    r"(?:^|\s)(?:إلى|الى|في|فى|من|عن|على|أن|إن|بأن|مع|بين|هو|هي|كلمة|عبارة|قال|قالت"
    r"|[وف]?[بلك]?ـ?|لل|ו?[הבלמש])$"
)
_EDGES: Final = " \t\u00a0\u200e\u200f.،,؛;:…"

_Side = Literal["open", "close", "glued", "free"]


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The contents, without the marks, of what stands in quotation marks in a paragraph.

    `[start, end)` (code points) is the paragraph. In order, an outer stretch before the inner
    ones; a mark that is never closed runs to the end of the paragraph. At most three are open at
    a time: what is beyond is no quotation any more.
    """
    found = {_content(text, *pair) for pair in _pairs(text, start, end)}
    return sorted((span for span in found if span), key=lambda span: (span.start, -span.end))


def is_scare_quote(text: str, span: Span) -> bool:
    """Whether quoted text is of one or two words: a name or a term, not what someone said."""
    return span.length <= 60 and len(words(text, span.start, span.end)) <= 2


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the content of each pair of marks, from behind the opening to before the closing.

    With each comes what may not end it: where it is never closed, the mark of another quotation.
    """
    marks = [
        _Mark(*match.span(), _FAMILY[match[0][0]]) for match in _MARK.finditer(text, start, end)
    ]
    opened: list[_Mark] = []
    for index, mark in enumerate(marks):
        if _opens(text, start, end, mark, opened, is_last=index + 1 == len(marks)):
            if len(opened) < _DEEPEST:
                opened.append(mark)
        elif opened:
            partner = _partner(opened, mark.family)
            # What was opened inside and not closed ends here at the latest.
            yield from ((each.end, mark.start, _EDGES) for each in opened[partner:])
            del opened[partner:]
    yield from ((each.end, end, _EDGES + "".join(_FAMILY)) for each in opened)


def _partner(opened: list[_Mark], family: str) -> int:
    """The index of the mark that one of `family` closes: the innermost of its own, if any."""
    same = [index for index, each in enumerate(opened) if each.family == family]
    return same[-1] if same else len(opened) - 1


def _opens(
    text: str, start: int, end: int, mark: _Mark, opened: list[_Mark], *, is_last: bool
) -> bool:
    side, shape = _side(text, start, end, mark), text[mark.start]
    if side == "open":
        return True
    if side == "close":
        # Where nothing is open, nothing can be closed: a mark that stands before its space.
        return not opened and not is_last
    if not opened:
        return not is_last or shape not in _CLOSING_SHAPES
    if side == "free":
        return _shown_before(text, start, mark.start) == ":"
    if shape in _OPENING_SHAPES | _CLOSING_SHAPES:
        return shape in _OPENING_SHAPES
    return bool(_WANTS_MORE.search(text[max(start, mark.start - _CONTEXT) : mark.start]))


def _side(text: str, start: int, end: int, mark: _Mark) -> _Side:
    """Which side of a quotation the neighbours of a mark speak for."""
    before = _neighbour(text[max(start, mark.start - _CONTEXT) : mark.start][::-1])
    after = _neighbour(text[mark.end : min(end, mark.end + _CONTEXT)])
    room_before = before in ("", " ") or before in _BRACKETS_BEFORE or before in ":،؛"
    room_after = after in ("", " ") or after in _MARKS_AFTER or after in _FAMILY
    if before in _FAMILY:
        room_before = not room_after
    if room_before == room_after:
        return "free" if room_before else "glued"
    return "open" if room_before else "close"


def _neighbour(context: str) -> str:
    """The first character of `context` that shows, or a space for white space, or nothing."""
    for character in context:
        if character.isspace():
            return " "
        if not re.match(f"[{_INVISIBLE}]", character):
            return character
    return ""


def _shown_before(text: str, start: int, at: int) -> str:
    match = _LAST_SHOWN.search(text[max(start, at - _CONTEXT) : at].rstrip())
    return match.group(2) or "" if match else ""


def _content(text: str, start: int, end: int, no_end: str) -> Span | None:
    """What of `[start, end)` is quoted, or None where that is nothing."""
    # Cheap, so that a paragraph of dots after a mark costs `trim` nothing.
    while start < end and (text[start] in _EDGES or not is_grapheme_boundary(text, start)):
        start += 1
    while end > start and text[end - 1] in no_end:
        end -= 1
    return trim(text, Span(start, end)) if start < end else None
