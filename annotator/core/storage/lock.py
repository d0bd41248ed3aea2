"""Who has a project open for writing: a lock file beside the project."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.core.storage.errors import ProjectInUseError


class ProjectLock:
    """Held while a project is open for writing; a process that dies lets go of it.

    The file holds the name of who holds it, which is a courtesy: the lock is the system's.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._path = project.with_name(f".{project.name}.lock")
        self._lock = FileLock(self._path, thread_local=False)

    def acquire(self) -> None:
        """Take the lock at once.

        Raises:
            ProjectInUseError: another process, or another window of this one, holds it.
            OSError: the folder cannot be written.
        """
        holder = self._holder()
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ProjectInUseError(self._project, holder) from None
        mine = {"user": _user(), "host": socket.gethostname(), "process": os.getpid()}
        with contextlib.suppress(OSError):
            self._path.write_text(json.dumps(mine), encoding="utf-8")

    def release(self) -> None:
        """Let go of the lock and take its file away; harmless where it is not held."""
        if not self._lock.is_locked:
            return
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return f"{found['user']}@{found['host']}, {found['process']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in some containers
        return "?"
