"""Finders that hold annotations to the schema: roles that lack, and what the schema has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from annotator.core.model import LINK, Annotation, link_of
from annotator.core.review.consistency.findings import (
    Finding,
    FoundPlace,
    Places,
    Remedy,
    Scene,
    every_step,
    with_doubts,
)
from annotator.core.review.consistency.survey import Survey
from annotator.core.schema import Layer, Role

USUAL = 0.9
"""A role is usual that so large a part of the annotations of a label has filled."""
ENOUGH = 10
"""So many annotations of a label tell what is usual."""
CHOICES = 4


class Roles:
    """Annotations in which a role is empty that is required, or that their label usually has."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._usual: dict[tuple[str, str], list[tuple[Role, bool]]] = {}
        self._found: defaultdict[tuple[str, str, str], Places] = defaultdict(Places)
        for (layer_id, label), count in survey.frames.items():
            layer = survey.schema.find_layer(layer_id)
            if layer is None:
                continue
            required = {each.id for each in layer.requirements_of(label).roles}
            self._usual[layer_id, label] = [
                (role, role.id in required)
                for role in layer.roles_of(label)
                if role.id in required
                or (
                    count >= ENOUGH and USUAL <= survey.filled[layer_id, label, role.id] / count < 1
                )
            ]

    def look(self, scene: Scene) -> None:
        """Take those in which such a role is empty."""
        for each in scene.annotations:
            roles = self._usual.get((each.layer, each.label))
            if not roles:
                continue
            filled = {argument.role for argument in each.arguments}
            for role, _required in roles:
                if role.id not in filled and not _waived(role, each):
                    self._found[each.layer, each.label, role.id].add(FoundPlace.of(each))

    def finish(self) -> Iterator[Finding]:
        """A finding for each label and role."""
        for (layer_id, label, role_id), places in self._found.items():
            role, required = next(
                each for each in self._usual[layer_id, label] if each[0].id == role_id
            )
            remedies = [
                Remedy("attribute", every_step(places.found), layer_id, name=name, value=value)
                for name, value in role.waived_by[:CHOICES]
            ]
            filled, count = (
                self._survey.filled[layer_id, label, role_id],
                self._survey.frames[layer_id, label],
            )
            yield Finding(
                "role",
                f"{layer_id}|{label}|{role_id}",
                "",
                tuple(places.found),
                with_doubts(places.found, *remedies),
                "error" if required else "hint",
                layer_id,
                label,
                variants=(role_id,),
                counts=(filled, count),
                left_out=places.left_out,
            )


def _waived(role: Role, annotation: Annotation) -> bool:
    return any(annotation.attribute(name) == value for name, value in role.waived_by)


class Unknown:
    """A layer, a label, an attribute or a value that the schema does not have."""

    def __init__(self, survey: Survey) -> None:
        self._schema = survey.schema
        self._found: defaultdict[tuple[str, str, str, str], Places] = defaultdict(Places)

    def look(self, scene: Scene) -> None:
        """Take the annotations that have such."""
        for each in scene.annotations:
            layer = self._schema.find_layer(each.layer)
            if layer is None or layer.label(each.label) is None:
                self._found[each.layer, each.label, "", ""].add(FoundPlace.of(each))
                continue
            for name, value in _unknown_values(layer, each):
                self._found[each.layer, each.label, name, value].add(FoundPlace.of(each))

    def finish(self) -> Iterator[Finding]:
        """A finding for each of them."""
        for (layer_id, label, name, value), places in self._found.items():
            layer = self._schema.find_layer(layer_id)
            steps = every_step(places.found)
            remedies: list[Remedy] = []
            if name:
                attribute = layer.attribute(label, name) if layer else None
                values = attribute.values[:CHOICES] if attribute else ()
                remedies = [
                    Remedy("attribute", steps, layer_id, name=name, value=each)
                    for each in (*values, "")
                ]
            elif layer is not None:
                remedies = [
                    Remedy("relabel", steps, layer_id, each.id) for each in layer.labels[:CHOICES]
                ]
            if not name:
                remedies.append(Remedy("delete", steps, layer_id))
            yield Finding(
                "schema",
                f"{layer_id}|{label}|{name}|{value}",
                "",
                tuple(places.found),
                with_doubts(places.found, *remedies),
                "error",
                layer_id,
                label,
                variants=(name, value) if name else (),
                left_out=places.left_out,
            )


def _unknown_values(layer: Layer, annotation: Annotation) -> Iterator[tuple[str, str]]:
    for each in annotation.attributes:
        attribute = layer.attribute(annotation.label, each.name)
        if attribute is None:
            if not (each.name == LINK and link_of(annotation)):
                yield each.name, each.value
        elif attribute.values and each.value not in attribute.values:
            yield each.name, each.value
