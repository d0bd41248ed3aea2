"""`hashiya schema`: print the schema of a project, or put another in its place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app import sentences
from annotator.app.translation import _
from annotator.cli.context import Context, add_annotator, open_project
from annotator.core import commands
from annotator.core.errors import N_, InputError
from annotator.core.formats.atomic import file_in_place_of
from annotator.core.schema import read_schema_file


def summary() -> str:
    """One line for the help."""
    return _("Print the schema of a project, or put another in its place.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--write", type=Path, metavar=_("FILE"), help=_("write the schema to a new file")
    )
    what.add_argument(
        "--check",
        type=Path,
        metavar=_("FILE"),
        help=_("say whether the schema in a file could take its place"),
    )
    what.add_argument(
        "--set", type=Path, metavar=_("FILE"), help=_("put the schema in a file in its place")
    )
    add_annotator(parser, _("in whose name the history notes it"))


def run(arguments: Namespace, context: Context) -> int:
    """Print, write, check or replace the schema; one with a mistake changes nothing."""
    with open_project(arguments.project, read_only=arguments.set is None) as project:
        if arguments.set is not None:
            source = read_schema_file(arguments.set).source
            change = commands.set_schema(project, source, actor=context.annotator(arguments))
            told = _("The project has this schema already.")
            if change is not None:
                told = sentences.done(change, project.schema, sentences.WayBack(undo=""))
            context.tell(told)
        elif arguments.check is not None:
            commands.check_schema(project, read_schema_file(arguments.check).source)
            context.tell(_("This schema can take the place of the project's."))
        elif arguments.write is not None:
            _write(arguments.write, project.schema.source)
            context.tell(_("Wrote the schema to {path}.").format(path=arguments.write))
        else:
            sys.stdout.write(project.schema.source)  # data, to the letter
    return 0


def _write(path: Path, source: str) -> None:
    if path.exists():
        raise InputError(N_("“{path}” exists already; it was not touched."), path=path)
    with file_in_place_of(path) as unfinished:
        unfinished.write_bytes(source.encode())
