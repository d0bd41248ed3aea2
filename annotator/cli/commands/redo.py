"""`hashiya redo`: do again what was undone last."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app import sentences
from annotator.app.translation import _
from annotator.cli.context import Context, add_annotator
from annotator.core import commands
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Do again what was undone last.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    add_annotator(parser, _("in whose name the history notes it"))


def run(arguments: Namespace, context: Context) -> int:
    """Redo one change; nothing to redo is no failure."""
    with Project.open(arguments.project) as project:
        change = commands.redo(project, actor=context.annotator(arguments))
        if change is None:
            context.tell(sentences.nothing_to_redo())
        else:
            name = sentences.name(change, project.schema)
            context.tell(_("Done again: {name}").format(name=name))
    return 0
