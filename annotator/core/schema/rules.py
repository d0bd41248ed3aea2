"""What a schema says about an annotation. Rules warn; they never block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.core.errors import N_
from annotator.core.model import LINK, Annotation, Argument, annotation_sort_key, link_of
from annotator.core.schema.model import (
    ANY_FILLER,
    SPAN_FILLER,
    Layer,
    Names,
    Role,
    Schema,
)

ViolationKind = Literal[
    "unknown layer",
    "unknown label",
    "unknown role",
    "unknown attribute",
    "missing role",
    "missing attribute",
    "missing end",
    "too many fillers",
    "filler",
    "value",
    "crossing",
]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule of the schema that an annotation does not keep.

    `subject` is the id of the role, attribute, label, layer or annotation that it is about.
    `template` is an English sentence with named placeholders, to be translated and then filled
    with `details_in(language)`; names of labels and roles are in both languages.
    """

    kind: ViolationKind
    subject: str
    template: str
    details: tuple[tuple[str, str | Names], ...] = ()

    def details_in(self, language: str) -> dict[str, str]:
        """The values of the placeholders in `language` (`ar`, `en`)."""
        return {
            key: value.text(language) if isinstance(value, Names) else value
            for key, value in self.details
        }

    def __str__(self) -> str:
        return self.template.format(**self.details_in("en"))


def is_incomplete(schema: Schema, annotation: Annotation) -> bool:
    """Whether a required role or attribute is empty, or a relation lacks one of its ends.

    An unknown label is held to what its layer requires; an unknown layer requires nothing.
    """
    layer = schema.find_layer(annotation.layer)
    if layer is None:
        return False
    needs = layer.requirements_of(annotation.label)
    if needs.roles:
        filled = {argument.role for argument in annotation.arguments}
        for role in needs.roles:
            if role.id not in filled and not _waived(role, annotation):
                return True
    return any(not annotation.attribute(each) for each in needs.attributes)


def check_annotation(
    schema: Schema, annotation: Annotation, others: Mapping[str, Annotation] | None = None
) -> tuple[Violation, ...]:
    """The rules that the annotation does not keep, looked at by itself.

    `others` are the document's annotations by id; whether a filler fits its role is only checked
    for those that are in it. See `crossings` for the rule that needs the whole layer.
    """
    layer = schema.find_layer(annotation.layer)
    if layer is None:
        return (
            Violation(
                "unknown layer",
                annotation.layer,
                N_("The schema has no layer “{layer}”."),
                (("layer", annotation.layer),),
            ),
        )
    return (
        *_label_violations(layer, annotation),
        *_missing(layer, annotation),
        *_role_violations(schema, layer, annotation, others or {}),
        *_attribute_violations(layer, annotation),
    )


def may_fill(schema: Schema, role: Role, filler: Annotation | None) -> bool:
    """Whether the schema lets an annotation (None: a bare stretch of text) fill a role."""
    if filler is None:
        return bool({ANY_FILLER, SPAN_FILLER} & set(role.fillers))
    return _fits(schema, role, filler)


def crossings(layer: Layer, annotations: Iterable[Annotation]) -> tuple[tuple[str, str], ...]:
    """The ids of each two annotations that cross although the layer forbids it, in text order.

    Two annotations of one annotator cross where they share text and neither holds all of the
    other's. Annotations of other layers among `annotations` are left out.
    """
    if layer.may_cross:
        return ()
    groups: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for each in annotations:
        if each.layer == layer.id and each.spans:
            groups[each.document, each.annotator].append(each)
    return tuple(pair for group in groups.values() for pair in _crossing_pairs(group))


def crossing_violation(other: Annotation, text: str = "") -> Violation:
    """The violation that an annotation shows whose span crosses that of `other` (with `text`)."""
    return Violation(
        "crossing",
        other.id,
        N_("It crosses “{text}” ({label}): one must hold the other, or they must not overlap."),
        (("text", text), ("label", other.label)),
    )


def _crossing_pairs(group: list[Annotation]) -> Iterator[tuple[str, str]]:
    open_ones: list[tuple[int, Annotation]] = []
    for each in sorted(group, key=annotation_sort_key):
        start, end = each.spans[0].start, each.spans[-1].end
        open_ones = [(until, other) for until, other in open_ones if until > start]
        for _, other in open_ones:
            if _cross(other, each):
                yield other.id, each.id
        open_ones.append((end, each))


def _cross(first: Annotation, second: Annotation) -> bool:
    shared = any(one.overlaps(other) for one in first.spans for other in second.spans)
    return shared and not _holds(first, second) and not _holds(second, first)


def _holds(outer: Annotation, inner: Annotation) -> bool:
    return all(any(one.contains(other) for one in outer.spans) for other in inner.spans)


def _waived(role: Role, annotation: Annotation) -> bool:
    return any(annotation.attribute(name) == value for name, value in role.waived_by)


def _label_violations(layer: Layer, annotation: Annotation) -> Iterator[Violation]:
    if layer.label(annotation.label) is None:
        yield Violation(
            "unknown label",
            annotation.label,
            N_("The layer “{layer}” has no label “{label}”."),
            (("layer", layer.name), ("label", annotation.label)),
        )


def _missing(layer: Layer, annotation: Annotation) -> Iterator[Violation]:
    needs = layer.requirements_of(annotation.label)
    filled = {argument.role for argument in annotation.arguments}
    for role in needs.roles:
        if role.id in filled or _waived(role, annotation):
            continue
        if layer.kind == "relation":
            yield Violation(
                "missing end", role.id, N_("The end “{role}” is missing."), (("role", role.name),)
            )
        else:
            yield Violation(
                "missing role", role.id, N_("“{role}” is missing."), (("role", role.name),)
            )
    for attribute_id in needs.attributes:
        attribute = layer.attribute(annotation.label, attribute_id)
        if attribute is not None and not annotation.attribute(attribute_id):
            yield Violation(
                "missing attribute",
                attribute_id,
                N_("“{attribute}” has no value yet."),
                (("attribute", attribute.name),),
            )


def _role_violations(
    schema: Schema, layer: Layer, annotation: Annotation, others: Mapping[str, Annotation]
) -> Iterator[Violation]:
    counts: dict[str, int] = {}
    label = layer.label(annotation.label)
    for argument in annotation.arguments:
        counts[argument.role] = counts.get(argument.role, 0) + 1
        role = layer.role(annotation.label, argument.role)
        if role is None:
            if counts[argument.role] == 1:
                yield Violation(
                    "unknown role",
                    argument.role,
                    N_("“{label}” has no role “{role}”."),
                    (("label", label.name if label else annotation.label), ("role", argument.role)),
                )
            continue
        if counts[role.id] == 2 and not role.multiple:
            yield Violation(
                "too many fillers",
                role.id,
                N_("“{role}” can be filled only once."),
                (("role", role.name),),
            )
        yield from _filler_violations(schema, layer, role, argument, others)


def _filler_violations(
    schema: Schema,
    layer: Layer,
    role: Role,
    argument: Argument,
    others: Mapping[str, Annotation],
) -> Iterator[Violation]:
    if not argument.target:
        if layer.kind == "relation":
            yield Violation(
                "filler",
                role.id,
                N_("“{role}” needs an annotation: a relation joins two annotations."),
                (("role", role.name),),
            )
        elif not {ANY_FILLER, SPAN_FILLER} & set(role.fillers):
            yield Violation(
                "filler",
                role.id,
                N_("“{role}” needs an annotation ({allowed}), not a stretch of text."),
                (("role", role.name), ("allowed", _allowed(schema, role))),
            )
        return
    filler = others.get(argument.target)
    if filler is not None and not _fits(schema, role, filler):
        found = schema.resolve(filler.layer, filler.label)
        yield Violation(
            "filler",
            role.id,
            N_("“{label}” does not fit “{role}”, which takes: {allowed}."),
            (
                ("label", found.name if found else filler.label),
                ("role", role.name),
                ("allowed", _allowed(schema, role)),
            ),
        )


def _fits(schema: Schema, role: Role, filler: Annotation) -> bool:
    found = schema.resolve(filler.layer, filler.label)
    code = found.id if found else filler.label
    return any(each in role.fillers for each in (ANY_FILLER, code, f"{filler.layer}:*"))


def _allowed(schema: Schema, role: Role) -> Names:
    """The names of what may fill the role, as a list."""
    names = [_filler_name(schema, each) for each in role.fillers]
    return Names(
        ar="، ".join(each.text("ar") for each in names if each.text("ar")),
        en=", ".join(each.text("en") for each in names if each.text("en")),
    )


def _filler_name(schema: Schema, filler: str) -> Names:
    if filler == SPAN_FILLER:
        return Names("مقطع من النص", "a stretch of text")
    if filler.endswith(":*"):
        layer = schema.find_layer(filler[:-2])
        return layer.name if layer else Names(filler, filler)
    found = (layer.label(filler) for layer in schema.layers)
    return next((label.name for label in found if label), Names(filler, filler))


def _attribute_violations(layer: Layer, annotation: Annotation) -> Iterator[Violation]:
    for each in annotation.attributes:
        attribute = layer.attribute(annotation.label, each.name)
        if attribute is None:
            if each.name == LINK and link_of(annotation):
                continue  # a link to the cast, which no schema has to name
            label = layer.label(annotation.label)
            yield Violation(
                "unknown attribute",
                each.name,
                N_("“{label}” has no attribute “{attribute}”."),
                (("label", label.name if label else annotation.label), ("attribute", each.name)),
            )
        elif attribute.values and each.value not in attribute.values:
            yield Violation(
                "value",
                each.name,
                N_("“{attribute}” cannot be “{value}”."),
                (("attribute", attribute.name), ("value", each.value)),
            )
