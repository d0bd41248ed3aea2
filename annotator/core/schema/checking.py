"""What must be right between the parts of a schema: ids and keys, roles and their fillers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.core.errors import N_
from annotator.core.schema.locating import Path
from annotator.core.schema.model import ANY_FILLER, SPAN_FILLER, Layer, Role
from annotator.core.schema.tables import Mistakes, Table


@dataclass(slots=True)
class Placed:
    """Where the layers and the roles were read from. A layer's labels stand at their indexes."""

    layers: list[Table] = field(default_factory=list)
    roles: list[tuple[Path, Role]] = field(default_factory=list)

    def path_of(self, layer: Path, role: Role, key: str) -> Path:
        """Where the value of `key` was written that the role has, be it inherited."""
        value = getattr(role, key)
        for path, each in self.roles:
            same = each.id == role.id and getattr(each, key) == value
            if same and path[: len(layer)] == layer:
                return (*path, key)
        return layer


def check_layers(layers: Sequence[Layer], placed: Placed, mistakes: Mistakes) -> None:
    """Keep every mistake that only shows when all layers are read."""
    paths = [table.path for table in placed.layers]
    _unique(
        ((path, layer.id) for path, layer in zip(paths, layers, strict=True)),
        N_("There are two layers “{id}”."),
        mistakes,
    )
    for path, layer in zip(paths, layers, strict=True):
        _check_labels(path, layer, mistakes)
        _check_groups(path, layer, mistakes)
        _check_shape(path, layer, mistakes)
        _check_parts(path, layer, placed, mistakes)
    _check_keys(paths, layers, mistakes)
    for path, role in placed.roles:
        # What a label's role takes over from the layer's is said there, once.
        _check_fillers(placed.path_of(path[:2], role, "fillers"), role, layers, mistakes)


def _unique(
    found: Iterable[tuple[Path, str]], template: str, mistakes: Mistakes, key: str = "id"
) -> None:
    seen: set[str] = set()
    for path, value in found:
        if value and value in seen:
            mistakes.add((*path, key), template, value, id=value)
        seen.add(value)


def _check_labels(path: Path, layer: Layer, mistakes: Mistakes) -> None:
    if not layer.labels:
        mistakes.add(
            path,
            N_("The layer “{layer}” has no labels: add at least one “[[layers.labels]]”."),
            layer=layer.id,
        )
    codes = [((*path, "labels", index), label.id) for index, label in enumerate(layer.labels)]
    _unique(codes, N_("There are two labels “{id}” in this layer."), mistakes)
    taken = {label.id for label in layer.labels}
    for index, label in enumerate(layer.labels):
        here = (*path, "labels", index)
        if label.id == SPAN_FILLER:
            mistakes.add(
                (*here, "id"),
                N_("“{id}” cannot be a label: among fillers it means a stretch of text."),
                id=label.id,
            )
        for alias in label.aliases:
            if alias in taken:
                mistakes.add(
                    (*here, "aliases"),
                    N_("The alias “{id}” is already a label or an alias in this layer."),
                    alias,
                    id=alias,
                )
            taken.add(alias)


def _check_groups(path: Path, layer: Layer, mistakes: Mistakes) -> None:
    places = [(*path, "groups", index) for index in range(len(layer.groups))]
    codes = [group.id for group in layer.groups]
    _unique(
        zip(places, codes, strict=True), N_("There are two groups “{id}” in this layer."), mistakes
    )
    used = {label.group for label in layer.labels}
    for place, code in zip(places, codes, strict=True):
        if code and code not in used:
            mistakes.add(
                (*place, "id"),
                N_("No label belongs to the group “{id}”: its labels are called “{id}.…”."),
                id=code,
            )


def _check_shape(path: Path, layer: Layer, mistakes: Mistakes) -> None:
    """A layer of spans has no roles; one of relations has two, the same ones for all labels."""
    if layer.kind == "span" and (layer.roles or any(label.roles for label in layer.labels)):
        mistakes.add(
            (*path, "roles"),
            N_("“{layer}” is a layer of spans and has no roles: make its kind “frame”."),
            layer=layer.id,
        )
    if layer.kind != "relation":
        return
    if len(layer.roles) != 2:
        mistakes.add(
            (*path, "roles"),
            N_("A relation joins two annotations: give “{layer}” two roles, not {count}."),
            layer=layer.id,
            count=len(layer.roles),
        )
        return
    for index, label in enumerate(layer.labels):
        roles = layer.roles_of(label.id)
        if len(roles) != 2:
            mistakes.add(
                (*path, "labels", index, "roles"),
                N_("A label of relations has the two roles of its layer and no other."),
            )
        for role in roles:
            if role.multiple:
                mistakes.add(
                    path,
                    N_("“{role}” is an end of a relation and cannot be multiple."),
                    f'"{role.id}"',
                    role=role.id,
                )


def _check_parts(path: Path, layer: Layer, placed: Placed, mistakes: Mistakes) -> None:
    _unique(
        (((*path, "attributes", i), each.id) for i, each in enumerate(layer.attributes)),
        N_("There are two attributes “{id}” here."),
        mistakes,
    )
    for index, label in enumerate(layer.labels):
        here = (*path, "labels", index)
        _unique(
            (((*here, "attributes", i), each.id) for i, each in enumerate(label.attributes)),
            N_("There are two attributes “{id}” here."),
            mistakes,
        )
        _unique(
            (((*here, "roles", i), each.id) for i, each in enumerate(label.roles)),
            N_("There are two roles “{id}” here."),
            mistakes,
        )
        _check_label_roles(path, layer, label.id, placed, mistakes)


def _check_label_roles(
    path: Path, layer: Layer, code: str, placed: Placed, mistakes: Mistakes
) -> None:
    owners: dict[str, str] = {}
    for role in layer.roles_of(code):
        if role.key and owners.setdefault(role.key, role.id) != role.id:
            mistakes.add(
                placed.path_of(path, role, "key"),
                N_("The roles “{first}” and “{second}” have the same key “{key}”."),
                first=owners[role.key],
                second=role.id,
                key=role.key,
            )
        for name, value in role.waived_by:
            attribute = layer.attribute(code, name)
            if attribute is None or (attribute.values and value not in attribute.values):
                mistakes.add(
                    placed.path_of(path, role, "waived_by"),
                    N_("The role “{role}” is waived by “{name} = {value}”, which does not exist."),
                    role=role.id,
                    name=name,
                    value=value,
                )


def _check_keys(paths: Sequence[Path], layers: Sequence[Layer], mistakes: Mistakes) -> None:
    """A key tags with one label or opens one layer, whatever is selected."""
    owners: dict[str, str] = {}
    for path, layer in zip(paths, layers, strict=True):
        holders = [(path, layer.id, layer.key)]
        holders += [
            ((*path, "labels", index), label.id, label.key)
            for index, label in enumerate(layer.labels)
        ]
        for place, code, key in holders:
            if key and key in owners:
                mistakes.add(
                    (*place, "key"),
                    N_("“{label}” cannot have the key “{key}”: it belongs to “{owner}”."),
                    label=code,
                    key=key,
                    owner=owners[key],
                )
            owners.setdefault(key, code)


def _check_fillers(path: Path, role: Role, layers: Sequence[Layer], mistakes: Mistakes) -> None:
    known = {label.id for layer in layers for label in layer.labels}
    known |= {f"{layer.id}:*" for layer in layers} | {ANY_FILLER, SPAN_FILLER}
    for filler in role.fillers:
        if filler not in known:
            mistakes.add(
                path,
                N_(
                    "The role “{role}” takes “{filler}”, which is no label of this schema: name "
                    "a label, a layer as in “entity:*”, “span” for a stretch of text, or “*”."
                ),
                f'"{filler}"',
                role=role.id,
                filler=filler,
            )
    if not role.fillers:
        mistakes.add(
            path,
            N_("Nothing can fill the role “{role}”: name at least one filler."),
            role=role.id,
        )
