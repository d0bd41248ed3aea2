"""The types of the canonical format in the languages of its readers, all from one shape."""

from __future__ import annotations

from typing import Any

from annotator.core.formats.shape import FORMAT, RECORD, SPLITS, Shape
from annotator.core.model import ENTRY_KINDS, REVIEWS, STATUSES

_DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
_DATASETS = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}

# What a string may be, beyond its type.
_CHOICES: dict[str, list[str]] = {
    "format": [FORMAT],
    "direction": ["rtl", "ltr"],
    "status": list(STATUSES),
    "split": ["", *SPLITS],
    "review": list(REVIEWS),
    "kind": list(ENTRY_KINDS),
}
_PATTERNS = {
    "id": "^[dax]-[0-9a-f]{32}$",
    "text_sha256": "^[0-9a-f]{64}$",
    "created": "^(\\d{8}T\\d{6}Z)?$",
    "updated": "^(\\d{8}T\\d{6}Z)?$",
}


def duckdb_columns() -> dict[str, str]:
    """The `columns` of DuckDB's `read_json`: the type of each key of a record."""
    return {key: _duckdb(inner) for key, inner in RECORD.items()}


def dataset_features() -> list[dict[str, Any]]:
    """The features of `datasets`, in the form that a card's `dataset_info` has them in."""
    return [_feature(key, inner) for key, inner in RECORD.items()]


def json_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of one record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A document of the format {FORMAT}",
        **_schema(RECORD, "record"),
    }


def _duckdb(shape: Shape) -> str:
    if isinstance(shape, str):
        return _DUCKDB[shape]
    if isinstance(shape, list):
        return f"{_duckdb(shape[0])}[]"
    fields = ", ".join(f'"{key}" {_duckdb(inner)}' for key, inner in shape.items())
    return f"STRUCT({fields})"


def _feature(name: str, shape: Shape) -> dict[str, Any]:
    if isinstance(shape, str):
        return {"name": name, "dtype": _DATASETS[shape]}
    kind, inner = ("list", shape[0]) if isinstance(shape, list) else ("struct", shape)
    if isinstance(inner, str):
        return {"name": name, kind: _DATASETS[inner]}
    if isinstance(inner, dict):
        return {"name": name, kind: [_feature(key, each) for key, each in inner.items()]}
    raise TypeError(f"{name}: a list of lists has no name for its members")


def _schema(shape: Shape, name: str) -> dict[str, Any]:
    if isinstance(shape, str):
        return _scalar_schema(shape, name)
    if isinstance(shape, list):
        return {"type": "array", "items": _schema(shape[0], name)}
    return {
        "type": "object",
        "properties": {key: _schema(inner, key) for key, inner in shape.items()},
        "required": list(shape),
        "additionalProperties": False,
    }


def _scalar_schema(shape: str, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": shape}
    if shape == "integer":
        schema["minimum"] = 0
    elif shape == "number":
        schema |= {"minimum": 0, "maximum": 1}
    elif name in _CHOICES:
        schema["enum"] = _CHOICES[name]
    elif name in _PATTERNS:
        schema["pattern"] = _PATTERNS[name]
    return schema
