"""Splits: by hash, so that nothing moves; whole groups, so that nothing leaks."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.datasets import Shares
from annotator.core.datasets.splitting import Split, Splitter
from annotator.core.errors import InputError
from annotator.core.model import Document
from tests.support.datasets import plain_document

EIGHT_ONE_ONE = Shares()


def split(documents: list[Document], shares: Shares = EIGHT_ONE_ONE) -> Split:
    splitter = Splitter(shares)
    for each in documents:
        splitter.add(each)
    return splitter.split()


def test_shares_are_kept_roughly() -> None:
    parts = Counter(split([plain_document(i) for i in range(1000)]).parts.values())
    assert 760 < parts["train"] < 840
    assert 70 < parts["validation"] < 130
    assert 70 < parts["test"] < 130


def test_adding_documents_moves_none() -> None:
    documents = [plain_document(i) for i in range(300)]
    before = split(documents[:200]).parts
    after = split(documents).parts
    assert {each: after[each] for each in before} == before


def test_another_salt_deals_anew_and_the_same_deals_the_same() -> None:
    documents = [plain_document(i) for i in range(200)]
    assert split(documents).parts == split(documents).parts
    assert split(documents).parts != split(documents, Shares(salt="again")).parts


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", "g1", "g2", "g3"])), max_size=40))
def test_a_group_never_straddles(drawn: list[tuple[int, str]]) -> None:
    # The text has tatweel and hamza here and there: spelling does not part a group.
    documents = [
        plain_document(
            number, text=f"الأخبار {text}" if number % 2 else f"الـاخبار {text}", group=group
        )
        for number, (text, group) in enumerate(drawn)
    ]
    parts = split(documents, Shares(1, 1, 1)).parts
    for one in documents:
        for other in documents:
            same_text = one.text.split()[1] == other.text.split()[1]
            if same_text or (one.group and one.group == other.group):
                assert parts[one.id] == parts[other.id]


def test_a_documents_own_split_wins_and_its_group_follows() -> None:
    documents = [
        plain_document(1, group="g"),
        plain_document(2, group="g", split="test"),
        plain_document(3, split="validation"),
    ]
    result = split(documents, Shares(1, 0, 0))
    assert list(result.parts.values()) == ["test", "test", "validation"]
    assert result.groups == 1
    assert result.straddling == []


def test_a_group_that_is_torn_on_purpose_is_reported() -> None:
    documents = [
        plain_document(1, group="g", split="train"),
        plain_document(2, group="g", split="test"),
    ]
    result = split(documents)
    assert list(result.parts.values()) == ["train", "test"]
    assert result.straddling == [documents[1].id]


@pytest.mark.parametrize(
    ("value", "shares"),
    [("80/10/10", (80, 10, 10)), ("80/20", (80, 0, 20)), ("1/1/0", (1, 1, 0))],
)
def test_shares_are_read(value: str, shares: tuple[int, int, int]) -> None:
    read = Shares.parse(value)
    assert (read.train, read.validation, read.test) == shares


@pytest.mark.parametrize("value", ["80", "a/b", "0/0/0", "80/-10/30", "80/10/10/0", ""])
def test_what_are_no_shares_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="write shares such as 80/10/10"):
        Shares.parse(value)
