"""What the actions on the cast do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.app.translation import _
from annotator.core.model import Annotation
from annotator.ui.cast.cast_dialog import CastDialog
from annotator.ui.cast.entry_picker import EntryPicker
from annotator.ui.cast.others_dialog import OthersDialog

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class CastHandlers:
    """The methods that the table of actions names for the cast."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._annotation: Annotation | None = None
        self.picker = EntryPicker(window.theme, window.session.cast, window)
        self.picker.entry_chosen.connect(self._link)
        self.picker.named.connect(self._link_new)
        self.picker.unlink_chosen.connect(self.unlink_entry)

    def link_entry(self) -> None:
        """Let the entry be chosen that the annotation names that is meant."""
        annotation = self._window.labelling.aimed()
        if annotation is None:
            return
        if not annotation.spans:
            self._window.status.say(_("A relation covers no words, so it names nobody."))
            return
        self._annotation = annotation
        place = self._window.labelling.place(annotation)
        self._window.article.choose(annotation.id)  # the list takes the pointer away
        self.picker.open_at(place, annotation)

    def unlink_entry(self) -> None:
        """Take the link of the selected annotation away."""
        annotation = self._window.labelling.selected()
        if annotation is not None:
            self._window.session.cast.unlink([annotation])

    def link_same(self) -> None:
        """Offer the other mentions that are written as the selected one and have no link."""
        annotation = self._window.labelling.selected()
        cast = self._window.session.cast
        entry = cast.entry_of(annotation) if annotation else None
        if annotation is None or entry is None:
            self._window.status.say(_("Link the annotation first."))
            return
        keys = self._window.keymap
        again = (*keys.keys("link_same"), *keys.keys("link_entry"))
        dialog = OthersDialog(
            self._window.session, self._window.theme, annotation, entry, again, self._window
        )
        dialog.exec()
        dialog.deleteLater()

    def show_cast(self) -> None:
        """Show the whole cast, at the entry of the selected annotation if it has one."""
        annotation = self._window.labelling.selected()
        entry = self._window.session.cast.entry_of(annotation) if annotation else None
        self.show_entry(entry.id if entry else "")

    def show_entry(self, entry_id: str) -> None:
        """Show the whole cast with an entry chosen; go to the mention that is asked for there."""
        dialog = CastDialog(self._window.session, self._window.theme, entry_id, self._window)
        dialog.exec()
        goal = dialog.goal
        dialog.deleteLater()
        if goal is not None and self._window.session.select_document(goal.document):
            self._window.select_annotation(goal.annotation.id)
            self._window.article.setFocus()

    def _link(self, entry_id: str) -> None:
        if self._annotation is not None:
            self._window.session.cast.link([self._annotation], entry_id)
            self._offer_others()

    def _link_new(self, name: str) -> None:
        if self._annotation is not None:
            self._window.session.cast.link_new(self._annotation, name)
            self._offer_others()

    def _offer_others(self) -> None:
        """Where the document has more of the spelling, offer them once the list has closed."""
        annotation = self._window.labelling.selected()
        if annotation is not None and self._window.session.cast.others_here(annotation):
            QTimer.singleShot(0, self._window, self.link_same)
