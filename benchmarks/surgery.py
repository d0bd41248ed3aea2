"""Changes of labels over a whole project: what they would do, doing them, and taking them back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from annotator.core import commands
from annotator.core.commands import DeleteLabel, MergeLabels, Operation, RenameLabel
from annotator.core.formats import write_jsonl
from annotator.core.storage import Project
from benchmarks import corpus
from benchmarks.figures import Bar, Figure
from benchmarks.measuring import seconds

ACTOR = "benchmark"
MANY = 50_000
"""How many annotations get another label one by one."""

_PREVIEW, _DONE, _MANY = Bar(1), Bar(5), Bar(10)


def run(documents: int, place: Path) -> Iterator[Figure]:
    """Each kind of change on a project of so many annotated documents, beside its import."""
    labels = [label.id for label in corpus.schema().layer("entity").labels]
    operations: dict[str, Operation] = {
        "rename a label": RenameLabel("entity", "GPE", "STATE"),
        "merge all labels of entities": MergeLabels("entity", tuple(labels[1:]), labels[0]),
        "delete a label": DeleteLabel("entity", "GPE"),
    }
    with Project.create(place / "surgery.hashiya", corpus.schema()) as project:
        imported = _imported(project, documents)
        before = _digest(project, place)
        for name, operation in operations.items():
            yield from _figures(project, name, operation, imported)
            _insist(_digest(project, place) == before)
        yield from _one_by_one(project, imported)
        _insist(_digest(project, place) == before and project.verify() == [])
    (place / "surgery.hashiya").unlink()


def _imported(project: Project, documents: int) -> float:
    """How long the project's import takes, without the making of what is imported."""
    items = list(corpus.articles(documents))
    return seconds(lambda: commands.add_documents(project, items, actor=ACTOR))


def _figures(
    project: Project, name: str, operation: Operation, imported: float
) -> Iterator[Figure]:
    plan = commands.plan_change(project, operation)
    name = f"{name}, {plan.annotations:,} annotations"
    foreseen = seconds(lambda: commands.plan_change(project, operation))
    done = seconds(lambda: commands.change_labels(project, operation, actor=ACTOR))
    undone = seconds(lambda: commands.undo(project, actor=ACTOR))
    for what, took, bar in (
        ("preview", foreseen, _PREVIEW),
        ("done", done, _DONE),
        ("undone", undone, _DONE),
    ):
        yield Figure(f"{name}: {what}", took, "s", imported, "the import of the project", bar)


def _one_by_one(project: Project, imported: float) -> Iterator[Figure]:
    """As many annotations as a reviewer may choose in a list, named one by one."""
    keys = [key for key in project.label_counts() if key[0] == "entity"]
    chosen = [(each.document, each.id) for found in project.labelled(keys) for each in found][:MANY]
    name = f"{len(chosen):,} annotations relabelled one by one"
    done = seconds(lambda: commands.relabel_all(project, chosen, "PERS", actor=ACTOR))
    undone = seconds(lambda: commands.undo(project, actor=ACTOR))
    for what, took in (("done", done), ("undone", undone)):
        yield Figure(f"{name}: {what}", took, "s", imported, "the import of the project", _MANY)


def _digest(project: Project, place: Path) -> str:
    """The SHA-256 of the project's export."""
    out = place / "surgery.jsonl"
    write_jsonl(out, project.iter_documents(), project.schema)
    with out.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    out.unlink()
    return digest


def _insist(sound: bool) -> None:
    if not sound:
        raise SystemExit("An undo did not bring back what was there: its figures mean nothing.")
