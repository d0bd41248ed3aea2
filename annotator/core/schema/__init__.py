"""Layers, labels, attributes and roles: what may be annotated, read from TOML and checked."""

from annotator.core.schema.model import (
    ANY_FILLER,
    COLORS,
    LAYER_KINDS,
    LINE_STYLES,
    SPAN_FILLER,
    AttributeType,
    Group,
    Label,
    Layer,
    LayerKind,
    LineStyle,
    Names,
    Requirements,
    Role,
    Schema,
)
from annotator.core.schema.reading import (
    read_schema,
    read_schema_file,
)
from annotator.core.schema.rules import (
    Violation,
    ViolationKind,
    check_annotation,
    crossing_violation,
    crossings,
    is_incomplete,
    may_fill,
)

__all__ = [
    "ANY_FILLER",
    "COLORS",
    "LAYER_KINDS",
    "LINE_STYLES",
    "SPAN_FILLER",
    "AttributeType",
    "Group",
    "Label",
    "Layer",
    "LayerKind",
    "LineStyle",
    "Names",
    "Requirements",
    "Role",
    "Schema",
    "Violation",
    "ViolationKind",
    "check_annotation",
    "crossing_violation",
    "crossings",
    "is_incomplete",
    "may_fill",
    "read_schema",
    "read_schema_file",
]
