"""What the search of the whole project asks: a first answer, and one page after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.core import commands
from annotator.core.model import Argument
from annotator.core.search import Page, find, page, prepare
from annotator.core.storage import Project, SearchIndex
from annotator.core.text import Span
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
    "origin:detector",
    "annotator:rare",
    "review:accepted",
    "role:addressee",
    "status:reviewed and PERS",
    "روسيا inside (annotator:rare)",
    '"سبوتنيك لافروف روسيا"',
    'PERS and "سبوتنيك لافروف روسيا"',
)
"""Frequent and rare ones, some that only the last document answers, and some that none does."""

_FIRST = Bar(100)
_LIMIT, _PATIENCE = 200, 0.1  # as the window asks


def run(place: Path) -> Iterator[Figure]:
    """Ask each query of the project `bulk.hashiya`, whose index lies beside it."""
    with Project.open(place / "bulk.hashiya") as project:
        _plant(project)
    with (
        Project.open(place / "bulk.hashiya", read_only=True) as project,
        SearchIndex(project, place) as index,
    ):
        index.update()
        for text in QUERIES:
            yield from _figures(project, index, text)


def _plant(project: Project) -> None:
    """Put into the last document what no other has."""
    last = project.documents(skip=sum(project.status_counts().values()) - 1)[0].id
    commands.annotate(
        project,
        last,
        "quote",
        "direct",
        [Span(30, 60)],
        arguments=[Argument("addressee", (Span(10, 14),))],
        actor="rare",
        origin="detector",
    )
    rare = next(each for each in project.annotations(last) if each.annotator == "rare")
    commands.set_review(project, last, [rare.id], "accepted", actor="rare")
    commands.set_status(project, [last], "reviewed", actor="rare")


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
