"""Which documents and annotations of a project an export takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from annotator.core.model import Annotation, Argument, Document, Review, Status
from annotator.core.storage import Project

Reason = Literal[
    "document status",
    "annotator",
    "review",
    "relation without an end",
    "target made a bare span",
    "target dropped",
]
"""Why something was left out, or what became of an argument whose target was."""

Selected: TypeAlias = tuple[Document, list[Annotation]]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take; an empty set takes all."""

    annotators: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    reviews: frozenset[Review] = frozenset()

    @property
    def filters_annotations(self) -> bool:
        """Whether any annotation can be left out of a document that is taken."""
        return bool(self.annotators or self.reviews)


@dataclass(slots=True)
class LeftOut:
    """How many documents, annotations and arguments were left out, by reason."""

    counts: Counter[Reason] = field(default_factory=Counter)


def select(project: Project, selection: Selection, left_out: LeftOut) -> Iterator[Selected]:
    """The selected documents with their selected annotations, in the project's order.

    What is left out is counted in `left_out`. Call it within `project.snapshot()` where the
    project may be written meanwhile.
    """
    if selection.statuses:
        taken = sum(project.status_counts()[each] for each in selection.statuses)
        left_out.counts["document status"] += project.document_count() - taken
    for document, found in project.iter_documents(statuses=selection.statuses):
        if selection.filters_annotations:
            yield document, select_annotations(found, selection, left_out)
        else:
            yield document, found


def count_selected(project: Project, selection: Selection) -> int:
    """How many documents are selected."""
    if not selection.statuses:
        return project.document_count()
    return sum(project.status_counts()[each] for each in selection.statuses)


def select_annotations(
    annotations: list[Annotation], selection: Selection, left_out: LeftOut
) -> list[Annotation]:
    """The selected annotations of one document, with no argument that points at one left out.

    As in a deletion, a role whose filler is left out keeps the filler's text as a bare span, and
    a relation that loses an end goes with it.
    """
    kept: list[Annotation] = []
    gone: dict[str, Annotation] = {}
    for each in annotations:
        reason = _reason(each, selection)
        if reason is None:
            kept.append(each)
        else:
            gone[each.id] = each
            left_out.counts[reason] += 1
    if not gone:
        return annotations
    while lost := [each for each in kept if not each.spans and _refers_to(each, gone)]:
        left_out.counts["relation without an end"] += len(lost)
        gone.update((each.id, each) for each in lost)
        kept = [each for each in kept if each.id not in gone]
    return [_without_targets(each, gone, left_out) for each in kept]


def _reason(annotation: Annotation, selection: Selection) -> Reason | None:
    if selection.annotators and annotation.annotator not in selection.annotators:
        return "annotator"
    if selection.reviews and annotation.review not in selection.reviews:
        return "review"
    return None


def _refers_to(annotation: Annotation, gone: dict[str, Annotation]) -> bool:
    return any(each.target in gone for each in annotation.arguments)


def _without_targets(
    annotation: Annotation, gone: dict[str, Annotation], left_out: LeftOut
) -> Annotation:
    if not _refers_to(annotation, gone):
        return annotation
    arguments = []
    for each in annotation.arguments:
        target = gone.get(each.target)
        if target is None:
            arguments.append(each)
        elif target.spans:
            arguments.append(Argument(each.role, target.spans))
            left_out.counts["target made a bare span"] += 1
        else:
            left_out.counts["target dropped"] += 1
    return replace(annotation, arguments=tuple(arguments))
