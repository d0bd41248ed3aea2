"""One entry of the cast: its name, kind and note, its spellings, and its mentions in context."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.cast import SHOWN
from annotator.app.cast_wording import kind_name, mentions_text
from annotator.app.session import Session
from annotator.app.translation import _, isolate, number
from annotator.core.model import ENTRY_KINDS, Annotation, Entry
from annotator.ui.cast.mention_rows import MentionsModel, make_list
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.panels.note_field import NoteField
from annotator.ui.panels.pieces import Heading
from annotator.ui.theme import Theme

_KEY = Qt.Key
_SPELLING = Qt.ItemDataRole.UserRole
_LINES = 3  # spellings that are seen at once, at least


class EntryPage(QWidget):
    """Shows an entry and writes its corrections through the session."""

    go_requested = Signal(object)
    """A mention (MentionPlace) is to be shown in its document."""
    ticks_changed = Signal()
    """Other spellings or mentions are ticked."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cast = session.cast
        self._entry: Entry | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name"))
        self.name.editingFinished.connect(self._rename)
        self.kind = Segments([Choice(each, kind_name(each)) for each in ENTRY_KINDS])
        self.kind.setAccessibleName(_("Kind"))
        self.kind.chosen.connect(self._set_kind)
        self.note = NoteField()
        self.note.committed.connect(self._set_note)
        self.spellings = QListWidget()
        self.spellings.setAccessibleName(_("Spellings"))
        self.spellings.itemChanged.connect(self._ticked)
        self.model = MentionsModel(session.schema, tickable=True, parent=self)
        self.model.ticks_changed.connect(self._ticked)
        self.mentions = make_list(_("Mentions"), self.model, theme, self)
        self.mentions.doubleClicked.connect(self._go)
        self.mentions.clicked.connect(self._click)
        self.mentions.installEventFilter(self)
        self.count = Heading("")
        self.hint = QLabel(
            _("Space ticks, Enter goes to the mention. What is ticked can be split off.")
        )
        self.hint.setProperty("role", "muted")
        self._set_out()

    def _set_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(_("Name"), self.name)
        form.addRow(_("Kind"), self.kind)
        form.addRow(_("Note"), self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(Heading(_("Spellings")))
        self.spellings.setMinimumHeight(self.fontMetrics().height() * 2 * _LINES)
        column.addWidget(self.spellings, 1)
        column.addWidget(self.count)
        column.addWidget(self.mentions, 4)
        column.addWidget(self.hint)

    # Showing

    def commit(self) -> None:
        """Keep what is being written in a field, as leaving the field would."""
        self._rename()
        self.note.commit()

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry, or that none is chosen."""
        self.setEnabled(entry is not None)
        before, self._entry = self._entry, entry
        editable = self._session.can_write
        self.name.setText(entry.name if entry else "")
        self.note.set_text(entry.note if entry else "")
        self.kind.set_value(entry.kind if entry else "")
        for field in (self.name, self.note):
            field.setReadOnly(not editable)
        self.kind.setEnabled(editable)
        self._show_spellings(entry)
        self._show_mentions(entry)
        if entry is None or before is None or entry.id != before.id:
            self.mentions.setCurrentIndex(self.model.index(1, 0))
        self.ticks_changed.emit()

    def _show_spellings(self, entry: Entry | None) -> None:
        with QSignalBlocker(self.spellings):
            self.spellings.clear()
            for text, count in self._cast.texts(entry.id) if entry else ():
                item = QListWidgetItem(f"{isolate(text)} \u2068({number(count)})\u2069")
                item.setData(_SPELLING, text)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.spellings.addItem(item)

    def _show_mentions(self, entry: Entry | None) -> None:
        self.model.show_mentions(self._cast.mentions(entry.id) if entry else [])
        count = self._cast.count(entry.id) if entry else 0
        told = mentions_text(count)
        if count > SHOWN:
            told = _("{mentions}; the first {shown} are listed").format(
                mentions=told, shown=number(SHOWN)
            )
        self.count.setText(told)

    # What is ticked

    def ticked_spellings(self) -> list[str]:
        """The spellings that are ticked."""
        items = (self.spellings.item(row) for row in range(self.spellings.count()))
        return [
            str(each.data(_SPELLING))
            for each in items
            if each.checkState() == Qt.CheckState.Checked
        ]

    def ticked_mentions(self) -> list[Annotation]:
        """The mentions that are ticked."""
        return self.model.ticked_mentions()

    def first_ticked_text(self) -> str:
        """What the first ticked mention covers."""
        return next((" ".join(each.text.split()) for each in self.model.ticked()), "")

    def has_ticks(self) -> bool:
        """Whether anything is ticked."""
        return bool(self.ticked_spellings() or self.model.ticked())

    def _ticked(self, *_news: object) -> None:
        self.ticks_changed.emit()

    # Going to a mention

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.mentions
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
                self._go(self.mentions.currentIndex())
                return True
            if event.key() == _KEY.Key_Space:
                self.model.toggle(self.mentions.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _click(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())

    def _go(self, index: QModelIndex) -> None:
        mention = self.model.mention_at(index.row())
        if mention is not None:
            self.go_requested.emit(mention)

    # The annotator's corrections

    def _rename(self) -> None:
        entry, name = self._entry, self.name.text()
        if entry is None or name == entry.name:
            return
        if not name.strip() or self._cast.rename(entry.id, name) is None:
            self.name.setText(entry.name)

    def _set_kind(self, value: str) -> None:
        entry = self._entry
        kind = next((each for each in ENTRY_KINDS if each == value), None)
        if entry is not None and kind is not None:
            self._cast.edit(replace(entry, kind=kind))

    def _set_note(self, text: str) -> None:
        if self._entry is not None:
            self._cast.edit(replace(self._entry, note=text))
