"""One article: immutable text with a title and source data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from annotator.core.model.annotation import NamedValue
from annotator.core.text import Direction

Status = Literal["new", "in progress", "done", "reviewed"]
STATUSES: tuple[Status, ...] = get_args(Status)


def text_digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal: two documents are one if it is equal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its text, kept code point by code point as it was decoded.

    `direction` is the direction of paragraphs that have no strong character, and what the view
    starts from. `published` is a date or time in ISO 8601 basic form of any precision, or empty.
    `split` and `group` say which part of a dataset the document belongs to and with which others
    it must stay together; empty where an export may choose.
    """

    id: str
    name: str
    title: str
    text: str
    direction: Direction = "rtl"
    language: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    metadata: tuple[NamedValue, ...] = ()
    status: Status = "new"
    split: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list shows of a document, without its text.

    `position` is its place in the project's order (ascending, unique, with gaps); `length` counts
    code points; `annotations` and `incomplete` count the annotations it has and those that lack a
    required role or attribute.
    """

    id: str
    position: int
    name: str
    title: str
    direction: Direction
    status: Status
    length: int
    annotations: int
    incomplete: int
