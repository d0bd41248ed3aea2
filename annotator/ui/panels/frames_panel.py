"""What the panels of quotes and of events have in common: choosing, finding, the list itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.session import Session
from annotator.app.translation import _
from annotator.ui.canvas.accessible import announce
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.flat_list import FlatList
from annotator.ui.panels.frame_delegate import FrameDelegate
from annotator.ui.panels.frame_model import ID_ROLE, FrameModel
from annotator.ui.panels.pieces import TARGET, WrappedLabel
from annotator.ui.theme import Theme

LACKING_FIRST = "panels.incomplete_first"
_ROOM_FOR_COLUMNS = 560  # pixels


class FacetBox(QComboBox):
    """What a list can be narrowed to; asked for only when someone is about to choose.

    A document may have thousands of speakers, and each gesture changes a count.
    """

    def __init__(
        self, choices: Callable[[], Sequence[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)

    def value(self) -> str:
        """The facet that is chosen; the empty string for all."""
        return str(self.currentData() or "")

    def show_only(self, facet: str, text: str) -> None:
        """Show the facet that is chosen, as it is called now."""
        if self.currentIndex() < 0 or self.value() != facet:
            with QSignalBlocker(self):
                self.clear()
                self.addItem(text, facet)
        elif self.currentText() != text:
            self.setItemText(self.currentIndex(), text)

    def refill(self) -> None:
        """Offer what can be chosen now."""
        chosen, text = self.value(), self.currentText()
        with QSignalBlocker(self):
            self.clear()
            for facet, name in self._choices():
                self.addItem(name, facet)
            if self.findData(chosen) < 0:
                self.addItem(text, chosen)
            self.setCurrentIndex(self.findData(chosen))

    def showPopup(self) -> None:
        self.refill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.refill()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls what it lies in, rather than choose in passing


class FramesPanel(QWidget):
    """The frames of one kind of the open document; follows the session by itself.

    The rows read as the article does, whatever the interface's language.
    """

    annotation_chosen = Signal(str)
    """The user chose an annotation: its id."""
    spans_chosen = Signal(object)
    """The user chose a bare span that fills a role: its Spans."""
    fill_requested = Signal(str)
    """A role of the selected annotation is to be filled: the role's id."""
    left = Signal()
    """Escape or Enter was pressed: the article is to have the focus again."""
    counted = Signal(int, int)
    """How many frames there are, and how many of them lack something."""

    def __init__(
        self, session: Session, theme: Theme, model: FrameModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._feed = ArticleFeed.of(session)
        self.model = model
        model.setParent(self)
        self.search = QLineEdit()
        self.facet = FacetBox(self.facet_choices)
        self.lacking_first = QToolButton()
        self.list = FlatList()
        self._delegate = FrameDelegate(theme, self.list)
        self._empty = WrappedLabel()
        self._pages = QStackedWidget()
        self._build()
        self._feed.renewed.connect(self.read_document)
        self._feed.touched.connect(self.take_touched)
        unsubscribe = session.settings.subscribe(self._setting_changed)
        self.destroyed.connect(unsubscribe)

    # What a subclass says

    def facets_in_order(self) -> Sequence[str]:
        """What the list can be narrowed to, besides all."""
        raise NotImplementedError

    def facet_text(self, facet: str, count: int) -> str:
        """How a facet (the empty string: all) is called, with how many frames it has."""
        raise NotImplementedError

    def emptiness(self) -> str:
        """Why nothing is listed, and what to do."""
        raise NotImplementedError

    def facet_choices(self) -> list[tuple[str, str]]:
        """What the list can be narrowed to: (facet, text), the first one being all."""
        facets = ("", *self.facets_in_order())
        return [(each, self.facet_text(each, self.model.count_of(each))) for each in facets]

    # What the window tells

    def select_annotation(self, annotation_id: str) -> None:
        """Show which annotation is selected, without telling; scroll only if it is out of sight."""
        index = self.model.index_of(annotation_id)
        if not index.isValid():
            self.list.choose_none()
            return
        self.list.choose_row(index)
        if self.isVisible() and not self.list.hasFocus():
            announce(self.list, index.data(Qt.ItemDataRole.AccessibleTextRole))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def focus_list(self) -> None:
        """Give the keys to the list, with a row to begin from."""
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
            self.list.choose_none()
        shown = self._pages.currentWidget() is self.list
        (self.list if shown else self.search).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Building

    def _build(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.facet.activated.connect(self._choose_facet)
        self.lacking_first.setText(_("Incomplete first"))
        self.lacking_first.setToolTip(
            _("Let what lacks a role or a value stand first; else all in the order of the text")
        )
        self.lacking_first.setCheckable(True)
        self.lacking_first.setProperty("role", "segment")
        self.lacking_first.setMinimumHeight(TARGET)
        self.lacking_first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        first = self._session.settings.flag(LACKING_FIRST)
        self.lacking_first.setChecked(first)
        self.model.set_lacking_first(first=first)
        self.lacking_first.clicked.connect(lambda on: self._session.settings.set(LACKING_FIRST, on))
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.row_chosen.connect(self.choose)
        self.list.row_entered.connect(lambda _index: self.left.emit())
        self.list.left.connect(self.left)
        self._empty.setMargin(16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self._pages.setMinimumHeight(56)
        choosing = QHBoxLayout()
        choosing.setSpacing(8)
        choosing.addWidget(self.facet, 1)
        choosing.addWidget(self.lacking_first)
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.setSpacing(8)
        head.addLayout(choosing)
        head.addWidget(self.search)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(self._pages, 3)

    # Following the session

    def read_document(self) -> None:
        """The article is another one."""
        document = self._session.document
        rtl = document is None or document.direction == "rtl"
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self.list.setLayoutDirection(direction)
        self.model.set_facet("")
        self.model.reload()
        self._show_all()

    def take_touched(self, touched: list[str]) -> None:
        """Annotations of the article came, changed or went."""
        self.model.show_touched(touched)
        self._show_all()

    def _show_all(self) -> None:
        facet = self.model.facet()
        self.facet.show_only(facet, self.facet_text(facet, self.model.count_of(facet)))
        self._show_emptiness()
        self.counted.emit(self.model.total(), self.model.lacking())

    def _show_emptiness(self) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.list)
            return
        self._empty.setText(self.emptiness())
        self._pages.setCurrentWidget(self._empty)

    # The user's choices

    def choose(self, index: QModelIndex) -> None:
        """The user went to a row."""
        chosen = index.data(ID_ROLE) if index.isValid() else None
        if chosen:
            self.annotation_chosen.emit(str(chosen))

    def _choose_facet(self, place: int) -> None:
        self.model.set_facet(str(self.facet.itemData(place) or ""))
        self._show_emptiness()

    def _search(self, text: str) -> None:
        self.model.set_text(text)
        self._show_emptiness()

    def _setting_changed(self, name: str, value: object) -> None:
        if name == LACKING_FIRST:
            self.lacking_first.setChecked(bool(value))
            self.model.set_lacking_first(first=bool(value))
            self.list.scroll_to_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _ROOM_FOR_COLUMNS
        if wide != self._delegate.in_columns:
            self._delegate.in_columns = wide
            self.list.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.scheduleDelayedItemsLayout()  # rows are as high as their letters ask
