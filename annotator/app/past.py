"""The past of the session's project: a change before and after, and the way back to either.

A point of the history is the number of a change: the state is that after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.app.jobs import Job
from annotator.app.session import AT_ONCE, Session
from annotator.core import commands
from annotator.core.errors import NotFoundError
from annotator.core.model import Annotation, Change, Document
from annotator.core.storage import PastState, Project
from annotator.core.text import Spans

__all__ = [
    "Difference",
    "PastState",
    "Project",
    "Sides",
    "Way",
    "is_large",
    "places",
    "restore_annotation",
    "restore_document",
    "sides",
    "titles",
]

Way = Literal["added", "removed", "changed"]

READ_AT_ONCE = 1_000
"""Documents of more annotations than these are read on a thread."""

DOCUMENTS = 100
"""Of so many documents of one change the titles are listed, at most."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An annotation that a change made, took away or altered."""

    before: Annotation | None
    after: Annotation | None

    @property
    def way(self) -> Way:
        """What the change did to it."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def id(self) -> str:
        """The annotation's id."""
        one = self.after or self.before
        return one.id if one is not None else ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A document before a change and after it, and which of its annotations are different."""

    number: int
    before: PastState
    after: PastState
    differences: tuple[Difference, ...]

    @property
    def document(self) -> Document | None:
        """The document: as it became, or as it was where it is gone."""
        return self.after.document or self.before.document


def sides(project: Project, number: int, document: str) -> Sides:
    """A document before and after change `number`. Raises as `Project.document_at` does."""
    with project.snapshot():
        after = project.document_at(document, number)
        before = project.document_at(document, number - 1)
    return Sides(number, before, after, _differences(before, after))


def is_large(project: Project, document: str) -> bool:
    """Whether a document has so many annotations that it is read beside the window."""
    try:
        return project.summary(document).annotations > READ_AT_ONCE
    except NotFoundError:
        return False


def titles(project: Project, change: Change) -> list[tuple[str, str]]:
    """The documents that a change touched, some of them, each with its title."""
    return [
        (document, _title(project, document, change.number))
        for document in project.documents_of(change.number, limit=DOCUMENTS)
    ]


def restore_document(session: Session, document: str, number: int) -> Change | Job | None:
    """Make a document what it was after change `number`, as a change that can be undone.

    One of very many annotations is restored in the background: the job is returned, started.
    """
    if session.project is not None and _size(session.project, document, number) > AT_ONCE:
        actor = session.annotator
        return session.write_in_background(
            lambda project, _progress, _cancelled: commands.restore_document(
                project, document, number, actor=actor
            )
        )
    return session.perform(commands.restore_document, document, number)


def restore_annotation(
    session: Session, document: str, annotation: str, number: int
) -> Change | None:
    """Make one annotation what it was after change `number`, as a change that can be undone."""
    return session.perform(commands.restore_annotation, document, annotation, number)


def places(annotation: Annotation | None, state: PastState) -> Spans:
    """Where an annotation stands in a state: its anchor, or the ends of a relation."""
    if annotation is None:
        return ()
    if annotation.spans:
        return annotation.spans
    by_id = {each.id: each for each in state.annotations}
    found: Spans = ()
    for argument in annotation.arguments:
        target = by_id.get(argument.target)
        found += target.spans if target is not None else argument.spans
    return found


def _size(project: Project, document: str, number: int) -> int:
    """How many annotations a document has now, or had after change `number`; the larger."""
    try:
        now = project.summary(document).annotations
    except NotFoundError:
        now = 0
    try:
        return max(now, len(project.document_at(document, number).annotations))
    except NotFoundError:
        return now  # restoring tells what is wrong


def _differences(before: PastState, after: PastState) -> tuple[Difference, ...]:
    """What differs, in the order of the text; nothing where all of it came or went."""
    if before.document is None or after.document is None:
        return ()
    old = {each.id: each for each in before.annotations}
    new = {each.id: each for each in after.annotations}
    found = [Difference(None, each) for key, each in new.items() if key not in old]
    found += [Difference(each, new.get(key)) for key, each in old.items() if new.get(key) != each]
    return tuple(sorted(found, key=lambda each: _order(each, before, after)))


def _order(one: Difference, before: PastState, after: PastState) -> tuple[int, int, str]:
    spans = places(one.after, after) or places(one.before, before)
    return (spans[0].start, -spans[-1].end, one.id) if spans else (-1, 0, one.id)


def _title(project: Project, document: str, number: int) -> str:
    try:
        return project.summary(document).title
    except NotFoundError:
        found = project.document_at(document, number).document
        found = found or project.document_at(document, number - 1).document
        return found.title if found is not None else document
