"""A small strip of labels beside words that the mouse has just selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame

from annotator.core.schema import Layer, Schema
from annotator.core.text import Span, words
from annotator.ui.canvas import ArticleView
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.labels import LabelButton
from annotator.ui.theme import Theme

_WIDEST = 600
_LONGEST_NAME = 8
_SHORTEST_QUOTE = 3
_AWAY = 6
_EDGE = 8


class SelectionPalette(QFrame):
    """Opens below the selected words, or above them, and never on them; any key closes it."""

    label_pressed = Signal(str, str)
    """A label was clicked: its layer and its code."""
    layer_pressed = Signal(str, object)
    """The list of a layer's labels is wanted: the layer and where (a global QPoint)."""

    def __init__(self, article: ArticleView, theme: Theme) -> None:
        super().__init__(article.viewport())
        self._article = article
        self._theme = theme
        self._buttons: list[LabelButton] = []
        self._for: Span | None = None
        self._places: Mapping[tuple[str, str], str] = {}
        self._flow = FlowLayout(self, spacing=2)
        self._flow.setContentsMargins(4, 4, 4, 4)
        self.setProperty("role", "floating")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        article.installEventFilter(self)
        article.selection_changed.connect(self._selection_changed)
        article.verticalScrollBar().valueChanged.connect(self.hide)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for each in self._buttons:
            each.set_theme(theme)

    def set_places(self, places: Mapping[tuple[str, str], str]) -> None:
        """Say of each label where the project's guidelines speak of it."""
        self._places = places

    def buttons(self) -> list[LabelButton]:
        """The labels that are offered."""
        return list(self._buttons)

    def open(self, span: Span, schema: Schema) -> None:
        """Offer the labels for these words."""
        count = len(words(self._article.text(), span.start, span.end))
        self._fill([layer for layer in schema.layers if _may_be(layer, count)])
        boxes = self._article.boxes_of(span)
        if not boxes:
            return
        size = self._size()
        place = self._place(boxes, size)
        if place is None:
            return
        self._for = span
        self.setGeometry(QRect(place, size))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key in the article, or the article losing the keys, closes it."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self.hide()
        return super().eventFilter(watched, event)

    def _fill(self, layers: Iterable[Layer]) -> None:
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for layer in layers:
            for label in layer.labels if not layer.key else (None,):
                button = LabelButton(layer, label, self._theme, self)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                if label is not None:
                    button.set_place(self._places.get((layer.id, label.id), ""))
                button.clicked.connect(lambda _checked=False, it=button: self._press(it))
                self._flow.addWidget(button)
                self._buttons.append(button)
                button.show()

    def _press(self, button: LabelButton) -> None:
        place = button.mapToGlobal(QPoint(0, button.height()))
        self.hide()
        if button.label is None:
            self.layer_pressed.emit(button.layer.id, place)
        else:
            self.label_pressed.emit(button.layer.id, button.label.id)

    def _size(self) -> QSize:
        wide = min(_WIDEST, self._article.viewport().width() - 2 * _EDGE)
        return QSize(wide, self._flow.heightForWidth(wide))

    def _place(self, boxes: list[QRect], size: QSize) -> QPoint | None:
        """Below the last line of the words or above the first; None where neither has room."""
        inside = self._article.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        last, first = boxes[-1], boxes[0]
        for top in (last.bottom() + _AWAY, first.top() - _AWAY - size.height()):
            left = last.center().x() - size.width() // 2
            left = max(inside.left(), min(left, inside.right() - size.width() + 1))
            rect = QRect(QPoint(left, top), size)
            if inside.contains(rect) and not any(rect.intersects(box) for box in boxes):
                return rect.topLeft()
        return None

    def _selection_changed(self, span: Span | None) -> None:
        if span != self._for:
            self.hide()


def _may_be(layer: Layer, words_selected: int) -> bool:
    """Whether so many words may be what a layer marks; the keys offer the others all the same."""
    if layer.kind == "relation":
        return False
    if layer.kind == "span":
        return words_selected <= _LONGEST_NAME
    return bool(layer.key) or words_selected >= _SHORTEST_QUOTE
