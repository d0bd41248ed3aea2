"""Changes of very many annotations at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.core.errors import N_, CancelledError
from annotator.core.model import Annotation, Change, now
from annotator.core.schema import Schema
from annotator.core.storage import Project

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


def relabel_all(
    project: Project,
    annotations: Iterable[tuple[str, str]],
    label: str,
    *,
    actor: str,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Change | None:
    """Give annotations, each a document's id with its own, another label of their layers.

    None where all have it already. `progress` gets the count of annotations seen so far.

    Raises:
        SchemaError: the layer of one of them has no such label; nothing was changed.
        NotFoundError: one of them does not exist.
        CancelledError: `cancelled()` said so; nothing was changed.
    """
    wanted: dict[str, list[str]] = {}
    for document, annotation in annotations:
        wanted.setdefault(document, []).append(annotation)
    moment, seen, count = now(), 0, 0
    with project.transact("relabel_all", actor) as transaction:
        for document, ids in wanted.items():
            stop_if(cancelled)
            found = transaction.annotations(document, ids)
            pairs = [pair for each in found if (pair := _pair(project.schema, each, label, moment))]
            if pairs and not count:
                transaction.details.update(layer=pairs[0][1].layer, label=pairs[0][1].label)
            transaction.replace_annotations(pairs)
            count += len(pairs)
            seen += len(ids)
            progress(seen)
        transaction.details["count"] = str(count)
    return transaction.change


def _pair(
    schema: Schema, annotation: Annotation, label: str, moment: int
) -> tuple[Annotation, Annotation] | None:
    """The annotation before and after; None where it has the label already."""
    code = schema.label(annotation.layer, label).id
    if code == annotation.label:
        return None
    return annotation, annotation.relabelled(annotation.layer, code, moment)


def stop_if(cancelled: Cancelled) -> None:
    """Leave a transaction that the user has cancelled."""
    if cancelled():
        raise CancelledError(N_("The change was cancelled; nothing of it was kept."))
