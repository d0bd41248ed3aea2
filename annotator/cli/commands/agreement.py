"""`hashiya agreement`: how far annotators agree, and where they differ."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from pathlib import Path

from annotator.app.translation import _
from annotator.cli.agreement_table import AgreementTable, left_out
from annotator.cli.context import (
    Context,
    add_document_rule,
    add_json,
    add_terminal,
    terminal_of,
    write_json,
)
from annotator.cli.difference_list import DifferenceList
from annotator.core.formats import file_in_place_of
from annotator.core.model import Document
from annotator.core.review import (
    DOCUMENT_RULES,
    TOKEN_RULES,
    AgreementOptions,
    Difference,
    agreement_options,
    agreement_record,
    difference_record,
    measure_project,
    token_rows,
)
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Measure how far annotators agree: F1, kappa and alpha, and where they differ.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("compare this annotator (two or more; default: all; the first is the reference)"),
    )
    parser.add_argument(
        "--layer",
        action="append",
        default=[],
        metavar=_("LAYER"),
        help=_("only this layer, such as entity (may be repeated)"),
    )
    add_document_rule(parser, DOCUMENT_RULES)
    parser.add_argument(
        "--tokens",
        choices=TOKEN_RULES,
        default="space",
        help=_("what a token is: what stands between spaces, or a word (default: %(default)s)"),
    )
    parser.add_argument(
        "--tokens-to",
        type=Path,
        metavar=_("PATH"),
        help=_("write the tokens with the tags of each annotator to this file, as a TSV table"),
    )
    parser.add_argument("--list", action="store_true", help=_("list every difference"))
    add_json(parser)
    add_terminal(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Measure, and print a table or JSON."""
    differences: dict[tuple[str, str], list[tuple[Document, Difference]]] = defaultdict(list)

    def found(document: Document, first: str, second: str, difference: Difference) -> None:
        differences[first, second].append((document, difference))

    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        options = agreement_options(
            project,
            arguments.annotator,
            arguments.layer,
            tokens=arguments.tokens,
            documents=arguments.documents,
        )
        result = measure_project(
            project,
            options,
            found=found if arguments.list else None,
            progress=context.progress(_("Comparing {done} of {total}")),
        )
        for pair in result.pairs:
            if told := left_out(pair):
                context.warn(told)
        if arguments.tokens_to is not None:
            _write_tokens(project, options, arguments.tokens_to)
        if arguments.json:
            record = agreement_record(result, project.name)
            if arguments.list:
                for entry in record["pairs"]:
                    entry["list"] = [
                        difference_record(*each)
                        for each in differences[entry["first"], entry["second"]]
                    ]
            write_json(record)
            return 0
        terminal = terminal_of(arguments)
        AgreementTable(result, project.schema, terminal).print()
        if arguments.list:
            DifferenceList(project.schema, terminal).print(differences)
    return 0


def _write_tokens(project: Project, options: AgreementOptions, path: Path) -> None:
    with (
        file_in_place_of(path) as unfinished,
        unfinished.open("w", encoding="utf-8", newline="") as file,
    ):
        for row in token_rows(project.iter_documents(), project.schema, options):
            # No token holds a tab or a newline; a name in the first row may.
            file.write("\t".join(" ".join(each.split()) for each in row) + "\n")
