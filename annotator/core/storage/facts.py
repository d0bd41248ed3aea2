"""What annotations have in common that no index over them tells, and in which documents.

An index over annotations slows every gesture down; a row for the first annotation of a document
of which a fact is so costs the later ones nothing. What stops being so leaves its row behind, so
the documents of a fact are those that may have such annotations, and never too few.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from sqlite_utils import Database

from annotator.core.model import Annotation
from annotator.core.text import fold_text

FactKind = Literal["annotator", "origin", "day", "confidence", "role", "attribute"]
Fact = tuple[FactKind, str, str]
"""The kind; the name of a role or an attribute; the value."""

LONGEST = 80  # code points of a value that are kept; migration 0005 says so too
_DAY = 86_400
_REMEMBERED = 20_000  # numbers of facts: values of attributes may be any number


@lru_cache(maxsize=4096)
def fact_value(text: str) -> str:
    """A value as facts have it: folded, and no longer than they keep it."""
    return fold_text(text)[:LONGEST]


def day_value(seconds: int) -> str:
    """The day of a time (seconds since 1970), in digits that sort as days do."""
    return f"{max(seconds // _DAY, 0):07d}"


def confidence_value(confidence: float) -> str:
    """The tenth in which a confidence below 1 lies."""
    return str(int(confidence * 10))


class Facts:
    """The facts of some annotations of one document."""

    def __init__(self) -> None:
        self._annotators: set[str] = set()
        self._origins: set[str] = set()
        self._days: set[int] = set()
        self._confidences: set[float] = set()
        self._roles: set[str] = set()
        self._attributes: set[tuple[str, str]] = set()

    def add(self, annotation: Annotation) -> None:
        """Add those of one annotation; cheap, since an import does it for each."""
        self._annotators.add(annotation.annotator)
        self._origins.add(annotation.origin)
        self._days.add(annotation.created // _DAY)
        self._days.add(annotation.updated // _DAY)
        if annotation.confidence < 1.0:
            self._confidences.add(annotation.confidence)
        for argument in annotation.arguments:
            self._roles.add(argument.role)
        for each in annotation.attributes:
            self._attributes.add((each.name, each.value))

    def all(self) -> set[Fact]:
        """All of them."""
        found: set[Fact] = {("annotator", "", fact_value(each)) for each in self._annotators}
        found.update(("origin", "", fact_value(each)) for each in self._origins)
        found.update(("day", "", day_value(each * _DAY)) for each in self._days)
        found.update(("confidence", "", confidence_value(each)) for each in self._confidences)
        found.update(("role", each, "") for each in self._roles)
        found.update(("attribute", name, fact_value(value)) for name, value in self._attributes)
        return found


def facts_of(annotations: Iterable[Annotation]) -> set[Fact]:
    """The facts of annotations."""
    facts = Facts()
    for each in annotations:
        facts.add(each)
    return facts.all()


def write_facts(
    db: Database, number: int, facts: Iterable[Fact], remembered: dict[Fact, int]
) -> None:
    """Write that the document with this number has annotations of which these facts are so.

    `remembered` are numbers of facts; those that are looked up here are added to it.
    """
    if len(remembered) > _REMEMBERED:
        remembered.clear()
    rows = [(_number(db, each, remembered), number) for each in facts]
    db.conn.executemany("INSERT OR IGNORE INTO fact_documents VALUES (?, ?)", rows)


def missing_facts(db: Database, number: int, annotations: Iterable[Annotation]) -> int:
    """How many facts of a document's annotations are not written."""
    sql = (
        "SELECT 1 FROM facts AS f JOIN fact_documents AS i ON i.fact = f.number "
        "WHERE f.kind = ? AND f.name = ? AND f.value = ? AND i.document = ?"
    )
    return sum(
        db.execute(sql, (*each, number)).fetchone() is None for each in facts_of(annotations)
    )


def _number(db: Database, fact: Fact, remembered: dict[Fact, int]) -> int:
    number = remembered.get(fact)
    if number is None:
        db.execute("INSERT OR IGNORE INTO facts (kind, name, value) VALUES (?, ?, ?)", fact)
        row = db.execute(
            "SELECT number FROM facts WHERE kind = ? AND name = ? AND value = ?", fact
        ).fetchone()
        number = remembered[fact] = int(row[0])
    return number
