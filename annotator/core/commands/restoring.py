"""Bringing back what was: a document, or one annotation, as at an earlier point of the history.

The history is not rewritten: what is brought back is a new change, which can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.commands.annotations import take_away
from annotator.core.commands.describing import describe
from annotator.core.errors import N_, InputError, NotFoundError, SchemaError
from annotator.core.model import Annotation, Change, is_identifier, link_of, text_digest
from annotator.core.schema import Schema
from annotator.core.storage import PastState, Project, Transaction


def restore_document(project: Project, document: str, number: int, *, actor: str) -> Change | None:
    """Make a document and its annotations what they were after entry `number` of the history.

    Annotations made since go, those deleted since come back under their ids. A document that was
    removed comes back, and one that the project did not have then goes. Entries of the cast that
    its annotations were linked to come back where they are gone. None where all is so already.

    Raises:
        NotFoundError: there is no such entry, or the project never had such a document.
        SchemaError: an annotation of then has a label that the schema has neither as such nor as
            an earlier name.
    """
    with project.transact("restore_document", actor) as transaction:
        then = transaction.reader.document_at(document, number)
        here = _is_there(transaction, document)
        told = transaction.reader.document(document) if here else then.document
        if then.document is None:
            if here:
                transaction.remove_document(document)
        elif here:
            _make_it_so(transaction, then)
        else:
            _bring_back(transaction, then)
        transaction.details.update(title=told.title if told else "", change=str(number))
    return transaction.change


def restore_annotation(
    project: Project, document: str, annotation: str, number: int, *, actor: str
) -> Change | None:
    """Make one annotation what it was after entry `number` of the history.

    One that was deleted comes back under its id, and with it those that filled its roles then and
    are gone. One that was not there then is deleted, as `delete` does. None where it is so already.

    Raises:
        NotFoundError: there is no such entry; or the project has no such document now; or the
            annotation is not there now and was not there then.
        SchemaError: as in `restore_document`.
    """
    with project.transact("restore_annotation", actor) as transaction:
        reader = transaction.reader
        place = reader.number(document)
        then = reader.annotation_at(annotation, document, number)
        here = reader.find_annotation(annotation, place, document)
        told = then or here
        if told is None:
            raise NotFoundError(
                N_("The annotation “{key}” was not there after change {number}, nor is it now."),
                key=annotation,
                number=number,
            )
        describe(transaction, told)
        if then is None:
            take_away(transaction, document, [annotation])
        else:
            _write(transaction, document, _with_fillers(transaction, then, number))
        transaction.details["change"] = str(number)
    return transaction.change


def _is_there(transaction: Transaction, document: str) -> bool:
    try:
        transaction.reader.summary(document)
    except NotFoundError:
        return False
    return True


def _make_it_so(transaction: Transaction, then: PastState) -> None:
    """Give a document that is there the data and the annotations of then."""
    assert then.document is not None
    kept = {each.id for each in then.annotations}
    now_there = transaction.reader.annotations(then.document.id)
    transaction.replace_document(then.document)
    transaction.remove_annotations([each for each in now_there if each.id not in kept])
    _write(transaction, then.document.id, then.annotations)


def _bring_back(transaction: Transaction, then: PastState) -> None:
    """Put a document that was removed into the project again, at its place where that is free."""
    assert then.document is not None
    there = transaction.reader.document_with_digest(text_digest(then.document.text))
    if there is not None:
        raise InputError(
            N_(
                "“{name}” cannot be brought back: its text is in the project already, as "
                "“{other}”. Remove that one first."
            ),
            name=then.document.name,
            other=transaction.reader.summary(there).name,
        )
    known = _as_called_now(transaction.schema, then.annotations)
    _bring_entries_back(transaction, known)
    at_place = transaction.reader.documents(after=then.place - 1, limit=1)
    taken = bool(at_place) and at_place[0].position == then.place
    transaction.add_document(then.document, known, None if taken else then.place)


def _write(transaction: Transaction, document: str, wanted: Sequence[Annotation]) -> None:
    """Give annotations of a document these states, whether they are there or not."""
    current = transaction.present(document, [each.id for each in wanted])
    different = [each for each in wanted if current.get(each.id) != each]
    known = _as_called_now(transaction.schema, different)
    _bring_entries_back(transaction, known)
    pairs = [
        (before, each) for each in known if (before := current.get(each.id)) and before != each
    ]
    transaction.replace_annotations(pairs)
    transaction.add_annotations([each for each in known if each.id not in current])


def _as_called_now(schema: Schema, annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations with the labels that the schema gives them today."""
    found = []
    for each in annotations:
        place = schema.place(each.layer, each.label)
        if place is None:
            raise SchemaError(
                N_(
                    "This cannot be restored: an annotation had the label “{label}” of the layer "
                    "“{layer}”, which the schema no longer has. Give a label of the schema this "
                    "alias (an earlier name), then try again."
                ),
                label=each.label,
                layer=each.layer,
            )
        layer, label = place
        found.append(replace(each, layer=layer.id, label=label.id))
    return found


def _bring_entries_back(transaction: Transaction, annotations: Iterable[Annotation]) -> None:
    """Put entries of the cast that annotations are linked to back where they were removed."""
    for key in dict.fromkeys(link_of(each) for each in annotations):
        if not is_identifier(key, "x") or transaction.reader.find_entry(key) is not None:
            continue
        entry = transaction.reader.entry_last_seen(key)
        if entry is not None:
            transaction.add_entry(entry)


def _with_fillers(
    transaction: Transaction, annotation: Annotation, number: int
) -> list[Annotation]:
    """An annotation of then, and those that fill its roles (and theirs) and are gone today."""
    reader, document = transaction.reader, annotation.document
    place = reader.number(document)
    found = {annotation.id: annotation}
    pending = [annotation]
    while pending:
        for argument in pending.pop().arguments:
            key = argument.target
            if not key or key in found or reader.find_annotation(key, place, document):
                continue
            filler = reader.annotation_at(key, document, number)
            assert filler is not None, "the history keeps what filled a role"
            found[key] = filler
            pending.append(filler)
    return list(found.values())
