"""`hashiya export`: write a project's documents to a file, or to a folder that is a dataset."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.translation import _, ngettext, number
from annotator.cli.context import Context, add_status
from annotator.core.datasets import (
    ExportReport,
    Reason,
    Selection,
    Shares,
    export_dataset,
    export_file,
)
from annotator.core.errors import N_, InputError
from annotator.core.formats import formats
from annotator.core.model import REVIEWS
from annotator.core.storage import Project

_REASONS: dict[Reason, str] = {
    "document status": N_("Left out for their status: {count} documents."),
    "annotator": N_("Left out for their annotator: {count} annotations."),
    "review": N_("Left out for their review: {count} annotations."),
    "relation without an end": N_("Left out because an end was: {count} relations."),
    "target made a bare span": N_(
        "Arguments that keep only their text, because what filled them was left out: {count}."
    ),
    "target dropped": N_("Arguments dropped because what filled them was left out: {count}."),
}


def summary() -> str:
    """One line for the help."""
    return _("Write documents to a file, or to a folder that is a dataset.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=_("PATH"),
        help=_("a file ending in .jsonl, or the folder of a dataset"),
    )
    parser.add_argument(
        "--format",
        choices=[each.name for each in formats() if each.writes],
        default="jsonl",
        help=_("the format to write (default: %(default)s)"),
    )
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("only the annotations of this annotator (may be repeated)"),
    )
    add_status(parser)
    parser.add_argument(
        "--review",
        action="append",
        default=[],
        choices=REVIEWS,
        help=_("only annotations with this review (may be repeated)"),
    )
    parser.add_argument(
        "--split",
        metavar="80/10/10",
        help=_("the shares of train, validation and test in a dataset folder"),
    )
    parser.add_argument(
        "--salt", metavar=_("WORD"), help=_("deal the documents to the parts in another way")
    )


def run(arguments: Namespace, context: Context) -> int:
    """Export, and say what was written and what was left out."""
    path = Path(arguments.output)
    selection = Selection(
        frozenset(arguments.annotator), frozenset(arguments.status), frozenset(arguments.review)
    )
    progress = context.progress(_("Exporting {done} of {total}"))
    to_folder = _is_folder(arguments.output, split=arguments.split or arguments.salt)
    with Project.open(arguments.project, read_only=True) as project:
        project.check_annotators(arguments.annotator)
        if to_folder:
            shares = Shares.parse(arguments.split or str(Shares()), arguments.salt)
            report = export_dataset(project, path, selection, shares, progress=progress)
        else:
            report = export_file(project, path, selection, progress=progress)
    _tell(report, context)
    return 0


def _is_folder(output: str, *, split: str | None) -> bool:
    path = Path(output)
    if path.suffix.lower() == ".jsonl" and not path.is_dir():
        if split:
            raise InputError(
                N_("A split needs a folder: “{path}” is the name of a file."), path=output
            )
        return False
    if path.suffix and not split and not output.endswith(("/", "\\")) and not path.is_dir():
        raise InputError(
            N_(
                "“{path}” has an ending that no format writes. End it in .jsonl for a file, "
                "or in / for the folder of a dataset."
            ),
            path=output,
        )
    return True


def _tell(report: ExportReport, context: Context) -> None:
    context.tell(
        ngettext(
            "Wrote {count} document with {annotations} annotations to {path}.",
            "Wrote {count} documents with {annotations} annotations to {path}.",
            report.documents,
        ).format(
            count=number(report.documents),
            annotations=number(report.annotations),
            path=report.path,
        )
    )
    for part, written in report.parts.items():
        if part:
            context.tell(f"  {part}: {number(written.documents)}")
    for reason, count in report.left_out.items():
        if count:
            context.tell(_(_REASONS[reason]).format(count=number(count)))
    if report.straddling:
        context.warn(
            _("Kept apart from their group by their own split: {count} documents.").format(
                count=number(len(report.straddling))
            )
        )
