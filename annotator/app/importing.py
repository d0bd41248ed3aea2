"""Bringing files in: what each of them is, said before anything is written, and then the import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.app.jobs import Cancelled, Progress
from annotator.core.articles import UnreadFile, find_files, natural_key, read_article
from annotator.core.errors import N_, CancelledError, HashiyaError
from annotator.core.formats import (
    Format,
    ImportOptions,
    ImportReport,
    format_named,
    format_of,
    formats,
    import_files,
    read_cast,
    read_jsonl,
)
from annotator.core.model import Document, text_digest
from annotator.core.storage import Project


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What one file is.

    `documents`, `annotations` and `length` (code points) count what it holds, `duplicates` those
    of its documents whose text the project, or a file before it, has already. `entries` counts what
    it would add to the cast. `notes` are English
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
    entries: int = 0
    notes: tuple[str, ...] = ()
    error: HashiyaError | None = None

    @property
    def new(self) -> int:
        """How many documents it would add, or entries of the cast where it holds nothing else."""
        return 0 if self.error else (self.documents - self.duplicates or self.entries)


def look_at(
    project: Project,
    paths: Iterable[Path],
    options: ImportOptions,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> list[FoundFile]:
    """What each of the files is, folders looked through, without writing anything.

    Raises:
        CancelledError: `cancelled` said so.
    """
    files, found = _files(paths, options)
    seen: set[str] = set()
    for done, path in enumerate(files):
        if cancelled():
            raise CancelledError(N_("Looking at the files was cancelled."))
        progress(done, len(files))
        found.append(_look_at_file(project, path, options, seen))
    progress(len(files), len(files))
    return sorted(found, key=lambda each: natural_key(each.path))


def run_import(
    project: Project,
    files: Sequence[FoundFile],
    options: ImportOptions,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> ImportReport:
    """Import the files that can be, all of them as one change that can be undone.

    Raises:
        CancelledError: `cancelled` said so; nothing was kept.
        HashiyaError: a file changed since it was looked at and is wrong now; nothing was kept.
    """
    return import_files(
        project,
        [each.path for each in files if each.error is None],
        actor=options.annotator,
        options=options,
        progress=progress,
        cancelled=cancelled,
    )


def _files(paths: Iterable[Path], options: ImportOptions) -> tuple[list[Path], list[FoundFile]]:
    """The files themselves, each once, and those folders and files that cannot be looked into."""
    files: dict[Path, None] = {}
    found: list[FoundFile] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        try:
            inside, unread = find_files(path, _extensions(options))
        except HashiyaError as error:
            found.append(FoundFile(path, "", error=error))
            continue
        files.update(dict.fromkeys(inside))
        found += [_unread(each) for each in unread]
    return list(files), found


def _format_for(path: Path, options: ImportOptions) -> Format:
    return format_named(options.format_name) if options.format_name else format_of(path)


def _extensions(options: ImportOptions) -> tuple[str, ...]:
    readable = [each for each in formats() if each.reads]
    named = [each for each in readable if each.name == options.format_name]
    return tuple(extension for each in named or readable for extension in each.extensions)


def _unread(file: UnreadFile) -> FoundFile:
    return FoundFile(file.path, "", error=file.error)


def _look_at_file(
    project: Project, path: Path, options: ImportOptions, seen: set[str]
) -> FoundFile:
    name = options.format_name
    try:
        name = _format_for(path, options).name
        if name == "jsonl":
            return _look_at_records(project, path, options, seen)
        article = read_article(path, encoding=options.encoding)
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
    project: Project, path: Path, options: ImportOptions, seen: set[str]
) -> FoundFile:
    cast = read_cast(path)
    if cast is not None:
        new = sum(project.find_entry(each.id) is None for each in cast)
        return FoundFile(path, "jsonl", encoding="utf-8", entries=new)
    documents = annotations = duplicates = length = 0
    title = ""
    for record in read_jsonl(path, project.schema, annotator=options.annotator):
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
