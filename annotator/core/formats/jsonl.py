"""Files of canonical JSONL: one record a line, read and written one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.formats.entry_reading import read_cast_line
from annotator.core.formats.record_reading import NewerFormatError, ReadRecord, RecordReader
from annotator.core.formats.shape import CAST_FORMAT
from annotator.core.model import Entry
from annotator.core.schema import Schema

PROBLEMS_SHOWN = 20

_BOM = b"\xef\xbb\xbf"
_CAST_HEAD = f'{{"format":"{CAST_FORMAT}"'.encode()
_ESCAPED_NUL = b"\\u0000"


class RecordsError(InputError):
    """Records of a file are wrong; `problems` are the first of them, each with its line."""

    def __init__(self, path: Path, problems: tuple[HashiyaError, ...], *, more: bool) -> None:
        template = (
            N_("“{name}” cannot be imported, nor anything with it. Its first mistakes:\n{problems}")
            if more
            else N_("“{name}” cannot be imported, nor anything with it:\n{problems}")
        )
        super().__init__(template, name=path.name, problems=problems)
        self.problems = problems

    def __str__(self) -> str:
        lines = "\n".join(str(each) for each in self.problems)
        return self.template.format(**{**self.details, "problems": lines})


def read_jsonl(path: Path, schema: Schema, *, annotator: str = "") -> Iterator[ReadRecord]:
    """The documents of a file, one at a time, in its order.

    After a first mistake nothing more is handed out, but reading goes on to tell up to twenty of
    them at once. `annotator` is whose the annotations are that name nobody.

    Raises:
        RecordsError: one or more lines are wrong.
        InputError: the file cannot be read, or holds no record.
    """
    problems: list[HashiyaError] = []
    for found in read_lines(path, schema, annotator=annotator):
        if isinstance(found, HashiyaError):
            problems.append(found)
            if len(problems) == PROBLEMS_SHOWN:
                break
        elif not problems:
            yield found
    if problems:
        raise RecordsError(path, tuple(problems), more=len(problems) == PROBLEMS_SHOWN)


def read_lines(
    path: Path, schema: Schema, *, annotator: str = ""
) -> Iterator[ReadRecord | InputError]:
    """What each line of a file holds: its document, or what is wrong with it.

    A file of a newer version of the format ends with its first line.

    Raises:
        InputError: the file cannot be read, or holds no record.
    """
    reader = RecordReader(schema, annotator)
    lines_of_ids: dict[str, int] = {}
    number = 0
    for number, line in _lines(path):
        try:
            found = reader.read(_loaded(line))
            first = lines_of_ids.setdefault(found.document.id, number)
            if first != number:
                raise InputError(
                    N_("the id “{id}” stands in line {line} already."),
                    id=found.document.id,
                    line=first,
                )
        except InputError as error:
            yield _in_line(number, error)
            if isinstance(error, NewerFormatError):
                return
        else:
            yield found
    if not number:
        raise InputError(N_("The file “{name}” is empty."), name=path.name)


def read_cast(path: Path) -> list[Entry] | None:
    """The entries of the file of a dataset's cast; None where the file is another one.

    Raises:
        InputError: a line of it is wrong.
    """
    entries: dict[str, Entry] = {}
    for number, line in _lines(path):
        if not entries and not line.startswith(_CAST_HEAD):
            return None
        try:
            entry = read_cast_line(_loaded(line))
            if entry is None or entry.id in entries:
                raise InputError(N_("this is no entry of a cast, or its id stands twice."))
        except InputError as error:
            raise _in_line(number, error) from None
        entries[entry.id] = entry
    return list(entries.values()) or None


def count_records(path: Path) -> int:
    """About how many records the file has: its lines, counted without reading them."""
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0  # the reading itself will say what is wrong


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, counted from 1, cut at LF alone."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                content = line.removeprefix(_BOM) if number == 1 else line
                if not content.isspace() and content:
                    yield number, content
    except FileNotFoundError:
        raise InputError(N_("There is no file “{name}”."), name=path) from None
    except PermissionError:
        raise InputError(N_("You have no permission to read “{name}”."), name=path) from None
    except OSError as error:
        raise InputError(
            N_("“{name}” cannot be read: {reason}."), name=path, reason=error.strerror
        ) from None


def _loaded(line: bytes) -> object:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(
            N_("this is not valid JSON (column {column}: {reason})."),
            column=error.colno,
            reason=error.msg,
        ) from None
    if _ESCAPED_NUL in line and _holds_nul(value):
        raise InputError(N_("a string holds the character U+0000, which no project can keep."))
    return value


def _holds_nul(value: object) -> bool:
    """Whether a string of a JSON value holds U+0000; an escaped backslash may only look like it."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(each) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(_holds_nul(each) for each in value)


def _in_line(number: int, error: HashiyaError) -> InputError:
    return InputError(N_("Line {line}: {reason}"), line=number, reason=error)
