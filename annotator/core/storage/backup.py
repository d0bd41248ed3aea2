"""Copies of a project that can be trusted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlite_utils import Database

from annotator.core.errors import N_, CancelledError, ProjectError
from annotator.core.storage.placing import exists, place

_PAGES = 1024
_STEPS = 100_000  # of SQLite's own between two questions whether to stop


def copy(
    db: Database,
    target: Path,
    *,
    renamed: Mapping[str, str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Copy the project by SQLite's online backup, in steps, check the copy, then name it.

    `renamed` holds what the copy says of itself that the project does not (`id`, `name`).

    Raises:
        ProjectError: `target` exists or cannot be written, or the copy is not sound.
        CancelledError: `cancelled` said so; nothing of the copy is left.
    """
    if exists(target):
        raise ProjectError(
            N_("“{path}” exists already. Choose another name for the backup."), path=target
        )
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy_checked(db, unfinished, renamed or {}, cancelled)
        place(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        _stop_if(cancelled)  # which interrupts SQLite, too
        raise ProjectError(
            N_("The backup “{path}” could not be written: {reason}."),
            path=target,
            reason=str(getattr(error, "strerror", None) or error).rstrip("."),
        ) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _copy_checked(
    db: Database, unfinished: Path, renamed: Mapping[str, str], cancelled: Callable[[], bool]
) -> None:
    copied = sqlite3.connect(unfinished)
    try:
        db.conn.backup(copied, pages=_PAGES, progress=lambda *_: _stop_if(cancelled))
        copied.set_progress_handler(cancelled, _STEPS)
        # a copy of a file in write-ahead logging says so in its header: make it one plain file
        copied.execute("PRAGMA journal_mode = DELETE")
        found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        for name, value in renamed.items():
            copied.execute("UPDATE project SET value = ? WHERE name = ?", (value, name))
        copied.commit()
    finally:
        copied.close()
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError(N_("The copying was cancelled."))
