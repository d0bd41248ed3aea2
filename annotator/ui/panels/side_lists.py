"""The lists beside the article: all annotations, the quotes, the events; one of them is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, number
from annotator.ui.panels.annotations import AnnotationsPanel
from annotator.ui.panels.events import EventsPanel
from annotator.ui.panels.quotes import QuotesPanel
from annotator.ui.theme import Theme

SETTING = "panels.list"
LISTS: Final = ("all", "quotes", "events")


class SideLists(QWidget):
    """Tabs over the three lists. Which one is shown is remembered in the settings."""

    annotation_chosen = Signal(str)
    """The user chose an annotation: its id."""
    spans_chosen = Signal(object)
    """The user chose a bare span that fills a role: its Spans."""
    fill_requested = Signal(str)
    """A role of the selected annotation is to be filled: the role's id."""
    left = Signal()
    """The article is to have the focus again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = ""
        self.annotations = AnnotationsPanel(session, theme)
        self.quotes = QuotesPanel(session, theme)
        self.events = EventsPanel(session, theme)
        self.tabs = QTabBar()
        self._pages = QStackedWidget()
        self._build()
        for each in (self.annotations, self.quotes, self.events):
            self._pages.addWidget(each)
            each.annotation_chosen.connect(self.annotation_chosen)
            each.spans_chosen.connect(self.spans_chosen)
            each.left.connect(self.left)
        for place, frames in ((1, self.quotes), (2, self.events)):
            frames.fill_requested.connect(self.fill_requested)
            frames.counted.connect(lambda *counts, place=place: self._count(place, *counts))
            self._count(place, frames.model.total(), frames.model.lacking())
        self.show_list(session.settings.text(SETTING))

    def shown(self) -> str:
        """Which list is shown: `all`, `quotes` or `events`."""
        return LISTS[self.tabs.currentIndex()]

    def show_list(self, name: str) -> None:
        """Show one of the lists."""
        place = LISTS.index(name) if name in LISTS else 0
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(place)
        self._pages.setCurrentIndex(place)
        self._panel().select_annotation(self._selected)

    def has_focus(self) -> bool:
        """Whether the list that is shown has the keys."""
        panel = self._panel()
        return panel.list.hasFocus()

    def focus_list(self) -> None:
        """Give the keys to the list that is shown."""
        panel = self._panel()
        if isinstance(panel, AnnotationsPanel):
            panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            panel.focus_list()

    def select_annotation(self, annotation_id: str) -> None:
        """Show which annotation is selected, without telling; a list that is hidden, later."""
        self._selected = annotation_id
        self._panel().select_annotation(annotation_id)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        for each in (self.annotations, self.quotes, self.events):
            each.set_theme(theme)

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(_("Lists"))
        tips = (
            _("All annotations of the document"),
            _("The quotes: who said what"),
            _("The events and their roles"),
        )
        for place, name in enumerate((_("All"), _("Quotes"), _("Events"))):
            self.tabs.addTab(name)
            self.tabs.setTabToolTip(place, tips[place])
        self.tabs.currentChanged.connect(
            lambda place: self._session.settings.set(SETTING, LISTS[place])
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages)

    def _panel(self) -> AnnotationsPanel | QuotesPanel | EventsPanel:
        return (self.annotations, self.quotes, self.events)[self.tabs.currentIndex()]

    def _count(self, place: int, total: int, lacking: int) -> None:
        """Write on a tab how many there are, and with a circle that some lack something."""
        name = (_("Quotes"), _("Events"))[place - 1]
        text = f"{name} {number(total)}" if total else name
        self.tabs.setTabText(place, f"{text} ○{number(lacking)}" if lacking else text)
