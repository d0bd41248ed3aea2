"""Labels in use that the edited schema lacks: how many annotations have them, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.schema import Schema, lost_labels
from annotator.ui.actions import ACTION
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.schema_editor.draft import Draft

SURGERY = "change_labels"
"""The action of the window that changes labels with their annotations."""


class LossBar(QFrame):
    """Says that annotations would lose their labels, and offers to change labels with them."""

    surgery_requested = Signal()

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__()
        self._session = session
        self._draft = draft
        self._counts = session.project.label_counts() if session.project else {}
        self.setProperty("role", "warning-box")
        self.text = WrappedLabel()
        self.button = QPushButton(_("Change labels…"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.surgery_requested)
        self.button.setVisible(SURGERY in ACTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def refresh(self) -> None:
        """Say what would be lost now; hide where nothing would."""
        before, after = self._session.schema, self._draft.examined.schema
        lost = self.lost(before, after) if before and after else {}
        self.setVisible(bool(lost))
        if not lost or before is None:
            return
        total = sum(lost.values())
        told = ngettext(
            "{count} annotation has a label that this schema lacks: {labels}. Keep its code, or "
            "change the label together with its annotation.",
            "{count} annotations have labels that this schema lacks: {labels}. Keep their codes, "
            "or change the labels together with their annotations.",
            total,
        )
        listed = _(", ").join(
            f"{isolate(_name(before, layer, label))} ({number(count)})"
            for (layer, label), count in lost.items()
        )
        self.text.setText(told.format(count=number(total), labels=listed))

    def lost(self, before: Schema, after: Schema) -> dict[tuple[str, str], int]:
        """The labels that would go though annotations have them, and how many have each."""
        codes = lost_labels(before, after)
        return {each: count for each in codes if (count := self._counts.get(each, 0))}


def _name(schema: Schema, layer: str, label: str) -> str:
    found = schema.resolve(layer, label)
    return found.name.text(language()) if found else label
