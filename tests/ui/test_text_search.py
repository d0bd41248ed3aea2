"""Searching a document piece by piece finds what searching it at once does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Span, find_folded, fold
from annotator.ui import text_search
from annotator.ui.text_search import TextSearch


def search(text: str, phrase: str, *, whole_words: bool = False, origin: int = 0) -> list[str]:
    """All hits of a phrase."""
    found = TextSearch(text)
    found.start(phrase, whole_words=whole_words, origin=origin)
    while found.work(0):
        pass
    assert found.is_done
    return [hit.text_in(text) for hit in found.hits]


def test_spelling_does_not_matter() -> None:
    text = "قَالَ سيرجى لافروف إن أنقرة أعلنت، وقال سيرجي لافروف إن انقره نفت"
    assert search(text, "سيرجي لافروف") == ["سيرجى لافروف", "سيرجي لافروف"]
    assert search(text, "أنقرة") == ["أنقرة", "انقره"]
    assert search(text, "قال") == ["قَالَ", "قال"]
    assert search(text, "") == search(text, "  ") == search(text, "غائب") == []


def test_the_article_is_found_after_lam() -> None:
    assert search("دعا للحوار وإلى الحوار", "الحوار") == ["لحوار", "الحوار"]


def test_whole_words_leave_out_what_is_attached() -> None:
    text = "روسيا وبيلاروسيا وروسيا"
    assert search(text, "روسيا") == ["روسيا", "روسيا", "روسيا"]
    assert search(text, "روسيا", whole_words=True) == ["روسيا", "روسيا"]


@given(
    st.lists(st.sampled_from(["روسيا", "بيلا", "و", " ", "\n", "قال", "\u0640"]), max_size=60),
    st.sampled_from(["روسيا", "قال روسيا", "ا", "و"]),
    st.integers(min_value=0, max_value=80),
)
def test_pieces_hide_nothing(parts: list[str], phrase: str, origin: int) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_search, "_PIECE", 12)
        patch.setattr(text_search, "_OVERLAP", 30)
        found = TextSearch(text)
        found.start(phrase, origin=min(origin, len(text)))
        while found.work(0):
            pass
    assert found.hits == find_folded(fold(text), phrase)


def test_the_hits_from_where_one_is_come_first() -> None:
    text = "\n".join(["قال بوتين" + " كلمة" * 800] * 6)
    found = TextSearch(text)
    middle = text.index("قال", len(text) // 2)
    found.start("قال", origin=middle)
    found.work(0)
    assert found.hits
    assert all(hit.start >= middle - 8000 for hit in found.hits)
    while found.work(0):
        pass
    assert found.hits == sorted(found.hits)
    assert len(found.hits) == 6
    assert found.hits[0] == Span(0, 3)
