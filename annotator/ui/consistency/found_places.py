"""The places of a finding in their words, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from annotator.app.consistency import FoundPlace
from annotator.app.consistency_wording import label_name
from annotator.app.everywhere import Place
from annotator.core.schema import Label, Schema
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.dialogs.places_model import PlacesModel, Row


class FoundPlacesModel(PlacesModel):
    """Places with their labels beside them; all are ticked until the annotator says otherwise.

    Ticks belong to the key of a place, so that those of two annotations on one span differ, and
    stay while the list is made anew.
    """

    def __init__(self, schema: Schema | None, parent: QObject | None = None) -> None:
        super().__init__(schema, parent)
        self._keys: dict[int, str] = {}
        self._unticked: set[str] = set()

    def show_found(
        self, found: Sequence[FoundPlace], places: Sequence[Place], schema: Schema | None
    ) -> None:
        """Show the places of a finding, with the words around each."""
        self._schema = schema
        self._keys = {id(place): each.key for place, each in zip(places, found, strict=True)}
        self.show_places(places, titles=True)

    def tick_all(self) -> None:
        """Tick everything, as for another finding."""
        self._unticked.clear()
        self._tell_all()

    def unticked(self) -> set[str]:
        """The keys of the places that are to be left alone."""
        return set(self._unticked)

    def key_at(self, row: int) -> str:
        """The key of the place in a row; empty for a title."""
        found = self.row_at(row)
        return self._keys.get(id(found.place), "") if isinstance(found, Row) else ""

    def toggle(self, row: int) -> None:
        """Tick the place in a row, or take its tick away."""
        key = self.key_at(row)
        if key:
            self._unticked ^= {key}
            self._tell_all()

    def toggle_all(self) -> None:
        """Tick every place, or, where all are ticked, none."""
        keys = set(self._keys.values())
        self._unticked = keys if not self._unticked & keys else set()
        self._tell_all()

    def ticked(self) -> list[Place]:
        return [each for each in self._places if self._is_ticked(each)]

    def _is_ticked(self, place: Place) -> bool:
        return self._keys.get(id(place), "") not in self._unticked

    def _beside(self, place: Place) -> tuple[Label | None, str]:
        made = place.inside
        if made is None:
            return None, ""
        label = self._schema.resolve(made.layer, made.label) if self._schema else None
        return label, label_name(self._schema, made.layer, made.label)


class FoundPlacesDelegate(PlacesDelegate):
    """The words stand on the ground of the label that they have."""

    def ground_of(self, row: Row) -> Label | None:
        return row.label


def make_list(name: str, model: FoundPlacesModel, parent: QWidget) -> QListView:
    """The list of places."""
    view = QListView(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    return view
