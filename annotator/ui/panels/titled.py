"""A field with its name: beside it where there is room for both, else above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from annotator.ui.panels.pieces import ElidedLabel
from annotator.ui.panels.role_row import ROW

SHARE = 0.3
"""Of the width, for the names: fields then begin in one line, as those of roles do."""
_GAP = 8


class Titled(QWidget):
    """A named field. Whoever holds several stacks all of them or none (`set_stacked`)."""

    def __init__(self, title: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = ElidedLabel(title)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._heading, 3, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(field, 7)
        self.set_stacked(stacked=False)

    def needs(self) -> int:
        """The width at which the whole name fits beside its field."""
        self._heading.ensurePolished()
        name = self._heading.fontMetrics().horizontalAdvance(self._heading.text())
        return int((name + _GAP) / SHARE)

    def set_stacked(self, *, stacked: bool) -> None:
        """Let the name stand above the field, or beside it."""
        across = QSizePolicy.Policy.Ignored
        down = QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if stacked else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(2 if stacked else _GAP)
        self._heading.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._heading.setFixedHeight(self._heading.fontMetrics().height() + 4 if stacked else ROW)
        # Stacked, an alignment would keep the name as narrow as it may be: one letter.
        top = Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignTop
        self._box.setAlignment(self._heading, top)
