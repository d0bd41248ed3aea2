"""The window of the consistency board: kinds, findings, their places in the text, and remedies."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.app.consistency import KINDS, PAGE, Board, Finding, FoundPlace, places_in_context
from annotator.app.consistency_wording import (
    finding_title,
    kind_name,
    places_text,
    remedy_text,
    severity_name,
)
from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.ui.actions import key_text
from annotator.ui.consistency.counted_list import CountedList, CountedRow
from annotator.ui.consistency.found_places import FoundPlacesDelegate, FoundPlacesModel, make_list
from annotator.ui.dialogs.frame import Frame, WorkBar
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme

_KEY = Qt.Key
_ENTER = (_KEY.Key_Return, _KEY.Key_Enter)
_SIGNS = {"error": "!", "warning": "•", "hint": "?"}
_DIGITS = 9


class BoardWindow(Frame):
    """Stays open beside the window: a digit settles, Enter goes to the place in the article."""

    place_wanted = Signal(object)
    """A FoundPlace that is to be shown in the article."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Consistency"), parent)
        self.setModal(False)
        self._session = session
        self._theme = theme
        self.board = Board(session, self)
        self._shown: Finding | None = None
        self._limit = PAGE
        self.resize(1000, 680)
        self._build()
        self.board.changed.connect(self._refresh)
        self.board.working.connect(self._follow)
        self.board.ended.connect(self._ended)
        session.busy_changed.connect(self._show_remedies)
        session.failed.connect(self._tell)
        session.opened.connect(self._look_if_seen)
        session.closed.connect(self._refresh)
        self._refresh()

    # Building

    def _build(self) -> None:
        self.kinds = CountedList(self._theme, _("Kinds of findings"))
        self.list = CountedList(self._theme, _("Findings"))
        self.model = FoundPlacesModel(self._session.schema, self)
        self.places = make_list(_("Places"), self.model, self)
        self.painting = FoundPlacesDelegate(self._theme, self.places)
        self.places.setItemDelegate(self.painting)
        self.more = QPushButton(_("Show &more"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_more)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.addWidget(self.kinds)
        self._columns.addWidget(self._make_findings())
        self._columns.setSizes([250, 730])
        self._columns.setStretchFactor(1, 1)
        self.empty = WrappedLabel()
        self.empty.setProperty("role", "title")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self._columns, 1)
        self.content.addWidget(self.empty, 1)
        self.work = WorkBar()
        self.content.addWidget(self.work)
        self._make_foot()
        self.kinds.selectionModel().currentChanged.connect(lambda *_: self._show_kind())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_finding())
        self.places.doubleClicked.connect(lambda _index: self._go())
        self.list.doubleClicked.connect(lambda _index: self._go())
        for each in (self.kinds, self.list, self.places, self.places.viewport()):
            each.installEventFilter(self)

    def _make_findings(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.places, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._remedies = QWidget()
        self._flow = FlowLayout(self._remedies, spacing=8)
        self.buttons_: list[QPushButton] = []
        column.addWidget(self._remedies)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(self.list)
        right.addWidget(below)
        right.setSizes([230, 350])
        return right

    def _make_foot(self) -> None:
        self.summary = QLabel()
        hint = QLabel(
            " · ".join(
                (
                    _("A digit settles the finding"),
                    _("{key} ticks").format(key=isolate(_("Space"))),
                    _("{key} goes to the place").format(key=isolate(key_text("Enter"))),
                )
            )
        )
        hint.setProperty("role", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(hint)
        self.content.addLayout(foot)
        self.look = self.add_button(_("&Look again"), QDialogButtonBox.ButtonRole.ActionRole)
        self.look.setToolTip(key_text("F5"))
        self.look.clicked.connect(self.board.look)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    # What is shown

    def open(self) -> None:
        """Come to the front; the project is looked through where it has not been yet."""
        self.show()
        self.raise_()
        self.activateWindow()
        if not self.board.complete and not self.board.running:
            self.board.look()
        self.list.setFocus()

    def _refresh(self) -> None:
        counts = Counter(each.kind for each in self.board.findings())
        self.kinds.show_rows(
            [
                CountedRow(kind, kind_name(kind), number(counts[kind]))
                for kind in KINDS
                if counts[kind]
            ]
        )
        if counts and self.kinds.chosen() is None:
            self.kinds.choose(0)
        self._show_kind()
        self._show_state(sum(counts.values()))

    def _show_state(self, count: int) -> None:
        had_none = self._columns.isHidden()
        self._columns.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if count and had_none:
            self.list.setFocus()
        said = _("Looking through the project…")
        if not self.board.running:
            said = _("All is in order.") if self.board.complete else _("The check was stopped.")
        if self._session.project is None:
            said = ""
        self.empty.setText(said)
        told = ngettext("{count} finding", "{count} findings", count)
        self.summary.setText(told.format(count=number(count)) if count else "")

    def _show_kind(self) -> None:
        kind = self.kinds.chosen()
        schema = self._session.schema
        found = [each for each in self.board.findings() if each.kind == kind]
        self.list.show_rows(
            [
                CountedRow(
                    (each.kind, each.key),
                    finding_title(each, schema),
                    places_text(each),
                    _SIGNS[each.severity],
                    severity_name(each.severity),
                )
                for each in found
            ]
        )
        if found and self.list.chosen() is None:
            self.list.choose(0)
        self._show_finding()

    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        key = self.list.chosen()
        return self.board.finding(key) if key is not None else None  # type: ignore[arg-type]

    def _show_finding(self) -> None:
        found = self.finding()
        before = self._shown
        if found is before:
            return
        self._shown = found
        same = (
            found is not None
            and before is not None
            and (found.kind, found.key) == (before.kind, before.key)
        )
        if not same:
            self._limit = PAGE
            self.model.tick_all()
        self._show_places()
        self._show_remedies()

    def _show_places(self) -> None:
        found, project = self._shown, self._session.project
        shown = found.places[: self._limit] if found else ()
        contexts = places_in_context(project, shown) if project else []
        self.model.show_found(shown if project else (), contexts, self._session.schema)
        self.more.setVisible(found is not None and len(found.places) > self._limit)
        self.places.setCurrentIndex(self.model.index(1, 0))

    def _show_more(self) -> None:
        row = self.places.currentIndex().row()
        self._limit += PAGE
        self._show_places()
        self.places.setCurrentIndex(self.model.index(row, 0))

    def _show_remedies(self, _busy: object = None) -> None:
        for each in self.buttons_:
            self._flow.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.buttons_ = []
        found = self._shown
        for digit, remedy in enumerate(found.remedies[:_DIGITS] if found else (), 1):
            words = remedy_text(remedy, found, self._session.schema) if found else ""
            button = QPushButton(f"{number(digit)}  {words}".replace("&", "&&"))
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setEnabled(self._session.can_write)
            button.clicked.connect(lambda _down=False, n=digit - 1: self.settle(n))
            self.buttons_.append(button)
            self._flow.addWidget(button)
            button.show()
        self._remedies.updateGeometry()

    # What is done

    def settle(self, number_: int) -> None:
        """Apply a remedy (from 0) at the places that are ticked."""
        found = self._shown
        if found is None or number_ >= len(found.remedies):
            return
        unticked = self.model.unticked()
        chosen = None
        if unticked:
            chosen = {n for n, each in enumerate(found.places) if each.key not in unticked}
        self.show_error(None)
        if chosen is not None and not chosen:
            self.summary.setText(_("Nothing is ticked."))
            return
        job = self.board.settle(found, found.remedies[number_], chosen)
        if job is not None:
            self.work.stop.hide()  # one change, all of it or nothing
            self.work.follow(job, _("Settling…"))

    def place(self) -> FoundPlace | None:
        """The place that is chosen, else the first of the finding."""
        if self._shown is None:
            return None
        key = self.model.key_at(self.places.currentIndex().row())
        found = self._shown.places
        return next((each for each in found if each.key == key), found[0])

    def _go(self) -> None:
        place = self.place()
        if place is not None:
            self.place_wanted.emit(place)

    def _pressed(self, event: QMouseEvent) -> bool:
        """A click on the box of a place ticks it; elsewhere it chooses the place."""
        point = event.position().toPoint()
        index = self.places.indexAt(point)
        row = self.places.visualRect(index)
        rtl = self.places.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if not index.isValid() or (row.right() - point.x() if rtl else point.x()) > _BOX:
            return False
        self.model.toggle(index.row())
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if (
            watched is self.places.viewport()
            and event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
        ):
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self._go()
            return True
        if event.key() == _KEY.Key_Space and watched is self.places:
            self.model.toggle(self.places.currentIndex().row())
            return True
        for pressed in candidates(event):
            key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
            if key == "Ctrl+A" and watched is self.places:
                self.model.toggle_all()
            elif key == "F5":
                self.board.look()
            elif key == "Ctrl+Z":
                self._session.undo()
            elif key in ("Ctrl+Shift+Z", "Ctrl+Y"):
                self._session.redo()
            elif len(key) == 1 and key.isdecimal() and key != "0":
                self.settle(int(key) - 1)
            else:
                continue
            return True
        return False

    # Work

    def _follow(self, job: Job) -> None:
        if not self.board.complete:
            self.work.stop.show()
            self.work.follow(job, _("Looking through the project…"))
        self._show_state(len(self.board.findings()))

    def _look_if_seen(self) -> None:
        """Another project was opened."""
        if self.isVisible():
            self.board.look()

    def _tell(self, error: object) -> None:
        if isinstance(error, HashiyaError):
            self.show_error(error)

    def _ended(self, error: object) -> None:
        self._tell(error)
        self._show_state(len(self.board.findings()))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for each in (self.kinds, self.list):
            each.painting.set_theme(theme)
        self.painting.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.watched = True

    def hideEvent(self, event: QHideEvent) -> None:
        self.board.watched = False
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.board.stop()
        super().closeEvent(event)


_BOX = 32
"""Pixels from the side where reading starts in which a click ticks."""
