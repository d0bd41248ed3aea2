"""The quote-mark doctor: what is wrong with the quotation marks of the article, and what was meant.

The text stays as it is. Choosing an issue selects the stretch that was likely meant, so that the
next key makes a quote of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout

from annotator.app.everywhere import Place
from annotator.app.quoting import MarkIssue, MarkReport
from annotator.app.translation import _, ngettext, number
from annotator.core.schema import Label
from annotator.core.text import Span
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.dialogs.places_model import Heading, PlacesModel, Row
from annotator.ui.theme import Theme

_CONTEXT = 60  # code points on each side of what was meant
_LONGEST = 80  # code points of it that are shown
_ROWS = 5  # that the list shows before it scrolls


@dataclass(frozen=True, slots=True)
class IssueRow(Row):
    """A row that has nothing to tick."""

    @property
    def can_tick(self) -> bool:
        return False


class MarkIssuesModel(PlacesModel):
    """The issues of one text, each with what was likely meant in its context."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(None, parent)
        self._issues: list[MarkIssue] = []

    def show_issues(self, text: str, issues: Sequence[MarkIssue]) -> None:
        """Show the issues of a text, in its order."""
        self._issues = list(issues)
        self.show_places([_place(text, each) for each in issues], titles=False)
        self._noted = True

    def issue(self, row: int) -> MarkIssue | None:
        """The issue in a row."""
        return self._issues[row] if 0 <= row < len(self._issues) else None

    def row_at(self, row: int) -> Row | Heading | None:
        issue, found = self.issue(row), super().row_at(row)
        if issue is None or not isinstance(found, Row):
            return None
        return IssueRow(found.place, False, None, kind_name(issue))

    def _beside(self, place: Place) -> tuple[Label | None, str]:  # noqa: ARG002
        return None, ""


def kind_name(issue: MarkIssue) -> str:
    """What is wrong with a mark, in a word or two."""
    return {
        "unbalanced": _("unpaired"),
        "reversed": _("turned round"),
        "glued": _("glued to a word"),
        "spaced": _("a space inside"),
    }[issue.kind]


class MarkIssues(QFrame):
    """The list below the article; hidden while not in use."""

    issue_chosen = Signal(object)
    """MarkIssue: the annotator looks at this one."""
    left = Signal()
    """The keys go back to the article."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = MarkIssuesModel(self)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.put_away)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlacesDelegate(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(lambda _index: self.left.emit())
        head = QHBoxLayout()
        for each in (self.title, self.told):
            head.addWidget(each)
        head.addStretch(1)
        head.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self.list)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Speak the language of the interface."""
        self.title.setText(_("Quotation marks"))
        self.close_button.setToolTip(_("Close"))
        self.close_button.setAccessibleName(_("Close"))
        self.list.setAccessibleName(_("What is wrong with the quotation marks"))

    def set_icon(self, icon: QIcon) -> None:
        """Dress the button that closes it."""
        self.close_button.setIcon(icon)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.list.setItemDelegate(PlacesDelegate(theme, self.list))

    def show_report(self, text: str, report: MarkReport | None) -> None:
        """Show what is wrong with the marks of a text."""
        issues = report.issues if report else ()
        count = len(report.marks) if report else 0
        self.model.show_issues(text, issues)
        self.told.setText(_told(count, len(issues)))
        height = self.list.sizeHintForRow(0) if issues else 0
        self.list.setVisible(bool(issues))
        self.list.setFixedHeight(max(0, height) * min(_ROWS, len(issues)) + 4)

    def open(self) -> None:
        """Show it, with the keys in its list."""
        self.show()
        if self.model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0, 0))

    def put_away(self) -> None:
        """Hide it and give the keys back."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the article, Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, index: QModelIndex) -> None:
        issue = self.model.issue(index.row())
        if issue is not None and self.isVisible():
            self.issue_chosen.emit(issue)


def _told(marks: int, issues: int) -> str:
    counted = ngettext("{count} mark", "{count} marks", marks).format(count=number(marks))
    if not issues:
        return _("{marks}, all in order").format(marks=counted)
    wrong = ngettext("{count} to look at", "{count} to look at", issues)
    return f"{counted}, {wrong.format(count=number(issues))}"


def _place(text: str, issue: MarkIssue) -> Place:
    extent = issue.extent
    shown = Span(extent.start, min(extent.end, extent.start + _LONGEST))
    cut = "…" if shown != extent else ""
    start = max(text.rfind("\n", 0, shown.start) + 1, shown.start - _CONTEXT)
    end = text.find("\n", shown.end)
    end = min(len(text) if end < 0 else end, shown.end + _CONTEXT)
    before, after = text[start : shown.start], cut or text[shown.end : end]
    return Place("", "", shown, shown.text_in(text), before, after, None, None, is_guess=False)
