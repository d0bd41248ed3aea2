"""What an annotator's gestures do to annotations, and to those that refer to them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from annotator.core import commands
from annotator.core.errors import NotFoundError, SchemaError, TextError
from annotator.core.model import Annotation, Argument, Change
from annotator.core.storage import Project
from annotator.core.text import Span

ME = "سلمى"


def one(change: Change | None) -> Annotation:
    """The annotation that a change wrote last."""
    assert change is not None
    found = [row.after for row in change.rows if isinstance(row.after, Annotation)]
    return found[-1]


def tag(
    project: Project,
    document: str,
    *words: str,
    layer: str = "entity",
    label: str = "PERS",
    arguments: Iterable[Argument] = (),
) -> Annotation:
    """Tag the first place of each of the words as one annotation."""
    text = project.document(document).text
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return one(
        commands.annotate(project, document, layer, label, spans, actor=ME, arguments=arguments)
    )


def stored(project: Project, annotation: Annotation) -> Annotation:
    return project.annotation(annotation.id, annotation.document)


def test_tagging_keeps_label_place_and_annotator_and_starts_the_document(
    project: Project, document: str, sample_text: str
) -> None:
    made = tag(project, document, "فلاديمير بوتين")
    found = stored(project, made)
    assert found == made
    assert [span.text_in(sample_text) for span in found.spans] == ["فلاديمير بوتين"]
    assert (found.annotator, found.origin, found.review) == (ME, "manual", "unreviewed")
    assert project.summary(document).status == "in progress"


def test_an_alias_becomes_the_label_that_it_stands_for(project: Project, document: str) -> None:
    assert tag(project, document, "بوتين", label="PER").label == "PERS"


def test_stretches_that_touch_become_one(project: Project, document: str) -> None:
    change = commands.annotate(
        project, document, "entity", "PERS", [Span(5, 9), Span(0, 5), Span(20, 22)], actor=ME
    )
    assert one(change).spans == (Span(0, 9), Span(20, 22))


@pytest.mark.parametrize(
    ("layer", "label", "reason"),
    [("entity", "NONE", "no label “NONE”"), ("none", "PERS", "no layer “none”")],
)
def test_an_unknown_label_is_refused(
    project: Project, document: str, layer: str, label: str, reason: str
) -> None:
    with pytest.raises(SchemaError, match=reason):
        commands.annotate(project, document, layer, label, [Span(0, 3)], actor=ME)


def test_an_entity_without_text_is_refused(project: Project, document: str) -> None:
    with pytest.raises(TextError, match="Select the text"):
        commands.annotate(project, document, "entity", "PERS", [], actor=ME)


def test_a_relation_covers_no_text(project: Project, document: str) -> None:
    with pytest.raises(SchemaError, match="cover no text"):
        tag(project, document, "بوتين", layer="relation", label="same_as")


def test_a_label_an_edge_and_a_note_are_corrected(project: Project, document: str) -> None:
    made = tag(project, document, "وتاس", label="PERS")
    start = made.spans[0].start
    commands.relabel(project, document, made.id, "ORG", actor="ليلى")
    commands.set_spans(project, document, made.id, [Span(start + 1, start + 4)], actor="ليلى")
    commands.set_note(project, document, made.id, "وكالة", actor="ليلى")
    commands.set_attribute(project, document, made.id, "canonical", "تاس", actor="ليلى")
    found = stored(project, made)
    assert (found.label, found.spans, found.note) == ("ORG", (Span(start + 1, start + 4),), "وكالة")
    assert found.attribute("canonical") == "تاس"
    assert found.annotator == ME
    commands.set_attribute(project, document, made.id, "canonical", "", actor="ليلى")
    assert stored(project, made).attributes == ()


def test_a_deleted_filler_leaves_its_text_in_the_role(project: Project, document: str) -> None:
    speaker = tag(project, document, "الكرملين")
    quote = tag(
        project,
        document,
        "الجانبين تبادلا الآراء",
        layer="quote",
        label="indirect",
        arguments=[Argument("speaker", speaker.id)],
    )
    commands.delete(project, document, [speaker.id], actor=ME)
    assert stored(project, quote).arguments == (Argument("speaker", speaker.spans),)
    commands.undo(project, actor=ME)
    assert stored(project, quote).arguments == (Argument("speaker", speaker.id),)
    assert stored(project, speaker) == speaker


def test_a_relation_goes_with_its_end(project: Project, document: str) -> None:
    one_end, other = tag(project, document, "سبوتنيك"), tag(project, document, "سبوتنك")
    ends = [Argument("from", one_end.id), Argument("to", other.id)]
    relation = one(
        commands.annotate(project, document, "relation", "same_as", [], actor=ME, arguments=ends)
    )
    commands.delete(project, document, [other.id], actor=ME)
    with pytest.raises(NotFoundError):
        stored(project, relation)
    assert project.annotations(document) == [one_end]
    commands.undo(project, actor=ME)
    assert stored(project, relation) == relation


def test_deleting_all_of_a_chain_leaves_nothing(project: Project, document: str) -> None:
    speaker = tag(project, document, "الكرملين")
    inner = tag(
        project,
        document,
        "بوتين",
        layer="quote",
        label="direct",
        arguments=[Argument("speaker", speaker.id)],
    )
    outer = tag(
        project,
        document,
        "لافروف",
        layer="event",
        label=project.schema.layer("event").labels[0].id,
        arguments=[Argument("topic", inner.id)],
    )
    commands.delete(project, document, [speaker.id, inner.id, outer.id], actor=ME)
    assert project.annotations(document) == []
    assert project.verify() == []


def test_a_role_of_one_filler_has_it_replaced_and_no_argument_stands_twice(
    project: Project, document: str
) -> None:
    quote = tag(project, document, "بشكل خاص", layer="quote", label="direct")
    layer = project.schema.layer("quote")
    single = next(each.id for each in layer.roles if not each.multiple)
    several = next(each.id for each in layer.roles if each.multiple)
    where = (project, document, quote.id)
    commands.add_argument(*where, single, (Span(0, 3),), actor=ME)
    commands.add_argument(*where, single, (Span(5, 8),), actor=ME)
    commands.add_argument(*where, several, (Span(5, 8),), actor=ME)
    commands.add_argument(*where, several, (Span(9, 12),), actor=ME)
    assert commands.add_argument(*where, several, (Span(9, 12),), actor=ME) is None
    assert stored(project, quote).arguments == (
        Argument(single, (Span(5, 8),)),
        Argument(several, (Span(5, 8),)),
        Argument(several, (Span(9, 12),)),
    )
    commands.replace_argument(*where, 1, several, (Span(20, 24),), actor=ME)
    commands.remove_argument(*where, 0, actor=ME)
    assert stored(project, quote).arguments == (
        Argument(several, (Span(20, 24),)),
        Argument(several, (Span(9, 12),)),
    )


def test_nothing_fills_a_role_of_its_own(project: Project, document: str) -> None:
    quote = tag(project, document, "بشكل خاص", layer="quote", label="direct")
    with pytest.raises(SchemaError, match="role of its own"):
        commands.add_argument(project, document, quote.id, "speaker", quote.id, actor=ME)


def test_a_required_role_that_is_empty_makes_it_incomplete(project: Project, document: str) -> None:
    quote = tag(project, document, "بشكل خاص", layer="quote", label="direct")
    assert project.summary(document).incomplete == 1
    for role in ("cue", "speaker"):
        commands.add_argument(project, document, quote.id, role, (Span(0, 3),), actor=ME)
    assert project.summary(document).incomplete == 0


def test_the_history_can_say_what_was_tagged(project: Project, document: str) -> None:
    tag(project, document, "فلاديمير بوتين")
    (change, *_) = project.history()
    assert change.details == {"layer": "entity", "label": "PERS", "text": "فلاديمير بوتين"}


def test_a_relation_is_turned_round_and_back(project: Project, document: str) -> None:
    person = tag(project, document, "فلاديمير بوتين")
    office = tag(project, document, "الرئيس الروسي", label="OCC")
    ends = (Argument("from", person.id), Argument("to", office.id))
    relation = tag(project, document, layer="relation", label="holds_office", arguments=ends)
    change = commands.reverse_relation(project, document, relation.id, actor=ME)
    assert one(change).arguments == (Argument("from", office.id), Argument("to", person.id))
    assert change is not None
    assert change.details["text"] == "الرئيس الروسي … فلاديمير بوتين"
    commands.undo(project, actor=ME)
    assert stored(project, relation).arguments == ends


def test_only_a_relation_can_be_turned_round(project: Project, document: str) -> None:
    person = tag(project, document, "فلاديمير بوتين")
    with pytest.raises(SchemaError):
        commands.reverse_relation(project, document, person.id, actor=ME)


def test_a_sentence_quotes_every_piece_of_what_it_tells_of(project: Project, document: str) -> None:
    text = project.document(document).text
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in ("ونقلت", "قولها")]
    change = commands.annotate(project, document, "entity", "PERS", spans, actor=ME)
    assert change is not None
    assert change.details["text"] == "ونقلت … قولها"


def test_a_relation_that_is_deleted_with_its_end_is_told(project: Project, document: str) -> None:
    person = tag(project, document, "فلاديمير بوتين")
    office = tag(project, document, "الرئيس الروسي", label="OCC")
    ends = (Argument("from", person.id), Argument("to", office.id))
    relation = tag(project, document, layer="relation", label="holds_office", arguments=ends)
    change = commands.delete(project, document, [relation.id, person.id], actor=ME)
    assert change is not None
    assert change.details["text"] == "الرئيس الروسي"
