"""Annotations over the whole project that somebody wants to look through, one after the other.

Each question goes on from a place (document, start, end, id) and stops after so many rows, so the
first answer does not wait for the last. Where several labels are wanted, each is asked for by
itself, in the order of the documents, and the answers are merged: an index can serve one label in
that order, but not several. What is rare is looked for only where it may be (`narrowing.py`).
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from annotator.core.model import REVIEWS, Annotation, Review, Status
from annotator.core.storage.labelled import LabelKey, with_labels
from annotator.core.storage.narrowing import Narrowing, Numbers, both, either
from annotator.core.storage.rows import from_blob, to_blob
from annotator.core.text import fold_text

_FOLDED = 50_000  # texts whose folded forms are kept: a thousand names make most of the mentions
_AT_ONCE = 400  # documents named one by one in a statement
_RARE: tuple[Review, ...] = ("rejected", "question")  # the states that have an index


@dataclass(frozen=True, slots=True)
class ReviewSelection:
    """Which annotations are meant: those for which every part that is given holds.

    An empty part asks nothing. `layers` and `labels` are one part: an annotation of one of these
    layers, or with one of these labels. `below` is a confidence that theirs is less than; `since` a
    moment (seconds since 1970, UTC) at or after which they were made or changed; `text` stands in
    theirs, both folded.
    """

    layers: tuple[str, ...] = ()
    labels: tuple[LabelKey, ...] = ()
    annotators: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    reviews: tuple[Review, ...] = ()
    incomplete: bool = False
    below: float | None = None
    since: int = 0
    text: str = ""


class ReviewPosition(NamedTuple):
    """Where an annotation stands: the number of its document, its start and end, its id.

    Their order is the project's: `end` is negative, since the longer one comes first; a relation
    has -1 and 0.
    """

    document: int
    start: int
    end: int
    id: str


FIRST = ReviewPosition(-1, -1, 0, "a-" + 32 * "0")
"""Before every annotation."""


class ReviewCase(NamedTuple):
    """An annotation to be looked at: the ids of its document and of itself, and its place."""

    document: str
    annotation: str
    position: ReviewPosition


@dataclass(frozen=True, slots=True)
class _Question:
    """One part of a selection, as SQL: tables, a condition, and the values that fill it."""

    tables: str
    condition: str
    values: tuple[object, ...]
    number: str  # the column that has the document's number
    few: tuple[int, ...] | None  # the only documents that matter, where they are few

    def ask(self, what: str, more: str = "", rest: str = "") -> str:
        return f"SELECT {what} FROM {self.tables} WHERE {self.condition}{more}{rest}"

    def looks(self, place: ReviewPosition | None, *, backwards: bool) -> Iterator[str]:
        """What to add to the condition to look at some documents after the others.

        From that of a place on, to the project's end or backwards to its start.
        """
        if self.few is None:
            yield ""
            return
        numbers = self.few
        if place is not None and backwards:
            numbers = numbers[: bisect_right(numbers, place.document)]
        elif place is not None:
            numbers = numbers[bisect_left(numbers, place.document) :]
        numbers = numbers[::-1] if backwards else numbers
        for first in range(0, len(numbers), _AT_ONCE):
            some = ", ".join(map(str, numbers[first : first + _AT_ONCE]))
            yield f" AND {self.number} IN ({some})"


_PLACE = ("COALESCE(a.start, -1)", '-COALESCE(a."end", 0)', "a.id")
_WHAT = f"{{number}}, {', '.join(_PLACE)}"
_DOCUMENTS = "documents AS d CROSS JOIN annotations AS a ON a.document = d.number"


class ReviewQuestions(Narrowing):
    """The questions of a reader about a selection of annotations."""

    _can_fold = False

    def _document_id(self, number: int) -> str:
        row = self._db.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()
        return from_blob("d", row[0])

    def review_page(
        self,
        selection: ReviewSelection,
        *,
        after: ReviewPosition = FIRST,
        limit: int,
        backwards: bool = False,
    ) -> list[ReviewCase]:
        """The selected annotations past a place, in the project's order; `limit` at most.

        Backwards: those before it, the nearest first.
        """
        streams = (
            self._stream(each, after, limit, backwards=backwards)
            for each in self._questions(selection, few=self._few_of(selection))
        )
        merged = heapq.merge(*streams, reverse=backwards)
        ids: dict[int, str] = {}
        found: list[ReviewCase] = []
        for position in islice(merged, limit):
            if position.document not in ids:
                ids[position.document] = self._document_id(position.document)
            found.append(ReviewCase(ids[position.document], position.id, position))
        return found

    def review_count(
        self, selection: ReviewSelection, *, until: ReviewPosition | None = None
    ) -> int:
        """How many annotations are selected; before the place `until` only, if it is given."""
        count = 0
        for each in self._questions(selection, few=self._few_of(selection)):
            more, values = _beyond(each, until, backwards=True) if until else ("", ())
            for look in each.looks(until, backwards=True):
                sql = each.ask("count(*)", more + look)
                count += int(self._db.execute(sql, (*each.values, *values)).fetchone()[0])
        return count

    def is_selected(self, selection: ReviewSelection, case: ReviewCase) -> bool:
        """Whether an annotation is there and in the selection, as the project is now."""
        key = (case.position.document, to_blob(case.annotation))
        return any(
            self._db.execute(
                each.ask("1", " AND a.document = ? AND a.id = ?"), (*each.values, *key)
            ).fetchone()
            for each in self._questions(selection)
        )

    def spellings(self, key: LabelKey) -> dict[str, tuple[str, ...]]:
        """The texts of the annotations with a label, by what they are when folded.

        It reads them all: half a second for a million.
        """
        label = self._label_number(key)
        if label is None:
            return {}
        sql = f"SELECT DISTINCT a.text FROM annotations AS a WHERE {with_labels(self._db, [label])}"
        found: dict[str, tuple[str, ...]] = {}
        for (text,) in self._db.execute(sql):
            folded = _folded(text)
            found[folded] = (*found.get(folded, ()), text)
        return found

    def identical_cases(
        self,
        selection: ReviewSelection,
        annotation: Annotation,
        text: str,
        spellings: Mapping[str, Sequence[str]] | None = None,
    ) -> list[ReviewCase]:
        """The selected annotations with its layer and label whose text is `text` once folded.

        In the project's order. A relation, which has no text, is like no other. `spellings` are
        those of the label, where they are at hand.
        """
        key = (annotation.layer, annotation.label)
        label, wanted = self._label_number(key), _folded(text)
        if label is None or not wanted.strip():
            return []
        known = self.spellings(key) if spellings is None else spellings
        texts = tuple({text, *known.get(wanted, ())})
        more = f" AND a.text IN ({', '.join('?' * len(texts))})"
        found: list[ReviewPosition] = []
        for each in self._questions(selection, only_label=label):
            rows = self._db.execute(each.ask(_what(each), more), (*each.values, *texts))
            found += (_position(row) for row in rows)
        ids: dict[int, str] = {}
        for number in {each.document for each in found}:
            ids[number] = self._document_id(number)
        return [ReviewCase(ids[each.document], each.id, each) for each in sorted(found)]

    def review_position(self, annotation: Annotation, number: int) -> ReviewPosition:
        """Where an annotation of the document with this number stands."""
        anchor = annotation.envelope
        if anchor is None:
            return ReviewPosition(number, -1, 0, annotation.id)
        return ReviewPosition(number, anchor.start, -anchor.end, annotation.id)

    def origins(self) -> list[str]:
        """What made the annotations of the project: `manual`, `import`, names; reads all."""
        rows = self._db.execute("SELECT DISTINCT origin FROM annotations ORDER BY origin")
        return [row[0] for row in rows]

    def _stream(
        self, question: _Question, after: ReviewPosition, limit: int, *, backwards: bool
    ) -> Iterator[ReviewPosition]:
        more, values = _beyond(question, after, backwards=backwards)
        way = " DESC" if backwards else ""
        order = ", ".join(f"{each}{way}" for each in (question.number, *_PLACE))
        for look in question.looks(after, backwards=backwards):
            rows = self._db.execute(
                question.ask(_what(question), more + look, f" ORDER BY {order} LIMIT ?"),
                (*question.values, *values, limit),
            )
            yield from (_position(row) for row in rows)

    # -- a selection in SQL ---------------------------------------------------------------------

    def _few_of(self, selection: ReviewSelection) -> Numbers:
        """The documents in which the selected annotations can be, where they are few."""
        known: list[Numbers] = []
        if selection.annotators:
            known.append(self.few_with("annotator", selection.annotators))
        if selection.origins:
            known.append(self.few_with("origin", selection.origins))
        if selection.statuses:
            known.append(either(map(self.few_with_status, selection.statuses)))
        if selection.reviews:
            known.append(either(map(self.few_reviewed, selection.reviews)))
        if selection.incomplete:
            known.append(self.few_incomplete())
        if selection.below is not None and selection.below <= 1.0:
            known.append(self.few_below(selection.below))
        if selection.since:
            known.append(self.few_since(selection.since))
        return both(known)

    def _questions(
        self, selection: ReviewSelection, *, only_label: int | None = None, few: Numbers = None
    ) -> list[_Question]:
        """The selection as questions of which each is answered in the project's order."""
        where: list[str] = []
        values: list[object] = []
        tables, number = "annotations AS a", "a.document"
        if selection.statuses or selection.incomplete:
            tables, number = _DOCUMENTS, "d.number"
        for conditions in (self._of_documents(selection), self._of_annotations(selection)):
            for condition, filled in conditions:
                where.append(condition)
                values.extend(filled)
        branches = self._branches(selection, only_label, are_few=few is not None)
        only = None if few is None else tuple(sorted(few))
        return [
            _Question(tables, " AND ".join([each, *where]), tuple(values), number, only)
            for each in branches
        ]

    def _branches(
        self, selection: ReviewSelection, only_label: int | None, *, are_few: bool
    ) -> list[str]:
        """Conditions of which each annotation of the selection meets exactly one."""
        labels = self._label_numbers(selection)
        if only_label is not None:
            labels = [only_label] if labels is None or only_label in labels else []
        reviews = sorted({REVIEWS.index(each) for each in selection.reviews})
        among = f"a.review IN ({', '.join(map(str, reviews))})" if reviews else "1"
        if labels is not None:
            if only_label is not None:
                return [f"{with_labels(self._db, [each])} AND {among}" for each in labels]
            if are_few:  # the documents lead to the annotations, not the index of labels
                return [f"+a.label IN ({', '.join(map(str, labels))}) AND {among}"]
            return [f"a.label = {each} AND {among}" for each in labels]
        if reviews and set(selection.reviews) <= set(_RARE):
            return [f"a.review = {each} AND a.review >= 2" for each in reviews]
        return [among]

    def _label_number(self, key: LabelKey) -> int | None:
        sql = "SELECT number FROM labels WHERE layer = ? AND name = ?"
        row = self._db.execute(sql, key).fetchone()
        return int(row[0]) if row else None

    def _label_numbers(self, selection: ReviewSelection) -> list[int] | None:
        """The labels that are meant; None where all are."""
        if not selection.labels and not selection.layers:
            return None
        rows = self._db.execute("SELECT number, layer, name FROM labels WHERE count > 0")
        return [
            number
            for number, layer, name in rows.fetchall()
            if layer in selection.layers or (layer, name) in selection.labels
        ]

    def _of_documents(self, selection: ReviewSelection) -> Iterator[tuple[str, tuple[Any, ...]]]:
        if selection.statuses:
            marks = ", ".join("?" * len(selection.statuses))
            yield f"d.status IN ({marks})", tuple(selection.statuses)
        if selection.incomplete:
            yield "d.incomplete_count > 0 AND a.incomplete = 1", ()

    def _of_annotations(self, selection: ReviewSelection) -> Iterator[tuple[str, tuple[Any, ...]]]:
        if selection.annotators:
            names = ", ".join("?" * len(selection.annotators))
            known = self._db.execute(
                f"SELECT number FROM annotators WHERE name IN ({names})", selection.annotators
            ).fetchall()
            yield f"a.annotator IN ({', '.join(str(row[0]) for row in known)})", ()
        if selection.origins:
            yield f"a.origin IN ({', '.join('?' * len(selection.origins))})", selection.origins
        if selection.below is not None:
            if selection.below <= 1.0:
                yield "a.confidence < 1.0", ()
            yield "a.confidence < ?", (selection.below,)
        if selection.since:
            yield "(a.updated >= ? OR a.created >= ?)", (selection.since, selection.since)
        wanted = _folded(selection.text).strip()
        if wanted:
            if not self._can_fold:
                self._db.conn.create_function("folded", 1, _folded, deterministic=True)
                self._can_fold = True
            yield "instr(folded(a.text), ?) > 0", (wanted,)


def _what(question: _Question) -> str:
    return _WHAT.format(number=question.number)


def _beyond(
    question: _Question, place: ReviewPosition, *, backwards: bool
) -> tuple[str, tuple[object, ...]]:
    """The condition that an annotation stands past a place, or before it."""
    sign = "<" if backwards else ">"
    number = question.number
    condition = (
        f" AND {number} {sign}= ? AND ({number} {sign} ? OR ({', '.join(_PLACE)}) {sign} (?, ?, ?))"
    )
    key = (place.start, place.end, to_blob(place.id))
    return condition, (place.document, place.document, *key)


def _position(row: tuple[Any, ...]) -> ReviewPosition:
    return ReviewPosition(row[0], row[1], row[2], from_blob("a", row[3]))


@lru_cache(maxsize=_FOLDED)
def _folded(text: str) -> str:
    return fold_text(text)
