"""A list of labels that opens where the eye is, and narrows as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QWidget

from annotator.app.translation import _, isolate, language
from annotator.core.schema import Layer
from annotator.ui.label_delegate import LabelDelegate
from annotator.ui.label_list import LabelModel
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme
from annotator.ui.type_ahead import TypeAhead

ROWS = 14
"""How many rows the list shows before it scrolls."""
REMEMBERED = 5
"""How many labels stand on top because they were used last."""
WIDTH = 460


class LabelPicker(TypeAhead):
    """Chooses a label of one layer by typing, by arrows, or by mouse.

    What is to be done with the label is told when it is opened; `cancelled` tells that it was
    closed without a choice. The labels used last are remembered for each layer and stand on top.
    """

    chosen = Signal(str, str)
    """A label was chosen: the ids of its layer and of itself."""
    cancelled = Signal()
    """It was closed, and nothing was chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model = LabelModel()
        super().__init__(self.model, parent)
        self._layer: Layer | None = None
        self._recent: dict[str, list[str]] = {}
        self._likely: Sequence[str] = ()
        self._then: Callable[[str], object] = _nothing
        self._decided = False
        self._places: Mapping[tuple[str, str], str] = {}
        self._delegate = LabelDelegate(theme, self.list)
        self.set_delegate(self._delegate)
        self.list.selectionModel().currentChanged.connect(self._explain)
        self.guide = WrappedLabel()
        self.guide.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.guide.setProperty("role", "muted")
        self.column.addWidget(self.guide)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.set_theme(theme)

    def set_places(self, places: Mapping[tuple[str, str], str]) -> None:
        """Say of each label where the project's guidelines speak of it."""
        self._places = places

    def set_recent(self, layer_id: str, labels: Sequence[str]) -> None:
        """Say which labels of a layer were used last, the latest first."""
        self._recent[layer_id] = list(labels)[:REMEMBERED]

    def recent(self, layer_id: str) -> list[str]:
        """The labels of a layer used last, the latest first."""
        return list(self._recent.get(layer_id, ()))

    def open_at(
        self,
        point: QPoint,
        layer: Layer,
        then: Callable[[str], object] | None = None,
        *,
        current: str = "",
        likely: Sequence[str] = (),
    ) -> None:
        """Open at a global point with the labels of `layer`, `current` highlighted.

        Those that are `likely` (codes, the likeliest first) stand on top of all.
        `then` is called with the id of the label that is chosen, after the list has closed.
        """
        self._layer = layer
        self._likely = likely
        self._then = then or _nothing
        self._delegate.make_columns(layer.labels, self.list.fontMetrics())
        self._decided = False
        name = layer.name.text(language())
        self.field.setPlaceholderText(_("Type a name or a code"))
        self.field.setAccessibleName(_("Label of {layer}").format(layer=name))
        self.list.setAccessibleName(name)
        self.nothing.setText(_("No label fits. Backspace brings them back."))
        self.start()
        row = self.model.row_of(current) if current else -1
        if row >= 0:
            self.highlight(row)
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.resize(self._fitting_size())
        self.put_at(point)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._decided and not event.spontaneous():
            self._decided = True
            self.cancelled.emit()

    def narrow(self, text: str) -> None:
        if self._layer is None:
            return
        if text:
            self.model.show_matches(self._layer.labels, text)
        else:
            recent = self._recent.get(self._layer.id, ())
            self.model.show_groups(self._layer, recent, self._likely)

    def _explain(self, index: QModelIndex) -> None:
        label = self.model.label_at(index.row())
        if label is None or self._layer is None:
            self.guide.setText("")
            return
        heading = self._places.get((self._layer.id, label.id), "")
        told = _("In the guidelines: “{heading}”").format(heading=isolate(heading))
        lines = (label.guide.text(language()), label.example, told if heading else "")
        self.guide.setText("\n".join(each for each in lines if each))

    def choose(self, index: QModelIndex) -> None:
        label = self.model.label_at(index.row())
        if label is None or self._layer is None:
            return
        earlier = [each for each in self.recent(self._layer.id) if each != label.id]
        self.set_recent(self._layer.id, [label.id, *earlier])
        self._decided = True
        self.close()
        self.chosen.emit(self._layer.id, label.id)
        self._then(label.id)

    def _fitting_size(self) -> QSize:
        row = self.list.sizeHintForRow(0)
        rows = min(max(self.model.rowCount(), 3), ROWS)
        field = self.field.sizeHint().height()
        guide = self.guide.fontMetrics().lineSpacing() * (4 if self._places else 3)
        return QSize(WIDTH, field + rows * row + guide + 8 * 5)


def _nothing(_label: str) -> None:
    """What is done with a label when nobody asked for it."""
