"""Layers, labels, attributes and roles: what may be annotated, read from TOML and checked."""

from annotator.core.schema.model import (
    ANY_FILLER,
    AttributeType,
    Label,
    Layer,
    LayerKind,
    Names,
    Role,
    Schema,
)
from annotator.core.schema.reading import read_schema, read_schema_file
from annotator.core.schema.rules import Warning_, check_annotation, is_incomplete

__all__ = [
    "ANY_FILLER",
    "AttributeType",
    "Label",
    "Layer",
    "LayerKind",
    "Names",
    "Role",
    "Schema",
    "Warning_",
    "check_annotation",
    "is_incomplete",
    "read_schema",
    "read_schema_file",
]
