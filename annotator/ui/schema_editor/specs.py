"""Which fields the form of each kind of part has, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.core.errors import N_
from annotator.ui.schema_editor.parts import Kind

Editor = Literal[
    "text", "code", "names", "kind", "color", "line", "key", "words", "codes", "values",
    "mappings", "waived_by", "fillers", "label_roles", "yes", "no",
]  # fmt: skip
"""How a key is edited. `yes` and `no` are boxes, named after what holds without the key."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A key of a part: what it is called, how it is edited, and a word of help below it.

    `kinds` are the kinds of layer in which it means something; empty for all.
    """

    key: str
    text: str
    editor: Editor
    guide: str = ""
    kinds: tuple[str, ...] = ()


_ID = FieldSpec(
    "id", N_("&Code:"), "code", N_("What files and exports call it: letters, digits, . - _")
)
_NAME = FieldSpec("name", N_("&Name:"), "names")
_GUIDE = FieldSpec("guide", N_("&Guidance:"), "names", N_("One line, shown beside the text."))

_ATTRIBUTE = (
    _NAME,
    _ID,
    FieldSpec(
        "values", N_("&Values:"), "values", N_("Without values, annotators write free text.")
    ),
    FieldSpec("default", N_("If not &set, it is:"), "code"),
    FieldSpec("required", N_("An annotation without it is incomplete"), "no"),
)

FIELDS: dict[Kind, tuple[FieldSpec, ...]] = {
    "schema": (
        _NAME,
        _ID,
        FieldSpec("version", N_("&Version:"), "code"),
    ),
    "layers": (
        _NAME,
        _ID,
        FieldSpec("kind", N_("&Kind:"), "kind"),
        FieldSpec(
            "anchor",
            N_("Anc&hor:"),
            "names",
            N_("What the annotated text is called: mention, content, trigger."),
            ("span", "frame"),
        ),
        FieldSpec(
            "key",
            N_("Ke&y of the list:"),
            "key",
            N_("Opens the list of labels. Labels without keys need it."),
        ),
        FieldSpec(
            "may_cross",
            N_("Two annotations may overlap without one holding the other"),
            "yes",
            "",
            ("span", "frame"),
        ),
    ),
    "labels": (
        _NAME,
        _ID,
        FieldSpec("color", N_("C&olour:"), "color"),
        FieldSpec("line", N_("&Line:"), "line"),
        FieldSpec("key", N_("Ke&y:"), "key"),
        _GUIDE,
        FieldSpec("example", N_("&Example:"), "text"),
        FieldSpec(
            "triggers",
            N_("&Words that express it:"),
            "words",
            N_("Where one of them is selected, the list offers this label first."),
            ("frame",),
        ),
        FieldSpec("roles", N_("&Roles:"), "label_roles", "", ("frame",)),
        FieldSpec(
            "aliases",
            N_("Earlier codes:"),
            "codes",
            N_("Imports take them for this label."),
        ),
        FieldSpec("mappings", N_("Names elsewhere:"), "mappings", N_("For exports that convert.")),
    ),
    "groups": (_NAME, _ID),
    "attributes": _ATTRIBUTE,
    "roles": (
        _NAME,
        _ID,
        FieldSpec("key", N_("Ke&y:"), "key", "", ("frame",)),
        FieldSpec("fillers", N_("&Filled by:"), "fillers"),
        FieldSpec("common", N_("All labels of the layer have it"), "yes", "", ("frame",)),
        FieldSpec("multiple", N_("Several things may fill it"), "no", "", ("frame",)),
        FieldSpec("required", N_("An annotation without it is incomplete"), "no", "", ("frame",)),
        FieldSpec(
            "waived_by",
            N_("N&ot needed where:"),
            "waived_by",
            N_("An attribute and its value: then the role may stay empty."),
            ("frame",),
        ),
        _GUIDE,
    ),
}
