"""`hashiya stats`: how far the work is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from annotator.app.translation import _, language, number, pgettext
from annotator.cli.context import Context, add_json, write_json
from annotator.core.storage import Project


def summary() -> str:
    """One line for the help."""
    return _("Count documents by status and annotations by layer, label and annotator.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Count, and print a table or JSON."""
    with Project.open(arguments.project, read_only=True) as project, project.snapshot():
        counts = _count(project)
        if arguments.json:
            write_json(counts)
        else:
            _tell(counts, project, context)
    return 0


def _count(project: Project) -> dict[str, Any]:
    labels = sorted(project.label_counts().items())
    layers: dict[str, int] = {}
    for (layer, _label), count in labels:
        layers[layer] = layers.get(layer, 0) + count
    incomplete = [each.incomplete for each in project.documents()]
    return {
        "project": project.name,
        "documents": {
            "total": project.document_count(),
            "by_status": project.status_counts(),
            "with_incomplete_annotations": sum(each > 0 for each in incomplete),
        },
        "annotations": {
            "total": sum(layers.values()),
            "incomplete": sum(incomplete),
            "by_layer": layers,
            "by_label": [
                {"layer": layer, "label": label, "count": count} for (layer, label), count in labels
            ],
            "by_annotator": project.annotator_counts(),
        },
    }


def _tell(counts: dict[str, Any], project: Project, context: Context) -> None:
    documents, annotations = counts["documents"], counts["annotations"]
    context.tell(_("Documents: {count}").format(count=number(documents["total"])))
    for status, count in documents["by_status"].items():
        context.tell(f"  {pgettext('status', status)}: {number(count)}")
    context.tell(_("Annotations: {count}").format(count=number(annotations["total"])))
    for layer_id, total in annotations["by_layer"].items():
        layer = project.schema.find_layer(layer_id)
        name = layer.name.text(language()) if layer else layer_id
        context.tell(f"  {name}: {number(total)}")
        for entry in annotations["by_label"]:
            if entry["layer"] == layer_id:
                context.tell(f"    {entry['label']}: {number(entry['count'])}")
    context.tell(_("Incomplete: {count}").format(count=number(annotations["incomplete"])))
    if annotations["by_annotator"]:
        context.tell(_("By annotator:"))
    for name, count in annotations["by_annotator"].items():
        context.tell(f"  {name}: {number(count)}")
