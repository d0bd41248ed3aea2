"""Making, correcting and deleting annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from annotator.core.commands.describing import describe as _describe
from annotator.core.errors import N_, SchemaError, TextError
from annotator.core.model import (
    Annotation,
    Argument,
    Change,
    NamedValue,
    Review,
    new_id,
    now,
)
from annotator.core.schema import Layer, Schema
from annotator.core.storage import Project, Transaction
from annotator.core.text import Span, Spans, normalise_spans


def annotate(
    project: Project,
    document: str,
    layer: str,
    label: str,
    spans: Iterable[Span],
    *,
    actor: str,
    arguments: Iterable[Argument] = (),
    attributes: Iterable[NamedValue] = (),
    note: str = "",
    origin: str = "manual",
    confidence: float = 1.0,
) -> Change | None:
    """Tag `spans` (code points) of the document as `label`; the actor is the annotator.

    A document that was new is in progress from now on, in the same change.

    Raises:
        SchemaError: no such layer or label, or a relation with an anchor, or another layer without.
        TextError: a span ends past the end of the text.
    """
    found = project.schema.layer(layer)
    code = project.schema.label(layer, label).id
    made = now()
    annotation = Annotation(
        new_id("a"),
        document,
        actor,
        layer,
        code,
        anchor_of(found, tuple(spans)),
        tuple(_whole(each) for each in arguments),
        tuple(sorted(attributes)),
        note,
        confidence,
        "unreviewed",
        origin,
        made,
        made,
    )
    with project.transact("annotate", actor) as transaction:
        _begin(transaction, document)
        transaction.add_annotation(annotation)
        _describe(transaction, annotation)
    return transaction.change


def annotate_all(
    project: Project,
    layer: str,
    label: str,
    places: Iterable[tuple[str, Iterable[Span]]],
    *,
    actor: str,
    attributes: Iterable[NamedValue] = (),
    origin: str = "propagation",
) -> Change | None:
    """Tag many places, each a document's id with spans (code points), as `label` in one change.

    A place that the actor has tagged with this label already, on exactly these spans, is left as
    it is; None where all are. Documents that were new are in progress from now on.

    Raises:
        SchemaError: no such layer or label, or a relation, which covers no text.
        TextError: a span ends past the end of its document's text, or a place has none.
        NotFoundError: the project has no such document.
    """
    found = project.schema.layer(layer)
    code = project.schema.label(layer, label).id
    values = tuple(sorted(attributes))
    made = now()
    count = 0
    with project.transact("annotate_all", actor) as transaction:
        known: dict[str, set[Spans]] = {}
        for document, spans in places:
            anchor = anchor_of(found, tuple(spans))
            if document not in known:
                known[document] = _anchors(transaction, document, layer, code, actor)
            if anchor in known[document]:
                continue
            known[document].add(anchor)
            annotation = Annotation(new_id("a"), document, actor, layer, code, anchor)
            _begin(transaction, document)
            transaction.add_annotation(
                replace(annotation, attributes=values, origin=origin, created=made, updated=made)
            )
            if not count:
                _describe(transaction, annotation)
            count += 1
        transaction.details["count"] = str(count)
    return transaction.change


def _anchors(
    transaction: Transaction, document: str, layer: str, label: str, annotator: str
) -> set[Spans]:
    """What an annotator has tagged in a document with one label."""
    return {
        each.spans
        for each in transaction.reader.annotations(document, annotator=annotator)
        if (each.layer, each.label) == (layer, label)
    }


def relabel(
    project: Project, document: str, annotation: str, label: str, *, actor: str
) -> Change | None:
    """Give an annotation another label of its layer; SchemaError where there is none such."""
    with project.transact("relabel", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        code = project.schema.label(before.layer, label).id
        _replace(transaction, before, replace(before, label=code))
        transaction.details["before"] = before.label
    return transaction.change


def set_spans(
    project: Project, document: str, annotation: str, spans: Iterable[Span], *, actor: str
) -> Change | None:
    """Move an annotation's edges: its anchor becomes `spans` (code points).

    Raises:
        TextError: a span ends past the end of the text.
        SchemaError: the annotation is a relation, which has no anchor.
    """
    with project.transact("set_spans", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        anchor = anchor_of(project.schema.layer(before.layer), tuple(spans))
        _replace(transaction, before, replace(before, spans=anchor))
    return transaction.change


def delete(
    project: Project, document: str, annotations: Collection[str], *, actor: str
) -> Change | None:
    """Delete annotations of a document.

    Where one of them fills a role of another, the other keeps the bare stretch of text; a relation
    that loses an end goes with it.
    """
    with project.transact("delete", actor) as transaction:
        gone = take_away(transaction, document, annotations)
        if gone:
            _describe(transaction, gone[0])
        transaction.details["count"] = str(len(gone))
    return transaction.change


def set_note(
    project: Project, document: str, annotation: str, note: str, *, actor: str
) -> Change | None:
    """Write an annotation's note; the empty string takes it away."""
    with project.transact("set_note", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        _replace(transaction, before, replace(before, note=note))
    return transaction.change


def set_attribute(
    project: Project, document: str, annotation: str, name: str, value: str, *, actor: str
) -> Change | None:
    """Give an attribute a value; the empty string takes it away."""
    with project.transact("set_attribute", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        _replace(transaction, before, before.with_attribute(name, value))
        transaction.details.update(name=name, value=value)
    return transaction.change


def set_confidence(
    project: Project, document: str, annotation: str, confidence: float, *, actor: str
) -> Change | None:
    """Say how sure the annotator is, from 0.0 to 1.0."""
    with project.transact("set_confidence", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        _replace(transaction, before, replace(before, confidence=float(confidence)))
    return transaction.change


def set_review(
    project: Project,
    document: str,
    annotations: Collection[str],
    review: Review,
    *,
    actor: str,
) -> Change | None:
    """Set the review state of annotations of a document."""
    with project.transact("set_review", actor) as transaction:
        for each in dict.fromkeys(annotations):
            before = transaction.reader.annotation(each, document)
            _replace(transaction, before, replace(before, review=review))
        transaction.details.update(review=review, count=str(len(set(annotations))))
    return transaction.change


def add_argument(
    project: Project,
    document: str,
    annotation: str,
    role: str,
    filler: str | Spans,
    *,
    actor: str,
) -> Change | None:
    """Fill a role with another annotation (its id) or with bare spans (code points).

    A role that takes one filler only has it replaced. An equal argument is not added twice.

    Raises:
        SchemaError: an annotation cannot fill a role of its own.
        NotFoundError: the filler is no annotation of the document.
    """
    with project.transact("add_argument", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        argument = _checked(transaction, before, Argument(role, filler))
        if argument in before.arguments:
            return None
        roles = project.schema.layer(before.layer).roles_of(before.label)
        single = any(each.id == role and not each.multiple for each in roles)
        kept = tuple(each for each in before.arguments if not (single and each.role == role))
        _replace(transaction, before, replace(before, arguments=(*kept, argument)))
        transaction.details["role"] = role
    return transaction.change


def replace_argument(
    project: Project,
    document: str,
    annotation: str,
    index: int,
    role: str,
    filler: str | Spans,
    *,
    actor: str,
) -> Change | None:
    """Put another filler, or another role, in the place of the argument at `index` (from 0)."""
    with project.transact("replace_argument", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        arguments = list(before.arguments)
        arguments[_index(before, index)] = _checked(transaction, before, Argument(role, filler))
        unique = tuple(dict.fromkeys(arguments))
        _replace(transaction, before, replace(before, arguments=unique))
        transaction.details["role"] = role
    return transaction.change


def remove_argument(
    project: Project, document: str, annotation: str, index: int, *, actor: str
) -> Change | None:
    """Empty a role: take the argument at `index` (from 0) away."""
    with project.transact("remove_argument", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        arguments = list(before.arguments)
        gone = arguments.pop(_index(before, index))
        _replace(transaction, before, replace(before, arguments=tuple(arguments)))
        transaction.details["role"] = gone.role
    return transaction.change


def reverse_relation(
    project: Project, document: str, annotation: str, *, actor: str
) -> Change | None:
    """Turn a relation round: what fills its first role fills its second one, and the other way.

    Raises:
        SchemaError: the annotation is no relation.
    """
    with project.transact("reverse_relation", actor) as transaction:
        before = transaction.reader.annotation(annotation, document)
        layer = project.schema.layer(before.layer)
        ends = layer.roles_of(before.label)
        if layer.kind != "relation" or len(ends) < 2:
            raise SchemaError(N_("Only a relation can be turned round."))
        other = {ends[0].id: ends[1].id, ends[1].id: ends[0].id}
        turned = [
            Argument(other.get(each.role, each.role), each.filler) for each in before.arguments
        ]
        order = [role.id for role in ends]
        turned.sort(key=lambda each: order.index(each.role) if each.role in order else len(order))
        _replace(transaction, before, replace(before, arguments=tuple(turned)))
    return transaction.change


def _begin(transaction: Transaction, document: str) -> None:
    if transaction.reader.summary(document).status == "new":
        started = replace(transaction.reader.document(document), status="in progress")
        transaction.replace_document(started)


def _replace(transaction: Transaction, before: Annotation, after: Annotation) -> None:
    _describe(transaction, after)
    if after != before:
        transaction.replace_annotation(replace(after, updated=now()))


def anchor_of(layer: Layer, spans: Spans) -> Spans:
    """The anchor that an annotation of the layer gets from spans."""
    if layer.kind == "relation":
        if spans:
            raise SchemaError(
                N_("“{layer}” is a layer of relations: they join annotations and cover no text."),
                layer=layer.id,
            )
        return ()
    if not spans:
        raise TextError(N_("Select the text to be tagged first."))
    return normalise_spans(spans)


def _whole(argument: Argument) -> Argument:
    if isinstance(argument.filler, str):
        return argument
    return Argument(argument.role, normalise_spans(argument.filler))


def _checked(transaction: Transaction, holder: Annotation, argument: Argument) -> Argument:
    if argument.target:
        if argument.target == holder.id:
            raise SchemaError(N_("An annotation cannot fill a role of its own."))
        transaction.reader.annotation(argument.target, holder.document)
    return _whole(argument)


def _index(annotation: Annotation, index: int) -> int:
    if not 0 <= index < len(annotation.arguments):
        raise SchemaError(N_("The annotation has no argument number {number}."), number=index + 1)
    return index


def take_away(
    transaction: Transaction, document: str, annotations: Collection[str]
) -> list[Annotation]:
    """Remove annotations as `delete` does; all that are gone then, those asked for first."""
    found: list[Annotation] = []
    pending = list(dict.fromkeys(annotations))
    doomed = set(pending)
    while pending:
        gone = transaction.reader.annotation(pending.pop(0), document)
        found.append(gone)
        for other in transaction.reader.referring(gone.id, document):
            if other.id in doomed:
                continue
            kept = without_filler(transaction.schema, other, gone)
            if kept is None:
                doomed.add(other.id)
                pending.append(other.id)
            else:
                transaction.replace_annotation(replace(kept, updated=now()))
        transaction.remove_annotation(document, gone.id)
    return found


def without_filler(schema: Schema, holder: Annotation, gone: Annotation) -> Annotation | None:
    """`holder` with the text of `gone` in the roles that it filled; None where it goes too."""
    if schema.layer(holder.layer).kind == "relation":
        return None
    arguments = []
    for each in holder.arguments:
        if each.target != gone.id:
            arguments.append(each)
        elif gone.spans:
            arguments.append(Argument(each.role, gone.spans))
    return replace(holder, arguments=tuple(dict.fromkeys(arguments)))
