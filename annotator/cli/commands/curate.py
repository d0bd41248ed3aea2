"""`hashiya curate`: take what all annotators agree on into one agreed version."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _, ngettext, number
from annotator.cli.context import Context, add_document_rule, add_json, open_project, write_json
from annotator.core.review import DOCUMENT_RULES, Curation, agreement_options, curate_agreed


def summary() -> str:
    """One line for the help."""
    return _("Write what all annotators agree on as one more annotator's agreed version.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "--as",
        dest="curated",
        required=True,
        metavar=_("NAME"),
        help=_("the annotator under whose name the agreed version stands"),
    )
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("one of those who must agree (two or more; default: all others)"),
    )
    add_document_rule(parser, DOCUMENT_RULES)
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Curate, and say what was agreed on and what is left for a person."""
    curated = arguments.curated.strip()
    with open_project(arguments.project) as project:
        others = [each for each in project.annotator_counts() if each != curated]
        options = agreement_options(project, arguments.annotator or others)
        result = curate_agreed(
            project,
            options.annotators,
            curated=curated,
            actor=context.settings.text("annotator.name").strip() or curated,
            rule=arguments.documents,
        )
    if arguments.json:
        write_json(
            {
                "change": result.change.id if result.change else "",
                "agreed": result.agreed,
                "disputed": result.disputed,
                "waiting": result.waiting,
                "settled": result.settled,
            }
        )
    else:
        _tell(result, context)
    return 0


def _tell(result: Curation, context: Context) -> None:
    context.tell(
        ngettext(
            "Took {count} annotation into the agreed version.",
            "Took {count} annotations into the agreed version.",
            result.agreed,
        ).format(count=number(result.agreed))
    )
    for count, told in (
        (result.settled, _("Agreed on before: {count}.")),
        (result.disputed, _("Places that are disputed: {count}.")),
        (result.waiting, _("Waiting for a disputed filler of a role: {count}.")),
    ):
        if count:
            context.tell(told.format(count=number(count)))
