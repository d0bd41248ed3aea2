"""Files of plain text to documents: one file, many, or a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.core.articles.decoding import decode
from annotator.core.articles.language import guess_language
from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.model import Document, NamedValue, new_id
from annotator.core.text import document_direction, first_line_title

TEXT_EXTENSIONS = (".txt", ".text")

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that was read from `path`.

    `encoding` is the codec that its bytes were read with, and `guessed` says that the file does
    not prove it; `notes` are English sentences, marked for translation, about what was changed.
    """

    path: Path
    document: Document
    encoding: str
    guessed: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file or folder that could not be read, and why."""

    path: Path
    error: HashiyaError


def read_article(path: Path, *, encoding: str | None = None) -> ReadArticle:
    """Read one file of plain text; `encoding` overrides what would be recognised.

    The document is named after the file, without its ending, and titled by its first line. Its
    metadata keep the file's name and encoding.

    Raises:
        InputError: the file cannot be read, is empty or no text, or its encoding is unknown.
    """
    decoded = decode(_bytes_of(path), path.name, encoding=encoding)
    text = decoded.text
    document = Document(
        id=new_id("d"),
        name=_readable(path.stem),
        title=first_line_title(text),
        text=text,
        direction=document_direction(text),
        language=guess_language(text),
        metadata=(
            NamedValue("encoding", decoded.encoding),
            NamedValue("file", _readable(path.name)),
        ),
    )
    return ReadArticle(path, document, decoded.encoding, decoded.guessed, decoded.notes)


def read_articles(
    paths: Iterable[Path], *, encoding: str | None = None
) -> Iterator[ReadArticle | UnreadFile]:
    """Read files one after the other; one that cannot be read stops none of the others."""
    for path in paths:
        try:
            yield read_article(path, encoding=encoding)
        except HashiyaError as error:
            yield UnreadFile(path, error)


def find_files(
    folder: Path, extensions: Iterable[str] = TEXT_EXTENSIONS
) -> tuple[list[Path], list[UnreadFile]]:
    """The files of a folder and its subfolders with one of the endings, in natural order.

    Hidden files and folders (`.git`, `._article.txt`) are passed over. Subfolders that may not be
    read are the second part of the answer.

    Raises:
        InputError: the folder itself cannot be read, or holds no such file.
    """
    wanted = tuple(extensions)
    found: list[Path] = []
    unread: list[UnreadFile] = []

    def note(error: OSError) -> None:
        unread.append(UnreadFile(Path(error.filename), _cannot_read(Path(error.filename), error)))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [each for each in folders if not each.startswith(".")]
        found += [
            Path(parent, each)
            for each in names
            if each.lower().endswith(wanted) and not each.startswith(".")
        ]
    if unread and unread[0].path == folder:
        raise unread[0].error
    if not found and not unread:
        raise InputError(
            N_("The folder “{name}” holds no file ending in {extensions}."),
            name=folder.name or str(folder),
            extensions=", ".join(wanted),
        )
    return sorted(found, key=natural_key), unread


def natural_key(path: Path) -> list[tuple[int, int, str]]:
    """A key that sorts `article 9` before `article 10`, folder by folder."""
    key: list[tuple[int, int, str]] = []
    for part in path.parts:
        # Digits of any script count; what int() refuses (superscripts) sorts as text.
        key += [
            (0, int(piece), piece) if piece.isdecimal() else (1, 0, piece.casefold())
            for piece in _NUMBER.split(part)
        ]
        key.append((-1, 0, ""))
    return key


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _cannot_read(path, error) from error


def _cannot_read(path: Path, error: OSError) -> InputError:
    name = _readable(str(path))
    match error:
        case FileNotFoundError():
            return InputError(N_("There is no file “{name}”."), name=name)
        case PermissionError():
            return InputError(N_("You have no permission to read “{name}”."), name=name)
        case IsADirectoryError():
            return InputError(N_("“{name}” is a folder, not a file."), name=name)
    reason = error.strerror or type(error).__name__
    return InputError(N_("“{name}” cannot be read: {reason}."), name=name, reason=reason)


def _readable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 (Python holds them as surrogates) shown."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
