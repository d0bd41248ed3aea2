"""Judging annotations: one, or many like it in one change, across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.core.commands.bulk import Cancelled, Progress, stop_if
from annotator.core.commands.describing import describe
from annotator.core.errors import N_, InputError
from annotator.core.model import Annotation, Change, Review, now, with_remark
from annotator.core.storage import Project

Places = Iterable[tuple[str, str]]
"""Annotations, each as the id of its document and its own."""


def review_all(
    project: Project,
    annotations: Places,
    review: Review,
    *,
    actor: str,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Change | None:
    """Set the review state of annotations, in any documents; None where all have it already.

    `progress` gets the count of annotations seen so far.

    Raises:
        NotFoundError: one of them does not exist; nothing was changed.
        CancelledError: `cancelled()` said so; nothing was changed.
    """
    moment = now()

    def judged(before: Annotation) -> Annotation:
        return replace(before, review=review, updated=moment)

    details: dict[str, str] = {"review": review}
    return _rewrite(project, "review_all", annotations, judged, details, actor, progress, cancelled)


def correct_all(
    project: Project,
    annotations: Places,
    label: str,
    *,
    actor: str,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Change | None:
    """Give annotations another label of their layers and accept them with it, in one change.

    Raises:
        SchemaError: the layer of one of them has no such label; nothing was changed.
        NotFoundError, CancelledError: as `review_all`.
    """
    moment = now()

    def corrected(before: Annotation) -> Annotation:
        code = project.schema.label(before.layer, label).id
        return replace(before, label=code, review="accepted", updated=moment)

    return _rewrite(project, "correct_all", annotations, corrected, {}, actor, progress, cancelled)


def comment(
    project: Project, document: str, annotation: str, text: str, *, actor: str
) -> Change | None:
    """Add a remark, signed and dated, below what an annotation's note says already.

    Raises:
        InputError: the remark is empty.
    """
    if not text.strip():
        raise InputError(N_("Write the remark first."))
    with project.transact("comment", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        moment = now()
        note = with_remark(before.note, actor, moment, text)
        transaction.replace_annotation(replace(before, note=note, updated=moment))
        describe(transaction, before)
    return transaction.change


def _rewrite(
    project: Project,
    action: str,
    annotations: Places,
    rewritten: Callable[[Annotation], Annotation],
    details: dict[str, str],
    actor: str,
    progress: Progress,
    cancelled: Cancelled,
) -> Change | None:
    """Rewrite annotations document by document; the first that changes describes the change."""
    wanted: dict[str, list[str]] = {}
    for document, annotation in annotations:
        wanted.setdefault(document, []).append(annotation)
    seen = count = 0
    with project.transact(action, actor, details) as transaction:
        for document, ids in wanted.items():
            stop_if(cancelled)
            pairs = [
                (each, after)
                for each in transaction.annotations(document, ids)
                if replace(after := rewritten(each), updated=each.updated) != each
            ]
            if pairs and not count:
                describe(transaction, pairs[0][1])
            transaction.replace_annotations(pairs)
            count += len(pairs)
            seen += len(ids)
            progress(seen)
        transaction.details["count"] = str(count)
    return transaction.change
