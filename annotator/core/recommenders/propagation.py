"""The same name everywhere: where else a mention's text occurs, and where something like it does.

`occurrences` are found by the one rule that all searching follows (`find_folded`), so they are
offered to be tagged at once. `variants` are guesses, each a question of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from annotator.core.errors import N_, CancelledError, InputError
from annotator.core.model import Annotation, Document
from annotator.core.recommenders.similarity import are_spellings
from annotator.core.recommenders.variants import Name, find_variants
from annotator.core.storage import Project, SearchIndex
from annotator.core.text import Span, find_folded, fold, fold_text, is_grapheme_boundary

Scope = Literal["document", "project"]

CONTEXT: Final = 40
"""Code points of text that are shown on each side of an occurrence, at most."""

MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a name occurs: `span` (code points) in the document's text.

    `before` and `after` are whole words around it, from the same paragraph. `exact` says that it
    is spelt letter by letter as what was asked for. `already` is the annotator's own annotation
    of the layer on exactly this span, and `inside` one that holds it and more.
    """

    document: str
    title: str
    span: Span
    text: str
    before: str
    after: str
    already: Annotation | None
    inside: Annotation | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and whose annotations count as there already.

    `layer` and `annotator` are those that a place would be tagged in and by.
    """

    name: str
    document: str
    layer: str = "entity"
    annotator: str = ""


def occurrences(
    project: Project,
    document_id: str,
    name: Span | str,
    *,
    scope: Scope = "document",
    caches: Path | None = None,
    layer: str = "entity",
    annotator: str = "",
    most: int = MOST,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Occurrence]:
    """Return the places where `name` occurs: as whole words, folded, attached clitics left out.

    `name` is a span of the document's text, which is one of the places found, or any text. The
    document's own places come first, then those of the others in the project's order, at most
    `most`. `caches` is the folder of the search index, which is brought up to date first; without
    it every document is read.

    Raises:
        NotFoundError: the project has no such document.
        TextError: the span ends past the end of the text.
        InputError: the name has no letter and no digit.
        CancelledError: `cancelled` said so.
    """
    document = project.document(document_id)
    query = _query(document, name, layer, annotator)
    found = _places(project, document, query, _exact_places)
    if scope == "project":
        others = documents_with(project, caches, (query.name,), cancelled)
        found = _chain(found, project, others, query, _exact_places, cancelled)
    return list(islice(found, most))


def variants(
    project: Project,
    document_id: str,
    name: Span | str,
    *,
    scope: Scope = "document",
    caches: Path | None = None,
    layer: str = "entity",
    annotator: str = "",
    most: int = MOST,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Occurrence]:
    """Return the places where `name` may occur in another spelling, or a part of it.

    What a variant is, `annotator.core.recommenders.variants` says. None of them overlaps a place
    that `occurrences` finds. Arguments, order and errors are those of `occurrences`.
    """
    document = project.document(document_id)
    query = _query(document, name, layer, annotator)
    found = _places(project, document, query, _variant_places)
    if scope == "project":
        wanted = _spellings(project, caches, query.name, cancelled)
        others = documents_with(project, caches, wanted, cancelled)
        found = _chain(found, project, others, query, _variant_places, cancelled)
    return list(islice(found, most))


Places = Callable[[str, str], list[Span]]


def _query(document: Document, name: Span | str, layer: str, annotator: str) -> Query:
    text = name if isinstance(name, str) else name.text_in(document.text)
    if not any(letter.isalnum() for letter in fold_text(text)):
        raise InputError(
            N_("“{query}” has no letter to search for. Give a word or a name."), query=text
        )
    return Query(" ".join(text.split()), document.id, layer, annotator)


def _exact_places(text: str, name: str) -> list[Span]:
    return find_folded(fold(text), name, clitics=True)


def _variant_places(text: str, name: str) -> list[Span]:
    return find_variants(text, Name.of(name), _exact_places(text, name))


def _places(
    project: Project, document: Document, query: Query, places: Places
) -> Iterator[Occurrence]:
    """Yield what is found in one document, beside the annotations that it has."""
    found = places(document.text, query.name)
    if not found:
        return
    mine = [
        each
        for each in project.annotations(document.id, annotator=query.annotator or None)
        if each.layer == query.layer and each.spans
    ]
    same = {each.spans[0]: each for each in mine if len(each.spans) == 1}
    for span in found:
        text = span.text_in(document.text)
        yield Occurrence(
            document.id,
            document.title,
            span,
            text,
            *context(document.text, span),
            already=same.get(span),
            inside=_holder(mine, span),
            exact=" ".join(text.split()) == query.name,
        )


def _chain(
    first: Iterator[Occurrence],
    project: Project,
    documents: Iterable[str],
    query: Query,
    places: Places,
    cancelled: Callable[[], bool],
) -> Iterator[Occurrence]:
    yield from first
    for each in documents:
        _check(cancelled)
        if each != query.document:
            yield from _places(project, project.document(each), query, places)


def documents_with(
    project: Project,
    caches: Path | None,
    names: tuple[str, ...],
    cancelled: Callable[[], bool],
) -> list[str]:
    """The documents that have one of the names, in the project's order; all without an index."""
    if caches is None:
        return [each.id for each in project.documents()]
    with _updated_index(project, caches, cancelled) as index:
        return list(index.documents_with(names))


def _spellings(
    project: Project, caches: Path | None, name: str, cancelled: Callable[[], bool]
) -> tuple[str, ...]:
    """The words, out of those in the project, of which every variant of a name has one."""
    if caches is None:
        return ()
    last = Name.of(name).words[-1]
    with _updated_index(project, caches, cancelled) as index:
        return (last, *(each for each in index.words() if are_spellings(last, each)))


@contextmanager
def _updated_index(
    project: Project, caches: Path, cancelled: Callable[[], bool]
) -> Iterator[SearchIndex]:
    with SearchIndex(project, caches) as index:
        index.update(lambda _: _check(cancelled))
        yield index


def _check(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError(N_("The search was cancelled."))


def _holder(annotations: list[Annotation], span: Span) -> Annotation | None:
    """The shortest annotation that holds the span and more."""
    holders = [
        (whole.length, each.id, each)
        for each in annotations
        for whole in each.spans
        if whole != span and whole.contains(span)
    ]
    return min(holders)[2] if holders else None


def context(text: str, span: Span) -> tuple[str, str]:
    """Return the whole words before and after a span in its paragraph, `CONTEXT` at most each."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    start, end = max(line_start, span.start - CONTEXT), min(line_end, span.end + CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    if start > line_start and not text[start - 1].isspace():
        before = _from_space(text, start, span.start)
    if end < line_end and not text[end].isspace():
        after = _to_space(text, span.end, end)
    return before.lstrip(), after.rstrip()


def _from_space(text: str, start: int, end: int) -> str:
    """What of the text follows the first space in the range; a part of a word where none is."""
    at = next((at for at in range(start, end) if text[at].isspace()), None)
    if at is None:
        at = next((at for at in range(start, end) if is_grapheme_boundary(text, at)), end)
    return text[at:end]


def _to_space(text: str, start: int, end: int) -> str:
    at = next((at for at in range(end - 1, start - 1, -1) if text[at].isspace()), None)
    if at is None:
        at = next((at for at in range(end, start, -1) if is_grapheme_boundary(text, at)), start)
    return text[start:at]
