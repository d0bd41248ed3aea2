"""The answers of a query, place by place, in the order of documents and texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.core.errors import N_, CancelledError
from annotator.core.model.query import And, Inside, Is, Not, Or, Query, Words
from annotator.core.recommenders.propagation import context
from annotator.core.schema import Schema
from annotator.core.search.candidates import expression
from annotator.core.search.errors import SearchError
from annotator.core.search.parsing import parse
from annotator.core.search.resolving import is_about_words, resolve
from annotator.core.storage import Answer, Project, SearchIndex
from annotator.core.text import Extents, Folded, Span, find_folded, fold

Key = tuple[int, int, int, str]
"""Where a place stands among the answers: its document's number, start, end (negative), id."""

Cancelled = Callable[[], bool]

_ARROW: Final = " ← "  # between the ends of a relation, in the direction that Arabic is read


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a query found: words of a text, or an annotation.

    `span` is in code points; that of a relation, which covers no text, is its first end's.
    `before` and `after` are the words around it in its paragraph.
    """

    key: Key
    document: str
    name: str
    title: str
    span: Span
    text: str
    before: str
    after: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Search:
    """A query that is ready to be asked: resolved by a schema."""

    query: Query
    about_words: bool

    @property
    def finds_annotations(self) -> bool:
        """Whether its answers are annotations and not places in texts."""
        return not self.about_words


def prepare(text: str, schema: Schema) -> Search:
    """Read a query and look its names up.

    Raises:
        SearchError: it cannot be understood, or the schema does not know a name.
    """
    query = resolve(parse(text), schema)
    about_words = is_about_words(query)
    if about_words:
        _check_words(query)
    return Search(query, about_words)


def find(
    project: Project,
    search: Search,
    index: SearchIndex | None = None,
    *,
    after: Key | None = None,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Found]:
    """The places that a search finds, past the one with the key `after`, as they are found.

    Without an `index` every document is looked at.

    Raises:
        CancelledError: `cancelled` said so.
    """
    first = after[0] - 1 if after else -1
    among = _among(project, search, index, first)
    if search.about_words:
        numbers = among if among is not None else project.document_numbers(first)
        found = _in_texts(project, search.query, numbers, cancelled)
    else:
        found = _annotations(project, search.query, first, among, cancelled)
    yield from (each for each in found if after is None or each.key > after)


@dataclass(frozen=True, slots=True)
class Page:
    """Some places, and whether there may be others after them."""

    found: tuple[Found, ...]
    more: bool


def page(
    project: Project,
    search: Search,
    index: SearchIndex | None = None,
    *,
    after: Key | None = None,
    limit: int = 200,
    patience: float = float("inf"),
    cancelled: Cancelled = lambda: False,
) -> Page:
    """The next places, at most `limit`; see `find`.

    Where they are rare, those found after so many seconds of `patience` will do, if any.
    """
    found: list[Found] = []
    until = time.monotonic() + patience
    for each in find(project, search, index, after=after, cancelled=cancelled):
        found.append(each)
        if len(found) == limit or time.monotonic() > until:
            return Page(tuple(found), more=True)
    return Page(tuple(found), more=False)


def count(
    project: Project,
    search: Search,
    index: SearchIndex | None = None,
    *,
    progress: Callable[[int], None] = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> int:
    """How many places a search finds in all; `progress` gets the count so far."""
    total = 0
    if search.about_words:
        for total, _ in enumerate(find(project, search, index, cancelled=cancelled), 1):
            progress(total)
        return total
    for some in project.answer_counts(search.query, among=_among(project, search, index, -1)):
        _stop_if(cancelled)
        total += some
        progress(total)
    return total


def _among(
    project: Project, search: Search, index: SearchIndex | None, after: int
) -> Iterator[int] | None:
    """The numbers of the only documents to look at, where the query tells them."""
    few = project.few_documents(search.query, after)
    match = expression(search.query, index, about_words=search.about_words) if index else ""
    if index is None or not match or not index.is_sound(match):
        return None if few is None else iter(few)
    return index.numbers(match, after) if few is None else index.numbers_among(match, few)


# Annotations


def _annotations(
    project: Project,
    query: Query,
    after: int,
    among: Iterator[int] | None,
    cancelled: Cancelled,
) -> Iterator[Found]:
    number, document = -1, ("", "", "", "")
    for answers in project.answers(query, after=after, among=among):
        _stop_if(cancelled)
        for each in answers:
            if each.number != number:
                number, document = each.number, project.document_numbered(each.number)
            yield _of_annotation(project, document, each)


def _of_annotation(project: Project, document: tuple[str, str, str, str], answer: Answer) -> Found:
    if answer.span is None:
        return _relation(project, document, answer)
    key = (answer.number, answer.span.start, -answer.span.end, answer.annotation)
    return _found(key, document, answer.span, answer)


def _relation(project: Project, document: tuple[str, str, str, str], answer: Answer) -> Found:
    """A relation stands where its ends do: the texts of both."""
    identifier, name, title, text = document
    ends = []
    for each in project.annotation(answer.annotation, identifier).arguments:
        spans = each.spans
        if each.target:
            spans = project.annotation(each.target, identifier).spans
        if spans:
            ends.append(Span(spans[0].start, spans[-1].end))
    told = _ARROW.join(each.text_in(text) for each in ends)
    span = ends[0] if ends else Span(0, 1)
    key = (answer.number, -1, 0, answer.annotation)
    return Found(key, identifier, name, title, span, told, "", "", answer)


def _found(
    key: Key, document: tuple[str, str, str, str], span: Span, answer: Answer | None
) -> Found:
    identifier, name, title, text = document
    before, after = context(text, span)
    return Found(key, identifier, name, title, span, span.text_in(text), before, after, answer)


# Words


def _in_texts(
    project: Project, query: Query, numbers: Iterator[int], cancelled: Cancelled
) -> Iterator[Found]:
    for number in numbers:
        _stop_if(cancelled)
        document = project.document_numbered(number)
        if not document[0]:
            continue
        there, spans = _Text(project, number, fold(document[3])).look(query)
        if there:
            for span in sorted(set(spans), key=lambda each: (each.start, -each.end)):
                yield _found((number, span.start, -span.end, ""), document, span, None)


@dataclass(frozen=True, slots=True)
class _Text:
    """One document, and whether the words of a query are in it, and where."""

    project: Project
    number: int
    folded: Folded

    def look(self, query: Query) -> tuple[bool, list[Span]]:
        match query:
            case Words(text, prefix):
                spans = find_folded(self.folded, text, clitics=True, prefix=prefix)
                return bool(spans), spans
            case And(parts):
                every: list[Span] = []
                # What must not be there first: it is there or not, wherever.
                for each in sorted(parts, key=lambda part: not isinstance(part, Not)):
                    there, spans = self.look(each)
                    if not there:
                        return False, []
                    every += spans
                return True, every
            case Or(parts):
                looks = [self.look(each) for each in parts]
                there = any(found for found, _ in looks)
                return there, [span for found, spans in looks if found for span in spans]
            case Not(part):
                return not self.look(part)[0], []
            case Is(value=value):
                return self.project.status_at(self.number) == value, []
            case Inside(what, where):
                return self._inside(what, where)
            case _:
                raise TypeError(query)

    def _inside(self, what: Query, where: Query) -> tuple[bool, list[Span]]:
        there, spans = self.look(what)
        if not there:
            return False, []
        looks = self.project.answers(where, among=iter((self.number,)))
        places = [each.span for answers in looks for each in answers if each.span]
        holders = Extents("inside", ((each.start, each.end, None) for each in places))
        kept = [span for span in spans if holders.has_for(span.start, span.end)]
        return bool(kept), kept


def _check_words(query: Query) -> None:
    """Refuse what words alone cannot answer."""
    if not _has_words(query):
        raise SearchError(
            N_("The query only says what is not wanted. Give a word to look for as well."), 0, 0
        )


def _has_words(query: Query) -> bool:
    """Whether the query says what to look for wherever it is true."""
    match query:
        case Words():
            return True
        case And(parts):
            return any(_has_words(each) for each in parts)
        case Or(parts):
            return all(_has_words(each) for each in parts)
        case Inside(what, _):
            return _has_words(what)
        case _:
            return False


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError(N_("The search was stopped."))
