"""How many mistakes there are, and each of them to go to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from annotator.app.translation import _, isolate, ngettext, number, say
from annotator.core.schema import Mistake
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.schema_editor.form import place_of
from annotator.ui.schema_editor.parts import title


class MistakesBar(QFrame):
    """Says one mistake at a time with its place and line, and goes to it."""

    go_requested = Signal(object)
    """The Mistake that is to be shown where it is."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._at = 0
        self.setProperty("role", "error-box")
        self.count = QLabel()
        self.text = WrappedLabel()
        self.go = QPushButton(_("Go there"))
        self.next = QPushButton(_("Next mistake"))
        for each in (self.go, self.next):
            each.setAutoDefault(False)
        self.go.clicked.connect(self._go)
        self.next.clicked.connect(self.go_to_next)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.count)
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.go)
        row.addWidget(self.next)
        self.hide()

    def refresh(self) -> None:
        """Say what is wrong now; hide where nothing is."""
        found = self._draft.mistakes
        self.setVisible(bool(found))
        if not found:
            return
        self._at = min(self._at, len(found) - 1)
        told = ngettext(
            "{count} mistake: the project keeps its schema until it is mended.",
            "{count} mistakes: the project keeps its schema until they are mended.",
            len(found),
        )
        self.count.setText(told.format(count=number(len(found))))
        self.text.setText(self.sentence(found[self._at]))
        self.next.setVisible(len(found) > 1)

    def sentence(self, mistake: Mistake) -> str:
        """A mistake with its place."""
        part, _key = place_of(self._draft, mistake)
        if not mistake.path:
            return _("Line {line}: {reason}").format(line=mistake.line, reason=say(mistake.error))
        name = isolate(title(self._draft.values, part))
        return _("{part}, line {line}: {reason}").format(
            part=name, line=mistake.line, reason=say(mistake.error)
        )

    def go_to_next(self) -> None:
        """Go to the mistake after the one that is said, round at the end."""
        found = self._draft.mistakes
        if found:
            self._at = (self._at + 1) % len(found)
            self.refresh()
            self._go()

    def _go(self) -> None:
        found = self._draft.mistakes
        if self._at < len(found):
            self.go_requested.emit(found[self._at])
