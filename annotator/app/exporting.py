"""Exporting as the interface asks for it: all of its choices in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from annotator.app.jobs import Cancelled, Progress
from annotator.core.datasets import (
    ExportReport,
    Selection,
    Shares,
    export_dataset,
    export_file,
)
from annotator.core.storage import Project

Target = Literal["file", "dataset"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is written and where: one file of canonical JSONL, or the folder of a dataset.

    `shares` are those of a dataset's parts; a file has none.
    """

    target: Target
    path: Path
    selection: Selection = field(default_factory=Selection)
    shares: Shares = field(default_factory=Shares)


def run_export(
    project: Project, options: ExportOptions, *, progress: Progress, cancelled: Cancelled
) -> ExportReport:
    """Write what the options say, whole or not at all.

    Raises:
        InputError: nothing is selected, or the place cannot be written to.
        CancelledError: `cancelled` said so; nothing was written.
    """
    if options.target == "file":
        return export_file(
            project, options.path, options.selection, progress=progress, cancelled=cancelled
        )
    return export_dataset(
        project,
        options.path,
        options.selection,
        options.shares,
        progress=progress,
        cancelled=cancelled,
    )
