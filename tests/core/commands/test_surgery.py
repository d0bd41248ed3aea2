"""Labels in use are renamed, merged, split, moved and deleted with their annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.commands import (
    DeleteLabel,
    MergeLabels,
    MoveLabel,
    NewLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.core.errors import CancelledError, NotFoundError, SchemaError
from annotator.core.formats import import_files, write_jsonl
from annotator.core.model import Annotation, Argument, NamedValue
from annotator.core.schema import Names, Schema
from annotator.core.storage import Project
from annotator.core.text import Span

ME = "سلمى"
NEW = NewLabel("CLOCK", Names("وقت", "Time"))


def tag(
    project: Project,
    document: str,
    layer: str,
    label: str,
    start: int = 0,
    *arguments: Argument,
    **attributes: str,
) -> str:
    spans = [] if layer == "relation" else [Span(start, start + 5)]
    change = commands.annotate(
        project,
        document,
        layer,
        label,
        spans,
        actor=ME,
        arguments=arguments,
        attributes=[NamedValue(*each) for each in attributes.items()],
    )
    assert change is not None
    return next(row.id for row in change.rows if row.kind == "annotation")


def exported(project: Project, path: Path) -> bytes:
    write_jsonl(path, project.iter_documents(), project.schema)
    return path.read_bytes()


def label_of(project: Project, document: str, annotation: str) -> tuple[str, str]:
    found = project.annotation(annotation, document)
    return found.layer, found.label


def rows_of(project: Project) -> list[Annotation]:
    return [each for _, found in project.iter_documents() for each in found]


@pytest.fixture
def operations() -> list[Operation]:
    """One of each kind that the fixture `tagged` allows."""
    return [
        RenameLabel("entity", "PERS", "PERSONNE"),
        MergeLabels("entity", ("PERS", "ORG"), "GPE"),
        SplitLabel("entity", "DATE", "kind", (("time", "CLOCK"),), (NEW,)),
        MoveLabel("entity", "PERS", "event", "Person"),
        MoveLabel("entity", "PERS", "event", "Contact.Call"),
        DeleteLabel("entity", "GPE"),
    ]


@pytest.fixture
def tagged(project: Project, document: str) -> dict[str, str]:
    """Annotations of every layer that hang together."""
    gpe = tag(project, document, "entity", "GPE", 0)
    pers = tag(project, document, "entity", "PERS", 60)
    occ = tag(project, document, "entity", "OCC", 10)
    quote = tag(project, document, "quote", "direct", 20, Argument("speaker", gpe))
    relation_label = project.schema.layer("relation").labels[0].id
    ends = [role.id for role in project.schema.layer("relation").roles]
    relation = tag(
        project,
        document,
        "relation",
        relation_label,
        0,
        Argument(ends[0], gpe),
        Argument(ends[1], occ),
    )
    return {
        "gpe": gpe,
        "pers": pers,
        "occ": occ,
        "quote": quote,
        "relation": relation,
        "date": tag(project, document, "entity", "DATE", 30),
        "time": tag(project, document, "entity", "DATE", 40, kind="time"),
        "org": tag(project, document, "entity", "ORG", 50),
    }


def test_every_operation_does_what_its_plan_says_and_is_undone_exactly(
    project: Project,
    document: str,
    tagged: dict[str, str],
    operations: list[Operation],
    tmp_path: Path,
) -> None:
    before, rows, source = (
        exported(project, tmp_path / "b"),
        rows_of(project),
        project.schema.source,
    )
    counts, summary = project.label_counts(), project.summary(document)
    for operation in operations:
        plan = commands.plan_change(project, operation)
        change = commands.change_labels(project, operation, actor=ME)
        assert change is not None
        assert change.action == operation.action
        assert project.schema.source == plan.schema.source
        for outcome in plan.outcomes:
            assert project.label_counts().get(outcome.before, 0) <= (
                counts[outcome.before] - outcome.count
            )
        assert change.details["count"] == str(plan.annotations)
        assert change.documents == (document,)
        assert project.verify() == []
        after = exported(project, tmp_path / "a")
        commands.undo(project, actor=ME)
        assert exported(project, tmp_path / "u") == before
        assert (rows_of(project), project.schema.source) == (rows, source)
        assert (project.label_counts(), project.summary(document)) == (counts, summary)
        assert project.verify() == []
        commands.redo(project, actor=ME)
        assert exported(project, tmp_path / "r") == after
        assert project.verify() == []
        commands.undo(project, actor=ME)


def test_a_renamed_label_reads_what_was_exported_before(
    project: Project, document: str, tagged: dict[str, str], tmp_path: Path
) -> None:
    exported(project, tmp_path / "before.jsonl")
    commands.change_labels(project, RenameLabel("entity", "PERS", "PERSONNE"), actor=ME)
    commands.change_labels(project, MoveLabel("entity", "ORG", "event", "Body"), actor=ME)
    with Project.create(tmp_path / "again.hashiya", project.schema) as again:
        import_files(again, [tmp_path / "before.jsonl"], actor=ME)
        assert label_of(again, document, tagged["pers"]) == ("entity", "PERSONNE")
        assert label_of(again, document, tagged["org"]) == ("event", "Body")
        assert again.annotation(tagged["org"], document).spans
        assert again.verify() == []


def test_a_split_sends_each_value_to_its_label_and_counts_the_default(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    by_time = SplitLabel("entity", "DATE", "kind", (("time", "CLOCK"),), (NEW,))
    plan = commands.plan_change(project, by_time)
    assert [(each.after, each.count) for each in plan.outcomes] == [(("entity", "CLOCK"), 1)]
    commands.change_labels(project, by_time, actor=ME)
    assert label_of(project, document, tagged["time"]) == ("entity", "CLOCK")
    assert label_of(project, document, tagged["date"]) == ("entity", "DATE")
    # `date` is what a DATE without a kind is
    by_date = SplitLabel("entity", "DATE", "kind", (("date", "NUM"),))
    assert commands.plan_change(project, by_date).annotations == 1
    commands.change_labels(project, by_date, actor=ME)
    assert label_of(project, document, tagged["date"]) == ("entity", "NUM")


def test_a_split_by_hand_takes_each_annotation_as_it_was_chosen(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    choices = ((document, tagged["time"], "CLOCK"), (document, tagged["date"], "DATE"))
    operation = SortLabel("entity", "DATE", choices, (NEW,))
    plan = commands.plan_change(project, operation)
    assert (plan.annotations, plan.documents) == (1, 1)
    change = commands.change_labels(project, operation, actor=ME)
    assert change is not None
    assert [row.id for row in change.rows if row.kind == "annotation"] == [tagged["time"]]
    assert label_of(project, document, tagged["time"]) == ("entity", "CLOCK")
    assert project.verify() == []


def test_what_a_deleted_label_leaves_is_as_if_each_was_deleted(
    project: Project, document: str, tagged: dict[str, str], sample_text: str
) -> None:
    plan = commands.plan_change(project, DeleteLabel("entity", "GPE"))
    assert [str(each) for each in plan.notes] == [
        "Relations that lose an end go too: 1.",
        "Annotations in which they fill a role keep the bare text there: 1.",
    ]
    commands.change_labels(project, DeleteLabel("entity", "GPE"), actor=ME)
    found = {each.id: each for each in project.annotations(document)}
    assert tagged["relation"] not in found
    assert tagged["gpe"] not in found
    assert found[tagged["quote"]].arguments == (Argument("speaker", (Span(0, 5),)),)
    assert project.schema.resolve("entity", "GPE") is None


def test_roles_and_attributes_that_have_no_place_are_told_and_kept(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    operation = MoveLabel("quote", "direct", "event", "Said")
    plan = commands.plan_change(project, operation)
    assert any("speaker (1)" in str(each) for each in plan.notes)
    commands.change_labels(project, operation, actor=ME)
    assert project.annotation(tagged["quote"], document).arguments
    assert project.verify() == []
    plan = commands.plan_change(project, MergeLabels("entity", ("DATE",), "LAW"))
    assert any("kind (1)" in str(each) for each in plan.notes)


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (RenameLabel("entity", "PERS", "PERS"), "already"),
        (RenameLabel("entity", "PERS", "ORG"), "has a label “ORG” already"),
        (RenameLabel("entity", "PERS", "LOCATION"), "earlier name of “LOC”"),
        (RenameLabel("entity", "PERS", "a b"), "cannot be an id"),
        (RenameLabel("entity", "NOBODY", "X"), "no label “NOBODY”"),
        (RenameLabel("nowhere", "PERS", "X"), "no layer “nowhere”"),
        (MergeLabels("entity", (), "PERS"), "another label"),
        (MergeLabels("entity", ("PERS",), "PERS"), "another label"),
        (SplitLabel("entity", "PERS", "kind", (("time", "ORG"),)), "no attribute “kind”"),
        (SplitLabel("entity", "DATE", "kind", (("time", "CLOCK"),)), "no label “CLOCK”"),
        (SortLabel("entity", "DATE", (), (NewLabel("ORG", Names("", "x")),)), "already"),
        (DeleteLabel("entity", "OCC"), "Only “OCC” can fill"),
        (MoveLabel("entity", "PERS", "entity", "X"), "in this layer already"),
        (MoveLabel("entity", "PERS", "relation", "X"), "cover no text"),
        (MoveLabel("entity", "PERS", "quote", "DIRECT"), "earlier name of “direct”"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(
    project: Project, tagged: dict[str, str], operation: Operation, reason: str
) -> None:
    before, schema, history = rows_of(project), project.schema, project.history()
    with pytest.raises(SchemaError, match=reason):
        commands.plan_change(project, operation)
    with pytest.raises(SchemaError, match=reason):
        commands.change_labels(project, operation, actor=ME)
    assert (rows_of(project), project.schema, project.history()) == (before, schema, history)


def test_the_last_label_of_a_layer_stays(path: Path, tmp_path: Path, schema: Schema) -> None:
    with Project.create(path, schema) as project:
        for label in schema.layer("quote").labels[1:]:
            commands.change_labels(project, DeleteLabel("quote", label.id), actor=ME)
        with pytest.raises(SchemaError, match="only label"):
            commands.change_labels(project, DeleteLabel("quote", "direct"), actor=ME)
        with pytest.raises(SchemaError, match="only label"):
            commands.change_labels(project, MoveLabel("quote", "direct", "event", "X"), actor=ME)


def test_a_cancelled_change_leaves_everything(project: Project, tagged: dict[str, str]) -> None:
    before, source = rows_of(project), project.schema.source
    for operation in (RenameLabel("entity", "PERS", "X"), DeleteLabel("entity", "GPE")):
        with pytest.raises(CancelledError):
            commands.change_labels(project, operation, actor=ME, cancelled=lambda: True)
    assert (rows_of(project), project.schema.source) == (before, source)
    assert project.verify() == []


def test_aliases_and_what_is_named_twice_mean_the_same(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    time, date = tagged["time"], tagged["date"]
    twice = ((document, time, "ORG"), (document, time, "ORGANIZATION"))
    commands.change_labels(project, SortLabel("entity", "TIMEX2", twice), actor=ME)
    assert label_of(project, document, time) == ("entity", "ORG")
    assert label_of(project, document, date) == ("entity", "DATE")
    by_kind = SplitLabel("entity", "TIMEX2", "kind", (("time", "ORGANIZATION"),))
    assert commands.plan_change(project, by_kind).annotations == 0
    commands.change_labels(project, by_kind, actor=ME)
    assert label_of(project, document, date) == ("entity", "DATE")
    merge = MergeLabels("entity", ("TIME", "DATE"), "ORGANIZATION")
    assert commands.plan_change(project, merge).annotations == 1
    commands.change_labels(project, merge, actor=ME)
    assert label_of(project, document, date) == ("entity", "ORG")
    both = [(document, date), (document, date)]
    commands.relabel_all(project, both, "LAW", actor=ME)
    assert project.verify() == []


# Many annotations at once


def test_many_annotations_get_a_label_in_one_change(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    before = rows_of(project)
    places = [(document, tagged[each]) for each in ("pers", "occ", "org", "date")]
    change = commands.relabel_all(project, places, "ORG", actor=ME)
    assert change is not None
    assert change.details["count"] == "3"
    assert {label_of(project, *each) for each in places} == {("entity", "ORG")}
    assert project.verify() == []
    assert commands.relabel_all(project, places, "ORG", actor=ME) is None
    commands.undo(project, actor=ME)
    assert rows_of(project) == before
    assert project.verify() == []


def test_a_label_that_one_layer_lacks_or_an_annotation_that_is_gone_changes_nothing(
    project: Project, document: str, tagged: dict[str, str]
) -> None:
    before = rows_of(project)
    with pytest.raises(SchemaError):
        commands.relabel_all(
            project, [(document, tagged["pers"]), (document, tagged["quote"])], "ORG", actor=ME
        )
    with pytest.raises(NotFoundError):
        commands.relabel_all(
            project, [(document, tagged["pers"]), (document, "a-" + "0" * 32)], "ORG", actor=ME
        )
    assert rows_of(project) == before
