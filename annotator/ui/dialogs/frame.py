"""What all dialogs share: a frame with a line for errors, and a bar for long work."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.app.jobs import Job
from annotator.app.translation import _, ngettext, number, say
from annotator.core.errors import CancelledError, HashiyaError


class Frame(QDialog):
    """A dialog with its content above a line for what went wrong, and the buttons below.

    Escape closes it without doing anything.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error.hide()
        self.buttons = QDialogButtonBox()
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self.content, 1)
        layout.addWidget(self._error)
        layout.addWidget(self.buttons)

    def add_button(
        self, text: str, role: QDialogButtonBox.ButtonRole, *, default: bool = False
    ) -> QPushButton:
        """Add a button of our own words; the default one is pressed by Enter."""
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(default)
        button.setDefault(default)
        return button

    def add_start(self, text: str, start: Callable[[], object]) -> QPushButton:
        """Add the default button of a dialog that stays open while its work is done."""
        button = self.add_button(text, QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        self.buttons.accepted.disconnect()
        button.clicked.connect(start)
        return button

    def add_work_bar(
        self, done: Callable[[Any], object], failed: Callable[[Any], object]
    ) -> WorkBar:
        """Add the bar of the dialog's work below the content so far."""
        bar = WorkBar()
        bar.done.connect(done)
        bar.failed.connect(failed)
        self.content.addWidget(bar)
        return bar

    def fit_height(self) -> None:
        """Become as high as the content needs at the present width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), height if height > 0 else layout.totalSizeHint().height())

    def show_error(self, error: HashiyaError | None) -> None:
        """Say what went wrong, or take it back."""
        self._error.setText(say(error) if error else "")
        self._error.setVisible(error is not None)

    def error_text(self) -> str:
        """What went wrong, as it is shown; empty where nothing did."""
        return self._error.text()


def path_row(name: str, browse: Callable[[], object]) -> tuple[QLineEdit, QPushButton, QHBoxLayout]:
    """A field for a path with its accessible name, the button that chooses one, and their row."""
    field = QLineEdit()
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paths read so
    field.setAccessibleName(name)
    button = QPushButton(_("&Browse…"))
    button.setAutoDefault(False)
    button.clicked.connect(browse)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return field, button, row


class WorkBar(QWidget):
    """The progress of one job, with counts, the time that is left, and a way to stop it.

    `done(result)` and `failed(error)` as the job tells them; a cancelled one fails with a
    CancelledError.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._started = 0.0
        self._what = ""
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = QLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.stop = QPushButton(_("Stop"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self.hide()

    def is_running(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self, job: Job, what: str) -> None:
        """Show the progress of a started job; `what` says what it does."""
        self._job = job
        self._what = what
        self._started = time.monotonic()
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self._text.setText(what)
        self.stop.setEnabled(True)
        job.progressed.connect(self._show)
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        self.show()

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self.stop.setEnabled(False)
            self._text.setText(_("Stopping…"))
            self._job.cancel()

    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def _show(self, done: int, total: int) -> None:
        if self._job is None or self._job.cancelled:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        counts = _("{done} of {total}").format(done=number(done), total=number(total))
        parts = [self._what, counts if total else number(done), self._left(done, total)]
        self._text.setText(" · ".join(part for part in parts if part))

    def _left(self, done: int, total: int) -> str:
        """The time that is left, once it can be told and is worth telling."""
        spent = time.monotonic() - self._started
        if not done or done >= total or spent < 2:
            return ""
        seconds = round(spent * (total - done) / done)
        if seconds < 60:
            return ngettext("{count} second left", "{count} seconds left", seconds).format(
                count=number(seconds)
            )
        minutes = round(seconds / 60)
        return ngettext("{count} minute left", "{count} minutes left", minutes).format(
            count=number(minutes)
        )

    def _finish(self, result: object) -> None:
        self._end()
        self.done.emit(result)

    def _fail(self, error: object) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self.hide()


def is_cancelled(error: object) -> bool:
    """Whether a job failed because the user stopped it."""
    return isinstance(error, CancelledError)
