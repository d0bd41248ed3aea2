"""`hashiya merge`: take the work of other annotators in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from annotator.app.teamwork import opened_source
from annotator.app.translation import _, ngettext, number
from annotator.cli.context import Context, add_annotator, add_json, open_project, write_json
from annotator.core.commands import Conflict, ConflictKind, MergeResult, merge_annotations
from annotator.core.errors import N_

_CONFLICTS: dict[ConflictKind, str] = {
    "annotation differs": N_(
        "Left as it is: “{name}” has {label} {id} by {annotator} with another content."
    ),
    "text differs": N_("Left out: the project has “{name}” with another text ({document})."),
    "document missing": N_(
        "Left out: the project has no document with the text of “{name}”; --add-documents adds it."
    ),
    "entry differs": N_("Left as it is: “{name}” of the cast, which has other data there."),
}


def summary() -> str:
    """One line for the help."""
    return _("Take the work of other annotators in: their projects, work packages or JSONL.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "source", type=Path, metavar=_("FILE"), help=_("another project, or canonical JSONL")
    )
    add_annotator(
        parser, _("whose all that comes in becomes (default: everybody keeps their name)")
    )
    parser.add_argument(
        "--by",
        metavar=_("NAME"),
        default="",
        help=_("in whose name the history notes it"),
    )
    parser.add_argument(
        "--add-documents",
        action="store_true",
        help=_("take documents that the project does not have in too"),
    )
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Merge, and say what came in and what could not; nothing is overwritten."""
    source, annotator = arguments.source, arguments.annotator.strip()
    actor = (
        arguments.by.strip()
        or annotator
        or context.settings.text("annotator.name").strip()
        or source.stem
    )
    with (
        open_project(arguments.project) as project,
        opened_source(source, project, annotator) as opened,
    ):
        result = merge_annotations(
            project,
            opened.items,
            actor=actor,
            annotator=annotator,
            add_documents=arguments.add_documents,
            find_entry=opened.find_entry,
        )
    if arguments.json:
        write_json(_as_json(result))
    else:
        _tell(result, context)
    nothing = not (result.added or result.unchanged or result.documents)
    return 1 if result.conflicts and nothing else 0


def _tell(result: MergeResult, context: Context) -> None:
    told = ngettext(
        "Merged {count} annotation.", "Merged {count} annotations.", result.added
    ).format(count=number(result.added))
    if result.unchanged:
        told += " " + ngettext(
            "{count} was there already.", "{count} were there already.", result.unchanged
        ).format(count=number(result.unchanged))
    context.tell(told)
    if result.documents:
        added = len(result.documents)
        context.tell(
            ngettext("Added {count} document.", "Added {count} documents.", added).format(
                count=number(added)
            )
        )
    for each in result.conflicts:
        present = each.present
        context.warn(
            _(_CONFLICTS[each.kind]).format(
                name=each.name,
                document=each.document,
                label=present.label if present else "",
                id=present.id if present else "",
                annotator=present.annotator if present else "",
            )
        )


def _as_json(result: MergeResult) -> dict[str, Any]:
    return {
        "change": result.change.id if result.change else "",
        "added": result.added,
        "unchanged": result.unchanged,
        "documents": list(result.documents),
        "conflicts": [_conflict(each) for each in result.conflicts],
    }


def _conflict(conflict: Conflict) -> dict[str, str]:
    present = conflict.present
    return {
        "kind": conflict.kind,
        "document": conflict.document,
        "name": conflict.name,
        "annotation": present.id if present else "",
        "annotator": present.annotator if present else "",
    }
