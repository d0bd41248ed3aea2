"""The line above the article in which words are looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from annotator.app.settings import Settings
from annotator.app.translation import _, number
from annotator.core.text import Span, paragraph_direction
from annotator.ui.canvas import ArticleView
from annotator.ui.text_search import TextSearch

_SLICE = 0.006  # seconds of a frame that the search may take
_WHOLE = "find.whole_words"
_LONGEST_START = 60  # code points of a selection that is taken over as what to look for


class FindBar(QFrame):
    """Marks every hit as one types and selects the one that is gone to; hidden while not in use.

    Closing it leaves the hit selected, so that the next key can be a label.
    """

    closed = Signal()

    def __init__(
        self, article: ArticleView, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._article = article
        self._settings = settings
        self._search = TextSearch("")
        self._hits: Sequence[Span] = ()
        self._origin = 0
        self._wants_first = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.previous, self.next, self._close = QToolButton(), QToolButton(), QToolButton()
        self.whole = QCheckBox()
        self.whole.setChecked(settings.flag(_WHOLE))
        self.whole.toggled.connect(self._choose_whole)
        self.previous.clicked.connect(lambda: self.go(backwards=True))
        self.next.clicked.connect(lambda: self.go())
        self._close.clicked.connect(self.put_away)
        self._lay_out()
        self.retranslate()
        self.hide()

    # What is asked

    def open(self) -> None:
        """Show the bar with the cursor in its field; selected words are looked for at once."""
        chosen = self._article.selection()
        self._origin = chosen.start if chosen else self._article.caret_or_visible()
        self.show()
        text = chosen.text_in(self._article.text()) if chosen else ""
        if text and len(text) <= _LONGEST_START and "\n" not in text:
            self.field.setText(text)
        self.field.setFocus()
        self.field.selectAll()
        self._look()

    def go(self, *, backwards: bool = False) -> None:
        """Select the next hit after what is selected, or the one before, round the end."""
        if not self.field.text():
            self.open()
            return
        if self.isHidden():
            self.show()
            self._look()
        while not self._search.is_done:
            self._work()
        if not self._hits:
            return
        chosen = self._article.selection()
        here = chosen.start if chosen else self._article.caret_or_visible()
        at = bisect_left(self._hits, here, key=lambda hit: hit.start)
        if backwards:
            at -= 1
        elif chosen is not None and at < len(self._hits) and self._hits[at].start == here:
            at += 1
        self._go_to(at % len(self._hits))

    def refresh(self, _news: object = None) -> None:
        """Another document is shown: look for the same in it."""
        self._origin = 0
        if not self.isHidden():
            self._look(select=False)

    def put_away(self) -> None:
        """Close the bar; the hit stays selected."""
        self._timer.stop()
        self._hits = ()
        self._article.set_found(())
        self.hide()
        self._article.setFocus()
        self.closed.emit()

    # How it looks

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Take the icons of another theme or direction."""
        for button, name in ((self.previous, "up"), (self.next, "down"), (self._close, "close")):
            if name in icons:
                button.setIcon(icons[name])

    def retranslate(self) -> None:
        """Take every word again, in the interface's language."""
        self.field.setPlaceholderText(_("Find in the article"))
        self.field.setAccessibleName(_("Find in the article"))
        self.whole.setText(_("Whole words"))
        self.whole.setToolTip(_("Attached particles are found and left out: الحوار in للحوار"))
        for button, name, key in (
            (self.previous, _("Previous hit"), "Shift+Enter"),
            (self.next, _("Next hit"), "Enter"),
            (self._close, _("Close the search"), "Esc"),
        ):
            button.setToolTip(f"{name} ({key})")
            button.setAccessibleName(name)
        self._tell()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.field, 3)
        layout.addWidget(self.count, 1)
        layout.addWidget(self.whole)
        for button in (self.previous, self.next, self._close):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)

    # How it works

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field that are not for its text."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            key = event.key()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(backwards=back)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.go(backwards=key == Qt.Key.Key_Up)
                return True
            if key == Qt.Key.Key_Escape:
                self.put_away()
                return True
        return False

    def _choose_whole(self, on: bool) -> None:
        self._settings.set(_WHOLE, on)
        self._look()

    def _look(self, _text: str = "", *, select: bool = True) -> None:
        text = self._article.text()
        if self._search.text is not text:
            self._search = TextSearch(text)
        phrase = self.field.text()
        rtl = paragraph_direction(phrase, self._article.direction()) == "rtl"
        self.field.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        self._search.start(phrase, whole_words=self.whole.isChecked(), origin=self._origin)
        self._wants_first = select
        self._hits = ()
        self._work()

    def _work(self) -> None:
        more = self._search.work(_SLICE)
        self._hits = self._search.hits
        if self._wants_first and self._hits:
            at = bisect_left(self._hits, self._origin, key=lambda hit: hit.start)
            if at < len(self._hits) or not more:
                self._wants_first = False
                self._go_to(at % len(self._hits))
        if more and not self._timer.isActive():
            self._timer.start()
        elif not more:
            self._timer.stop()
        self._article.set_found(self._hits)
        self._tell()

    def _go_to(self, at: int) -> None:
        self._article.take(self._hits[at])
        self._tell()

    def _tell(self) -> None:
        if not self.field.text().strip():
            self.count.setText("")
            return
        going = "" if self._search.is_done else "…"
        total = number(len(self._hits)) + going
        chosen = self._article.selection()
        at = bisect_left(self._hits, chosen) if chosen is not None else -1
        if not self._hits:
            told = going or _("not found")
        elif 0 <= at < len(self._hits) and self._hits[at] == chosen:
            told = _("{place} of {total}").format(place=number(at + 1), total=total)
        else:
            told = total
        self.count.setText(told)
