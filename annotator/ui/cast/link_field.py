"""The field of the details that shows to whom a mention is linked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.app.cast_wording import kind_name
from annotator.app.translation import _
from annotator.core.model import Entry
from annotator.ui.panels.pieces import TARGET, TextButton
from annotator.ui.theme import Theme


class LinkField(QWidget):
    """The linked entry, which a press shows in the cast, with a cross; or a button that links."""

    link_requested = Signal()
    """The mention is to be linked."""
    entry_pressed = Signal(str)
    """The linked entry is to be shown: its id."""
    unlink_requested = Signal()
    """The link is to be taken away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.button = TextButton(theme)
        self.button.clicked.connect(self._press)
        self.cross = QToolButton()
        self.cross.setText("×")
        self.cross.setMinimumSize(TARGET, TARGET)
        self.cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cross.setAccessibleName(_("Take the link away"))
        self.cross.setToolTip(_("Take the link away"))
        self.cross.clicked.connect(self.unlink_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 0)
        row.addWidget(self.cross, 0)
        row.addStretch(1)

    def show_entry(self, entry: Entry | None, *, editable: bool) -> None:
        """Show the entry that the mention is linked to, or that it is not."""
        self._entry = entry
        text = entry.name if entry else _("Link…")
        self.button.show_label(None, text)
        told = _("Linked to {name} ({kind})")
        name = told.format(name=entry.name, kind=kind_name(entry.kind)) if entry else _("Link…")
        self.button.setAccessibleName(name)
        self.button.setEnabled(entry is not None or editable)
        self.cross.setVisible(entry is not None and editable)

    def _press(self) -> None:
        if self._entry is None:
            self.link_requested.emit()
        else:
            self.entry_pressed.emit(self._entry.id)
