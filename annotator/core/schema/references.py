"""Renaming and removing layers, labels, roles and attributes together with what names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.core.schema.editing import remove, set_values, value_at
from annotator.core.schema.locating import Path
from annotator.core.schema.toml_blocks import loaded
from annotator.core.schema.toml_writing import Value

Changes = dict[Path, Value | None]


def rename(source: str, path: Path, new: str) -> str:
    """Give what stands at `path` another id, in a text that is valid TOML.

    Fillers that name the layer or the label, labels that list the role, and roles that the
    attribute waives follow it, as long as no other thing has the old id as well.
    """
    values = loaded(source)
    old = value_at(values, (*path, "id"), "")
    changes: Changes = {(*path, "id"): new}
    kind = path[-2] if len(path) > 1 else ""
    if old and new:
        if kind == "labels" and _holders(values, "labels", old) == 1:
            changes |= _in_fillers(values, old, new)
        elif kind == "layers":
            changes |= _in_fillers(values, f"{old}:*", f"{new}:*")
        elif kind == "roles" and len(path) == 4:
            changes |= _in_labels(values, path[:2], old, new)
        elif kind == "attributes":
            changes |= _in_waivers(values, path[:2], old, new)
    return set_values(source, changes)


def remove_part(source: str, path: Path) -> str:
    """Take what stands at `path` away, and its id from what names it.

    That is from fillers, from the labels that list a role, and from what waives one. A role that
    nothing else can fill keeps an empty list, which is a mistake that is told.
    """
    values = loaded(source)
    code = value_at(values, (*path, "id"), "")
    kind = path[-2] if len(path) > 1 else ""
    gone: set[str] = set()
    if kind == "labels":
        gone = {code} if _holders(values, "labels", code) == 1 else set()
    elif kind == "layers":
        rows = value_at(values, (*path, "labels"), [])
        own = [value_at(each, ("id",), "") for each in rows]
        gone = {f"{code}:*", *(each for each in own if _holders(values, "labels", each) == 1)}
    source = set_values(source, _without_fillers(values, gone))
    if kind == "roles" and len(path) == 4:
        source = set_values(source, _without_role(values, path[:2], code))
    elif kind == "attributes":
        source = set_values(source, _without_waiver(values, path[:2], code))
    return remove(source, path)


def _layers(values: Mapping[str, Value]) -> list[Any]:
    found = value_at(values, ("layers",), [])
    return found if isinstance(found, list) else []


def _holders(values: Mapping[str, Value], key: str, code: str) -> int:
    rows = (row for layer in _layers(values) for row in value_at(layer, (key,), []))
    return sum(value_at(row, ("id",)) == code for row in rows)


def _roles(values: Mapping[str, Value]) -> Iterator[tuple[Path, Any]]:
    """Every role of a layer and every entry of a label's list of roles."""
    for i, layer in enumerate(_layers(values)):
        for r, role in enumerate(value_at(layer, ("roles",), [])):
            yield ("layers", i, "roles", r), role
        for j, label in enumerate(value_at(layer, ("labels",), [])):
            for r, role in enumerate(value_at(label, ("roles",), [])):
                yield ("layers", i, "labels", j, "roles", r), role


def _in_fillers(values: Mapping[str, Value], old: str, new: str) -> Changes:
    changes: Changes = {}
    for path, role in _roles(values):
        fillers = value_at(role, ("fillers",), [])
        if isinstance(fillers, list) and old in fillers:
            changes[(*path, "fillers")] = [new if each == old else each for each in fillers]
    return changes


def _in_labels(values: Mapping[str, Value], layer: Path, old: str, new: str) -> Changes:
    changes: Changes = {}
    for path, role in _roles(values):
        if path[:2] != layer or len(path) != 6:
            continue
        if role == old:
            changes[path] = new
        elif value_at(role, ("id",)) == old:
            changes[(*path, "id")] = new
    return changes


def _in_waivers(values: Mapping[str, Value], layer: Path, old: str, new: str) -> Changes:
    changes: Changes = {}
    for path, role in _roles(values):
        waived = value_at(role, ("waived_by",), {})
        if path[:2] == layer and isinstance(waived, Mapping) and old in waived:
            changes[(*path, "waived_by")] = {
                new if name == old else name: value for name, value in waived.items()
            }
    return changes


def _without_fillers(values: Mapping[str, Value], gone: set[str]) -> Changes:
    changes: Changes = {}
    for path, role in _roles(values):
        fillers = value_at(role, ("fillers",), [])
        if isinstance(fillers, list) and gone & {each for each in fillers if isinstance(each, str)}:
            changes[(*path, "fillers")] = [each for each in fillers if each not in gone]
    return changes


def _without_role(values: Mapping[str, Value], layer: Path, code: str) -> Changes:
    changes: Changes = {}
    for index, label in enumerate(value_at(values, (*layer, "labels"), [])):
        entries = value_at(label, ("roles",), [])
        kept = [each for each in entries if code not in (each, value_at(each, ("id",)))]
        if len(kept) < len(entries):
            changes[(*layer, "labels", index, "roles")] = kept or None
    return changes


def _without_waiver(values: Mapping[str, Value], layer: Path, code: str) -> Changes:
    changes: Changes = {}
    for path, role in _roles(values):
        waived = value_at(role, ("waived_by",), {})
        if path[:2] == layer and isinstance(waived, Mapping) and code in waived:
            kept = {name: value for name, value in waived.items() if name != code}
            changes[(*path, "waived_by")] = kept or None
    return changes
