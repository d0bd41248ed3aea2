"""A list at a mention that links it: the likeliest entries first, and a new one by its name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.app.cast import Cast
from annotator.app.translation import _
from annotator.core.model import Annotation
from annotator.ui.cast.entry_delegate import EntryDelegate
from annotator.ui.cast.entry_list import EntryListModel
from annotator.ui.theme import Theme
from annotator.ui.type_ahead import TypeAhead

_LEAST, _MOST = 6, 11  # rows that the list has room for
_WIDTH = 480


class EntryPicker(TypeAhead):
    """Chooses what an annotation is linked to, by typing, by arrows or by mouse."""

    entry_chosen = Signal(str)
    """An entry of the cast: its id."""
    named = Signal(str)
    """A new entry is to be made: its name."""
    unlink_chosen = Signal()
    """The link is to be taken away."""

    def __init__(self, theme: Theme, cast: Cast, parent: QWidget | None = None) -> None:
        self.model = EntryListModel()
        super().__init__(self.model, parent)
        self._cast = cast
        self._annotation: Annotation | None = None
        self._delegate = EntryDelegate(theme, self.list)
        self.set_delegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.set_theme(theme)

    def open_at(self, point: QPoint, annotation: Annotation) -> None:
        """Open at a global point for an annotation of the current document."""
        self._annotation = annotation
        self.field.setPlaceholderText(_("Type a name"))
        self.field.setAccessibleName(
            _("Entry of the cast for “{text}”").format(text=self._cast.text_of(annotation))
        )
        self.list.setAccessibleName(_("Entries of the cast"))
        self.nothing.setText(_("Type the name of a new entry."))
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.start()
        row = max(26, self.list.sizeHintForRow(0))
        rows = min(max(self.model.rowCount(), _LEAST), _MOST)
        self.resize(QSize(_WIDTH, self.field.sizeHint().height() + rows * row + 8 * 4))
        self.put_at(point)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def narrow(self, text: str) -> None:
        if self._annotation is not None:
            self.model.show_for(self._cast, self._annotation, text)

    def choose(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is None:
            return
        self.close()
        if row.does == "link":
            self.entry_chosen.emit(row.entry)
        elif row.does == "new":
            self.named.emit(row.entry)
        else:
            self.unlink_chosen.emit()
