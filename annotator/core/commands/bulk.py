"""Changes of very many annotations at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.core.commands.annotations import anchor_of, without_filler
from annotator.core.commands.describing import describe
from annotator.core.errors import N_, CancelledError
from annotator.core.model import Annotation, Change, now
from annotator.core.schema import Schema
from annotator.core.storage import Project, Transaction
from annotator.core.text import Span

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
    moment, seen, count = now(), 0, 0
    with project.transact("relabel_all", actor) as transaction:
        for document, ids in _by_document(annotations).items():
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


def set_spans_all(
    project: Project, places: Iterable[tuple[str, str, Iterable[Span]]], *, actor: str
) -> Change | None:
    """Move the edges of annotations: each a document's id, its own, and its spans from now on.

    Raises as `set_spans` does; then nothing was changed.
    """
    wanted: dict[str, dict[str, tuple[Span, ...]]] = {}
    for document, annotation, spans in places:
        wanted.setdefault(document, {})[annotation] = tuple(spans)

    def moved(before: Annotation) -> Annotation:
        spans = wanted[before.document][before.id]
        return replace(before, spans=anchor_of(project.schema.layer(before.layer), spans))

    ids = [(document, each) for document, found in wanted.items() for each in found]
    with project.transact("set_spans_all", actor) as transaction:
        _replace_all(transaction, ids, moved)
    return transaction.change


def set_attribute_all(
    project: Project,
    annotations: Iterable[tuple[str, str]],
    name: str,
    value: str,
    *,
    actor: str,
) -> Change | None:
    """Give an attribute of annotations a value; the empty string takes it away."""
    with project.transact("set_attribute_all", actor) as transaction:
        transaction.details.update(name=name, value=value)
        _replace_all(transaction, annotations, lambda each: each.with_attribute(name, value))
    return transaction.change


def delete_all(
    project: Project,
    annotations: Iterable[tuple[str, str]],
    *,
    actor: str,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Change | None:
    """Delete annotations, each a document's id with its own.

    Where one fills a role of another that stays, the other keeps the bare stretch of text; a
    relation that loses an end goes too, as `delete` has it. Raises as `relabel_all` does.
    """
    moment, seen, count = now(), 0, 0
    with project.transact("delete_all", actor) as transaction:
        for document, ids in _by_document(annotations).items():
            stop_if(cancelled)
            doomed = {each.id: each for each in transaction.annotations(document, ids)}
            referring = {
                other.id: other
                for each in ids
                for other in transaction.reader.referring(each, document)
                if other.id not in doomed
            }
            kept = losing(transaction, transaction.schema, doomed, list(referring.values()))
            transaction.replace_annotations(
                [(before, replace(after, updated=moment)) for before, after in kept]
            )
            transaction.remove_annotations(list(doomed.values()))
            count += len(doomed)
            seen += len(ids)
            progress(seen)
        transaction.details["count"] = str(count)
    return transaction.change


def losing(
    transaction: Transaction,
    schema: Schema,
    doomed: dict[str, Annotation],
    referring: list[Annotation],
) -> list[tuple[Annotation, Annotation]]:
    """The annotations of a document, before and after, that lose a filler to what goes.

    `doomed` grows by the relations that lose an end, which go too, and by what needs those.
    """
    kept: dict[str, tuple[Annotation, Annotation]] = {}
    waiting = referring
    while waiting:
        each = waiting.pop()
        if each.id in doomed:
            continue
        after: Annotation | None = each
        for target in {one.target for one in each.arguments} & doomed.keys():
            after = without_filler(schema, after, doomed[target]) if after else None
        if after is not None:
            kept[each.id] = (each, after)
            continue
        doomed[each.id] = each
        kept.pop(each.id, None)
        waiting += transaction.reader.referring(each.id, each.document)
    return list(kept.values())


def _by_document(annotations: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for document, annotation in annotations:
        wanted.setdefault(document, []).append(annotation)
    return wanted


def _replace_all(
    transaction: Transaction,
    annotations: Iterable[tuple[str, str]],
    changed: Callable[[Annotation], Annotation],
) -> None:
    """Write the new states of annotations; `count` in the details is how many changed."""
    moment, count = now(), 0
    for document, ids in _by_document(annotations).items():
        pairs = [(each, changed(each)) for each in transaction.annotations(document, ids)]
        pairs = [(old, replace(new, updated=moment)) for old, new in pairs if new != old]
        transaction.replace_annotations(pairs)
        if pairs and not count:
            describe(transaction, pairs[0][1])
        count += len(pairs)
    transaction.details["count"] = str(count)


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
