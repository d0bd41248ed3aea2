"""When backups are made.

Soon after opening; every ten minutes in which something changed; and of what was there before work
that changes much.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.app.backups import Backups
from annotator.app.jobs import Cancelled, Job, Progress
from annotator.app.session import Session
from annotator.core.errors import CancelledError, HashiyaError
from annotator.core.storage import Project

_MINUTES = 10
_SOON = 2_000  # milliseconds; the first page of the project comes first
_REST = 9  # times as long as a backup took, so that a large project is not copied all the time

Work = Callable[[Project, Progress, Cancelled], object]

_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Backs the open project up on a thread; a backup that fails is a line in the log."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.backups = Backups()
        self._job: Job | None = None
        self._began = self._rest_until = 0.0
        self._timer = QTimer(self, interval=_MINUTES * 60_000)
        self._timer.timeout.connect(self.back_up)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.back_up)
        session.opened.connect(self._start)
        session.closing.connect(self._stop)
        session.busy_changed.connect(self._follow_work)

    def back_up(self) -> None:
        """Make a backup if anything changed since the last."""
        if not self._session.busy and not self._session.read_only:
            self._begin(self._session.read_in_background)

    def _follow_work(self, begins: bool) -> None:
        """Work begins that writes much: back up what was there before it, beside it."""
        if begins:
            self._begin(self._session.read_from_now)

    def _begin(self, read: Callable[[Work], Job | None]) -> None:
        if self._job is not None or time.monotonic() < self._rest_until:
            return
        try:
            job = read(lambda reader, _progress, cancelled: self.backups.make(reader, cancelled))
        except HashiyaError as error:
            self._failed(error)
            return
        if job is not None:
            self._job, self._began = job, time.monotonic()
            job.finished.connect(self._ended)
            job.failed.connect(self._failed)

    def _ended(self, _result: object = None) -> None:
        if self._job is not None:
            took = time.monotonic() - self._began
            self._job, self._rest_until = None, time.monotonic() + _REST * took

    def _start(self) -> None:
        self._timer.start()
        self._soon.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._soon.stop()
        self._rest_until = 0.0

    def _failed(self, error: object) -> None:
        self._ended()
        if isinstance(error, CancelledError):
            return
        _log.warning("no backup: %s", error)
