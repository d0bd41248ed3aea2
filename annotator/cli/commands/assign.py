"""`hashiya assign`: give documents out as a work package."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _, ngettext, number
from annotator.cli.context import Context, add_status
from annotator.core.errors import N_, InputError
from annotator.core.review import assign
from annotator.core.storage import Project

_RANGE = re.compile(r"(\d+)-(\d+)", re.ASCII)


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
            _chosen(project, arguments),
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


def _chosen(project: Project, arguments: Namespace) -> list[str]:
    """The ids of the documents that were asked for, in the order of the words."""
    statuses = arguments.status
    listed = [each.id for each in project.documents(statuses=statuses)]
    if not arguments.documents:
        return listed
    allowed = set(listed)
    chosen: list[str] = []
    for key in arguments.documents:
        chosen += [each for each in _documents(project, key) if each in allowed]
    return list(dict.fromkeys(chosen))


def _documents(project: Project, key: str) -> list[str]:
    found = _RANGE.fullmatch(key)
    if found is None:
        return [project.find_document(key).id]
    first, last = int(found[1]), int(found[2])
    count = project.document_count()
    if not 1 <= first <= last <= count:
        raise InputError(
            N_("There are no documents {range}: the project has {count}."), range=key, count=count
        )
    return [each.id for each in project.documents(skip=first - 1, limit=last - first + 1)]
