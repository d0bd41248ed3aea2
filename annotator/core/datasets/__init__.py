"""Datasets: what of a project is exported, how it is split, and what describes it."""

from annotator.core.datasets.export import ExportReport, export_dataset, export_file
from annotator.core.datasets.selection import LeftOut, Reason, Selection
from annotator.core.datasets.splitting import Shares

__all__ = [
    "ExportReport",
    "LeftOut",
    "Reason",
    "Selection",
    "Shares",
    "export_dataset",
    "export_file",
]
