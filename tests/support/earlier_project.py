"""A project as earlier versions of the program left it."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from annotator.core.storage import connection

ROWS = Path(__file__).with_name("earlier_rows.sql")
MIGRATIONS = Path(connection.__file__).with_name("migrations")


def earlier_project(path: Path, number: int) -> Path:
    """Write a project of this earlier format: its tables then, with rows of the first version."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        for name in connection.MIGRATIONS[:number]:
            db.executescript((MIGRATIONS / name).read_text(encoding="utf-8"))
        db.executescript(ROWS.read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")
    return path
