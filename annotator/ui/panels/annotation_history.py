"""What has happened to one annotation: who did what, and when."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.app import sentences
from annotator.app.session import Session
from annotator.app.translation import _, date_text, is_rtl
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Change
from annotator.ui.words import change_kind

SHOWN = 40
"""How many changes are listed, the latest first; the history itself shows all."""


class AnnotationHistory(QWidget):
    """A list that is read from the project only while it is unfolded; each line is a link."""

    toggled = Signal(bool)
    entry_chosen = Signal(int)
    """An entry is to be shown in the history: its number."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._annotation: Annotation | None = None
        self._lines: list[str] = []
        self._button = QToolButton()
        self._button.setCheckable(True)
        self._button.setAutoRaise(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.toggled.connect(self._unfold)
        self._list = QLabel()
        self._list.setWordWrap(True)
        self._list.setTextFormat(Qt.TextFormat.RichText)
        self._list.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._list.linkActivated.connect(lambda link: self.entry_chosen.emit(int(link)))
        self._list.setAccessibleName(_("History of this annotation"))
        self._list.setToolTip(_("Shows the change in the history, before and after"))
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
        return "\n".join(self._lines) if self._button.isChecked() else ""

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
            self._lines = []
            self._list.clear()
            return
        try:
            changes = project.history(
                limit=SHOWN, document=annotation.document, annotation=annotation.id
            )
        except HashiyaError as error:
            self._session.failed.emit(error)
            return
        self._lines = [self._line(each) for each in changes]
        direction = "rtl" if is_rtl() else "ltr"
        paragraphs = [
            f'<p dir="{direction}" style="margin: 0 0 4px 0">'
            f'<a href="{change.number}">{escape(line)}</a></p>'
            for change, line in zip(changes, self._lines, strict=True)
        ]
        self._list.setText("".join(paragraphs))

    def _line(self, change: Change) -> str:
        what = change_kind(change, sentences.name(change, self._session.schema))
        return _("{what} — {who}, {when}").format(
            what=what, who=change.actor, when=date_text(change.at)
        )
