"""What the search of the whole project asks: a first answer, and one page after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.core.search import Page, find, page, prepare
from annotator.core.storage import Project, SearchIndex
from benchmarks.figures import Bar, Figure
from benchmarks.measuring import seconds

QUERIES = (
    "PERS",
    "PERS inside quote",
    "PERS inside (quote with speaker=لافروف)",
    "role:speaker=لافروف",
    "label:ORG and text~سبوتن",
    "event without:time",
    "روسيا",
    "لافر*",
    "review:question",
    "annotator:nobody",
    "incomplete",
    "origin:nowhere",
)
"""Frequent and rare ones, and some that nothing answers."""

_FIRST = Bar(100)
_LIMIT, _PATIENCE = 200, 0.1  # as the window asks


def run(place: Path) -> Iterator[Figure]:
    """Ask each query of the project `bulk.hashiya`, whose index lies beside it."""
    with (
        Project.open(place / "bulk.hashiya", read_only=True) as project,
        SearchIndex(project, place) as index,
    ):
        index.update()
        for text in QUERIES:
            yield from _figures(project, index, text)


def _figures(project: Project, index: SearchIndex, text: str) -> Iterator[Figure]:
    search = prepare(text, project.schema)
    first = seconds(lambda: next(find(project, search, index), None))
    yield Figure(f"query “{text}”, first answer", first * 1e3, "ms", bar=_FIRST)
    pages: list[Page] = []

    def turn() -> None:
        after = pages[-1].found[-1].key if pages else None
        asked = page(project, search, index, after=after, limit=_LIMIT, patience=_PATIENCE)
        pages.append(asked)

    turn()
    if pages[0].more:
        took = seconds(turn)
        yield Figure(f"its next page, {len(pages[-1].found)} places", took * 1e3, "ms")
