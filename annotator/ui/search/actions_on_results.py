"""What can be done with the places that a search found: tag, relabel, review, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from annotator.app.jobs import Job
from annotator.app.searching import Found, Searching
from annotator.app.session import Session
from annotator.app.translation import _, language, ngettext, number
from annotator.core.model import Review
from annotator.core.schema import Label
from annotator.ui.label_picker import LabelPicker
from annotator.ui.search.preview_dialog import PreviewDialog
from annotator.ui.search.results_model import Note
from annotator.ui.theme import Theme
from annotator.ui.words import review_name

_KEYS = {"L": "label", "A": "accept", "R": "reject", "Q": "question", "Del": "delete"}


class ActionsOnResults(QWidget):
    """A row of buttons for the places that are chosen.

    One place is changed at once, several after a preview; each is one change.
    """

    done = Signal()
    """The change was made."""
    started = Signal(object, str)
    """A Job makes the change, and what it does."""

    def __init__(
        self, session: Session, searching: Searching, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._searching = searching
        self._theme = theme
        self._chosen: list[Found] = []
        self.picker = LabelPicker(theme, self)
        self.told = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        self.buttons: dict[str, QPushButton] = {}
        for name, text, slot in (
            ("label", _("&Label as…"), self.choose_label),
            ("accept", _("&Accept"), lambda: self.review("accepted")),
            ("reject", _("&Reject"), lambda: self.review("rejected")),
            ("question", _("&Question"), lambda: self.review("question")),
            ("delete", _("&Delete"), self.delete),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self.buttons[name] = button
            row.addWidget(button)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.picker.set_theme(theme)

    def show_chosen(self, chosen: Sequence[Found], ticked: int) -> None:
        """Say what the actions are about: so many ticked ones, or the current one."""
        self._chosen = list(chosen)
        told = ngettext("{count} ticked", "{count} ticked", ticked).format(count=number(ticked))
        self.told.setText(told if ticked else "")
        writes = self._session.can_write and bool(chosen)
        annotations = writes and all(each.answer for each in chosen)
        for name, button in self.buttons.items():
            button.setEnabled(annotations if name != "label" else writes)

    def press(self, key: str) -> bool:
        """Do what a key of the list means; whether it means anything."""
        name = _KEYS.get(key)
        if name is None:
            return False
        self.buttons[name].click()
        return True

    # The actions

    def choose_label(self) -> None:
        """Let a label be chosen: of the annotations' layer, or of any layer for words."""
        schema = self._session.schema
        if schema is None or not self._chosen:
            return
        layers = {each.answer.layer for each in self._chosen if each.answer}
        offered = [
            layer
            for layer in schema.layers
            if (layer.id in layers if layers else layer.kind != "relation")
        ]
        if len(offered) == 1:
            self._open_picker(offered[0].id)
            return
        menu = QMenu(self)
        for layer in offered:
            action = menu.addAction(layer.name.text(language()))
            action.triggered.connect(
                lambda _checked=False, layer=layer.id: self._open_picker(layer)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._place())

    def _open_picker(self, layer_id: str) -> None:
        layer = self._session.schema.find_layer(layer_id) if self._session.schema else None
        if layer is not None:
            self.picker.open_at(self._place(), layer, lambda label: self.label(layer_id, label))

    def label(self, layer_id: str, label_id: str) -> None:
        """Tag the words, or relabel the annotations of the layer, that are chosen."""
        schema = self._session.schema
        label = schema.resolve(layer_id, label_id) if schema else None
        if label is None:
            return
        words = [each for each in self._chosen if each.answer is None]
        places = words or [
            each
            for each in self._chosen
            if each.answer and each.answer.layer == layer_id and each.answer.label != label.id
        ]
        name = label.name.text(language())
        count = len(places)
        if words:
            told = ngettext("Tag {count} place as {label}", "Tag {count} places as {label}", count)
            act: Callable[[], object] = lambda: self._searching.tag(places, layer_id, label.id)  # noqa: E731
        else:
            told = ngettext(
                "Change {count} annotation to {label}",
                "Change {count} annotations to {label}",
                count,
            )
            act = lambda: self._searching.relabel(places, label.id)  # noqa: E731
        self._do(
            told.format(count=number(count), label=name),
            _("Tag") if words else _("Change"),
            places,
            self._becomes(label),
            act,
        )

    def review(self, review: Review) -> None:
        """Accept, reject or question the annotations that are chosen."""
        places = [each for each in self._chosen if each.answer and each.answer.review != review]
        name = review_name(review)
        told = ngettext(
            "Set the review of {count} annotation: {state}",
            "Set the review of {count} annotations: {state}",
            len(places),
        )
        self._do(
            told.format(count=number(len(places)), state=name),
            _("Set"),
            places,
            lambda found: (self._label_of(found), _("→ {name}").format(name=name)),
            lambda: self._searching.review(places, review),
        )

    def delete(self) -> None:
        """Delete the annotations that are chosen."""
        places = [each for each in self._chosen if each.answer]
        told = ngettext("Delete {count} annotation", "Delete {count} annotations", len(places))
        self._do(
            told.format(count=number(len(places))),
            _("Delete"),
            places,
            lambda found: (self._label_of(found), _("is deleted")),
            lambda: self._searching.delete(places),
        )

    # How it is done

    def _do(
        self,
        told: str,
        verb: str,
        places: Sequence[Found],
        note: Note,
        act: Callable[[], object],
    ) -> None:
        """Do it to one place at once, to several after a preview."""
        if not places or not self._session.can_write:
            return
        if len(places) > 1:
            dialog = PreviewDialog(
                told, verb, places, note, self._session.schema, self._theme, self.window()
            )
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if not accepted:
                return
        result = act()
        if isinstance(result, Job):
            self.started.emit(result, told)
        elif result is not None:
            self.done.emit()

    def _becomes(self, label: Label) -> Note:
        told = _("→ {name}").format(name=label.name.text(language()))
        return lambda _found: (label, told)

    def _label_of(self, found: Found) -> Label | None:
        schema, answer = self._session.schema, found.answer
        return schema.resolve(answer.layer, answer.label) if schema and answer else None

    def _place(self) -> QPoint:
        button = self.buttons["label"]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rect = button.rect()
        return button.mapToGlobal(rect.topRight() if mirrored else rect.topLeft())
