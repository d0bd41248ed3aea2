"""Mentions in their context, and those that are written like a linked one and have no link."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import N_, CancelledError
from annotator.core.model import Annotation, Document, flat, link_of
from annotator.core.recommenders.propagation import MOST, Scope, context, documents_with
from annotator.core.storage import Project
from annotator.core.text import fold_text


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """An annotation of a span where it stands.

    `text` is what its envelope covers; `before` and `after` are whole words around it, from the
    same paragraph.
    """

    document: str
    title: str
    annotation: Annotation
    text: str
    before: str
    after: str


def in_context(project: Project, annotations: Iterable[Annotation]) -> list[MentionPlace]:
    """Annotations with the words around them; those that cover no text are left out.

    Each text is read once where the annotations of one document follow one another.
    """
    found: list[MentionPlace] = []
    document: Document | None = None
    for each in annotations:
        if document is None or document.id != each.document:
            document = project.document(each.document)
        place = _place(document, each)
        if place is not None:
            found.append(place)
    return found


def unlinked_like(
    project: Project,
    document_id: str,
    texts: Collection[str],
    *,
    layer: str,
    scope: Scope = "document",
    caches: Path | None = None,
    most: int = MOST,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[MentionPlace]:
    """The annotations of a layer that cover one of these texts, folded, and have no link.

    Those of the document come first, then those of the others in the project's order. `caches` is
    the folder of the search index; without it every document is read.

    Raises:
        NotFoundError: the project has no such document.
        CancelledError: `cancelled` said so.
    """
    wanted = {fold_text(flat(each)) for each in texts} - {""}
    others: list[str] = []
    if scope == "project":
        others = documents_with(project, caches, tuple(wanted), cancelled)
    found: list[MentionPlace] = []
    for each in dict.fromkeys((document_id, *others)):
        if cancelled():
            raise CancelledError(N_("The search was cancelled."))
        if len(found) >= most:
            break
        document = project.document(each)
        for annotation in project.annotations(each):
            if annotation.layer != layer or link_of(annotation):
                continue
            place = _place(document, annotation)
            if place is not None and fold_text(flat(place.text)) in wanted:
                found.append(place)
    return found[:most]


def _place(document: Document, annotation: Annotation) -> MentionPlace | None:
    whole = annotation.envelope
    if whole is None:
        return None
    before, after = context(document.text, whole)
    text = whole.text_in(document.text)
    return MentionPlace(document.id, document.title, annotation, text, before, after)
