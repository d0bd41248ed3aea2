"""`hashiya restore`: make a document, or one annotation, what it was at a point of the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app import sentences
from annotator.app.translation import _
from annotator.cli.context import Context, add_annotator, open_project
from annotator.core import commands


def summary() -> str:
    """One line for the help."""
    return _("Make a document what it was after a change of the history.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.epilog = _(
        "This is a change of its own, which “undo” takes back; the history stays as it is. A "
        "backup is another thing: a copy of the whole project, which is opened like any project."
    )
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "document",
        metavar=_("DOCUMENT"),
        help=_("its name, title, id or place in the list; one that was removed comes back"),
    )
    parser.add_argument(
        "--to",
        type=int,
        required=True,
        metavar=_("NUMBER"),
        help=_("the number of the change, as “history” lists it; 0: before everything"),
    )
    parser.add_argument(
        "--annotation",
        metavar=_("ANNOTATION"),
        help=_("only this annotation of the document: its id"),
    )
    add_annotator(parser, _("in whose name the history notes it"))


def run(arguments: Namespace, context: Context) -> int:
    """Restore it; that there is nothing to change is no failure."""
    with open_project(arguments.project) as project:
        document = project.find_past_document(arguments.document)
        actor = context.annotator(arguments)
        if arguments.annotation:
            change = commands.restore_annotation(
                project, document, arguments.annotation, arguments.to, actor=actor
            )
        else:
            change = commands.restore_document(project, document, arguments.to, actor=actor)
        if change is None:
            context.tell(_("It is as it was then already; nothing was changed."))
            return 0
        context.tell(_("Done: {name}").format(name=sentences.name(change, project.schema)))
        if any(row.kind == "document" and row.after is None for row in change.rows):
            context.tell(
                _(
                    "The project did not have the document then, so it was removed; “undo” brings "
                    "it back."
                )
            )
    return 0
