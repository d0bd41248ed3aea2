"""The same name everywhere: the places where a name stands, ready to be shown and tagged."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.app import paths
from annotator.app.jobs import Cancelled
from annotator.core.model import Annotation
from annotator.core.recommenders.propagation import Occurrence, Scope, occurrences, variants
from annotator.core.storage import Project
from annotator.core.text import Span

__all__ = ["Place", "Scope", "find_places"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a name stands, or may stand in another spelling (`is_guess`).

    `span` is in code points of the document's text; `before` and `after` are the words around it.
    `already` is what the annotator tagged there before, and `inside` what holds it and more.
    """

    document: str
    title: str
    span: Span
    text: str
    before: str
    after: str
    already: Annotation | None
    inside: Annotation | None
    is_guess: bool


def find_places(
    project: Project,
    document_id: str,
    name: Span,
    *,
    scope: Scope,
    layer: str,
    annotator: str,
    cancelled: Cancelled = lambda: False,
) -> list[Place]:
    """Return where the name that stands at a span of the document stands in it, or in all.

    The sure places come before the guesses, those of the document before those of others.

    Raises:
        InputError: the name has no letter and no digit.
        CancelledError: `cancelled` said so.
    """
    caches = paths.cache_folder() if scope == "project" else None
    found: list[Place] = []
    for look_for, is_guess in ((occurrences, False), (variants, True)):
        found += (
            _place(each, is_guess=is_guess)
            for each in look_for(
                project,
                document_id,
                name,
                scope=scope,
                caches=caches,
                layer=layer,
                annotator=annotator,
                cancelled=cancelled,
            )
        )
    return found


def _place(found: Occurrence, *, is_guess: bool) -> Place:
    return Place(
        found.document,
        found.title,
        found.span,
        found.text,
        found.before,
        found.after,
        found.already,
        found.inside,
        is_guess,
    )
