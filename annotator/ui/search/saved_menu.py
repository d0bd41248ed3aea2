"""The menu of saved searches."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from annotator.app.saved_searches import forget_search, save_search, saved_searches
from annotator.app.settings import Settings
from annotator.app.translation import _


class SavedMenu(QMenu):
    """`chosen` tells the query of the search that was chosen."""

    chosen = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings

    def fill(self, query: str) -> None:
        """Offer what is saved; `query` is what may be saved now."""
        self.clear()
        saved = saved_searches(self._settings)
        for each in saved:
            action = self.addAction(each.name.replace("&", "&&"))
            action.setToolTip(each.query)
            action.triggered.connect(
                lambda _checked=False, query=each.query: self.chosen.emit(query)
            )
        if saved:
            self.addSeparator()
        save = self.addAction(_("&Save this search…"))
        save.setEnabled(bool(query))
        save.triggered.connect(lambda: self.save(query))
        if saved:
            remove = self.addMenu(_("&Remove"))
            for each in saved:
                action = remove.addAction(each.name.replace("&", "&&"))
                action.triggered.connect(
                    lambda _checked=False, name=each.name: forget_search(self._settings, name)
                )
        self.setToolTipsVisible(True)

    def save(self, query: str) -> None:
        """Ask for a name, and keep the query under it."""
        name, accepted = QInputDialog.getText(
            self.parentWidget(), _("Save this search"), _("Name of the search:"), text=query
        )
        if accepted and name.strip():
            save_search(self._settings, name, query)
