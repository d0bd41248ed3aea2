"""Bringing files of any format that is read into a project, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core import commands
from annotator.core.articles import ReadArticle, UnreadFile, find_files, read_article
from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.formats.jsonl import (
    PROBLEMS_SHOWN,
    count_records,
    read_cast,
    read_jsonl,
    read_lines,
)
from annotator.core.formats.jsonl_writing import Cancelled, Progress, never, nothing
from annotator.core.formats.registry import Format, format_named, format_of, formats
from annotator.core.model import Annotation, Change, Document, Entry
from annotator.core.schema import Schema
from annotator.core.storage import Project

_Item = tuple[Document, Sequence[Annotation]]


class FilesError(InputError):
    """Several files cannot be read; `problems` says of each why."""

    def __init__(self, problems: tuple[HashiyaError, ...], count: int) -> None:
        super().__init__(
            N_("{count} files cannot be read, so nothing was imported:\n{problems}"),
            count=count,
            problems=problems,
        )
        self.problems = problems

    def __str__(self) -> str:
        lines = "\n".join(str(each) for each in self.problems)
        return self.template.format(**{**self.details, "problems": lines})


@dataclass(slots=True)
class ImportReport:
    """What came of an import.

    `added` are the ids of the new documents, `duplicates` pairs of the name of a document that was
    left out and the id of the one that has its text already. `guessed` are the articles whose
    encoding is a guess, `noted` those of which something was changed in reading; `failures` is
    what was passed over because the caller said so. `mapped_ids` counts identifiers of other
    programs that became ours. `entries` counts what the cast got; `other_entries` are those that it
    had already with other data, which were left as they are. `change` is None where nothing was
    new.
    """

    change: Change | None = None
    added: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    annotations: int = 0
    mapped_ids: int = 0
    entries: int = 0
    other_entries: tuple[Entry, ...] = ()
    guessed: list[ReadArticle] = field(default_factory=list)
    noted: list[ReadArticle] = field(default_factory=list)
    failures: list[UnreadFile] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    `format_name` overrides what the files' endings say, `encoding` what would be recognised in
    plain text. `annotator` is whose the annotations are that name nobody. `skip_bad` passes over
    files and records that cannot be read, instead of importing nothing.
    """

    format_name: str = ""
    encoding: str | None = None
    annotator: str = ""
    skip_bad: bool = False


def import_files(
    project: Project,
    paths: Iterable[Path],
    *,
    actor: str,
    options: ImportOptions = ImportOptions(),
    progress: Progress = nothing,
    cancelled: Cancelled = never,
) -> ImportReport:
    """Import files, and folders with all they hold, as one change of `actor`.

    Raises:
        InputError, FilesError, RecordsError: something cannot be read; nothing was imported.
        CancelledError: `cancelled` said so; nothing was imported.
    """
    report = ImportReport()
    files = list(_files(paths, options, report))
    total = sum(count_records(path) if fmt.name == "jsonl" else 1 for path, fmt in files)
    cast: dict[str, list[Entry]] = {}
    result = commands.add_documents(
        project,
        _items(files, project.schema, options, report, cast),
        actor=actor,
        cast=cast,
        progress=lambda done: progress(done, max(done, total)),
        cancelled=cancelled,
    )
    report.change = result.change
    report.added = result.added
    report.duplicates = result.duplicates
    report.entries, report.other_entries = result.entries, result.other_entries
    return report


def _files(
    paths: Iterable[Path], options: ImportOptions, report: ImportReport
) -> Iterator[tuple[Path, Format]]:
    """Each file to read with its format; what folders hold that cannot be read is a failure."""
    chosen = format_named(options.format_name) if options.format_name else None
    if chosen is not None and not chosen.reads:
        raise InputError(N_("The format “{name}” can only be written."), name=chosen.name)
    endings = tuple(
        ending
        for each in ((chosen,) if chosen else formats())
        if each.reads
        for ending in each.extensions
    )
    for path in paths:
        if not path.is_dir():
            yield path, chosen or format_of(path)
            continue
        found, unread = find_files(path, endings)
        if unread and not options.skip_bad:
            raise unread[0].error
        report.failures += unread
        for each in found:
            yield each, chosen or format_of(each)


def _items(
    files: Iterable[tuple[Path, Format]],
    schema: Schema,
    options: ImportOptions,
    report: ImportReport,
    cast: dict[str, list[Entry]],
) -> Iterator[_Item]:
    """The documents of all files; where some cannot be read, the rest is read to tell of all.

    `cast` gets the entries that come along, by the document's id, before the document does.
    """
    problems: list[HashiyaError] = []
    for path, fmt in files:
        try:
            for item in _items_of(path, fmt, schema, options, report, cast):
                if not problems:
                    yield item
        except InputError as error:
            if options.skip_bad:
                report.failures.append(UnreadFile(path, error))
            else:
                problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise FilesError(tuple(problems[:PROBLEMS_SHOWN]), len(problems))


def _items_of(
    path: Path,
    fmt: Format,
    schema: Schema,
    options: ImportOptions,
    report: ImportReport,
    cast: dict[str, list[Entry]],
) -> Iterator[_Item]:
    if fmt.name == "text":
        article = read_article(path, encoding=options.encoding)
        if article.guessed:
            report.guessed.append(article)
        if article.notes:
            report.noted.append(article)
        yield article.document, ()
        return
    entries = read_cast(path)
    if entries is not None:
        cast.setdefault("", []).extend(entries)
        return
    reading = read_lines if options.skip_bad else read_jsonl
    for found in reading(path, schema, annotator=options.annotator):
        if isinstance(found, HashiyaError):
            report.failures.append(UnreadFile(path, found))
            continue
        report.mapped_ids += found.mapped_ids
        report.annotations += len(found.annotations)
        if found.entries:
            cast[found.document.id] = list(found.entries)
        yield found.document, found.annotations
