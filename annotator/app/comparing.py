"""The queue of differences: where annotators differ, one place after another, to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.jobs import Cancelled, Job, Progress, stopping
from annotator.app.shown import Shown, signs
from annotator.app.versions import Version, agreed_version, versions_of
from annotator.core import commands
from annotator.core.errors import N_, InputError, NotFoundError
from annotator.core.model import Annotation, Change
from annotator.core.review import (
    Curation,
    Place,
    curate_agreed,
    places_of,
    project_places,
    settle,
)
from annotator.core.storage import Project

if TYPE_CHECKING:
    from annotator.app.session import Session

__all__ = ["AGREED_SIGN", "Comparing", "Curation", "Entry"]

AGREED_SIGN = "✓"
"""Stands beside the labels of the agreed version."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A disputed place of the project: its document and the ids of its versions."""

    document: str
    versions: frozenset[str]


@dataclass(slots=True)
class _Queue:
    annotators: tuple[str, ...]
    curated: str
    entries: list[Entry] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)  # whose documents were removed
    documents: int = -1
    copies: dict[int, str] = field(default_factory=dict)  # what was taken at an entry: its id
    at: int = -1
    by_document: dict[str, range] = field(default_factory=dict)

    def add(self, document: str, places: Sequence[Place]) -> None:
        """Put the disputed places of the next document at the end."""
        first = len(self.entries)
        self.entries += [
            Entry(document, frozenset(one.id for one in each.annotations)) for each in places
        ]
        self.by_document[document] = range(first, len(self.entries))

    def is_open(self, at: int) -> bool:
        """Whether there is something to be decided at an entry."""
        return at not in self.settled and at not in self.gone


class Comparing(QObject):
    """Goes through what annotators differ in; each decision is one change of the project.

    The entries are those that were disputed when the queue was made, in the project's order, and
    stay in it when they are settled, so that one can go back to them.
    """

    changed = Signal()
    """Another place is shown, or another state of it, or none any more."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._queue: _Queue | None = None
        self._places: list[Place] = []
        self._place: Place | None = None
        self._by_version: dict[str, Place] = {}
        session.closing.connect(self.stop)

    # The queue

    @property
    def is_open(self) -> bool:
        """Whether differences are being settled."""
        return self._queue is not None

    @property
    def curated(self) -> str:
        """The annotator under whose name the agreed version stands."""
        return self._queue.curated if self._queue else ""

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who is compared."""
        return self._queue.annotators if self._queue else ()

    @property
    def place(self) -> Place | None:
        """The place that is shown; None where all is settled or its document is not open."""
        return self._place

    def progress(self) -> tuple[int, int, int]:
        """The number of the entry that is shown, how many there are, how many are settled."""
        queue = self._queue
        if queue is None:
            return 0, 0, 0
        return queue.at + 1, len(queue.entries), len(queue.settled | queue.gone)

    @property
    def elsewhere(self) -> str:
        """The title of the document of the place, where another one is open; else empty."""
        queue, document, project = self._queue, self._session.document, self._session.project
        if queue is None or queue.at < 0 or queue.at in queue.gone or project is None:
            return ""
        entry = queue.entries[queue.at]
        if document is not None and document.id == entry.document:
            return ""
        return project.summary(entry.document).title

    def return_to_place(self) -> None:
        """Open the document of the place."""
        if self._queue is not None and self.elsewhere:
            self._go(self._queue.at)

    def versions(self) -> list[Version]:
        """What there is to choose from at the place, those who say the same together."""
        document, schema = self._session.document, self._session.schema
        if self._place is None or document is None or schema is None:
            return []
        known = {each.id: each for each in self._session.annotations()}
        return versions_of(self._place, document.text, schema, known)

    def agreed(self) -> Version | None:
        """What the agreed version has at the place."""
        document, schema = self._session.document, self._session.schema
        if self._place is None or document is None or schema is None:
            return None
        known = {each.id: each for each in self._session.annotations()}
        return agreed_version(self._place, document.text, schema, known)

    def begin(self, annotators: Sequence[str], curated: str) -> Job | None:
        """Look for what these annotators differ in; `take` its result when it has finished.

        Raises:
            InputError: fewer than two annotators, or the agreed version is one of them.
        """
        chosen = tuple(dict.fromkeys(annotators))
        if len(chosen) < 2 or not curated or curated in chosen:
            raise InputError(
                N_("Choose two annotators at least, and another name for their agreed version.")
            )
        queue = _Queue(chosen, curated)

        def look(project: Project, progress: Progress, cancelled: Cancelled) -> _Queue:
            told = stopping(progress, cancelled, N_("The comparison was cancelled."))
            with project.snapshot():
                for document, places in project_places(
                    project, chosen, curated=curated, disputed_only=True, progress=told
                ):
                    queue.add(document.id, places)
            return queue

        return self._session.read_in_background(look)

    def take(self, found: object) -> None:
        """Go through what `begin` has found, from its beginning."""
        if isinstance(found, _Queue):
            self._queue = found
            self.follow()
            self.go_on()

    def stop(self) -> None:
        """Leave the queue; what was settled stays."""
        if self._queue is not None:
            self._queue, self._place, self._places, self._by_version = None, None, [], {}
            self._session.shown.bring_to_front(None)
            self.changed.emit()

    # Going through it

    def go_on(self) -> None:
        """Go to the next place that is not settled, round the end of the queue."""
        queue = self._queue
        if queue is None:
            return
        count = len(queue.entries)
        ahead = ((queue.at + step) % count for step in range(1, count + 1))
        self._go(next((each for each in ahead if queue.is_open(each)), -1))

    def back(self) -> None:
        """Go to the place before, settled or not."""
        queue = self._queue
        if queue is not None:
            start = queue.at if queue.at >= 0 else len(queue.entries)
            before = (each for each in reversed(range(start)) if each not in queue.gone)
            self._go(next(before, queue.at))

    def _go(self, at: int) -> None:
        queue = self._queue
        if queue is None:
            return
        queue.at = at
        if at >= 0:
            document = queue.entries[at].document
            here = self._session.document
            if here is None or here.id != document:
                self._session.select_document(document)  # `follow` follows it
                return
        self._show()

    # Deciding

    def take_version(self, number: int) -> Change | None:
        """Take the version of this number (from 1) into the agreed version, and go on."""
        change = self.put_version(number)
        self._go_on_if_settled()
        return change

    def put_version(self, number: int) -> Change | None:
        """Take a version and stay at the place, to change it."""
        found = [each.annotation for each in self.versions() if each.number == number]
        return self._settle(found[0]) if found and found[0] is not None else None

    def take_none(self) -> Change | None:
        """Let nothing stand here: reject all versions, and go on."""
        change = self._settle(None)
        self._go_on_if_settled()
        return change

    def _go_on_if_settled(self) -> None:
        """Go on where it is decided, now or before; stay where nothing could be written."""
        if self._place is not None and self._place.settled:
            self.go_on()

    def curated_here(self) -> Annotation | None:
        """What the agreed version has at the place."""
        return self._place.curated if self._place else None

    def take_agreed(self) -> Job | None:
        """Take what all agree on, in the whole project, into the agreed version.

        The job's result is a `Curation`.
        """
        queue, actor = self._queue, self._session.annotator
        if queue is None:
            return None

        def curate(project: Project, progress: Progress, cancelled: Cancelled) -> Curation:
            told = stopping(progress, cancelled, N_("It was stopped; nothing was taken."))
            return curate_agreed(
                project, queue.annotators, curated=queue.curated, actor=actor, progress=told
            )

        return self._session.write_in_background(curate)

    def _settle(self, choice: Annotation | None) -> Change | None:
        queue, place = self._queue, self._place
        if queue is None or place is None:
            return None
        places, strayed = self._places, self._strayed(queue, queue.at)
        if strayed is not None and place.curated is None:
            called_back = replace(place, curated=strayed)
            places = [called_back if each is place else each for each in places]
            place = called_back
        made = settle(places, place, choice, self._session.annotations(), queue.curated)
        change = self._session.perform(commands.settle_place, made)
        if change is not None and self._place is not None and self._place.curated is not None:
            queue.copies[queue.at] = self._place.curated.id
        return change

    def _strayed(self, queue: _Queue, at: int) -> Annotation | None:
        """What was taken at an entry and then changed so far that it stands at no place more."""
        taken = queue.copies.get(at)
        copy = self._session.annotation(taken) if taken is not None else None
        if copy is None or any(each.curated == copy for each in self._places):
            return None
        return copy

    # Following the session

    def follow(self) -> None:
        """Bring what is known of the document, and the place that is shown, up to date.

        A place that is open again, since its settling was undone, is the one that is shown.
        """
        queue, document = self._queue, self._session.document
        if queue is None:
            return
        self._note_gone(queue)
        self._places = self._places_here(queue)
        self._by_version = {one.id: each for each in self._places for one in each.annotations}
        for at in queue.by_document.get(document.id, ()) if document else ():
            place = self._place_of(queue.entries[at])
            if place is None or not place.disputed or self._strayed(queue, at) is not None:
                queue.settled.add(at)
            elif at in queue.settled:
                queue.settled.discard(at)
                queue.at = at
        self._show()

    def _show(self) -> None:
        """Show the place that the queue is at."""
        queue = self._queue
        if queue is None:
            return
        self._place = self._place_of(queue.entries[queue.at]) if queue.at >= 0 else None
        if queue.at >= 0 and self._place is None and not self.elsewhere:
            # Its versions or its document are gone. Once the session has told its news:
            QTimer.singleShot(0, self, self._leave_gone)
        self._session.shown.bring_to_front(self._in_front(queue))
        self.changed.emit()

    def _leave_gone(self) -> None:
        queue = self._queue
        if queue is not None and queue.at >= 0 and self._place is None and not self.elsewhere:
            self.go_on()

    def _note_gone(self, queue: _Queue) -> None:
        """Note which entries have no document any more, or have theirs again."""
        project = self._session.project
        count = project.document_count() if project is not None else queue.documents
        if project is None or count == queue.documents:
            return
        queue.documents = count
        queue.gone = set()
        for document, entries in queue.by_document.items():
            try:
                project.summary(document)
            except NotFoundError:
                queue.gone.update(entries)

    def _place_of(self, entry: Entry) -> Place | None:
        """The place of an entry; of several, since its versions came apart, one to be settled."""
        found = [
            place
            for each in sorted(entry.versions)
            if (place := self._by_version.get(each)) is not None
        ]
        return next((each for each in found if each.disputed), found[0] if found else None)

    def _places_here(self, queue: _Queue) -> list[Place]:
        session = self._session
        if session.document is None or session.schema is None:
            return []
        made = session.annotations()
        names = queue.annotators
        return places_of(session.document, made, session.schema, names, curated=queue.curated)

    def _in_front(self, queue: _Queue) -> Shown:
        """The versions of the place with what fills their roles, and what is agreed already."""
        here = self._place.annotations if self._place else []
        ids = {each.id for each in here}
        ids |= {one.target for each in here for one in each.arguments if one.target}
        told = (*signs(queue.annotators), (queue.curated, AGREED_SIGN))
        return Shown(frozenset({queue.curated}), frozenset(ids), told)
