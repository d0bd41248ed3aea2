"""The consistency board of the session's project: findings as they are known, and settling them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal

from annotator.app.everywhere import Place
from annotator.app.jobs import Cancelled, Job, Progress
from annotator.app.session import Session
from annotator.app.surgery import place_of
from annotator.core.commands import WAIVERS
from annotator.core.errors import CancelledError, HashiyaError
from annotator.core.model import Annotation, Change, ChangedRow, Document
from annotator.core.recommenders.propagation import context
from annotator.core.review.consistency import (
    KINDS,
    Finding,
    FindingKind,
    FoundPlace,
    Remedy,
    again_all,
    apply_remedy,
    find_all,
    finding_order,
)
from annotator.core.storage import Project
from annotator.core.text import Span, Spans

__all__ = [
    "KINDS",
    "PAGE",
    "Board",
    "Finding",
    "FindingKind",
    "FoundPlace",
    "Key",
    "Remedy",
    "places_in_context",
]

PAGE = 200
"""So many places of a finding are shown at once."""
AT_ONCE = 300
"""Up to so many places are settled at once; more, on a thread."""

Key = tuple[FindingKind, str]


class Board(QObject):
    """What does not go together in the project.

    `look` goes through the project in the background; findings come as they are known. After each
    change of the project those are looked at again whose places it touches, and no others; where
    nobody is watching (`watched`), once somebody is.
    """

    changed = Signal()
    """Findings came, changed or went."""
    working = Signal(object)
    """A job that looks through the project has begun."""
    ended = Signal(object)
    """It has ended: None, or the HashiyaError that ended it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._findings: dict[Key, Finding] = {}
        self._known: dict[Key, Finding] = {}  # as the scan found them, also what is settled
        self._fresh: deque[Finding] = deque()
        self._job: Job | None = None
        self._again: set[Key] = set()
        self._touching: defaultdict[str, set[Key]] = defaultdict(set)
        self._watched = True
        self._is_scan = False
        self.complete = False
        session.changed.connect(self._take_change)
        session.opened.connect(self.clear)
        session.closing.connect(self.clear)

    # What there is

    def findings(self, kind: FindingKind | None = None) -> list[Finding]:
        """The findings, of one kind or of all, the heavy and the frequent ones of a kind first."""
        found = (each for each in self._findings.values() if kind in (None, each.kind))
        return sorted(found, key=finding_order)

    def finding(self, key: Key) -> Finding | None:
        """A finding that there still is, as it is now."""
        return self._findings.get(key)

    @property
    def watched(self) -> bool:
        """Whether somebody looks at the findings, so that they are kept up to date."""
        return self._watched

    @watched.setter
    def watched(self, watched: bool) -> None:
        self._watched = watched
        self._look_again()

    @property
    def running(self) -> bool:
        """Whether the project is being looked through."""
        return self._job is not None

    # Looking

    def look(self) -> None:
        """Look through the whole project, from the beginning; one that is under way goes on."""
        if self._job is not None and self._is_scan:
            return
        self.clear()
        fresh = self._fresh

        def scan(project: Project, progress: Progress, cancelled: Cancelled) -> None:
            for each in find_all(project, progress=progress, cancelled=cancelled):
                fresh.append(each)

        self._start(scan, self._scanned, is_scan=True)

    def stop(self) -> None:
        """Stop looking; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def clear(self) -> None:
        """Forget everything; what is under way is stopped, and what it finds is dropped."""
        self.stop()
        self._job = None
        self._fresh = deque()
        for each in (self._findings, self._known, self._again, self._touching):
            each.clear()
        self.complete = False
        self.changed.emit()

    def _start(
        self,
        work: Callable[[Project, Progress, Cancelled], object],
        done: Callable[[object], None],
        *,
        is_scan: bool = False,
    ) -> None:
        job = self._session.read_in_background(work)
        if job is None:
            return
        self._job, self._is_scan = job, is_scan

        def finish(take: Callable[[object], None], result: object) -> None:
            if self._job is job:  # otherwise it was given up
                self._job = None
                take(result)

        job.progressed.connect(lambda *_: self._take_fresh())
        job.finished.connect(lambda result: finish(done, result))
        job.failed.connect(lambda error: finish(self._end, error))
        self.working.emit(job)

    def _take_fresh(self) -> None:
        found: dict[Key, Finding] = {}
        while self._fresh:  # the thread only appends
            each = self._fresh.popleft()
            found[each.kind, each.key] = each
            self._note(each)
        if found:
            self._findings.update(found)
            self._known.update(found)
            self.changed.emit()

    def _scanned(self, _result: object) -> None:
        self.complete = True
        self._end(None)

    def _end(self, error: object) -> None:
        self._take_fresh()
        self.ended.emit(None if isinstance(error, CancelledError) else error)
        self._look_again()

    # Settling

    def settle(
        self, finding: Finding, remedy: Remedy, chosen: Collection[int] | None = None
    ) -> Job | None:
        """Apply a remedy at the chosen places (None: all), as one change that can be undone.

        Where it is meant for all of the finding, the finding goes at once; it comes back if
        something of it is left. Very many places are settled by a job, which is returned.
        """
        key = finding.kind, finding.key
        steps = [each for each in remedy.steps if chosen is None or each.place in chosen]
        if not self._session.can_write or not steps:
            return None
        self._again.add(key)
        if len(steps) > AT_ONCE:
            return self._settle_in_background(finding, remedy, chosen)
        change = self._session.perform(apply_remedy, finding, remedy, chosen=chosen)
        if chosen is None and change is not None and self._findings.pop(key, None) is not None:
            self.changed.emit()
        if change is None:
            self._look_again()
        return None

    def _settle_in_background(
        self, finding: Finding, remedy: Remedy, chosen: Collection[int] | None
    ) -> Job | None:
        actor = self._session.annotator
        return self._session.write_in_background(
            lambda project, _progress, _cancelled: apply_remedy(
                project, finding, remedy, actor=actor, chosen=chosen
            )
        )

    def _note(self, finding: Finding) -> None:
        """Remember what touches a finding: its annotations, or what lies where none are."""
        key = finding.kind, finding.key
        for each in finding.places:
            self._touching[each.annotation.id if each.annotation else each.document].add(key)

    def _take_change(self, change: Change) -> None:
        touched: set[Key] = set()
        for row in change.rows:
            if row.kind == "annotation":
                touched |= self._touching.get(row.id, set())
            if row.kind == "annotation" and row.document in self._touching:
                spans = _spans(row.before) + _spans(row.after)
                touched |= {
                    key for key in self._touching[row.document] if self._lies_in(key, row, spans)
                }
            if row.kind == "document" and (row.before is None or row.after is None):
                touched |= {key for key, each in self._known.items() if row.id in each.documents}
            if row.kind == "page" and row.id == WAIVERS:
                touched |= self._known.keys() - self._findings.keys()
        self._again |= touched
        self._look_again()

    def _lies_in(self, key: Key, row: ChangedRow, spans: Spans) -> bool:
        """Whether a finding has a place without a label where an annotation came or went."""
        finding = self._known.get(key)
        return finding is not None and any(
            place.document == row.document
            and place.span is not None
            and any(place.span.overlaps(each) for each in spans)
            for place in finding.places
        )

    def _look_again(self) -> None:
        """Look at those findings anew that a change has touched, once nothing else is under way."""
        if self._job is not None or not self._again or not self._watched:
            return
        asked = [self._known[key] for key in self._again if key in self._known]
        self._again = set()
        self._start(
            lambda project, _progress, cancelled: again_all(project, asked, cancelled=cancelled),
            lambda now: self._looked_again(asked, cast("dict[Key, Finding | None]", now)),
        )

    def _looked_again(self, asked: Iterable[Finding], now: dict[Key, Finding | None]) -> None:
        for each in asked:
            key = each.kind, each.key
            found = now[key]
            if found is None:
                self._findings.pop(key, None)
            else:
                self._findings[key] = found
                self._note(found)
        self.changed.emit()
        self._end(None)


def _spans(state: object) -> Spans:
    return state.spans if isinstance(state, Annotation) else ()


def places_in_context(project: Project, found: Sequence[FoundPlace]) -> list[Place]:
    """Places with the words around them; `inside` of each is its annotation, if it has one.

    Those that are no longer there are left out of no list: they stand with what is known of them.
    """
    documents: dict[str, Document] = {}
    places: list[Place] = []
    for each in found:
        try:
            if each.document not in documents:
                documents[each.document] = project.document(each.document)
            document = documents[each.document]
            places.append(_place(project, document, each))
        except HashiyaError:
            span = each.span or Span(0, 1)
            places.append(Place(each.document, "", span, "", "", "", None, None, is_guess=False))
    return places


def _place(project: Project, document: Document, found: FoundPlace) -> Place:
    if found.annotation is not None and found.span is None:
        made = place_of(project, document, found.annotation)
        text, before, after, span = made.text, made.before, made.after, made.span
    else:
        span = found.span or Span(0, 1)
        text = span.text_in(document.text)
        before, after = context(document.text, span)
    return Place(
        document.id, document.title, span, text, before, after, None, found.annotation,
        is_guess=False,
    )  # fmt: skip
