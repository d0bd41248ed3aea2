"""What the project says of itself: its schema, and its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.core.errors import N_, SchemaError
from annotator.core.model import Annotation, Change, now
from annotator.core.schema import Schema, read_schema
from annotator.core.storage import Project, Transaction

LabelKey = tuple[str, str]
"""A layer and the code of one of its labels."""


def set_schema(project: Project, source: str, *, actor: str) -> Change | None:
    """Put the schema that `source` (TOML) describes in force; None where it is the present one.

    Annotations whose label is now an alias get the label that has it.

    Raises:
        SchemaError: the schema has a mistake (with line and reason), or it no longer has a layer
            or label that annotations use; nothing was changed.
    """
    schema = read_schema(source)
    with project.transact("set_schema", actor) as transaction:
        counts = transaction.reader.label_counts()
        refuse_losses(project.schema, schema, counts)
        transaction.replace_schema(schema)
        count = _follow_aliases(transaction, schema, counts)
        if count:
            transaction.details["count"] = str(count)
    return transaction.change


def write_page(project: Project, name: str, content: str, *, actor: str) -> Change | None:
    """Write a page of the project, such as `guidelines`; an empty content takes it away."""
    with project.transact("write_page", actor) as transaction:
        transaction.write_page(name, content)
        transaction.details["page"] = name
    return transaction.change


def refuse_losses(old: Schema, new: Schema, counts: Mapping[LabelKey, int]) -> None:
    """Refuse a schema by which annotations would lose their label, or a layer its nature.

    `counts` are the annotations that each label has. A label that the old schema does not know
    either is no loss.

    Raises:
        SchemaError: which labels, and how many annotations have each.
    """
    lost = [
        f"{label} ({layer}): {count}"
        for (layer, label), count in sorted(counts.items())
        if old.resolve(layer, label) is not None and new.resolve(layer, label) is None
    ]
    if lost:
        raise SchemaError(
            N_(
                "The new schema lacks labels that annotations have: {lost}. Keep these labels, "
                "name them as aliases of others, or use “Change labels…” to merge, move or "
                "delete them."
            ),
            lost="; ".join(lost),
        )
    for layer_id in sorted({layer for layer, _ in counts}):
        before, after = old.find_layer(layer_id), new.find_layer(layer_id)
        if before and after and (before.kind == "relation") != (after.kind == "relation"):
            raise SchemaError(
                N_(
                    "The layer “{layer}” has annotations, so it cannot turn from “{before}” into "
                    "“{after}”: relations cover no text, and all others do."
                ),
                layer=layer_id,
                before=before.kind,
                after=after.kind,
            )


def _follow_aliases(transaction: Transaction, schema: Schema, counts: Iterable[LabelKey]) -> int:
    """Give annotations whose label is an alias the label that has it; return how many."""
    codes: dict[LabelKey, str] = {}
    for layer, name in counts:
        label = schema.resolve(layer, name)
        if label is not None and label.id != name:
            codes[layer, name] = label.id
    moment, count = now(), 0
    for found in transaction.reader.labelled(codes):
        pairs = [(each, _relabelled(each, codes[each.layer, each.label], moment)) for each in found]
        transaction.replace_annotations(pairs)
        count += len(pairs)
    return count


def _relabelled(annotation: Annotation, label: str, moment: int) -> Annotation:
    return replace(annotation, label=label, updated=moment)
