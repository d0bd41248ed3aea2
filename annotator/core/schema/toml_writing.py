"""Values and tables as TOML text, in the manner of the schemas that come with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import tomlkit

Value: TypeAlias = object
"""What TOML can hold: texts, numbers, booleans, times, and lists and tables of them."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100
_BLOCKS = ("attributes", "roles", "groups", "labels", "layers")
"""The arrays of tables that are written with headers, in the order in which they are read best."""

ORDER = (
    "id",
    "version",
    "kind",
    "name",
    "anchor",
    "may_cross",
    "color",
    "line",
    "key",
    "multiple",
    "common",
    "values",
    "default",
    "required",
    "waived_by",
    "fillers",
    "guide",
    "example",
    "triggers",
    "roles",
    "mappings",
    "aliases",
)
"""The order of keys in a table; those that are not here come last."""


def write_key(key: str) -> str:
    """A key, in quotation marks where it needs them."""
    return key if _BARE.fullmatch(key) else write_value(key)


def write_value(value: Value) -> str:
    """A value; a list of tables that is too long for a line has a line for each of them."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{write_key(key)} = {write_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        parts = [write_value(each) for each in value]
        line = f"[{', '.join(parts)}]"
        if len(line) > _WIDTH and any(isinstance(each, Mapping) for each in value):
            return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
        return line
    return str(tomlkit.item(value).as_string())


def write_table(names: tuple[str, ...], table: Mapping[str, Value], newline: str = "\n") -> str:
    """An element of the array of tables `names`, with a header for it and for what is in it."""
    header = f"[[{'.'.join(write_key(name) for name in names)}]]"
    plain, inner = _parted(table)
    lines = [header, *(f"{write_key(key)} = {write_value(each)}" for key, each in plain)]
    text = "\n".join(lines).replace("\n", newline) + newline
    for key, rows in inner:
        for row in rows:
            text += newline + write_table((*names, key), row, newline)
    return text


def write_schema(values: Mapping[str, Value]) -> str:
    """A whole schema, for one whose own text cannot be kept."""
    text = ""
    for key, value in values.items():
        if isinstance(value, Mapping):
            entries = (f"{write_key(name)} = {write_value(each)}\n" for name, each in value.items())
            text += f"[{write_key(key)}]\n" + "".join(entries)
        elif _has_header(key, value) and isinstance(value, list):
            text += "".join("\n" + write_table((key,), row) for row in value)
        else:  # what belongs to no table comes before all tables
            text = f"{write_key(key)} = {write_value(value)}\n{text}"
    return text


def rank(key: str) -> int:
    """The place of a key among those of its table."""
    return ORDER.index(key) if key in ORDER else len(ORDER)


def is_written_with_headers(names: tuple[str, ...]) -> bool:
    """Whether an array of tables that does not exist yet is to be written with headers."""
    return names[-1] in _BLOCKS and names[-2:] != ("labels", "roles")


def _parted(
    table: Mapping[str, Value],
) -> tuple[list[tuple[str, Value]], Iterator[tuple[str, list[Mapping[str, Value]]]]]:
    """The entries of a table in their order, and the arrays that get headers of their own."""
    plain = [(key, each) for key, each in table.items() if not _has_header(key, each)]
    plain.sort(key=lambda entry: rank(entry[0]))
    inner = (
        (key, value)
        for key in _BLOCKS
        if _has_header(key, value := table.get(key)) and isinstance(value, list)
    )
    return plain, inner


def _has_header(key: str, value: Value) -> bool:
    tables = isinstance(value, list) and bool(value) and all(isinstance(e, Mapping) for e in value)
    return key in _BLOCKS and tables
