"""Layers, labels, attributes and roles: what may be annotated, read from TOML and checked."""

from annotator.core.schema.editing import (
    insert_table,
    move,
    remove,
    set_value,
    set_values,
    value_at,
)
from annotator.core.schema.guidelines import heading_of, headings, start_guidelines
from annotator.core.schema.locating import Path
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
    Examined,
    examine_schema,
    read_schema,
    read_schema_file,
)
from annotator.core.schema.references import remove_part, rename
from annotator.core.schema.rules import (
    Violation,
    ViolationKind,
    check_annotation,
    crossing_violation,
    crossings,
    is_incomplete,
    may_fill,
)
from annotator.core.schema.suggesting import KEYS, free_key, free_look, lost_labels
from annotator.core.schema.tables import Mistake

__all__ = [
    "ANY_FILLER",
    "COLORS",
    "KEYS",
    "LAYER_KINDS",
    "LINE_STYLES",
    "SPAN_FILLER",
    "AttributeType",
    "Examined",
    "Group",
    "Label",
    "Layer",
    "LayerKind",
    "LineStyle",
    "Mistake",
    "Names",
    "Path",
    "Requirements",
    "Role",
    "Schema",
    "Violation",
    "ViolationKind",
    "check_annotation",
    "crossing_violation",
    "crossings",
    "examine_schema",
    "free_key",
    "free_look",
    "heading_of",
    "headings",
    "insert_table",
    "is_incomplete",
    "lost_labels",
    "may_fill",
    "move",
    "read_schema",
    "read_schema_file",
    "remove",
    "remove_part",
    "rename",
    "set_value",
    "set_values",
    "start_guidelines",
    "value_at",
]
