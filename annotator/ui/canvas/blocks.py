"""What is laid out in one piece: a paragraph, or a part of a very long one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.core.text import Direction, Span, paragraph_direction, paragraphs, soft_blocks

BlockStyle = Literal["title", "subhead", "body"]

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
    """The blocks of a text in their order, and which of them holds an offset."""

    __slots__ = ("_starts", "blocks")

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
            pieces = soft_blocks(text, paragraph)
            for i, piece in enumerate(pieces):
                last = i == len(pieces) - 1
                self.blocks.append(Block(piece.start, piece.end, direction, style, i == 0, last))
        self._starts = [block.start for block in self.blocks]

    def __len__(self) -> int:
        return len(self.blocks)

    def __getitem__(self, index: int) -> Block:
        return self.blocks[index]

    def at(self, offset: int, *, upstream: bool = False) -> int:
        """The block that holds `offset`; where a long paragraph is cut, the one that follows.

        `upstream` asks for the block that ends there instead.
        """
        index = max(0, bisect_right(self._starts, offset) - 1)
        block = self.blocks[index]
        if upstream and index > 0 and offset == block.start and not block.first:
            return index - 1
        return index

    def range_of(self, span: Span) -> range:
        """The blocks that a span touches."""
        starts = self._starts
        first = max(0, bisect_right(starts, span.start) - 1)
        # Most spans lie in one block: its end says so quicker than another search.
        if span.end <= self.blocks[first].end:
            return range(first, first + 1)
        return range(first, max(first, bisect_right(starts, span.end - 1) - 1) + 1)


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
