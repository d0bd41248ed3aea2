"""The words of the query language, in English and Arabic: each row is a word with its aliases.

They are compared folded, so that أو and او are one. A word that is meant literally is put into
quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.core.text import fold_text

OPERATORS: Final = {
    "and": ("and", "و"),
    "or": ("or", "أو"),
    "not": ("not", "ليس"),
    "inside": ("inside", "داخل"),
    "around": ("around", "يضم"),
    "with": ("with", "مع"),
    "without": ("without", "بدون"),
    "incomplete": ("incomplete", "ناقص"),
}
"""Words that stand alone."""

FIELDS: Final = {
    "label": ("label", "وسم"),
    "layer": ("layer", "طبقة"),
    "text": ("text", "نص"),
    "annotator": ("annotator", "الموسم", "موسم"),
    "review": ("review", "مراجعة"),
    "status": ("status", "حالة"),
    "origin": ("origin", "مصدر"),
    "role": ("role", "دور"),
    "attribute": ("attribute", "سمة"),
    "with": ("with", "مع"),
    "without": ("without", "بدون"),
}
"""Words that stand before `:`, `=` or `~`."""

VALUES: Final = {
    "review": {
        "unreviewed": ("unreviewed", "غير مراجع", "لم يراجع"),
        "accepted": ("accepted", "مقبول"),
        "rejected": ("rejected", "مرفوض"),
        "question": ("question", "موضع سؤال", "سؤال"),
    },
    "status": {
        "new": ("new", "جديد"),
        "in progress": ("in progress", "قيد العمل"),
        "done": ("done", "منجز", "مكتمل"),
        "reviewed": ("reviewed", "مراجع"),
    },
}
"""Values that are among a few, with what else they are called."""

LAYERS: Final = {
    "entity": ("entities", "كيان", "كيانات"),
    "quote": ("quotes", "قول", "أقوال"),
    "event": ("events", "حدث", "أحداث"),
    "relation": ("relations", "علاقة", "علاقات"),
}
"""What else the layers of every schema are called; a schema names its others itself."""


def _by_alias(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold_text(alias): name for name, aliases in table.items() for alias in aliases}


OPERATOR_OF: Final = _by_alias(OPERATORS)
FIELD_OF: Final = _by_alias(FIELDS)
LAYER_OF: Final = _by_alias(LAYERS)
VALUE_OF: Final = {name: _by_alias(table) for name, table in VALUES.items()}
