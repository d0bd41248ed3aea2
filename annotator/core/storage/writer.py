"""Writing rows of documents and annotations, with the counters and digests that go with them.

Knows nothing of history: `Transaction` is the only one who calls it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.core.errors import N_, InputError
from annotator.core.model import REVIEWS, Annotation, Document, text_digest
from annotator.core.schema import Schema, is_incomplete
from annotator.core.storage.reader import Reader
from annotator.core.storage.rows import (
    annotation_image,
    image_digest,
    metadata_to_json,
    to_blob,
)
from annotator.core.text import Span, Spans, envelope

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


class RowWriter:
    """Writes inside one open transaction; `flush` must be called before it commits."""

    def __init__(self, db: Database, schema: Schema, memory: Memory) -> None:
        self._db = db
        self._schema = schema
        self._memory = memory
        self._numbers: dict[str, int] = {}
        self._tallies: defaultdict[int, _Tally] = defaultdict(_Tally)
        self._labels: defaultdict[int, int] = defaultdict(int)

    # -- annotations ----------------------------------------------------------------------------

    def insert(self, annotation: Annotation) -> str:
        """Insert the annotation's rows; return its image.

        Raises:
            TextError: a span ends past the end of the text.
            NotFoundError: the document does not exist.
        """
        number = self.number(annotation.document)
        text = self._text(annotation.document, number)
        key = to_blob(annotation.id)
        label = self._label(annotation.layer, annotation.label)
        incomplete = is_incomplete(self._schema, annotation)
        self._insert_anchor(annotation, number, key, label, text, incomplete=incomplete)
        for position, argument in enumerate(annotation.arguments):
            values: tuple[bytes | None, int | None, int | None, str]
            if isinstance(argument.filler, str):
                values = (to_blob(argument.filler), None, None, "")
            else:
                values = (None, *_covered(argument.filler, text))
                self._insert_fragments(number, key, position, argument.filler, text)
            self._db.execute(
                "INSERT INTO arguments VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, key, position, argument.role, *values),
            )
        for attribute in annotation.attributes:
            self._db.execute(
                "INSERT INTO attributes VALUES (?, ?, ?, ?)",
                (number, key, attribute.name, attribute.value),
            )
        image = annotation_image(annotation)
        self._count(number, label, image, 1, incomplete=incomplete)
        return image

    def delete(self, annotation: Annotation) -> str:
        """Delete the rows of an annotation that exists; return its image."""
        number = self.number(annotation.document)
        self._db.execute(
            "DELETE FROM annotations WHERE document = ? AND id = ?",
            (number, to_blob(annotation.id)),
        )
        image = annotation_image(annotation)
        label = self._label(annotation.layer, annotation.label)
        incomplete = is_incomplete(self._schema, annotation)
        self._count(number, label, image, -1, incomplete=incomplete)
        return image

    def _insert_anchor(
        self,
        annotation: Annotation,
        number: int,
        key: bytes,
        label: int,
        text: str,
        *,
        incomplete: bool,
    ) -> None:
        extent = _covered(annotation.spans, text) if annotation.spans else (None, None, "")
        self._db.execute(
            "INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                key,
                self._annotator(annotation.annotator),
                label,
                *extent,
                annotation.note,
                annotation.confidence,
                REVIEWS.index(annotation.review),
                annotation.origin,
                int(incomplete),
                annotation.created,
                annotation.updated,
            ),
        )
        self._insert_fragments(number, key, -1, annotation.spans, text)

    def _insert_fragments(
        self, number: int, key: bytes, argument: int, spans: Spans, text: str
    ) -> None:
        if len(spans) < 2:
            return
        for position, span in enumerate(spans):
            self._db.execute(
                "INSERT INTO fragments VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, key, argument, position, span.start, span.end, span.text_in(text)),
            )

    def _count(self, number: int, label: int, image: str, by: int, *, incomplete: bool) -> None:
        tally = self._tallies[number]
        tally.annotations += by
        tally.incomplete += by * incomplete
        tally.digest ^= image_digest(image)
        self._labels[label] += by

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
        for annotation in annotations:
            self.delete(annotation)
        number = self.number(document_id)
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


def _covered(spans: Spans, text: str) -> tuple[int, int, str]:
    extent: Span = envelope(spans)
    return extent.start, extent.end, extent.text_in(text)


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
