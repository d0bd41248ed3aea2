"""The fields in which an operation on labels is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.surgery import (
    DeleteLabel,
    LabelKey,
    MergeLabels,
    MoveLabel,
    NewLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.app.translation import _, isolate, language, number
from annotator.core.schema import AttributeType, Label, Layer, Names, Schema
from annotator.ui.dialogs.label_choice import LabelChoice
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.theme import Theme

RENAME, MERGE, SPLIT, SORT, MOVE, DELETE = (
    "rename",
    "merge",
    "split",
    "sort",
    "move",
    "delete",
)
_ROWS = {
    RENAME: ("code",),
    MERGE: ("also", "into"),
    SPLIT: ("attribute", "values"),
    SORT: ("targets",),
    MOVE: ("layer", "code"),
    DELETE: ("instead",),
}
"""The rows that each operation has below that of its label."""

Counts = Callable[[LabelKey, str], Mapping[str, int]]
"""How many annotations with a label have each value of an attribute."""


class OperationForm(QWidget):
    """Chooses what is done, with which label, and what belongs to it.

    `changed` whenever `operation()` may be another. `count_values` is asked for the values that
    an attribute without a list of them has.
    """

    changed = Signal()

    def __init__(
        self,
        schema: Schema,
        counts: Mapping[LabelKey, int],
        theme: Theme,
        count_values: Counts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._schema, self._counts, self._theme = schema, counts, theme
        self._count_values = count_values
        self._values: list[tuple[str, Names, QComboBox]] = []
        self.what = Segments(
            [
                Choice(RENAME, _("Rename")),
                Choice(MERGE, _("Merge")),
                Choice(SPLIT, _("Split by an attribute")),
                Choice(SORT, _("Split by hand")),
                Choice(MOVE, _("Move to a layer")),
                Choice(DELETE, _("Delete")),
            ]
        )
        self.what.setAccessibleName(_("What is done"))
        self.what.set_value(RENAME)
        self.what.chosen.connect(self._take_kind)
        self._build()
        self._take_label()
        self._take_kind()

    def _build(self) -> None:
        self.label = LabelChoice(self._theme, _("Label"))
        self.label.show_labels(self._labels(), self._counts)
        self.label.currentIndexChanged.connect(self._take_label)
        self.code = QLineEdit()
        self.code.setAccessibleName(_("New code"))
        self.code.textChanged.connect(self._tell)
        self.also = QListWidget()
        self.also.setAccessibleName(_("And with it"))
        self.also.setMaximumHeight(_LIST_HEIGHT)
        self.also.itemChanged.connect(self._tell)
        self.into = LabelChoice(self._theme, _("Into"))
        self.into.currentIndexChanged.connect(self._tell)
        self.attribute = QComboBox()
        self.attribute.setAccessibleName(_("By the attribute"))
        self.attribute.currentIndexChanged.connect(self._take_attribute)
        self.values = QWidget()
        QFormLayout(self.values).setContentsMargins(0, 0, 0, 0)
        self.targets = QLineEdit()
        self.targets.setAccessibleName(_("Labels to choose from"))
        self.targets.setPlaceholderText(_("Codes with commas between them; new ones are made"))
        self.targets.textChanged.connect(self._tell)
        self.layer = QComboBox()
        self.layer.setAccessibleName(_("To the layer"))
        self.layer.currentIndexChanged.connect(self._tell)
        self.instead = LabelChoice(self._theme, _("Its annotations"))
        self.instead.currentIndexChanged.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows: dict[str, QWidget] = {
            "code": self.code,
            "also": self.also,
            "into": self.into,
            "attribute": self.attribute,
            "values": self.values,
            "targets": self.targets,
            "layer": self.layer,
            "instead": self.instead,
        }
        self._form.addRow(_("&Label"), self.label)
        for name, text in (
            ("layer", _("&To the layer")),
            ("code", _("New &code")),
            ("also", _("And &with it")),
            ("into", _("&Into")),
            ("attribute", _("By the &attribute")),
            ("values", _("Values")),
            ("targets", _("Labels to c&hoose from")),
            ("instead", _("Its a&nnotations")),
        ):
            self._form.addRow(text, self._rows[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.what)
        layout.addLayout(self._form)

    # What is chosen

    def kind(self) -> str:
        """What is done: `RENAME` or another of the six."""
        return self.what.value()

    def label_key(self) -> LabelKey | None:
        """The label that it is done with."""
        return self.label.label()

    def operation(self) -> Operation | None:
        """What is put together; None where something is still missing."""
        chosen = self.label.label()
        if chosen is None:
            return None
        layer, label = chosen
        code = self.code.text().strip()
        kind = self.kind()
        if kind == RENAME:
            return RenameLabel(layer, label, code) if code and code != label else None
        if kind == MERGE:
            return self._merge(layer, label)
        if kind == SPLIT:
            return self._split(layer, label)
        if kind == SORT:
            return SortLabel(layer, label, (), self._new_targets()) if self.codes() else None
        if kind == MOVE:
            to = str(self.layer.currentData() or "")
            return MoveLabel(layer, label, to, code) if code and to else None
        instead = self.instead.label()
        return MergeLabels(layer, (label,), instead[1]) if instead else DeleteLabel(layer, label)

    def hint(self) -> str:
        """What is missing, in words."""
        kind = self.kind()
        if kind == RENAME:
            return _("Type the code that the label is to have.")
        if kind == SPLIT:
            return _("Choose an attribute, and a label for at least one of its values.")
        if kind == SORT:
            return _("Name the labels to choose from, the one that is split among them or not.")
        if kind == MOVE:
            return _("Choose another layer, and the code that the label has there.")
        return _("Choose another label of the same layer.")

    def codes(self) -> list[str]:
        """The labels to choose from when a label is split by hand."""
        found = (each.strip() for each in self.targets.text().replace("،", ",").split(","))
        return list(dict.fromkeys(each for each in found if each))[:9]

    def choose(self, label: LabelKey) -> None:
        """Begin with a label."""
        self.label.choose(label)

    def _merge(self, layer: str, label: str) -> MergeLabels | None:
        into = self.into.label()
        if into is None:
            return None
        items = (self.also.item(row) for row in range(self.also.count()))
        more = [
            str(each.data(Qt.ItemDataRole.UserRole))
            for each in items
            if each.checkState() == Qt.CheckState.Checked
        ]
        labels = (label, *(each for each in more if each != into[1]))
        return MergeLabels(layer, labels, into[1])

    def _split(self, layer: str, label: str) -> SplitLabel | None:
        attribute = str(self.attribute.currentData() or "")
        targets: list[tuple[str, str]] = []
        new: dict[str, NewLabel] = {}
        for value, names, box in self._values:
            row = box.currentIndex()
            typed = box.currentText().strip()
            listed = row >= 0 and typed == box.itemText(row)
            code = str(box.itemData(row) or "") if listed else typed
            if not code or code == label:
                continue
            targets.append((value, code))
            if self._schema.resolve(layer, code) is None:
                new.setdefault(code, NewLabel(code, names))
        if not targets:
            return None
        return SplitLabel(layer, label, attribute, tuple(targets), tuple(new.values()))

    def _new_targets(self) -> tuple[NewLabel, ...]:
        chosen = self.label.label()
        layer = self._schema.find_layer(chosen[0]) if chosen else None
        return tuple(
            NewLabel(code, Names(code, code))
            for code in self.codes()
            if layer is not None and layer.label(code) is None
        )

    # Following

    def _labels(self, layer_id: str = "", without: str = "") -> list[tuple[Layer, Label]]:
        return [
            (layer, label)
            for layer in self._schema.layers
            if layer_id in ("", layer.id)
            for label in layer.labels
            if label.id != without
        ]

    def _take_kind(self, _kind: str = "") -> None:
        for name, field in self._rows.items():
            self._form.setRowVisible(field, name in _ROWS[self.kind()])
        if self.kind() == MOVE and not self.code.text():
            chosen = self.label.label()
            self.code.setText(chosen[1] if chosen else "")
        elif self.kind() == RENAME:
            self.code.clear()
        self._tell()

    def _take_label(self, _row: int = 0) -> None:
        chosen = self.label.label()
        if chosen is None:
            return
        layer = self._schema.layer(chosen[0])
        others = self._labels(layer.id, chosen[1])
        self.into.show_labels(others, self._counts)
        self._show_also([label for _layer, label in others])
        self.instead.show_labels(others, self._counts, none=_("Delete them too"))
        for row in range(1, self.instead.count()):
            name = self.instead.itemText(row)
            self.instead.setItemText(row, _("Give them: {label}").format(label=name))
        self.layer.clear()
        relation = layer.kind == "relation"
        for each in self._schema.layers:
            if each is not layer and (each.kind == "relation") == relation:
                self.layer.addItem(each.name.text(language()), each.id)
        self.attribute.clear()
        for attribute in layer.attributes_of(chosen[1]):
            self.attribute.addItem(attribute.name.text(language()), attribute.id)
        if self.kind() == MOVE:
            self.code.setText(chosen[1])
        self._tell()

    def _show_also(self, labels: list[Label]) -> None:
        """Offer other labels of the layer, to be merged in the same step."""
        with QSignalBlocker(self.also):
            self.also.clear()
            for label in labels:
                item = QListWidgetItem(f"{label.name.text(language())} — {isolate(label.id)}")
                item.setData(Qt.ItemDataRole.UserRole, label.id)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.also.addItem(item)

    def _take_attribute(self, _row: int = 0) -> None:
        """Make a line for each value of the attribute."""
        form = self.values.layout()
        assert isinstance(form, QFormLayout)
        while form.rowCount():
            form.removeRow(0)
        self._values.clear()
        chosen = self.label.label()
        code = str(self.attribute.currentData() or "")
        if chosen is None or not code:
            self._tell()
            return
        layer = self._schema.layer(chosen[0])
        attribute = layer.attribute(chosen[1], code)
        counts = self._count_values(chosen, code)
        for value, names in _values_of(attribute, counts):
            box = self._value_box(layer, chosen[1])
            count = number(counts.get(value, 0))
            text = f"{isolate(names.text(language()))} \u2068({count})\u2069"
            box.setAccessibleName(text)
            form.addRow(QLabel(text), box)
            self._values.append((value, names, box))
        self._tell()

    def _value_box(self, layer: Layer, label: str) -> QComboBox:
        """A list of the labels that a value may turn into; a code that is typed makes a new one."""
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem(_("keeps the label"), "")
        for each in layer.labels:
            if each.id != label:
                box.addItem(f"{each.name.text(language())} — {isolate(each.id)}", each.id)
        box.currentTextChanged.connect(self._tell)
        return box

    def _tell(self, _news: object = None) -> None:
        self.changed.emit()


_MOST_VALUES = 12
_LIST_HEIGHT = 110  # pixels, four lines: what is below has to stay in view


def _values_of(
    attribute: AttributeType | None, counts: Mapping[str, int]
) -> list[tuple[str, Names]]:
    """The values of an attribute; where any text will do, those that stand most often."""
    if attribute is None:
        return []
    if attribute.values:
        return list(zip(attribute.values, attribute.value_names, strict=True))
    often = sorted((each for each in counts if each), key=lambda each: -counts[each])
    return [(each, Names(each, each)) for each in often[:_MOST_VALUES]]
