"""A project file that is open: the questions of `Reader`, and the one door for changes."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from annotator.core.errors import N_, ProjectError
from annotator.core.model import Change, new_id, now
from annotator.core.schema import Schema, read_schema
from annotator.core.storage import backup, connection, history, verification
from annotator.core.storage.errors import (
    ProjectBusyError,
    ProjectMovedError,
    ReadOnlyError,
)
from annotator.core.storage.lock import ProjectLock
from annotator.core.storage.past import no_entry
from annotator.core.storage.placing import exists, place
from annotator.core.storage.reader import Reader
from annotator.core.storage.transaction import Transaction
from annotator.core.storage.writer import Memory

# Why a project that was to be written is open for reading, by the kind of SQLite's refusal.
_REFUSALS = {
    sqlite3.SQLITE_READONLY: N_("Its medium refuses the writing of changes."),
    sqlite3.SQLITE_BUSY: N_(
        "Another program is reading it just now: wait for it or close it, and open it again."
    ),
    sqlite3.SQLITE_FULL: N_("The disk is full: make room, and open it again."),
    sqlite3.SQLITE_ERROR: N_("It could not be brought up to date, and stays as it was."),
}
_REFUSALS[sqlite3.SQLITE_LOCKED] = _REFUSALS[sqlite3.SQLITE_BUSY]


class Project(Reader):
    """A project that is open.

    Reads are answered by a connection that only reads, so they see what is committed and never
    wait for a long write; everything is written by one other connection, through `transact`.

    `read_only_reason` is a sentence's template that says why a project is read-only, or empty.
    """

    def __init__(
        self,
        path: Path,
        readings: Database,
        *,
        writings: Database | None,
        lock: ProjectLock | None,
        read_only_reason: str = "",
    ) -> None:
        super().__init__(readings)
        self.path = path
        self.read_only_reason = read_only_reason
        self._writings = writings
        self._lock = lock
        self._turn = threading.Lock()
        self._memory = Memory()
        self._file = _identity(path)
        self.name = self._value("name") or path.stem
        self.schema = self._read_schema()

    # -- opening and closing --------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, schema: Schema, *, name: str = "") -> Self:
        """Make a new project file with this schema and open it.

        Raises:
            ProjectError: something stands at `path` already, or the folder cannot be written.
        """
        if exists(path):
            raise ProjectError(
                N_("“{path}” exists already. Choose another name, or open it."), path=path
            )
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            unfinished.touch(exist_ok=False)
            _fill(unfinished, schema, name or path.stem)
            place(unfinished, path)
        except FileExistsError:
            raise ProjectError(
                N_("“{path}” exists already. Choose another name, or open it."), path=path
            ) from None
        except (OSError, sqlite3.Error) as error:
            raise _cannot_create(path, error) from None
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink()
        return cls.open(path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        before_migration: Callable[[Project], object] = lambda _project: None,
    ) -> Self:
        """Open the project file at `path`.

        A folder or medium that cannot be written makes it read-only, with `read_only_reason`. One
        of an earlier format is brought up to date; before that, `before_migration` is given it as
        it was, to read its history and to back it up.

        Raises:
            NotAProjectError, ProjectTooNewError, ProjectInUseError: what the names say.
            ProjectError: the file is missing or cannot be read.
        """
        _check_readable(path)
        if read_only:
            return cls._open_reading(path, N_("It was opened read-only."))
        lock = ProjectLock(path)
        try:
            if not os.access(path, os.W_OK):
                raise PermissionError
            lock.acquire()
        except OSError:
            return cls._open_reading(path, N_("Its file or folder cannot be written."))
        try:
            return cls._open_writing(path, lock, before_migration)
        except sqlite3.OperationalError as error:
            lock.release()
            # The lowest byte is the kind; where there is none, we said ourselves what it was.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_READONLY) & 0xFF
            return cls._open_reading(path, _REFUSALS.get(code, _REFUSALS[sqlite3.SQLITE_READONLY]))
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_writing(
        cls, path: Path, lock: ProjectLock, before_migration: Callable[[Project], object]
    ) -> Self:
        db = connection.connect(path, "rw")
        try:
            found = connection.check_identity(db, path)
            connection.configure(db, read_only=False)
            connection.start_writing(db)
            if found < connection.FORMAT:
                with cls(path, _reading(path), writings=None, lock=None) as old:
                    before_migration(old)
                with db.atomic():
                    connection.migrate(db, found)
            readings = _open_readings(path)
        except BaseException:
            db.close()
            raise
        return cls(path, readings, writings=db, lock=lock)

    @classmethod
    def _open_reading(cls, path: Path, reason: str) -> Self:
        return cls(path, _open_readings(path), writings=None, lock=None, read_only_reason=reason)

    def reader(self) -> Self:
        """Open the project once more, read-only, for another thread, which must close it."""
        return self._open_reading(self.path, self.read_only_reason)

    def close(self) -> None:
        """Close the file and leave it as one file that can be copied; harmless when closed."""
        self._db.close()
        if self._writings is not None:
            if not self._was_moved():
                with contextlib.suppress(sqlite3.Error):  # a reader of another thread is open
                    connection.stop_writing(self._writings)
            self._writings.close()
            self._writings = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def identity(self) -> str:
        """What tells this project from every other, wherever its file lies."""
        return self._value("id")

    @property
    def read_only(self) -> bool:
        """Whether nothing in the project can be changed."""
        return self._writings is None

    # -- the door -------------------------------------------------------------------------------

    @contextmanager
    def transact(
        self, action: str, actor: str, details: dict[str, str] | None = None
    ) -> Iterator[Transaction]:
        """One user action: what the block writes becomes durable at its end, or nothing does.

        Raises:
            ReadOnlyError, ProjectBusyError, ProjectMovedError: what the names say.
            ProjectError: the file could not be written (a full disk, say); nothing was changed.
        """
        if self._writings is None:
            raise ReadOnlyError(self.path, self.read_only_reason)
        if not self._turn.acquire(blocking=False):
            raise ProjectBusyError
        try:
            if self._was_moved():
                raise ProjectMovedError(self.path)
            with self._writings.atomic():
                transaction = Transaction(
                    self._writings,
                    self.schema,
                    self._memory,
                    action=action,
                    actor=actor,
                    details=dict(details or {}),
                )
                yield transaction
                transaction.finish()
            self.schema = transaction.schema
        except sqlite3.Error as error:
            self._memory.forget()
            raise _cannot_write(self.path, error) from error
        except BaseException:
            self._memory.forget()
            raise
        finally:
            self._turn.release()

    def undo(self, actor: str) -> Change | None:
        """Undo what was done last; None where nothing can be undone."""
        with self.transact("undo", actor) as transaction:
            transaction.revert("undo")
        return transaction.change

    def redo(self, actor: str) -> Change | None:
        """Do again what was undone last; None where nothing can be redone."""
        with self.transact("redo", actor) as transaction:
            transaction.revert("redo")
        return transaction.change

    # -- history --------------------------------------------------------------------------------

    def undoable(self) -> Change | None:
        """The change that `undo` would undo, without its rows."""
        return self._change_at(history.heads(self._db).undo)

    def redoable(self) -> Change | None:
        """The undo that `redo` would take back, without its rows."""
        return self._change_at(history.heads(self._db).redo)

    def row_count(self, change: Change) -> int:
        """How many rows an entry of the history wrote."""
        return history.row_count(self._db, change.number)

    def history(
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        document: str | None = None,
        annotation: str = "",
        actor: str = "",
        action: str = "",
        rows: bool = False,
    ) -> list[Change]:
        """Entries of the history, the newest first.

        Those before number `before`, of one document, of one annotation of it, by one actor, of
        one action (a key); with their rows where `rows` is true, of which those of another
        document are left out.
        """
        wanted = history.Wanted(document or "", annotation, actor, action)
        return history.read_changes(self._db, wanted, limit=limit, before=before, rows=rows)

    def history_actors(self) -> list[str]:
        """Who stands in the history, sorted."""
        return history.actors(self._db)

    def history_actions(self) -> list[str]:
        """The keys of the actions that stand in the history, sorted."""
        return history.actions(self._db)

    def documents_of(self, number: int, *, limit: int = 100) -> list[str]:
        """The ids of the documents that the entry `number` touched, some of them."""
        return history.documents_of(self._db, number, limit)

    def change_at(self, number: int, *, document: str | None = None) -> Change:
        """The entry `number` of the history with its rows, or those of one document.

        Raises:
            NotFoundError: the history has no such entry.
        """
        if number < 1:
            raise no_entry(number, self.last_entry())
        self.check_entry(number)
        return history.read_change(self._db, number, rows=True, document=document)

    def _change_at(self, number: int) -> Change | None:
        return history.read_change(self._db, number, rows=False) if number else None

    # -- care -----------------------------------------------------------------------------------

    def verify(self) -> list[ProjectError]:
        """Check the whole file; return what is wrong, as errors that are not raised."""
        return verification.problems(self._db, self)

    def backup(self, target: Path, *, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Write a verified copy of the project to `target`, which must not exist.

        Raises:
            ProjectError: `target` exists or cannot be written, or the copy is not sound.
            CancelledError: `cancelled` said so; nothing of the copy is left.
        """
        backup.copy(self._db, target, cancelled=cancelled)

    def copy_as(self, target: Path, name: str) -> None:
        """Write a copy to `target`, which must not exist, as a project of its own named `name`.

        Its backups and its search index are not those of this project.

        Raises:
            ProjectError: `target` exists or cannot be written, or the copy is not sound.
        """
        backup.copy(self._db, target, renamed={"id": new_id("c")[2:], "name": name})

    # -- the inside -----------------------------------------------------------------------------

    def _value(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM project WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _read_schema(self) -> Schema:
        row = self._db.execute(
            "SELECT toml FROM schemas WHERE number = ?", (int(self._value("schema")),)
        ).fetchone()
        return read_schema(row[0], name=self.path.name)

    def _was_moved(self) -> bool:
        try:
            return _identity(self.path) != self._file
        except OSError:
            return True


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _check_readable(path: Path) -> None:
    if not exists(path):
        raise ProjectError(
            N_("There is no file “{path}”. It may have been moved or renamed."), path=path
        )
    if path.is_dir():
        raise connection.not_a_project(path)
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise connection.cannot_open(path, error) from None
    if head != b"SQLite format 3\0":
        raise connection.not_a_project(path)


def _open_readings(path: Path) -> Database:
    """A connection that reads; also where a read-only medium holds an unclosed journal."""
    db = _reading(path)
    found = connection.check_identity(db, path)
    if found < connection.FORMAT:
        db = connection.as_current(db, found)
        connection.configure(db, read_only=True)
    return db


def _reading(path: Path) -> Database:
    """A connection that reads the file as it is, of whatever format."""
    db = connection.connect(path, "ro")
    try:
        connection.check_identity(db, path)
        connection.configure(db, read_only=True)
    except BaseException:
        db.close()
        raise
    return db


def _fill(path: Path, schema: Schema, name: str) -> None:
    db = connection.connect(path, "rw")
    try:
        with db.atomic():
            connection.migrate(db, 0)
            db.execute("INSERT INTO schemas VALUES (1, ?, ?)", (schema.source, now()))
            for key, value in (
                ("id", new_id("c")[2:]),
                ("name", name),
                ("schema", "1"),
                ("created", str(now())),
            ):
                db.execute("INSERT INTO project VALUES (?, ?)", (key, value))
    finally:
        db.close()


def _cannot_create(path: Path, error: Exception) -> ProjectError:
    return ProjectError(
        N_("The project “{path}” cannot be made: {reason}."),
        path=path,
        reason=str(getattr(error, "strerror", None) or error).rstrip("."),
    )


def _cannot_write(path: Path, error: sqlite3.Error) -> ProjectError:
    return ProjectError(
        N_(
            "This change could not be written to “{path}”: {reason}. Nothing of it was kept; "
            "everything before it was."
        ),
        path=path,
        reason=str(error).rstrip("."),
    )
