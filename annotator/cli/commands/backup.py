"""`hashiya backup`: write a verified copy of a project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _
from annotator.cli.context import Context
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Write a verified copy of a project, also while it is open elsewhere.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument("path", type=Path, metavar=_("PATH"), help=_("the copy to make"))


def run(arguments: Namespace, context: Context) -> int:
    """Copy the project; an existing file is not touched."""
    with Project.open(arguments.project, read_only=True) as project:
        project.backup(arguments.path)
    context.tell(_("Wrote a verified copy to {path}.").format(path=arguments.path))
    return 0
