"""Changing the labels in a schema's TOML text, with its comments and its order.

Each function takes a text that is a valid schema and gives the changed one, which may break a rule
of schemas (two labels of one code, say): whoever uses it reads the result.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import tomlkit
from tomlkit.items import Array

from annotator.core.schema.locating import Locator, Path
from annotator.core.schema.model import Names

_Table = Any
"""A table of tomlkit, or a dictionary of tomllib: they are looked into alike."""


def rename_label(source: str, layer: str, code: str, new: str) -> str:
    """Give a label another code; the one that it had becomes an alias, so that files keep it."""

    def edit(document: _Table) -> None:
        label = _label(document, layer, code)
        label["id"] = new
        aliases = [each for each in label.get("aliases", ()) if each != new]
        _set_list(label, "aliases", [*aliases, code])
        _refill(document, layer, code, new)

    return _without_empty_groups(_edited(source, edit), layer)


def merge_labels(source: str, layer: str, codes: Sequence[str], into: str) -> str:
    """Take labels out of a layer; their codes and aliases become aliases of the label `into`."""

    def edit(document: _Table) -> None:
        kept = _label(document, layer, into)
        aliases = list(kept.get("aliases", ()))
        for code in codes:
            aliases += [code, *_label(document, layer, code).get("aliases", ())]
            _refill(document, layer, code, into)
        _set_list(kept, "aliases", list(dict.fromkeys(aliases)))

    text = _edited(source, edit)
    for code in codes:
        text = _cut(text, _path(text, layer, code))[0]
    return _without_empty_groups(text, layer)


def add_labels(source: str, layer: str, like: str, new: Iterable[tuple[str, Names]]) -> str:
    """Add labels below the label `like`: copies of it under other codes and names, without key."""
    text, below = source, like
    for code, names in new:
        text = _copied(text, layer, like, below, code, names)
        below = code
    return text


def move_label(source: str, layer: str, code: str, to: str, new: str) -> str:
    """Move a label to another layer, under the code `new`, where it becomes the last one.

    Where the other layer has a label `new` already, the moved one becomes an alias of it. The
    aliases say the layer (`entity:EVENT`), so that files of before can still be read. Roles that
    the label has from its layer stay behind, and all of them where the other layer has none.
    """
    there = any(each["id"] == new for each in _layer(tomllib.loads(source), to)["labels"])

    def edit(document: _Table) -> None:
        label, target = _label(document, layer, code), _layer(document, to)
        kept = _label(document, to, new) if there else label
        earlier = [f"{layer}:{each}" for each in label.get("aliases", ()) if ":" not in each]
        known = kept.get("aliases", ()) if there else ()
        named = [each for each in label.get("aliases", ()) if ":" in each and each != f"{to}:{new}"]
        _set_list(kept, "aliases", [*known, *named, f"{layer}:{code}", *earlier])
        if not there:
            label["id"] = new
            _leave_roles(label, target)
        _refill(document, layer, code, new)

    text = _edited(source, edit)
    text, block = _cut(text, _path(text, layer, code if there else new))
    return _without_empty_groups(text if there else _appended(text, to, block), layer)


def delete_label(source: str, layer: str, code: str) -> str:
    """Take a label out of its layer, and out of what may fill a role."""
    text = _edited(source, lambda document: _refill(document, layer, code, ""))
    return _without_empty_groups(_cut(text, _path(text, layer, code))[0], layer)


# Finding


def _layer(document: _Table, layer: str) -> _Table:
    return next(each for each in document["layers"] if each["id"] == layer)


def _label(document: _Table, layer: str, code: str) -> _Table:
    return next(each for each in _layer(document, layer)["labels"] if each["id"] == code)


def _path(source: str, layer: str, code: str) -> Path:
    """The way to the label with this code, the first one where there are two."""
    layers = tomllib.loads(source)["layers"]
    at = next(index for index, each in enumerate(layers) if each["id"] == layer)
    labels = layers[at]["labels"]
    return "layers", at, "labels", next(i for i, each in enumerate(labels) if each["id"] == code)


def _at(document: _Table, path: Path) -> _Table:
    found = document
    for step in path:
        found = found[step]
    return found


# Changing values


def _edited(source: str, edit: Callable[[_Table], None]) -> str:
    document = tomlkit.parse(source)
    edit(document)
    return tomlkit.dumps(document)


def _set_list(table: _Table, key: str, values: Sequence[str]) -> None:
    """Write values into the list that there is, or into a new one."""
    known = table.get(key)
    if not isinstance(known, Array):
        table[key] = list(values)
        return
    for index in reversed(range(len(known))):
        if known[index] not in values:
            del known[index]
    for value in values:
        if value not in known:
            known.append(value)


def _refill(document: _Table, layer: str, code: str, new: str) -> None:
    """Let the label `new` ("" for none) fill the roles that the label `code` of a layer filled.

    Fillers name no layer: where another layer has a label of the same code, that one stays.
    """
    shared = any(
        each["id"] == code
        for other in document["layers"]
        if other["id"] != layer
        for each in other["labels"]
    )
    for role in _roles(document):
        fillers = role.get("fillers", ())
        if code not in fillers:
            continue
        at = list(fillers).index(code)
        if new and new not in fillers:
            if shared:
                fillers.insert(at + 1, new)
            else:
                fillers[at] = new
        elif not shared:
            del fillers[at]


def _leave_roles(label: _Table, target: _Table) -> None:
    """Take those roles off a label that have no place in the layer that it moves to."""
    known = {each["id"] for each in target.get("roles", ())}
    roles = label.get("roles", [])
    for index in reversed(range(len(roles))):
        each = roles[index]
        # one without a name says only how it differs from that of the layer
        borrowed = each if isinstance(each, str) else "" if "name" in each else each["id"]
        if target["kind"] != "frame" or (borrowed and borrowed not in known):
            del roles[index]
    if "roles" in label and not roles:
        del label["roles"]


def _roles(document: _Table) -> Iterator[_Table]:
    for layer in document["layers"]:
        holders = [layer, *layer["labels"]]
        for each in (role for holder in holders for role in holder.get("roles", ())):
            if not isinstance(each, str):
                yield each


# Moving tables


def _cut(source: str, path: Path) -> tuple[str, _Table | str]:
    """The text without the table at `path`, and the table: its lines, or itself where inline.

    Comments below it are left: they are of what follows.
    """
    block = Locator(source).block(path)
    if block is None:
        document = tomlkit.parse(source)
        holder = _at(document, path[:-1])
        gone = holder[path[-1]].unwrap()
        del holder[path[-1]]
        return tomlkit.dumps(document), gone
    lines = source.split("\n")
    first, end = block[0] - 1, _without_tail(lines, block[0] - 1, block[1] - 1)
    rest = lines[end:]
    while rest and not rest[0].strip() and first > 0 and not lines[first - 1].strip():
        del rest[0]
    return "\n".join(lines[:first] + rest), "\n".join(lines[first:end])


def _without_tail(lines: Sequence[str], first: int, end: int) -> int:
    """Where a table ends that has blank lines and comments below it."""
    while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _appended(source: str, layer: str, block: _Table | str) -> str:
    """The text with a label, as `_cut` gave it, below the last one of a layer."""
    layers = tomllib.loads(source)["layers"]
    at = next(index for index, each in enumerate(layers) if each["id"] == layer)
    return _placed(source, ("layers", at, "labels", len(layers[at]["labels"]) - 1), block)


def _placed(source: str, path: Path, block: _Table | str) -> str:
    """The text with a label below the one at `path`, written as that one is."""
    place = Locator(source).block(path)
    if place is None:
        table = tomllib.loads(block)["layers"]["labels"][0] if isinstance(block, str) else block
        document = tomlkit.parse(source)
        inline = tomlkit.inline_table()
        inline.update(table)
        _at(document, path[:-1]).insert(int(path[-1]) + 1, inline)
        return tomlkit.dumps(document)
    text = block if isinstance(block, str) else _as_lines(block)
    lines = source.split("\n")
    end = _without_tail(lines, place[0] - 1, place[1] - 1)
    return "\n".join([*lines[:end], "", text, *lines[end:]])


def _as_lines(table: dict[str, Any]) -> str:
    """A table that was written inline, with a header."""
    inner = tomlkit.table()
    for key, value in table.items():
        inner[key] = _inlined(value)
    return "[[layers.labels]]\n" + inner.as_string().strip("\n")


def _inlined(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update({key: _inlined(each) for key, each in value.items()})
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend([_inlined(each) for each in value])
        return array
    return value


def _copied(source: str, layer: str, like: str, below: str, code: str, names: Names) -> str:
    """The text with a copy of the label `like` below the label `below`."""
    path, place = _path(source, layer, like), _path(source, layer, below)
    block: _Table | str = _cut(source, path)[1]
    text = _placed(source, place, block)
    at = int(place[-1]) + 1

    def edit(document: _Table) -> None:
        label = _at(document, (*place[:-1], at))
        label["id"] = code
        label["name"] = _inlined({"ar": names.ar or names.en, "en": names.en or names.ar})
        for key in ("key", "aliases", "guide", "example", "mappings"):
            label.pop(key, None)

    return _edited(text, edit)


def _without_empty_groups(source: str, layer: str) -> str:
    """The text without the groups of a layer that none of its labels belongs to any more."""
    layers = tomllib.loads(source)["layers"]
    at = next(index for index, each in enumerate(layers) if each["id"] == layer)
    used = {each["id"].partition(".")[0] for each in layers[at]["labels"]}
    groups = [each["id"] for each in layers[at].get("groups", ())]
    for index in reversed(range(len(groups))):
        if groups[index] not in used:
            source = _cut(source, ("layers", at, "groups", index))[0]
    return source
