"""Bringing documents in, giving them a status, taking them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from annotator.core.errors import N_, CancelledError, InputError, NotFoundError
from annotator.core.model import Annotation, Change, Document, Entry, Status, text_digest
from annotator.core.storage import Project, Transaction, check_text
from annotator.core.text import Direction

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import.

    `added` are the ids of the new documents; `duplicates` pairs the name of each document that was
    left out with the id of the one in the project that has the same text. `entries` counts what the
    cast got; `other_entries` are those that it had with other data and that stayed as they were.
    `change` is None where nothing was new.
    """

    change: Change | None
    added: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]
    entries: int = 0
    other_entries: tuple[Entry, ...] = ()


def add_documents(
    project: Project,
    items: Iterable[tuple[Document, Sequence[Annotation]]],
    *,
    actor: str,
    cast: Mapping[str, Sequence[Entry]] = MappingProxyType({}),
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> ImportResult:
    """Bring documents with their annotations in, all of them or none, as one change.

    A document whose text the project has already is left out. `items` may be a generator and may
    raise; `progress` gets the count of items seen so far. `cast` has the entries that come along,
    by the id of their document, or under "" where they belong to none; it may be filled while
    `items` are read. An entry that the project has already stays as it is there.

    Raises:
        CancelledError: `cancelled()` said so; nothing was kept.
        InputError, TextError: a document or annotation cannot be kept; nothing was.
    """
    added: list[str] = []
    duplicates: list[tuple[str, str]] = []
    entries = _Entries()
    with project.transact("add_documents", actor) as transaction:
        for seen, (document, annotations) in enumerate(items, 1):
            if cancelled():
                raise CancelledError(N_("The import was cancelled; nothing of it was kept."))
            check_text(document)
            known = transaction.reader.document_with_digest(text_digest(document.text))
            if known is not None:
                duplicates.append((document.name, known))
            else:
                _refuse_known_id(transaction, document)
                transaction.add_document(document, annotations)
                entries.add(transaction, cast.get(document.id, ()))
                added.append(document.id)
                transaction.details.setdefault("title", document.title)
            progress(seen)
        entries.add(transaction, cast.get("", ()))
        transaction.details["count"] = str(len(added))
    others = tuple(entries.others.values())
    return ImportResult(transaction.change, tuple(added), tuple(duplicates), entries.added, others)


class _Entries:
    """Brings entries into the cast, and notes those that it has with other data."""

    def __init__(self) -> None:
        self.added = 0
        self.others: dict[str, Entry] = {}
        self._seen: dict[str, Entry] = {}

    def add(self, transaction: Transaction, entries: Iterable[Entry]) -> None:
        for each in entries:
            if self._seen.get(each.id) == each:
                continue
            self._seen[each.id] = each
            known = transaction.reader.find_entry(each.id)
            if known is None:
                transaction.add_entry(each)
                self.added += 1
            elif known != each:
                self.others[each.id] = known


def _refuse_known_id(transaction: Transaction, document: Document) -> None:
    """Refuse a document whose id the project has with another text: texts never change."""
    try:
        known = transaction.reader.summary(document.id)
    except NotFoundError:
        return
    raise InputError(
        N_(
            "“{name}” has the id of “{known}”, which the project has with another text ({id}). "
            "Give one of them another id, or remove “{known}” first."
        ),
        name=document.name,
        known=known.name,
        id=document.id,
    )


def remove_documents(project: Project, documents: Collection[str], *, actor: str) -> Change | None:
    """Take documents out of the project, with all of their annotations."""
    with project.transact("remove_documents", actor) as transaction:
        for each in dict.fromkeys(documents):
            title = transaction.reader.summary(each).title
            transaction.details.setdefault("title", title)
            transaction.remove_document(each)
        transaction.details["count"] = str(len(set(documents)))
    return transaction.change


def set_status(
    project: Project, documents: Collection[str], status: Status, *, actor: str
) -> Change | None:
    """Set the status of documents."""
    with project.transact("set_status", actor) as transaction:
        for each in dict.fromkeys(documents):
            document = transaction.reader.document(each)
            transaction.replace_document(replace(document, status=status))
            transaction.details.setdefault("title", document.title)
        transaction.details.update(status=status, count=str(len(set(documents))))
    return transaction.change


def set_direction(
    project: Project, document: str, direction: Direction, *, actor: str
) -> Change | None:
    """Set the direction that a document's view starts from."""
    with project.transact("set_direction", actor) as transaction:
        before = transaction.reader.document(document)
        transaction.replace_document(replace(before, direction=direction))
        transaction.details.update(direction=direction, title=before.title)
    return transaction.change


def rename_document(project: Project, document: str, title: str, *, actor: str) -> Change | None:
    """Give a document another title; its text stays as it is."""
    with project.transact("rename_document", actor) as transaction:
        before = transaction.reader.document(document)
        transaction.replace_document(replace(before, title=title))
        transaction.details.update(before=before.title, title=title)
    return transaction.change
