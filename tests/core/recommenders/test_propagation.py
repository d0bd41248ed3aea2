"""The same name everywhere: in the article, in the project, in other spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from annotator.core import commands
from annotator.core.errors import CancelledError, InputError
from annotator.core.model import Annotation, Document, new_id
from annotator.core.recommenders import Occurrence, context, occurrences, variants
from annotator.core.recommenders.variants import Name, find_variants
from annotator.core.storage import Project
from annotator.core.text import Span, find_folded, fold, fold_text, is_grapheme_boundary, words
from tests.support.texts import keeps_marks_with_their_letters, texts, texts_with_span

ME = "سلمى"


def said(found: list[Occurrence]) -> list[str]:
    return [each.text for each in found]


def add(project: Project, name: str, text: str) -> str:
    document = Document(new_id("d"), name, name, text)
    return commands.add_documents(project, [(document, ())], actor=ME).added[0]


def tag(project: Project, document: str, span: Span, label: str = "PERS") -> Annotation:
    change = commands.annotate(project, document, "entity", label, [span], actor=ME)
    assert change is not None
    (made,) = [row.after for row in change.rows if isinstance(row.after, Annotation)]
    return made


class TestTheSampleArticle:
    @pytest.mark.parametrize(
        ("name", "places", "questions"),
        [
            ("روسيا", ["روسيا"] * 6, []),  # neither بيلاروسيا nor روسية
            ("الصين", ["الصين"], []),  # not الصينية, الصيني
            ("تاس", ["تاس"], []),  # in وتاس
            ("الحوار", ["لحوار"], []),  # in للحوار
            ("وزير الخارجية الروسي", ["وزير الخارجية الروسى"], []),
            ("سيرجي لافروف", ["سيرجى لافروف"], ["لافروف"] * 2),
            ("الاثنين", ["الاثنين", "الإثنين", "الاثنين"], []),
            ("الروسي", ["الروسي", "الروسي", "الروسي", "الروسى"], []),  # not الروسية
            ("سبوتنيك", ["سبوتنيك"], ["سبوتنك"]),
            ("شي جين بينج", ["شي جين بينج"], ["شي بينج"]),
            ("شي بينج", ["شي بينج"], ["شي جين بينج"]),
            ("ريا نوفوستي", [], ["ريا نوفستي"]),
            ("فلاديمير بوتين", ["فلاديمير بوتين"], ["بوتين"]),
            ("الأميركية", [], ["الأمريكية"] * 3),
            ("الرئيس الروسي", ["الرئيس الروسي"] * 2, []),
            ("كركدن", [], []),
        ],
    )
    def test_has_these_places_and_these_to_ask_about(
        self, project: Project, document: str, name: str, places: list[str], questions: list[str]
    ) -> None:
        assert said(occurrences(project, document, name)) == places
        assert said(variants(project, document, name)) == questions


def test_a_place_says_what_is_there_already(
    project: Project, document: str, sample_text: str
) -> None:
    long, short = occurrences(project, document, "لافروف")[0], "فلاديمير بوتين"
    name = tag(project, document, Span(sample_text.index(short), sample_text.index(short) + 14))
    assert name.spans[0].text_in(sample_text) == short
    assert long.already is None
    (place,) = occurrences(project, document, name.spans[0], layer="entity", annotator=ME)
    assert place.already == name
    assert place.inside is None
    first, *_ = occurrences(project, document, "بوتين", layer="entity", annotator=ME)
    assert (first.already, first.inside) == (None, name)
    (of_another,) = occurrences(project, document, name.spans[0], annotator="ليلى")
    assert of_another.already is None
    (in_another_layer,) = occurrences(project, document, short, layer="quote", annotator=ME)
    assert in_another_layer.already is None


def test_a_place_comes_with_the_words_around_it(project: Project, document: str) -> None:
    (place,) = occurrences(project, document, "تاس")
    assert place.before == "ونقلت وكالتا ريا نوفستي و"
    assert place.after == " عن الوسيطة الروسية لحقوق الإنسان"
    assert place.title == "مباحثات هاتفية"


def test_a_place_says_whether_it_is_spelt_as_asked(project: Project, document: str) -> None:
    assert [each.exact for each in occurrences(project, document, "الاثنين")] == [
        True,
        False,
        True,
    ]
    assert not variants(project, document, "سبوتنيك")[0].exact


@pytest.mark.parametrize("indexed", [True, False])
def test_the_whole_project_is_searched_the_open_document_first(
    project: Project, tmp_path: Path, indexed: bool
) -> None:
    caches = tmp_path if indexed else None
    first = add(project, "one", "قالت وكالة سبوتنك ذلك")
    add(project, "two", "لا شيء هنا")
    third = add(project, "three", "نقلت سبوتنيك وسبوتنيك")
    places = occurrences(project, third, "سبوتنيك", scope="project", caches=caches)
    assert [(each.document, each.text) for each in places] == [(third, "سبوتنيك")] * 2
    asked = variants(project, third, "سبوتنيك", scope="project", caches=caches)
    assert [(each.document, each.text) for each in asked] == [(first, "سبوتنك")]
    assert said(variants(project, third, "سبوتنيك", caches=caches)) == []
    around = occurrences(project, third, "سبوتنك", scope="project", caches=caches)
    assert [each.document for each in around] == [first]


def test_no_more_places_than_wanted(project: Project, document: str) -> None:
    assert len(occurrences(project, document, "روسيا", most=2)) == 2


def test_a_long_search_can_be_cancelled(project: Project, document: str, tmp_path: Path) -> None:
    for find in (occurrences, variants):
        for caches in (tmp_path, None):
            with pytest.raises(CancelledError):
                find(
                    project,
                    document,
                    "روسيا",
                    scope="project",
                    caches=caches,
                    cancelled=lambda: True,
                )


def test_a_name_without_a_letter_is_refused(project: Project, document: str) -> None:
    for find in (occurrences, variants):
        with pytest.raises(InputError, match="no letter"):
            find(project, document, "«،»")


@given(texts_with_span(40))
def test_variants_keep_their_promises(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    name = Name.of(span.text_in(text))
    exact = find_folded(fold(text), span.text_in(text), clitics=True)
    last = 0
    for each in find_variants(text, name, exact):
        assert each.start >= last
        last = each.end
        assert not any(each.overlaps(place) for place in exact)
        assert keeps_marks_with_their_letters(text, each)
        assert "\n" not in each.text_in(text)


@given(texts_with_span(40))
def test_places_of_a_stretch_of_words_fold_as_it_does(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    inside = words(text, span.start, span.end)
    if not inside:
        return
    name = text[inside[0].start : inside[-1].end]
    wanted = " ".join(fold_text(name).split())
    for place in find_folded(fold(text), name, clitics=True):
        found = " ".join(fold_text(place.text_in(text)).split())
        restored = {found, "ا" + found, "ال" + found}  # after ل
        assert wanted in restored


@given(texts_with_span(80))
def test_context_is_of_the_paragraph_and_of_whole_letters(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    before, after = context(text, span)
    assert text[: span.start].endswith(before)
    assert text[span.end :].startswith(after)
    assert "\n" not in before + after
    assert max(len(before), len(after)) <= 40
    cut = span.start - len(before)
    if before and cut and not text[cut - 1].isspace():
        assert is_grapheme_boundary(text, cut)


@given(texts(40))
def test_a_text_has_no_variants_of_nothing(text: str) -> None:
    assert find_variants(text, Name(()), ()) == []
