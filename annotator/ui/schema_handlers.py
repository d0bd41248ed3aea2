"""What the actions on the schema do: editing it, and showing what it says of a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.schema_editor import SchemaEditor

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class SchemaHandlers:
    """The methods that the table of actions names for the schema and the guidelines."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

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

    def _change_labels(self) -> None:
        """Change labels together with their annotations."""
        self._window.actions_["change_labels"].trigger()
