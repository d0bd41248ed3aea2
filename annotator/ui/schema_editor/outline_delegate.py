"""Painting one part of the schema in the tree: a mistake's sign, the label's look, name and key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.schema import Label
from annotator.ui.marks import Line, draw_ground, draw_key, draw_swatch, draw_text, key_width
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Label` whose look a row shows; None for parts without one."""
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
"""The key of a part as it is printed on keyboards."""
WRONG_ROLE = Qt.ItemDataRole.UserRole + 3
"""How many mistakes a part has."""

_SWATCH = 14
_SIGN = 16
_GAP = 8


class OutlineDelegate(QStyledItemDelegate):
    """One row of the tree; the sign says that a part is wrong, and so does its colour."""

    def __init__(self, theme: Theme, sign: QIcon, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = sign

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, max(26, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme)
        line = Line(option.rect.adjusted(6, 0, -6, 0), option.direction)
        wrong, look, key = (index.data(role) for role in (WRONG_ROLE, LOOK_ROLE, KEY_ROLE))
        painter.setFont(option.font)
        if key:
            width = key_width(option.fontMetrics, key)
            draw_key(painter, line.from_end(width, _GAP), key, option.palette)
        if wrong:
            self._sign.paint(painter, line.from_start(_SIGN, _GAP))
        if isinstance(look, Label):
            draw_swatch(painter, line.from_start(_SWATCH, _GAP), look, self._theme)
        roles = self._theme.roles
        painter.setPen(roles.error if wrong else roles.text)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_text(painter, line.rest, name, option.direction, own_side=False)
        painter.restore()
