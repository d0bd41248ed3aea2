"""The form of one part of the schema: its fields, and beside each what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.app.translation import _, say
from annotator.core.schema import LAYER_KINDS, Mistake, Path, value_at
from annotator.ui.keymap import Keymap
from annotator.ui.panels.choices import Choice
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.schema_editor.check_fields import FillersField, LabelRolesField
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.schema_editor.fields import (
    ChoiceField,
    Field,
    FlagField,
    NamesField,
    TextField,
    WordsField,
)
from annotator.ui.schema_editor.key_field import KeyField
from annotator.ui.schema_editor.look_fields import ColorField, LineField
from annotator.ui.schema_editor.parts import (
    KIND_NAMES,
    LIST_GUIDES,
    is_list,
    kind_of,
    layer_of,
    part_at,
    title,
)
from annotator.ui.schema_editor.rows_field import PairsField, ValuesField
from annotator.ui.schema_editor.specs import FIELDS, FieldSpec
from annotator.ui.theme import Theme


class Form(QScrollArea):
    """Shows the selected part of a draft and writes to it."""

    add_requested = Signal()
    """Something is to be added to the list that is shown."""

    def __init__(self, draft: Draft, keymap: Keymap, theme: Theme) -> None:
        super().__init__()
        self._draft = draft
        self._keymap = keymap
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._fields: dict[str, Field] = {}
        self._messages: dict[str, QLabel] = {}
        self._general = QLabel()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def field(self, key: str) -> Field:
        """The field of a key of the part that is shown."""
        return self._fields[key]

    def message(self, key: str) -> str:
        """What is wrong with a key; for the empty string, with the part as a whole."""
        label = self._messages.get(key, self._general) if key else self._general
        return label.text()

    def focus_field(self, key: str = "") -> None:
        """Put the keyboard into a field, or into the first one."""
        wanted = self._fields.get(key) or next(iter(self._fields.values()), None)
        if wanted is not None:
            target = wanted.focusProxy() or wanted
            target.setFocus()
            self.ensureWidgetVisible(target)

    def refresh(self) -> None:
        """Show what the draft says now."""
        path, values = self._draft.selected, self._draft.values
        kind = value_at(values, ("layers", layer_of(path), "kind"), "")
        shown = (path, kind, values is None)
        if shown != self._shown:
            self._shown = shown
            self._build(path, str(kind))
        for key, field in self._fields.items():
            self._show(field, path, key)
        self._show_mistakes(path)

    # Building

    def _build(self, path: Path, kind: str) -> None:
        self._fields, self._messages = {}, {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(4)
        self._heading = WrappedLabel()
        self._heading.setProperty("role", "heading")
        column.addWidget(self._heading)
        self._general = _message()
        column.addWidget(self._general)
        if self._draft.values is None:
            told = _("The text is not valid TOML. Mend it on the page “TOML”, or undo.")
            column.addWidget(WrappedLabel(told))
        elif is_list(path):
            column.addWidget(WrappedLabel(_(LIST_GUIDES[str(path[-1])])))
            column.addSpacing(8)
            column.addWidget(self._add_button(), 0, Qt.AlignmentFlag.AlignLeading)
        else:
            for spec in FIELDS[kind_of(path)]:
                if self._is_wanted(spec, path, kind):
                    self._add(column, spec, path)
        column.addStretch(1)
        self.setWidget(body)

    def _add_button(self) -> QPushButton:
        button = QPushButton(_("Add &one here"))
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.add_requested)
        return button

    def _is_wanted(self, spec: FieldSpec, path: Path, kind: str) -> bool:
        if spec.key == "common" and len(path) == 6:
            return False  # a label's own role is its own
        there = value_at(self._draft.values, (*path, spec.key)) is not None
        return there or not spec.kinds or kind in spec.kinds or not kind

    def _add(self, column: QVBoxLayout, spec: FieldSpec, path: Path) -> None:
        field = self._make(spec, path)
        name = _(spec.text)
        plain = name.replace("&", "").rstrip(":")
        if not isinstance(field, FlagField):
            column.addSpacing(8)
            label = QLabel(name)
            label.setBuddy(field.focusProxy() or field)
            column.addWidget(label)
        column.addWidget(field)
        message = _message()
        column.addWidget(message)
        if spec.guide:
            guide = WrappedLabel(_(spec.guide))
            guide.setProperty("role", "muted")
            column.addWidget(guide)
        field.name_it(plain, _(spec.guide) if spec.guide else "")
        field.edited.connect(partial(self._take, field, path, spec.key))
        self._fields[spec.key] = field
        self._messages[spec.key] = message

    def _make(self, spec: FieldSpec, path: Path) -> Field:
        makers: dict[str, Callable[[], Field]] = {
            "text": TextField,
            "code": lambda: TextField(is_code=True),
            "names": NamesField,
            "kind": lambda: ChoiceField(
                [Choice(each, f"{each}: {_(KIND_NAMES[each])}") for each in LAYER_KINDS]
            ),
            "color": lambda: ColorField(self._theme),
            "line": lambda: LineField(self._theme),
            "key": lambda: KeyField(path, self._keymap),
            "words": WordsField,
            "codes": lambda: WordsField(is_code=True),
            "values": ValuesField,
            "mappings": lambda: PairsField([_("Scheme"), _("Name there")]),
            "waived_by": lambda: PairsField([_("Attribute"), _("Value")]),
            "fillers": FillersField,
            "label_roles": lambda: LabelRolesField(path),
            "yes": lambda: FlagField(_(spec.text), default=True),
            "no": lambda: FlagField(_(spec.text), default=False),
        }
        field = makers[spec.editor]()
        policy = QSizePolicy.Policy.Preferred
        field.setSizePolicy(policy, field.sizePolicy().verticalPolicy())
        return field

    # Showing and taking

    def _show(self, field: Field, path: Path, key: str) -> None:
        values = self._draft.values
        value = value_at(values, (*path, key))
        if value is None and len(path) == 6 and path[4] == "roles":
            value = self._inherited(path, key)
        if isinstance(field, KeyField | LabelRolesField):
            field.show_schema(values)
        elif isinstance(field, FillersField):
            field.show_schema(values, value if isinstance(value, list) else [])
        elif isinstance(field, LineField):
            field.set_color(str(value_at(values, (*path, "color"), "grey")))
        field.show_value(value)

    def _takes_over(self, path: Path, key: str) -> bool:
        """Whether a label's version of a role has a yes from the role of the layer."""
        is_version = len(path) == 6 and path[4] == "roles"
        return is_version and self._inherited(path, key) is True

    def _inherited(self, path: Path, key: str) -> Any:  # noqa: ANN401
        """What a label's version of one of the layer's roles does not say itself."""
        code = value_at(self._draft.values, (*path, "id"))
        for role in value_at(self._draft.values, (*path[:2], "roles"), []):
            if value_at(role, ("id",)) == code:
                return value_at(role, (key,))
        return None

    def _take(self, field: Field, path: Path, key: str, value: object) -> None:
        joins = (path, key) if field.is_typed else None
        if value is None and isinstance(field, FlagField) and self._takes_over(path, key):
            value = False  # said outright, or the role of the layer would go on saying yes
        if key == "id" and path != ("schema",) and isinstance(value, str):
            self._draft.rename(path, value, joins)
        else:
            self._draft.set((*path, key), value, joins)

    def _show_mistakes(self, path: Path) -> None:
        told: dict[str, list[str]] = {}
        for each in self._draft.mistakes:
            part, key = place_of(self._draft, each)
            if part == path:
                told.setdefault(key if key in self._messages else "", []).append(say(each.error))
        for key, label in [("", self._general), *self._messages.items()]:
            text = "\n".join(told.get(key, []))
            label.setText(text)
            label.setVisible(bool(text))
        self._heading.setText(title(self._draft.values, path))


def place_of(draft: Draft, mistake: Mistake) -> tuple[Path, str]:
    """The part of the schema that a mistake is in, and the key there; empty for the whole."""
    part = part_at(draft.values, mistake.path)
    rest = mistake.path[len(part) :]
    return part, str(rest[0]) if rest else ""


def _message() -> QLabel:
    label = WrappedLabel()
    label.setProperty("role", "error")
    label.hide()
    return label
