"""The few documents in which a question can have answers at all.

Where a question is about something rare, its documents are known by an index: of facts, labels,
statuses, reviews. Where it is not, nothing is known, and nothing needs to be: its answers are met
soon by whoever looks at the documents in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from annotator.core.model import REVIEWS, STATUSES, Review, Status
from annotator.core.model.query import (
    And,
    Around,
    Attribute,
    Incomplete,
    Inside,
    Is,
    Labelled,
    Not,
    Or,
    Query,
    Role,
    Words,
)
from annotator.core.storage.facts import LONGEST, FactKind, confidence_value, day_value, fact_value
from annotator.core.storage.labelled import LabelKey

_FEW = 10_000  # documents: two milliseconds to read their numbers, a second to look at them all
COUNTED: dict[str, str] = {"unreviewed": "unreviewed_count", "accepted": "accepted_count"}
"""States of review that documents have a counter for."""

Numbers = frozenset[int] | None
"""The numbers of all documents that can matter; None where they are not few."""


class Narrowing:
    """The questions of a reader of which documents something is in."""

    _db: Database

    def few_documents(self, query: Query, after: int = -1) -> list[int] | None:
        """The numbers, past one and in order, of all documents that can answer a resolved query.

        They may have no answer. None where it cannot be told, or where they are many.
        """
        labels = _labels_of(query, self._every_label)
        by_label = None if labels is None else self._few_labelled(labels, after)
        numbers = both((self._few(query, after), by_label))
        return None if numbers is None else sorted(numbers)

    def _every_label(self) -> frozenset[LabelKey]:
        rows = self._db.execute("SELECT layer, name FROM labels WHERE count > 0")
        return frozenset((layer, name) for layer, name in rows)

    def _few(self, query: Query, after: int) -> Numbers:  # noqa: C901 - a table of kinds
        match query:
            case And(parts):
                return both(self._few(each, after) for each in parts)
            case Or(parts):
                return either(self._few(each, after) for each in parts)
            case Inside(what, other) | Around(what, other):
                return both(self._few(each, after) for each in (what, other))
            case Labelled(labels):
                return self._few_labelled(labels, after)
            case Incomplete():
                return self.few_incomplete(after)
            case Is("review", value) if value in REVIEWS:
                return self.few_reviewed(value, after)
            case Is("status", value) if value in STATUSES:
                return self.few_with_status(value, after)
            case Is("annotator" | "origin" as kind, value):
                return self.few_with(kind, (value,), after)
            case Role(name, filler):
                there = self._few_of_facts("kind = 'role' AND name = ?", (name,), after)
                if filler is None or isinstance(filler, Words):
                    return there
                return both((there, self._few(filler, after)))
            case Attribute():
                return self._few_with_attribute(query, after)
            case Not(part):
                return self._few_without(part, after)
            case _:
                return None

    def _few_without(self, query: Query, after: int) -> Numbers:
        """Those with an annotation of which this is not so: of what there is but this."""
        match query:
            case Not(part):
                return self._few(part, after)
            case Is("review", value) if value in REVIEWS:
                reviews = (each for each in REVIEWS if each != value)
                return either(self.few_reviewed(each, after) for each in reviews)
            case Is("status", value) if value in STATUSES:
                statuses = (each for each in STATUSES if each != value)
                return either(self.few_with_status(each, after) for each in statuses)
            case Is("annotator" | "origin" as kind, value) if len(fact_value(value)) < LONGEST:
                other = (kind, fact_value(value))
                return self._few_of_facts("kind = ? AND value <> ?", other, after)
            case _:  # a longer value would stand for others, too
                return None

    def few_with(self, kind: FactKind, values: Iterable[str], after: int = -1) -> Numbers:
        """Those with an annotation that one of these annotators or origins made."""
        wanted = sorted({fact_value(each) for each in values})
        marks = ", ".join("?" * len(wanted))
        return self._few_of_facts(f"kind = ? AND value IN ({marks})", (kind, *wanted), after)

    def shared_documents(self, annotators: Collection[str]) -> list[int]:
        """The numbers, in order, of the documents in which two of them may have annotations."""
        wanted = sorted({fact_value(each) for each in annotators})
        # Names that are the same once folded share a fact.
        least = 2 if len(wanted) == len(set(annotators)) else 1
        rows = self._db.execute(
            "SELECT i.document FROM facts AS f JOIN fact_documents AS i ON i.fact = f.number "
            f"WHERE f.kind = 'annotator' AND f.value IN ({', '.join('?' * len(wanted))}) "
            "GROUP BY i.document HAVING count(*) >= ? ORDER BY i.document",
            (*wanted, least),
        )
        return [row[0] for row in rows]

    def few_since(self, seconds: int) -> Numbers:
        """Those with an annotation that was made or changed at this time or later."""
        return self._few_of_facts("kind = 'day' AND value >= ?", (day_value(seconds),), -1)

    def few_below(self, confidence: float) -> Numbers:
        """Those with an annotation whose confidence is less than this one, which is 1 at most."""
        return self._few_of_facts(
            "kind = 'confidence' AND CAST(value AS INTEGER) <= ?",
            (int(confidence_value(confidence)),),
            -1,
        )

    def few_incomplete(self, after: int = -1) -> Numbers:
        """Those with an annotation that is incomplete."""
        return self._few_where("documents", "number", "incomplete_count > 0", (), after)

    def few_reviewed(self, review: Review, after: int = -1) -> Numbers:
        """Those with an annotation in this state of review."""
        if review in COUNTED:
            return self._few_where("documents", "number", f"{COUNTED[review]} > 0", (), after)
        # SQLite takes the index of the rare states only where its own condition is repeated.
        state = f"review = {REVIEWS.index(review)} AND review >= 2"
        return self._few_where("annotations", "document", state, (), after)

    def few_with_status(self, status: Status, after: int = -1) -> Numbers:
        """Those that have this status."""
        return self._few_where("documents", "number", "status = ?", (status,), after)

    def _few_labelled(self, labels: Collection[LabelKey], after: int) -> Numbers:
        rows = self._db.execute("SELECT layer, name, number, count FROM labels").fetchall()
        wanted = set(labels)
        found = [(number, count) for *key, number, count in rows if tuple(key) in wanted]
        if sum(count for _, count in found) > _FEW:
            return None
        among = ", ".join(str(number) for number, _ in found)
        return self._few_where("annotations", "document", f"label IN ({among})", (), after)

    def _few_with_attribute(self, query: Attribute, after: int) -> Numbers:
        condition, values = "kind = 'attribute' AND name = ?", [query.name]
        if query.value:
            condition += " AND value = ?"
            values.append(fact_value(query.value))
        there = self._few_of_facts(condition, values, after)
        if not query.default_of:
            return there
        return either((there, self._few_labelled(query.default_of, after)))

    def _few_of_facts(self, condition: str, values: Sequence[object], after: int) -> Numbers:
        facts = f"fact IN (SELECT number FROM facts WHERE {condition})"
        return self._few_where("fact_documents", "document", facts, values, after)

    def _few_where(
        self, table: str, column: str, condition: str, values: Sequence[object], after: int
    ) -> Numbers:
        rows: list[tuple[Any, ...]] = self._db.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {condition} AND {column} > ? LIMIT ?",
            (*values, after, _FEW + 1),
        ).fetchall()
        return frozenset(row[0] for row in rows) if len(rows) <= _FEW else None


def both(parts: Iterable[Numbers]) -> Numbers:
    """The documents that are among all of the parts; those that are None say nothing."""
    known = [each for each in parts if each is not None]
    return frozenset.intersection(*known) if known else None


def either(parts: Iterable[Numbers]) -> Numbers:
    """The documents that are in one of the parts at least; None where one is not known."""
    known = list(parts)
    found = [each for each in known if each is not None]
    return frozenset().union(*found) if len(found) == len(known) else None


def _labels_of(
    query: Query, every: Callable[[], frozenset[LabelKey]], *, without: bool = False
) -> frozenset[LabelKey] | None:
    """The labels that what answers a query (or, `without`, does not) can have; None: any."""
    match query:
        case Labelled(labels):
            return every() - set(labels) if without else frozenset(labels)
        case Not(part):
            return _labels_of(part, every, without=not without)
        case Inside(what, _) | Around(what, _) if not without:
            return _labels_of(what, every)
        case And(parts) | Or(parts):
            found = [_labels_of(each, every, without=without) for each in parts]
            known = [each for each in found if each is not None]
            if isinstance(query, And) != without:
                return frozenset.intersection(*known) if known else None
            return frozenset().union(*known) if len(known) == len(found) else None
        case _:
            return None
