"""The cast as the widgets see it: its entries, what a mention may name, and every action on them.

The session owns one. It reads the cast when it is first asked, and is kept up to date from the
rows of each change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.app import paths
from annotator.app.jobs import Cancelled, Job
from annotator.core import commands
from annotator.core.commands import CastPlan
from annotator.core.errors import HashiyaError
from annotator.core.model import (
    Annotation,
    Change,
    ChangedRow,
    Entry,
    EntryKind,
    flat,
    link_of,
    new_id,
    speakers_of,
)
from annotator.core.recommenders.cast import (
    CastIndex,
    Proposal,
    Reason,
    is_pronoun,
    kind_of_label,
)
from annotator.core.recommenders.mentions import MentionPlace, in_context, unlinked_like
from annotator.core.recommenders.propagation import Scope
from annotator.core.storage import Project
from annotator.core.text import fold_text

if TYPE_CHECKING:
    from annotator.app.session import Session

__all__ = ["FEW", "SHOWN", "Cast", "CastPlan", "MentionPlace", "Proposal", "Reason", "Scope"]

ACTIONS = frozenset(
    {"link", "unlink", "add_entry", "edit_entry", "rename_entry", "remove_entry"}
    | {"merge_entries", "split_entry"}
)
"""The actions of the history that are the cast's."""
FEW = 1_000
"""Up to so many mentions are moved at once; more, on a thread."""
SHOWN = 2_000
"""Mentions of one entry that are shown, at most."""


class Cast(QObject):
    """The cast of the session's project."""

    changed = Signal()
    """Entries, or how many mentions they have, are other than they were."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known = False
        self._index: CastIndex | None = None
        self._entries: dict[str, Entry] = {}
        self._counts: Counter[str] = Counter()
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
        link = link_of(annotation)
        return self.entry(link) if link else None

    def count(self, entry_id: str) -> int:
        """How many mentions an entry has."""
        self._read()
        return self._counts[entry_id]

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
            counts=self._counts,
            limit=limit,
        )

    def find(self, query: str, limit: int = 50) -> list[Entry]:
        """The entries whose words begin as those of the query do, folded."""
        return self._indexed().find(query, counts=self._counts, limit=limit)

    def text_of(self, annotation: Annotation) -> str:
        """What an annotation of the current document covers, on one line."""
        document, whole = self._session.document, annotation.envelope
        if document is None or whole is None:
            return ""
        return flat(whole.text_in(document.text))

    def kind_of(self, annotation: Annotation) -> EntryKind:
        """The kind that an entry made for an annotation has at first."""
        return kind_of_label(annotation.label) or "other"

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

    # Actions

    def link(self, annotations: Iterable[Annotation], entry: Entry | str) -> Change | None:
        """Link annotations to an entry that is there (its id), or to a new one.

        What those of the current document cover becomes a spelling, unless it is a pronoun.
        """
        chosen = list(annotations)
        texts = [self.text_of(each) for each in chosen if self._is_here(each)]
        return self._session.perform(
            commands.link,
            [(each.document, each.id) for each in chosen],
            entry,
            spellings=[each for each in dict.fromkeys(texts) if each and not is_pronoun(each)],
        )

    def link_new(self, annotation: Annotation, name: str) -> Change | None:
        """Link an annotation to a new entry with this name."""
        entry = Entry(new_id("x"), self.kind_of(annotation), flat(name))
        return self.link([annotation], entry)

    def unlink(self, annotations: Iterable[Annotation]) -> Change | None:
        """Take the links of annotations away."""
        mentions = [(each.document, each.id) for each in annotations]
        return self._session.perform(commands.unlink, mentions)

    def add(self, name: str, kind: EntryKind = "person") -> Change | None:
        """Put an entry into the cast that nothing is linked to yet."""
        return self._session.perform(commands.add_entry, Entry(new_id("x"), kind, flat(name)))

    def edit(self, entry: Entry) -> Change | None:
        """Write an entry anew."""
        return self._session.perform(commands.edit_entry, entry)

    def rename(self, entry_id: str, name: str) -> Change | None:
        """Call an entry otherwise; the earlier name becomes a spelling."""
        return self._session.perform(commands.rename_entry, entry_id, name)

    def remove(self, entry_id: str) -> Change | None:
        """Take an entry out of the cast, and the links of its mentions away."""
        return self._session.perform(commands.remove_entry, entry_id)

    def merge(self, target: str, others: Sequence[str]) -> Change | None:
        """Make one entry of several."""
        return self._session.perform(commands.merge_entries, target, others)

    def split(
        self, entry_id: str, new: Entry, mentions: Sequence[Annotation], spellings: Sequence[str]
    ) -> Change | None:
        """Make a new entry of some mentions and spellings of another."""
        return self._session.perform(
            commands.split_entry,
            entry_id,
            new,
            mentions=[(each.document, each.id) for each in mentions],
            spellings=list(spellings),
        )

    def new_entry(self, name: str, kind: EntryKind) -> Entry:
        """An entry that is not in the cast yet, for `split`."""
        return Entry(new_id("x"), kind, flat(name))

    def undo(self) -> Change | None:
        """Take the last change back, if it was one of the cast."""
        project = self._session.project
        last = project.undoable() if project is not None else None
        return self._session.undo() if last is not None and last.action in ACTIONS else None

    # The same for so much that it takes a while; see `Session.write_in_background`

    def link_in_background(self, annotations: Sequence[Annotation], entry_id: str) -> Job | None:
        """As `link`."""
        mentions = [(each.document, each.id) for each in annotations]
        return self._in_background(
            lambda project, actor: commands.link(project, mentions, entry_id, actor=actor)
        )

    def merge_in_background(self, target: str, others: Sequence[str]) -> Job | None:
        """As `merge`."""
        return self._in_background(
            lambda project, actor: commands.merge_entries(project, target, others, actor=actor)
        )

    def split_in_background(
        self, entry_id: str, new: Entry, mentions: Sequence[Annotation], spellings: Sequence[str]
    ) -> Job | None:
        """As `split`."""
        pairs = [(each.document, each.id) for each in mentions]
        return self._in_background(
            lambda project, actor: commands.split_entry(
                project, entry_id, new, mentions=pairs, spellings=spellings, actor=actor
            )
        )

    def remove_in_background(self, entry_id: str) -> Job | None:
        """As `remove`."""
        return self._in_background(
            lambda project, actor: commands.remove_entry(project, entry_id, actor=actor)
        )

    def _in_background(self, work: Callable[[Project, str], Change | None]) -> Job | None:
        actor = self._session.annotator
        return self._session.write_in_background(
            lambda project, _progress, _cancelled: work(project, actor)
        )

    # Plans

    def plan_merge(self, target: str, others: Sequence[str]) -> CastPlan | None:
        """What `merge` would do; None where it cannot be told, which `failed` says."""
        return self._planned(lambda reader: commands.plan_merge(reader, target, others))

    def plan_split(
        self, entry_id: str, new: Entry, mentions: Sequence[Annotation], spellings: Sequence[str]
    ) -> CastPlan | None:
        """What `split` would do; None as in `plan_merge`."""
        pairs = [(each.document, each.id) for each in mentions]
        return self._planned(
            lambda reader: commands.plan_split(
                reader, entry_id, new, mentions=pairs, spellings=spellings
            )
        )

    def plan_removal(self, entry_id: str) -> CastPlan | None:
        """What `remove` would do; None as in `plan_merge`."""
        return self._planned(lambda reader: commands.plan_removal(reader, entry_id))

    def contexts(self, plan: CastPlan, limit: int = SHOWN) -> list[MentionPlace]:
        """The first mentions that a plan moves, where they stand."""
        project = self._session.project
        return in_context(project, plan.moving[:limit]) if project else []

    def _planned(self, plan: Callable[[Project], CastPlan]) -> CastPlan | None:
        project = self._session.project
        if project is None:
            return None
        try:
            return plan(project)
        except HashiyaError as error:
            self._session.failed.emit(error)
            return None

    # Keeping up to date

    def _is_here(self, annotation: Annotation) -> bool:
        document = self._session.document
        return document is not None and annotation.document == document.id

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
        self._counts = Counter(project.entry_counts())

    def _forget(self) -> None:
        self._known = False
        self._index = None
        self._entries, self._counts = {}, Counter()
        self.changed.emit()

    def _take(self, change: Change) -> None:
        if any(row.kind == "document" and None in (row.before, row.after) for row in change.rows):
            self._forget()  # the links of documents that come or go are not listed
            return
        if not self._known:
            return
        touched = False
        for row in change.rows:
            if row.kind == "entry":
                self._take_entry(row)
                touched = True
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
            if entry:
                self._counts[entry] += by
        return True
