"""Paragraphs lie between newlines; long ones are laid out in pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import (
    Paragraph,
    first_line_title,
    is_grapheme_boundary,
    paragraphs,
    soft_blocks,
)
from tests.support.texts import texts


@given(texts())
def test_paragraphs_are_what_lies_between_newlines(text: str) -> None:
    found = paragraphs(text)
    assert [paragraph.text_in(text) for paragraph in found] == text.split("\n")
    assert all(a.end + 1 == b.start for a, b in pairwise(found))


def test_only_the_newline_separates() -> None:
    assert paragraphs("أ\r\nب\u2029ج\u2028د\n") == [
        Paragraph(0, 2),
        Paragraph(3, 8),
        Paragraph(9, 9),
    ]


@given(texts(), st.integers(1, 12))
def test_soft_blocks_follow_one_another_and_cut_no_cluster(text: str, limit: int) -> None:
    for paragraph in paragraphs(text):
        blocks = soft_blocks(text, paragraph, limit)
        assert (blocks[0].start, blocks[-1].end) == (paragraph.start, paragraph.end)
        assert all(a.end == b.start for a, b in pairwise(blocks))
        assert all(is_grapheme_boundary(text, block.end) for block in blocks[:-1])
        for block in blocks:
            inside = range(block.start + 1, block.end)
            one_cluster = not any(is_grapheme_boundary(text, offset) for offset in inside)
            assert block.length <= limit or one_cluster


def test_soft_blocks_are_cut_after_white_space_but_not_after_a_hard_space() -> None:
    text = "قال الرئيس\u00a0الروسي اليوم"
    blocks = soft_blocks(text, Paragraph(0, len(text)), 17)
    assert [block.text_in(text) for block in blocks] == ["قال ", "الرئيس\u00a0الروسي ", "اليوم"]


def test_a_paragraph_within_the_limit_is_one_block() -> None:
    assert soft_blocks("", Paragraph(0, 0)) == [Paragraph(0, 0)]
    text = "ب" * 8000
    assert soft_blocks(text, Paragraph(0, 8000)) == [Paragraph(0, 8000)]
    with pytest.raises(TextError):
        soft_blocks(text, Paragraph(0, 8000), 0)


def test_the_title_is_the_first_line_that_shows_anything(sample_text: str) -> None:
    assert first_line_title(sample_text) == (
        "مباحثات هاتفية بين الرئيسان الروسي والصيني حول القاضايا الإقليمية"
    )
    assert first_line_title("\ufeff \n\u200f\n\t\u200fعنوان\u00a0 الخبر \n نص") == "عنوان الخبر"
    assert first_line_title(" \n\u200f\r\n") == ""


@given(texts(max_size=60), st.integers(2, 30))
def test_a_title_is_one_line_within_its_limit(text: str, limit: int) -> None:
    title = first_line_title(text, limit)
    assert len(title) <= limit
    assert "\n" not in title
    assert title == title.strip()


def test_a_long_title_is_cut_after_a_word() -> None:
    assert first_line_title("عقد الرئيس الروسي مباحثات", limit=15) == "عقد الرئيس…"
