"""A selection of annotations over the project is what a filter in Python over all would find."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.model import REVIEWS, STATUSES, Annotation, annotation_sort_key
from annotator.core.schema import Schema, is_incomplete
from annotator.core.storage import FIRST, Project, ReviewCase, ReviewSelection, narrowing
from annotator.core.text import Span, fold_text
from tests.support.projects import Item, make_project, projects

Found = list[tuple[str, str]]


@st.composite
def selections(draw: st.DrawFn, held: list[Item], schema: Schema) -> ReviewSelection:
    """A selection of which each part is often empty, and else takes what the project may hold."""
    annotations = [each for _document, found in held for each in found]

    def some(values: list) -> tuple:  # type: ignore[type-arg]
        if not values or draw(st.integers(0, 3)):
            return ()
        return tuple(draw(st.lists(st.sampled_from(values), unique=True, max_size=3)))

    bounds = [each.confidence for each in annotations]
    moments = [max(each.created, each.updated) for each in annotations]
    texts = [draw(st.text(max_size=2))] + [
        draw(st.sampled_from(list(document.text))) for document, _found in held
    ]
    return ReviewSelection(
        layers=some([layer.id for layer in schema.layers]),
        labels=some(sorted({(each.layer, each.label) for each in annotations})),
        annotators=some(sorted({each.annotator for each in annotations} | {"nobody"})),
        origins=some(sorted({each.origin for each in annotations})),
        statuses=some(list(STATUSES)),
        reviews=some(list(REVIEWS)),
        incomplete=draw(st.integers(0, 4)) == 0,
        below=draw(st.none() | st.floats(0, 2) | st.sampled_from([1.0, *bounds])),
        since=draw(st.just(0) | st.sampled_from([1, *moments])),
        text=draw(st.just("") | st.just("") | st.sampled_from(texts)),
    )


def by_filter(project: Project, selection: ReviewSelection, incomplete: set[str]) -> Found:
    """What the selection means, said in Python."""
    found = []
    for document, held in project.iter_documents():
        if selection.statuses and document.status not in selection.statuses:
            continue
        for each in sorted(held, key=annotation_sort_key):
            anchor = each.envelope
            text = anchor.text_in(document.text) if anchor else ""
            wanted = fold_text(selection.text).strip()
            asked = (
                (
                    selection.layers or selection.labels,
                    each.layer in selection.layers or (each.layer, each.label) in selection.labels,
                ),
                (selection.annotators, each.annotator in selection.annotators),
                (selection.origins, each.origin in selection.origins),
                (selection.reviews, each.review in selection.reviews),
                (selection.incomplete, each.id in incomplete),
                (selection.below is not None, each.confidence < (selection.below or 0.0)),
                (selection.since, max(each.created, each.updated) >= selection.since),
                (wanted, wanted in fold_text(text)),
            )
            if all(met for part, met in asked if part):
                found.append((document.id, each.id))
    return found


def names(cases: list[ReviewCase]) -> Found:
    return [(each.document, each.annotation) for each in cases]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_selection_equals_a_filter_over_all_annotations(
    schema: Schema, data: st.DataObject
) -> None:
    held = data.draw(projects(schema))
    with (
        tempfile.TemporaryDirectory() as folder,
        make_project(Path(folder) / "p.hashiya", schema, held) as project,
        patch.object(narrowing, "_FEW", data.draw(st.sampled_from([0, 1, 10_000]))),
    ):
        incomplete = {
            each.id for _document, found in held for each in found if is_incomplete(schema, each)
        }
        for _round in range(3):
            selection = data.draw(selections(held, schema))
            expected = by_filter(project, selection, incomplete)
            assert names(project.review_page(selection, limit=1000)) == expected
            assert project.review_count(selection) == len(expected)
            _page_through(project, selection, expected, data.draw(st.integers(1, 4)))


def _page_through(project: Project, selection: ReviewSelection, expected: Found, size: int) -> None:
    """Paging, forth and back, visits each once; each place has its rank; each is selected."""
    seen: list[ReviewCase] = []
    place = FIRST
    while page := project.review_page(selection, after=place, limit=size):
        assert len(page) <= size
        seen += page
        place = page[-1].position
    assert names(seen) == expected
    for rank, case in enumerate(seen):
        assert project.review_count(selection, until=case.position) == rank
        assert project.is_selected(selection, case)
    back: list[ReviewCase] = []
    while seen and (
        page := project.review_page(selection, after=place, limit=size, backwards=True)
    ):
        back += page
        place = page[-1].position
    assert names(back) == expected[:-1][::-1]


def _annotation(number: int, document: str, start: int, end: int, label: str) -> Annotation:
    return Annotation(f"a-{number:032x}", document, "سلمى", "entity", label, (Span(start, end),))


def test_cases_are_identical_that_have_the_label_and_are_spelt_alike_when_folded(
    project: Project, document: str
) -> None:
    text = project.document(document).text
    word = Counter(each for each in text.split() if len(each) > 4).most_common(1)[0][0]
    found = [at for at in range(len(text)) if text.startswith(word, at)]
    made = [
        _annotation(number, document, at, at + len(word), "GPE" if number else "PERS")
        for number, at in enumerate(found)
    ]
    assert len(made) > 2
    with project.transact("annotate", "سلمى") as transaction:
        transaction.add_annotations(made)
    alike = project.identical_cases(ReviewSelection(), made[-1], word)
    assert names(alike) == [(document, each.id) for each in made[1:]]
    judged = ReviewSelection(reviews=("accepted",))
    assert project.identical_cases(judged, made[-1], word) == []
    assert project.identical_cases(ReviewSelection(), made[-1], "") == []
