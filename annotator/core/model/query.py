"""What a search asks for: the parts of a parsed query.

`annotator.core.search` reads and writes them as text; `annotator.core.storage` turns them into
SQL. Places in the query's text (`at`, in code points) are kept for messages and do not count when
queries are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Fact = Literal["annotator", "review", "origin", "status"]


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words one after the other, folded, attached clitics left out.

    With `prefix` the last of them is the beginning of a word. `quoted` words are never the codes
    of labels and layers.
    """

    text: str
    prefix: bool = False
    quoted: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Contains:
    """The annotation's text has these letters anywhere, folded."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A label or a layer as it was written (`layer` or `label` before the colon)."""

    kind: Literal["label", "layer"]
    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The annotation has one of these labels, each with its layer."""

    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Is:
    """A fact of the annotation, or of its document (`status`), is this value, folded."""

    fact: Fact
    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A role or a value that the annotation must have is missing."""


@dataclass(frozen=True, slots=True)
class With:
    """A role or an attribute by its name, and what fills it; the schema says which of both."""

    name: str
    filler: Query | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute has this value, folded; with an empty one, it has any.

    `default_of` are the labels (with their layers) whose annotations have the value where they
    have none of their own.
    """

    name: str
    value: str = ""
    default_of: tuple[tuple[str, str], ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A role is filled, by something with these words or by an annotation that answers a query."""

    name: str
    filler: Query | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Inside:
    """What answers `what` lies in the extent of another annotation that answers `where`."""

    what: Query
    where: Query
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Around:
    """What answers `what` holds, in its extent, another annotation that answers `held`."""

    what: Query
    held: Query
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts are so; there are two at least."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts is so; there are two at least."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is not so."""

    part: Query


Query = (
    Words | Contains | Named | Labelled | Is | Incomplete | With | Attribute | Role | Inside
    | Around | And | Or | Not
)  # fmt: skip


def every(*parts: Query) -> Query:
    """All of these; those that are `And` themselves are taken apart, one alone stays alone."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(*parts: Query) -> Query:
    """One of these, likewise."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))
