"""Long work beside the window: on a thread, with progress, a way to stop it, and one outcome."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from annotator.core.errors import N_, CancelledError, HashiyaError

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is (0 where that is not known)."""

Cancelled = Callable[[], bool]
"""Asked between steps: whether the user wants the work to stop."""

Work = Callable[[Progress, Cancelled], Any]

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_REPORTS = 0.05  # 20 a second: more than an eye can follow only costs the window


def stopping(progress: Progress, cancelled: Cancelled, sentence: str) -> Progress:
    """A `progress` for work that asks nobody: it raises a CancelledError once it is to stop.

    `sentence` is what the error says, marked for translation.
    """

    def told(done: int, total: int) -> None:
        if cancelled():
            raise CancelledError(sentence)
        progress(done, total)

    return told


class UnexpectedError(HashiyaError):
    """A defect of the program, met in long work; the log holds the traceback."""


class Job(QObject):
    """One piece of long work on a thread of its own.

    `work(progress, cancelled)` runs on a thread of the pool and must touch no widget. Exactly one
    of `finished` (with its result) and `failed` (with a HashiyaError, which is a CancelledError
    after `cancel`) is emitted, by the event loop of the thread that the job belongs to: whoever
    connects before that thread comes back to its loop misses neither. `progressed` is emitted at
    most twenty times a second, and once more at the end if the last count was held back.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    _ended = Signal(bool, object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        self._running = False
        self._reported = 0.0
        self._held_back: tuple[int, int] | None = None
        self._ended.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether the work has been started and has not come to its end."""
        return self._running

    def start(self, pool: QThreadPool | None = None) -> None:
        """Begin, on a thread of `pool` (the program's own where none is given)."""
        self._running = True
        (pool or QThreadPool.globalInstance()).start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop; `failed` follows with a CancelledError once it has."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked the work to stop."""
        return self._cancel.is_set()

    def _run(self) -> None:
        """The work itself, on its thread: whatever happens, one signal tells it."""
        try:
            result = self._work(self._report, self._cancel.is_set)
        except HashiyaError as error:
            self._end(error, well=False)
        except Exception as error:
            _log.exception("a job failed")
            self._end(_unexpected(error), well=False)
        else:
            self._end(result, well=True)

    def _report(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if moment - self._reported < _SECONDS_BETWEEN_REPORTS:
            self._held_back = (done, total)
            return
        self._reported, self._held_back = moment, None
        self.progressed.emit(done, total)

    def _end(self, outcome: object, *, well: bool) -> None:
        if self._held_back is not None:
            self.progressed.emit(*self._held_back)
        self._running = False
        self._ended.emit(well, outcome)

    @Slot(bool, object)
    def _tell(self, well: bool, outcome: object) -> None:
        (self.finished if well else self.failed).emit(outcome)


def _unexpected(error: Exception) -> UnexpectedError:
    return UnexpectedError(
        N_("Something went wrong that should not have ({reason}). Nothing of this was kept."),
        reason=f"{type(error).__name__}: {error}",
    )
