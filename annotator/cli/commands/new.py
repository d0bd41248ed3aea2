"""`hashiya new`: make a project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app import paths
from annotator.app.translation import _
from annotator.cli.context import Context
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project

_DEFAULT = "news"


def summary() -> str:
    """One line for the help."""
    return _("Make a new project.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the file to make"))
    parser.add_argument(
        "--schema",
        metavar=_("FILE"),
        default=_DEFAULT,
        help=_("a schema file, or one that comes with Hashiya: {names} (default: {name})").format(
            names=", ".join(sorted(_shipped())), name=_DEFAULT
        ),
    )
    parser.add_argument("--name", metavar=_("NAME"), default="", help=_("the project's name"))


def run(arguments: Namespace, context: Context) -> int:
    """Make the project; an existing file is not touched."""
    schema = read_schema_file(_shipped().get(arguments.schema) or Path(arguments.schema))
    with Project.create(arguments.project, schema, name=arguments.name) as project:
        context.tell(
            _("Made the project {path} with the schema “{schema}”.").format(
                path=project.path, schema=schema.id
            )
        )
    return 0


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in (paths.seeds() / "schemas").glob("*.toml")}
