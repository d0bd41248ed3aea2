"""What has happened to one annotation: who did what, and when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.app import sentences
from annotator.app.session import Session
from annotator.app.translation import _, date_text, is_rtl
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Change
from annotator.ui.words import change_kind

LOOKED_THROUGH = 400
"""How many changes of the document are looked through, the latest first."""


class AnnotationHistory(QWidget):
    """A list that is read from the project only while it is unfolded."""

    toggled = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._annotation: Annotation | None = None
        self._button = QToolButton()
        self._button.setCheckable(True)
        self._button.setAutoRaise(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.toggled.connect(self._unfold)
        self._list = QLabel()
        self._list.setWordWrap(True)
        self._list.setTextFormat(Qt.TextFormat.PlainText)
        self._list.setAccessibleName(_("History of this annotation"))
        self._list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._list)
        self._show_arrow()

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Tell of another annotation, or anew of the same."""
        self._annotation = annotation
        if self._button.isChecked():
            self._fill()

    def text(self) -> str:
        """What the list says; empty while it is folded."""
        return self._list.text() if self._button.isChecked() else ""

    def button(self) -> QToolButton:
        """The button that unfolds the list."""
        return self._button

    def _unfold(self, unfolded: bool) -> None:
        if unfolded:
            self._fill()
        self._list.setVisible(unfolded)
        self._show_arrow()
        self.toggled.emit(unfolded)

    def _show_arrow(self) -> None:
        folded = "◂" if is_rtl() else "▸"
        mark = "▾" if self._button.isChecked() else folded
        self._button.setText(f"{mark}  " + _("History"))

    def _fill(self) -> None:
        project, annotation = self._session.project, self._annotation
        if project is None or annotation is None:
            self._list.clear()
            return
        try:
            changes = project.history(limit=LOOKED_THROUGH, document=annotation.document, rows=True)
        except HashiyaError as error:
            self._session.failed.emit(error)
            return
        lines = [
            self._line(each)
            for each in changes
            if any(row.kind == "annotation" and row.id == annotation.id for row in each.rows)
        ]
        if not lines:
            lines = [_("It came with its document, and was not changed since.")]
        self._list.setText("\n".join(lines))

    def _line(self, change: Change) -> str:
        what = change_kind(change, sentences.name(change, self._session.schema))
        return _("{what} — {who}, {when}").format(
            what=what, who=change.actor, when=date_text(change.at)
        )
