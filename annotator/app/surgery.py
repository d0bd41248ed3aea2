"""Changing labels that are in use: what an operation would do, with the words around, and doing it.

The operations themselves are those of `annotator.core.commands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.app.everywhere import Place
from annotator.app.jobs import Job
from annotator.app.session import Session
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
    SurgeryPlan,
)
from annotator.core.commands.surgery import only_with, sources, target_of
from annotator.core.model import Annotation, Document
from annotator.core.recommenders.propagation import context
from annotator.core.storage import LabelKey, Project
from annotator.core.text import Span

__all__ = [
    "PAGE",
    "Affected",
    "DeleteLabel",
    "LabelKey",
    "MergeLabels",
    "MoveLabel",
    "NewLabel",
    "Operation",
    "Preview",
    "RenameLabel",
    "SortLabel",
    "SplitLabel",
    "SurgeryPlan",
    "affected",
    "annotations_with",
    "change_labels",
    "in_words",
    "place_of",
    "preview",
    "value_counts",
]

PAGE = 200
"""How many annotations are read at once."""

_ARROW = " ← "  # between the ends of a relation, in the direction that Arabic is read


@dataclass(frozen=True, slots=True)
class Affected:
    """An annotation that an operation is about, where it stands, and what it becomes.

    `after` is None where it goes.
    """

    place: Place
    annotation: Annotation
    after: LabelKey | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an operation would do, and the first of the annotations that it would change."""

    plan: SurgeryPlan
    first: tuple[Affected, ...]


def preview(project: Project, operation: Operation) -> Preview:
    """What an operation would do; SchemaError where it cannot be done."""
    plan = commands.plan_change(project, operation)
    return Preview(plan, tuple(affected(project, operation)))


def affected(
    project: Project, operation: Operation, *, limit: int = PAGE, offset: int = 0
) -> list[Affected]:
    """Some of the annotations that an operation would change, in the project's order."""
    schema = project.schema
    found = project.labelled_page(
        sources(schema, operation), limit=limit, offset=offset, only=only_with(schema, operation)
    )
    target = target_of(schema, operation)
    return _placed(project, [(each, target(each)) for each in found])


def annotations_with(
    project: Project, label: LabelKey, *, limit: int = PAGE, offset: int = 0
) -> list[Affected]:
    """Some of the annotations with a label, in the project's order, each to keep it."""
    labels = sources(project.schema, SortLabel(*label, ()))
    found = project.labelled_page(labels, limit=limit, offset=offset)
    return _placed(project, [(each, label) for each in found])


def in_words(project: Project, places: Sequence[tuple[str, str]]) -> list[Affected]:
    """Annotations, each a document's id with its own, where they stand, each to keep its label."""
    found = [project.annotation(annotation, document) for document, annotation in places]
    return _placed(project, [(each, (each.layer, each.label)) for each in found])


def value_counts(project: Project, label: LabelKey, attribute: str) -> dict[str, int]:
    """How many annotations with a label have each value of an attribute; the default counts."""
    layer = project.schema.layer(label[0])
    known = layer.attribute(label[1], attribute)
    labels = sources(project.schema, SortLabel(*label, ()))
    return project.value_counts(labels, attribute, known.default if known else "")


def change_labels(session: Session, operation: Operation, count: int) -> Job | None:
    """Change the labels of the session's project in the background, as one change.

    `count` is how many annotations there are to do, for the progress.
    """
    actor = session.annotator
    return session.write_in_background(
        lambda project, progress, cancelled: commands.change_labels(
            project,
            operation,
            actor=actor,
            progress=lambda done: progress(done, count),
            cancelled=cancelled,
        )
    )


def _placed(
    project: Project, found: Sequence[tuple[Annotation, LabelKey | None]]
) -> list[Affected]:
    documents: dict[str, Document] = {}
    placed = []
    for annotation, after in found:
        if annotation.document not in documents:
            documents[annotation.document] = project.document(annotation.document)
        place = place_of(project, documents[annotation.document], annotation)
        placed.append(Affected(place, annotation, after))
    return placed


def place_of(project: Project, document: Document, annotation: Annotation) -> Place:
    """Where an annotation stands, with the words around it."""
    span = annotation.envelope
    if span is None:
        return _relation(project, document, annotation)
    before, after = context(document.text, span)
    text = span.text_in(document.text)
    return Place(
        document.id, document.title, span, text, before, after, annotation, None, is_guess=False
    )


def _relation(project: Project, document: Document, annotation: Annotation) -> Place:
    """A relation stands where its ends do: the texts of both."""
    ends = []
    for each in annotation.arguments:
        spans = each.spans
        if each.target:
            spans = project.annotation(each.target, document.id).spans
        if spans:
            ends.append(Span(spans[0].start, spans[-1].end))
    text = _ARROW.join(each.text_in(document.text) for each in ends)
    span = ends[0] if ends else Span(0, 1)
    return Place(document.id, document.title, span, text, "", "", annotation, None, is_guess=False)
