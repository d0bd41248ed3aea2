"""A new project: its name, its place, and the schema that it starts from."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.app.schema_files import templates
from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, number
from annotator.core.errors import HashiyaError
from annotator.core.schema import Schema, read_schema_file
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.tables import OwnDirectionDelegate

ENDING = ".hashiya"

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class NewProjectDialog(Frame):
    """Makes a project and opens it through the session; what goes wrong is said in the dialog."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("New project"), parent)
        self._session = session
        self._schema: Schema | None = None
        self._follows_name = True
        self.resize(640, 560)
        self._build()
        self._propose_place()
        self._read_schema()
        self.name.setFocus()
        self.name.selectAll()

    def place(self) -> Path:
        """Where the project file would lie."""
        path = Path(self.place_field.text().strip()).expanduser()
        return path if path.suffix == ENDING else path.with_name(path.name + ENDING)

    def accept(self) -> None:
        """Make the project; stay open if that fails."""
        if self._schema is None or not self.name.text().strip():
            return
        self.show_error(None)
        self._session.failed.connect(self._take_error)
        try:
            made = self._session.create(self.place(), self._schema, self.name.text().strip())
        finally:
            self._session.failed.disconnect(self._take_error)
        if made:
            super().accept()

    # Building

    def _build(self) -> None:
        self.name = QLineEdit(_("My project"))
        self.name.textChanged.connect(self._name_changed)
        self.place_field = QLineEdit()
        self.place_field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paths read so
        self.place_field.textEdited.connect(self._place_edited)
        self.place_field.textChanged.connect(self._update)
        browse = QPushButton(_("&Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place_field, 1)
        place.addWidget(browse)
        self.schema = QComboBox()
        for each in templates():
            self.schema.addItem(each.line(), str(each.path))
        self.schema.addItem(_("From a file…"), "")
        self.schema.activated.connect(self._choose_schema)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for text, buddy, field in (
            (_("&Name:"), self.name, self.name),
            (_("&Place:"), self.place_field, place),
            (_("&Schema:"), self.schema, self.schema),
        ):
            label = QLabel(text)
            label.setBuddy(buddy)
            form.addRow(label, field)
        self.content.addLayout(form)
        self.preview = QTreeWidget()
        self.preview.setHeaderLabels([_("Label"), _("Code"), _("Key"), _("What it is for")])
        self.preview.setItemDelegate(OwnDirectionDelegate(self.preview))
        self.preview.setAccessibleName(_("Labels of the schema"))
        self.preview.setUniformRowHeights(True)
        for column, width in enumerate((190, 140, 80)):
            self.preview.setColumnWidth(column, width)
        self.content.addWidget(self.preview, 1)
        self.create_button = self.add_button(
            _("&Create"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    # Name and place

    def _propose_place(self) -> None:
        folder = self._session.settings.text("folders.last") or str(Path.home())
        words = _NO_FILE_NAME.sub(" ", self.name.text()).split()
        name = " ".join(words).strip(".") or "project"
        path = Path(folder, f"{name}{ENDING}")
        number_ = 1
        while path.exists():
            number_ += 1
            path = Path(folder, f"{name} {number_}{ENDING}")
        self.place_field.setText(str(path))

    def _name_changed(self) -> None:
        if self._follows_name:
            self._propose_place()
        self._update()

    def _place_edited(self) -> None:
        self._follows_name = False

    def _browse(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Where to keep the project"),
            str(self.place()),
            _("Hashiya projects ({endings})").format(endings=f"*{ENDING}"),
        )
        if name:
            self._follows_name = False
            self.place_field.setText(name)

    def _update(self) -> None:
        ready = bool(self.name.text().strip() and self.place_field.text().strip())
        self.create_button.setEnabled(ready and self._schema is not None)

    # Schema

    def _choose_schema(self) -> None:
        if self.schema.currentData():
            self._read_schema()
            return
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a schema"), "", _("Schemas ({endings})").format(endings="*.toml")
        )
        if not name:
            self.schema.setCurrentIndex(0)
        else:
            self.schema.insertItem(self.schema.count() - 1, isolate(Path(name).name), name)
            self.schema.setCurrentIndex(self.schema.count() - 2)
        self._read_schema()

    def _read_schema(self) -> None:
        self.preview.clear()
        self._schema = None
        try:
            self._schema = read_schema_file(Path(str(self.schema.currentData())))
        except HashiyaError as error:
            self.show_error(error)
        else:
            self.show_error(None)
            self._show_schema(self._schema)
        self._update()

    def _show_schema(self, schema: Schema) -> None:
        for layer in schema.layers:
            count = number(len(layer.labels))
            title = f"{layer.name.text(language())} ({count})"
            top = QTreeWidgetItem([title, layer.id, layer.key.upper(), ""])
            for label in layer.labels:
                guide = label.guide.text(language())
                row = [label.name.text(language()), label.id, label.key.upper(), guide]
                top.addChild(QTreeWidgetItem(row))
            self.preview.addTopLevelItem(top)
            top.setExpanded(len(schema.layers) == 1 or layer is schema.layers[0])

    def _take_error(self, error: HashiyaError) -> None:
        self.show_error(error)
