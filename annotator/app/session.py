"""One open project as the widgets see it: the only door to data and commands.

The session keeps the current document with its annotations in memory, runs each user action as one
command under the annotator's name, brings what it holds up to date from the rows of the change,
and tells what happened. It knows no widgets.
"""

from __future__ import annotations

import logging
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotator.app import places, sentences
from annotator.app.backups import before_migration
from annotator.app.cast import Cast
from annotator.app.comparing import Comparing
from annotator.app.jobs import Cancelled, Job, Progress
from annotator.app.schema_editing import SchemaEditing
from annotator.app.settings import Settings
from annotator.app.shown import ShownAnnotators
from annotator.core import commands
from annotator.core.errors import N_, HashiyaError, NotFoundError, ProjectError
from annotator.core.model import (
    Annotation,
    Argument,
    Change,
    ChangedRow,
    Document,
    NamedValue,
    Review,
    Status,
    annotation_sort_key,
)
from annotator.core.schema import Schema
from annotator.core.storage import Project, ProjectInUseError
from annotator.core.text import Direction, Spans

Filler = str | Spans
Row = tuple[Annotation | None, Annotation | None]
"""An annotation of the current document before and after a change."""

AT_ONCE = 3_000
"""Changes of more rows than these are undone and made again in the background."""

_log = logging.getLogger(__name__)

_FEW = 20  # so many changed annotations are put in their places one by one


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotator was in a project: the document and how far down (0 top, 1000 bottom)."""

    document: str = ""
    position: int = 0


class Session(QObject):
    """An open project (or none), its current document, and every action on them.

    Each action returns the `Change` it made, or None where there was nothing to do or it failed;
    a failure is told by `failed`, never raised. `changed` is emitted after `annotations()` and
    `document` are up to date; where a change moves to another document, `document_changed`
    follows it.
    """

    opened = Signal()
    """A project was opened or made; `project` is it."""
    closing = Signal()
    """The project is about to be closed; it can still be read."""
    closed = Signal()
    """No project is open any more."""
    changed = Signal(object)
    """A Change was made, by a command, by undo or redo, or by an import."""
    document_changed = Signal(str)
    """Another document is the current one: its id, or the empty string where there is none."""
    failed = Signal(object)
    """A HashiyaError: what could not be done, and why."""
    in_use = Signal(object, object)
    """The project at this path (Path) is open elsewhere (ProjectInUseError)."""
    said = Signal(str)
    """A sentence about what was done, with the key that undoes it."""
    outdated = Signal()
    """A project of an earlier format is about to be brought up to date, which may take a while."""
    busy_changed = Signal(bool)
    """Long work that writes has begun or ended; meanwhile the project can only be read."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.way_back = sentences.WayBack()
        self.schema_editing = SchemaEditing(self)
        self._project: Project | None = None
        self._document: Document | None = None
        self._position = -1
        self._annotations: list[Annotation] = []
        self._jobs: set[Job] = set()
        self._writing: Job | None = None
        self.cast = Cast(self)
        self.shown = ShownAnnotators(self)
        self.comparing = Comparing(self)

    # The project

    @property
    def project(self) -> Project | None:
        """The open project, for reading; while an import writes, it answers as before it."""
        return self._project

    @property
    def schema(self) -> Schema | None:
        """The schema of the open project."""
        return self._project.schema if self._project else None

    @property
    def annotator(self) -> str:
        """The name that new annotations and changes carry; never empty."""
        name = self.settings.text("annotator.name").strip()
        return name or str(self.settings.table["annotator.name"].default) or "annotator"

    @property
    def read_only(self) -> bool:
        """Whether the open project can only be read."""
        return self._project is not None and self._project.read_only

    @property
    def busy(self) -> bool:
        """Whether long work writes to the project, so that nothing else may."""
        return self._writing is not None

    @property
    def can_write(self) -> bool:
        """Whether an action may change the project now."""
        return self._project is not None and not self.read_only and not self.busy

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a project in place of the present one and go to where its annotator was.

        Where it cannot be opened, the present one stays open. `in_use` tells that another window
        has it, so that it can be opened read-only instead.
        """
        if self._is_open(path, read_only):
            return True
        try:
            self._take(
                Project.open(path, read_only=read_only, before_migration=self._before_migration)
            )
        except ProjectInUseError as error:
            self.in_use.emit(path, error)
            return False
        except HashiyaError as error:
            self.failed.emit(error)
            return False
        return True

    def create(self, path: Path, schema: Schema, name: str = "") -> bool:
        """Make a new project with this schema and open it in place of the present one."""
        try:
            self._take(Project.create(path, schema, name=name))
        except HashiyaError as error:
            self.failed.emit(error)
            return False
        return True

    def close(self) -> None:
        """Close the project; long work is cancelled and waited for."""
        self._stop_jobs()
        if self._project is None:
            return
        self.closing.emit()
        self._project.close()
        self._project = None
        self._set_document(None)
        self.closed.emit()

    # The current document

    @property
    def document(self) -> Document | None:
        """The current document, with its text."""
        return self._document

    def annotations(self) -> list[Annotation]:
        """The annotations of the current document, in the total order."""
        return list(self._annotations)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of the current document with this id."""
        return next((each for each in self._annotations if each.id == annotation_id), None)

    def select_document(self, document_id: str) -> bool:
        """Make a document the current one; the empty string: none."""
        project = self.project
        if self._document is not None and self._document.id == document_id:
            return True
        if project is None or not document_id:
            self._set_document(None)
            return not document_id
        try:
            document = project.document(document_id)
            position = project.summary(document_id).position
            annotations = project.annotations(document_id)
        except HashiyaError as error:
            self.failed.emit(error)
            return False
        self._position = position
        self._set_document(document, annotations)
        return True

    def next_unfinished(self) -> bool:
        """Go to the next document that is not done, round the end of the project if need be."""
        project = self.project
        if project is None:
            return False
        try:
            found = project.next_unfinished(self._position if self._document else -1)
        except HashiyaError as error:
            self.failed.emit(error)
            return False
        if found is None or (self._document is not None and found.id == self._document.id):
            self.said.emit(sentences.nothing_unfinished())
            return False
        return self.select_document(found.id)

    def place(self) -> Place:
        """Where the annotator was when the open project was last left."""
        if self._project is None:
            return Place()
        return Place(*places.recall(self.settings, self._project.path))

    def remember_place(self, position: int) -> None:
        """Note how far down the current document the annotator is (0 top, 1000 bottom)."""
        if self._project is not None and self._document is not None:
            places.remember(self.settings, self._project.path, self._document.id, position)

    # Actions on the current document

    def tag(
        self,
        layer: str,
        label: str,
        spans: Spans,
        arguments: Sequence[Argument] = (),
        attributes: Sequence[NamedValue] = (),
    ) -> Change | None:
        """Annotate `spans` (empty for a relation) with a label."""
        return self.edit(
            commands.annotate, layer, label, spans, arguments=arguments, attributes=attributes
        )

    def tag_all(
        self,
        layer: str,
        label: str,
        places: Sequence[tuple[str, Spans]],
        attributes: Sequence[NamedValue] = (),
    ) -> Change | None:
        """Annotate many places (document, spans), here or in other documents, as one change."""
        return self.perform(commands.annotate_all, layer, label, places, attributes=attributes)

    def tag_all_in_background(
        self,
        layer: str,
        label: str,
        places: Sequence[tuple[str, Spans]],
        attributes: Sequence[NamedValue] = (),
    ) -> Job | None:
        """The same for so many places that it takes a while; see `write_in_background`."""
        actor = self.annotator
        return self.write_in_background(
            lambda project, _progress, _cancelled: commands.annotate_all(
                project, layer, label, places, actor=actor, attributes=attributes
            )
        )

    def relabel(self, annotation_id: str, label: str) -> Change | None:
        """Give an annotation another label of its layer."""
        return self.edit(commands.relabel, annotation_id, label)

    def set_spans(self, annotation_id: str, spans: Spans) -> Change | None:
        """Move the edges of an annotation."""
        return self.edit(commands.set_spans, annotation_id, spans)

    def delete(self, annotation_ids: Iterable[str]) -> Change | None:
        """Delete annotations; those that need them lose or keep them as the command says."""
        return self.edit(commands.delete, list(annotation_ids))

    def set_note(self, annotation_id: str, note: str) -> Change | None:
        """Write an annotation's note."""
        return self.edit(commands.set_note, annotation_id, note)

    def set_attribute(self, annotation_id: str, name: str, value: str) -> Change | None:
        """Set an attribute of an annotation; the empty string takes it away."""
        return self.edit(commands.set_attribute, annotation_id, name, value)

    def set_confidence(self, annotation_id: str, confidence: float) -> Change | None:
        """Say how sure an annotation is, from 0 to 1."""
        return self.edit(commands.set_confidence, annotation_id, confidence)

    def set_review(self, annotation_ids: Iterable[str], review: Review) -> Change | None:
        """Accept, reject or question annotations."""
        return self.edit(commands.set_review, list(annotation_ids), review)

    def add_argument(self, annotation_id: str, role: str, filler: Filler) -> Change | None:
        """Fill a role of an annotation with another annotation or with spans."""
        return self.edit(commands.add_argument, annotation_id, role, filler)

    def replace_argument(
        self, annotation_id: str, index: int, role: str, filler: Filler
    ) -> Change | None:
        """Put another role or filler in the place of an argument."""
        return self.edit(commands.replace_argument, annotation_id, index, role, filler)

    def remove_argument(self, annotation_id: str, index: int) -> Change | None:
        """Take an argument away."""
        return self.edit(commands.remove_argument, annotation_id, index)

    # Actions on documents

    def set_status(self, document_ids: Iterable[str], status: Status) -> Change | None:
        """Give documents a status."""
        return self.perform(commands.set_status, list(document_ids), status)

    def set_direction(self, document_id: str, direction: Direction) -> Change | None:
        """Set the direction that a document's paragraphs start from."""
        return self.perform(commands.set_direction, document_id, direction)

    def rename_document(self, document_id: str, title: str) -> Change | None:
        """Give a document another title."""
        return self.perform(commands.rename_document, document_id, title)

    def remove_documents(self, document_ids: Iterable[str]) -> Change | None:
        """Take documents with their annotations out of the project."""
        return self.perform(commands.remove_documents, list(document_ids))

    def finish_document(self) -> Change | None:
        """Mark the current document done and go to the next unfinished one."""
        if self._document is None:
            return None
        change = self.set_status([self._document.id], "done")
        if change is not None or self._document.status in ("done", "reviewed"):
            self.next_unfinished()
        return change

    # The history

    def undo(self) -> Change | None:
        """Take back the last change of the project, and go to the document it was made in.

        One of very many rows is taken back in the background, and None is returned at once.
        """
        return self._step(commands.undo, Project.undoable, sentences.nothing_to_undo)

    def redo(self) -> Change | None:
        """Make again what was last undone, in the same way."""
        return self._step(commands.redo, Project.redoable, sentences.nothing_to_redo)

    def undo_name(self) -> str:
        """What `undo` would take back, in words; empty where there is nothing."""
        return self._name_of(self._project.undoable() if self._project else None)

    def redo_name(self) -> str:
        """What `redo` would make again, in words; empty where there is nothing."""
        return self._name_of(self._project.redoable() if self._project else None)

    # Long work

    def read_in_background(self, work: Callable[[Project, Progress, Cancelled], Any]) -> Job | None:
        """Start work that only reads: it is given a connection of its own, of its own thread.

        The job is returned started; connect to it at once. None where no project is open.
        """
        project = self._project
        if project is None:
            return None

        def read(progress: Progress, cancelled: Cancelled) -> object:
            with project.reader() as reader:
                return work(reader, progress, cancelled)

        return self._start(Job(read, self))

    def read_from_now(self, work: Callable[[Project, Progress, Cancelled], Any]) -> Job | None:
        """The same, but what is read is the state of this moment, whatever is written meanwhile."""
        project = self._project
        if project is None:
            return None
        held = ExitStack()
        reader = held.enter_context(project.reader())
        held.enter_context(reader.snapshot())
        assert reader.identity  # SQLite holds a state from the first reading on

        def read(progress: Progress, cancelled: Cancelled) -> object:
            with held:
                return work(reader, progress, cancelled)

        return self._start(Job(read, self))

    def write_in_background(
        self, work: Callable[[Project, Progress, Cancelled], Any]
    ) -> Job | None:
        """Start work that writes, as one change that can be undone.

        The work writes through the project itself, whose readings go on to answer from what was
        there before. Until the job ends, the session is `busy`: no other action writes. The
        result, or its attribute `change`, is the Change that was made. None where nothing may be
        written.
        """
        project = self._writable()
        if project is None:
            return None
        job = Job(lambda progress, cancelled: work(project, progress, cancelled), self)
        self._writing = job
        job.finished.connect(self._written)
        job.failed.connect(self._not_written)
        self.busy_changed.emit(True)
        return self._start(job)

    # How it is done

    def _before_migration(self, project: Project) -> None:
        self.outdated.emit()
        before_migration(project)

    def _is_open(self, path: Path, read_only: bool) -> bool:
        here = self._project
        return here is not None and here.read_only == read_only and _same_file(here.path, path)

    def _take(self, project: Project) -> None:
        """Put an opened project in the place of the present one."""
        self.close()
        self._project = project
        self._remember_recent(project.path)
        self.opened.emit()
        remembered = self.place().document
        try:
            project.summary(remembered)
        except NotFoundError:
            first = project.documents(limit=1)
            remembered = first[0].id if first else ""
        self.select_document(remembered)

    def _remember_recent(self, path: Path) -> None:
        try:
            self.settings.add_recent_project(path)
        except HashiyaError as error:  # the project is open all the same
            _log.warning("%s", error)

    def _set_document(
        self, document: Document | None, annotations: Iterable[Annotation] = ()
    ) -> None:
        if document is None and self._document is None:
            return
        self._document = document
        self._annotations = sorted(annotations, key=annotation_sort_key)
        self.document_changed.emit(document.id if document else "")
        self._tell_followers()

    def _tell_followers(self, change: Change | None = None) -> None:
        """What is in front of the annotator follows once every panel has taken the news."""
        self.comparing.follow()
        self.shown.follow(change)

    def _writable(self) -> Project | None:
        """The project if it may be written to now; otherwise `failed` says why not."""
        if self._project is None:
            return None
        if self.busy:
            waiting = N_("Wait until the work that is under way has ended, or cancel it.")
            self.failed.emit(ProjectError(waiting))
            return None
        return self._project

    def edit(
        self,
        command: Callable[..., Change | None],
        *arguments: Any,  # noqa: ANN401 - each command's own
        **options: Any,  # noqa: ANN401
    ) -> Change | None:
        """Run a command on the current document, for actions that modules of `app` add."""
        if self._document is None:
            return None
        return self.perform(command, self._document.id, *arguments, **options)

    def perform(
        self,
        command: Callable[..., Change | None],
        *arguments: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Change | None:
        """Run a command and tell what it did; a HashiyaError is told by `failed`."""
        project = self._writable()
        if project is None:
            return None
        try:
            change = command(project, *arguments, actor=self.annotator, **options)
        except HashiyaError as error:
            self.failed.emit(error)
            return None
        if change is not None and change.rows:
            self._took_place(change)
            return change
        return None

    def _step(
        self,
        command: Callable[..., Change | None],
        waiting: Callable[[Project], Change | None],
        nothing: Callable[[], str],
    ) -> Change | None:
        project = self._writable()
        if project is None:
            return None
        change = waiting(project)
        if change is None:
            self.said.emit(nothing())
            return None
        if project.row_count(change) > AT_ONCE:
            self._step_in_background(command)
            return None
        change = self.perform(command)
        if change is not None:
            self._go_to(change)
        return change

    def _step_in_background(self, command: Callable[..., Change | None]) -> None:
        """Go back or forth by a change that takes a while; the window stays awake meanwhile."""
        actor = self.annotator
        job = self.write_in_background(lambda project, *_: command(project, actor=actor))
        if job is not None:
            self.said.emit(sentences.under_way())
            job.finished.connect(lambda change: self._go_to(change) if change else None)

    def _took_place(self, change: Change) -> None:
        """Bring what is held in memory up to date, then tell everyone."""
        here = self._document
        if here is not None:
            rows = [row for row in change.rows if row.document == here.id]
            self._apply_annotations([row for row in rows if row.kind == "annotation"])
            for row in rows:
                if row.kind == "document":
                    self._apply_document(row)
        self.changed.emit(change)
        self.schema_editing.tell(change)
        self._tell_followers(change)
        self.said.emit(self._sentence(change))
        if here is not None and self._document is None:
            self._leave_removed()

    def _apply_annotations(self, rows: Sequence[ChangedRow]) -> None:
        """Take what became of annotations; a bulk action touches thousands at once."""
        if not rows:
            return
        touched = {row.id for row in rows}
        kept = [each for each in self._annotations if each.id not in touched]
        made = [row.after for row in rows if isinstance(row.after, Annotation)]
        if len(made) > _FEW:
            kept = sorted([*kept, *made], key=annotation_sort_key)
        else:
            for each in made:  # asking 20,000 annotations for their place again takes 10 ms
                insort(kept, each, key=annotation_sort_key)
        self._annotations = kept

    def _apply_document(self, row: ChangedRow) -> None:
        before, after = row.before, row.after
        if after is None:
            self._document, self._annotations = None, []
        elif isinstance(after, Document) and before is not None and self._document is not None:
            self._document = replace(after, text=self._document.text)

    def _leave_removed(self) -> None:
        """The current document is gone: go to the one that took its place in the list."""
        project = self._project
        found = project.documents(after=self._position, limit=1) if project else []
        if project and not found:
            found = project.documents(limit=1)
        if not (found and self.select_document(found[0].id)):
            self.document_changed.emit("")

    def _go_to(self, change: Change) -> None:
        """Show the first document of the change that still exists, unless one is shown already."""
        project = self._project
        if project is None or (self._document and self._document.id in change.documents):
            return
        for document_id in change.documents:
            try:
                project.summary(document_id)
            except NotFoundError:
                continue
            self.select_document(document_id)
            return

    def _name_of(self, change: Change | None) -> str:
        return sentences.name(change, self.schema) if change else ""

    def _sentence(self, change: Change) -> str:
        return sentences.done(change, self.schema, self.way_back)

    def _start(self, job: Job) -> Job:
        self._jobs.add(job)
        job.finished.connect(lambda _result: self._jobs.discard(job))
        job.failed.connect(lambda _error: self._jobs.discard(job))
        job.start()
        return job

    def _written(self, result: object) -> None:
        self._end_writing()
        change = result if isinstance(result, Change) else getattr(result, "change", None)
        if isinstance(change, Change) and change.rows:
            self._took_place(change)
            if self._document is None:
                self._go_to(change)

    def _not_written(self, _error: object) -> None:
        self._end_writing()

    def _end_writing(self) -> None:
        self._writing = None
        self.busy_changed.emit(False)

    def _stop_jobs(self) -> None:
        for job in tuple(self._jobs):
            job.cancel()
        if self._jobs:
            QThreadPool.globalInstance().waitForDone()
            self._jobs.clear()
        if self._writing is not None:
            self._end_writing()


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
