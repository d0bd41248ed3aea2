"""A list of labels to choose one from, with their colours, codes and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from annotator.app.surgery import LabelKey
from annotator.app.translation import isolate, language, number
from annotator.core.schema import Label, Layer
from annotator.ui.marks import draw_swatch
from annotator.ui.panels.pieces import SWATCH
from annotator.ui.theme import Theme


class LabelChoice(QComboBox):
    """The labels of some layers. Letters typed into it find a label by its name."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(20)

    def show_labels(
        self,
        labels: list[tuple[Layer, Label]],
        counts: Mapping[LabelKey, int] | None = None,
        *,
        none: str = "",
    ) -> None:
        """Offer labels, with counts where given; `none` names a choice of no label at all.

        What was chosen stays chosen where it is still among them.
        """
        chosen = self.label()
        with QSignalBlocker(self):
            self.clear()
            if none:
                self.addItem(none, None)
            for layer, label in labels:
                count = counts.get((layer.id, label.id), 0) if counts is not None else None
                self.addItem(_swatch(label, self._theme), _text(label, count), (layer.id, label.id))
            if chosen is not None:
                self.choose(chosen)

    def label(self) -> LabelKey | None:
        """The label that is chosen, or None."""
        found: Any = self.currentData()
        return (str(found[0]), str(found[1])) if found else None

    def choose(self, label: LabelKey) -> None:
        """Show a label as the chosen one."""
        for row in range(self.count()):
            if tuple(self.itemData(row) or ()) == label:
                self.setCurrentIndex(row)


def _text(label: Label, count: int | None) -> str:
    name = label.name.text(language())
    text = name if name == label.id else f"{name} — {isolate(label.id)}"
    return text if count is None else f"{text} \u2068({number(count)})\u2069"


def _swatch(label: Label, theme: Theme) -> QIcon:
    picture = QPixmap(SWATCH, SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_swatch(painter, picture.rect(), label, theme)
    painter.end()
    return QIcon(picture)
