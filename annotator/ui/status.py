"""The line at the foot of the window: what happened, the next step, how much is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, number
from annotator.ui.panels.pieces import ElidedLabel


class StatusLine(QWidget):
    """Says what was done and what can be done next; counts; says that all is kept."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.message = _sentence()
        self.hint = _sentence()
        self.hint.setProperty("role", "muted")
        self._done = QLabel()
        self._shown = QLabel()
        self._saved = QLabel()
        self._lay_out()
        session.said.connect(self.say)
        session.opened.connect(self.refresh)
        session.closed.connect(self.retranslate)  # what was said was of that project
        session.busy_changed.connect(self.refresh)
        session.shown.changed.connect(self.refresh)
        self.retranslate()

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self.message.setText(sentence)

    def retranslate(self) -> None:
        """Take every word again, in the interface's language."""
        self.message.setText("")
        self.refresh()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many documents are done."""
        self._done.setVisible(total > 0)
        told = _("{done} of {total} done")
        self._done.setText(told.format(done=number(done), total=number(total)))

    def refresh(self, _news: object = None) -> None:
        """Say whether everything is kept, and whose annotations are shown if not everybody's."""
        project, shown = self._session.project, self._session.shown
        self._shown.setVisible(project is not None and shown.mode != "all")
        told = _("Shown: {name}").format(name=shown.text(shown.mode, shown.name))
        self._shown.setText(told)
        self._saved.setVisible(project is not None)
        if self._session.read_only:
            self._saved.setText(_("read-only"))
            self._saved.setToolTip(_("Nothing in this project can be changed from here."))
        else:
            self._saved.setText("✓ " + _("saved"))
            self._saved.setToolTip(_("Every change is written to the project file at once."))

    def shown_text(self) -> str:
        """Whose annotations are shown, as it is said; empty where they are everybody's."""
        return "" if self._shown.isHidden() else self._shown.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.refresh()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 6)
        layout.setSpacing(16)
        layout.addWidget(self.message, 5)
        layout.addWidget(self.hint, 4)
        for each in (self._shown, self._done, self._saved):
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)


def _sentence() -> ElidedLabel:
    label = ElidedLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
