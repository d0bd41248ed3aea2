"""The cast as the widgets see it: its entries and mentions, and what another mention may name.

The session owns one. It reads the cast when it is first asked, and is kept up to date from the
rows of each change. To count the mentions of every entry takes a second where a million are linked
(measured), so that is left until somebody asks for all counts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.app import paths
from annotator.app.cast_actions import FEW, SHOWN, CastActions
from annotator.app.jobs import Cancelled, Job
from annotator.core.commands import CastPlan
from annotator.core.model import (
    Annotation,
    Change,
    ChangedRow,
    Entry,
    flat,
    link_of,
    speakers_of,
)
from annotator.core.recommenders.cast import (
    CastIndex,
    Proposal,
    Reason,
    kind_of_label,
)
from annotator.core.recommenders.mentions import MentionPlace, in_context, unlinked_like
from annotator.core.recommenders.propagation import Scope
from annotator.core.storage import Project
from annotator.core.text import fold_text

if TYPE_CHECKING:
    from annotator.app.session import Session

__all__ = ["FEW", "SHOWN", "Cast", "CastPlan", "MentionPlace", "Proposal", "Reason", "Scope"]


class Cast(CastActions):
    """The cast of the session's project."""

    changed = Signal()
    """Entries, or how many mentions they have, are other than they were."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known = False
        self._index: CastIndex | None = None
        self._entries: dict[str, Entry] = {}
        self._counts: Counter[str] | None = None
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)
        session.changed.connect(self._take)

    # What there is

    def entries(self) -> list[Entry]:
        """All entries, in the order of their making."""
        self._read()
        return list(self._entries.values())

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id."""
        self._read()
        return self._entries.get(entry_id)

    def entry_of(self, annotation: Annotation) -> Entry | None:
        """The entry that an annotation is linked to."""
        link, project = link_of(annotation), self._session.project
        if not link or project is None:
            return None
        return self.entry(link) if self._known else project.find_entry(link)

    def count(self, entry_id: str) -> int:
        """How many mentions an entry has."""
        if self._counts is not None:
            return self._counts[entry_id]
        project = self._session.project
        return project.mention_count(entry_id) if project is not None else 0

    def counts(self) -> Counter[str]:
        """How many mentions each entry has."""
        if self._counts is None:
            project = self._session.project
            self._counts = Counter(project.entry_counts() if project is not None else {})
        return self._counts

    def texts(self, entry_id: str) -> list[tuple[str, int]]:
        """The ways in which an entry is written, with how many of its mentions are written so.

        The name and the spellings come first, as they are; then what only mentions have.
        """
        project, entry = self._session.project, self.entry(entry_id)
        if project is None or entry is None:
            return []
        found: Counter[str] = Counter()
        for text, count in project.mention_texts(entry_id).items():
            found[flat(text)] += count
        return [(each, found.pop(each, 0)) for each in entry.forms] + found.most_common()

    def mentions(self, entry_id: str, limit: int = SHOWN) -> list[MentionPlace]:
        """The mentions of an entry where they stand, in the project's order."""
        project = self._session.project
        if project is None:
            return []
        return in_context(project, project.mentions_of(entry_id, limit=limit))

    def speakers(self, annotation: Annotation) -> list[Entry]:
        """The entries that speak a quote of the current document, in their order."""
        found = speakers_of(annotation, self._session.annotations())
        return [entry for each in found if (entry := self.entry(each)) is not None]

    # What a mention may name

    def proposals(self, annotation: Annotation, limit: int = 8) -> list[Proposal]:
        """The entries that an annotation of the current document may name, the likeliest first."""
        text = self.text_of(annotation)
        if not text:
            return []
        here = {link_of(each) for each in self._session.annotations()} - {""}
        return self._indexed().entries_like(
            text,
            kind=kind_of_label(annotation.label),
            here=here,
            count_of=self.count,
            limit=limit,
        )

    def find(self, query: str, limit: int = 50) -> list[Entry]:
        """The entries whose words begin as those of the query do, folded."""
        return self._indexed().find(query, count_of=self.counts().__getitem__, limit=limit)

    def others_here(self, annotation: Annotation) -> list[Annotation]:
        """The annotations of the current document written as this one that have no link."""
        text = fold_text(self.text_of(annotation))
        return [
            each
            for each in self._session.annotations()
            if each.layer == annotation.layer
            and each.id != annotation.id
            and not link_of(each)
            and fold_text(self.text_of(each)) == text
        ]

    def places_here(self, annotation: Annotation) -> list[MentionPlace]:
        """The same where they stand."""
        project = self._session.project
        return in_context(project, self.others_here(annotation)) if project else []

    def find_others(self, annotation: Annotation, scope: Scope) -> Job | None:
        """Look for such annotations on a thread; the job's result is a list of MentionPlace."""
        text, caches = self.text_of(annotation), paths.cache_folder()

        def look(reader: Project, _progress: object, cancelled: Cancelled) -> list[MentionPlace]:
            return unlinked_like(
                reader,
                annotation.document,
                [text],
                layer=annotation.layer,
                scope=scope,
                caches=caches if scope == "project" else None,
                cancelled=cancelled,
            )

        return self._session.read_in_background(look)

    # Keeping up to date

    def _indexed(self) -> CastIndex:
        self._read()
        if self._index is None:
            self._index = CastIndex(self._entries.values())
        return self._index

    def _read(self) -> None:
        project = self._session.project
        if self._known or project is None:
            return
        self._known = True
        self._entries = {each.id: each for each in project.entries()}

    def _forget(self) -> None:
        self._known = False
        self._index = None
        self._entries, self._counts = {}, None
        self.changed.emit()

    def _take(self, change: Change) -> None:
        if any(row.kind == "document" and None in (row.before, row.after) for row in change.rows):
            self._forget()  # the links of documents that come or go are not listed
            return
        touched = False
        for row in change.rows:
            if row.kind == "entry":
                touched = True
                if self._known:
                    self._take_entry(row)
            elif row.kind == "annotation":
                touched |= self._take_link(row)
        if touched:
            self.changed.emit()

    def _take_entry(self, row: ChangedRow) -> None:
        if isinstance(row.after, Entry):
            self._entries[row.id] = row.after
            if self._index is not None:
                self._index.put(row.after)
        else:
            self._entries.pop(row.id, None)
            if self._index is not None:
                self._index.drop(row.id)

    def _take_link(self, row: ChangedRow) -> bool:
        was, now = (
            link_of(each) if isinstance(each, Annotation) else ""
            for each in (row.before, row.after)
        )
        if was == now:
            return False
        for entry, by in ((was, -1), (now, 1)):
            if entry and self._counts is not None:
                self._counts[entry] += by
        return True
