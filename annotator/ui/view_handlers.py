"""What the actions on the window itself do: panels, text size, focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.command_list import commands_of
from annotator.ui.panels.side_lists import SETTING as SIDE_LIST

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_STEP = 2  # points


class ViewHandlers:
    """The methods that the table of actions names for the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def toggle_documents(self) -> None:
        """Show or hide the list of documents."""
        self._toggle("panels.documents")

    def toggle_annotations(self) -> None:
        """Show or hide the annotations and the details."""
        self._toggle("panels.annotations")

    def list_all(self) -> None:
        """Go to the list of all annotations, or from it to the article."""
        self._go_to_list("all")

    def list_quotes(self) -> None:
        """Go to the list of quotes, or from it to the article."""
        self._go_to_list("quotes")

    def list_events(self) -> None:
        """Go to the list of events, or from it to the article."""
        self._go_to_list("events")

    def _go_to_list(self, name: str) -> None:
        window = self._window
        lists = window.lists
        if lists.shown() == name and lists.has_focus():
            window.article.setFocus()
        else:
            if window.reading:  # which has no room for lists
                window.set_reading(reading=False)
            window.show_side_panel()
            window.session.settings.set(SIDE_LIST, name)
            lists.focus_list()
        window.refresh_actions()

    def toggle_labels(self) -> None:
        """Show or hide the labels."""
        self._toggle("panels.labels")

    def _toggle(self, setting: str) -> None:
        settings = self._window.session.settings
        settings.set(setting, not settings.flag(setting))

    def toggle_reading_mode(self) -> None:
        """Leave only the article and the labels, on the whole screen; or bring all back."""
        self._window.set_reading(reading=not self._window.reading)

    def zoom_in(self) -> None:
        """Set the article in larger letters."""
        self.zoom(1)

    def zoom_out(self) -> None:
        """Set the article in smaller letters."""
        self.zoom(-1)

    def zoom_reset(self) -> None:
        """Set the article in letters of the usual size."""
        default = self._window.session.settings.table["article.text_size"].default
        self._set_size(int(default) if isinstance(default, int) else 0)

    def zoom(self, steps: int) -> None:
        """Make the article's letters larger by so many steps, or smaller."""
        size = self._window.session.settings.integer("article.text_size")
        self._set_size(size + steps * _STEP)

    def _set_size(self, points: int) -> None:
        settings = self._window.session.settings
        setting = settings.table["article.text_size"]
        low, high = setting.minimum or points, setting.maximum or points
        settings.set("article.text_size", max(low, min(high, points)))

    def show_palette(self) -> None:
        """Let anything that can be done be found by its name."""
        self._window.palette_.open(commands_of(self._window))

    def focus_next_pane(self) -> None:
        """Move the focus to the pane that follows."""
        self._move_focus(1)

    def focus_previous_pane(self) -> None:
        """Move the focus to the pane before."""
        self._move_focus(-1)

    def _move_focus(self, by: int) -> None:
        focus = QApplication.focusWidget()
        panes = [each for each in self._window.panes() if each.isVisible()]
        ways = [(pane, _first_focus(pane)) for pane in panes]
        open_ways = [(pane, target) for pane, target in ways if target is not None]
        if not open_ways:
            return
        here = next((at for at, (pane, _t) in enumerate(open_ways) if _holds(pane, focus)), -by)
        open_ways[(here + by) % len(open_ways)][1].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _first_focus(pane: QWidget) -> QWidget | None:
    """What takes the keyboard in a pane; None where nothing does now."""
    for each in (pane.focusProxy(), pane, *pane.findChildren(QWidget)):
        if each is None:
            continue
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled():
            return each
    return None
