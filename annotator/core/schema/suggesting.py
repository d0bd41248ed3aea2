"""What a new label can have: a look and a key that no other has; and what a schema would lose."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Any

from annotator.core.schema.editing import value_at
from annotator.core.schema.model import COLORS, LINE_STYLES, LineStyle, Schema
from annotator.core.schema.toml_writing import Value

KEYS = "1234567890-=qwertyuiopasdfghjklzxcvbnm[];',./"
"""The keys that labels, layers and roles may have, in the order in which they are offered: by
their places on the keyboard, digits first."""

_GREY = "grey"


def free_look(values: Mapping[str, Value], layer: int) -> tuple[str, LineStyle]:
    """A hue and a line style that no label of a layer has yet.

    All hues come with a solid line before any comes with another one; grey, which is what a label
    without a colour has, comes last. Where all pairs are taken, the one that fewest have.
    """
    rows = value_at(values, ("layers", layer, "labels"), [])
    taken = [
        (value_at(each, ("color",), _GREY), value_at(each, ("line",), LINE_STYLES[0]))
        for each in rows
    ]
    hues = [each for each in COLORS if each != _GREY] + [_GREY]
    pairs = [(hue, line) for line, hue in product(LINE_STYLES, hues)]
    return min(pairs, key=taken.count)


def free_key(values: Mapping[str, Value], avoid: Collection[str] = ()) -> str:
    """A key that no label, layer or role has; those of `avoid` only if there is no other.

    The empty string where every key is taken.
    """
    taken = {str(key).lower() for key in _keys(values)}
    free = [each for each in KEYS if each not in taken]
    return next((each for each in free if each not in avoid), free[0] if free else "")


def lost_labels(before: Schema, after: Schema) -> tuple[tuple[str, str], ...]:
    """The codes (layer, label) of the labels of one schema that another does not know.

    A code that has become the alias of another label is known.
    """
    return tuple(
        (layer.id, label.id)
        for layer in before.layers
        for label in layer.labels
        if after.resolve(layer.id, label.id) is None
    )


def _keys(values: Mapping[str, Value]) -> Iterator[object]:
    for layer in _rows(values, "layers"):
        yield value_at(layer, ("key",), "")
        for role in _rows(layer, "roles"):
            yield value_at(role, ("key",), "")
        for label in _rows(layer, "labels"):
            yield value_at(label, ("key",), "")
            for role in _rows(label, "roles"):
                yield value_at(role, ("key",), "")


def _rows(table: Any, key: str) -> list[Any]:  # noqa: ANN401 - a table or a text
    found = value_at(table, (key,), [])
    return found if isinstance(found, list) else []
