"""Changing the labels of a project that is in use: the schema and all annotations in one change.

`plan_change` says what an operation would do and writes nothing; `change_labels` does it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.core.commands.bulk import Cancelled, Progress, losing, stop_if
from annotator.core.commands.operations import (
    DeleteLabel,
    MergeLabels,
    MoveLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.core.commands.reshaping import canonical, reshaped
from annotator.core.errors import N_, SchemaError
from annotator.core.model import Annotation, Change, now
from annotator.core.schema import Label, Layer, Schema
from annotator.core.storage import LabelKey, Project, Transaction, WithValue

Target = Callable[[Annotation], LabelKey | None]
"""The layer and label that an annotation gets; None where it goes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many annotations that had a label get another, or (`after` is None) go."""

    before: LabelKey
    after: LabelKey | None
    count: int


@dataclass(frozen=True, slots=True)
class SurgeryPlan:
    """What an operation would do.

    `schema` is the one that follows. `annotations` counts those that get another label or go, in
    `documents` many documents. `notes` are sentences about what else happens, not raised.
    """

    operation: Operation
    schema: Schema
    outcomes: tuple[Outcome, ...]
    documents: int
    notes: tuple[SchemaError, ...]

    @property
    def annotations(self) -> int:
        """How many annotations change."""
        return sum(each.count for each in self.outcomes)


def plan_change(project: Project, operation: Operation) -> SurgeryPlan:
    """What `change_labels` would do, without doing it.

    Raises:
        SchemaError: it cannot be done, and why.
    """
    operation = canonical(project.schema, operation)
    schema = reshaped(project.schema, operation)
    with project.snapshot():
        outcomes = tuple(each for each in _outcomes(project, operation) if each.count)
        return SurgeryPlan(
            operation,
            schema,
            outcomes,
            _documents(project, operation),
            tuple(_notes(project, operation, schema, outcomes)),
        )


def change_labels(
    project: Project,
    operation: Operation,
    *,
    actor: str,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Change | None:
    """Change the labels of the project, in its schema and in all annotations, as one change.

    `progress` gets the count of annotations done so far.

    Raises:
        SchemaError: it cannot be done, and why; nothing was changed.
        CancelledError: `cancelled()` said so; nothing was changed.
    """
    with project.transact(operation.action, actor) as transaction:
        operation = canonical(project.schema, operation)
        schema = reshaped(project.schema, operation)
        if isinstance(operation, DeleteLabel):
            # The annotations go first, while the schema still knows their label: one that lost it
            # would be counted anew.
            count = _remove_all(transaction, operation, progress, cancelled)
            transaction.replace_schema(schema)
        else:
            transaction.replace_schema(schema)
            count = _relabel_all(transaction, project.schema, operation, progress, cancelled)
        transaction.details.update(_details(operation))
        if count:
            transaction.details["count"] = str(count)
    return transaction.change


def sources(schema: Schema, operation: Operation) -> list[LabelKey]:
    """The labels whose annotations the operation is about, with their aliases."""
    layer = schema.layer(operation.layer)
    codes = operation.labels if isinstance(operation, MergeLabels) else (operation.label,)
    found = [schema.label(layer.id, code) for code in codes]
    return [(layer.id, code) for label in found for code in (label.id, *label.aliases)]


def target_of(schema: Schema, operation: Operation) -> Target:
    """What becomes of an annotation that has one of the `sources`."""
    match operation:
        case RenameLabel(layer=layer, code=code):
            return lambda _: (layer, code)
        case MergeLabels(layer=layer, into=into):
            return lambda _: (layer, into)
        case MoveLabel(to=to, code=code):
            return lambda _: (to, code)
        case SplitLabel(layer=layer, label=label, attribute=attribute):
            by_value, default = dict(operation.targets), _default(schema, operation)
            return lambda each: (
                layer,
                by_value.get(each.attribute(attribute) or default, label),
            )
        case SortLabel(layer=layer, label=label):
            chosen = {(document, each): code for document, each, code in operation.choices}
            return lambda each: (layer, chosen.get((each.document, each.id), label))
        case DeleteLabel():
            return lambda _: None


def only_with(schema: Schema, operation: Operation) -> WithValue | None:
    """What narrows the annotations of `sources` to those that change; None where all do."""
    if not isinstance(operation, SplitLabel):
        return None
    values = tuple(value for value, code in operation.targets if code != operation.label)
    return WithValue(operation.attribute, _default(schema, operation), values)


# What is done


def _relabel_all(
    transaction: Transaction,
    schema: Schema,
    operation: Operation,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    target, moment, count = target_of(schema, operation), now(), 0
    for found in _annotations(transaction, schema, operation):
        stop_if(cancelled)
        pairs = []
        for each in found:
            place = target(each)
            if place is not None and place != (each.layer, each.label):
                pairs.append((each, each.relabelled(*place, moment)))
        transaction.replace_annotations(pairs)
        count += len(pairs)
        progress(count)
    return count


def _annotations(
    transaction: Transaction, schema: Schema, operation: Operation
) -> Iterator[list[Annotation]]:
    """The annotations that the operation is about, a list for each document."""
    if not isinstance(operation, SortLabel):
        yield from transaction.reader.labelled(sources(schema, operation))
        return
    chosen: dict[str, list[str]] = {}
    for document, annotation, _ in operation.choices:
        chosen.setdefault(document, []).append(annotation)
    known = set(sources(schema, operation))
    for document, ids in chosen.items():
        found = transaction.annotations(document, ids)
        yield [each for each in found if (each.layer, each.label) in known]


def _remove_all(
    transaction: Transaction,
    operation: DeleteLabel,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    schema, moment, count = transaction.schema, now(), 0
    labels = sources(schema, operation)
    referring = transaction.reader.referring_ids(labels)
    for found in transaction.reader.labelled(labels):
        stop_if(cancelled)
        document = found[0].document
        doomed = {each.id: each for each in found}
        others = [each for each in referring.get(document, ()) if each not in doomed]
        kept = losing(transaction, schema, doomed, transaction.annotations(document, others))
        transaction.replace_annotations(
            [(before, replace(after, updated=moment)) for before, after in kept]
        )
        transaction.remove_annotations(list(doomed.values()))
        count += len(found)
        progress(count)
    return count


def _details(operation: Operation) -> dict[str, str]:
    """What the sentences of the history need."""
    details = {"layer": operation.layer}
    match operation:
        case RenameLabel(label=label, code=code):
            details.update(old=label, new=code)
        case MergeLabels(labels=labels, into=into):
            details.update(old=", ".join(labels), label=into)
        case MoveLabel(label=label, to=to):
            details.update(old=label, to=to)
        case SplitLabel() | SortLabel() | DeleteLabel():
            details["old"] = operation.label
    return details


# What is foreseen


def _outcomes(project: Project, operation: Operation) -> Iterator[Outcome]:
    schema = project.schema
    if isinstance(operation, SortLabel):
        counts = Counter(code for _, _, code in operation.choices if code != operation.label)
        for code, count in counts.items():
            yield Outcome((operation.layer, operation.label), (operation.layer, code), count)
        return
    labels = sources(schema, operation)
    if isinstance(operation, SplitLabel):
        values = project.value_counts(labels, operation.attribute, _default(schema, operation))
        made: Counter[str] = Counter()
        for value, code in operation.targets:
            made[code] += values.get(value, 0) if code != operation.label else 0
        for code, count in made.items():
            yield Outcome((operation.layer, operation.label), (operation.layer, code), count)
        return
    known = project.label_counts()
    after = None if isinstance(operation, DeleteLabel) else _one_target(operation)
    for label in labels:
        if label != after:
            yield Outcome(label, after, known.get(label, 0))


def _one_target(operation: RenameLabel | MergeLabels | MoveLabel) -> LabelKey:
    match operation:
        case RenameLabel(layer=layer, code=code):
            return layer, code
        case MergeLabels(layer=layer, into=into):
            return layer, into
        case MoveLabel(to=to, code=code):
            return to, code


def _documents(project: Project, operation: Operation) -> int:
    if isinstance(operation, SortLabel):
        return len({each for each, _, code in operation.choices if code != operation.label})
    schema = project.schema
    return project.labelled_documents(sources(schema, operation), only=only_with(schema, operation))


def _notes(
    project: Project, operation: Operation, schema: Schema, outcomes: Sequence[Outcome]
) -> Iterator[SchemaError]:
    labels = sources(project.schema, operation)
    if isinstance(operation, DeleteLabel):
        yield from _notes_of_losses(project, labels)
    elif not isinstance(operation, RenameLabel):
        old = project.schema.layer(operation.layer)
        codes = operation.labels if isinstance(operation, MergeLabels) else (operation.label,)
        for after in dict.fromkeys(each.after for each in outcomes if each.after):
            new, label = schema.layer(after[0]), schema.label(*after)
            for code in codes:
                yield from _notes_of_parts(project, (old, code), (new, label))


def _notes_of_losses(project: Project, labels: Sequence[LabelKey]) -> Iterator[SchemaError]:
    relations, others = 0, 0
    for layer_id, count in project.referring_counts(labels).items():
        layer = project.schema.find_layer(layer_id)
        if layer is not None and layer.kind == "relation":
            relations += count
        else:
            others += count
    if relations:
        yield SchemaError(N_("Relations that lose an end go too: {count}."), count=relations)
    if others:
        yield SchemaError(
            N_("Annotations in which they fill a role keep the bare text there: {count}."),
            count=others,
        )


def _notes_of_parts(
    project: Project, old: tuple[Layer, str], new: tuple[Layer, Label]
) -> Iterator[SchemaError]:
    """Roles and attributes in use that the label before has and the one after has not."""
    (before, code), (after, label) = old, new
    own = before.label(code)
    labels = [(before.id, each) for each in (code, *(own.aliases if own else ()))]
    roles = {role.id for role in after.roles_of(label.id)}
    had = {role.id for role in before.roles_of(code)} - roles
    if lost := {role: n for role, n in project.role_counts(labels).items() if role in had}:
        yield SchemaError(
            N_(
                "“{label}” has no roles {names}: what fills them in “{old}” is kept, and shown "
                "as a mistake."
            ),
            label=label.id,
            old=code,
            names=_counted(lost),
        )
    attributes = {each.id for each in after.attributes_of(label.id)}
    had = {each.id for each in before.attributes_of(code)} - attributes
    if lost := {name: n for name, n in project.attribute_counts(labels).items() if name in had}:
        yield SchemaError(
            N_(
                "“{label}” has no attributes {names}: their values in “{old}” are kept, and shown "
                "as mistakes."
            ),
            label=label.id,
            old=code,
            names=_counted(lost),
        )


def _counted(names: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names.items())


def _default(schema: Schema, operation: SplitLabel) -> str:
    """What an annotation without the attribute means."""
    attribute = schema.layer(operation.layer).attribute(operation.label, operation.attribute)
    return attribute.default if attribute else ""
