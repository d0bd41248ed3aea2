"""The consistency board: what is planted is found once, and a remedy settles it, undoable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.errors import CancelledError, InputError
from annotator.core.model import Annotation, Argument, Document, Entry, NamedValue, new_id
from annotator.core.review.consistency import (
    FINDERS,
    KINDS,
    Finding,
    FindingKind,
    Remedy,
    Waivers,
    again,
    apply_remedy,
    find_all,
)
from annotator.core.review.consistency.survey import Survey
from annotator.core.storage import Project
from annotator.core.text import Span, Spans

Plant = Callable[..., str]


@pytest.fixture
def plant(project: Project) -> Plant:
    """Adds a document with annotations: (layer, label, snippet, options…); gives its id."""

    def add(text: str, *rows: tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]) -> str:
        number = project.document_count()
        text = f"{text}\n{number}"  # no text comes twice into a project
        document = Document(new_id("d"), f"{number}.txt", "خبر", text)
        made = []
        for row in rows:
            options: dict[str, Any] = dict(row[3]) if len(row) > 3 else {}
            start = text.index(row[2])
            spans = (Span(start, start + len(row[2])),)
            made.append(
                Annotation(new_id("a"), document.id, "سلمى", row[0], row[1], spans, **options)
            )
        commands.add_documents(project, [(document, made)], actor="سلمى")
        return document.id

    return add


def found(project: Project, *kinds: FindingKind) -> list[Finding]:
    return list(find_all(project, kinds=kinds))


def texts(project: Project, finding: Finding) -> list[str]:
    return [
        each.span.text_in(project.document(each.document).text) if each.span else ""
        for each in finding.places
    ]


def remedy(finding: Finding, kind: str, label: str = "") -> Remedy:
    return next(
        each for each in finding.remedies if each.kind == kind and label in ("", each.label)
    )


def settle(project: Project, finding: Finding, chosen: Remedy) -> None:
    """Apply a remedy: one change, after which the finding is gone; undo brings it back."""
    before = len(project.history())
    assert apply_remedy(project, finding, chosen, actor="سلمى") is not None
    assert len(project.history()) == before + 1
    assert again(project, finding) is None
    assert finding.key not in [each.key for each in found(project, finding.kind)]
    assert project.verify() == []
    commands.undo(project, actor="سلمى")
    assert finding.key in [each.key for each in found(project, finding.kind)]
    assert project.verify() == []


def settle_all(project: Project, finding: Finding) -> None:
    for each in finding.remedies:
        settle(project, finding, each)


# Each kind, planted


def test_a_string_with_two_labels_is_one_finding_with_the_majority_first(
    project: Project, plant: Plant
) -> None:
    plant("قال بوتين", ("entity", "PERS", "بوتين"))
    plant("رأى بوتِين", ("entity", "PERS", "بوتِين"))
    plant("سمع وبوتين", ("entity", "ORG", "بوتين"))
    (one,) = found(project, "label")
    assert one.variants == ("PERS", "ORG")
    assert one.counts == (2, 1)
    assert [(each.kind, each.label, len(each.steps)) for each in one.remedies] == [
        ("relabel", "PERS", 1),
        ("relabel", "ORG", 2),
        ("question", "", 3),
        ("waive", "", 3),
    ]
    settle_all(project, one)


def test_a_string_without_a_label_is_found_where_somebody_has_worked(
    project: Project, plant: Plant
) -> None:
    plant("زار بوتين موسكو ثم عاد بوتين", ("entity", "PERS", "بوتين"))
    plant("والتقى ببوتين في القاهرة", ("entity", "GPE", "القاهرة"))
    plant("بوتين وحده: لم يعمل هنا أحد")
    (one,) = found(project, "unlabelled")
    assert texts(project, one) == ["بوتين", "بوتين"]
    assert (one.severity, one.variants, one.counts) == ("hint", ("PERS",), (1,))
    settle_all(project, one)


def test_the_longest_string_without_a_label_counts_and_none_inside_a_label(
    project: Project, plant: Plant
) -> None:
    plant("وزير الخارجية في روسيا", ("entity", "OCC", "وزير الخارجية"), ("entity", "GPE", "روسيا"))
    plant("وزير هنا", ("entity", "OCC", "وزير"))
    plant("عاد وزير الخارجية من روسيا اليوم", ("entity", "ORG", "روسيا اليوم"))
    assert [texts(project, each) for each in found(project, "unlabelled")] == [["وزير الخارجية"]]


def test_an_article_that_lost_its_alef_is_found_after_lam(project: Project, plant: Plant) -> None:
    plant("بدأ الاتحاد وانضم للاتحاد", ("entity", "ORG", "الاتحاد"))
    (one,) = found(project, "unlabelled")
    assert texts(project, one) == ["لاتحاد"]


@pytest.mark.parametrize(
    ("long", "short", "around"),
    [
        ("وبوتين", "بوتين", "قال {}"),
        ("الرئيس بوتين", "بوتين", "قال {}"),
        ("للاتحاد", "الاتحاد", "انضم {}"),
    ],
)
def test_edges_with_a_clitic_or_a_title_more(
    project: Project, plant: Plant, long: str, short: str, around: str
) -> None:
    for _ in range(2):
        plant(f"هنا {short} وحده", ("entity", "PERS", short))
    text = around.format(long)
    plant(text, ("entity", "PERS", long))
    (one,) = found(project, "edge")
    assert texts(project, one) == [long]
    assert one.counts[1] == 1
    settle_all(project, one)


def test_an_edge_can_grow_where_the_longer_one_is_usual(project: Project, plant: Plant) -> None:
    for _ in range(3):
        plant("قال الرئيس بوتين اليوم", ("entity", "PERS", "الرئيس بوتين"))
    plant("قال الرئيس بوتين أمس", ("entity", "PERS", "بوتين"))
    (one,) = found(project, "edge")
    assert one.remedies[0].text == "الرئيس بوتين"
    assert len(one.places) == 4
    settle_all(project, one)


def test_a_name_that_lies_in_the_one_with_its_title_is_no_difference(
    project: Project, plant: Plant
) -> None:
    both = ("entity", "PERS", "الرئيس بوتين"), ("entity", "PERS", "بوتين")
    plant("قال الرئيس بوتين اليوم", *both)
    plant("قال الرئيس بوتين أمس", *both)
    assert found(project, "edge") == []


def test_an_article_left_out_of_an_edge(project: Project, plant: Plant) -> None:
    plant("أعلن الكرملين", ("entity", "ORG", "الكرملين"))
    plant("نفى الكرملين", ("entity", "ORG", "كرملين"))
    (one,) = found(project, "edge")
    assert texts(project, one) == ["كرملين"]
    settle_all(project, one)


def test_a_string_of_two_entries_of_the_cast(project: Project, plant: Plant) -> None:
    for name, count in (("فلاديمير بوتين", 2), ("بوتين الآخر", 1)):
        entry = Entry(new_id("x"), "person", name)
        for _ in range(count):
            document = plant("قال بوتين", ("entity", "PERS", "بوتين"))
            annotation = project.annotations(document)[0]
            commands.link(project, [(document, annotation.id)], entry, actor="سلمى")
    (one,) = found(project, "link")
    assert one.variants == ("فلاديمير بوتين", "بوتين الآخر")
    settle_all(project, one)


def test_a_required_role_that_is_empty_and_its_waiver_by_an_attribute(
    project: Project, plant: Plant
) -> None:
    plant("قال: سنعود غدا", ("quote", "direct", "سنعود غدا"))
    ones = {each.variants[0]: each for each in found(project, "role")}
    assert set(ones) == {"cue", "speaker"} & set(ones)
    assert all(each.severity == "error" for each in ones.values())
    assert ones
    for each in ones.values():
        settle_all(project, each)


def test_a_role_that_nearly_all_of_a_label_have(project: Project, plant: Plant) -> None:
    place = (Argument("place", (Span(0, 3),)),)
    for _ in range(19):
        plant("هنا اجتمع الوفد", ("event", "Contact.Meet", "اجتمع", {"arguments": place}))
    plant("ثم اجتمع الوفد", ("event", "Contact.Meet", "اجتمع"))
    ones = [each for each in found(project, "role") if each.variants == ("place",)]
    assert [(each.severity, each.counts, len(each.places)) for each in ones] == [
        ("hint", (19, 20), 1)
    ]
    settle_all(project, ones[0])


@pytest.mark.parametrize(
    ("kind", "text", "snippet", "mended"),
    [
        ("blank", "قال ، ثم", " ، ", None),
        ("margin", "قال بوتين، ثم", "بوتين، ", "بوتين"),
        ("margin", "قال (بوتين) ثم", "(بوتين)", "بوتين"),
        ("bracket", "حركة (الشباب) هنا", "حركة (الشباب", "حركة (الشباب)"),
        ("bracket", 'جمعية "النور" هنا', 'جمعية "النور', 'جمعية "النور"'),
    ],
)
def test_what_is_wrong_with_one_annotation(
    project: Project, plant: Plant, kind: FindingKind, text: str, snippet: str, mended: str | None
) -> None:
    document = plant(text, ("entity", "PERS", snippet))
    assert [each.kind for each in found(project, "blank", "margin", "bracket")] == [kind]
    (one,) = found(project, kind)
    settle_all(project, one)
    if mended is not None:
        apply_remedy(project, one, remedy(one, "move"), actor="سلمى")
        assert project.annotations(document)[0].spans[0].text_in(text) == mended


def test_a_bracket_whose_other_half_is_far_can_only_be_asked_about(
    project: Project, plant: Plant
) -> None:
    plant("حركة (الشباب هنا", ("entity", "PERS", "حركة (الشباب"))
    (one,) = found(project, "bracket")
    assert [each.kind for each in one.remedies] == ["question", "waive"]


def test_two_that_cross_where_the_schema_forbids_it(project: Project, plant: Plant) -> None:
    text = "وزير خارجية روسيا سيرغي"
    plant(text, ("entity", "OCC", "وزير خارجية"), ("entity", "ORG", "خارجية روسيا"))
    (one,) = found(project, "crossing")
    assert [each.kind for each in one.remedies] == ["move", "delete", "delete", "question", "waive"]
    settle_all(project, one)


def test_the_same_annotation_twice_keeps_the_one_that_fills_a_role(
    project: Project, plant: Plant
) -> None:
    document = plant("قال بوتين كذا", ("entity", "PERS", "بوتين"), ("entity", "PERS", "بوتين"))
    kept = project.annotations(document)[1]
    commands.annotate(
        project,
        document,
        "quote",
        "direct",
        [Span(10, 13)],
        actor="سلمى",
        arguments=[Argument("speaker", kept.id)],
    )
    (one,) = found(project, "duplicate")
    assert [each.annotation.id for each in one.places if each.annotation] != [kept.id]
    settle_all(project, one)


def test_what_the_schema_does_not_have(project: Project, plant: Plant) -> None:
    bad = {"attributes": (NamedValue("polarity", "?"),)}
    strange = {"attributes": (NamedValue("strange", "1"),)}
    text = "هنا ناس كثيرون جدا"
    plant(text, ("entity", "NOBODY", "ناس"), ("quote", "direct", "كثيرون", bad))
    plant(text, ("entity", "PERS", "جدا", strange))
    ones = found(project, "schema")
    assert {each.key for each in ones} == {
        "entity|NOBODY||",
        "quote|direct|polarity|?",
        "entity|PERS|strange|1",
    }
    for each in ones:
        settle_all(project, each)


# The whole


def test_a_clean_project_has_nothing_and_every_kind_has_a_finder(
    project: Project, plant: Plant
) -> None:
    plant("قال فلاديمير بوتين في موسكو", ("entity", "PERS", "فلاديمير بوتين"))
    assert found(project) == []
    assert [each.kind for each in FINDERS] == list(KINDS)


def test_only_the_chosen_places_are_settled(project: Project, plant: Plant) -> None:
    for _ in range(3):
        plant("قال بوتين، ثم", ("entity", "PERS", "بوتين،"))
    (one,) = found(project, "margin")
    apply_remedy(project, one, one.remedies[0], chosen={0, 2}, actor="سلمى")
    left = again(project, one)
    assert left is not None
    assert [each.key for each in left.places] == [one.places[1].key]


def test_what_is_right_stays_away_until_something_new_comes_to_it(
    project: Project, plant: Plant
) -> None:
    plant("قال بوتين", ("entity", "PERS", "بوتين"))
    plant("رأى بوتين", ("entity", "ORG", "بوتين"))
    (one,) = found(project, "label")
    apply_remedy(project, one, remedy(one, "waive"), actor="سلمى")
    plant("سمع بوتين", ("entity", "ORG", "بوتين"))
    assert found(project, "label") == []
    plant("عند بوتين", ("entity", "GPE", "بوتين"))
    assert len(found(project, "label")) == 1


def test_some_places_that_are_right_do_not_hide_the_others(project: Project, plant: Plant) -> None:
    for _ in range(3):
        plant("قال بوتين، ثم", ("entity", "PERS", "بوتين،"))
    (one,) = found(project, "margin")
    apply_remedy(project, one, remedy(one, "waive"), chosen={1}, actor="سلمى")
    (left,) = found(project, "margin")
    assert len(left.places) == 2
    apply_remedy(project, left, remedy(left, "waive"), actor="سلمى")
    plant("قال لافروف، ثم", ("entity", "PERS", "لافروف،"))
    (new,) = found(project, "margin")
    assert texts(project, new) == ["لافروف،"]


def test_questions_and_what_is_rejected_are_left_out(project: Project, plant: Plant) -> None:
    document = plant("قال بوتين، ثم", ("entity", "PERS", "بوتين،"))
    annotation = project.annotations(document)[0]
    commands.set_review(project, document, [annotation.id], "rejected", actor="سلمى")
    assert found(project, "margin") == []


def test_a_page_that_cannot_be_read_is_told(project: Project, plant: Plant) -> None:
    commands.write_page(project, commands.WAIVERS, "right = 3", actor="سلمى")
    with pytest.raises(InputError, match="consistency"):
        found(project)


def test_one_document_is_looked_at_by_itself(project: Project, plant: Plant) -> None:
    plant("قال بوتين", ("entity", "PERS", "بوتين"))
    second = plant("رأى بوتين", ("entity", "ORG", "بوتين"))
    assert list(find_all(project, documents=[second], kinds=["label"])) == []


def test_a_check_tells_how_far_it_is_and_can_be_stopped(project: Project, plant: Plant) -> None:
    plant("قال بوتين", ("entity", "PERS", "بوتين"))
    seen: list[tuple[int, int]] = []
    list(find_all(project, progress=lambda done, total: seen.append((done, total))))
    assert seen == [(1, 2), (2, 2)]
    with pytest.raises(CancelledError):
        list(find_all(project, cancelled=lambda: True))


# Promises

_KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(
    st.frozensets(st.tuples(st.sampled_from(KINDS), _KEYS, st.frozensets(_KEYS, max_size=3))),
    st.frozensets(st.tuples(st.sampled_from(KINDS), _KEYS)),
)
def test_what_is_right_is_read_as_it_was_written(
    groups: frozenset[tuple[str, str, frozenset[str]]], places: frozenset[tuple[str, str]]
) -> None:
    written = Waivers(groups, places)
    assert Waivers.read(written.written()) == written


_NAMES = ("بوتين", "وبوتين", "الرئيس بوتين", "روسيا،", "(روسيا", "روسيا", "لروسيا", "ل")
_LABELS = ("PERS", "GPE", "OCC")


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(_NAMES), st.sampled_from(_LABELS), st.booleans()),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_a_finding_is_gone_after_any_of_its_remedies(
    tmp_path_factory: pytest.TempPathFactory,
    schema: object,
    rows: list[list[tuple[str, str, bool]]],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("board")
    with Project.create(folder / "p.hashiya", schema) as project:  # type: ignore[arg-type]
        for number, each in enumerate(rows):
            commands.add_documents(project, [_document(number, each)], actor="سلمى")
        ones = found(project)
        assert len({(each.kind, each.key) for each in ones}) == len(ones)
        if ones:
            one = data.draw(st.sampled_from(ones))
            settle(project, one, data.draw(st.sampled_from(one.remedies)))


def _document(number: int, rows: list[tuple[str, str, bool]]) -> tuple[Document, list[Annotation]]:
    identifier = new_id("d")
    text, made = f"خبر {number}", []
    for name, label, is_labelled in rows:
        start = len(text) + 1
        text += f" {name} و"
        spans: Spans = (Span(start, start + len(name)),)
        if is_labelled:
            made.append(Annotation(new_id("a"), identifier, "سلمى", "entity", label, spans))
    return Document(identifier, f"{number}.txt", "خبر", text, status="in progress"), made


def test_a_survey_keeps_counts_only(project: Project, plant: Plant) -> None:
    plant("قال بوتين وبوتين", ("entity", "PERS", "بوتين"))
    survey = Survey(project.schema, {})
    assert survey.names == {}
