"""Writing rows of documents and annotations, with the counters and digests that go with them.

Knows nothing of history: `Transaction` is the only one who calls it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.core.errors import N_, InputError
from annotator.core.model import REVIEWS, Annotation, Document, now, text_digest
from annotator.core.schema import Requirements, Schema, is_incomplete
from annotator.core.storage.batch import Batch
from annotator.core.storage.facts import Fact, Facts, write_facts
from annotator.core.storage.reader import Reader
from annotator.core.storage.rows import (
    annotation_image,
    annotation_image_bytes,
    image_digest,
    is_judgement,
    metadata_to_json,
    to_blob,
)

_KEPT_TEXTS = 4
# Apart, since an update touches every index on a column that it names.
_RELABEL, _JUDGE = (
    f"UPDATE annotations SET {columns}, incomplete = ?, updated = ? WHERE document = ? AND id = ?"
    for columns in ("label = ?", "note = ?, confidence = ?, review = ?")
)
Pair = tuple[Annotation, Annotation]
"""An annotation before and after a change."""
Images = tuple[str, str]
"""The images of both."""


@dataclass(slots=True)
class Memory:
    """What may be remembered from one transaction to the next: numbers of names, a few texts.

    Texts are immutable and known by the document's id, so they stay true; the numbers are
    forgotten when a transaction fails, since it may have made them.
    """

    labels: dict[tuple[str, str], int] = field(default_factory=dict)
    annotators: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[Fact, int] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget all of it."""
        self.labels.clear()
        self.annotators.clear()
        self.texts.clear()
        self.facts.clear()


@dataclass(slots=True)
class _Tally:
    """What a transaction adds to the counters of one document."""

    annotations: int = 0
    incomplete: int = 0
    unreviewed: int = 0
    accepted: int = 0
    digest: int = 0
    facts: Facts = field(default_factory=Facts)

    def count(self, annotation: Annotation, by: int, *, incomplete: bool) -> None:
        """Count an annotation that comes (`by` is 1) or goes (-1)."""
        self.annotations += by
        self.incomplete += by * incomplete
        self.unreviewed += by * (annotation.review == "unreviewed")
        self.accepted += by * (annotation.review == "accepted")


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
        batch = Batch(number, self._text(annotations[0].document, number))
        tally = self._tallies[number]
        for annotation in annotations:
            label, demands = self._place(annotation)
            incomplete = demands and is_incomplete(self._schema, annotation)
            batch.add(
                annotation, self._annotator(annotation.annotator), label, incomplete=incomplete
            )
            tally.count(annotation, 1, incomplete=incomplete)
            tally.facts.add(annotation)
            tally.digest ^= image_digest(annotation_image_bytes(annotation))
            self._labels[label] += 1
        batch.insert(self._db)

    def delete(self, annotation: Annotation) -> str:
        """Delete the rows of an annotation that exists; return its image."""
        return self.delete_all((annotation,))[0]

    def delete_all(self, annotations: Sequence[Annotation]) -> list[str]:
        """Delete the rows of annotations of one document, which exist; return their images."""
        if not annotations:
            return []
        number = self.number(annotations[0].document)
        self._db.conn.executemany(
            "DELETE FROM annotations WHERE document = ? AND id = ?",
            [(number, to_blob(each.id)) for each in annotations],
        )
        tally = self._tallies[number]
        images = []
        for annotation in annotations:
            label, demands = self._place(annotation)
            image = annotation_image_bytes(annotation)
            incomplete = demands and is_incomplete(self._schema, annotation)
            tally.count(annotation, -1, incomplete=incomplete)
            tally.digest ^= image_digest(image)
            self._labels[label] -= 1
            images.append(image.decode())
        return images

    def replace_all(
        self, pairs: Sequence[Pair], images: Sequence[Images] | None = None
    ) -> Sequence[Images]:
        """Write new states (before, after) of annotations of one document, which exist.

        Where only a label or a judgement changes, the row is changed in place: spans, arguments
        and attributes are not written again. Returns the images before and after; `images` are
        these, where they are at hand. Raises as `insert_all` does.
        """
        if images is None:
            images = [
                (annotation_image(before), annotation_image(after)) for before, after in pairs
            ]
        moved: list[Pair] = []
        in_place: list[tuple[Pair, Images]] = []
        for pair, image in zip(pairs, images, strict=True):
            if is_judgement(*pair):
                in_place.append((pair, image))
            else:
                moved.append(pair)
        if in_place:
            self._change_all(in_place)
        if moved:
            self.delete_all([before for before, _ in moved])
            self.insert_all([after for _, after in moved])
        return images

    def _change_all(self, changes: Sequence[tuple[Pair, Images]]) -> None:
        number = self.number(changes[0][0][0].document)
        tally = self._tallies[number]
        rows: dict[str, list[tuple[object, ...]]] = {_RELABEL: [], _JUDGE: []}
        for (before, after), (old_image, image) in changes:
            old, demanded = self._place(before)
            label, demands = self._place(after)
            incomplete = demands and is_incomplete(self._schema, after)
            demanded = demanded and is_incomplete(self._schema, before)
            tally.count(before, -1, incomplete=demanded)
            tally.count(after, 1, incomplete=incomplete)
            tally.facts.add(after)
            tally.digest ^= image_digest(old_image) ^ image_digest(image)
            self._labels[old] -= 1
            self._labels[label] += 1
            key = (int(incomplete), after.updated, number, to_blob(after.id))
            if old != label:
                rows[_RELABEL].append((label, *key))
            if old == label or _judgement(before) != _judgement(after):
                rows[_JUDGE].append((*_judgement(after), *key))
        for statement, values in rows.items():
            self._db.conn.executemany(statement, values)

    # -- the schema -----------------------------------------------------------------------------

    def replace_schema(self, schema: Schema) -> None:
        """Put another schema in force, and count anew what is incomplete where it asks for else."""
        known = self._db.execute(
            "SELECT number FROM schemas WHERE toml = ? LIMIT 1", (schema.source,)
        ).fetchone()
        number = known[0] if known else self._insert_schema(schema)
        self._db.execute("UPDATE project SET value = ? WHERE name = 'schema'", (str(number),))
        old, self._schema = self._schema, schema
        self._places.clear()
        labels = self._db.execute("SELECT layer, name FROM labels").fetchall()
        asked_else = [each for each in labels if _asked(old, *each) != _asked(schema, *each)]
        if not asked_else:
            return
        for found in Reader(self._db).labelled(asked_else):
            self._recount(found, old)

    def _insert_schema(self, schema: Schema) -> int:
        cursor = self._db.execute(
            "INSERT INTO schemas (toml, added) VALUES (?, ?)", (schema.source, now())
        )
        return int(cursor.lastrowid or 0)

    def _recount(self, annotations: Sequence[Annotation], old: Schema) -> None:
        """Say of annotations of one document anew whether they are incomplete."""
        number = self.number(annotations[0].document)
        changed = []
        for each in annotations:
            incomplete = is_incomplete(self._schema, each)
            if incomplete != is_incomplete(old, each):
                self._tallies[number].incomplete += 1 if incomplete else -1
                changed.append((int(incomplete), number, to_blob(each.id)))
        self._db.conn.executemany(
            "UPDATE annotations SET incomplete = ? WHERE document = ? AND id = ?", changed
        )

    # -- pages ----------------------------------------------------------------------------------

    def write_page(self, name: str, content: str) -> None:
        """Write a page of the project; an empty content takes it away."""
        if content:
            self._db.execute(
                "INSERT INTO pages (name, content) VALUES (?1, ?2) "
                "ON CONFLICT (name) DO UPDATE SET content = ?2",
                (name, content),
            )
        else:
            self._db.execute("DELETE FROM pages WHERE name = ?", (name,))

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
                "incomplete_count = incomplete_count + ?, unreviewed_count = unreviewed_count + ?, "
                "accepted_count = accepted_count + ?, digest = ? WHERE number = ?",
                (
                    tally.annotations,
                    tally.incomplete,
                    tally.unreviewed,
                    tally.accepted,
                    digest.to_bytes(32, "big"),
                    number,
                ),
            )
            write_facts(self._db, number, tally.facts.all(), self._memory.facts)
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


def _asked(schema: Schema, layer: str, label: str) -> object:
    """What the schema asks of annotations with a label, as far as `is_incomplete` looks."""
    found = schema.find_layer(layer)
    needs = found.requirements_of(label) if found else Requirements()
    return {(role.id, role.waived_by) for role in needs.roles}, set(needs.attributes)


def _judgement(annotation: Annotation) -> tuple[str, float, int]:
    return annotation.note, annotation.confidence, REVIEWS.index(annotation.review)


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
