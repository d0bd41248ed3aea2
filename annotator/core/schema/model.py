"""What a schema holds, as frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.core.errors import N_, SchemaError

LayerKind = Literal["span", "frame", "relation"]
LineStyle = Literal["solid", "dashed", "dotted", "wave", "double"]

ANY_FILLER = "*"


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

    `fillers` are label codes (`PERS`), layer ids with a star (`event:*`) or `ANY_FILLER`, which
    also allows a bare span; constraints warn, they never block.
    """

    id: str
    name: Names
    multiple: bool = False
    required: bool = False
    fillers: tuple[str, ...] = (ANY_FILLER,)
    key: str = ""
    guide: Names = Names()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a layer.

    `color` is the name of a hue of the theme and `line` that of a line style, so that a theme can
    keep them readable in light and dark. `key` is the one key that tags with it (a digit or a
    letter). `attributes` and `roles` are the label's own, beside those of its layer. `aliases` are
    earlier codes that imports still understand; `mappings` name the same type elsewhere
    (`plover`, `ace`).
    """

    id: str
    name: Names
    color: str = "grey"
    line: LineStyle = "solid"
    key: str = ""
    guide: Names = Names()  # noqa: RUF009 - frozen
    example: str = ""
    aliases: tuple[str, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    roles: tuple[Role, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: `span` (entities), `frame` (quotes, events: an anchor with roles) or `relation`.

    `may_cross` says whether two annotations of the layer by one annotator may overlap without one
    holding the other. `key` opens the list of its labels, for layers that have more labels than
    keys.
    """

    id: str
    kind: LayerKind
    name: Names
    labels: tuple[Label, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    roles: tuple[Role, ...] = ()
    may_cross: bool = True
    key: str = ""
    anchor: Names = Names()  # noqa: RUF009 - frozen; what the anchor is called: content, trigger

    def label(self, label_id: str) -> Label | None:
        """The label with this code or alias, or None."""
        for each in self.labels:
            if each.id == label_id:
                return each
        return next((each for each in self.labels if label_id in each.aliases), None)

    def roles_of(self, label_id: str) -> tuple[Role, ...]:
        """The roles of annotations with this label: the layer's and the label's own."""
        label = self.label(label_id)
        return self.roles + (label.roles if label else ())

    def attributes_of(self, label_id: str) -> tuple[AttributeType, ...]:
        """The attributes of annotations with this label: the layer's and the label's own."""
        label = self.label(label_id)
        return self.attributes + (label.attributes if label else ())


@dataclass(frozen=True, slots=True)
class Schema:
    """The layers that a project annotates, in the order in which they are shown."""

    id: str
    version: str
    name: Names
    layers: tuple[Layer, ...]
    source: str = ""  # the TOML it was read from, kept letter by letter

    def layer(self, layer_id: str) -> Layer:
        """The layer with this id.

        Raises:
            SchemaError: the schema has no such layer.
        """
        for each in self.layers:
            if each.id == layer_id:
                return each
        raise SchemaError(
            N_("The schema “{schema}” has no layer “{layer}”; it has: {known}."),
            schema=self.id,
            layer=layer_id,
            known=", ".join(each.id for each in self.layers),
        )

    def label(self, layer_id: str, label_id: str) -> Label:
        """The label with this code or alias in this layer.

        Raises:
            SchemaError: the schema has no such layer or label.
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
