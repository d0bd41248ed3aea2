"""Telling of a defect of the program: what happened, that the work is kept, and what to send."""

from __future__ import annotations

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from annotator import __version__
from annotator.app import paths
from annotator.app.translation import _
from annotator.ui.dialogs.frame import Frame


class ErrorDialog(Frame):
    """Says that something went wrong that should not have; the details are folded away.

    The work on the project goes on: each action that the screen showed as done is kept.
    """

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = f"{_versions()}\n\n{details}"
        title = QLabel(_("Something went wrong that should not have."))
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        text = QLabel(
            _(
                "Your work is kept: everything you did is in the project file already, and you "
                "can go on. If it happens again, send the details to whoever looks after "
                "Hashiya for you; they hold no text of your articles beyond the message itself."
            )
        )
        text.setWordWrap(True)
        self.details = QPlainTextEdit(self._details)
        self.details.setReadOnly(True)
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(_("Details"))
        self.details.setTabChangesFocus(True)
        self.details.hide()
        for widget in (title, text):
            self.content.addWidget(widget)
        self.content.addWidget(self.details, 1)
        self.content.addStretch()
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.show_button = self.add_button(_("Show &details"), action)
        self.show_button.clicked.connect(self._show_details)
        self.copy_button = self.add_button(_("&Copy details"), action)
        self.copy_button.clicked.connect(self._copy)
        log: QPushButton = self.add_button(_("Open the &log folder"), action)
        log.clicked.connect(self._open_log)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        self.setMinimumWidth(560)

    @classmethod
    def show_exception(
        cls, error: BaseException, trace: TracebackType | None, parent: QWidget | None = None
    ) -> ErrorDialog:
        """Show a dialog about an exception without blocking; one at a time.

        A second defect while the first is shown is added to its details.
        """
        details = "".join(traceback.format_exception(type(error), error, trace))
        shown = parent.findChild(cls) if parent is not None else None
        if shown is not None and shown.isVisible():
            shown.add(details)
            return shown
        dialog = cls(details, parent)
        dialog.setModal(False)
        dialog.show()
        return dialog

    def add(self, details: str) -> None:
        """Add what went wrong since."""
        self._details += f"\n\n{details}"
        self.details.setPlainText(self._details)

    def _show_details(self) -> None:
        self.details.show()
        self.show_button.hide()
        self.resize(max(self.width(), 720), 520)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy_button.setText(_("Copied"))

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))


def _versions() -> str:
    return (
        f"Hashiya {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
