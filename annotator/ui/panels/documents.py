"""The documents of the project: their status and counts, what is left to do, and where one is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QContextMenuEvent, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.session import Session
from annotator.app.translation import _, ngettext, number
from annotator.core.model import STATUSES, DocumentSummary, Status
from annotator.ui import words
from annotator.ui.marks import Line, draw_text
from annotator.ui.panels.document_model import SUMMARY_ROLE, UNFINISHED, DocumentModel
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.status_mark import draw_status, status_icon
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_MARK = 16


class DocumentDelegate(QStyledItemDelegate):
    """A document in two lines: its title in its own direction, then status and counts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.current = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary = index.data(SUMMARY_ROLE)
        if not isinstance(summary, DocumentSummary):
            return
        is_current = summary.id == self.current
        painter.save()
        self._paint_back(painter, option, is_current=is_current)
        line = Line(option.rect.adjusted(12, 8, -12, -8), option.direction)
        mark = line.from_start(_MARK, 8)
        draw_status(painter, mark.adjusted(0, 2, 0, 0), summary.status, self.theme)
        area = line.rest
        title, counts = area.adjusted(0, 0, 0, 0), area.adjusted(0, 0, 0, 0)
        title.setHeight(option.fontMetrics.height())
        counts.setTop(title.bottom() + 5)
        painter.setFont(_bold(option.font) if is_current else option.font)
        painter.setPen(self.theme.roles.text)
        draw_text(painter, title, summary.title or summary.name, option.direction, own_side=False)
        painter.setFont(_small(option.font)[0])
        painter.setPen(self.theme.roles.muted)
        draw_text(painter, counts, _counts(summary), option.direction, own_side=False)
        painter.restore()

    def _paint_back(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_current: bool
    ) -> None:
        roles = self.theme.roles
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_current or hovered:
            painter.fillRect(option.rect, roles.selection if is_current else roles.hover)
        if is_current:
            painter.fillRect(Line(option.rect, option.direction).from_start(3), roles.accent)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused:
            painter.setPen(self.theme.focus_pen())
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


class DocumentList(QTableView):
    """The list itself; asks for a context menu where one is wanted.

    A table of one column, because QListView measures every row again whenever one changes: with
    100,000 documents that took 160 ms a gesture.
    """

    menu_requested = Signal(QPoint, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(24)

    def fit_rows(self) -> None:
        """Make the rows as high as two lines in the font that holds now."""
        metrics = QFontMetrics(self.font())
        height = metrics.height() + _small(self.font())[1] + 20
        self.verticalHeader().setDefaultSectionSize(height)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: it would read every title, and the field above does it better."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        summary = self.indexAt(place).data(SUMMARY_ROLE)
        if isinstance(summary, DocumentSummary):
            self.menu_requested.emit(self.viewport().mapToGlobal(place), summary.id)


class DocumentsPanel(QWidget):
    """How much is done, a filter by title and status, and the documents."""

    document_requested = Signal(str)
    """The annotator wants to see the document with this id."""
    menu_requested = Signal(QPoint, str)
    """A menu for the document with this id is wanted at a global point."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._statuses: tuple[Status, ...] = ()
        self.model = DocumentModel(session, self)
        self._make_widgets()
        self._lay_out()
        self.model.counts_changed.connect(self._count)
        self.model.modelReset.connect(self._find_current)
        self.model.rowsInserted.connect(self._find_current)
        session.document_changed.connect(self._follow)
        self.retranslate()

    # What the window asks

    def retranslate(self) -> None:
        """Take every word again, in the interface's language."""
        self.setAccessibleName(_("Documents"))
        self._title.setText(_("Documents"))
        self.search.setPlaceholderText(_("Filter by title"))
        self._search_icon.setText(_("Filter by title"))  # its tooltip, and its spoken name
        self.search.setAccessibleName(_("Filter the documents by title"))
        self.list.setAccessibleName(_("Documents"))
        self._progress.setAccessibleName(_("Documents that are done"))
        self._make_status_menu()
        self._count()

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._delegate.theme = theme
        self._search_icon.setIcon(icons["search"])
        self.status_button.setIcon(icons["filter"])
        self.retranslate()
        self.list.viewport().update()

    def step(self, by: int) -> None:
        """Go to the document `by` rows further in the list as it is filtered now."""
        document = self._session.document
        row = self.model.row_of(document.id) if document else -1
        target = row + by if row >= 0 else 0
        summary = self.model.summary(target)
        if summary is not None:
            self.document_requested.emit(summary.id)

    # How it is made

    def _make_widgets(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._done = QLabel()
        self._done.setProperty("role", "muted")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self._search_icon = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.status_button = QToolButton()
        self.status_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.status_button.setMenu(QMenu(self))
        self.status_button.setCheckable(True)
        self._nothing = WrappedLabel()
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = DocumentList()
        self.list.setModel(self.model)
        self._delegate = DocumentDelegate(self._theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.fit_rows()
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.menu_requested.connect(self.menu_requested)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._title)
        heading.addStretch()
        heading.addWidget(self._done)
        filters = QHBoxLayout()
        filters.setSpacing(4)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.status_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addLayout(heading)
        top.addWidget(self._progress)
        top.addLayout(filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)

    # What happens

    def _open(self, index: QModelIndex) -> None:
        summary = index.data(SUMMARY_ROLE)
        if isinstance(summary, DocumentSummary):
            self.document_requested.emit(summary.id)

    def _filter(self) -> None:
        self.model.set_filter(self._statuses, self.search.text())

    def show_statuses(self, statuses: tuple[Status, ...]) -> None:
        """Show the documents with these statuses; none: all."""
        self._statuses = statuses
        self._filter()
        self._make_status_menu()

    def _make_status_menu(self) -> None:
        menu = self.status_button.menu()
        menu.clear()
        group = QActionGroup(menu)
        choices: list[tuple[str, tuple[Status, ...], QIcon]] = [
            (_("All documents"), (), QIcon()),
            (_("Unfinished"), UNFINISHED, QIcon()),
        ]
        choices += [
            (words.status_name(each), (each,), status_icon(each, self._theme)) for each in STATUSES
        ]
        chosen = ""
        for name, statuses, icon in choices:
            action = menu.addAction(icon, name)
            action.setCheckable(True)
            action.setChecked(statuses == self._statuses)
            action.triggered.connect(
                lambda _checked=False, wanted=statuses: self.show_statuses(wanted)
            )
            group.addAction(action)
            chosen = name if statuses == self._statuses else chosen
        self.status_button.setChecked(bool(self._statuses))
        told = _("Filter the documents by status: {status}").format(status=chosen)
        self.status_button.setToolTip(told)
        self.status_button.setAccessibleName(told)

    def _follow(self, document_id: str) -> None:
        """Show which document is open, and scroll only as far as it takes to see it."""
        self._delegate.current = document_id
        self._find_current()
        self.list.viewport().update()

    def _find_current(self) -> None:
        row = self.model.row_of(self._delegate.current) if self._delegate.current else -1
        index = self.model.index(row, 0)
        if row >= 0 and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)

    def _count(self) -> None:
        done, total = self.model.progress()
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self._done.setText(
            _("{done} of {total} done").format(done=number(done), total=number(total))
        )
        self._done.setVisible(total > 0)
        self._progress.setVisible(total > 0)
        empty = self.model.rowCount() == 0 and not self.model.is_searching()
        self.list.setVisible(not empty)
        self._nothing.setVisible(empty)
        self._nothing.setText(
            _("No document fits the filter.") if total else _("No documents yet.")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.fit_rows()


def _counts(summary: DocumentSummary) -> str:
    parts = [words.status_name(summary.status)]
    if summary.annotations:
        parts.append(
            ngettext("{count} annotation", "{count} annotations", summary.annotations).format(
                count=number(summary.annotations)
            )
        )
    if summary.incomplete:
        parts.append(
            "○ "
            + ngettext("{count} incomplete", "{count} incomplete", summary.incomplete).format(
                count=number(summary.incomplete)
            )
        )
    return " · ".join(parts)


def _small(font: QFont) -> tuple[QFont, int]:
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() - 1))
    return small, QFontMetrics(small).height()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
