"""What can be done to the cast of the session's project: each action is one change, undoable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.app.jobs import Job
from annotator.core import commands
from annotator.core.commands import CastPlan
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Change, Entry, EntryKind, flat, new_id
from annotator.core.recommenders.cast import is_pronoun, kind_of_label
from annotator.core.recommenders.mentions import MentionPlace, in_context
from annotator.core.storage import Project

if TYPE_CHECKING:
    from annotator.app.session import Session

ACTIONS = frozenset(
    {"link", "unlink", "add_entry", "edit_entry", "rename_entry", "remove_entry"}
    | {"merge_entries", "split_entry"}
)
"""The actions of the history that are the cast's."""
FEW = 1_000
"""Up to so many mentions are moved at once; more, on a thread."""
SHOWN = 2_000
"""Mentions of one entry, or of one plan, that are shown, at most."""


class CastActions(QObject):
    """The actions; those with much to do have a form that runs on a thread."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def text_of(self, annotation: Annotation) -> str:
        """What an annotation of the current document covers, on one line."""
        document, whole = self._session.document, annotation.envelope
        if document is None or whole is None:
            return ""
        return flat(whole.text_in(document.text))

    def kind_of(self, annotation: Annotation) -> EntryKind:
        """The kind that an entry made for an annotation has at first."""
        return kind_of_label(annotation.label) or "other"

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

    def _is_here(self, annotation: Annotation) -> bool:
        document = self._session.document
        return document is not None and annotation.document == document.id
