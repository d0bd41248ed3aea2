"""What the actions on the schema do: editing it, and showing what it says of a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from annotator.app.translation import _, language
from annotator.core.schema import Label, Layer
from annotator.ui.dialogs.cues_dialog import CuesDialog
from annotator.ui.guidance import PAGE, GuidanceCard, GuidelinesDialog, label_places
from annotator.ui.panels.labels import LabelButton
from annotator.ui.schema_editor import SchemaEditor
from annotator.ui.schema_editor.losses import SURGERY

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class SchemaHandlers:
    """The methods that the table of actions names for the schema and the guidelines."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._guidelines: GuidelinesDialog | None = None
        self._places = label_places(None, "")

    def connect(self) -> None:
        """Follow the project: which labels it has, and where its guidelines speak of them."""
        session = self._window.session
        session.opened.connect(self.read_places)
        session.schema_editing.schema_changed.connect(self.read_places)
        session.schema_editing.page_changed.connect(lambda _page: self.read_places())
        self.read_places()

    def edit_schema(self) -> None:
        """Edit the schema of the project; the selected annotation's label is shown first."""
        window = self._window
        window.details.commit()
        editor = SchemaEditor(window.session, window.keymap, window.theme, window.icons, window)
        annotation = window.labelling.selected()
        if annotation is not None:
            editor.select_label(annotation.layer, annotation.label)
        editor.surgery_requested.connect(self._change_labels)
        editor.exec()
        editor.deleteLater()

    def edit_cues(self) -> None:
        """Let the project's own cues of quotations be written."""
        window = self._window
        dialog = CuesDialog(window.session, window.proposing.quoting, window)
        dialog.exec()
        dialog.deleteLater()

    def show_guidance(self) -> None:
        """Say what the label means that is pointed at, or that the selected annotation has."""
        found = self._label_in_question()
        if found is None:
            self._window.status.say(
                _("Select an annotation or point at a label to see its guidance.")
            )
            return
        layer, label, place = found
        heading = self._places.get((layer.id, label.id), "")
        card = GuidanceCard(layer, label, heading, self._window.theme, self._window)
        card.guidelines_requested.connect(self.open_guidelines)
        card.open_at(place)

    def show_guidelines(self) -> None:
        """Show the project's guidelines, at the label of the selected annotation."""
        annotation = self._window.labelling.selected()
        key = (annotation.layer, annotation.label) if annotation else ("", "")
        self.open_guidelines(self._places.get(key, ""))

    def open_guidelines(self, heading: str = "") -> None:
        """Show the project's guidelines at a heading; they stay open beside the work."""
        if self._guidelines is None or self._guidelines.language != language():
            if self._guidelines is not None:
                self._guidelines.close()
                self._guidelines.deleteLater()
            self._guidelines = GuidelinesDialog(self._window.session, self._window)
        self._guidelines.show()
        self._guidelines.raise_()
        self._guidelines.activateWindow()
        if heading:
            self._guidelines.go_to_heading(heading)

    def read_places(self) -> None:
        """Look up where the guidelines speak of the labels, and let lists and buttons say so."""
        window = self._window
        page = window.session.schema_editing.page(PAGE)
        self._places = label_places(window.session.schema, page)
        window.labels.set_places(self._places)
        window.hands.palette.set_places(self._places)
        window.picker.set_places(self._places)

    def _label_in_question(self) -> tuple[Layer, Label, QPoint] | None:
        """The label with the keyboard or the pointer on it, else that of the selected annotation.

        Without one, that of the annotation under the pointer.
        """
        window = self._window
        under = QApplication.widgetAt(QCursor.pos())
        for each in (QApplication.focusWidget(), under):
            if isinstance(each, LabelButton) and each.label is not None:
                return each.layer, each.label, each.mapToGlobal(QPoint(0, each.height()))
        place, annotation = window.labelling.place(), window.labelling.selected()
        if annotation is None and under is window.article.viewport():
            place = QCursor.pos()
            pointed = window.article.annotation_at(under.mapFromGlobal(place))
            annotation = window.session.annotation(pointed) if pointed else None
        schema = window.session.schema
        if annotation is None or schema is None:
            return None
        layer = schema.find_layer(annotation.layer)
        label = layer.label(annotation.label) if layer else None
        return (layer, label, place) if layer and label else None

    def _change_labels(self) -> None:
        """Change labels together with their annotations."""
        self._window.actions_[SURGERY].trigger()
