"""The parts of a schema as the editor shows them: which there are, how they are called, new ones.

A part has a path (`("layers", 0, "labels", 2)`). The lists of a layer (`("layers", 0, "labels")`)
are parts too, so that something can be added where nothing is yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from annotator.app.translation import _, language
from annotator.core.errors import N_
from annotator.core.schema import Path, free_key, free_look, value_at
from annotator.ui.actions import ACTIONS

Kind = Literal["schema", "layers", "labels", "groups", "attributes", "roles"]
"""What a part is, by the name of the list that it stands in."""

LISTS: tuple[Kind, ...] = ("labels", "attributes", "roles", "groups")
LIST_NAMES: dict[str, str] = {
    "labels": N_("Labels"),
    "attributes": N_("Attributes"),
    "roles": N_("Roles"),
    "groups": N_("Groups"),
}
LIST_GUIDES: dict[str, str] = {
    "labels": N_("What annotations of this layer can be called."),
    "attributes": N_("Typed values that every annotation of this layer may carry."),
    "roles": N_("What annotations of this layer may be joined to: who, what, where, when."),
    "groups": N_("Names for groups of labels. “Justice.Arrest” belongs to the group “Justice”."),
}
NEW_NAMES: dict[str, str] = {
    "layers": N_("New layer"),
    "labels": N_("New label"),
    "attributes": N_("New attribute"),
    "roles": N_("New role"),
    "groups": N_("New group"),
}
KIND_NAMES: dict[str, str] = {
    "span": N_("labelled text"),
    "frame": N_("an anchor with roles"),
    "relation": N_("joins two annotations"),
}


def kind_of(path: Path) -> Kind:
    """What stands at a path."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1]  # type: ignore[return-value]


def is_list(path: Path) -> bool:
    """Whether a path is one of the lists of a layer."""
    return isinstance(path[-1], str) and path != ("schema",)


def layer_of(path: Path) -> int:
    """The index of the layer that a part is in; -1 for the schema itself."""
    return int(path[1]) if len(path) > 1 else -1


def children(values: Mapping[str, Any] | None, path: Path) -> Iterator[Path]:
    """The parts directly inside a part; those of the schema are the layers."""
    if path == ("schema",):
        yield from _rows(values, ("layers",))
    elif kind_of(path) == "layers":
        span = value_at(values, (*path, "kind")) == "span"
        for each in LISTS:
            if each != "roles" or not span or value_at(values, (*path, each)):
                yield (*path, each)
    elif is_list(path):
        yield from _rows(values, path)
    elif kind_of(path) == "labels":
        yield from _rows(values, (*path, "attributes"))
        yield from _rows(values, (*path, "roles"))


def all_parts(values: Mapping[str, Any] | None, path: Path = ("schema",)) -> Iterator[Path]:
    """A part with all that is in it, in the order in which they are shown."""
    yield path
    for each in children(values, path):
        yield from all_parts(values, each)


def part_at(values: Mapping[str, Any] | None, path: Path) -> Path:
    """The innermost part that holds what is at a path."""
    known = set(all_parts(values))
    while path and path not in known:
        path = path[:-1]
    return path or ("schema",)


def title(values: Mapping[str, Any] | None, path: Path) -> str:
    """How a part is called in the interface's language; by its id where it has no name."""
    if is_list(path):
        return _(LIST_NAMES[str(path[-1])])
    if values is None:
        return _("Schema")
    found = value_at(values, path, {})
    name = value_at(found, ("name",), "")
    if isinstance(name, Mapping):
        first, second = ("ar", "en") if language() == "ar" else ("en", "ar")
        name = name.get(first) or name.get(second) or ""
    code = value_at(found, ("id",), "")
    if not name and len(path) == 6 and path[4] in ("roles", "attributes"):
        # A label's own version of one of the layer's says only what is different.
        name = _inherited_name(values, path, code)
    return str(name or code or _("without a name"))


def _inherited_name(values: Mapping[str, Any] | None, path: Path, code: str) -> str:
    for each in _rows(values, (*path[:2], path[4])):
        if value_at(values, (*each, "id")) == code:
            return title(values, each)
    return ""


def _rows(values: Mapping[str, Any] | None, array: Path) -> list[Path]:
    found = value_at(values, array, [])
    rows = found if isinstance(found, list) else []
    return [(*array, index) for index, each in enumerate(rows) if isinstance(each, Mapping)]


def new_layer(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """A new layer that is right as it is: with a label, and with two ends if it is of relations."""
    codes = {value_at(values, (*each, "id")) for each in _rows(values, ("layers",))}
    name = {language(): _new_name("layers")}
    table: dict[str, Any] = {"id": _free_code("layer", codes), "kind": kind, "name": name}
    if kind == "relation":
        table["roles"] = [
            {"id": "from", "name": {"ar": "من", "en": "From"}},
            {"id": "to", "name": {"ar": "إلى", "en": "To"}},
        ]
    label = {"id": "LABEL1", "name": {language(): _new_name("labels")}, "color": "blue"}
    key = free_key(values, AVOIDED)
    table["labels"] = [{**label, "key": key} if key else label]
    return table


AVOIDED = frozenset(key.lower() for spec in ACTIONS for key in spec.keys if len(key) == 1)
"""Letters that do something in the article already: offered for labels last."""


def new_part(values: Mapping[str, Any], array: Path, group: str = "") -> dict[str, Any]:
    """A new part for a list, with an id that is free; a label with a free look and key."""
    kind = kind_of(array)
    codes = {value_at(values, (*each, "id")) for each in _rows(values, array)}
    table: dict[str, Any] = {"name": {language(): _new_name(kind)}}
    if kind == "labels":
        layer = layer_of(array)
        color, line = free_look(values, layer)
        stem = f"{group}.New" if group else "LABEL"
        table = {"id": _free_code(stem, codes), **table, "color": color, "line": line}
        key = "" if value_at(values, ("layers", layer, "key")) else free_key(values, AVOIDED)
        return {**table, "key": key} if key else table
    stem = {"attributes": "attribute", "roles": "role", "groups": "Group"}[kind]
    return {"id": _free_code(stem, codes), **table}


def _new_name(kind: Kind) -> str:
    return _(NEW_NAMES[kind])


def _free_code(stem: str, codes: set[Any]) -> str:
    count = 1
    while f"{stem}{count}" in codes:
        count += 1
    return f"{stem}{count}"
