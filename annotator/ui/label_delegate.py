"""Painting one label of a list: swatch, both names, code, key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.translation import language
from annotator.core.schema import Label
from annotator.ui.label_list import LABEL_ROLE
from annotator.ui.marks import Line, draw_ground, draw_key, draw_swatch, draw_text, key_width
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_SWATCH = 14
_GAP = 8
_NAME_SHARE = 0.36


class LabelDelegate(QStyledItemDelegate):
    """A label with its name in the interface's language first, or the heading of a group."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code_width = 0
        self._key_width = 0

    def make_columns(self, labels: Iterable[Label], metrics: QFontMetrics) -> None:
        """Make the columns of codes and keys as wide as these labels need."""
        listed = list(labels)
        codes = (metrics.horizontalAdvance(each.id) + 2 for each in listed)
        keys = (key_width(metrics, each.key.upper()) for each in listed if each.key)
        self._code_width = max(codes, default=0)
        self._key_width = max(keys, default=0)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, max(24, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        label = index.data(LABEL_ROLE)
        line = Line(option.rect.adjusted(8, 0, -8, 0), option.direction)
        if isinstance(label, Label):
            draw_ground(painter, option, self._theme)
            self._paint_label(painter, option, line, label)
        else:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.roles.muted)
            heading = line.rest.adjusted(0, 4, 0, 0)
            draw_text(painter, heading, str(index.data()), option.direction, own_side=False)
        painter.restore()

    def _paint_label(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, label: Label
    ) -> None:
        own, other = label.name.text(language()), _other_name(label)
        roles = self._theme.roles
        painter.setFont(option.font)
        draw_swatch(painter, line.from_start(_SWATCH, _GAP), label, self._theme)
        if self._key_width:
            keys = line.from_end(self._key_width, _GAP)
            if label.key:
                draw_key(painter, keys, label.key.upper(), option.palette)
        name = line.from_start(int(line.rest.width() * _NAME_SHARE), _GAP)
        painter.setPen(roles.text)
        draw_text(painter, name, own, option.direction, own_side=False)
        painter.setPen(roles.muted)
        code = line.from_end(min(self._code_width, line.rest.width() // 2), _GAP)
        draw_text(painter, code, label.id, option.direction, own_side=False)
        draw_text(painter, line.rest, other, option.direction, own_side=False)


def _other_name(label: Label) -> str:
    """The name in the language that the interface does not speak, if there is one."""
    other = label.name.en if language() == "ar" else label.name.ar
    return other if other != label.name.text(language()) else ""
