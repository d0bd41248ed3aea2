"""Changing a schema piece by piece: from one TOML text to another.

Each function takes the text of a schema (valid TOML, though perhaps with mistakes as a schema) and
gives it with one change. What the change does not touch stays letter by letter: comments, the
order of keys, the way values are written. Whatever the text is like, the values of the result are
exactly those that were there, changed as asked: should a text be written in a way that cannot be
changed in place, it is written anew.

Places are paths such as `("layers", 0, "labels", 2, "name")`.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from annotator.core.schema.locating import Path
from annotator.core.schema.toml_blocks import Block, loaded, owner_of, read_blocks, write_blocks
from annotator.core.schema.toml_writing import (
    Value,
    is_written_with_headers,
    write_schema,
    write_table,
)


def value_at(values: Any, path: Path, default: Any = None) -> Any:  # noqa: ANN401 - whatever is there
    """The value at a path, or `default` where there is none."""
    found: Any = values
    for step in path:
        is_key = isinstance(step, str) and isinstance(found, Mapping) and step in found
        is_row = isinstance(step, int) and isinstance(found, list) and 0 <= step < len(found)
        if not (is_key or is_row):
            return default
        found = found[step]
    return found


def set_value(source: str, path: Path, value: Value | None) -> str:
    """Give the key at `path` a value; None takes it away. Tables on the way are made."""
    return set_values(source, {path: value})


def set_values(source: str, changes: Mapping[Path, Value | None]) -> str:
    """Change several keys at once, each like `set_value`."""
    after = copy.deepcopy(loaded(source))
    paths: list[Path] = []
    for path, value in changes.items():
        if value is not None or value_at(after, path, _NOTHING) is not _NOTHING:
            _put(after, path, value)
            paths.append(path)

    def change(blocks: list[Block]) -> None:
        for path in paths:
            _set(blocks, path, after)

    return _written(source, after, change) if paths else source


def insert_table(source: str, array: Path, index: int, table: Mapping[str, Value]) -> str:
    """Put a table into the array of tables at `array`, before the one that has `index` now."""
    after = copy.deepcopy(loaded(source))
    rows = value_at(after, array)
    if not isinstance(rows, list):
        _put(after, array, [])
        rows = value_at(after, array)
    index = max(0, min(index, len(rows)))
    rows.insert(index, copy.deepcopy(dict(table)))
    return _written(source, after, lambda blocks: _insert(blocks, array, index, after))


def remove(source: str, path: Path) -> str:
    """Take an element of an array away, with what stands directly above it."""
    after = copy.deepcopy(loaded(source))
    del value_at(after, path[:-1])[path[-1]]
    return _written(source, after, lambda blocks: _remove(blocks, path, after))


def move(source: str, path: Path, index: int) -> str:
    """Move an element of an array so that it has `index` afterwards."""
    after = copy.deepcopy(loaded(source))
    rows, old = value_at(after, path[:-1]), path[-1]
    assert isinstance(old, int)
    index = max(0, min(index, len(rows) - 1))
    if index == old:
        return source
    rows.insert(index, rows.pop(old))
    return _written(source, after, lambda blocks: _move(blocks, path, index, after))


_NOTHING = object()

_Change = Callable[[list[Block]], None]


def _written(source: str, wanted: dict[str, Any], change: _Change) -> str:
    """The text after a change of its blocks, if that says what is wanted; else a new text."""
    try:
        blocks = read_blocks(source)
        change(blocks)
        text = write_blocks(blocks)
        if loaded(text) == wanted:
            return text
    except (tomllib.TOMLDecodeError, ValueError, KeyError):
        pass
    return write_schema(wanted)


def _put(values: dict[str, Any], path: Path, value: Value | None) -> None:
    inner: Any = values
    for step in path[:-1]:
        if isinstance(inner, MutableMapping) and not isinstance(inner.get(str(step)), (dict, list)):
            inner[step] = {}
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = copy.deepcopy(value)


def _newline(blocks: list[Block]) -> str:
    return "\r\n" if any(each.header.endswith("\r\n") for each in blocks) else "\n"


def _set(blocks: list[Block], path: Path, after: dict[str, Any]) -> None:
    """Write the value that `path` has in `after`, in the block around it."""
    block = owner_of(blocks, path[:-1])
    key, rest = str(path[len(block.path)]), path[len(block.path) + 1 :]
    value = value_at(after, path, None)
    if rest and block.change(key, rest, value):
        return
    whole = (*block.path, key)
    blocks[:] = [each for each in blocks if each.path[: len(whole)] != whole]
    now = value_at(after, whole, None)
    if now is None:
        block.drop(key)
    else:
        block.put(key, now, _newline(blocks))


def _insert(blocks: list[Block], array: Path, index: int, after: dict[str, Any]) -> None:
    owner = owner_of(blocks, array[:-1])
    names = tuple(step for step in array if isinstance(step, str))
    size = len(value_at(after, array)) - 1
    has_blocks = any(each.path == (*array, 0) for each in blocks)
    new = not size and is_written_with_headers(names) and owner.path == array[:-1]
    if not (has_blocks or (new and not owner.has(names[-1]))):
        _set(blocks, array, after)
        return
    newline = _newline(blocks)
    table = value_at(after, (*array, index))
    at = _place(blocks, array, index, size)
    for each in blocks:
        each.finish(newline)
    text = write_table(names, table, newline)
    blocks.insert(at, Block((*array, index), newline if at > 1 or blocks[0].text() else "", text))


def _remove(blocks: list[Block], path: Path, after: dict[str, Any]) -> None:
    if any(each.path == path for each in blocks):
        blocks[:] = [each for each in blocks if each.path[: len(path)] != path]
    else:
        _set(blocks, path[:-1], after)


def _move(blocks: list[Block], path: Path, index: int, after: dict[str, Any]) -> None:
    taken = [each for each in blocks if each.path[: len(path)] == path]
    if not taken:
        _set(blocks, path[:-1], after)
        return
    newline = _newline(blocks)
    for each in blocks:
        each.finish(newline)
    kept = [each for each in blocks if each.path[: len(path)] != path]
    array, old = path[:-1], int(path[-1])
    # Those after it have their old indexes still: count as if it were gone.
    target = index if index < old else index + 1
    size = len(value_at(after, array))
    at = _place(kept, array, target, size)
    blocks[:] = [*kept[:at], *taken, *kept[at:]]


def _place(blocks: list[Block], array: Path, index: int, size: int) -> int:
    """Where among the blocks an element of an array is to stand: before the one at `index`."""
    here = [i for i, each in enumerate(blocks) if each.path[: len(array)] == array]
    if index < size:
        first = next((i for i in here if blocks[i].path == (*array, index)), None)
        if first is not None:
            return first
    if here:
        return here[-1] + 1
    owner = array[:-1]
    inside = [i for i, each in enumerate(blocks) if each.path[: len(owner)] == owner]
    return _among_siblings(blocks, owner, str(array[-1]), inside)


def _among_siblings(blocks: list[Block], owner: Path, key: str, inside: list[int]) -> int:
    """Where the first element of an array stands: before those that read better after it."""
    order = ("attributes", "roles", "groups", "labels", "layers")
    later = order[order.index(key) + 1 :] if key in order else ()
    depth = len(owner)
    for i in inside:
        path = blocks[i].path
        if len(path) > depth and path[depth] in later:
            return i
    return inside[-1] + 1 if inside else len(blocks)
