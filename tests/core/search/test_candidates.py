"""The index leaves no document out in which a query has an answer, whatever is written in it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.model.query import Contains, Query, Words
from annotator.core.schema import Schema
from annotator.core.search.candidates import expression
from annotator.core.storage import Project, SearchIndex
from annotator.core.text import find_folded, fold, has_letters, has_words

# Letters that clitics and articles are made of, marks, what joins and what parts words.
ARABIC = st.text("والبلكسفحرمةىأ\N{ARABIC FATHA}\N{ARABIC TATWEEL}٣\N{ZERO WIDTH NON-JOINER}")
HEBREW = st.text("והבכלמשאר\N{HEBREW POINT QAMATS}״׳")
LATIN = st.text("abé\N{COMBINING ACUTE ACCENT}1_'")
WORDS = st.one_of(ARABIC, ARABIC, HEBREW, LATIN).filter(bool)
BETWEEN = st.sampled_from([" ", " ", " ", "  ", "، ", "-", "\n", " «", "_"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(WORDS, BETWEEN), min_size=1, max_size=8))
    return "".join(word + between for word, between in parts)


@st.composite
def pieces(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text) - 1))
    return text[start : draw(st.integers(start + 1, len(text)))]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_document_with_an_answer_is_left_out(schema: Schema, data: st.DataObject) -> None:
    text, other = data.draw(texts()), data.draw(texts())
    with (
        tempfile.TemporaryDirectory() as name,
        Project.create(Path(name) / "p.hashiya", schema) as project,
    ):
        articles = [Document(new_id("d"), each, each, each) for each in (text, f"{other} ب")]
        commands.add_documents(project, [(each, ()) for each in articles], actor="x")
        number = project.documents()[0].position
        with SearchIndex(project, Path(name)) as index:
            index.update()
            for _round in range(4):
                needle, annotation = data.draw(pieces(text)), data.draw(pieces(text))
                prefix = data.draw(st.booleans())
                words = Words(" ".join(needle.split()), prefix)
                if find_folded(fold(text), words.text, clitics=True, prefix=prefix):
                    _looked_at(index, words, number, about_words=True)
                if has_words(annotation, words.text, prefix=prefix):
                    _looked_at(index, words, number)
                if has_letters(annotation, words.text):
                    _looked_at(index, Contains(words.text), number)


def _looked_at(index: SearchIndex, query: Query, number: int, *, about_words: bool = False) -> None:
    match = expression(query, index, about_words=about_words)
    event("told apart" if match else "every document")
    assert not match or number in index.numbers(match), (query, match)
