"""Work of several annotators as the window and the command line give it out and take it back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.commands import (
    Conflict,
    MergeResult,
    merge_annotations,
    preview_merge,
)
from annotator.core.errors import N_, InputError
from annotator.core.formats import format_of, read_jsonl
from annotator.core.model import Annotation, Document, Entry, FindEntry, Status
from annotator.core.review import Package, assign
from annotator.core.storage import Project

if TYPE_CHECKING:  # the command line needs no Qt
    from annotator.app.jobs import Cancelled, Job, Progress
    from annotator.app.session import Session

__all__ = [
    "PROJECT_ENDING",
    "Conflict",
    "GivenOut",
    "MergeResult",
    "Merging",
    "Package",
    "chosen_documents",
    "give_out",
    "merge",
    "opened_source",
    "preview",
]

PROJECT_ENDING = ".hashiya"

Items = Iterator[tuple[Document, Sequence[Annotation]]]


@dataclass(frozen=True, slots=True)
class Source:
    """Documents with their annotations, and the entries of the cast that come along.

    A file's entries are known once the document has been taken that they come with.
    """

    items: Items
    find_entry: FindEntry


_RANGE = re.compile(r"(\d+)-(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Merging:
    """What is merged: the file, whose all of it becomes (empty: everybody keeps their name)."""

    source: Path
    annotator: str = ""
    add_documents: bool = False


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A work package that is to be made: for whom, where, with which documents (ids)."""

    annotator: str
    path: Path
    documents: tuple[str, ...]
    with_annotations: bool = False


# Taking work in


@contextmanager
def opened_source(source: Path, project: Project, annotator: str = "") -> Iterator[Source]:
    """What another project or canonical JSONL holds.

    Raises:
        InputError: it is neither.
        ProjectError, FormatError: it cannot be read.
    """
    if source.suffix == PROJECT_ENDING:
        with Project.open(source, read_only=True) as other, other.snapshot():
            yield Source(other.iter_documents(), other.find_entry)
        return
    if format_of(source).name != "jsonl":
        raise InputError(
            N_("“{name}” holds no annotations: only projects and canonical JSONL are merged."),
            name=source.name,
        )
    cast: dict[str, Entry] = {}

    def records() -> Items:
        for each in read_jsonl(source, project.schema, annotator=annotator):
            cast.update({one.id: one for one in each.entries})
            yield each.document, each.annotations

    yield Source(records(), cast.get)


def preview(session: Session, merging: Merging) -> Job | None:
    """Find out what a merge would do, in the background; the result is a MergeResult."""

    def look(project: Project, progress: Progress, cancelled: Cancelled) -> MergeResult:
        with opened_source(merging.source, project, merging.annotator) as source:
            return preview_merge(
                project,
                source.items,
                annotator=merging.annotator,
                add_documents=merging.add_documents,
                find_entry=source.find_entry,
                progress=lambda done: progress(done, 0),
                cancelled=cancelled,
            )

    return session.read_in_background(look)


def merge(session: Session, merging: Merging) -> Job | None:
    """Take another annotator's work in, in the background, as one change."""
    actor = session.annotator

    def take(project: Project, progress: Progress, cancelled: Cancelled) -> MergeResult:
        with opened_source(merging.source, project, merging.annotator) as source:
            return merge_annotations(
                project,
                source.items,
                actor=actor,
                annotator=merging.annotator,
                add_documents=merging.add_documents,
                find_entry=source.find_entry,
                progress=lambda done: progress(done, 0),
                cancelled=cancelled,
            )

    return session.write_in_background(take)


# Giving work out


def give_out(session: Session, given: GivenOut) -> Job | None:
    """Make a work package in the background; the result is a Package."""

    def make(project: Project, _progress: Progress, _cancelled: Cancelled) -> Package:
        with project.snapshot():
            return assign(
                project,
                given.documents,
                given.path,
                annotator=given.annotator,
                with_annotations=given.with_annotations,
            )

    return session.read_in_background(make)


def chosen_documents(
    project: Project, words: Sequence[str], statuses: Collection[Status] = ()
) -> list[str]:
    """The ids of documents, in the order of the words; without words all of the `statuses`.

    A word is a number of the list, a range of them (`1-20`), a name, a title or an id.

    Raises:
        InputError: there are no documents of a range.
        NotFoundError: there is no document of a word.
    """
    listed = [each.id for each in project.documents(statuses=statuses)]
    if not words:
        return listed
    allowed = set(listed)
    chosen: list[str] = []
    for word in words:
        chosen += [each for each in _documents(project, word) if each in allowed]
    return list(dict.fromkeys(chosen))


def _documents(project: Project, word: str) -> list[str]:
    found = _RANGE.fullmatch(word)
    if found is None:
        return [project.find_document(word).id]
    first, last = int(found[1]), int(found[2])
    count = project.document_count()
    if not 1 <= first <= last <= count:
        raise InputError(
            N_("There are no documents {range}: the project has {count}."), range=word, count=count
        )
    return [each.id for each in project.documents(skip=first - 1, limit=last - first + 1)]
