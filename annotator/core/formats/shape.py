"""The shape of canonical JSONL, once, as data.

Reading, writing, the types that a dataset's card declares, the columns for DuckDB and the JSON
Schema all come from here. See DESIGN section 7 for why every key is always there, why nothing is
ever null, and why times are written as they are.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

FORMAT_NAME: Final = "hashiya"
FORMAT_VERSION: Final = 1
FORMAT: Final = f"{FORMAT_NAME}/{FORMAT_VERSION}"

Scalar = Literal["string", "integer", "number", "boolean", "list"]
Shape: TypeAlias = "Scalar | list[Shape] | dict[str, Shape]"
"""The type of a value: a scalar, a list of one shape, or an object with exactly these keys.

`list` is a list of anything, for checks that leave its members to others."""

FRAGMENT: Final[dict[str, Shape]] = {"start": "integer", "end": "integer", "text": "string"}
NAMED_VALUE: Final[dict[str, Shape]] = {"name": "string", "value": "string"}
ARGUMENT: Final[dict[str, Shape]] = {
    "role": "string",
    "target": "string",
    "start": "integer",
    "end": "integer",
    "text": "string",
    "fragments": [FRAGMENT],
}
ANNOTATION: Final[dict[str, Shape]] = {
    "id": "string",
    "layer": "string",
    "label": "string",
    "start": "integer",
    "end": "integer",
    "text": "string",
    "fragments": [FRAGMENT],
    "arguments": [ARGUMENT],
    "attributes": [NAMED_VALUE],
    "annotator": "string",
    "origin": "string",
    "confidence": "number",
    "review": "string",
    "incomplete": "boolean",
    "note": "string",
    "created": "string",
    "updated": "string",
}

ENTRY: Final[dict[str, Shape]] = {
    "id": "string",
    "kind": "string",
    "name": "string",
    "spellings": ["string"],
    "note": "string",
}

ListName = Literal["entities", "quotes", "events", "relations"]
LISTS: Final[tuple[ListName, ...]] = ("entities", "quotes", "events", "relations")

RECORD: Final[dict[str, Shape]] = {
    "format": "string",
    "id": "string",
    "name": "string",
    "title": "string",
    "text": "string",
    "text_sha256": "string",
    "language": "string",
    "direction": "string",
    "source": "string",
    "url": "string",
    "published": "string",
    "status": "string",
    "split": "string",
    "group": "string",
    "metadata": [NAMED_VALUE],
    "entities": [ANNOTATION],
    "quotes": [ANNOTATION],
    "events": [ANNOTATION],
    "relations": [ANNOTATION],
    "cast": [ENTRY],
}

CAST_FORMAT: Final = "hashiya-cast/1"
CAST_LINE: Final[dict[str, Shape]] = {"format": "string", **ENTRY}
"""A line of the file that holds the whole cast of a dataset."""

SPLITS: Final = ("train", "validation", "test")
