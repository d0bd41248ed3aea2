"""Rows of the project file and images of its history, to and from the model.

An image is a compact JSON array with every fact of an annotation or document in one fixed order;
equal annotations have equal images, so that a digest can be made of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import orjson

from annotator.core.model import (
    REVIEWS,
    Annotation,
    Argument,
    Document,
    Entry,
    NamedValue,
)
from annotator.core.text import Span, Spans

ANNOTATION_COLUMNS = (
    'a.id, a.annotator, a.label, a.start, a."end", a.note, a.confidence, a.review, '
    "a.origin, a.created, a.updated"
)
"""The columns of an annotation that `AnnotationRows` asks for, in its order."""


def to_blob(identifier: str) -> bytes:
    """The sixteen bytes of an identifier such as `a-0193…`."""
    return bytes.fromhex(identifier[2:])


def from_blob(prefix: str, blob: bytes) -> str:
    """The identifier with this prefix and these sixteen bytes."""
    return f"{prefix}-{blob.hex()}"


def annotation_image(annotation: Annotation) -> str:
    """The annotation as a JSON array; its document is not part of it."""
    return annotation_image_bytes(annotation).decode()


def annotation_image_bytes(annotation: Annotation) -> bytes:
    """The same in UTF-8, for those who only want its digest."""
    return orjson.dumps(
        (
            annotation.id,
            annotation.annotator,
            annotation.layer,
            annotation.label,
            _pairs(annotation.spans),
            [
                (each.role, each.filler if isinstance(each.filler, str) else _pairs(each.filler))
                for each in annotation.arguments
            ],
            [(each.name, each.value) for each in annotation.attributes],
            annotation.note,
            annotation.confidence,
            annotation.review,
            annotation.origin,
            annotation.created,
            annotation.updated,
        )
    )


def annotation_of_image(image: str, document: str) -> Annotation:
    """The annotation of the document with this id that the image was made of."""
    return _annotation(orjson.loads(image), document)


def _annotation(fields: list[Any], document: str) -> Annotation:
    identifier, annotator, layer, label, spans, arguments, attributes, *rest = fields
    return Annotation(
        identifier,
        document,
        annotator,
        layer,
        label,
        _spans(spans),
        tuple(
            Argument(role, filler if isinstance(filler, str) else _spans(filler))
            for role, filler in arguments
        ),
        tuple(NamedValue(name, value) for name, value in attributes),
        *rest,
    )


def is_judgement(one: Annotation, other: Annotation) -> bool:
    """Whether two states differ in nothing but label, review, note, confidence and `updated`."""
    return (
        one.spans == other.spans
        and one.arguments == other.arguments
        and one.attributes == other.attributes
        and one.annotator == other.annotator
        and one.origin == other.origin
        and one.created == other.created
    )


def image_digest(image: str | bytes) -> int:
    """The SHA-256 of an image as a number, to be joined to others by exclusive or."""
    raw = image if isinstance(image, bytes) else image.encode()
    return int.from_bytes(sha256(raw).digest(), "big")


def document_image(document: Document, number: int) -> str:
    """A document's own data, without its text, and its place in the project's order."""
    return orjson.dumps([number, *_document_fields(document)]).decode()


def whole_document_image(document: Document, number: int, annotations: list[Annotation]) -> str:
    """A document with its text and annotations: all that is needed to bring it back."""
    fields = [number, *_document_fields(document), document.text]
    images = sorted(annotation_image(each) for each in annotations)
    return orjson.dumps([*fields, images]).decode()


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What an image of a document holds; `text` and annotations only where it is whole."""

    document: Document
    number: int
    annotations: tuple[Annotation, ...] = ()

    def without_text(self) -> Document:
        """The document's own data with an empty text, as changes carry it."""
        return replace(self.document, text="")


def document_of_image(image: str, document_id: str) -> DocumentState:
    """The state that `document_image` or `whole_document_image` kept."""
    fields = orjson.loads(image)
    number, name, title, direction, language, source, url, published, metadata = fields[:9]
    status, split, group = fields[9:12]
    text, images = fields[12:] or ("", [])
    document = Document(
        document_id,
        name,
        title,
        text,
        direction,
        language,
        source,
        url,
        published,
        tuple(NamedValue(key, value) for key, value in metadata),
        status,
        split,
        group,
    )
    annotations = (annotation_of_image(each, document_id) for each in images)
    return DocumentState(document, number, tuple(annotations))


def _document_fields(document: Document) -> list[object]:
    return [
        document.name,
        document.title,
        document.direction,
        document.language,
        document.source,
        document.url,
        document.published,
        [(each.name, each.value) for each in document.metadata],
        document.status,
        document.split,
        document.group,
    ]


def entry_image(entry: Entry, number: int) -> str:
    """An entry of the cast and its place; its id is not part of it."""
    return orjson.dumps([number, entry.kind, entry.name, entry.spellings, entry.note]).decode()


def entry_of_image(image: str, entry_id: str) -> tuple[Entry, int]:
    """The entry with this id that the image was made of, and its place."""
    number, kind, name, spellings, note = orjson.loads(image)
    return Entry(entry_id, kind, name, tuple(spellings), note), number


def metadata_to_json(metadata: tuple[NamedValue, ...]) -> str:
    """Metadata as the column keeps it: a JSON array of pairs."""
    return orjson.dumps([(each.name, each.value) for each in metadata]).decode()


def metadata_from_json(value: str) -> tuple[NamedValue, ...]:
    """What `metadata_to_json` wrote."""
    return tuple(NamedValue(name, text) for name, text in orjson.loads(value))


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in spans]


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in the rows stand for: annotators, and labels with their layers."""

    annotators: dict[int, str]
    labels: dict[int, tuple[str, str]]


@dataclass(slots=True)
class AnnotationRows:
    """The rows of annotations of one document, as the tables hold them, put together."""

    document: str
    annotations: list[tuple[Any, ...]]
    fragments: list[tuple[Any, ...]]
    arguments: list[tuple[Any, ...]]
    attributes: list[tuple[Any, ...]]

    def assemble(self, names: Names) -> list[Annotation]:
        """The annotations, in the order of their rows."""
        fragments: dict[tuple[bytes, int], list[Span]] = {}
        for annotation, argument, start, end in self.fragments:
            fragments.setdefault((annotation, argument), []).append(Span(start, end))
        arguments: dict[bytes, list[Argument]] = {}
        for annotation, position, role, target, start, end in self.arguments:
            filler: str | Spans
            if target is not None:
                filler = from_blob("a", target)
            else:
                filler = tuple(fragments.get((annotation, position)) or (Span(start, end),))
            arguments.setdefault(annotation, []).append(Argument(role, filler))
        attributes: dict[bytes, list[NamedValue]] = {}
        for annotation, name, value in self.attributes:
            attributes.setdefault(annotation, []).append(NamedValue(name, value))
        found: list[Annotation] = []
        for row in self.annotations:
            key, annotator, number, start, end, note, confidence, review, origin, made, changed = (
                row
            )
            layer, label = names.labels[number]
            pieces = fragments.get((key, -1)) if fragments else None
            if pieces:
                spans: Spans = tuple(pieces)
            else:
                spans = (Span(start, end),) if start is not None else ()
            found.append(
                Annotation(
                    from_blob("a", key),
                    self.document,
                    names.annotators[annotator],
                    layer,
                    label,
                    spans,
                    tuple(arguments[key]) if key in arguments else (),
                    tuple(attributes[key]) if key in attributes else (),
                    note,
                    confidence,
                    REVIEWS[review],
                    origin,
                    made,
                    changed,
                )
            )
        return found
