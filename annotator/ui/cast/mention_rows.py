"""Mentions in their context as rows of the list that the places of a name have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from annotator.app.cast import MentionPlace
from annotator.app.everywhere import Place
from annotator.core.model import Annotation
from annotator.core.schema import Schema
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.dialogs.places_model import Index, PlacesModel, Row
from annotator.ui.theme import Theme


class MentionsModel(PlacesModel):
    """Mentions under the titles of their documents.

    Where `tickable`, each can be ticked; otherwise they are only shown.
    """

    def __init__(
        self, schema: Schema | None, *, tickable: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(schema, parent)
        self._tickable = tickable
        self._mentions: dict[int, MentionPlace] = {}

    def show_mentions(self, mentions: Sequence[MentionPlace], *, ticked: bool = False) -> None:
        """Show mentions, all of them ticked or none."""
        self._said.clear()
        places = [self._place(each) for each in mentions]
        self._mentions = {id(place): each for place, each in zip(places, mentions, strict=True)}
        self.show_places(places, titles=True)
        if self._tickable and not ticked and places:
            self.toggle_all()

    def mention_at(self, row: int) -> MentionPlace | None:
        """The mention in a row; None for a heading."""
        found = self.row_at(row)
        return self._mentions.get(id(found.place)) if isinstance(found, Row) else None

    def ticked_mentions(self) -> list[Annotation]:
        """The annotations that are ticked."""
        return [self._mentions[id(place)].annotation for place in self.ticked()]

    def has_notes(self) -> bool:
        return False  # that they are tagged goes without saying

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.AccessibleTextRole and not self._tickable:
            return self.data(index)
        return super().data(index, role)

    def _place(self, mention: MentionPlace) -> Place:
        whole = mention.annotation.envelope
        assert whole is not None  # those without a span are not shown
        return Place(
            mention.document,
            mention.title,
            whole,
            mention.text,
            mention.before,
            mention.after,
            already=None if self._tickable else mention.annotation,
            inside=None,
            is_guess=False,
        )


def make_list(name: str, model: MentionsModel, theme: Theme, parent: QWidget) -> QListView:
    """A list of mentions, painted as the places of a name are."""
    view = QListView(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    view.setItemDelegate(PlacesDelegate(theme, view))
    return view
