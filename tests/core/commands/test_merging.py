from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.commands import MergeResult, merge_annotations, preview_merge
from annotator.core.errors import CancelledError, SchemaError
from annotator.core.model import Annotation, annotation_sort_key, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.projects import Item, make_project, projects
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import SECOND, planted

SCHEMA = gold_schema()


@pytest.fixture
def project(path: Path) -> Iterable[Project]:
    """The sample with the first annotator's work."""
    with make_project(path, SCHEMA, [gold()]) as made:
        yield made


def original() -> Item:
    """What the project holds at first, in its order."""
    document, made = gold()
    return document, sorted(made, key=annotation_sort_key)


def second() -> Item:
    """The sample in another project, under another id, with the second annotator's work."""
    document, made, _changed = planted()
    elsewhere = replace(document, id=new_id("d"))
    return elsewhere, [replace(each, document=elsewhere.id) for each in made]


def rows(project: Project) -> list[Item]:
    return list(project.iter_documents())


def by(project: Project, annotator: str) -> list[Annotation]:
    return [
        each for _document, made in rows(project) for each in made if each.annotator == annotator
    ]


def meaning(annotations: Iterable[Annotation]) -> list[tuple[object, ...]]:
    """What annotations say, whatever their ids."""
    made = list(annotations)
    spans = {each.id: (each.layer, each.spans) for each in made}
    return sorted(
        (
            each.layer,
            each.label,
            each.spans,
            [(one.role, spans.get(one.target, one.spans)) for one in each.arguments],
            each.attributes,
            each.note,
        )
        for each in made
    )


def test_documents_are_known_by_their_text(project: Project) -> None:
    document, made = second()
    result = merge_annotations(project, [(document, made)], actor="lead")
    assert (result.added, result.unchanged, result.conflicts) == (len(made), 0, ())
    assert project.document_count() == 1
    assert meaning(by(project, SECOND)) == meaning(made)
    assert by(project, "amal") == original()[1]
    assert project.verify() == []


def test_merging_again_changes_nothing(project: Project) -> None:
    item = second()
    merge_annotations(project, [item], actor="lead")
    before, entries = rows(project), len(project.history())
    result = merge_annotations(project, [item], actor="lead")
    assert (result.change, result.added, result.unchanged) == (None, 0, len(item[1]))
    assert rows(project) == before
    assert len(project.history()) == entries


def test_a_merge_is_one_change_that_can_be_undone(project: Project) -> None:
    before = rows(project)
    result = merge_annotations(project, [second()], actor="lead")
    assert result.change is not None
    assert result.change.action == "merge_annotations"
    assert result.change.details["count"] == str(len(second()[1]))
    commands.undo(project, actor="lead")
    assert rows(project) == before
    commands.redo(project, actor="lead")
    assert len(by(project, SECOND)) == len(second()[1])


def test_a_copy_that_somebody_else_labelled_comes_in_beside_the_original(project: Project) -> None:
    """Copies of a project have the same ids; under another name they are other annotations."""
    document, made = gold()
    for _ in range(2):
        result = merge_annotations(project, [(document, made)], actor="lead", annotator="badr")
        assert result.conflicts == ()
    assert by(project, "amal") == original()[1]
    copy = by(project, "badr")
    assert meaning(copy) == meaning(made)
    ours = {each.id for each in copy}
    assert {one.target for each in copy for one in each.arguments if one.target} <= ours
    assert project.verify() == []


def test_what_was_merged_is_known_again_when_the_original_is_gone(project: Project) -> None:
    document, made = gold()
    merge_annotations(project, [(document, made)], actor="lead", annotator="badr")
    commands.delete(project, document.id, [each.id for each in made], actor="lead")
    before = len(by(project, "badr"))
    result = merge_annotations(project, [(document, made)], actor="lead", annotator="badr")
    assert (result.added, len(by(project, "badr"))) == (0, before)


def test_the_same_annotation_with_another_content_is_told_and_left(project: Project) -> None:
    document, made = gold()
    changed = [replace(made[0], note="otherwise", updated=made[0].updated + 60), *made[1:]]
    before = rows(project)
    result = merge_annotations(project, [(document, changed)], actor="lead")
    [conflict] = result.conflicts
    assert conflict.kind == "annotation differs"
    assert (conflict.present, conflict.incoming) == (made[0], changed[0])
    assert (result.change, result.unchanged) == (None, len(made) - 1)
    assert rows(project) == before


def test_a_review_made_here_is_no_conflict_and_stays(project: Project) -> None:
    document, made = gold()
    unreviewed = next(each for each in made if each.review == "unreviewed")
    commands.set_review(project, document.id, [unreviewed.id], "accepted", actor="lead")
    result = merge_annotations(project, [(document, made)], actor="lead")
    assert result.conflicts == ()
    assert project.annotation(unreviewed.id, document.id).review == "accepted"


def test_a_document_that_is_not_here_is_told_or_added(project: Project) -> None:
    document, made = second()
    new = replace(document, text=f"{document.text} ")
    result = merge_annotations(project, [(new, made)], actor="lead")
    assert [each.kind for each in result.conflicts] == ["document missing"]
    assert (result.change, project.document_count()) == (None, 1)
    result = merge_annotations(project, [(new, made)], actor="lead", add_documents=True)
    assert (result.documents, result.added) == ((new.id,), len(made))
    assert project.verify() == []
    commands.undo(project, actor="lead")
    assert project.document_count() == 1
    commands.redo(project, actor="lead")
    assert len(project.annotations(new.id)) == len(made)


def test_another_text_under_the_id_of_a_document_is_told_and_left(project: Project) -> None:
    document, made = gold()
    other = replace(document, text=f"{document.text} ")
    result = merge_annotations(project, [(other, made)], actor="lead", add_documents=True)
    assert [each.kind for each in result.conflicts] == ["text differs"]
    assert (result.change, rows(project)) == (None, [original()])


def test_a_label_that_the_schema_lacks_stops_all_of_it(project: Project) -> None:
    document, made = second()
    unknown = [*made, replace(made[0], id=new_id("a"), label="XYZ")]
    with pytest.raises(SchemaError, match="XYZ"):
        merge_annotations(project, [(document, unknown)], actor="lead")
    assert rows(project) == [original()]


def test_a_cancelled_merge_keeps_nothing(project: Project) -> None:
    document, made = second()
    answers = iter([False, True])
    with pytest.raises(CancelledError):
        merge_annotations(
            project,
            [(document, made), (replace(document, id=new_id("d")), made)],
            actor="lead",
            cancelled=lambda: next(answers),
        )
    assert rows(project) == [original()]


def test_a_document_that_was_new_is_in_progress(project: Project) -> None:
    document, made = second()
    here = rows(project)[0][0].id
    commands.set_status(project, [here], "new", actor="lead")
    merge_annotations(project, [(document, made)], actor="lead")
    assert project.summary(here).status == "in progress"


def once(project: Project, items: list[Item], **options: str) -> MergeResult:
    return merge_annotations(project, items, actor="lead", add_documents=True, **options)  # type: ignore[arg-type]


@given(projects(SCHEMA), st.sampled_from(["", "زياد"]))
def test_any_project_merges_whole_and_only_once(
    tmp_path_factory: pytest.TempPathFactory, items: list[Item], annotator: str
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    source = make_project(folder / "a.hashiya", SCHEMA, items)
    with source, Project.create(folder / "b.hashiya", SCHEMA) as target:
        there = rows(source)
        assert once(target, there, annotator=annotator).conflicts == ()
        texts = [document.text for document, _made in rows(target)]
        assert texts == [document.text for document, _made in there]
        for (_, mine), (_, theirs) in zip(there, rows(target), strict=True):
            named = [replace(each, annotator=annotator or each.annotator) for each in mine]
            assert theirs == named
        before = rows(target)
        assert once(target, there, annotator=annotator).change is None
        assert rows(target) == before
        assert target.verify() == []


def test_the_schema_is_that_of_the_project(schema: Schema, path: Path) -> None:
    """An alias of a label in the other project's schema becomes the label of this one."""
    with Project.create(path, schema) as project:
        label = next(each for each in schema.layer("entity").labels if each.aliases)
        document, made = gold()
        entity = next(each for each in made if each.layer == "entity")
        alias = replace(entity, label=label.aliases[0], arguments=())
        merge_annotations(project, [(document, [alias])], actor="lead", add_documents=True)
        assert project.annotations(document.id)[0].label == label.id


def test_documents_come_from_another_project_that_is_open(project: Project, tmp_path: Path) -> None:
    with make_project(tmp_path / "other.hashiya", SCHEMA, [second()]) as other:
        result = merge_annotations(project, other.iter_documents(), actor="lead")
    assert result.added == len(second()[1])


@pytest.mark.parametrize("add_documents", [False, True])
def test_a_preview_tells_what_a_merge_does_and_writes_nothing(
    project: Project, add_documents: bool
) -> None:
    document, made = second()
    other = replace(document, id=new_id("d"), name="other", text=document.text + "!")
    stranger = [replace(each, id=new_id("a"), document=other.id, arguments=()) for each in made[:3]]
    changed = replace(original()[1][0], note="another content")
    items = [(document, [*made, changed]), (other, stranger)]
    before = list(project.iter_documents())
    told = preview_merge(project, items, add_documents=add_documents)
    assert list(project.iter_documents()) == before
    done = merge_annotations(project, items, actor="lead", add_documents=add_documents)
    assert done.conflicts
    assert told == replace(done, change=None)


def test_the_order_of_merges_does_not_matter(path: Path, tmp_path: Path) -> None:
    """Two annotators began from copies: their annotations have the same ids."""
    document, made = gold()
    theirs = [replace(each, annotator="badr") for each in made]
    with make_project(tmp_path / "both.hashiya", SCHEMA, [(document, made)]) as both:
        merge_annotations(both, [(document, theirs)], actor="lead")
        together = rows(both)
    alone: list[Item] = [(document, theirs)]
    results = []
    for place, order in enumerate(((together, alone), (alone, together))):
        with make_project(tmp_path / f"{place}.hashiya", SCHEMA, [(document, ())]) as project:
            for items in order:
                merge_annotations(project, items, actor="lead")
            results.append([sorted(meaning(by(project, each))) for each in ("amal", "badr")])
            assert project.verify() == []
    assert results[0] == results[1] == [sorted(meaning(made))] * 2


def test_a_link_that_nobody_knows_is_no_conflict_later(project: Project) -> None:
    document, made = second()
    linked = [made[0].with_attribute("entry", new_id("x")), *made[1:]]
    for added in (len(made), 0):
        result = merge_annotations(project, [(document, linked)], actor="lead")
        assert (result.added, result.conflicts) == (added, ())
    assert project.verify() == []


def test_two_that_are_the_same_by_name_come_in_once(path: Path) -> None:
    """Both annotators' work, of which one was made from the other's, in one person's name."""
    document, made = gold()
    with make_project(path, SCHEMA, [(document, made)]) as project:
        copies = [replace(each, annotator="badr") for each in made]
        merge_annotations(project, [(document, copies)], actor="lead")
        both = rows(project)
    path.unlink()
    with make_project(path, SCHEMA, [(document, made)]) as project:
        told = preview_merge(project, both, annotator="badr")
        result = merge_annotations(project, both, actor="lead", annotator="badr")
        assert (told.added, told.unchanged) == (result.added, result.unchanged)
        assert (result.added, result.unchanged) == (len(made), len(made))
        assert project.verify() == []
