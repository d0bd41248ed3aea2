"""Taking the work of other annotators in: what is new is added, nothing is overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from annotator.core.errors import N_, CancelledError, NotFoundError
from annotator.core.model import (
    LINK,
    Annotation,
    Argument,
    Change,
    Document,
    Entry,
    FindEntry,
    link_of,
    no_entry,
    text_digest,
)
from annotator.core.schema import Schema
from annotator.core.storage import Project, Reader, Transaction, check_text

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
ConflictKind = Literal["annotation differs", "text differs", "document missing", "entry differs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What could not be taken in.

    `annotation differs`: the project has the annotation `present`, of the same id and annotator,
    with another content than `incoming`. `text differs`: the project has the document's id with
    another text. `document missing`: it has neither, and new documents were not asked for. `entry
    differs`: the cast has the entry (`name`) with other data.
    """

    kind: ConflictKind
    document: str
    name: str
    incoming: Annotation | None = None
    present: Annotation | None = None


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What came of a merge.

    `added` counts the annotations that were new and `unchanged` those that the project had
    already; `documents` are the ids of documents that came in, with their annotations. `change`
    is None where nothing was new.
    """

    change: Change | None
    added: int
    unchanged: int
    documents: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Tally:
    added: int = 0
    unchanged: int = 0
    documents: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    entries: set[str] = field(default_factory=set)

    def result(self, change: Change | None) -> MergeResult:
        return MergeResult(
            change, self.added, self.unchanged, tuple(self.documents), tuple(self.conflicts)
        )


def merge_annotations(
    project: Project,
    items: Iterable[tuple[Document, Sequence[Annotation]]],
    *,
    actor: str,
    annotator: str = "",
    add_documents: bool = False,
    find_entry: FindEntry = no_entry,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> MergeResult:
    """Take annotations of documents that the project has in, as one change.

    `items` are documents with all of their annotations, of another project or a file. A document
    is known by its text, an annotation by its id and annotator: where the project has the id by
    somebody else, as it does when two annotators began from copies, the newcomer gets an id that
    follows from both, so that merging again changes nothing. `annotator` makes all that comes in
    theirs; else everybody keeps their name. `add_documents` takes documents that are not in the
    project in too. Entries of the cast that the new annotations are linked to come along where
    `find_entry` has them; a link to one that nobody has is left out. Documents that were new are
    in progress from now on.

    Raises:
        CancelledError: `cancelled()` said so; nothing was kept.
        SchemaError: a layer or label is not in the schema of the project; nothing was kept.
        InputError, TextError: a document or annotation cannot be kept; nothing was.
    """
    tally = _Tally()
    with project.transact("merge_annotations", actor) as transaction:
        reader = transaction.reader
        for seen, (document, made) in enumerate(items, 1):
            _stop_if(cancelled)
            incoming = [_named(project.schema, each, annotator) for each in made]
            incoming = [_with_known_link(reader, each, find_entry) for each in incoming]
            here, is_new = _document_here(reader, document, tally, add=add_documents)
            if here and is_new:
                transaction.add_document(document)
            if here:
                added = _new_ones(reader, document, here, incoming, tally, is_new=is_new)
                for each in _entries(reader, document, added, find_entry, tally):
                    transaction.add_entry(each)
                if added:
                    transaction.add_annotations(added)
                    _begin(transaction, here)
            progress(seen)
        transaction.details["count"] = str(tally.added)
    return tally.result(transaction.change)


def preview_merge(
    project: Project,
    items: Iterable[tuple[Document, Sequence[Annotation]]],
    *,
    annotator: str = "",
    add_documents: bool = False,
    find_entry: FindEntry = no_entry,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> MergeResult:
    """What `merge_annotations` would do, without writing; a reading connection is enough.

    A text that stands twice among the `items` and not in the project counts twice.

    Raises as `merge_annotations` does.
    """
    tally = _Tally()
    for seen, (document, made) in enumerate(items, 1):
        _stop_if(cancelled)
        incoming = [_named(project.schema, each, annotator) for each in made]
        incoming = [_with_known_link(project, each, find_entry) for each in incoming]
        here, is_new = _document_here(project, document, tally, add=add_documents)
        if here:
            added = _new_ones(project, document, here, incoming, tally, is_new=is_new)
            _entries(project, document, added, find_entry, tally)
        progress(seen)
    return tally.result(None)


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError(N_("The merge was cancelled; nothing of it was kept."))


def _document_here(
    reader: Reader, document: Document, tally: _Tally, *, add: bool
) -> tuple[str, bool]:
    """The id of the document in the project, and whether it is to be added for that.

    The id is empty where the project does not have it, and it is not wanted or cannot come in.
    """
    check_text(document)
    known = reader.document_with_digest(text_digest(document.text))
    if known is not None:
        return known, False
    try:
        reader.summary(document.id)
    except NotFoundError:
        if add:
            tally.documents.append(document.id)
            return document.id, True
        tally.conflicts.append(Conflict("document missing", document.id, document.name))
    else:
        tally.conflicts.append(Conflict("text differs", document.id, document.name))
    return "", False


def _new_ones(
    reader: Reader,
    document: Document,
    here: str,
    annotations: Sequence[Annotation],
    tally: _Tally,
    *,
    is_new: bool,
) -> list[Annotation]:
    """The annotations that the project does not have, as they are to be added to it."""
    found = [] if is_new else reader.annotations(here)
    present = {each.id: each for each in found}
    followed = {_id_for(each.id, each.annotator): each for each in found}
    ids = {each.id: _id_here(each, present, followed) for each in annotations}
    added: dict[str, Annotation] = {}
    for each in annotations:
        incoming = _placed(each, here, ids)
        known = present.get(incoming.id) or added.get(incoming.id)
        if known is None:
            added[incoming.id] = incoming
        elif _same(known, incoming):
            tally.unchanged += 1
        else:
            conflict = Conflict("annotation differs", here, document.name, incoming, known)
            tally.conflicts.append(conflict)
    tally.added += len(added)
    return list(added.values())


def _with_known_link(reader: Reader, annotation: Annotation, find_entry: FindEntry) -> Annotation:
    """The annotation, without its link where nobody has the entry."""
    wanted = link_of(annotation)
    if not wanted or reader.find_entry(wanted) or find_entry(wanted):
        return annotation
    return annotation.with_attribute(LINK, "")


def _entries(
    reader: Reader,
    document: Document,
    annotations: Sequence[Annotation],
    find_entry: FindEntry,
    tally: _Tally,
) -> list[Entry]:
    """The entries that have to be added for the links of new annotations."""
    missing: dict[str, Entry] = {}
    for each in annotations:
        wanted = link_of(each)
        if not wanted or wanted in tally.entries:
            continue
        tally.entries.add(wanted)
        known, incoming = reader.find_entry(wanted), find_entry(wanted)
        if known is None and incoming is not None:
            missing[wanted] = incoming
        elif known is not None and incoming not in (None, known):
            tally.conflicts.append(Conflict("entry differs", document.id, known.name))
    return list(missing.values())


def _begin(transaction: Transaction, document: str) -> None:
    before = transaction.reader.document(document)
    transaction.details.setdefault("title", before.title)
    if before.status == "new":
        transaction.replace_document(replace(before, status="in progress"))


def _named(schema: Schema, annotation: Annotation, annotator: str) -> Annotation:
    """The annotation with the label as the schema has it, by `annotator` where one is given."""
    placed = schema.place(annotation.layer, annotation.label)
    if placed is None:  # the schema says what it has not
        placed = schema.layer(annotation.layer), schema.label(annotation.layer, annotation.label)
    layer, label = (each.id for each in placed)
    name = annotator or annotation.annotator
    if (layer, label, name) == (annotation.layer, annotation.label, annotation.annotator):
        return annotation
    return replace(annotation, annotator=name, layer=layer, label=label)


def _id_here(
    annotation: Annotation, present: dict[str, Annotation], followed: dict[str, Annotation]
) -> str:
    """The id of an annotation in the project: its own, unless somebody else's has that.

    `followed` are those of the project by the ids that follow from theirs: another project may
    have given one of them that id, and this one has its first.
    """
    original = followed.get(annotation.id)
    if original is not None and original.annotator == annotation.annotator:
        return original.id
    other = _id_for(annotation.id, annotation.annotator)
    if other in present:
        return other
    known = present.get(annotation.id)
    return annotation.id if known is None or known.annotator == annotation.annotator else other


def _id_for(annotation_id: str, annotator: str) -> str:
    """An id that follows from another one and an annotator; it keeps the time in its beginning."""
    digest = hashlib.sha256(f"{annotation_id}\n{annotator}".encode()).hexdigest()
    return annotation_id[:14] + digest[:20]


def _placed(annotation: Annotation, document: str, ids: dict[str, str]) -> Annotation:
    """The annotation under its id in the project, with arguments that point there."""
    targets = [each.target for each in annotation.arguments]
    if annotation.document == document and all(
        ids.get(each, each) == each for each in (annotation.id, *targets)
    ):
        return annotation
    return replace(
        annotation,
        id=ids[annotation.id],
        document=document,
        arguments=tuple(
            Argument(each.role, ids.get(each.target, each.target)) if each.target else each
            for each in annotation.arguments
        ),
    )


def _same(present: Annotation, incoming: Annotation) -> bool:
    """Whether two states of an annotation say the same.

    Times do not matter, and a state that nobody has reviewed says nothing against a review.
    """
    if present == incoming:
        return True
    review = present.review if incoming.review == "unreviewed" else incoming.review
    created, updated = present.created, present.updated
    return replace(incoming, review=review, created=created, updated=updated) == present
