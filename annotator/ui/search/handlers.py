"""What the actions on the search of the whole project do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.app.searching import Found, Searching
from annotator.app.translation import _
from annotator.ui.search.search_dialog import SearchDialog
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_LONGEST = 60  # code points of a selection that is taken over as what to look for


class SearchHandlers:
    """The methods that the table of actions names for searching."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._searching = Searching(window.session)
        self.dialog: SearchDialog | None = None
        window.session.closing.connect(self.put_away)
        window.session.schema_editing.schema_changed.connect(self.put_away)

    def search_project(self) -> None:
        """Open the search, with the selected words as what to look for."""
        window = self._window
        if self.dialog is None:
            self.dialog = SearchDialog(window.session, self._searching, window.theme, window)
            self.dialog.place_wanted.connect(self._show)
        selected, document = window.article.selection(), window.session.document
        if selected is not None and document is not None and not self.dialog.isVisible():
            words = " ".join(selected.text_in(document.text).split())
            if len(words) <= _LONGEST and '"' not in words:
                self.dialog.ask(f'"{words}"')
        self.dialog.open()

    def next_result(self) -> None:
        """Show the next place that the search found."""
        self._step(1)

    def previous_result(self) -> None:
        """Show the one before."""
        self._step(-1)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    def put_away(self) -> None:
        """Close the search: the project, its labels or the language are to be others."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _step(self, by: int) -> None:
        if self.dialog is None:
            self._window.status.say(_("Nothing was searched for yet."))
        else:
            self.dialog.step(by)

    def _show(self, found: Found, go: bool) -> None:
        window = self._window
        window.details.commit()
        if not window.session.select_document(found.document):
            return
        if found.answer is not None:
            window.select_annotation(found.answer.annotation)
        else:
            window.article.select_annotation("")
            window.article.set_selection(found.span)
        window.article.reveal(found.span)
        if go:
            window.activateWindow()
            window.article.setFocus()
