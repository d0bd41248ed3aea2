"""One entry of the project's history: what one action did, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from annotator.core.model.annotation import Annotation
from annotator.core.model.document import Document
from annotator.core.model.entry import Entry

ChangeKind = Literal["do", "undo", "redo"]
RowKind = Literal["annotation", "document", "schema", "page", "entry"]
RowState: TypeAlias = Annotation | Document | Entry | str
"""What a changed row was or became; a `str` is the content of a page or the TOML of a schema."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that a change wrote: of an annotation, a document, the cast, a page, the schema.

    `before` and `after` are the row's two states: None where it did not exist. A document's state
    is its data with the text left empty; that of a page its content, that of the schema its TOML.
    Documents that came or went carry their annotations with them: those are not listed one by one.
    `document` is empty where the row is none of a document; a page's `id` is its name, the
    schema's is empty.
    """

    kind: RowKind
    id: str
    document: str
    before: RowState | None
    after: RowState | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one action did, or what its undoing or redoing did.

    `action` is the key of the action (`annotate`, `relabel`, …); for an undo or a redo it is that
    of the action undone or redone. `details` are the values that its sentence needs (such as
    `label` and `text`). `number` counts the entries of the project's history from 1; `at` is in
    seconds since 1970, UTC. `rows` may be left empty in lists of the history.
    """

    number: int
    id: str
    kind: ChangeKind
    action: str
    actor: str
    at: int
    details: dict[str, str]
    rows: tuple[ChangedRow, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that the change touched, each once, in order."""
        return tuple(dict.fromkeys(row.document for row in self.rows if row.document))
