"""Paragraphs, the pieces that a long one is laid out in, and the title in the first line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from annotator.core.errors import N_, TextError
from annotator.core.text.graphemes import is_grapheme_boundary

SOFT_BLOCK_LIMIT: Final = 8000
"""Code points in one `QTextLayout` beyond which laying it out costs a frame (measured: 11,100
code points take 7 ms, 111,000 take 64)."""

_NO_BREAK_SPACES: Final = "\u00a0\u2007\u202f"
_TITLE_LIMIT: Final = 200


@dataclass(frozen=True, slots=True, order=True)
class Paragraph:
    """The half-open range `[start, end)` of code points of a paragraph or a piece of one.

    Unlike a `Span` it may be empty, as the paragraph between two newlines is.
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points the paragraph holds."""
        return self.end - self.start

    def text_in(self, text: str) -> str:
        """The part of `text` that the paragraph covers."""
        return text[self.start : self.end]


def paragraphs(text: str) -> list[Paragraph]:
    r"""Return the paragraphs of `text`, the newlines between them left out; at least one.

    Only `\\n` separates. Readers of plain text turn every line end into it, and a text that came
    with offsets is kept as it is: what counts as a line there (a lone `\\r`, U+2028, U+2029) no
    two tools agree on, so those characters stay in their paragraph, and `text.split("\\n")`,
    which everyone can repeat, numbers the paragraphs the same.
    """
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        found.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return found


def soft_blocks(text: str, paragraph: Paragraph, limit: int = SOFT_BLOCK_LIMIT) -> list[Paragraph]:
    """Return the pieces of at most `limit` code points that `paragraph` is laid out in.

    The pieces follow one another without a gap. Cuts come after white space where there is some
    within the limit, else between two grapheme clusters; a cluster longer than the limit stays
    whole. Raises `TextError` where `limit` is below 1.
    """
    if limit < 1:
        raise TextError(
            N_("A block of text must hold at least one character, not {limit}."), limit=limit
        )
    blocks: list[Paragraph] = []
    start = paragraph.start
    while paragraph.end - start > limit:
        cut = _cut(text, start, start + limit, paragraph.end)
        blocks.append(Paragraph(start, cut))
        start = cut
    if start < paragraph.end or not blocks:
        blocks.append(Paragraph(start, paragraph.end))
    return blocks


def _cut(text: str, start: int, latest: int, end: int) -> int:
    for offset in range(latest, start, -1):
        if _may_break(text[offset - 1]) and is_grapheme_boundary(text, offset):
            return offset
    for offset in range(latest, start, -1):
        if is_grapheme_boundary(text, offset):
            return offset
    return next((at for at in range(latest + 1, end) if is_grapheme_boundary(text, at)), end)


def _may_break(character: str) -> bool:
    return character.isspace() and character not in _NO_BREAK_SPACES


def first_line_title(text: str, limit: int = _TITLE_LIMIT) -> str:
    """Return a title for `text`: its first line that shows anything, or "" where none does.

    Runs of white space become one space, and invisible controls at the edges go. A line of more
    than `limit` code points is cut after a word, and an ellipsis says so.
    """
    for line in re.split(r"[\n\r\u2028\u2029]", text):
        title = " ".join(_without_invisible_edges(line).split())
        if len(title) > limit:
            cut = title.rfind(" ", 0, limit)
            return title[: cut if cut > 0 else _grapheme_before(title, limit - 1)] + "…"
        if title:
            return title
    return ""


def _without_invisible_edges(line: str) -> str:
    def is_invisible(character: str) -> bool:
        return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")

    start, end = 0, len(line)
    while start < end and is_invisible(line[start]):
        start += 1
    while start < end and is_invisible(line[end - 1]):
        end -= 1
    return line[start:end]


def _grapheme_before(text: str, offset: int) -> int:
    while offset > 0 and not is_grapheme_boundary(text, offset):
        offset -= 1
    return offset
