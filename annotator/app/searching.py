"""Searching the open project: pages of answers on threads, and what is done with them.

The index of words is brought up to date in the background; until it is, the documents that it does
not know are looked at one by one, so that no answer ever waits for it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QObject

from annotator.app import paths
from annotator.app.jobs import Cancelled, Job
from annotator.app.session import Session
from annotator.core import commands
from annotator.core.errors import HashiyaError
from annotator.core.model import Change, Review
from annotator.core.schema import Schema
from annotator.core.search import (
    Found,
    Key,
    Page,
    Search,
    SearchError,
    count,
    find,
    page,
    prepare,
    value_text,
)
from annotator.core.search.keywords import FIELDS, OPERATORS, VALUES
from annotator.core.storage import Project, SearchIndex
from annotator.core.text import fold_text

__all__ = [
    "Found",
    "Key",
    "Order",
    "Page",
    "Search",
    "SearchError",
    "Searching",
    "value_text",
    "words_of",
]

Order = Literal["document", "before", "after", "text"]
"""By document, by the words before or after (the nearest first), or grouped by what was found."""

MOST = 50_000
"""Places that are put in order, or taken all at once, at most."""
FIRST = 60
"""Places of a first page; there are more than a screen shows."""
PAGE = 400
FEW = 300
"""Up to so many annotations are changed without a bar that tells how far it is."""

_PATIENCE = 0.04  # seconds after which the rare places found so far are shown


class Searching(QObject):
    """The searches of a session's project."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._opening = threading.Lock()
        self._updating: Job | None = None
        self._sound = False
        session.opened.connect(self._forget)
        session.closing.connect(self._forget)
        session.changed.connect(self._take_change)

    def prepare(self, text: str) -> Search | None:
        """Read a query; None where no project is open.

        Raises:
            SearchError: what is wrong with it, and where.
        """
        schema = self._session.schema
        return prepare(text, schema) if schema else None

    def page(self, search: Search, after: Key | None = None, again: int = 0) -> Job | None:
        """Look for the next places; the job's result is a Page.

        `again` is how many of the first places were shown before, and are to be shown again.
        """
        self.update_index()
        first = after is None
        patience = _PATIENCE if first else 4 * _PATIENCE
        return self._read(
            lambda project, index, cancelled, _progress: page(
                project,
                search,
                index,
                after=after,
                limit=max(again, FIRST if first else PAGE),
                patience=float("inf") if again > FIRST else patience,
                cancelled=cancelled,
            )
        )

    def count(self, search: Search) -> Job | None:
        """Count all places; the job's result is their number."""
        return self._read(
            lambda project, index, cancelled, progress: count(
                project,
                search,
                index,
                progress=lambda done: progress(done, 0),
                cancelled=cancelled,
            )
        )

    def everything(self, search: Search, order: Order = "document") -> Job | None:
        """Look for all places, up to `MOST`, in an order; the job's result is a Page."""

        def look(
            project: Project,
            index: SearchIndex | None,
            cancelled: Cancelled,
            progress: Any,  # noqa: ANN401
        ) -> Page:
            found: list[Found] = []
            for each in find(project, search, index, cancelled=cancelled):
                if len(found) == MOST:
                    return Page(tuple(ordered(found, order)), more=True)
                found.append(each)
                progress(len(found), 0)
            return Page(tuple(ordered(found, order)), more=False)

        return self._read(look)

    def update_index(self) -> None:
        """Bring the index up to the project in the background, where it may be behind."""
        if self._sound or self._updating is not None:
            return
        job = self._session.read_in_background(self._update)
        if job is not None:
            self._updating = job
            job.finished.connect(self._updated)
            job.failed.connect(self._not_updated)

    # What is done with what was found

    def tag(self, places: Sequence[Found], layer: str, label: str) -> Change | Job | None:
        """Tag words that were found, as one change."""
        spans = [(each.document, (each.span,)) for each in places]
        if len(places) <= FEW:
            return self._session.tag_all(layer, label, spans)
        return self._session.tag_all_in_background(layer, label, spans)

    def relabel(self, places: Sequence[Found], label: str) -> Change | Job | None:
        """Give annotations that were found another label of their layer, as one change."""
        return self._act(commands.relabel_all, places, label)

    def review(self, places: Sequence[Found], review: Review) -> Change | Job | None:
        """Accept, reject or question annotations that were found, as one change."""
        return self._act(commands.review_all, places, review)

    def delete(self, places: Sequence[Found]) -> Change | Job | None:
        """Delete annotations that were found, as one change."""
        return self._act(commands.delete_all, places)

    def _act(
        self,
        command: Callable[..., Change | None],
        places: Sequence[Found],
        *arguments: object,
    ) -> Change | Job | None:
        chosen = [(each.document, each.answer.annotation) for each in places if each.answer]
        if len(chosen) <= FEW:
            return self._session.perform(command, chosen, *arguments)
        actor = self._session.annotator
        return self._session.write_in_background(
            lambda project, progress, cancelled: command(
                project,
                chosen,
                *arguments,
                actor=actor,
                progress=lambda done: progress(done, len(chosen)),
                cancelled=cancelled,
            )
        )

    # The index

    def _read(self, look: Callable[..., object]) -> Job | None:
        sound = self._sound

        def work(project: Project, progress: object, cancelled: Cancelled) -> object:
            with self._open(project) as index:
                usable = sound or not index.is_stale()
                return look(project, index if usable else None, cancelled, progress)

        return self._session.read_in_background(work)

    def _open(self, project: Project) -> SearchIndex:
        with self._opening:  # two threads must not make the file at the same time
            return SearchIndex(project, paths.cache_folder())

    def _update(self, project: Project, progress: Any, cancelled: Cancelled) -> None:  # noqa: ANN401
        with self._open(project) as index:
            total = project.document_count()
            index.update(lambda done: progress(done, total), cancelled)

    def _updated(self, _result: object = None) -> None:
        self._updating, self._sound = None, True

    def _not_updated(self, _error: HashiyaError) -> None:
        self._updating = None

    def _take_change(self, change: Change) -> None:
        if any(row.kind == "document" and None in (row.before, row.after) for row in change.rows):
            self._sound = False

    def _forget(self) -> None:
        self._updating, self._sound = None, False


def ordered(found: Sequence[Found], order: Order) -> list[Found]:
    """Places in an order; those that are alike stay in the order of documents and texts."""
    if order == "before":
        return sorted(found, key=lambda each: fold_text(each.before).split()[::-1])
    if order == "after":
        return sorted(found, key=lambda each: fold_text(each.after).split())
    if order == "text":
        texts = [group_of(each) for each in found]
        counts = Counter(texts)
        places = sorted(
            range(len(found)), key=lambda at: (-counts[texts[at]], texts[at], found[at].key)
        )
        return [found[at] for at in places]
    return list(found)


def group_of(found: Found) -> str:
    """What the places of one group have in common: the words, folded."""
    return " ".join(fold_text(found.text).split())


def words_of(schema: Schema, annotators: Sequence[str]) -> list[str]:
    """What may be typed in a query: the words of the language and the names of the schema."""
    layers = [each.id for each in schema.layers]
    labels = [label.id for layer in schema.layers for label in layer.labels]
    made = [*OPERATORS, *(f"{each}:" for each in FIELDS)]
    made += [*layers, *labels]
    made += [f"label:{value_text(each)}" for each in labels]
    made += [f"layer:{value_text(each)}" for each in layers]
    for field, values in VALUES.items():
        made += [f"{field}:{value_text(each)}" for each in values]
    for name in roles_of(schema):
        made += [f"role:{name}=", f"with:{name}", f"without:{name}"]
    for name, known in attributes_of(schema).items():
        made += [f"attribute:{name}", *(f"attribute:{name}={value_text(each)}" for each in known)]
    made += [f"annotator:{value_text(each)}" for each in annotators]
    return list(dict.fromkeys(made))


def roles_of(schema: Schema) -> list[str]:
    """The roles of a schema, each once."""
    found = (
        role.id
        for layer in schema.layers
        for label in layer.labels
        for role in layer.roles_of(label.id)
    )
    return list(dict.fromkeys(found))


def attributes_of(schema: Schema) -> dict[str, list[str]]:
    """The attributes of a schema with their values, each once."""
    found: dict[str, list[str]] = {}
    for layer in schema.layers:
        for label in layer.labels:
            for each in layer.attributes_of(label.id):
                values = found.setdefault(each.id, [])
                values += [value for value in each.values if value not in values]
    return found
