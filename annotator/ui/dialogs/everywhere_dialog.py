"""The same name everywhere: where else it stands, ticked, to be tagged in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QWidget,
)

from annotator.app.everywhere import Place, Scope, find_places
from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import NamedValue
from annotator.core.schema import Layer
from annotator.core.text import Span
from annotator.ui.actions import key_text
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.dialogs.places_model import PlacesModel, Row
from annotator.ui.dialogs.tick_dialog import TickDialog
from annotator.ui.label_picker import LabelPicker
from annotator.ui.panels.pieces import ElidedLabel, TextButton
from annotator.ui.theme import Theme

AT_ONCE = 15_000
"""A document of up to so many code points is looked through before the dialog is painted."""
FEW = 300
"""Up to so many places are tagged without a bar that tells how far it is."""


@dataclass(frozen=True, slots=True)
class Name:
    """What is looked for: a span of the current document, and the label that it has, if any.

    `usual` is the layer and the label that are likely where the name has none anywhere.
    """

    span: Span
    layer: str = ""
    label: str = ""
    attributes: tuple[NamedValue, ...] = ()
    usual: tuple[str, str] = ("", "")


class EverywhereDialog(TickDialog):
    """Shows the places of a name, and tags those that are ticked.

    Space ticks, Enter tags, the key of a label chooses the label; `again` is the key that opened
    the dialog, and widens it to the whole project.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        name: Name,
        again: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("The same name everywhere"), PlacesModel(session.schema), again, parent)
        self._session = session
        self._theme = theme
        self._name = name
        self._layer, self._label = name.layer, name.label
        self.picker = LabelPicker(theme, self)
        self.model.setParent(self)
        self.model.ticks_changed.connect(self._count)
        self.resize(860, 560)
        self._build()
        self._show_label()
        self.look()

    # Building

    def _build(self) -> None:
        document = self._session.document
        text = self._name.span.text_in(document.text) if document else ""
        self.title = ElidedLabel("«{}»".format(" ".join(text.split())))
        self.title.setProperty("role", "heading")
        self.label_button = TextButton(self._theme, arrow=True)
        self.label_button.clicked.connect(lambda: self._open_picker(self._layer))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(QLabel(_("Tag as")))
        head.addWidget(self.label_button)
        self.content.addLayout(head)
        self.content.addWidget(self.scope)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Places"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._delegate = PlacesDelegate(self._theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.watch()
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.work)
        self.hint = QLabel(self._hint())
        self.hint.setProperty("role", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.hint)
        self.content.addLayout(foot)
        self.tag_button = self.add_button(
            _("Tag"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self.act)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.list.setFocus()

    def _hint(self) -> str:
        parts = [_("{key} ticks").format(key=isolate(_("Space")))]
        if self._again:
            key = key_text(self._again[0])
            parts.append(_("{key} looks in the whole project").format(key=isolate(key)))
        parts.append(_("the key of a label chooses it"))
        return " · ".join(parts)

    # Searching

    def search(self) -> None:
        """Look for the name; in a short document at once."""
        document, project = self._session.document, self._session.project
        if document is None or project is None:
            return
        self.show_error(None)
        span, annotator = self._name.span, self._session.annotator
        layer = self._layer or self._layers()[0].id
        if self.scope.value() == "document" and len(document.text) <= AT_ONCE:
            try:
                self.show_found(
                    find_places(
                        project, document.id, span, scope="document", layer=layer,
                        annotator=annotator,
                    )
                )  # fmt: skip
            except HashiyaError as error:
                self.show_error(error)
            return
        scope: Scope = "project" if self.scope.value() == "project" else "document"
        job = self._session.read_in_background(
            lambda reader, _progress, cancelled: find_places(
                reader, document.id, span, scope=scope, layer=layer, annotator=annotator,
                cancelled=cancelled,
            )
        )  # fmt: skip
        if job is not None:
            self.work.follow(job, _("Looking for the name…"))

    def show_found(self, found: Sequence[object]) -> None:
        """Show the places, with a label guessed from them where the name has none."""
        places = [each for each in found if isinstance(each, Place)]
        self.model.show_places(places, titles=self.scope.value() == "project")
        if not self._label:
            self._guess_label(places)
        rows = (row for row in range(self.model.rowCount()) if self._can_tick(row))
        self.list.setCurrentIndex(self.model.index(next(rows, 0), 0))

    def _guess_label(self, places: Sequence[Place]) -> None:
        """Words without a label take the one that the name has elsewhere, else the usual one."""
        tagged = [each.already for each in places if each.already is not None]
        layer, label = (tagged[0].layer, tagged[0].label) if tagged else self._name.usual
        if label:
            self.choose_label(layer, label)

    def _can_tick(self, row: int) -> bool:
        found = self.model.row_at(row)
        return isinstance(found, Row) and found.can_tick

    # The label

    def choose_label(self, layer: str, label: str) -> None:
        """Tag as this label; another layer is looked through anew."""
        other = layer != self._layer and bool(self._layer)
        self._layer, self._label = layer, label
        self._show_label()
        if other:
            self.look()

    def _show_label(self) -> None:
        schema = self._session.schema
        layer = schema.find_layer(self._layer) if schema else None
        label = layer.label(self._label) if layer else None
        name = label.name.text(language()) if label else _("Choose a label")
        self.label_button.show_label(label, name, key=label.key.upper() if label else "")
        self.label_button.setAccessibleName(_("Tag as {label}").format(label=name))
        self._delegate.set_label(label)
        self.model.set_label(self._layer, self._label)

    def _layers(self) -> list[Layer]:
        schema = self._session.schema
        return [each for each in schema.layers if each.kind != "relation"] if schema else []

    def _open_picker(self, layer_id: str) -> None:
        layers = {each.id: each for each in self._layers()}
        layer = layers.get(layer_id) or next(iter(layers.values()), None)
        if layer is None:
            return
        rect: QRect = self.label_button.rect()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner: QPoint = rect.bottomRight() if mirrored else rect.bottomLeft()
        self.picker.open_at(
            self.label_button.mapToGlobal(corner),
            layer,
            lambda label: self.choose_label(layer.id, label),
            current=self._label if layer.id == self._layer else "",
        )

    # Keys

    def own_key(self, key: str) -> bool:
        """The key of a label or of a layer chooses what is tagged."""
        for layer in self._layers():
            for label in layer.labels:
                if label.key and label.key.upper() == key:
                    self.choose_label(layer.id, label.id)
                    return True
            if layer.key and layer.key.upper() == key:
                self._open_picker(layer.id)
                return True
        return False

    # Tagging

    def act(self) -> None:
        """Tag what is ticked, as one change; the dialog closes when it is done."""
        places = [(each.document, (each.span,)) for each in self.model.ticked()]
        if not self._label:
            self.summary.setText(_("Press the key of a label first."))
        elif self.work.is_running():
            return
        elif not places:
            self.summary.setText(_("Nothing is ticked."))
        elif len(places) <= FEW:
            self._take(self._session.tag_all(self._layer, self._label, places, self._attributes()))
        else:
            job = self._session.tag_all_in_background(
                self._layer, self._label, places, self._attributes()
            )
            if job is not None:
                self.begin()
                self.work.follow(job, _("Tagging…"))

    def _attributes(self) -> tuple[NamedValue, ...]:
        """The mention's own, such as the canonical name, while the label is the mention's."""
        same = (self._layer, self._label) == (self._name.layer, self._name.label)
        return self._name.attributes if same else ()

    def _take(self, change: object) -> None:
        if change is not None:
            self.accept()

    def _count(self) -> None:
        ticked, possible, tagged = self.model.counts()
        parts = [
            _("{count} of {total} ticked").format(count=number(ticked), total=number(possible))
        ]
        if tagged:
            told = ngettext("{count} tagged already", "{count} tagged already", tagged)
            parts.append(told.format(count=number(tagged)))
        self.summary.setText(" · ".join(parts))
        text = ngettext("Tag {count} place", "Tag {count} places", ticked)
        self.tag_button.setText(text.format(count=number(ticked)) if ticked else _("Tag"))
