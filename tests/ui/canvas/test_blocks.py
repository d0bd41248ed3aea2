"""What is laid out in one piece."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Span, is_grapheme_boundary
from annotator.ui.canvas.blocks import BlockList
from tests.support.texts import paragraph_texts

SENTENCE = "قال «المتحدث» إن الاتفاق مع روسيا وقع في 2026، وأكدت وكالة تاس ذلك. "


@given(st.lists(paragraph_texts(), max_size=4), st.sampled_from((1, 7, 900)))
def test_blocks_follow_one_another_and_cut_no_grapheme(parts: list[str], times: int) -> None:
    text = "\n".join(part * times for part in parts)
    blocks = BlockList(text, "rtl").blocks
    assert blocks[0].start == 0
    assert blocks[-1].end == len(text)
    for here, there in pairwise(blocks):
        assert there.start == here.end + (1 if here.last else 0)
        assert here.last == there.first
        assert is_grapheme_boundary(text, there.start)


def test_an_ordinary_paragraph_is_one_block() -> None:
    assert len(BlockList(SENTENCE * 50, "rtl")) == 1


def test_a_very_long_paragraph_is_cut_after_sentences() -> None:
    text = SENTENCE * 1500
    blocks = BlockList(text, "rtl").blocks
    assert len(blocks) > 50
    assert max(block.end - block.start for block in blocks) <= 1200
    assert all(text[: block.end].endswith(". ") for block in blocks)


def test_one_without_sentences_or_spaces_is_cut_as_well() -> None:
    assert len(BlockList("روسيا" * 2000, "rtl")) > 5


def test_a_span_knows_its_blocks() -> None:
    text = "واحد\nاثنان\n\nثلاثة"
    blocks = BlockList(text, "rtl")
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            expected = range(blocks.at(start), blocks.at(end - 1) + 1)
            assert blocks.range_of(Span(start, end)) == expected
