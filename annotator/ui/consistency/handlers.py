"""What the action of the consistency board does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.app.consistency import FoundPlace
from annotator.ui.consistency.board_window import BoardWindow
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class ConsistencyHandlers:
    """The board is made when it is first asked for, and keeps what it has found."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.board: BoardWindow | None = None

    def show_consistency(self) -> None:
        """Show what in the project does not go together."""
        self._window.details.commit()
        if self.board is None:
            self.board = BoardWindow(self._window.session, self._window.theme, self._window)
            self.board.place_wanted.connect(self._go)
        self.board.open()

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        if self.board is not None:
            self.board.set_theme(theme)

    def forget(self) -> None:
        """Make the board anew when it is asked for next: the language has changed."""
        if self.board is not None:
            self.board.board.clear()  # a job that still runs must not tell a window that is gone
            self.board.close()
            self.board.deleteLater()
            self.board = None

    def _go(self, place: FoundPlace) -> None:
        """Show a place in the article; the board stays where it is."""
        window = self._window
        if not window.session.select_document(place.document):
            return
        if place.annotation is not None:
            window.select_annotation(place.annotation.id)
        elif place.span is not None:
            window.select_annotation("")
            window.article.set_selection(place.span)
            window.article.reveal(place.span)
        window.activateWindow()
        window.raise_()
        window.article.setFocus()
