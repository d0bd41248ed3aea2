"""Painting a row of the list that links a mention."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.cast.entry_list import ROW_ROLE, EntryRow
from annotator.ui.line_delegate import Index, LineDelegate
from annotator.ui.marks import Line, draw_ground, draw_text

_GAP = 8
_NAME_SHARE = 0.42


class EntryDelegate(LineDelegate):
    """The name, then the kind and the reason, and how many mentions there are at the end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, EntryRow):
            return
        painter.save()
        draw_ground(painter, option, self._theme)
        line = Line(option.rect.adjusted(_GAP, 0, -_GAP, 0), option.direction)
        roles, metrics = self._theme.roles, option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(roles.muted)
        if row.count:
            place = line.from_end(metrics.horizontalAdvance(row.count) + 2, _GAP)
            draw_text(painter, place, row.count, option.direction, own_side=False)
        if row.does == "link":
            name = line.from_start(int(option.rect.width() * _NAME_SHARE), _GAP)
            draw_text(painter, line.rest, row.beside, option.direction, own_side=False)
        else:
            wide = metrics.horizontalAdvance(row.beside) + 2 if row.beside else 0
            place = line.from_end(wide, _GAP)
            draw_text(painter, place, row.beside, option.direction, own_side=False)
            name = line.rest
        painter.setPen(roles.text if row.does == "link" else roles.accent)
        draw_text(painter, name, row.name, option.direction, own_side=False)
        painter.restore()
