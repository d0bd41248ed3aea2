"""The line at the foot of the window: what happened, the next step, what runs, what is done."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.app.translation import _, ngettext, number
from annotator.core.model import Status
from annotator.ui.marks import draw_text

_FINISHED: tuple[Status, ...] = ("done", "reviewed")
_SECONDS_BEFORE_A_GUESS = 2.0


class Sentence(QWidget):
    """One line of text, cut with dots where it is too long; the tooltip has all of it."""

    def __init__(self, role: QPalette.ColorRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        cut = draw_text(painter, self.rect(), self._text, self.layoutDirection(), own_side=False)
        painter.end()
        self.setToolTip(self._text if cut else "")


class StatusLine(QWidget):
    """Says what was done; counts; shows the progress of long work and lets it be cancelled."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._doing = ""
        self._since = 0.0
        self.message = Sentence(QPalette.ColorRole.WindowText)
        self.hint = Sentence(QPalette.ColorRole.PlaceholderText)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 6)
        self._told = QLabel()
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self._cancel)
        self._done = QLabel()
        self._saved = QLabel()
        self._lay_out()
        session.said.connect(self.say)
        session.opened.connect(self.refresh)
        session.closed.connect(self.refresh)
        session.changed.connect(lambda _change: self.refresh())
        session.busy_changed.connect(lambda _busy: self.refresh())
        self._show_job(shown=False)
        self.retranslate()

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self.message.set_text(sentence)

    def retranslate(self) -> None:
        """Take every word again, in the interface's language."""
        self.cancel.setText(_("Cancel"))
        self.message.set_text("")
        self.refresh()

    def refresh(self) -> None:
        """Count again, and say whether everything is kept."""
        project = self._session.project
        counts = project.status_counts() if project else {}
        total = sum(counts.values())
        done = sum(counts.get(status, 0) for status in _FINISHED)
        self._done.setVisible(total > 0)
        self._done.setText(
            _("{done} of {total} done").format(done=number(done), total=number(total))
        )
        self._saved.setVisible(project is not None)
        if self._session.read_only:
            self._saved.setText(_("read-only"))
            self._saved.setToolTip(_("Nothing in this project can be changed from here."))
        else:
            self._saved.setText("✓ " + _("saved"))
            self._saved.setToolTip(_("Every change is written to the project file at once."))

    def follow(self, job: Job, doing: str) -> None:
        """Show the progress of a job, named `doing`, until it ends."""
        self._job, self._doing, self._since = job, doing, time.monotonic()
        self._progress.setRange(0, 0)
        self._told.setText(doing)
        self.cancel.setEnabled(True)
        self._show_job(shown=True)
        job.progressed.connect(self._advance)
        job.finished.connect(self._end)
        job.failed.connect(self._end)

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
        for each in (self._told, self._progress, self.cancel, self._done, self._saved):
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_job(self, *, shown: bool) -> None:
        for each in (self._told, self._progress, self.cancel):
            each.setVisible(shown)
        self.hint.setVisible(not shown)

    def _advance(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if not total:
            self._told.setText(f"{self._doing} {number(done)}")
            return
        told = _("{doing} {done} of {total}").format(
            doing=self._doing, done=number(done), total=number(total)
        )
        left = self._left(done, total)
        self._told.setText(f"{told} · {left}" if left else told)

    def _left(self, done: int, total: int) -> str:
        """How long it may still take, once enough is done to say so."""
        passed = time.monotonic() - self._since
        if not done or passed < _SECONDS_BEFORE_A_GUESS:
            return ""
        seconds = max(1, round(passed * (total - done) / done))
        if seconds < 60:
            return ngettext(
                "{count} second left", "{count} seconds left", seconds
            ).format(count=number(seconds))
        minutes = round(seconds / 60)
        return ngettext("{count} minute left", "{count} minutes left", minutes).format(
            count=number(minutes)
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _end(self, _outcome: object) -> None:
        self._job = None
        self._show_job(shown=False)
        self.refresh()
