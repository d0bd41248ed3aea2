"""What a query finds in a project: the same as a slow look at everything, page by page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.errors import CancelledError
from annotator.core.model import (
    REVIEWS,
    STATUSES,
    Annotation,
    Argument,
    Document,
    NamedValue,
    new_id,
)
from annotator.core.schema import Schema
from annotator.core.search import SearchError, count, find, page, prepare
from annotator.core.storage import Project, SearchIndex, narrowing
from annotator.core.text import Span, Spans
from tests.core.search.naive import Naive

WORDS = [
    "روسيا",
    "وروسيا",
    "بيلاروسيا",
    "سبوتنيك",
    "سبوتنك",
    "الحوار",
    "للحوار",
    "لافروف",
    "الروسى",
    "،",
]
LABELS = [("entity", "PERS"), ("entity", "ORG"), ("quote", "direct"), ("event", "Contact.Call")]
CONDITIONS = [
    "PERS", "quote", "label:ORG", "layer:event", "text~روس", "text~بوت", "روسيا", "text:الحوار",
    "سبوت*", "annotator:sana", "review:question", "incomplete", "status:done", "origin:manual",
    "origin:كاشف", "annotator:زيد", "review:accepted", "review:unreviewed", "label:GPE",
    "not entity", "not (entity or quote)", "not (PERS and entity)", "not review:unreviewed",
    "not status:new", "not origin:import", "not annotator:sana",
    'text:"الحوار روسيا"', 'text:"سبوتنيك لاف"*', 'text~"يا ال"', 'text~"روسيا ل"',
    "attribute.polarity=negative", "attribute.polarity=positive", "attribute:polarity",
    "role:speaker", "role:speaker=لافروف", "role:speaker=(PERS)", "without:time",
    "with:participant", "with:speaker=سبوت*", "PERS inside quote",
    "quote around (PERS and text~لاف)",
    "PERS inside (quote with speaker=لافروف)",
]  # fmt: skip
LOOSE = ["روسيا", "سبوت*", '"روسيا سبوتنك"', '"الحوار روسيا"', '"لافروف روسيا الحوار"', "الروسي",
         "status:new", "روسيا inside quote", "للحوار", "لافروف",
         "سبوتنيك inside entity", "الحوار inside (quote or event)",
         "روس* inside (entity or quote)"]  # fmt: skip


@st.composite
def items(draw: st.DrawFn, number: int) -> tuple[Document, list[Annotation]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9)))
    document = Document(
        new_id("d"),
        f"{number}",
        f"{number}",
        f"{text} {number}",
        status=draw(st.sampled_from(STATUSES)),
    )
    ids = [new_id("a") for _ in range(draw(st.integers(0, 5)))]
    made = []
    for each in ids:
        layer, label = draw(st.sampled_from(LABELS))
        roles = {"quote": ["speaker", "cue"], "event": ["participant", "time"]}.get(layer, [])
        arguments = []
        for role in roles:
            if draw(st.booleans()):
                bare = (draw(_spans(len(text))),)
                fillers: list[str | Spans] = [bare, *(one for one in ids if one != each)]
                arguments.append(Argument(role, draw(st.sampled_from(fillers))))
        polarity = draw(st.sampled_from(["", "negative", "positive"]))
        made.append(
            Annotation(
                each, document.id, draw(st.sampled_from(["sana", "زيد"])), layer, label,
                (draw(_spans(len(text))),), tuple(arguments),
                (NamedValue("polarity", polarity),) if polarity else (),
                review=draw(st.sampled_from(REVIEWS)),
                origin=draw(st.sampled_from(["manual", "import", "كاشف"])),
            )
        )  # fmt: skip
    return document, made


@st.composite
def _spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(parts, parts)
    return (
        pairs.map(lambda each: f"({each[0]}) and ({each[1]})")
        | pairs.map(lambda each: f"({each[0]}) or ({each[1]})")
        | pairs.map(lambda each: f"({each[0]}) inside ({each[1]})")
        | parts.map(lambda each: f"not ({each})")
    )


PROJECTS = st.integers(1, 4).flatmap(lambda n: st.tuples(*(items(number) for number in range(n))))
QUERIES = st.recursive(
    st.sampled_from(CONDITIONS) | st.sampled_from(LOOSE), _larger, max_leaves=3
) | st.recursive(st.sampled_from(LOOSE), _larger, max_leaves=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROJECTS, st.lists(QUERIES, min_size=6, max_size=12), st.sampled_from([0, 1, 10_000]))
def test_a_query_finds_what_a_slow_look_at_everything_finds(
    schema: Schema,
    held: tuple[tuple[Document, list[Annotation]], ...],
    queries: list[str],
    few: int,
) -> None:
    with tempfile.TemporaryDirectory() as name, patch.object(narrowing, "_FEW", few):
        folder = Path(name)
        with Project.create(folder / "p.hashiya", schema) as project:
            commands.add_documents(project, held, actor="tester")
            with SearchIndex(project, folder) as index:
                index.update()
                for query in queries:
                    _compare(project, index, held, query)


def _compare(
    project: Project,
    index: SearchIndex,
    held: tuple[tuple[Document, list[Annotation]], ...],
    text: str,
) -> None:
    try:
        search = prepare(text, project.schema)
    except SearchError:
        return  # it only says what is not wanted
    wanted: list[object] = []
    for document, own in held:
        naive = Naive(project.schema, document, own)
        if search.about_words:
            there, spans = naive.spans(search.query)
            wanted += sorted((document.id, *span) for span in spans) if there else []
        else:
            wanted += [
                each.id
                for each in project.annotations(document.id)
                if naive.matches(search.query, each)
            ]
    for way in (index, None):
        found = list(find(project, search, way))
        keys = [each.key for each in found]
        assert keys == sorted(set(keys))
        if search.about_words:
            got: list[object] = [(each.document, each.span.start, each.span.end) for each in found]
            assert sorted(got, key=str) == sorted(wanted, key=str), text
        else:
            assert [each.answer.annotation for each in found if each.answer] == wanted, text
        assert count(project, search, way) == len(found)


@pytest.mark.parametrize("text", ["entity", "روسيا", "PERS and text~وف"])
def test_paging_visits_each_place_once(
    project: Project, document: str, tmp_path: Path, text: str
) -> None:
    name = [(Span(at, at + 6),) for at in range(0, 60, 7)]
    commands.annotate_all(project, "entity", "PERS", [(document, each) for each in name], actor="x")
    other = Document(new_id("d"), "b", "b", "لافروف في روسيا وروسيا")
    commands.add_documents(project, [(other, ())], actor="x")
    commands.annotate(project, other.id, "entity", "PERS", [Span(0, 6)], actor="x")
    search = prepare(text, project.schema)
    with SearchIndex(project, tmp_path) as index:
        index.update()
        everything = list(find(project, search, index))
        assert everything
        for limit in (1, 2, 5):
            turn = page(project, search, index, limit=limit)
            paged = list(turn.found)
            while turn.more:
                turn = page(project, search, index, after=paged[-1].key, limit=limit)
                paged += turn.found
            assert paged == everything


def test_documents_that_the_index_does_not_know_are_looked_at(
    project: Project, document: str, tmp_path: Path
) -> None:
    with SearchIndex(project, tmp_path) as index:
        index.update()
        other = Document(new_id("d"), "b", "b", "زار لافروف كورسك")
        commands.add_documents(project, [(other, ())], actor="x")
        found = page(project, prepare("لافروف", project.schema), index).found
    assert list(dict.fromkeys(each.document for each in found)) == [document, other.id]
    assert (found[-1].before, found[-1].text, found[-1].after) == ("زار ", "لافروف", " كورسك")


def test_names_are_found_in_either_language_and_in_the_schema(schema: Schema) -> None:
    assert prepare("label:شخص", schema) == prepare("label:PERS", schema)
    assert prepare("layer:قول", schema) == prepare("quote", schema)
    assert prepare("PERS داخل قول", schema) == prepare("PERS inside quote", schema)
    assert prepare("بدون:الزمان", schema) == prepare("without:time", schema)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label:PRES", "no label “PRES” (character 7). It has: PERS"),
        ("layer:entitiess", "no layer “entitiess”"),
        ("role:speeker=x", "no role “speeker”"),
        ("attribute:polarty", "no attribute “polarty”"),
        ("without:tyme", "no role or attribute “tyme”"),
        ("not روسيا", "only says what is not wanted"),
    ],
)
def test_a_name_that_the_schema_does_not_know_is_told(schema: Schema, text: str, said: str) -> None:
    with pytest.raises(SearchError) as caught:
        prepare(text, schema)
    assert said in str(caught.value)


def test_a_search_stops_when_it_is_told_to(project: Project, document: str) -> None:
    with pytest.raises(CancelledError):
        list(find(project, prepare("روسيا", project.schema), cancelled=lambda: True))


@pytest.mark.parametrize("sign", ["or", "and"])
def test_thousands_of_conditions_are_still_a_query(
    project: Project, document: str, sign: str
) -> None:
    commands.annotate(project, document, "entity", "PERS", [Span(0, 5)], actor="x")
    search = prepare(f" {sign} ".join(["review:unreviewed"] * 3000), project.schema)
    assert len(list(find(project, search))) == 1
