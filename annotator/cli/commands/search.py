"""`hashiya search`: every place where words occur or a query finds an annotation, in context."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.app import paths
from annotator.app.translation import _, ngettext, number
from annotator.cli.bidi import Cell, cells_of
from annotator.cli.context import Context, add_json, add_terminal, terminal_of, write_json
from annotator.cli.terminal import BOLD, DIM, Terminal
from annotator.core.model import Document
from annotator.core.search import Found, find, prepare
from annotator.core.storage import Answer, Project, SearchIndex
from annotator.core.text import Span

_CONTEXT = 60  # code points on each side, before lines are cut to the terminal's width
_PLAIN_CONTEXT = 40


def summary() -> str:
    """One line for the help."""
    return _("Find words however they are spelt, or annotations by a query, in context.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "query",
        metavar=_("QUERY"),
        help=_("words, or conditions such as “PERS inside quote” (docs/search.md)"),
    )
    add_json(parser)
    add_terminal(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Search, and print a concordance or JSON; finding nothing is no failure."""
    with (
        Project.open(arguments.project, read_only=True) as project,
        project.snapshot(),
        SearchIndex(project, paths.cache_folder()) as index,
    ):
        search = prepare(arguments.query, project.schema)
        index.update()
        hits = _hits(project, find(project, search, index))
        if arguments.json:
            write_json([_as_json(hit) for hit in hits])
            return 0
        count = _print(hits, terminal_of(arguments))
        sys.stdout.flush()
        context.warn(
            ngettext("{count} place found.", "{count} places found.", count).format(
                count=number(count)
            )
        )
    return 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found, in its document; `answer` is the annotation, if it is one."""

    document: Document
    span: Span
    answer: Answer | None


def _hits(project: Project, places: Iterator[Found]) -> Iterator[Hit]:
    document: Document | None = None
    for each in places:
        if document is None or document.id != each.document:
            document = project.document(each.document)
        yield Hit(document, each.span, each.answer)


def _print(hits: Iterator[Hit], terminal: Terminal) -> int:
    """Print a concordance, document by document; return how many hits there were."""
    count = 0
    shown = ""
    for hit in hits:
        count += 1
        if terminal.width is None:
            _show_plain(hit, terminal)
            continue
        if hit.document.id != shown:
            heading = f"{hit.document.name} · {hit.document.title}"
            terminal.line(heading, "ltr", [DIM] * len(heading))
            shown = hit.document.id
        _show(hit, terminal.width, terminal)
    return count


def _as_json(hit: Hit) -> dict[str, object]:
    before, found, after = _around(hit, _CONTEXT)
    told: dict[str, object] = {
        "document": hit.document.id,
        "name": hit.document.name,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": found,
        "before": before,
        "after": after,
    }
    if hit.answer is not None:
        told |= {
            "annotation": hit.answer.annotation,
            "layer": hit.answer.layer,
            "label": hit.answer.label,
            "annotator": hit.answer.annotator,
            "review": hit.answer.review,
        }
    return told


def _around(hit: Hit, context: int) -> tuple[str, str, str]:
    text, start, end = hit.document.text, hit.span.start, hit.span.end
    return text[max(0, start - context) : start], text[start:end], text[end : end + context]


def _show_plain(hit: Hit, terminal: Terminal) -> None:
    """One line for other programs: name, offset, and the hit in brackets in its context.

    An annotation has its label in a column after them.
    """
    before, found, after = (_flat(each) for each in _around(hit, _PLAIN_CONTEXT))
    label = f"\t{hit.answer.label}" if hit.answer else ""
    terminal.stream.write(
        f"{hit.document.name}\t{hit.span.start}\t{before}[{found}]{after}{label}\n"
    )


def _show(hit: Hit, width: int, terminal: Terminal) -> None:
    """One line: the hits of all lines stand one under the other, between their contexts."""
    before, found, after = (cells_of(_flat(each)) for each in _around(hit, _CONTEXT))
    middle = [Cell(each.text, BOLD) for each in found]
    side = max(0, (width - _width(middle)) // 2)
    left, right = _last(before, side), _first(after, side)
    space = [Cell(" ")] * (side - _width(left))
    terminal.cells([*space, *left, *middle, *right], hit.document.direction)


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


def _width(cells: list[Cell]) -> int:
    return sum(each.width for each in cells)


def _first(cells: list[Cell], width: int) -> list[Cell]:
    used = 0
    for i, each in enumerate(cells):
        used += each.width
        if used > width:
            return cells[:i]
    return cells


def _last(cells: list[Cell], width: int) -> list[Cell]:
    return _first(cells[::-1], width)[::-1]
