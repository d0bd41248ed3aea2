"""A document with its annotations as a record of canonical JSONL, and as a line of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import orjson

from annotator.core.errors import N_, NotFoundError
from annotator.core.formats.shape import FORMAT, LISTS, ListName
from annotator.core.model import (
    Annotation,
    Document,
    Entry,
    FindEntry,
    link_of,
    no_entry,
    text_digest,
    to_basic,
)
from annotator.core.schema import Layer, Requirements, Schema, is_incomplete
from annotator.core.text import Spans

Record: TypeAlias = dict[str, Any]

# Where `str.splitlines` cuts although JSON does not: a reader that uses it must not stumble.
_LINE_ENDS = (
    ("\u2028".encode(), rb"\u2028"),
    ("\u2029".encode(), rb"\u2029"),
    ("\u0085".encode(), rb"\u0085"),
)
_PUNCTUATION = "\u2028".encode()[:2]  # what the first two begin with, and dashes and quotes do

_QUOTE_LAYER = "quote"
_LIST_OF_KIND: dict[str, ListName] = {
    "span": "entities",
    "frame": "events",
    "relation": "relations",
}


def list_of(layer: Layer) -> ListName:
    """The list of a record that the annotations of a layer go to.

    The layers of a project's own go to that of their kind: spans to `entities`, frames to
    `events`, relations to `relations`.
    """
    return "quotes" if layer.id == _QUOTE_LAYER else _LIST_OF_KIND[layer.kind]


def record(
    document: Document,
    annotations: Iterable[Annotation],
    schema: Schema,
    entries: Iterable[Entry] = (),
) -> Record:
    """The record of one document; for many of one schema, `Recorder` is quicker."""
    known = {each.id: each for each in entries}
    return Recorder(schema, known.get).record(document, annotations)


def entry_record(entry: Entry) -> Record:
    """An entry of the cast as a record has it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "name": entry.name,
        "spellings": list(entry.spellings),
        "note": entry.note,
    }


def encode(value: Record) -> bytes:
    """The record's line with its LF: UTF-8, unescaped but for what ends lines in Python."""
    line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    for raw, escaped in _LINE_ENDS if _PUNCTUATION in line else _LINE_ENDS[2:]:
        line = line.replace(raw, escaped)
    return line


class Recorder:
    """Makes records of documents that are annotated after one schema."""

    def __init__(self, schema: Schema, find_entry: FindEntry = no_entry) -> None:
        self._schema = schema
        self._find_entry = find_entry
        self._lists = {layer.id: list_of(layer) for layer in schema.layers}
        self._demanding: dict[tuple[str, str], bool] = {}

    def record(self, document: Document, annotations: Iterable[Annotation]) -> Record:
        """The record of one document, annotations in their total order.

        Raises:
            NotFoundError: an argument's target is not among `annotations`, or an entry that one of
                them is linked to is not in the cast.
        """
        text = document.text
        made = tuple(annotations)
        extents = {each.id: _extent(each.spans, text) for each in made}
        lists: dict[ListName, list[tuple[tuple[int, int, str], Record]]] = {
            name: [] for name in LISTS
        }
        for each in made:
            extent = extents[each.id]
            key = (extent[0], -extent[1], each.id)
            lists[self._list_name(each)].append((key, self._annotation(each, extents, text)))
        for entries in lists.values():
            entries.sort(key=_first)
        return {
            "format": FORMAT,
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "text": text,
            "text_sha256": text_digest(text),
            "language": document.language,
            "direction": document.direction,
            "source": document.source,
            "url": document.url,
            "published": document.published,
            "status": document.status,
            "split": document.split,
            "group": document.group,
            "metadata": [{"name": each.name, "value": each.value} for each in document.metadata],
            **{name: [entry for _, entry in entries] for name, entries in lists.items()},
            "cast": [entry_record(each) for each in self._cast(made)],
        }

    def filled_lists(self, document: Document, annotations: Iterable[Annotation]) -> int:
        """How many of the lists that the format knows the record would fill, at every depth.

        Readers infer the types of a whole file from its first records, so the record that fills
        the most lists leads (DESIGN section 7).
        """
        made = tuple(annotations)
        broken = {each.id for each in made if len(each.spans) > 1}
        filled: set[tuple[ListName, str]] = set()
        for each in made:
            name = self._lists.get(each.layer) or self._list_name(each)
            filled.add((name, ""))
            if each.attributes:
                filled.add((name, "attributes"))
            if each.arguments:
                filled.add((name, "arguments"))
            if broken and each.id in broken:
                filled.add((name, "fragments"))
            if any(one.filler in broken or len(one.spans) > 1 for one in each.arguments):
                filled.add((name, "arguments.fragments"))
        cast = self._cast(made)
        spelt = any(each.spellings for each in cast)
        return len(filled) + bool(document.metadata) + bool(cast) + spelt

    def _cast(self, annotations: Iterable[Annotation]) -> list[Entry]:
        """The entries that annotations are linked to, by their ids."""
        linked = {link_of(each) for each in annotations if each.attributes}
        found = []
        for each in sorted(linked - {""}):
            entry = self._find_entry(each)
            if entry is None:
                raise NotFoundError(
                    N_("An annotation is linked to {entry}, which is not in the cast."), entry=each
                )
            found.append(entry)
        return found

    def _list_name(self, each: Annotation) -> ListName:
        """The list for an annotation; one of a layer that the schema lost goes by its build."""
        known = self._lists.get(each.layer)
        if known is not None:
            return known
        if not each.spans:
            return "relations"
        return "events" if each.arguments else "entities"

    def _annotation(self, each: Annotation, extents: dict[str, _Extent], text: str) -> Record:
        start, end, covered, fragments = extents[each.id]
        confidence = float(each.confidence)
        created = to_basic(each.created)
        return {
            "id": each.id,
            "layer": each.layer,
            "label": each.label,
            "start": start,
            "end": end,
            "text": covered,
            "fragments": fragments,
            "arguments": [
                self._argument(argument.role, argument.filler, each, extents, text)
                for argument in each.arguments
            ],
            "attributes": [{"name": value.name, "value": value.value} for value in each.attributes],
            "annotator": each.annotator,
            "origin": each.origin,
            "confidence": confidence if confidence >= _SMALL else _with_point(confidence),
            "review": each.review,
            "incomplete": self._is_demanding(each) and is_incomplete(self._schema, each),
            "note": each.note,
            "created": created,
            "updated": created if each.updated == each.created else to_basic(each.updated),
        }

    def _argument(
        self,
        role: str,
        filler: str | Spans,
        owner: Annotation,
        extents: dict[str, _Extent],
        text: str,
    ) -> Record:
        if isinstance(filler, str):
            found = extents.get(filler)
            if found is None:
                raise NotFoundError(
                    N_("The argument “{role}” of {owner} refers to {target}, which is not there."),
                    role=role,
                    owner=owner.id,
                    target=filler,
                )
            target, extent = filler, found
        else:
            target, extent = "", _extent(filler, text)
        return {
            "role": role,
            "target": target,
            "start": extent[0],
            "end": extent[1],
            "text": extent[2],
            "fragments": extent[3],
        }

    def _is_demanding(self, each: Annotation) -> bool:
        """Whether annotations of this label can be incomplete at all, worked out once a label."""
        key = (each.layer, each.label)
        known = self._demanding.get(key)
        if known is None:
            layer = self._schema.find_layer(each.layer)
            needs = layer.requirements_of(each.label) if layer else Requirements()
            known = self._demanding[key] = bool(needs.roles or needs.attributes)
        return known


_Extent: TypeAlias = tuple[int, int, str, list[Record]]
"""Start, end and text of an envelope, and the fragments where there are several."""

# Below this, the shortest form of a float has an exponent and may have no point.
_SMALL = 0.0001


def _extent(spans: Spans, text: str) -> _Extent:
    if not spans:
        return 0, 0, "", []
    start, end = spans[0].start, spans[-1].end
    if len(spans) == 1:
        return start, end, text[start:end], []
    fragments = [
        {"start": each.start, "end": each.end, "text": text[each.start : each.end]}
        for each in spans
    ]
    return start, end, text[start:end], fragments


def _with_point(value: float) -> float | orjson.Fragment:
    """A value whose JSON has a point: `1.0e-7` and not `1e-7`."""
    shortest = repr(value)
    if "." in shortest:
        return value
    return orjson.Fragment(shortest.replace("e", ".0e").encode())


def _first(entry: tuple[tuple[int, int, str], Record]) -> tuple[int, int, str]:
    return entry[0]
