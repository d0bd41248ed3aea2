"""Painting one command of the palette: its sign, its names, why it cannot act, its keys."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.command_list import COMMAND_ROLE, Command
from annotator.ui.line_delegate import Index, LineDelegate
from annotator.ui.marks import Line, draw_ground, draw_key, draw_swatch, draw_text, key_width

_SIGN = 16
_GAP = 8
_NAME_SHARE = 0.42


class CommandDelegate(LineDelegate):
    """A command in one line, or the heading of a group."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        command = index.data(COMMAND_ROLE)
        line = Line(option.rect.adjusted(_GAP, 0, -_GAP, 0), option.direction)
        if isinstance(command, Command):
            draw_ground(painter, option, self._theme)
            self._paint_command(painter, option, line, command)
        else:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.roles.muted)
            area = line.rest.adjusted(0, 4, 0, 0)
            draw_text(painter, area, str(index.data()), option.direction, own_side=False)
        painter.restore()

    def _paint_command(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, command: Command
    ) -> None:
        roles, metrics = self._theme.roles, option.fontMetrics
        self._paint_sign(painter, line.from_start(_SIGN, _GAP), command)
        name = line.from_start(int(line.rest.width() * _NAME_SHARE), _GAP)
        painter.setFont(option.font)
        for key in command.keys:
            draw_key(painter, line.from_end(key_width(metrics, key), 6), key, option.palette)
        if command.is_on:
            mark = line.from_end(_SIGN, _GAP)
            painter.setPen(roles.accent)
            draw_text(painter, mark, "✓", option.direction)
        painter.setPen(roles.disabled if command.reason else roles.text)
        draw_text(painter, name, command.name, option.direction, own_side=False)
        painter.setPen(roles.muted)
        beside = command.reason or command.other
        draw_text(painter, line.rest, beside, option.direction, own_side=False)

    def _paint_sign(self, painter: QPainter, area: QRect, command: Command) -> None:
        if command.label is not None:
            draw_swatch(painter, area.adjusted(1, 0, -1, 0), command.label, self._theme)
            return
        box = QRect(0, 0, _SIGN, _SIGN)
        box.moveCenter(area.center())
        mode = QIcon.Mode.Disabled if command.reason else QIcon.Mode.Normal
        command.icon.paint(painter, box, mode=mode)
