"""Writing rows of documents and annotations, with the counters and digests that go with them.

Knows nothing of history: `Transaction` is the only one who calls it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlite_utils import Database

from annotator.core.errors import N_, InputError
from annotator.core.model import REVIEWS, Annotation, Document, text_digest
from annotator.core.schema import Schema, is_incomplete
from annotator.core.storage.reader import Reader
from annotator.core.storage.rows import (
    annotation_image,
    annotation_image_bytes,
    image_digest,
    metadata_to_json,
    to_blob,
)
from annotator.core.text import Span, Spans

_KEPT_TEXTS = 4


@dataclass(slots=True)
class Memory:
    """What may be remembered from one transaction to the next: numbers of names, a few texts.

    Texts are immutable and known by the document's id, so they stay true; the numbers are
    forgotten when a transaction fails, since it may have made them.
    """

    labels: dict[tuple[str, str], int] = field(default_factory=dict)
    annotators: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget all of it."""
        self.labels.clear()
        self.annotators.clear()
        self.texts.clear()


@dataclass(slots=True)
class _Tally:
    """What a transaction adds to the counters of one document."""

    annotations: int = 0
    incomplete: int = 0
    digest: int = 0


# Rows that one statement inserts: a statement a row costs a fifth more (measured).
_ROWS_AT_ONCE = 20
_REVIEW_NUMBERS = {review: number for number, review in enumerate(REVIEWS)}
_Row = tuple[object, ...]


class _Batch:
    """The rows of annotations of one document, table by table."""

    def __init__(self, number: int, text: str) -> None:
        self._number = number
        self._text = text
        self._annotations: list[_Row] = []
        self._fragments: list[_Row] = []
        self._arguments: list[_Row] = []
        self._attributes: list[_Row] = []

    def add(self, annotation: Annotation, annotator: int, label: int, *, incomplete: bool) -> None:
        """Add the rows of one annotation; TextError where a span ends past the end of the text."""
        number = self._number
        key = to_blob(annotation.id)
        start, end, covered = self._extent(key, -1, annotation.spans)
        self._annotations.append(
            (
                number,
                key,
                annotator,
                label,
                start,
                end,
                covered,
                annotation.note,
                annotation.confidence,
                _REVIEW_NUMBERS[annotation.review],
                annotation.origin,
                int(incomplete),
                annotation.created,
                annotation.updated,
            )
        )
        for position, argument in enumerate(annotation.arguments):
            filler = argument.filler
            if isinstance(filler, str):
                row: _Row = (number, key, position, argument.role, to_blob(filler), None, None, "")
            else:
                extent = self._extent(key, position, filler)
                row = (number, key, position, argument.role, None, *extent)
            self._arguments.append(row)
        for each in annotation.attributes:
            self._attributes.append((number, key, each.name, each.value))

    def insert(self, db: Database) -> None:
        """Insert the rows, in the order that the references between the tables ask for."""
        for table, rows in (
            ("annotations", self._annotations),
            ("fragments", self._fragments),
            ("arguments", self._arguments),
            ("attributes", self._attributes),
        ):
            if not rows:
                continue
            marks = f"({', '.join('?' * len(rows[0]))})"
            whole = len(rows) - len(rows) % _ROWS_AT_ONCE
            many = ", ".join([marks] * _ROWS_AT_ONCE)
            for first in range(0, whole, _ROWS_AT_ONCE):
                values = list(chain.from_iterable(rows[first : first + _ROWS_AT_ONCE]))
                db.execute(f"INSERT INTO {table} VALUES {many}", values)
            db.conn.executemany(f"INSERT INTO {table} VALUES {marks}", rows[whole:])

    def _extent(self, key: bytes, argument: int, spans: Spans) -> tuple[object, object, str]:
        """Start, end and text of what the spans cover; several also become fragments."""
        if len(spans) == 1:
            return spans[0].start, spans[0].end, spans[0].text_in(self._text)
        if not spans:
            return None, None, ""
        self._fragments += [
            (self._number, key, argument, position, each.start, each.end, each.text_in(self._text))
            for position, each in enumerate(spans)
        ]
        whole = Span(spans[0].start, spans[-1].end)
        return whole.start, whole.end, whole.text_in(self._text)


class RowWriter:
    """Writes inside one open transaction; `flush` must be called before it commits."""

    def __init__(self, db: Database, schema: Schema, memory: Memory) -> None:
        self._db = db
        self._schema = schema
        self._memory = memory
        self._numbers: dict[str, int] = {}
        self._places: dict[tuple[str, str], tuple[int, bool]] = {}
        self._tallies: defaultdict[int, _Tally] = defaultdict(_Tally)
        self._labels: defaultdict[int, int] = defaultdict(int)

    # -- annotations ----------------------------------------------------------------------------

    def insert(self, annotation: Annotation) -> str:
        """Insert the annotation's rows; return its image. Raises as `insert_all` does."""
        self.insert_all((annotation,))
        return annotation_image(annotation)

    def insert_all(self, annotations: Sequence[Annotation]) -> None:
        """Insert the rows of annotations of one document.

        Raises:
            TextError: a span ends past the end of the text.
            NotFoundError: the document does not exist.
        """
        if not annotations:
            return
        number = self.number(annotations[0].document)
        batch = _Batch(number, self._text(annotations[0].document, number))
        tally = self._tallies[number]
        for annotation in annotations:
            label, demands = self._place(annotation)
            incomplete = demands and is_incomplete(self._schema, annotation)
            batch.add(
                annotation, self._annotator(annotation.annotator), label, incomplete=incomplete
            )
            tally.annotations += 1
            tally.incomplete += incomplete
            tally.digest ^= image_digest(annotation_image_bytes(annotation))
            self._labels[label] += 1
        batch.insert(self._db)

    def delete(self, annotation: Annotation) -> str:
        """Delete the rows of an annotation that exists; return its image."""
        number = self.number(annotation.document)
        self._db.execute(
            "DELETE FROM annotations WHERE document = ? AND id = ?",
            (number, to_blob(annotation.id)),
        )
        image = annotation_image(annotation)
        tally = self._tallies[number]
        tally.annotations -= 1
        tally.incomplete -= is_incomplete(self._schema, annotation)
        tally.digest ^= image_digest(image)
        self._labels[self._label(annotation.layer, annotation.label)] -= 1
        return image

    def count_replaced(self, before: Annotation, after: Annotation, old: str, new: str) -> bool:
        """Count in that a row was rewritten in place; whether it is incomplete now.

        The two have one document and one label; `old` and `new` are their images.
        """
        _, demands = self._place(after)
        was, now = (demands and is_incomplete(self._schema, each) for each in (before, after))
        tally = self._tallies[self.number(after.document)]
        tally.incomplete += now - was
        tally.digest ^= image_digest(old) ^ image_digest(new)
        return now

    # -- documents ------------------------------------------------------------------------------

    def insert_document(self, document: Document, number: int | None = None) -> int:
        """Insert a document at the end of the project's order, or at its earlier place.

        Raises:
            InputError: the text is empty, or holds a NUL or half a surrogate pair.
        """
        check_text(document)
        cursor = self._db.execute(
            "INSERT INTO documents (number, id, name, title, direction, language, source, url, "
            "published, metadata, status, split, group_name, length, text_sha256) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                to_blob(document.id),
                *_document_values(document),
                len(document.text),
                text_digest(document.text),
            ),
        )
        placed = int(cursor.lastrowid or 0)
        self._db.execute("INSERT INTO texts VALUES (?, ?)", (placed, document.text))
        self._numbers[document.id] = placed
        self._remember(document.id, document.text)
        return placed

    def update_document(self, document: Document) -> None:
        """Write everything of a document but its text."""
        self._db.execute(
            "UPDATE documents SET name = ?, title = ?, direction = ?, language = ?, source = ?, "
            "url = ?, published = ?, metadata = ?, status = ?, split = ?, group_name = ? "
            "WHERE number = ?",
            (*_document_values(document), self.number(document.id)),
        )

    def delete_document(self, document_id: str, annotations: Iterable[Annotation]) -> None:
        """Delete a document with all of its annotations, which the caller has read."""
        number = self.number(document_id)
        for annotation in annotations:
            self._labels[self._label(annotation.layer, annotation.label)] -= 1
        self._db.execute("DELETE FROM annotations WHERE document = ?", (number,))
        self._db.execute("DELETE FROM documents WHERE number = ?", (number,))
        self._tallies.pop(number, None)
        self._numbers.pop(document_id, None)

    def number(self, document_id: str) -> int:
        """The number of a document; NotFoundError where there is none."""
        if document_id not in self._numbers:
            self._numbers[document_id] = Reader(self._db).number(document_id)
        return self._numbers[document_id]

    # -- counters -------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write the counters and digests of everything that was touched."""
        for number, tally in self._tallies.items():
            stored = self._db.execute(
                "SELECT digest FROM documents WHERE number = ?", (number,)
            ).fetchone()[0]
            digest = int.from_bytes(stored, "big") ^ tally.digest
            self._db.execute(
                "UPDATE documents SET annotation_count = annotation_count + ?, "
                "incomplete_count = incomplete_count + ?, digest = ? WHERE number = ?",
                (tally.annotations, tally.incomplete, digest.to_bytes(32, "big"), number),
            )
        for label, by in self._labels.items():
            if by:
                self._db.execute(
                    "UPDATE labels SET count = count + ? WHERE number = ?", (by, label)
                )
        self._tallies.clear()
        self._labels.clear()

    # -- numbers and texts ----------------------------------------------------------------------

    def _place(self, annotation: Annotation) -> tuple[int, bool]:
        """The number of an annotation's label, and whether the schema requires anything of it."""
        key = (annotation.layer, annotation.label)
        found = self._places.get(key)
        if found is None:
            layer = self._schema.find_layer(annotation.layer)
            needs = layer.requirements_of(annotation.label) if layer else None
            demands = needs is not None and bool(needs.roles or needs.attributes)
            found = self._places[key] = (self._label(*key), demands)
        return found

    def _label(self, layer: str, name: str) -> int:
        known = self._memory.labels
        if (layer, name) not in known:
            self._db.execute(
                "INSERT OR IGNORE INTO labels (layer, name) VALUES (?, ?)", (layer, name)
            )
            row = self._db.execute(
                "SELECT number FROM labels WHERE layer = ? AND name = ?", (layer, name)
            ).fetchone()
            known[layer, name] = int(row[0])
        return known[layer, name]

    def _annotator(self, name: str) -> int:
        known = self._memory.annotators
        if name not in known:
            self._db.execute("INSERT OR IGNORE INTO annotators (name) VALUES (?)", (name,))
            row = self._db.execute(
                "SELECT number FROM annotators WHERE name = ?", (name,)
            ).fetchone()
            known[name] = int(row[0])
        return known[name]

    def text(self, document_id: str) -> str:
        """The text of a document, remembered from one transaction to the next."""
        return self._text(document_id, self.number(document_id))

    def _text(self, document_id: str, number: int) -> str:
        if document_id not in self._memory.texts:
            row = self._db.execute(
                "SELECT text FROM texts WHERE document = ?", (number,)
            ).fetchone()
            self._remember(document_id, row[0])
        return self._memory.texts[document_id]

    def _remember(self, document_id: str, text: str) -> None:
        texts = self._memory.texts
        while len(texts) >= _KEPT_TEXTS:
            del texts[next(iter(texts))]
        texts[document_id] = text


def _document_values(document: Document) -> tuple[str, ...]:
    return (
        document.name,
        document.title,
        document.direction,
        document.language,
        document.source,
        document.url,
        document.published,
        metadata_to_json(document.metadata),
        document.status,
        document.split,
        document.group,
    )


def check_text(document: Document) -> None:
    """Refuse a text that cannot be kept code point by code point.

    SQLite's functions end a text at U+0000, and half a surrogate pair is no character and has no
    UTF-8 (docs/decisions/0002-refused-characters.md).

    Raises:
        InputError: the text is empty, or holds such a character.
    """
    text = document.text
    if not text:
        raise InputError(N_("The document “{name}” has no text."), name=document.name)
    position = text.find("\0")
    if position < 0 and not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            position = error.start
    if position >= 0:
        raise InputError(
            N_(
                "The text of “{name}” holds a character that is no text (U+{code}) at offset "
                "{offset}. Take it out of the file and import it again."
            ),
            name=document.name,
            code=f"{ord(text[position]):04X}",
            offset=position,
        )
