"""Schemas from TOML. The format is described in `docs/schema.md`.

Reading is strict: a key that is misspelt would otherwise be a rule that nobody keeps.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from annotator.core.errors import N_, InputError, SchemaError
from annotator.core.schema.checking import Placed, check_layers
from annotator.core.schema.model import (
    COLORS,
    LAYER_KINDS,
    LINE_STYLES,
    AttributeType,
    Group,
    Label,
    Layer,
    LayerKind,
    LineStyle,
    Names,
    Role,
    Schema,
)
from annotator.core.schema.tables import Mistake, Mistakes, Table
from annotator.core.schema.toml_blocks import loaded

_KEYS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz-=[];',./")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_ROLE_KEYS = ("id", "name", "multiple", "required", "fillers", "key", "guide", "waived_by")


def read_schema(toml_text: str, *, name: str = "schema.toml") -> Schema:
    """The schema that a TOML text describes; `name` is what its mistakes are reported under.

    Raises `SchemaError` with every mistake, each with its line and what is wrong.
    """
    try:
        values = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, toml_text, name) from None
    mistakes = Mistakes(name, toml_text)
    schema = _schema(Table(values, (), mistakes), toml_text)
    mistakes.raise_any()
    return schema


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of reading a text that may be wrong.

    `values` are those of the TOML, None where it is none; `schema` is None where there are
    mistakes.
    """

    values: dict[str, object] | None
    schema: Schema | None
    mistakes: tuple[Mistake, ...] = ()


def examine_schema(toml_text: str) -> Examined:
    """Read a schema like `read_schema`, and give the mistakes with their places instead."""
    try:
        values = loaded(toml_text)
    except tomllib.TOMLDecodeError as error:
        line, reason = _syntax_mistake(error, toml_text)
        told = SchemaError(N_("This is not valid TOML: {reason}."), reason=reason)
        return Examined(None, None, (Mistake((), line, told),))
    mistakes = Mistakes("", toml_text)
    schema = _schema(Table(values, (), mistakes), toml_text)
    found = mistakes.found()
    return Examined(values, None if found else schema, found)


def read_schema_file(path: Path) -> Schema:
    """The schema in a TOML file (UTF-8, with or without a BOM).

    Raises `InputError` where the file cannot be read or is not UTF-8, and `SchemaError` with
    every mistake, each with its line and what is wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            N_("The schema {path} cannot be read: {reason}."),
            path=path,
            reason=error.strerror or str(error),
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            N_(
                "The schema {path} is not UTF-8 text (byte {offset}): "
                "save it as UTF-8 and try again."
            ),
            path=path,
            offset=error.start,
        ) from None
    return read_schema(text, name=path.name)


def _syntax_error(error: tomllib.TOMLDecodeError, source: str, name: str) -> SchemaError:
    line, reason = _syntax_mistake(error, source)
    return SchemaError(
        N_("{file}, line {line}: this is not valid TOML: {reason}."),
        file=name,
        line=line,
        reason=reason,
    )


def _syntax_mistake(error: tomllib.TOMLDecodeError, source: str) -> tuple[int, str]:
    """The line of a mistake in the syntax of TOML, and what it is."""
    message = str(error)
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else source.rstrip("\n").count("\n") + 1
    return line, message[: place.start()] if place else message


@dataclass(slots=True)
class _Context:
    """What has been read of the layer at hand, for what comes after it."""

    roles: dict[str, Role] = field(default_factory=dict)
    placed: Placed = field(default_factory=Placed)


def _schema(table: Table, source: str) -> Schema:
    table.allow_only("schema", "layers")
    head = table.table("schema")
    head.allow_only("id", "version", "name")
    if "schema" not in table.values:
        table.wrong("", N_("The table “[schema]” with id, version and name is missing."))
        schema = Schema("", "", Names(), ())
    else:
        schema = Schema(head.code(), head.text("version"), head.names("name", required=True), ())
    placed = Placed()
    layers = tuple(_layer(each, placed) for each in table.tables("layers"))
    if not layers:
        table.wrong("", N_("The schema has no layers: add at least one “[[layers]]”."))
    check_layers(layers, placed, table.mistakes)
    return replace(schema, layers=layers, source=source)


def _layer(table: Table, placed: Placed) -> Layer:
    table.allow_only(
        "id",
        "kind",
        "name",
        "key",
        "anchor",
        "may_cross",
        "groups",
        "labels",
        "attributes",
        "roles",
    )
    context = _Context(placed=placed)
    common = tuple(
        role
        for each in table.tables("roles")
        for role in [_layer_role(each, context)]
        if each.flag("common", True)
    )
    layer = Layer(
        id=table.code(),
        kind=cast("LayerKind", table.choice("kind", LAYER_KINDS)),
        name=table.names("name", required=True),
        labels=tuple(_label(each, context) for each in table.tables("labels")),
        groups=tuple(_group(each) for each in table.tables("groups")),
        attributes=tuple(_attribute(each) for each in table.tables("attributes")),
        roles=common,
        may_cross=table.flag("may_cross", True),
        key=_key(table),
        anchor=table.names("anchor"),
    )
    placed.layers.append(table)
    return layer


def _label(table: Table, context: _Context) -> Label:
    table.allow_only(
        "id",
        "name",
        "color",
        "line",
        "key",
        "guide",
        "example",
        "aliases",
        "triggers",
        "mappings",
        "attributes",
        "roles",
    )
    mappings = table.table("mappings")
    return Label(
        id=table.code(),
        name=table.names("name", required=True),
        color=table.choice("color", COLORS, "grey"),
        line=cast("LineStyle", table.choice("line", LINE_STYLES, "solid")),
        key=_key(table),
        guide=table.names("guide"),
        example=table.text("example", ""),
        aliases=table.strings("aliases"),
        attributes=tuple(_attribute(each) for each in table.tables("attributes")),
        roles=tuple(_label_role(each, table, context) for each in table.entries("roles")),
        mappings=tuple((scheme, mappings.text(scheme)) for scheme in mappings.values),
        triggers=_triggers(table),
    )


def _triggers(table: Table) -> tuple[str, ...]:
    """The words that express a label, each of them once."""
    found = table.strings("triggers")
    for word in found:
        if not word.strip():
            table.wrong("triggers", N_("A trigger cannot be empty."), f'"{word}"')
        elif found.count(word) > 1:
            table.wrong("triggers", N_("The trigger “{word}” stands twice."), word, word=word)
    return found


def _group(table: Table) -> Group:
    table.allow_only("id", "name")
    return Group(table.code(), table.names("name", required=True))


def _layer_role(table: Table, context: _Context) -> Role:
    table.allow_only(*_ROLE_KEYS, "common")
    role = _role(table, None)
    if role.id in context.roles:
        table.wrong("id", N_("There are two roles “{id}” here."), id=role.id)
    context.roles[role.id] = role
    context.placed.roles.append((table.path, role))
    return role


def _label_role(entry: str | Table, label: Table, context: _Context) -> Role:
    """A role of one label: the id of a role of the layer, or a table that changes or adds one."""
    if isinstance(entry, Table):
        entry.allow_only(*_ROLE_KEYS)
        base = context.roles.get(str(entry.values.get("id")))
        role = _role(entry, base)
        context.placed.roles.append((entry.path, role))
        return role
    if entry not in context.roles:
        label.wrong(
            "roles",
            N_("The layer has no role “{role}”; it has: {known}."),
            entry,
            role=entry,
            known=", ".join(context.roles) or "-",
        )
    return context.roles.get(entry, Role(entry, Names()))


def _role(table: Table, base: Role | None) -> Role:
    """A role; what its table does not say is as in `base`."""
    start = base or Role(table.code(), Names())
    waived = table.table("waived_by")
    return replace(
        start,
        name=start.name
        if base and "name" not in table.values
        else table.names("name", required=True),
        multiple=table.flag("multiple", start.multiple),
        required=table.flag("required", start.required),
        fillers=table.strings("fillers") if "fillers" in table.values else start.fillers,
        key=_key(table) or start.key,
        guide=table.names("guide") if "guide" in table.values else start.guide,
        waived_by=tuple((name, waived.text(name)) for name in waived.values) or start.waived_by,
    )


def _attribute(table: Table) -> AttributeType:
    table.allow_only("id", "name", "values", "default", "required")
    values: list[str] = []
    names: list[Names] = []
    for each in table.entries("values"):
        if isinstance(each, str):
            values.append(each)
            names.append(Names(each, each))
        else:
            each.allow_only("id", "name")
            values.append(each.text("id"))
            names.append(each.names("name", required=True))
    attribute = AttributeType(
        id=table.code(),
        name=table.names("name", required=True),
        values=tuple(values),
        value_names=tuple(names),
        default=table.text("default", ""),
        required=table.flag("required", False),
    )
    _check_attribute(table, attribute)
    return attribute


def _check_attribute(table: Table, attribute: AttributeType) -> None:
    for value in attribute.values:
        if attribute.values.count(value) > 1:
            table.wrong("values", N_("The value “{value}” stands twice."), value, value=value)
    if attribute.default and attribute.values and attribute.default not in attribute.values:
        table.wrong(
            "default",
            N_("The default “{default}” is not one of the values: {values}."),
            default=attribute.default,
            values=", ".join(attribute.values),
        )
    if attribute.default and attribute.required:
        table.wrong(
            "required",
            N_("“{id}” has a default, so it can never be missing: take “required” away."),
            id=attribute.id,
        )


def _key(table: Table) -> str:
    """The key of a label, layer or role: one letter, digit or mark of a US keyboard."""
    key = table.text("key", "").lower()
    if key and key not in _KEYS:
        table.wrong(
            "key",
            N_(
                "“{key}” cannot be a key: use one letter a-z, one digit, "
                "or one of - = [ ] ; ' , . /"
            ),
            key=key,
        )
    return key
