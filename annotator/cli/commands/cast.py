"""`hashiya cast`: the people, organisations and places of a project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from annotator.app.cast_wording import kind_name, mentions_text
from annotator.app.translation import _, isolate
from annotator.cli.context import Context, add_json, write_json
from annotator.core.model import Entry
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("List the cast: each person, organisation and place, and how often it is named.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """List the entries, those with the most mentions first."""
    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        counts = project.entry_counts()
        entries = sorted(
            project.entries(), key=lambda each: (-counts.get(each.id, 0), each.name, each.id)
        )
        if arguments.json:
            write_json([_values(each, counts.get(each.id, 0)) for each in entries])
        else:
            _tell(entries, counts, context)
    return 0


def _values(entry: Entry, mentions: int) -> dict[str, object]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "name": entry.name,
        "spellings": list(entry.spellings),
        "note": entry.note,
        "mentions": mentions,
    }


def _tell(entries: Sequence[Entry], counts: dict[str, int], context: Context) -> None:
    if not entries:
        context.tell(_("The cast is empty."))
    for each in entries:
        told = mentions_text(counts.get(each.id, 0))
        context.tell(f"{isolate(each.name)} ({kind_name(each.kind)}) · {told}")
        if each.spellings:
            context.tell(f"  {' · '.join(map(isolate, each.spellings))}")
