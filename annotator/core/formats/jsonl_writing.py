"""Writing files of canonical JSONL: the fullest record first, then the order that is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from annotator.core.errors import N_, CancelledError, InputError
from annotator.core.formats.atomic import cannot_write, file_in_place_of
from annotator.core.formats.records import (
    Record,
    Recorder,
    encode,
    entry_record,
)
from annotator.core.formats.shape import CAST_FORMAT, FORMAT_NAME
from annotator.core.model import Annotation, Document, Entry, FindEntry, no_entry
from annotator.core.schema import Schema

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many documents are done and how many there are (0 where that is unknown)."""
Cancelled: TypeAlias = Callable[[], bool]

_BLOCK = 1 << 20
_OURS = f'{{"format":"{FORMAT_NAME}/'.encode()


@dataclass(frozen=True, slots=True)
class Written:
    """What a file got: how many documents and annotations, how many bytes."""

    documents: int
    annotations: int
    bytes: int


def nothing(*_: int) -> None:
    """A progress that nobody watches."""


def never() -> bool:
    """A wish to stop that nobody has."""
    return False


class JsonlWriter:
    """Puts records into an open file one at a time and moves the fullest to its front at the end.

    One pass over the project and one copy of the file cost less than two passes. Memory holds the
    present record and the fullest.
    """

    def __init__(self, file: BinaryIO, schema: Schema, find_entry: FindEntry = no_entry) -> None:
        """`file` is open for reading and writing, and empty."""
        self._file = file
        self._recorder = Recorder(schema, find_entry)
        self._leading: Record = {}
        self._fullest = 0
        self._start = 0
        self._end = 0
        self.documents = 0
        self.annotations = 0
        self.bytes = 0

    def add(self, document: Document, annotations: Sequence[Annotation]) -> None:
        """Append the record of one document."""
        record = self._recorder.record(document, annotations)
        line = encode(record)
        filled = self._recorder.filled_lists(document, annotations)
        if filled > self._fullest or not self.documents:
            self._fullest, self._leading = filled, record
            self._start, self._end = self.bytes, self.bytes + len(line)
        self._file.write(line)
        self.documents += 1
        self.annotations += len(annotations)
        self.bytes += len(line)

    def finish(self, target: BinaryIO, unlinked: Iterable[Entry] = ()) -> None:
        """Copy the file to `target` with the fullest record leading.

        The leading record's cast also has the entries that nothing is linked to (`unlinked`).
        """
        written = self.bytes
        if self.documents:
            alone = [entry_record(each) for each in unlinked]
            cast = sorted([*self._leading["cast"], *alone], key=lambda each: str(each["id"]))
            line = encode({**self._leading, "cast": cast})
            target.write(line)
            self.bytes += len(line) - (self._end - self._start)
        for start, end in ((0, self._start), (self._end, written)):
            self._file.seek(start)
            for at in range(start, end, _BLOCK):
                target.write(self._file.read(min(_BLOCK, end - at)))

    @property
    def written(self) -> Written:
        """What the file got so far."""
        return Written(self.documents, self.annotations, self.bytes)


def cast_line(entry: Entry) -> bytes:
    """The line of an entry in the file of a dataset's whole cast."""
    return encode({"format": CAST_FORMAT, **entry_record(entry)})


def write_jsonl(
    path: Path,
    documents: Iterable[tuple[Document, Sequence[Annotation]]],
    schema: Schema,
    *,
    find_entry: FindEntry = no_entry,
    unlinked: Iterable[Entry] = (),
    total: int = 0,
    progress: Progress = nothing,
    cancelled: Cancelled = never,
) -> Written:
    """Write a file of canonical JSONL; it appears whole or not at all.

    `find_entry` knows the cast; `unlinked` are the entries of it that no annotation is linked to.
    An earlier export at `path` is replaced, any other file is not touched.

    Raises:
        InputError: `path` is a file that is no export of ours, or cannot be written.
        CancelledError: `cancelled` said so; nothing was written.
    """
    check_replaceable(path)
    with file_in_place_of(path) as unfinished:
        lines = unfinished.with_suffix(".lines")
        try:
            with lines.open("w+b") as file:
                writer = JsonlWriter(file, schema, find_entry)
                for document, annotations in documents:
                    stop_if(cancelled)
                    writer.add(document, annotations)
                    progress(writer.documents, total)
                with unfinished.open("wb") as target:
                    writer.finish(target, unlinked)
        finally:
            lines.unlink(missing_ok=True)
    return writer.written


def stop_if(cancelled: Cancelled) -> None:
    """Raise CancelledError where the user wants to stop."""
    if cancelled():
        raise CancelledError(N_("The export was cancelled; nothing was written."))


def check_replaceable(path: Path) -> None:
    """Refuse to overwrite a file that is not an earlier export: InputError says what to do."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_OURS))
    except FileNotFoundError:
        return
    except IsADirectoryError:
        raise InputError(N_("“{path}” is a folder, not a file."), path=path) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    if head and head != _OURS:
        raise InputError(
            N_(
                "“{path}” exists and is not an earlier export; "
                "choose another name, or delete it first."
            ),
            path=path,
        )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
