"""The schema that follows from an operation on labels, or why the operation cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.commands.operations import (
    DeleteLabel,
    MergeLabels,
    MoveLabel,
    NewLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.core.errors import N_, SchemaError
from annotator.core.schema import Layer, Schema, read_schema, source


def canonical(schema: Schema, operation: Operation) -> Operation:
    """The operation with codes in the place of aliases, each label named once.

    Raises:
        SchemaError: a layer or label is not there.
    """
    layer = operation.layer
    if isinstance(operation, MergeLabels):
        codes = tuple(dict.fromkeys(schema.label(layer, each).id for each in operation.labels))
        return replace(operation, labels=codes, into=schema.label(layer, operation.into).id)
    operation = replace(operation, label=schema.label(layer, operation.label).id)
    new = {each.code for each in getattr(operation, "new", ())}

    def code_of(code: str) -> str:
        return code if code in new else schema.label(layer, code).id

    match operation:
        case SplitLabel(targets=targets):
            by_value = dict(targets)
            pairs = tuple((value, code_of(code)) for value, code in by_value.items())
            return replace(operation, targets=pairs)
        case SortLabel(choices=choices):
            chosen = {(document, each): code_of(code) for document, each, code in choices}
            made = tuple((document, each, code) for (document, each), code in chosen.items())
            return replace(operation, choices=made)
    return operation


def reshaped(schema: Schema, operation: Operation) -> Schema:
    """The schema after the operation, with the comments and the order of its text.

    Raises:
        SchemaError: a label or layer is not there, a code is taken, the kinds of the layers do not
            fit, or the schema that would follow breaks a rule (said with its line).
    """
    match operation:
        case RenameLabel():
            text = _renamed(schema, operation)
        case MergeLabels():
            text = _merged(schema, operation)
        case SplitLabel(targets=targets):
            text = _split(schema, operation, [code for _, code in targets])
        case SortLabel(choices=choices):
            text = _split(schema, operation, [code for _, _, code in choices])
        case MoveLabel():
            text = _moved(schema, operation)
        case DeleteLabel():
            code = schema.label(operation.layer, operation.label).id
            _refuse_last(schema.layer(operation.layer), (code,))
            _refuse_only_filler(schema, code)
            text = source.delete_label(schema.source, operation.layer, code)
    return read_schema(text)


def _renamed(schema: Schema, operation: RenameLabel) -> str:
    layer = schema.layer(operation.layer)
    label = schema.label(layer.id, operation.label)
    known = layer.label(operation.code)
    if operation.code == label.id:
        raise SchemaError(N_("“{code}” is the label's code already."), code=operation.code)
    if known is not None and known is not label:
        raise _taken(layer, operation.code, known.id)
    return source.rename_label(schema.source, layer.id, label.id, operation.code)


def _merged(schema: Schema, operation: MergeLabels) -> str:
    layer = schema.layer(operation.layer)
    into = schema.label(layer.id, operation.into).id
    codes = tuple(schema.label(layer.id, each).id for each in operation.labels)
    if not codes or into in codes:
        raise SchemaError(N_("Choose another label to merge into: “{label}”."), label=into)
    return source.merge_labels(schema.source, layer.id, codes, into)


def _split(schema: Schema, operation: SplitLabel | SortLabel, codes: Iterable[str]) -> str:
    layer = schema.layer(operation.layer)
    label = schema.label(layer.id, operation.label)
    made = _made(layer, operation.new)
    attribute = operation.attribute if isinstance(operation, SplitLabel) else ""
    if attribute and layer.attribute(label.id, attribute) is None:
        raise SchemaError(
            N_("“{label}” has no attribute “{attribute}”."), label=label.id, attribute=attribute
        )
    for code in dict.fromkeys(codes):
        if code not in made:
            schema.label(layer.id, code)
    pairs = [(each.code, each.name) for each in operation.new]
    return source.add_labels(schema.source, layer.id, label.id, pairs)


def _made(layer: Layer, new: Sequence[NewLabel]) -> set[str]:
    for each in new:
        known = layer.label(each.code)
        if known is not None:
            raise _taken(layer, each.code, known.id)
    return {each.code for each in new}


def _moved(schema: Schema, operation: MoveLabel) -> str:
    layer, to = schema.layer(operation.layer), schema.layer(operation.to)
    label = schema.label(layer.id, operation.label)
    if layer is to:
        raise SchemaError(N_("“{label}” is in this layer already."), label=label.id)
    if (layer.kind == "relation") != (to.kind == "relation"):
        raise SchemaError(
            N_(
                "“{label}” cannot move from “{layer}” ({kind}) to “{to}” ({other}): relations "
                "cover no text, and all others do."
            ),
            label=label.id,
            layer=layer.id,
            kind=layer.kind,
            to=to.id,
            other=to.kind,
        )
    known = to.label(operation.code)
    if known is not None and known.id != operation.code:
        raise _taken(to, operation.code, known.id)
    _refuse_last(layer, (label.id,))
    return source.move_label(schema.source, layer.id, label.id, to.id, operation.code)


def _taken(layer: Layer, code: str, owner: str) -> SchemaError:
    if code == owner:
        return SchemaError(
            N_(
                "The layer “{layer}” has a label “{code}” already: merge the two, or choose "
                "another code."
            ),
            layer=layer.id,
            code=code,
        )
    return SchemaError(
        N_("“{code}” is an earlier name of “{owner}”: choose another code."), code=code, owner=owner
    )


def _refuse_last(layer: Layer, codes: Sequence[str]) -> None:
    if len(layer.labels) <= len(codes):
        raise SchemaError(
            N_("“{label}” is the only label of the layer “{layer}”, which cannot be without one."),
            label=codes[0],
            layer=layer.id,
        )


def _refuse_only_filler(schema: Schema, code: str) -> None:
    """Refuse to delete a label without which nothing could fill some role."""
    for layer in schema.layers:
        for label in layer.labels:
            for role in layer.roles_of(label.id):
                if role.fillers == (code,):
                    raise SchemaError(
                        N_(
                            "Only “{label}” can fill the role “{role}” of “{owner}”: let other "
                            "labels fill it first, or merge “{label}” into another."
                        ),
                        label=code,
                        role=role.id,
                        owner=label.id,
                    )
