"""`hashiya verify`: check a project file from end to end."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _, ngettext, number, say
from annotator.cli.context import Context
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Check the whole file: its structure, every text, every annotation.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))


def run(arguments: Namespace, context: Context) -> int:
    """Check, list what is wrong, and fail where anything is."""
    with Project.open(arguments.project, read_only=True) as project:
        problems = project.verify()
        documents = project.document_count() if not problems else 0
    if problems:
        for each in problems:
            context.warn(say(each))
        context.fail(
            ngettext(
                "{count} problem was found. Restore a backup, or export what is whole.",
                "{count} problems were found. Restore a backup, or export what is whole.",
                len(problems),
            ).format(count=number(len(problems)))
        )
        return 1
    context.tell(
        ngettext(
            "The project is sound: {count} document checked.",
            "The project is sound: {count} documents checked.",
            documents,
        ).format(count=number(documents))
    )
    return 0
