"""The project's own cues of quotations: a page of TOML, checked as it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from annotator.app.quoting import CUES_PAGE, Quoting
from annotator.app.session import Session
from annotator.app.translation import _, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.frame import Frame
from annotator.ui.panels.pieces import WrappedLabel

_PAUSE = 200  # ms without a letter, after which what is written is tried
_TAB = 4
START = """\
# [[cues]]
# verbs = "غرد يغرد مغرد"            # perfect, imperfect, participle
# takes = ["that", "marks"]
# score = 0.9

# [words]
# not_cues = "كتب"
"""
"""What an empty page begins with."""


class CuesDialog(Frame):
    """Writes the page; only what can be read is kept, as one change that can be undone."""

    def __init__(self, session: Session, quoting: Quoting, parent: QWidget | None = None) -> None:
        super().__init__(_("Cues of quotations"), parent)
        self._session = session
        self._quoting = quoting
        page = session.schema_editing.page(CUES_PAGE)
        about = WrappedLabel(
            _(
                "Words that say in this project that someone spoke, beside those that Hashiya "
                "knows. Quotes are proposed by them as soon as they are kept."
            )
        )
        self.content.addWidget(about)
        self.field = QPlainTextEdit(page or START)
        self.field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        option = self.field.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(_TAB * self.field.fontMetrics().horizontalAdvance(" "))
        self.field.document().setDefaultTextOption(option)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(_("Cues of quotations, TOML"))
        self.content.addWidget(self.field, 1)
        self.told = WrappedLabel()
        self.told.setProperty("role", "muted")
        self.content.addWidget(self.told)
        self.keep = self.add_button(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.check)
        self.field.textChanged.connect(self._timer.start)
        self.keep.setEnabled(session.can_write)
        self.resize(720, 520)
        self.check()

    def check(self) -> bool:
        """Try what is written and tell what it makes of the open article; whether it is right."""
        self._timer.stop()
        try:
            count = self._quoting.count_with(self.field.toPlainText())
        except HashiyaError as error:
            self.show_error(error)
            self.told.setText("")
            self.keep.setEnabled(False)
            return False
        self.show_error(None)
        self.keep.setEnabled(self._session.can_write)
        told = ngettext(
            "{count} quote is found in this article with them.",
            "{count} quotes are found in this article with them.",
            count,
        )
        self.told.setText(told.format(count=number(count)))
        return True

    def accept(self) -> None:
        """Keep the page if it can be read."""
        if not self.check():
            return
        text = self.field.toPlainText()
        page = "" if text == START or not text.strip() else text
        self._session.schema_editing.write_page(CUES_PAGE, page)
        super().accept()
