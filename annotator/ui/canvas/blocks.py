"""What is laid out in one piece: a paragraph, or a part of a very long one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.core.text import (
    Direction,
    Paragraph,
    Span,
    is_grapheme_boundary,
    paragraph_direction,
    paragraphs,
    soft_blocks,
)

BlockStyle = Literal["title", "subhead", "body"]

_WHOLE = 4000
"""Code points up to which a paragraph stays whole. With dense marks, a block takes some 10 µs for
each of its code points until it is painted, and a frame is 16 ms."""
_PIECE = 1200
_SENTENCE_END = re.compile(r"[.!?؟۔…][»”\")\]]*\s+")
_SUBHEAD_LIMIT = 90
_TITLE_LIMIT = 240
_FINAL = frozenset(".!?؟۔…:;؛،,»\"”’')]")


@dataclass(frozen=True, slots=True)
class Block:
    """The half-open range `[start, end)` of code points that one layout shows.

    `first` and `last` say whether it opens and closes its paragraph.
    """

    start: int
    end: int
    direction: Direction
    style: BlockStyle
    first: bool
    last: bool


class BlockList:
    """The blocks of a text in their order, and which of them holds an offset.

    `starts` and `ends` are those of the blocks.
    """

    __slots__ = ("blocks", "ends", "starts")

    def __init__(
        self, text: str, default: Direction, turned: Mapping[int, Direction] | None = None
    ) -> None:
        """`turned` are directions that hold for paragraphs whatever their text says, by start."""
        self.blocks: list[Block] = []
        found = paragraphs(text)
        contents = [paragraph.text_in(text) for paragraph in found]
        for paragraph, content, style in zip(found, contents, _styles(contents), strict=True):
            direction = (turned or {}).get(paragraph.start)
            direction = direction or paragraph_direction(content, default)
            pieces = _pieces(text, paragraph)
            for i, piece in enumerate(pieces):
                last = i == len(pieces) - 1
                self.blocks.append(Block(piece.start, piece.end, direction, style, i == 0, last))
        self.starts = [block.start for block in self.blocks]
        self.ends = [block.end for block in self.blocks]

    def __len__(self) -> int:
        return len(self.blocks)

    def __getitem__(self, index: int) -> Block:
        return self.blocks[index]

    def at(self, offset: int, *, upstream: bool = False) -> int:
        """The block that holds `offset`; where a long paragraph is cut, the one that follows.

        `upstream` asks for the block that ends there instead.
        """
        index = max(0, bisect_right(self.starts, offset) - 1)
        block = self.blocks[index]
        if upstream and index > 0 and offset == block.start and not block.first:
            return index - 1
        return index

    def range_of(self, span: Span) -> range:
        """The blocks that a span touches."""
        starts = self.starts
        first = max(0, bisect_right(starts, span.start) - 1)
        # Most spans lie in one block: its end says so quicker than another search.
        if span.end <= self.ends[first]:
            return range(first, first + 1)
        return range(first, max(first, bisect_right(starts, span.end - 1) - 1) + 1)


def _pieces(text: str, paragraph: Paragraph) -> list[Paragraph]:
    """What a paragraph is laid out in: whole, or if it is very long, cut after sentences."""
    if paragraph.length <= _WHOLE:
        return [paragraph]
    found: list[Paragraph] = []
    start, end = paragraph.start, paragraph.end
    while end - start > _PIECE:
        middle, latest = start + _PIECE // 2, start + _PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(text, middle, latest)]
        cut = next((at for at in reversed(ends) if is_grapheme_boundary(text, at)), 0)
        if not cut:
            near = Paragraph(start, min(end, start + 2 * _PIECE))
            cut = soft_blocks(text, near, _PIECE)[0].end
        found.append(Paragraph(start, cut))
        start = cut
    return [*found, Paragraph(start, end)] if start < end else found


def _styles(contents: list[str]) -> list[BlockStyle]:
    """How each paragraph is set, judged from its text alone.

    Where half of an article's paragraphs would be subheadings it is a list, a table or a poem,
    and none is.
    """
    title = next((i for i, content in enumerate(contents) if content.strip()), -1)
    heads = {i for i, content in enumerate(contents) if i != title and _is_head(content)}
    bodies = sum(1 for i, content in enumerate(contents) if i != title and content.strip())
    if 2 * len(heads) >= bodies:
        heads.clear()
    styles: list[BlockStyle] = ["subhead" if i in heads else "body" for i in range(len(contents))]
    if title >= 0 and len(contents[title].strip()) <= _TITLE_LIMIT:
        styles[title] = "title"
    return styles


def _is_head(content: str) -> bool:
    stripped = content.strip()
    if not stripped or len(stripped) > _SUBHEAD_LIMIT or stripped[-1] in _FINAL:
        return False
    return 2 * sum(character.isalpha() for character in stripped) > len(stripped)
