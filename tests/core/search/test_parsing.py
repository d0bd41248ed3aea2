"""Reading queries: what they mean, what is wrong with them, and writing them again."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.model.query import (
    Attribute,
    Contains,
    Incomplete,
    Inside,
    Is,
    Named,
    Not,
    Query,
    Role,
    With,
    Words,
    either,
    every,
)
from annotator.core.search import SearchError, parse, text_of

PERS, QUOTE = Words("PERS"), Words("quote")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("سيرجي لافروف", Words("سيرجي لافروف")),
        ("“سيرجي  لافروف”", Words("سيرجي لافروف", quoted=True)),
        ("لافر*", Words("لافر", prefix=True)),
        ("10:30", Words("10:30")),
        ("قال: نعم", Words("قال: نعم")),
        ("label:PERS", Named("label", "PERS")),
        (
            "label = ORG and text ~ سبوتن",
            every(Named("label", "ORG"), Contains("سبوتن")),
        ),
        (
            "annotator:sana review:question",
            every(Is("annotator", "sana"), Is("review", "question")),
        ),
        ("incomplete", Incomplete()),
        ("status:done", Is("status", "done")),
        ("attribute.polarity=negative", Attribute("polarity", "negative")),
        ("attribute:polarity", Attribute("polarity")),
        ("role:speaker=بوتين", Role("speaker", Words("بوتين"))),
        ("role:speaker=(PERS)", Role("speaker", PERS)),
        ("without:time", Not(With("time"))),
        ("event without time", every(Words("event"), Not(With("time")))),
        ("PERS inside quote", Inside(PERS, QUOTE)),
        (
            "PERS inside (quote with speaker=لافروف)",
            Inside(PERS, every(QUOTE, With("speaker", Words("لافروف")))),
        ),
        (
            "PERS inside quote with speaker=لافروف",
            Inside(PERS, every(QUOTE, With("speaker", Words("لافروف")))),
        ),
        ("a or b and not c", either(Words("a"), every(Words("b"), Not(Words("c"))))),
        ("PERS داخل (quote مع speaker=لافروف)", Inside(
            PERS, every(QUOTE, With("speaker", Words("لافروف"))))),
        ("روسيا أو ليس تركيا", either(Words("روسيا"), Not(Words("تركيا")))),
        ("وسم:PERS و حالة:منجز", every(Named("label", "PERS"), Is("status", "done"))),
        ("text~أو", Contains("أو")),
        ('"أو"', Words("أو", quoted=True)),
    ],
)  # fmt: skip
def test_a_query_means_what_it_says(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", (0, 0), "Write what to look for"),
        ("«،»", (0, 3), "no letter"),
        ("lable:PERS", (0, 5), "no condition “lable”"),
        ("PERS inside", (11, 11), "missing at character 12"),
        ("(PERS", (0, 1), "never closed"),
        ("PERS)", (4, 5), "closes nothing"),
        ('"روسيا', (0, 6), "never closed"),
        ("status:ready", (7, 12), "none of: new, in progress, done, reviewed"),
        ("label:", (0, 6), "A value is missing"),
        ("PERS or or", (8, 10), "missing at character 9"),
        ("(" * 60 + "a" + ")" * 60, (40, 41), "nested too deeply"),
        ("attribute:polarity=(a and b)", (0, 10), "plain value"),
    ],
)
def test_an_error_says_what_and_where(text: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(SearchError) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == place
    assert said in str(caught.value)


_NAMES = st.from_regex(r"[^\W\d][\w -]{0,6}", fullmatch=True).filter(
    lambda text: text == text.strip()
)
_TEXTS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=5)
_PHRASES = st.lists(_TEXTS, min_size=1, max_size=3).map(" ".join)
_WORDS = st.builds(Words, _PHRASES, st.booleans(), st.just(True)) | st.builds(
    Words, st.sampled_from(["PERS", "روسيا", "10:30", "سيرجي لافروف"]), st.booleans()
)
_SIMPLE = (
    _WORDS
    | st.builds(Contains, _PHRASES)
    | st.builds(Named, st.sampled_from(["label", "layer"]), _PHRASES)
    | st.builds(Is, st.sampled_from(["annotator", "origin"]), _PHRASES)
    | st.builds(Is, st.just("status"), st.sampled_from(["new", "in progress"]))
    | st.just(Incomplete())
    | st.builds(Attribute, _NAMES, st.just("") | _PHRASES)
    | st.builds(With, _NAMES, st.none() | _WORDS)
    | st.builds(Role, _NAMES, st.none() | _WORDS)
)


def _larger(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=2, max_size=3)
    return (
        several.map(lambda each: every(*each))
        | several.map(lambda each: either(*each))
        | parts.map(Not)
        | st.builds(Inside, parts, parts)
        | st.builds(Role, _NAMES, parts)
        | st.builds(With, _NAMES, parts)
    )


@given(st.recursive(_SIMPLE, _larger, max_leaves=8))
@example(With("A", Words("سيرجي لافروف")))
def test_a_query_that_is_written_is_read_as_the_same(query: Query) -> None:
    assert parse(text_of(query)) == query


@given(st.text(max_size=40) | st.text('ab()"“”«»:=~*. \u0648notrwihdesk', max_size=30))
@example("not " * 3000)
@example("a inside " * 3000)
@example("with:a=(" * 3000)
def test_any_text_is_a_query_or_a_search_error(text: str) -> None:
    with contextlib.suppress(SearchError):
        query = parse(text)
        assert parse(text_of(query)) == query
