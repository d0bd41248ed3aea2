"""The window in which the whole project is searched; it stays open beside the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QWidget,
)

from annotator.app.jobs import Job
from annotator.app.searching import Found, Order, Page, Search, SearchError, Searching, words_of
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import Change
from annotator.core.text import Utf16Index
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.search.actions_on_results import ActionsOnResults
from annotator.ui.search.builder import Builder
from annotator.ui.search.query_field import QueryField
from annotator.ui.search.results_delegate import ResultsDelegate
from annotator.ui.search.results_model import ResultsModel
from annotator.ui.search.saved_menu import SavedMenu
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme

PAUSE = 25
"""Milliseconds without a key after which what was typed is looked for."""
_CALM = 400  # milliseconds after the first results; counting them all would slow the next keys down

_AGAIN = 2_000  # places that are looked for again at once where something has changed
_KEY = Qt.Key
_ENTER = (_KEY.Key_Return, _KEY.Key_Enter)


class SearchDialog(Frame):
    """Looks as one types; `place_wanted` asks for a place to be shown in the article.

    In the list: Enter goes to the place, F3 and Shift+F3 show the next and the previous one and
    stay here, Space ticks, Ctrl+A ticks all.
    """

    place_wanted = Signal(object, bool)
    """A Found to show in the article, and whether to go there with the keys as well."""
    said = Signal(str)

    def __init__(
        self, session: Session, searching: Searching, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Search the project"), parent)
        self.setModal(False)
        self._session = session
        self._searching = searching
        self._search: Search | None = None
        self._mistake: SearchError | None = None
        self._asked = ""
        self._page_job: Job | None = None
        self._count_job: Job | None = None
        self._tick_all = self._changing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._count)
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(0)
        self._stale.timeout.connect(self._look_again)
        self._chords: dict[str, Callable[[], object]] = {
            "Ctrl+A": self._toggle_all,
            "Ctrl+Z": session.undo,
            "Ctrl+Shift+Z": session.redo,
            "Ctrl+Y": session.redo,
        }
        self.resize(900, 640)
        self._build(theme)
        session.changed.connect(self._take_change)
        session.failed.connect(self._tell)
        session.busy_changed.connect(self._enable)
        self._show_project()

    # Building

    def _build(self, theme: Theme) -> None:
        self.field = QueryField()
        self.field.setPlaceholderText(_("Words, or conditions such as: PERS inside quote"))
        self.field.setAccessibleName(_("What to look for"))
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.left_down.connect(self._to_list)
        self.saved = SavedMenu(self._session.settings, self)
        self.saved.chosen.connect(self.ask)
        self.saved_button = QToolButton()
        self.saved_button.setText(_("&Saved"))
        self.saved_button.setShortcut(QKeySequence("Alt+S"))
        self.saved_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.saved_button.setMenu(self.saved)
        self.saved.aboutToShow.connect(lambda: self.saved.fill(self.field.text().strip()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.field, 1)
        head.addWidget(self.saved_button)
        self.content.addLayout(head)
        self.builder = Builder()
        self.builder.part_chosen.connect(self.field.insert_part)
        self.content.addWidget(self.builder)
        self._build_list(theme)
        self.actions_ = ActionsOnResults(self._session, self._searching, theme, self)
        self.actions_.done.connect(self.model.clear_ticks)
        self.actions_.started.connect(self._follow)
        self.content.addWidget(self.actions_)
        self.work = WorkBar()
        self.work.done.connect(self._worked)
        self.work.failed.connect(self._failed)
        self.content.addWidget(self.work)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    def _build_list(self, theme: Theme) -> None:
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order of the results"))
        orders: Mapping[Order, str] = {
            "document": _("By document"),
            "before": _("By the words before"),
            "after": _("By the words after"),
            "text": _("Grouped by text"),
        }
        for value, text in orders.items():
            self.order.addItem(text, value)
        self.order.currentIndexChanged.connect(self.look)
        self.summary = QLabel()
        told = _("{enter} goes there · {space} ticks · {next} shows the next one")
        keys = {"enter": "Enter", "space": _("Space"), "next": "F3"}
        keys = {name: isolate(key) for name, key in keys.items()}
        self.hint = QLabel(told.format(**keys))
        self.hint.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.order)
        row.addWidget(self.summary, 1)
        row.addWidget(self.hint)
        self.content.addLayout(row)
        self.model = ResultsModel(self._session.schema, parent=self)
        self.model.more_wanted.connect(self._read_on)
        self.model.ticks_changed.connect(self._enable)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Results"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.delegate = ResultsDelegate(theme, self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.clicked.connect(self._clicked)
        self.list.doubleClicked.connect(lambda index: self._show(index.row(), go=True))
        self.list.selectionModel().currentChanged.connect(self._enable)
        self.list.installEventFilter(self)
        self.content.addWidget(self.list, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.delegate.set_theme(theme)
        self.actions_.set_theme(theme)
        self.list.viewport().update()

    # Asking

    def open(self) -> None:
        """Come to the front, ready for another query."""
        self._searching.update_index()
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()
        self.field.selectAll()

    def ask(self, query: str) -> None:
        """Look for a query at once."""
        self.field.setText(query)
        self.look()
        self.field.setFocus()

    def look(self) -> None:
        """Look for what stands in the field, from the beginning."""
        self._timer.stop()
        self._stop()
        text = self.field.text().strip()
        self.show_error(None)
        self._search, self._mistake = None, None
        if text:
            try:
                self._search = self._searching.prepare(text)
            except SearchError as error:
                self._mistake = error
                self.show_error(error)
        if text != self._asked:
            self._asked = text
            self.model.clear_ticks()
            self.list.setCurrentIndex(QModelIndex())
        if self._search is None:
            self.model.show(())
            self.summary.setText("")
            self._enable()
            return
        self._start()

    def _start(self, again: int = 0) -> None:
        """Begin anew; `again` is how many places were shown, and are to stay."""
        search, order = self._search, self._order()
        if search is None:
            return
        if order == "document":
            job = self._searching.page(search, again=again)
        else:
            job = self._searching.everything(search, order)
        self._listen(job)

    def _listen(self, job: Job | None) -> None:
        self._page_job = job
        if job is None:
            return
        job.finished.connect(lambda result: self._take(job, result))
        job.failed.connect(lambda error: self._lost(job, error))

    def _take(self, job: Job, result: object) -> None:
        """The first page, or all places in another order."""
        if job is not self._page_job or not isinstance(result, Page):
            return
        self._page_job = None
        here, old_row = self._current(), self.list.currentIndex().row()
        order = self._order()
        self.model.set_schema(self._session.schema)
        self.model.show(result.found, order=order, more=result.more and order == "document")
        self.model.keep_ticks()
        row = self.model.row_of(here.key) if here else -1
        self._choose(row if row >= 0 else self._row_near(old_row))
        self._tell_count(len(result.found), known=not result.more)
        if result.more and order == "document":
            self._calm.start()
        if self._tick_all:
            self._tick_all = False
            self.model.tick_all()
        self._enable()

    def _read_on(self) -> None:
        """The list is near its end: look for the next places."""
        found = self.model.found()
        if self._page_job is not None or self._search is None or not found:
            return
        job = self._searching.page(self._search, found[-1].key)
        self._page_job = job
        if job is not None:
            job.finished.connect(lambda result: self._take_more(job, result))
            job.failed.connect(lambda error: self._lost(job, error))

    def _take_more(self, job: Job, result: object) -> None:
        if job is self._page_job and isinstance(result, Page):
            self._page_job = None
            self.model.add(result.found, more=result.more)
            if not result.more:
                self._tell_count(len(self.model.found()), known=True)

    def _count(self) -> None:
        """Count all places, of which only some are shown yet."""
        job = self._searching.count(self._search) if self._search is not None else None
        self._count_job = job
        if job is not None:
            job.finished.connect(lambda count: self._counted(job, count))

    def _counted(self, job: Job, count: object) -> None:
        if job is self._count_job and isinstance(count, int):
            self._count_job = None
            self._tell_count(count, known=True)

    def _lost(self, job: Job, error: object) -> None:
        if job is self._page_job:
            self._page_job = None
            if isinstance(error, HashiyaError) and not is_cancelled(error):
                self.show_error(error)

    def _stop(self) -> None:
        """Let go of what is being looked for."""
        self._calm.stop()
        for job in (self._page_job, self._count_job):
            if job is not None:
                job.cancel()
        self._page_job = self._count_job = None

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _enter(self) -> None:
        if self._timer.isActive() or self.field.text().strip() != self._asked:
            self.look()
        if self._mistake is None:
            self._to_list()
        else:
            self._show_mistake(self._mistake)

    def _show_mistake(self, mistake: SearchError) -> None:
        """Select what is wrong in the field, or put the cursor where something is missing."""
        written = self.field.text()
        lead = len(written) - len(written.lstrip())
        index = Utf16Index(written)
        start, end = (index.to_utf16(lead + each) for each in (mistake.start, mistake.end))
        if end > start:
            self.field.setSelection(start, end - start)
        else:
            self.field.setCursorPosition(start)

    def _to_list(self) -> None:
        self.list.setFocus()

    # What happens in the project

    def _show_project(self) -> None:
        project, schema = self._session.project, self._session.schema
        if project is not None and schema is not None:
            annotators = project.annotators()
            self.builder.show_schema(schema, annotators)
            self.field.set_words(words_of(schema, annotators))
        self._enable()

    def _take_change(self, change: object) -> None:
        """What was changed may not be found any more: nothing is to be done with it unseen."""
        if isinstance(change, Change):
            self.model.forget(
                {
                    row.id
                    for row in change.rows
                    if row.kind == "annotation" or (row.kind == "document" and row.after is None)
                }
            )
        if self.isVisible():
            self._stale.start()

    def _look_again(self) -> None:
        """Something was changed: the places may be others now."""
        if self._asked and self._search is not None and not self._timer.isActive():
            self._stop()
            self._start(min(len(self.model.found()), _AGAIN))

    def _tell(self, error: object) -> None:
        if self.isVisible() and self.isActiveWindow() and isinstance(error, HashiyaError):
            self.show_error(error)

    # Long work

    def _follow(self, job: Job, what: str) -> None:
        self._changing = True
        self.list.setEnabled(False)
        self.work.follow(job, what)

    def _worked(self, _result: object) -> None:
        self.list.setEnabled(True)
        if self._changing:
            self._changing = False
            self.model.clear_ticks()

    def _failed(self, error: object) -> None:
        self._changing = self._tick_all = False
        self.list.setEnabled(True)
        if isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)

    # Going about

    def step(self, by: int) -> None:
        """Show the next (1) or the previous (-1) place in the article; the keys stay."""
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.model.rowCount() and self.model.found_at(row) is None:
            row += by
        if self.model.found_at(row) is not None:
            self._choose(row)
            self._show(row, go=False)
            if self.model.has_more() and row > self.model.rowCount() - 20:
                self._read_on()

    def chosen(self) -> list[Found]:
        """The places that an action is about: those that are ticked, else the current one."""
        ticked = self.model.ticked()
        here = self._current()
        return ticked or ([here] if here else [])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._list_key(event)
        return super().eventFilter(watched, event)

    def _list_key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        if event.key() in _ENTER:
            self._show(row, go=True)
            return True
        if event.key() == _KEY.Key_Space:
            self.model.toggle(row)
            return True
        if event.key() == _KEY.Key_Up and row <= self._first_row():
            self.field.setFocus()
            return True
        for pressed in candidates(event):
            key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
            act = self._chords.get(key)
            if act is not None:
                act()
                return True
            if self.actions_.press(key):
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _KEY.Key_F3:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1)
        elif event.key() in _ENTER:
            pass  # no button of this dialog is the one that Enter means
        else:
            super().keyPressEvent(event)

    def _toggle_all(self) -> None:
        """Tick everything that there is, which may have to be found first."""
        if not self.model.has_more() or self._search is None:
            self.model.tick_all()
            return
        self._stop()
        self._tick_all = True
        job = self._searching.everything(self._search, self._order())
        self._listen(job)
        if job is not None:
            self.work.follow(job, _("Looking for all of them…"))

    def _clicked(self, index: QModelIndex) -> None:
        """A click ticks where the box is, as Space does; elsewhere it shows the place."""
        found = self.model.found_at(index.row())
        if found is None:
            return
        place = self.list.viewport().mapFromGlobal(self.cursor().pos())
        rect = self.list.visualRect(index)
        from_start = (
            rect.right() - place.x()
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else place.x() - rect.left()
        )
        if from_start < _BOX_ZONE:
            self.model.toggle(index.row())
        else:
            self._show(index.row(), go=False)

    def _show(self, row: int, *, go: bool) -> None:
        found = self.model.found_at(row)
        if found is not None:
            self.place_wanted.emit(found, go)

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def _current(self) -> Found | None:
        return self.model.found_at(self.list.currentIndex().row())

    def _first_row(self) -> int:
        rows = range(min(2, self.model.rowCount()))
        return next((row for row in rows if self.model.found_at(row)), -1)

    def _row_near(self, row: int) -> int:
        """The place that stands now where one stood that is found no more."""
        row = min(row, self.model.rowCount() - 1)
        nearby = [at for at in (row, row + 1, row - 1) if self.model.found_at(at)]
        return nearby[0] if nearby else self._first_row()

    def _order(self) -> Order:
        order: Order = self.order.currentData()
        return order

    def _tell_count(self, count: int, *, known: bool) -> None:
        if known:
            told = ngettext("{count} place", "{count} places", count) if count else _("No place")
        else:
            told = ngettext("More than {count} place", "More than {count} places", count)
        self.summary.setText(told.format(count=number(count)))

    def _enable(self, *_news: object) -> None:
        self.actions_.show_chosen(self.chosen(), len(self.model.ticked()))

    # The end

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)


_BOX_ZONE = 30
