"""The review queue: a selection of annotations, one after the other, each to be judged.

The cases come in pages, read on a thread before they are needed, so that the next one is there at
once. A case that has changed meanwhile so that it is no longer meant is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app import review_filter
from annotator.app.review_cases import ReviewCases
from annotator.app.review_filter import ReviewFilter
from annotator.app.review_pace import Pace
from annotator.app.session import AT_ONCE, Session
from annotator.core import commands
from annotator.core.model import Annotation, Change, Review, now
from annotator.core.storage import (
    FIRST,
    Project,
    ReviewCase,
    ReviewPosition,
    ReviewSelection,
)

__all__ = ["ReviewCase", "ReviewQueue"]

Command = Callable[..., Change | None]
_ANY = ReviewSelection()


class ReviewQueue(QObject):
    """Goes through the cases of a filter; `current` is the one to be judged, if there is any."""

    changed = Signal()
    """Another case is the current one, or what is told about it or the queue has changed."""
    grouped = Signal(object)
    """The cases that are identical with the current one were found: a list of ReviewCase."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.filter = ReviewFilter()
        self._selection = ReviewSelection()
        self._running = False
        self._cases = ReviewCases(session, self)
        self._cases.arrived.connect(self._take_arrived)
        self._forget()
        session.changed.connect(self._follow)
        session.failed.connect(self._note_refusal)
        session.closing.connect(self.stop)

    def _forget(self) -> None:
        self._trail: list[ReviewCase] = []
        self._at = 0
        self._grouping = self._judging = self._refused = False
        self._group: list[ReviewCase] = []
        self._decided: set[str] = set()
        self._finished = ""
        self._total: int | None = None
        self._left: int | None = None
        self._pace = Pace()

    # What is asked

    @property
    def running(self) -> bool:
        """Whether the queue is open."""
        return self._running

    @property
    def current(self) -> ReviewCase | None:
        """The case that is looked at."""
        return self._trail[self._at] if 0 <= self._at < len(self._trail) else None

    @property
    def searching(self) -> bool:
        """Whether the next case, or those identical with this one, are being looked for."""
        return (self.current is None and self._cases.reading) or self._grouping

    @property
    def progress(self) -> tuple[int, int] | None:
        """Which case this is, and of how many; None while they are being counted."""
        if self._total is None or self._left is None:
            return None
        return min(self._total, max(0, self._total - self._left)), self._total

    @property
    def group(self) -> Sequence[ReviewCase]:
        """The cases that the next decision is about besides this one; empty: this one alone."""
        return self._group

    @property
    def finished_document(self) -> str:
        """The document whose last case was just decided, to be signed off; else empty."""
        return self._finished

    def annotation(self) -> Annotation | None:
        """The annotation of the current case, while its document is shown."""
        case, document = self.current, self._session.document
        if case is None or document is None or document.id != case.document:
            return None
        return self._session.annotation(case.annotation)

    def seconds_left(self) -> float | None:
        """How long the rest will take at the pace so far; None where that cannot be told yet."""
        if self.current is None or self._left is None:
            return None
        return self._pace.seconds_for(self._left + 1)

    # Opening and closing

    def open(self) -> None:
        """Go on with the filter and at the place where this project's review was left."""
        project = self._session.project
        if project is not None:
            chosen, place = review_filter.recall(self._session.settings, project.path)
            self.start(chosen, place)

    def start(self, chosen: ReviewFilter, after: ReviewPosition = FIRST) -> None:
        """Go through the cases of a filter, from the one behind a place on."""
        if self._session.project is None:
            return
        self._running = True
        self.filter, self._selection = chosen, chosen.selection(now())
        self._forget()
        self._cases.begin(self._selection, after)
        self.changed.emit()

    def stop(self) -> None:
        """Close the queue and note where it was."""
        if not self._running:
            return
        self._note_place()
        self._running = False
        self._forget()
        self.changed.emit()

    # Going

    def skip(self) -> None:
        """Go to the next case and leave this one as it is."""
        if self.current is not None:
            self._finished = ""
            self._advance()

    def back(self) -> None:
        """Go to the case before: the one looked at before this, or one that comes before it."""
        before = next((at for at in reversed(range(self._at)) if self._is_there(at)), None)
        if before is not None:
            self._at = before
            self._left = None if self._left is None else self._left + 1
            self._arrive()
            return
        place = self._trail[0].position if self._trail else self._cases.start
        found = self._cases.before(place)
        if found is not None:
            self._trail.insert(0, found)
            self._at = 0
            self._left = None if self._left is None else self._left + 1
            self._arrive()

    def show(self) -> None:
        """Bring the document of the current case back."""
        self._arrive()

    # Deciding

    def decide(self, review: Review) -> None:
        """Give the case, or the group, a review state; the next case comes by itself."""
        annotation = self._judged()
        if annotation is not None:
            same = not self._group and annotation.review == review
            self._judge(commands.review_all, review, nothing_to_do=same)

    def correct(self, label: str) -> None:
        """Give the case, or the group, another label and accept it so."""
        annotation = self._judged()
        if annotation is not None:
            same = (annotation.label, annotation.review) == (label, "accepted")
            self._judge(commands.correct_all, label, nothing_to_do=same and not self._group)

    def for_all(self, decision: Callable[[], object]) -> None:
        """Look for the identical cases and make a decision about all of them."""
        self._find_group(lambda _cases: decision())

    def toggle_group(self) -> None:
        """Let the next decision be about all identical cases, or about this one alone again."""
        if self._group:
            self._group = []
            self.changed.emit()
        else:
            self._find_group(self.grouped.emit)

    def comment(self, text: str) -> None:
        """Add a remark to the case; it stays the current one."""
        annotation = self._judged()
        if annotation is not None:
            self._session.edit(commands.comment, annotation.id, text)

    def sign_off(self) -> None:
        """Mark the document as reviewed whose last case was just decided."""
        document, self._finished = self._finished, ""
        if document:
            self._session.set_status([document], "reviewed")
            self.changed.emit()

    # How it is done

    def _count(self) -> None:
        """Count on a thread how many cases there are, and how many come after this one."""
        case = self.current
        if case is None:
            return
        selection, place, behind = self._selection, case.position, self._at
        ahead = tuple(self._trail[behind + 1 :])
        decided = [each for each in self._trail if each.annotation in self._decided]

        def counted(reader: Project) -> tuple[int, int, int]:
            with reader.snapshot():
                total = reader.review_count(selection)
                after = total - reader.review_count(selection, until=place)
                after -= reader.is_selected(selection, case)
                # Those of the trail that are judged already are come by once more.
                again = [each for each in ahead if not reader.is_selected(selection, each)]
                after += sum(reader.is_selected(_ANY, each) for each in again)
                gone = {case.annotation: case} | {each.annotation: each for each in decided}
                judged = sum(not reader.is_selected(selection, each) for each in gone.values())
                return total, after, judged

        def take(answer: tuple[int, int, int]) -> None:
            total, after, judged = answer
            if self._at != behind:  # the reviewer is quicker
                self._count()
                return
            self._left = after
            if self._total is None:
                self._total = total + judged
            self.changed.emit()

        self._cases.ask(counted, take)

    def _advance(self) -> None:
        self._group = []
        self._at += 1
        while self._at < len(self._trail) and not self._is_there(self._at):
            self._at += 1
        if self._left is not None:
            self._left = max(0, self._left - 1)
        if self._at < len(self._trail):
            self._arrive()
        else:
            self._next()

    def _is_there(self, at: int) -> bool:
        """Whether the annotation of a case of the trail still exists."""
        project = self._session.project
        return project is not None and project.is_selected(_ANY, self._trail[at])

    def _next(self) -> None:
        """Take the next case, or wait for it."""
        case = self._cases.next()
        if case is not None:
            self._trail.append(case)
        self._arrive()

    def _take_arrived(self) -> None:
        """Cases have come: the next one is among them, if one was waited for."""
        if self._running and self.current is None:
            self._next()

    def _arrive(self) -> None:
        case = self.current
        self._pace.begin()
        if case is not None:
            document = self._session.document
            if document is None or document.id != case.document:
                self._note_place()
                self._session.select_document(case.document)
            if self._total is None and self._at == 0 and len(self._trail) == 1:
                self._count()
        self.changed.emit()

    def _judged(self) -> Annotation | None:
        """The annotation that a decision is about; it has to be in sight first.

        None while the cases like it are looked for: a decision about all of them is on its way.
        """
        if self._grouping:
            return None
        found = self.annotation()
        if found is None and self.current is not None:
            self._arrive()
            return None
        return found

    def _judge(self, command: Command, value: str, *, nothing_to_do: bool) -> None:
        case = self.current
        if case is None:
            return
        cases = list(self._group) or [case]
        places = [(each.document, each.annotation) for each in cases]
        if nothing_to_do:
            self._settle(case, cases)
        elif len(places) <= AT_ONCE:
            self._judging, self._refused = True, False  # what changes is told with the next case
            change = self._session.perform(command, places, value)
            self._judging = False
            # No change and no word about it: all of them were as they are to be.
            if change is not None or not self._refused:
                self._settle(case, cases)
        else:
            self._judge_in_background(case, cases, command, value)

    def _note_refusal(self, _error: object) -> None:
        self._refused = True

    def _judge_in_background(
        self, case: ReviewCase, cases: list[ReviewCase], command: Command, value: str
    ) -> None:
        actor = self._session.annotator
        places = [(each.document, each.annotation) for each in cases]
        job = self._session.write_in_background(
            lambda project, _progress, cancelled: command(
                project, places, value, actor=actor, cancelled=cancelled
            )
        )
        if job is not None:
            job.failed.connect(self._session.failed.emit)
            job.finished.connect(
                lambda _change: self._settle(case, cases) if self.current == case else None
            )

    def _settle(self, case: ReviewCase, cases: list[ReviewCase]) -> None:
        """A decision was made: note it, and go on."""
        self._decided |= {each.annotation for each in cases}
        self._pace.decided()
        if len(cases) > 1:
            self._pass_over(case, cases)
        before = len(self._trail)
        self._finished = ""
        self._advance()
        following = self.current
        left = following is None or following.document != case.document
        if left and before == self._at and not self._reading_on():
            own = [each for each in self._trail if each.document == case.document]
            if all(each.annotation in self._decided for each in own):
                self._finished = case.document
                self.changed.emit()
        if len(cases) > 1:
            self._count()

    def _pass_over(self, case: ReviewCase, cases: list[ReviewCase]) -> None:
        """Those that were judged with the current case are not come by once more, if not meant."""
        project = self._session.project
        if project is None or project.is_selected(self._selection, case):
            return  # as it is, so are they all: alike, and judged alike
        judged = {each.annotation for each in cases}
        ahead = self._trail[self._at + 1 :]
        self._trail[self._at + 1 :] = [each for each in ahead if each.annotation not in judged]
        if self._left is not None:
            self._left -= sum(each.position > case.position for each in cases)
            self._left = max(0, self._left)

    def _reading_on(self) -> bool:
        """Whether the next case is not known yet."""
        return self.current is None and self._cases.reading

    def _find_group(self, then: Callable[[list[ReviewCase]], object]) -> None:
        annotation, document, case = self._judged(), self._session.document, self.current
        if annotation is None or document is None or case is None or self._grouping:
            return
        anchor = annotation.envelope
        text = anchor.text_in(document.text) if anchor else ""
        self._grouping = True
        self.changed.emit()

        def take(found: list[ReviewCase]) -> None:
            self._grouping = False
            if self.current == case:
                self._group = found if case in found else [case, *found]
                then(self._group)
            self.changed.emit()

        self._cases.ask_identical(annotation, text, take)

    def _follow(self, change: Change) -> None:
        """Go back to what was undone; leave what was deleted."""
        if not self._running or self._judging:
            return
        ids = {row.id for row in change.rows if row.kind == "annotation"}
        gone = {row.id for row in change.rows if row.after is None}
        if self._finished in gone:
            self._finished = ""
        if change.kind != "do":
            self._decided -= ids
            found = [at for at, each in enumerate(self._trail) if each.annotation in ids]
            found = [at for at in found if self._is_there(at)]
            if found:
                self._return_to(found[-1], again=len(ids) > 1)
                return
        case = self.current
        if case is None or not (case.annotation in gone or case.document in gone):
            self.changed.emit()
        elif change.kind == "do":
            self._advance()
        else:  # once the session has gone to the document of what was undone
            QTimer.singleShot(0, self, self._leave_gone)

    def _leave_gone(self) -> None:
        if self._running and self.current is not None and not self._is_there(self._at):
            self._advance()

    def _return_to(self, at: int, *, again: bool) -> None:
        """Go to a case of the trail; after a group, what lies behind it is read again."""
        if self._left is not None:
            self._left = max(0, self._left + self._at - at)
        self._at = at
        self._group, self._finished = [], ""
        if again:
            self._grouping = False
            del self._trail[at + 1 :]
            self._cases.begin(self._selection, self._trail[at].position)
            self._count()
        self._arrive()

    def _note_place(self) -> None:
        """Note the place before the current case; where all are done, the beginning."""
        project = self._session.project
        if project is None or not self._running:
            return
        case = self.current
        place = self._cases.start if self._cases.reading else FIRST
        if case is not None and self._at > 0:
            place = self._trail[self._at - 1].position
        elif case is not None:
            place = case.position._replace(id=FIRST.id)
        review_filter.remember(self._session.settings, project.path, self.filter, place)
