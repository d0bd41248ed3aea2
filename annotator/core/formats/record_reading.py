"""A record of canonical JSONL as a document with its annotations, checked without mercy.

What passes here fits the project file; what does not is refused with the place and the reason.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.formats.checking import ObjectReader, not_one_of
from annotator.core.formats.entry_reading import check_links, read_entries
from annotator.core.formats.records import list_of
from annotator.core.formats.shape import (
    ANNOTATION,
    ARGUMENT,
    FORMAT,
    FORMAT_NAME,
    FORMAT_VERSION,
    FRAGMENT,
    LISTS,
    NAMED_VALUE,
    RECORD,
    SPLITS,
    ListName,
)
from annotator.core.model import (
    REVIEWS,
    STATUSES,
    Annotation,
    Argument,
    Document,
    Entry,
    NamedValue,
    from_basic,
    is_identifier,
    text_digest,
)
from annotator.core.schema import LayerKind, Schema
from annotator.core.text import Span, Spans

_Extent: TypeAlias = tuple[int, int, list[Any]]

_FOREIGN_IDS = uuid.UUID("7a1f4bd7-2d5c-5b0e-9c3f-6b8f5ce1d0aa")

_RECORD = ObjectReader(RECORD, leave=(*LISTS, "cast"))
_ANNOTATION = ObjectReader(ANNOTATION, leave=("fragments", "arguments", "attributes"))
_ARGUMENT = ObjectReader(ARGUMENT)
_FRAGMENT = ObjectReader(FRAGMENT)
_NAMED_VALUE = ObjectReader(NAMED_VALUE)

_REVIEWS = frozenset(REVIEWS)
_STATUSES = frozenset(STATUSES)
_DIRECTIONS = frozenset(("rtl", "ltr"))
_SPLITS = frozenset(("", *SPLITS))
_PUBLISHED = re.compile(
    r"(?:\d{4}(?:\d\d(?:\d\d(?:T\d\d(?:\d\d(?:\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d{4})?)?)?)?)?", re.ASCII
)


class NewerFormatError(InputError):
    """The file was written by a newer program, in a version of the format not known here."""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What one record holds; `mapped_ids` counts identifiers that were not of our shape.

    `entries` are those of the cast that stand in it.
    """

    document: Document
    annotations: tuple[Annotation, ...]
    mapped_ids: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where annotations of one layer and label belong.

    `lists` are those that such annotations may stand in: the list of the layer that they name,
    which is another than `layer` where the label was moved.
    """

    layer: str
    label: str
    kind: LayerKind
    lists: tuple[ListName, ...]


class RecordReader:
    """Reads records into the terms of one schema.

    `annotator` is whose the annotations are that name nobody.
    """

    def __init__(self, schema: Schema, annotator: str = "") -> None:
        self._schema = schema
        self._annotator = annotator
        self._places: dict[tuple[str, str], _Place] = {}

    def read(self, value: object) -> ReadRecord:
        """The document and the annotations of a record as `orjson.loads` gave it.

        Identifiers of our shape are kept; others become identifiers that depend on nothing but
        the document's and themselves, so that a second import knows them again.

        Raises:
            NewerFormatError: the record is of a newer version of the format.
            InputError: anything else that is wrong with the record.
        """
        _check_format(value)
        if isinstance(value, dict) and "cast" not in value:  # a file from before there was one
            value = {**value, "cast": []}
        fields = _RECORD.values(value, "")
        entries = read_entries(fields[-1])
        document = _document(fields)
        mapped = int(document.id != fields[1])
        lists = [
            [_ANNOTATION.values(raw, name, i) for i, raw in enumerate(found)]
            for name, found in zip(LISTS, fields[15:-1], strict=True)
        ]
        ids, mapped_annotations = _identifiers(document.id, lists)
        owner = _Owner(document.id, document.text, ids, _extents(lists))
        annotations = tuple(
            self._annotation(values, name, i, owner)
            for name, found in zip(LISTS, lists, strict=True)
            for i, values in enumerate(found)
        )
        check_links(annotations, entries)
        return ReadRecord(document, annotations, mapped + mapped_annotations, entries)

    def _annotation(self, values: list[Any], name: ListName, i: int, owner: _Owner) -> Annotation:
        try:
            return self._read_annotation(values, name, owner)
        except InputError as error:
            raise InputError(
                N_("{place} ({id}): {reason}"), place=f"{name}[{i}]", id=values[0], reason=error
            ) from None

    def _read_annotation(self, values: list[Any], name: ListName, owner: _Owner) -> Annotation:
        (
            identifier,
            layer,
            label,
            start,
            end,
            text,
            fragments,
            arguments,
            attributes,
            annotator,
            origin,
            confidence,
            review,
            _incomplete,
            note,
            created,
            updated,
        ) = values
        place = self._places.get((layer, label)) or self._find_place(layer, label)
        if name not in place.lists:
            raise InputError(
                N_("annotations of the layer “{layer}” belong into “{list}”."),
                layer=layer,
                list=place.lists[0],
            )
        if place.kind == "relation":
            if (start, end, text, fragments) != (0, 0, "", []):
                raise InputError(N_("a relation has no text of its own: 0, 0 and “” stand for it."))
            spans: Spans = ()
        else:
            spans = _spans(start, end, text, fragments, owner.text)
        if not 0.0 <= confidence <= 1.0:
            raise InputError(
                N_("the confidence must lie between 0 and 1, not {value}."), value=confidence
            )
        if review not in _REVIEWS:
            raise not_one_of("review", review, REVIEWS)
        annotator = annotator or self._annotator
        if not annotator:
            raise InputError(N_("it does not say whose annotation it is (“annotator”)."))
        made = from_basic(created)
        return Annotation(
            owner.ids[identifier],
            owner.document,
            annotator,
            place.layer,
            place.label,
            spans,
            tuple([_argument(each, owner) for each in arguments]) if arguments else (),
            _attributes(attributes) if attributes else (),
            note,
            float(confidence),
            review,
            origin,
            made,
            made if updated == created else from_basic(updated),
        )

    def _find_place(self, layer_id: str, label_id: str) -> _Place:
        """Where a layer and label belong; SchemaError lists what there is, so it says enough."""
        found = self._schema.place(layer_id, label_id)
        if found is None:
            try:
                self._schema.label(layer_id, label_id)
            except HashiyaError as error:
                raise InputError(error.template, **error.details) from None
        assert found is not None
        layer, label = found
        named = self._schema.find_layer(layer_id)
        place = _Place(layer.id, label.id, layer.kind, (list_of(named),) if named else LISTS)
        self._places[layer_id, label_id] = place
        return place


@dataclass(frozen=True, slots=True)
class _Owner:
    """The document whose annotations are read: ids by those of the file, extents by the same."""

    document: str
    text: str
    ids: dict[str, str]
    extents: dict[str, _Extent]


def _check_format(value: object) -> None:
    name = value.get("format") if isinstance(value, dict) else None
    if name == FORMAT:
        return
    prefix, _, version = name.partition("/") if isinstance(name, str) else ("", "", "")
    if prefix == FORMAT_NAME and version.isdecimal() and int(version) > FORMAT_VERSION:
        raise NewerFormatError(
            N_(
                "this is version {found} of the format; this program knows version {known}. "
                "Import it with a newer Hashiya."
            ),
            found=version,
            known=FORMAT_VERSION,
        )
    raise InputError(
        N_("this is no record of canonical JSONL: it must be an object with “format”: “{format}”."),
        format=FORMAT,
    )


def _document(fields: list[Any]) -> Document:
    identifier, name, title, text, digest, language, direction = fields[1:8]
    source, url, published, status, split, group, metadata = fields[8:15]
    if not text:
        raise InputError(N_("the text is empty."))
    try:
        found = text_digest(text)
    except UnicodeEncodeError:
        raise InputError(N_("the text holds half of a surrogate pair.")) from None
    if digest != found:
        raise InputError(
            N_("the text was changed: its SHA-256 is not that of “text_sha256”, but {found}."),
            found=found,
        )
    for key, value, known in (
        ("direction", direction, _DIRECTIONS),
        ("status", status, _STATUSES),
        ("split", split, _SPLITS),
    ):
        if value not in known:
            raise not_one_of(key, value, sorted(known))
    if not _PUBLISHED.fullmatch(published):
        raise InputError(
            N_(
                "“published” must be a date or time in ISO 8601 basic form, such as 20250224 or "
                "20250224T100000Z, not “{value}”."
            ),
            value=published,
        )
    return Document(
        _identifier(identifier, "d", identifier),
        name,
        title,
        text,
        direction,
        language,
        source,
        url,
        published,
        tuple(NamedValue(each["name"], each["value"]) for each in metadata),
        status,
        split,
        group,
    )


def _identifier(found: str, prefix: Any, key: str) -> str:  # noqa: ANN401 - Prefix
    if is_identifier(found, prefix):
        return found
    if not found:
        raise InputError(N_("an identifier is empty."))
    return f"{prefix}-{uuid.uuid5(_FOREIGN_IDS, key).hex}"


def _identifiers(document: str, lists: Iterable[list[list[Any]]]) -> tuple[dict[str, str], int]:
    """Each annotation's identifier in the file and here, and how many of them differ."""
    ids: dict[str, str] = {}
    mapped = 0
    for entries in lists:
        for values in entries:
            found = values[0]
            if found in ids:
                raise InputError(N_("two annotations have the id “{id}”."), id=found)
            here = ids[found] = _identifier(found, "a", f"{document}\n{found}")
            mapped += here != found
    return ids, mapped


def _extents(lists: Iterable[list[list[Any]]]) -> dict[str, _Extent]:
    """Start, end and fragments of each annotation, by its identifier in the file."""
    return {values[0]: (values[3], values[4], values[6]) for entries in lists for values in entries}


def _spans(start: int, end: int, covered: str, fragments: list[Any], text: str) -> Spans:
    """The spans of an anchor or a bare filler, checked against the document's text."""
    _check_range(start, end, covered, text)
    if not fragments:
        return (Span(start, end),)
    spans = []
    reached = -1
    for i, each in enumerate(fragments):
        first, last, part = _FRAGMENT.values(each, "fragments", i)
        _check_range(first, last, part, text)
        if first <= reached:
            raise InputError(N_("the fragments must be in order and must not touch."))
        reached = last
        spans.append(Span(first, last))
    if len(spans) < 2 or spans[0].start != start or spans[-1].end != end:
        raise InputError(
            N_("there must be two fragments or more, and they must reach from start to end.")
        )
    return tuple(spans)


def _check_range(start: int, end: int, covered: str, text: str) -> None:
    if not 0 <= start < end <= len(text):
        raise InputError(
            N_("the offsets {start}-{end} do not lie in the text, which has {length} characters."),
            start=start,
            end=end,
            length=len(text),
        )
    if text[start:end] != covered:
        raise InputError(
            N_("the text at {start}-{end} is “{found}”, not “{covered}”."),
            start=start,
            end=end,
            found=_shortened(text[start:end]),
            covered=_shortened(covered),
        )


def _argument(raw: Any, owner: _Owner) -> Argument:  # noqa: ANN401 - anything JSON can hold
    role, target, start, end, covered, fragments = _ARGUMENT.values(raw, "arguments")
    if not role:
        raise InputError(N_("the role of an argument is empty."))
    if not target:
        return Argument(role, _spans(start, end, covered, fragments, owner.text))
    filler = owner.ids.get(target)
    if filler is None:
        raise InputError(
            N_("the argument “{role}” refers to “{target}”, which is not in this record."),
            role=role,
            target=target,
        )
    if (start, end, fragments) != owner.extents[target] or covered != owner.text[start:end]:
        raise InputError(
            N_("the argument “{role}” does not cover what “{target}” covers."),
            role=role,
            target=target,
        )
    return Argument(role, filler)


def _attributes(raw: list[Any]) -> tuple[NamedValue, ...]:
    pairs = [_NAMED_VALUE.values(each, "attributes") for each in raw]
    found = dict(pairs)
    if len(found) != len(pairs) or "" in found:
        raise InputError(N_("an attribute has no name, or its name stands twice."))
    return tuple(sorted(NamedValue(name, value) for name, value in pairs))


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
