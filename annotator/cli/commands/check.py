"""`hashiya check`: what in a project does not go together, with the places."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from annotator.app.consistency_wording import finding_title, kind_name, places_text
from annotator.app.translation import _, isolate, ngettext, number
from annotator.cli.context import Context, add_json, write_json
from annotator.core.model import Document
from annotator.core.recommenders.propagation import context as words_around
from annotator.core.review.consistency import KINDS, Finding, FoundPlace, find_all, finding_order
from annotator.core.storage import Project

_SHOWN = 5  # places of a finding, unless all are asked for


def summary() -> str:
    """One line for the help."""
    return _("List what in the annotations does not go together, with the places.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=KINDS,
        help=_("only findings of this kind (may be repeated)"),
    )
    parser.add_argument(
        "--document",
        metavar=_("DOCUMENT"),
        default="",
        help=_("one document by itself: its name, title or id"),
    )
    parser.add_argument("--all", action="store_true", help=_("show every place"))
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """List the findings; finding some, or none, is no failure."""
    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        documents = None
        if arguments.document:
            documents = [project.find_document(arguments.document).id]
        progress = context.progress(_("Checked {done} of {total}"))
        found = find_all(project, kinds=arguments.kind, documents=documents, progress=progress)
        findings = sorted(found, key=finding_order)
        texts = _Texts(project)
        if arguments.json:
            write_json([_values(each, texts) for each in findings])
        else:
            _tell(findings, texts, context, shown=None if arguments.all else _SHOWN)
    return 0


class _Texts:
    """The documents of the places, each read once where they follow one another."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._document: Document | None = None

    def of(self, document_id: str) -> Document:
        if self._document is None or self._document.id != document_id:
            self._document = self.project.document(document_id)
        return self._document


def _values(finding: Finding, texts: _Texts) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "key": finding.key,
        "severity": finding.severity,
        "text": finding.text,
        "layer": finding.layer,
        "label": finding.label,
        "variants": list(finding.variants),
        "counts": list(finding.counts),
        "count": len(finding.places) + finding.left_out,
        "places": [_place(each, texts) for each in finding.places],
    }


def _place(place: FoundPlace, texts: _Texts) -> dict[str, object]:
    document = texts.of(place.document)
    span, made = place.span, place.annotation
    return {
        "document": document.id,
        "name": document.name,
        "annotation": made.id if made else "",
        "label": made.label if made else "",
        "start": span.start if span else -1,
        "end": span.end if span else -1,
        "text": span.text_in(document.text) if span else "",
    }


def _tell(
    findings: Sequence[Finding], texts: _Texts, context: Context, *, shown: int | None
) -> None:
    if not findings:
        context.tell(_("All is in order."))
    kind = ""
    for each in findings:
        if each.kind != kind:
            kind = each.kind
            count = sum(one.kind == kind for one in findings)
            context.tell(f"{kind_name(each.kind)} ({number(count)})")
        title = finding_title(each, texts.project.schema)
        context.tell(f"  {title} · {places_text(each)}")
        for place in each.places[:shown]:
            context.tell(f"    {_line(place, texts)}")
        left = len(each.places[shown or len(each.places) :]) + each.left_out
        if left:
            told = ngettext("{count} more place", "{count} more places", left)
            context.tell(f"    … {told.format(count=number(left))}")


def _line(place: FoundPlace, texts: _Texts) -> str:
    document = texts.of(place.document)
    if place.span is None:
        return isolate(document.name)
    before, after = words_around(document.text, place.span)
    text = f"{before}[{place.span.text_in(document.text)}]{after}"
    return f"{isolate(f'{document.name}:{place.span.start}')} {isolate(' '.join(text.split()))}"
