"""Copies of a project that can be trusted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from sqlite_utils import Database

from annotator.core.errors import N_, ProjectError
from annotator.core.storage.placing import place

_PAGES = 1024


def copy(db: Database, target: Path, *, renamed: Mapping[str, str] | None = None) -> None:
    """Copy the project by SQLite's online backup, in steps, check the copy, then name it.

    `renamed` holds what the copy says of itself that the project does not (`id`, `name`).

    Raises:
        ProjectError: `target` exists or cannot be written, or the copy is not sound.
    """
    if target.exists():
        raise ProjectError(
            N_("“{path}” exists already. Choose another name for the backup."), path=target
        )
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy_checked(db, unfinished, renamed or {})
        place(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        raise ProjectError(
            N_("The backup “{path}” could not be written: {reason}."),
            path=target,
            reason=str(getattr(error, "strerror", None) or error).rstrip("."),
        ) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _copy_checked(db: Database, unfinished: Path, renamed: Mapping[str, str]) -> None:
    copied = sqlite3.connect(unfinished)
    try:
        db.conn.backup(copied, pages=_PAGES)
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
