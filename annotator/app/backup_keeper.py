"""When backups are made.

Soon after opening; every ten minutes in which something changed; and of what was there before work
that changes much.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from annotator.app.backups import Backups
from annotator.app.session import Session
from annotator.core.errors import HashiyaError
from annotator.core.storage import Project

_MINUTES = 10
_SOON = 2_000  # milliseconds; the first page of the project comes first

_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Backs the open project up on a thread; a backup that fails is a line in the log."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.backups = Backups()
        self._timer = QTimer(self, interval=_MINUTES * 60_000)
        self._timer.timeout.connect(self.back_up)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.back_up)
        session.opened.connect(self._start)
        session.closing.connect(self._stop)
        session.busy_changed.connect(self._follow_work)

    def back_up(self) -> None:
        """Make a backup if anything changed since the last."""
        if self._session.busy or self._session.read_only:
            return
        job = self._session.read_in_background(lambda reader, _progress, _stop: self._make(reader))
        if job is not None:
            job.failed.connect(self._failed)

    def _follow_work(self, begins: bool) -> None:
        """Work begins that writes much: back up what was there before it, beside it."""
        if not begins:
            return
        try:
            job = self._session.read_from_now(lambda reader, _progress, _stop: self._make(reader))
        except HashiyaError as error:
            self._failed(error)
            return
        if job is not None:
            job.failed.connect(self._failed)

    def _make(self, reader: Project) -> object:
        return self.backups.make(reader)

    def _start(self) -> None:
        self._timer.start()
        self._soon.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._soon.stop()

    def _failed(self, error: object) -> None:
        _log.warning("no backup: %s", error)
