"""What a schema holds, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args

from annotator.core.errors import N_, SchemaError

LayerKind = Literal["span", "frame", "relation"]
LAYER_KINDS: tuple[LayerKind, ...] = get_args(LayerKind)
LineStyle = Literal["solid", "dashed", "dotted", "wave", "double"]
LINE_STYLES: tuple[LineStyle, ...] = get_args(LineStyle)
COLORS = ("blue", "cyan", "mint", "pear", "olive", "yellow", "orange", "pink", "grey")
"""The hues that every theme knows. Nine that people of all kinds of colour vision tell apart:
Paul Tol, "Colour Schemes" (SRON/EPS/TN/09-002), scheme "light"."""

ANY_FILLER = "*"
SPAN_FILLER = "span"


@dataclass(frozen=True, slots=True)
class Names:
    """A text in the languages of the interface."""

    ar: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The text in `language` (`ar`, `en`), or in the other one where it is missing."""
        return (self.ar or self.en) if language == "ar" else (self.en or self.ar)


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A typed value that annotations may carry.

    `values` are the allowed ones in their order; empty for free text. `default` is what an
    annotation without the attribute means.
    """

    id: str
    name: Names
    values: tuple[str, ...] = ()
    value_names: tuple[Names, ...] = ()
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What an annotation's arguments may be.

    `fillers` are label codes (`PERS`), layer ids with a star (`event:*`), `SPAN_FILLER` for a
    bare span, or `ANY_FILLER` for all of these; constraints warn, they never block. `waived_by`
    are attributes and values under which a required role may stay empty (a quote whose speaker
    the text does not name).
    """

    id: str
    name: Names
    multiple: bool = False
    required: bool = False
    fillers: tuple[str, ...] = (ANY_FILLER,)
    key: str = ""
    guide: Names = Names()
    waived_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Requirements:
    """What an annotation needs to be complete: the required roles and the ids of attributes."""

    roles: tuple[Role, ...] = ()
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a layer.

    `color` is the name of a hue of the theme and `line` that of a line style, so that a theme can
    keep them readable in light and dark. `key` is the one key that tags with it (a digit or a
    letter). `attributes` and `roles` are the label's own, beside those of its layer; one with the
    id of one of the layer's stands in its place. `aliases` are codes of the same type in earlier
    versions and in other schemas, which imports understand; one with a layer (`entity:EVENT`) is
    of a label that was moved from there. `mappings` name the type elsewhere (`plover`, `ace`).
    `triggers` are words that usually express the type, so that it can be offered first where one
    of them is selected.
    """

    id: str
    name: Names
    color: str = "grey"
    line: LineStyle = "solid"
    key: str = ""
    guide: Names = Names()
    example: str = ""
    aliases: tuple[str, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    roles: tuple[Role, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()
    triggers: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The code of the group it belongs to: what stands before its dot; empty without one."""
        before, dot, _after = self.id.partition(".")
        return before if dot else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Labels of a layer that belong together: those with `id` before the dot in their codes."""

    id: str
    name: Names


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: `span` (entities), `frame` (quotes, events: an anchor with roles) or `relation`.

    `may_cross` says whether two annotations of the layer by one annotator may overlap without one
    holding the other. `key` opens the list of its labels, for layers that have more labels than
    keys. `groups` are the names of the groups that the labels' codes make.
    """

    id: str
    kind: LayerKind
    name: Names
    labels: tuple[Label, ...] = ()
    groups: tuple[Group, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    roles: tuple[Role, ...] = ()
    may_cross: bool = True
    key: str = ""
    anchor: Names = Names()

    # Built once, because imports ask for every row; they follow from the fields above.
    _labels: Mapping[str, Label] = field(init=False, repr=False, compare=False)
    _roles: Mapping[str, tuple[Role, ...]] = field(init=False, repr=False, compare=False)
    _attributes: Mapping[str, tuple[AttributeType, ...]] = field(
        init=False, repr=False, compare=False
    )
    _requirements: Mapping[str, Requirements] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        labels = {alias: label for label in self.labels for alias in label.aliases}
        labels |= {label.id: label for label in self.labels}
        roles = {code: _merged(label.roles, self.roles) for code, label in labels.items()}
        attributes = {
            code: _merged(label.attributes, self.attributes) for code, label in labels.items()
        }
        roles[""] = self.roles
        attributes[""] = self.attributes
        needs = {code: self._needs(roles[code], attributes[code]) for code in roles}
        object.__setattr__(self, "_labels", labels)
        object.__setattr__(self, "_roles", roles)
        object.__setattr__(self, "_attributes", attributes)
        object.__setattr__(self, "_requirements", needs)

    def label(self, label_id: str) -> Label | None:
        """The label with this code or alias, or None."""
        return self._labels.get(label_id)

    def grouped(self) -> tuple[tuple[Group, tuple[Label, ...]], ...]:
        """The labels by group, each group where its first label stands.

        A group that the schema does not name has its code for a name; labels without a group
        are in one with neither.
        """
        named = {group.id: group for group in self.groups}
        members: dict[str, list[Label]] = {}
        for label in self.labels:
            members.setdefault(label.group, []).append(label)
        return tuple(
            (named.get(code) or Group(code, Names(code, code)), tuple(labels))
            for code, labels in members.items()
        )

    def roles_of(self, label_id: str) -> tuple[Role, ...]:
        """The roles of annotations with this label: the label's own, then the layer's."""
        return self._roles.get(label_id) or self._roles[""]

    def attributes_of(self, label_id: str) -> tuple[AttributeType, ...]:
        """The attributes of annotations with this label: the label's own, then the layer's."""
        return self._attributes.get(label_id) or self._attributes[""]

    def role(self, label_id: str, role_id: str) -> Role | None:
        """The role `role_id` of annotations with this label, or None."""
        return next((role for role in self.roles_of(label_id) if role.id == role_id), None)

    def attribute(self, label_id: str, attribute_id: str) -> AttributeType | None:
        """The attribute `attribute_id` of annotations with this label, or None."""
        return next(
            (each for each in self.attributes_of(label_id) if each.id == attribute_id), None
        )

    def requirements_of(self, label_id: str) -> Requirements:
        """What annotations with this label must have; both ends in a layer of relations."""
        return self._requirements.get(label_id) or self._requirements[""]

    def _needs(
        self, roles: tuple[Role, ...], attributes: tuple[AttributeType, ...]
    ) -> Requirements:
        all_roles = self.kind == "relation"
        return Requirements(
            tuple(role for role in roles if role.required or all_roles),
            tuple(each.id for each in attributes if each.required),
        )


_Part = TypeVar("_Part", Role, AttributeType)


def _merged(own: tuple[_Part, ...], common: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """What is the label's alone, then what all labels have, as the label has it."""
    mine = {each.id: each for each in own}
    shared = {each.id for each in common}
    alone = tuple(each for each in own if each.id not in shared)
    return alone + tuple(mine.get(each.id, each) for each in common)


@dataclass(frozen=True, slots=True)
class Schema:
    """The layers that a project annotates, in the order in which they are shown."""

    id: str
    version: str
    name: Names
    layers: tuple[Layer, ...]
    source: str = ""  # the TOML it was read from, kept letter by letter

    _layers: Mapping[str, Layer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_layers", {each.id: each for each in self.layers})

    def find_layer(self, layer_id: str) -> Layer | None:
        """The layer with this id, or None."""
        return self._layers.get(layer_id)

    def layer(self, layer_id: str) -> Layer:
        """The layer with this id.

        Raises `SchemaError` where the schema has none.
        """
        found = self._layers.get(layer_id)
        if found is None:
            raise SchemaError(
                N_("The schema “{schema}” has no layer “{layer}”; it has: {known}."),
                schema=self.id,
                layer=layer_id,
                known=", ".join(self._layers),
            )
        return found

    def resolve(self, layer_id: str, label_id: str) -> Label | None:
        """The label with this code or alias in this layer; None where there is none."""
        layer = self._layers.get(layer_id)
        return layer.label(label_id) if layer else None

    def place(self, layer_id: str, label_id: str) -> tuple[Layer, Label] | None:
        """The layer and label that this code or alias in this layer means now.

        It is another layer than `layer_id` where the label was moved; None where there is none.
        """
        found = self.resolve(layer_id, label_id)
        if found is not None:
            return self._layers[layer_id], found
        return next(
            (
                (layer, label)
                for layer in self.layers
                if (label := layer.label(f"{layer_id}:{label_id}"))
            ),
            None,
        )

    def label(self, layer_id: str, label_id: str) -> Label:
        """The label with this code or alias in this layer.

        Raises `SchemaError` where the schema has no such layer or label.
        """
        layer = self.layer(layer_id)
        found = layer.label(label_id)
        if found is None:
            raise SchemaError(
                N_("The layer “{layer}” has no label “{label}”; it has: {known}."),
                layer=layer_id,
                label=label_id,
                known=", ".join(each.id for each in layer.labels),
            )
        return found
