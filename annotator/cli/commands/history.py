"""`hashiya history`: who did what, and when."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app import sentences
from annotator.app.translation import _, date_text
from annotator.cli.context import Context, add_json, write_json
from annotator.core.model import Change, to_basic
from annotator.core.storage import Project, no_annotation

_SHOWN = 100


def summary() -> str:
    """One line for the help."""
    return _("List what was done, undone and redone, the newest first.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "--limit",
        type=int,
        default=_SHOWN,
        metavar="N",
        help=_("how many entries (default: %(default)s; 0: all)"),
    )
    parser.add_argument(
        "--document",
        metavar=_("DOCUMENT"),
        help=_("only what touched this document: its name, title, id or place in the list"),
    )
    parser.add_argument(
        "--annotation",
        metavar=_("ANNOTATION"),
        help=_("only what touched this annotation: its id"),
    )
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """List the history."""
    with Project.open(arguments.project, read_only=True) as project:
        changes = _wanted(project, arguments)
        if arguments.json:
            write_json([_as_json(each) for each in changes])
            return 0
        for each in changes:
            told = sentences.name(each, project.schema)
            if each.kind == "undo":
                told = _("Undone: {name}").format(name=told)
            elif each.kind == "redo":
                told = _("Done again: {name}").format(name=told)
            context.tell(f"{each.number}  {date_text(each.at)}  {each.actor}  {told}")
    return 0


def _wanted(project: Project, arguments: Namespace) -> list[Change]:
    document, annotation = None, arguments.annotation or ""
    if arguments.document:
        document = project.find_past_document(arguments.document)
    if annotation:
        of = project.document_of(annotation)
        if document not in (None, of):
            raise no_annotation(annotation)
        document = of
    # SQLite takes a negative limit for none.
    limit = arguments.limit if arguments.limit > 0 else -1
    return project.history(limit=limit, document=document, annotation=annotation)


def _as_json(change: Change) -> dict[str, object]:
    return {
        "number": change.number,
        "id": change.id,
        "kind": change.kind,
        "action": change.action,
        "actor": change.actor,
        "at": to_basic(change.at),
        "details": change.details,
    }
