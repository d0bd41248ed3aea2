"""Bringing files in: what each of them is, said before anything is written, and then the import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.app.jobs import Cancelled, Progress
from annotator.core import commands
from annotator.core.articles import UnreadFile, find_files, natural_key, read_article
from annotator.core.commands import ImportResult
from annotator.core.errors import N_, CancelledError, HashiyaError
from annotator.core.formats.jsonl import read_jsonl
from annotator.core.formats.registry import Format, format_of, formats
from annotator.core.model import Annotation, Document, text_digest
from annotator.core.storage import Project

Item = tuple[Document, Sequence[Annotation]]


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """How files are read: by the format of this name, or (empty) by the ending of each.

    `encoding` overrides what is recognised in files of plain text; empty recognises it.
    """

    format_name: str = ""
    encoding: str = ""
    annotator: str = ""

    def format_for(self, path: Path) -> Format:
        """The format in which a file is read."""
        named = (each for each in formats() if each.name == self.format_name)
        return next(named, None) or format_of(path)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What one file is.

    `documents`, `annotations` and `length` (code points) count what it holds, `duplicates` those
    of its documents whose text the project, or a file before it, has already. `notes` are English
    sentences, marked for translation. With an `error` nothing of it can be imported.
    """

    path: Path
    format_name: str
    title: str = ""
    encoding: str = ""
    guessed: bool = False
    documents: int = 0
    annotations: int = 0
    duplicates: int = 0
    length: int = 0
    notes: tuple[str, ...] = ()
    error: HashiyaError | None = None

    @property
    def new(self) -> int:
        """How many documents it would add."""
        return 0 if self.error else self.documents - self.duplicates


def look_at(
    project: Project,
    paths: Iterable[Path],
    choice: ImportChoice,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> list[FoundFile]:
    """What each of the files is, folders looked through, without writing anything.

    Raises:
        CancelledError: `cancelled` said so.
    """
    files, found = _files(paths, choice)
    seen: set[str] = set()
    for done, path in enumerate(files):
        if cancelled():
            raise CancelledError(N_("Looking at the files was cancelled."))
        progress(done, len(files))
        found.append(_look_at_file(project, path, choice, seen))
    progress(len(files), len(files))
    return sorted(found, key=lambda each: natural_key(each.path))


def run_import(
    project: Project,
    files: Sequence[FoundFile],
    choice: ImportChoice,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> ImportResult:
    """Import the files that can be, all of them as one change that can be undone.

    Raises:
        CancelledError: `cancelled` said so; nothing was kept.
        HashiyaError: a file changed since it was looked at and is wrong now; nothing was kept.
    """
    usable = [each for each in files if each.error is None]
    total = sum(each.documents for each in usable)
    return commands.add_documents(
        project,
        _items(project, usable, choice),
        actor=choice.annotator,
        progress=lambda done: progress(done, total),
        cancelled=cancelled,
    )


def _files(paths: Iterable[Path], choice: ImportChoice) -> tuple[list[Path], list[FoundFile]]:
    """The files themselves, each once, and those folders and files that cannot be looked into."""
    files: dict[Path, None] = {}
    found: list[FoundFile] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        try:
            inside, unread = find_files(path, _extensions(choice))
        except HashiyaError as error:
            found.append(FoundFile(path, "", error=error))
            continue
        files.update(dict.fromkeys(inside))
        found += [_unread(each) for each in unread]
    return list(files), found


def _extensions(choice: ImportChoice) -> tuple[str, ...]:
    readable = [each for each in formats() if each.reads]
    named = [each for each in readable if each.name == choice.format_name]
    return tuple(extension for each in named or readable for extension in each.extensions)


def _unread(file: UnreadFile) -> FoundFile:
    return FoundFile(file.path, "", error=file.error)


def _look_at_file(project: Project, path: Path, choice: ImportChoice, seen: set[str]) -> FoundFile:
    name = choice.format_name
    try:
        name = choice.format_for(path).name
        if name == "jsonl":
            return _look_at_records(project, path, choice, seen)
        article = read_article(path, encoding=choice.encoding or None)
    except HashiyaError as error:
        return FoundFile(path, name, error=error)
    document = article.document
    return FoundFile(
        path,
        name,
        title=document.title,
        encoding=article.encoding,
        guessed=article.guessed,
        documents=1,
        duplicates=int(_is_known(project, document, seen)),
        length=len(document.text),
        notes=article.notes,
    )


def _look_at_records(
    project: Project, path: Path, choice: ImportChoice, seen: set[str]
) -> FoundFile:
    documents = annotations = duplicates = length = 0
    title = ""
    for record in read_jsonl(path, project.schema, annotator=choice.annotator):
        title = title or record.document.title
        documents += 1
        annotations += len(record.annotations)
        length += len(record.document.text)
        duplicates += _is_known(project, record.document, seen)
    return FoundFile(
        path,
        "jsonl",
        title=title,
        encoding="utf-8",
        documents=documents,
        annotations=annotations,
        duplicates=duplicates,
        length=length,
    )


def _is_known(project: Project, document: Document, seen: set[str]) -> bool:
    digest = text_digest(document.text)
    if digest in seen:
        return True
    seen.add(digest)
    return project.document_with_digest(digest) is not None


def _items(project: Project, files: Iterable[FoundFile], choice: ImportChoice) -> Iterator[Item]:
    for each in files:
        if each.format_name == "jsonl":
            for record in read_jsonl(each.path, project.schema, annotator=choice.annotator):
                yield record.document, record.annotations
        else:
            yield read_article(each.path, encoding=choice.encoding or None).document, ()
