"""What a change of many results would do, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QLabel,
    QListView,
    QWidget,
)

from annotator.app.searching import Found
from annotator.app.translation import _, ngettext, number
from annotator.core.schema import Schema
from annotator.ui.dialogs.frame import Frame
from annotator.ui.search.results_delegate import ResultsDelegate
from annotator.ui.search.results_model import Note, ResultsModel
from annotator.ui.theme import Theme


class PreviewDialog(Frame):
    """Says what would be done and to how many, and shows each in its words."""

    def __init__(
        self,
        told: str,
        verb: str,
        places: Sequence[Found],
        note: Note,
        schema: Schema | None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(verb, parent)
        self.resize(820, 520)
        self.told = QLabel(told)
        self.told.setProperty("role", "heading")
        self.told.setWordWrap(True)
        self.content.addWidget(self.told)
        documents = len({each.document for each in places})
        where = ngettext("In {count} document", "In {count} documents", documents)
        self.where = QLabel(where.format(count=number(documents)))
        self.where.setProperty("role", "muted")
        self.content.addWidget(self.where)
        self.model = ResultsModel(schema, tickable=False, parent=self)
        self.model.set_note(note)
        self.model.show(places)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("What would change"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ResultsDelegate(theme, self.list))
        self.content.addWidget(self.list, 1)
        self.apply = self.add_button(verb, QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.apply.setFocus()
