"""`hashiya import`: bring files into a project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from annotator.app.sentences import other_entries_text
from annotator.app.translation import _, ngettext, number, say
from annotator.cli.context import Context, add_annotator, open_project
from annotator.core.formats import ImportOptions, ImportReport, formats, import_files
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Bring files, or folders of files, into a project: all of them or none.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "files", type=Path, nargs="+", metavar=_("FILE"), help=_("a file or a folder")
    )
    parser.add_argument(
        "--format",
        choices=[each.name for each in formats() if each.reads],
        default="",
        help=_("the format of the files (default: by their endings)"),
    )
    parser.add_argument(
        "--encoding",
        metavar=_("NAME"),
        help=_("the encoding of text files, such as cp1256 (default: recognised)"),
    )
    add_annotator(parser, _("who imports, and whose the annotations are that name nobody"))
    parser.add_argument(
        "--skip-bad",
        action="store_true",
        help=_("pass over files and records that cannot be read, and list them"),
    )


def run(arguments: Namespace, context: Context) -> int:
    """Import, and say what came in, what was there already, and what was guessed."""
    annotator = context.annotator(arguments)
    options = ImportOptions(
        format_name=arguments.format,
        encoding=arguments.encoding,
        annotator=annotator,
        skip_bad=arguments.skip_bad,
    )
    with open_project(arguments.project) as project:
        report = import_files(
            project,
            arguments.files,
            actor=annotator,
            options=options,
            progress=context.progress(_("Importing {done} of {total}")),
        )
        _tell(report, project, context)
    return 1 if report.failures and not report.added and not report.duplicates else 0


def _tell(report: ImportReport, project: Project, context: Context) -> None:
    added = len(report.added)
    context.tell(
        ngettext("Imported {count} document.", "Imported {count} documents.", added).format(
            count=number(added)
        )
    )
    for name, identifier in report.duplicates:
        context.tell(
            _("“{name}” was left out: the project has its text already ({other}).").format(
                name=name, other=project.summary(identifier).name
            )
        )
    if report.other_entries:
        context.tell(other_entries_text([each.name for each in report.other_entries]))
    for article in report.guessed:
        context.tell(
            _("“{name}”: the encoding {encoding} is a guess; check that it reads well.").format(
                name=article.path, encoding=article.encoding
            )
        )
    for article in report.noted:
        for note in article.notes:
            context.tell(_("“{name}”: {note}").format(name=article.path, note=_(note)))
    if report.mapped_ids:
        context.tell(
            ngettext(
                "{count} identifier of another program was replaced by one of ours.",
                "{count} identifiers of another program were replaced by ours.",
                report.mapped_ids,
            ).format(count=number(report.mapped_ids))
        )
    for failure in report.failures:
        context.warn(
            _("Passed over “{name}”: {reason}").format(name=failure.path, reason=say(failure.error))
        )
