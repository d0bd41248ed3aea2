"""Opening the SQLite file: pragmas, the check of what it is, migrations.

Figures behind the pragmas: WAL with synchronous=FULL lost nothing in 400 simulated power cuts at a
third of a rollback journal's syncs; WAL with NORMAL lost acknowledged commits in 227 of them
(DESIGN section 9).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from pathlib import Path

from sqlite_utils import Database

from annotator.core.errors import N_, ProjectError
from annotator.core.storage.errors import NotAProjectError, ProjectTooNewError
from annotator.core.text import fold_text, has_letters, has_words

APPLICATION_ID = 0x48534859  # "HSHY"
MIGRATIONS = (
    "0001_project.sql",
    "0002_pages_and_cast.sql",
    "0003_cast_views.sql",
    "0004_review.sql",
    "0005_facts.sql",
)
FORMAT = len(MIGRATIONS)

_COMMON = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)

# How queries compare texts (`query_sql.py`): by the one rule of core.text.
_FUNCTIONS: tuple[tuple[str, int, Callable[..., str | bool]], ...] = (
    ("hashiya_fold", 1, lru_cache(maxsize=4096)(fold_text)),  # of few origins and values
    ("hashiya_letters", 2, has_letters),
    ("hashiya_words", 3, lambda text, words, prefix: has_words(text, words, prefix=bool(prefix))),
)


def connect(path: Path, mode: str) -> Database:
    """Open the file at `path`; `mode` is `ro`, `rw` or `rwc` as in SQLite's URIs.

    The connection may be used from several threads; whoever writes takes turns by a lock.

    Raises:
        ProjectError: the file cannot be opened.
    """
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        return _connected(uri)
    except sqlite3.Error as error:
        raise cannot_open(path, error) from None


def _connected(uri: str) -> Database:
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for name, count, function in _FUNCTIONS:
        connection.create_function(name, count, function, deterministic=True)
    return Database(connection)


def configure(db: Database, *, read_only: bool) -> None:
    """Set the connection's pragmas; a reader may not write even by mistake."""
    for pragma in _COMMON:
        db.execute(pragma)
    if read_only:
        db.execute("PRAGMA query_only = 1")
        db.execute("PRAGMA wal_autocheckpoint = 0")


def start_writing(db: Database) -> None:
    """Switch the file to write-ahead logging, each commit durable.

    Raises:
        sqlite3.OperationalError: the folder or the medium refuses it.
    """
    mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise sqlite3.OperationalError("the medium refuses write-ahead logging")
    db.execute("PRAGMA synchronous = FULL")


def stop_writing(db: Database) -> None:
    """Leave one file that can be copied, mailed or read from a read-only medium."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode = DELETE")


def check_identity(db: Database, path: Path) -> int:
    """Return the file's format number.

    Raises:
        NotAProjectError: the file is no project or is damaged.
        ProjectTooNewError: a newer program wrote it.
    """
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise not_a_project(path) from None
        raise cannot_open(path, error) from None
    if application != APPLICATION_ID or found < 1:
        raise not_a_project(path)
    if found > FORMAT:
        raise ProjectTooNewError(path, found, FORMAT)
    return found


def migrate(db: Database, found: int) -> None:
    """Run the migrations that follow format `found`, inside the caller's transaction."""
    folder = resources.files("annotator.core.storage") / "migrations"
    for number in range(found, FORMAT):
        for statement in _statements((folder / MIGRATIONS[number]).read_text(encoding="utf-8")):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {FORMAT}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def as_current(db: Database, found: int) -> Database:
    """A private copy of a file of an earlier format, brought up to date; `db` is closed.

    For files that cannot be written themselves. The copy is SQLite's own temporary file, which
    goes away with its connection. Where it cannot be brought up to date, it is `db` as it was.
    """
    copy = _connected("")
    try:
        db.conn.backup(copy.conn)
        with copy.atomic():
            migrate(copy, found)
    except sqlite3.Error:
        copy.close()
        return db
    db.close()
    return copy


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would commit the transaction."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def not_a_project(path: Path) -> NotAProjectError:
    """The error that says that the file is something else."""
    return NotAProjectError(
        N_(
            "“{path}” is not a Hashiya project. Open a file that ends in .hashiya, or import "
            "this file into a project."
        ),
        path=path,
    )


def cannot_open(path: Path, error: Exception) -> ProjectError:
    """The error for a file that SQLite could not open or read."""
    return ProjectError(
        N_("“{path}” cannot be opened: {reason}."), path=path, reason=str(error).rstrip(".")
    )
