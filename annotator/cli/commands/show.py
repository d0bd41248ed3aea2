"""`hashiya show`: an article with its annotations, in the terminal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _, pgettext
from annotator.cli.article import Article
from annotator.cli.context import Context, add_terminal, terminal_of
from annotator.cli.terminal import BOLD
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Print an article with its annotations in colour.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "document", metavar=_("DOCUMENT"), help=_("its number in the list, name, title or id")
    )
    parser.add_argument(
        "--annotator", metavar=_("NAME"), help=_("only the annotations of this annotator")
    )
    add_terminal(parser)


def run(arguments: Namespace, context: Context) -> int:  # noqa: ARG001 - as all commands have it
    """Print the article, then its entities, quotes, events and relations in words."""
    terminal = terminal_of(arguments)
    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        found = project.find_document(arguments.document)
        document = project.document(found.id)
        made = project.annotations(found.id, annotator=arguments.annotator)
        article = Article(document, made, project.schema)
    heading = f"{document.name} · {pgettext('status', document.status)}"
    terminal.line(heading, "ltr", [BOLD] * len(heading))
    terminal.line()
    article.print_text(terminal)
    article.print_annotations(terminal)
    return 0
