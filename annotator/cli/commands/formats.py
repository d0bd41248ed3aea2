"""`hashiya formats`: what can be read and written."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from annotator.app.translation import _
from annotator.cli.context import Context, add_json, write_json
from annotator.core.formats import formats


def summary() -> str:
    """One line for the help."""
    return _("List what can be read and written, and what each format cannot hold.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """List the formats."""
    if arguments.json:
        write_json(
            [
                {
                    "name": each.name,
                    "extensions": each.extensions,
                    "reads": each.reads,
                    "writes": each.writes,
                    "description": each.description,
                    "cannot_hold": each.cannot_hold,
                }
                for each in formats()
            ]
        )
        return 0
    for each in formats():
        ways = [
            *([_("reads")] if each.reads else []),
            *([_("writes")] if each.writes else []),
        ]
        context.tell(f"{each.name} ({', '.join(ways)}; {' '.join(each.extensions)})")
        context.tell(f"  {_(each.description)}")
        lost = (
            _("Cannot hold: {what}").format(what=_(each.cannot_hold))
            if each.cannot_hold
            else _("Nothing is lost.")
        )
        context.tell(f"  {lost}")
    return 0
