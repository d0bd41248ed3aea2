"""What a selection leaves out, and what becomes of arguments that pointed at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.core.datasets import LeftOut, Selection, export_file
from annotator.core.datasets.selection import select_annotations
from annotator.core.errors import InputError
from annotator.core.formats import import_files
from annotator.core.model import Annotation
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.sample_gold import gold


def by_two(made: list[Annotation]) -> list[Annotation]:
    """The mentions are another annotator's."""
    return [replace(each, annotator="basma") if each.layer == "entity" else each for each in made]


def test_an_argument_keeps_its_text_where_its_filler_is_left_out() -> None:
    _, made = gold()
    left_out = LeftOut()
    chosen = select_annotations(by_two(made), Selection(frozenset({"amal"})), left_out)
    ids = {each.id for each in chosen}
    assert all(
        argument.target in ids or argument.spans for each in chosen for argument in each.arguments
    )
    quote = next(each for each in chosen if each.label == "direct")
    before = next(each for each in made if each.id == quote.id)
    speaker = before.fillers("speaker")[0].target
    assert quote.fillers("speaker")[0].spans == next(
        each.spans for each in made if each.id == speaker
    )
    assert not any(each.layer == "relation" for each in chosen)
    assert left_out.counts["annotator"] == 88
    assert left_out.counts["relation without an end"] == 8
    assert left_out.counts["target made a bare span"] > 20


def test_a_filtered_export_can_be_imported(
    tmp_path: Path, project: Project, schema: Schema
) -> None:
    selection = Selection(reviews=frozenset({"accepted"}), statuses=frozenset({"done"}))
    report = export_file(project, tmp_path / "a.jsonl", selection)
    assert (report.documents, report.annotations) == (1, 2)
    assert report.left_out["document status"] == 20
    assert report.left_out["review"] == 120
    with Project.create(tmp_path / "b.hashiya", schema) as other:
        assert import_files(other, [tmp_path / "a.jsonl"], actor="x").annotations == 2


def test_nothing_selected_is_an_error_and_writes_nothing(tmp_path: Path, project: Project) -> None:
    with pytest.raises(InputError, match="no document to export"):
        export_file(project, tmp_path / "a.jsonl", Selection(statuses=frozenset({"reviewed"})))
    assert not (tmp_path / "a.jsonl").exists()


def test_without_a_filter_nothing_is_changed(tmp_path: Path, project: Project) -> None:
    export_file(project, tmp_path / "a.jsonl")
    first = orjson.loads((tmp_path / "a.jsonl").read_bytes().split(b"\n")[0])
    assert len(first["relations"]) == 8
