"""The places of a name as rows that can be ticked, under headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.app.everywhere import Place
from annotator.app.translation import _
from annotator.core.schema import Label, Schema
from annotator.core.text import Span

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, Span]

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` or `Heading` of a row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above rows: a document's title (`is_title`), or what the rows below are."""

    text: str
    count: int
    is_title: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A place, and what stands beside it.

    `label` and `note` tell what is tagged there already; a place that is itself tagged can not be
    ticked.
    """

    place: Place
    ticked: bool
    label: Label | None
    note: str

    @property
    def can_tick(self) -> bool:
        """Whether the place may be tagged."""
        return self.place.already is None


class PlacesModel(QAbstractListModel):
    """Which places are ticked: first the sure ones, then as the annotator says.

    A place in a longer annotation of the very label is not ticked by itself: the name within the
    name is seldom meant.
    """

    ticks_changed = Signal()

    def __init__(self, schema: Schema | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schema = schema
        self._layer = self._label = ""
        self._places: list[Place] = []
        self._said: dict[Key, bool] = {}
        self._rows: list[Place | Heading] = []
        self._noted = False

    def show_places(self, places: Sequence[Place], *, titles: bool) -> None:
        """Show places, the sure ones before the guesses, with the titles of their documents."""
        self.beginResetModel()
        self._places = list(places)
        self._rows = []
        self._noted = any(each.already or each.inside for each in places)
        for guesses in (False, True):
            members = [each for each in places if each.is_guess == guesses]
            if guesses and members:
                self._rows.append(Heading(_("Other spellings?"), len(members), is_title=False))
            counts = Counter(each.document for each in members)
            before = ""
            for each in members:
                if titles and each.document != before:
                    before = each.document
                    self._rows.append(Heading(each.title, counts[before], is_title=True))
                self._rows.append(each)
        self.endResetModel()
        self.ticks_changed.emit()

    def set_label(self, layer: str, label: str) -> None:
        """Say as what the places would be tagged."""
        self._layer, self._label = layer, label
        self._tell_all()

    def ticked(self) -> list[Place]:
        """The places that are to be tagged."""
        return [each for each in self._places if self._is_ticked(each)]

    def counts(self) -> tuple[int, int, int]:
        """How many places are ticked, could be, and are tagged already."""
        tagged = sum(each.already is not None for each in self._places)
        return len(self.ticked()), len(self._places) - tagged, tagged

    def has_notes(self) -> bool:
        """Whether something is tagged already at any of the places."""
        return self._noted

    def toggle(self, row: int) -> None:
        """Tick the place in a row, or take its tick away."""
        place = self._rows[row] if 0 <= row < len(self._rows) else None
        if isinstance(place, Place) and place.already is None:
            self._said[_key(place)] = not self._is_ticked(place)
            index = self.index(row, 0)
            self.dataChanged.emit(index, index)
            self.ticks_changed.emit()

    def toggle_all(self) -> None:
        """Tick every sure place, or, where all are, none at all."""
        sure = [each for each in self._places if not each.is_guess and each.already is None]
        tick = not all(self._is_ticked(each) for each in sure)
        self._said |= {_key(each): tick for each in (sure if tick else self._places)}
        self._tell_all()

    def row_at(self, row: int) -> Row | Heading | None:
        """What stands in a row."""
        if not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        if isinstance(found, Heading):
            return found
        label, note = self._beside(found)
        return Row(found, self._is_ticked(found), label, note)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.row_at(index.row()), Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self.row_at(index.row())
        if role == ROW_ROLE:
            return row
        if isinstance(row, Heading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        if row is None:
            return None
        place = row.place
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join((place.before + place.text + place.after).split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = row.note or (_("ticked") if row.ticked else _("not ticked"))
            return f"{place.text}: {self.data(index)} ({state})"
        if role == Qt.ItemDataRole.CheckStateRole and row.can_tick:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        return None

    def _is_ticked(self, place: Place) -> bool:
        if place.already is not None:
            return False
        said = self._said.get(_key(place))
        if said is not None:
            return said
        inside = place.inside
        same = inside is not None and (inside.layer, inside.label) == (self._layer, self._label)
        return not place.is_guess and not same

    def _beside(self, place: Place) -> tuple[Label | None, str]:
        annotation = place.already or place.inside
        if annotation is None:
            return None, ""
        layer = self._schema.find_layer(annotation.layer) if self._schema else None
        label = layer.label(annotation.label) if layer else None
        return label, _("tagged already") if place.already else _("part of a longer one")

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()


def _key(place: Place) -> Key:
    return place.document, place.span
