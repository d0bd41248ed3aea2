"""Splitting a label by hand: each annotation in its words, and one key for each label."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.app.surgery import Affected, LabelKey
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.schema import Schema
from annotator.ui.dialogs.affected_list import AffectedList, Read
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.places_model import Row
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme


class QueueDialog(Frame):
    """A digit gives the annotation that is chosen a label and goes to the next one.

    `schema` knows the labels to choose from; `choices()` is what was chosen, once it is accepted.
    """

    def __init__(
        self,
        first: Sequence[Affected],
        read: Read,
        labels: Sequence[LabelKey],
        schema: Schema,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Split by hand"), parent)
        self._labels = list(labels)[:9]
        self._schema = schema
        self._chosen: dict[tuple[str, str], str] = {}
        self.resize(860, 600)
        self._build(theme)
        self.list.show_first(first, schema, read)
        self._go(-1, 1)
        self._count()

    def _build(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keys: list[QPushButton] = []
        for digit, key in enumerate(self._labels, 1):
            label = self._schema.resolve(*key)
            name = label.name.text(language()) if label else key[1]
            button = QPushButton(f"{number(digit)}  {isolate(name)}")
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _down, key=key: self.choose(key))
            self.keys.append(button)
            row.addWidget(button)
        row.addStretch()
        self.content.addLayout(row)
        self.list = AffectedList(theme)
        self.list.view.installEventFilter(self)
        self.content.addWidget(self.list, 1)
        self.summary = QLabel()
        hint = QLabel(_("A digit gives a label and goes on · the arrows go back and forth"))
        hint.setProperty("role", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(hint)
        self.content.addLayout(foot)
        self.apply = self.add_button(_("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.list.view.setFocus()

    def choices(self) -> tuple[tuple[str, str, str], ...]:
        """What was chosen: documents, annotations, and the codes of their labels."""
        return tuple((document, each, code) for (document, each), code in self._chosen.items())

    def choose(self, key: LabelKey) -> None:
        """Give the annotation that is shown a label, and go to the next one."""
        row = self.list.view.currentIndex().row()
        found = self.list.model.row_at(row)
        if not isinstance(found, Row) or found.place.already is None:
            return
        annotation = found.place.already
        if key[1] == annotation.label:
            self._chosen.pop((annotation.document, annotation.id), None)
        else:
            self._chosen[annotation.document, annotation.id] = key[1]
        self.list.model.set_after(annotation.id, key)
        self._count()
        self._go(row, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list.view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row = self.list.view.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(event.key()) in steps:
            self._go(row, steps[Qt.Key(event.key())])
            return True
        for pressed in candidates(event):
            key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
            if key.isdecimal() and 1 <= int(key) <= len(self._labels):
                self.choose(self._labels[int(key) - 1])
                return True
        return False

    def _go(self, row: int, step: int) -> None:
        """Go to the next annotation that way, over headings, reading on at the end."""
        model = self.list.model
        if step > 0 and row >= model.rowCount() - 1 and not self.list.more.isHidden():
            self.list.read_more()
        row += step
        while (found := model.row_at(row)) is not None and not isinstance(found, Row):
            row += step
        if found is not None:
            index = model.index(row, 0)
            self.list.view.setCurrentIndex(index)
            self.list.view.scrollTo(index)

    def _count(self) -> None:
        count = len(self._chosen)
        told = ngettext(
            "{count} annotation gets another label", "{count} annotations get another label", count
        )
        self.summary.setText(told.format(count=number(count)))
        self.apply.setEnabled(count > 0)
