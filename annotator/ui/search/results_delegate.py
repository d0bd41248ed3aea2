"""Painting a place that a search found."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.core.schema import Label
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.dialogs.places_model import Row
from annotator.ui.search.results_model import ResultsModel
from annotator.ui.theme import Theme


class ResultsDelegate(PlacesDelegate):
    """The words stand in one column, on the ground of the label that the annotation has."""

    note_width = 220

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for all rows: a list that may ask each of 50,000 stands still for seconds."""
        return QSize(200, max(24, option.fontMetrics.height() + 12))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme

    def has_notes(self, model: QAbstractItemModel) -> bool:
        return isinstance(model, ResultsModel) and model.has_notes()

    def ground_of(self, row: Row) -> Label | None:
        return row.label
