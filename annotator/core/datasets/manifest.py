"""The manifest of a dataset: what is in it, what is not, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.core.datasets.folder import CAST, DATASET_FORMAT, part_path
from annotator.core.datasets.parts import Part
from annotator.core.datasets.selection import LeftOut, Selection
from annotator.core.datasets.splitting import Shares, Split
from annotator.core.datasets.types import duckdb_columns
from annotator.core.formats.jsonl_writing import sha256_of
from annotator.core.formats.shape import FORMAT
from annotator.core.storage import Project


def manifest(
    project: Project,
    folder: Path,
    parts: Mapping[str, Part],
    *,
    selection: Selection,
    left_out: LeftOut,
    shares: Shares,
    split: Split,
) -> dict[str, Any]:
    """The manifest of the dataset whose files lie in `folder`.

    It holds no time and no path, so the same project gives the same bytes.
    """
    schema = project.schema
    return {
        "format": DATASET_FORMAT,
        "records": FORMAT,
        "made_by": {"name": "hashiya", "version": __version__},
        "project": project.name,
        "splits": {name: _part(folder, name, part) for name, part in parts.items()},
        "counts": _totals(parts),
        "cast": _cast(folder, project),
        "split_by": {
            "shares": str(shares),
            "salt": shares.salt,
            "groups_of_several": split.groups,
            "documents_apart_from_their_group": split.straddling,
        },
        "filters": {
            "annotators": sorted(selection.annotators),
            "statuses": sorted(selection.statuses),
            "reviews": sorted(selection.reviews),
        },
        "left_out": [
            {"reason": reason, "count": count}
            for reason, count in sorted(left_out.counts.items())
            if count
        ],
        "columns": duckdb_columns(),
        "schema": {"id": schema.id, "version": schema.version, "toml": schema.source},
    }


def _part(folder: Path, name: str, part: Part) -> dict[str, Any]:
    path = part_path(name)
    written = part.written
    return {
        "path": path,
        "documents": written.documents,
        "annotations": written.annotations,
        "bytes": written.bytes,
        "sha256": sha256_of(folder / path),
        "labels": _labels(part),
    }


def _cast(folder: Path, project: Project) -> dict[str, Any]:
    """The file of the whole cast; no path where the cast is empty."""
    path = folder / CAST
    there = path.exists()
    return {
        "path": CAST if there else "",
        "entries": len(project.entries()) if there else 0,
        "sha256": sha256_of(path) if there else "",
    }


def _labels(part: Part) -> list[dict[str, Any]]:
    return [
        {"layer": layer, "label": label, "count": count}
        for (layer, label), count in sorted(part.labels.items())
    ]


def _totals(parts: Mapping[str, Part]) -> dict[str, int]:
    return {
        "documents": sum(each.written.documents for each in parts.values()),
        "annotations": sum(each.written.annotations for each in parts.values()),
    }
