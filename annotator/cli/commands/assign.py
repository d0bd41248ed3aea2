"""`hashiya assign`: give documents out as a work package."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.teamwork import chosen_documents
from annotator.app.translation import _, ngettext, number
from annotator.cli.context import Context, add_status
from annotator.core.errors import N_, InputError
from annotator.core.review import assign
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Give documents out: a project of their own for one annotator; merge takes it back.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "--to", required=True, metavar=_("NAME"), help=_("the annotator who gets them")
    )
    parser.add_argument(
        "--documents",
        nargs="+",
        default=[],
        metavar=_("DOCUMENT"),
        help=_("their numbers in the list (also 1-20), names, titles or ids (default: all)"),
    )
    add_status(parser)
    parser.add_argument(
        "--with-annotations",
        action="store_true",
        help=_("give the annotations of everybody along, not only those of the annotator"),
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar=_("PATH"),
        help=_("the work package to make, ending in .hashiya"),
    )


def run(arguments: Namespace, context: Context) -> int:
    """Make the package; an existing file is not touched, nor is the project."""
    annotator = arguments.to.strip()
    if not annotator:
        raise InputError(N_("A work package needs the name of an annotator: give it with --to."))
    if arguments.output.suffix != ".hashiya":
        raise InputError(
            N_("“{path}” is no name of a project: end it in .hashiya."), path=arguments.output
        )
    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        package = assign(
            project,
            chosen_documents(project, arguments.documents, arguments.status),
            arguments.output,
            annotator=annotator,
            with_annotations=arguments.with_annotations,
        )
    context.tell(
        ngettext(
            "Gave {count} document with {annotations} annotations to {annotator}: {path}",
            "Gave {count} documents with {annotations} annotations to {annotator}: {path}",
            package.documents,
        ).format(
            count=number(package.documents),
            annotations=number(package.annotations),
            annotator=annotator,
            path=package.path,
        )
    )
    return 0
