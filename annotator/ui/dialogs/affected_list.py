"""The list of annotations in their words, read page by page, in the dialogs that change labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.app.surgery import PAGE, Affected
from annotator.app.translation import _
from annotator.core.schema import Schema
from annotator.ui.dialogs.affected_model import AffectedModel
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.theme import Theme

Read = Callable[[int], Sequence[Affected]]
"""Reads the page that begins at an offset."""


class AffectedList(QWidget):
    """Shows the first page at once, and the next ones when the user asks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: Read | None = None
        self._schema: Schema | None = None
        self._found: list[Affected] = []
        self.model = AffectedModel(None, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Annotations"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setItemDelegate(PlacesDelegate(theme, self.view))
        self.more = QPushButton(_("Show &more"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.read_more)
        self.more.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_first(self, found: Sequence[Affected], schema: Schema | None, read: Read) -> None:
        """Show a first page; `schema` names the labels to come, `read` reads further pages."""
        self._found, self._schema, self._read = list(found), schema, read
        self._show(len(found))

    def clear(self) -> None:
        """Show nothing."""
        self.show_first((), None, lambda _offset: ())

    def found(self) -> list[Affected]:
        """The annotations that are shown."""
        return list(self._found)

    def read_more(self) -> None:
        """Show the next page as well."""
        page = list(self._read(len(self._found))) if self._read else []
        self._found += page
        bar = self.view.verticalScrollBar()
        place, row = bar.value(), self.view.currentIndex().row()
        self._show(len(page))
        self.view.setCurrentIndex(self.model.index(row, 0))
        bar.setValue(place)

    def _show(self, read: int) -> None:
        self.model.show_affected(self._found, self._schema)
        self.more.setVisible(read >= PAGE)
