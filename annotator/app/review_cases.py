"""The cases of a selection as a stream: read in pages on a thread, before they are needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.app.session import Session
from annotator.core.model import Annotation, Change
from annotator.core.storage import (
    FIRST,
    LabelKey,
    Project,
    ReviewCase,
    ReviewPosition,
    ReviewSelection,
)

PAGE = 64
"""Cases that are read at once."""
_SAME_TEXTS = ("review_all", "set_review", "comment", "set_note", "set_status")
"""Actions after which each label has the texts that it had."""
_FEW = 16  # so many are left when the next page is asked for


class ReviewCases(QObject):
    """Gives one case after the other; where none is at hand, `arrived` tells when that changes.

    A case that has changed meanwhile so that it is not selected any more is passed over. Where
    nothing is left behind the place that it began at, it begins again at the first.
    """

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._round = 0  # answers to questions of an earlier round are dropped
        self._spellings: dict[LabelKey, dict[str, tuple[str, ...]]] = {}
        self.begin(ReviewSelection(), FIRST, read=False)
        session.changed.connect(self._forget_spellings)
        session.closing.connect(self._spellings.clear)

    @property
    def reading(self) -> bool:
        """Whether a page is on its way."""
        return self._reading

    @property
    def start(self) -> ReviewPosition:
        """The place that it began at."""
        return self._start

    def begin(
        self, selection: ReviewSelection, after: ReviewPosition, *, read: bool = True
    ) -> None:
        """Give the cases of a selection from the one behind a place on."""
        self._round += 1
        self.selection = selection
        self._start = self._after = after
        self._ahead: deque[ReviewCase] = deque()
        self._complete, self._reading, self._found = not read, False, False
        if read:
            self._read()

    def next(self) -> ReviewCase | None:
        """The next case that is still meant; None where there is none, or none yet."""
        project, found = self._session.project, None
        while self._ahead and project is not None and found is None:
            case = self._ahead.popleft()
            found = case if project.is_selected(self.selection, case) else None
        if not self._complete and not self._reading and len(self._ahead) < _FEW:
            self._read()
        return found

    def before(self, place: ReviewPosition) -> ReviewCase | None:
        """The nearest case before a place."""
        project = self._session.project
        if project is None:
            return None
        found = project.review_page(self.selection, after=place, limit=1, backwards=True)
        return found[0] if found else None

    def ask_identical(
        self, annotation: Annotation, text: str, then: Callable[[list[ReviewCase]], None]
    ) -> None:
        """Find the cases that are identical with an annotation; `text` is what it covers.

        The spellings of a label are kept until something is changed that may add to them.
        """
        selection, key = self.selection, (annotation.layer, annotation.label)
        known = self._spellings.get(key)

        def find(reader: Project) -> tuple[dict[str, tuple[str, ...]], list[ReviewCase]]:
            spellings = reader.spellings(key) if known is None else known
            return spellings, reader.identical_cases(selection, annotation, text, spellings)

        def take(answer: tuple[dict[str, tuple[str, ...]], list[ReviewCase]]) -> None:
            self._spellings[key], found = answer
            then(found)

        self.ask(find, take)

    def _forget_spellings(self, change: Change) -> None:
        if change.action not in _SAME_TEXTS:
            self._spellings.clear()

    def ask(self, question: Callable[[Project], Any], then: Callable[[Any], None]) -> None:
        """Ask the project on a thread; an answer that comes after another `begin` is dropped."""
        asked = self._round

        def take(answer: object) -> None:
            if asked == self._round:
                then(answer)

        job = self._session.read_in_background(lambda reader, _p, _c: question(reader))
        if job is not None:
            job.finished.connect(take)
            job.failed.connect(self._session.failed.emit)

    def _read(self) -> None:
        selection, after = self.selection, self._after
        self._reading = True
        self.ask(lambda reader: reader.review_page(selection, after=after, limit=PAGE), self._take)

    def _take(self, page: list[ReviewCase]) -> None:
        self._reading = False
        self._complete = len(page) < PAGE
        self._ahead.extend(page)
        if page:
            self._found = True
            self._after = page[-1].position
        elif not self._found and self._start != FIRST:
            self.begin(self.selection, FIRST)
            return
        self.arrived.emit()
