"""Painting one line of the list of annotations, or of what fills a role."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.text import Direction, paragraph_direction
from annotator.ui.marks import (
    MARK,
    Line,
    draw_fold,
    draw_ring,
    draw_state,
    draw_swatch,
    draw_text,
)
from annotator.ui.panels.annotation_model import ROW_ROLE, Row
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_SWATCH = 14
_GAP = 6
_PADDING = 2
_ARROW = 16
_BELOW = 20  # by how much what fills a role stands further in
_END = 12
_NAME_SHARE = 0.34  # of the width: labels stand in a column of their own, so that texts align


class AnnotationDelegate(QStyledItemDelegate):
    """Swatch, label and text; at the end the marks: incomplete, questioned, with a note."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(160, max(24, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme)
        line = Line(option.rect, option.direction)
        line.from_start(_PADDING)
        line.from_end(_END)
        draw_fold(painter, line.from_start(_ARROW, 2), row.fold, option, self.theme)
        if row.role:
            line.from_start(_BELOW)
            self._paint_role(painter, option, line, row)
        else:
            self._paint_annotation(painter, option, line, row)
        painter.restore()

    def _paint_annotation(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: Row
    ) -> None:
        font = QFont(option.font)
        font.setStrikeOut(row.review == "rejected")
        name_width = int(line.rest.width() * _NAME_SHARE)
        draw_swatch(painter, line.from_start(_SWATCH, _GAP), row.label, self.theme)
        draw_state(
            painter, option, line, self.theme,
            review=row.review, note=row.note, incomplete=row.incomplete, warns=row.warns,
        )  # fmt: skip
        name = line.from_start(name_width, _GAP)
        painter.setFont(font)
        painter.setPen(self.theme.roles.muted)
        draw_text(painter, name, row.name, option.direction, own_side=False)
        painter.setPen(self.theme.roles.text)
        draw_text(painter, line.rest, row.text, option.direction)

    def _paint_role(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: Row
    ) -> None:
        name = line.from_start(int(line.rest.width() * _NAME_SHARE), _GAP)
        painter.setFont(option.font)
        painter.setPen(self.theme.roles.muted)
        draw_text(painter, name, row.role, option.direction, own_side=False)
        if row.missing:
            draw_ring(painter, line.from_start(MARK, _GAP), self.theme)
            painter.setPen(self.theme.roles.warning)
            draw_text(painter, line.rest, row.text, option.direction, own_side=False)
            return
        if row.label:
            place = self._beside(line, row.text, option.direction)
            draw_swatch(painter, place, row.label, self.theme)
        painter.setPen(self.theme.roles.text)
        draw_text(painter, line.rest, row.text, option.direction)

    def _beside(self, line: Line, text: str, direction: Qt.LayoutDirection) -> QRect:
        """The place of a filler's swatch: where its text begins, whichever side that is."""
        interface: Direction = "rtl" if direction == Qt.LayoutDirection.RightToLeft else "ltr"
        if paragraph_direction(text, interface) == interface:
            return line.from_start(_SWATCH - 4, _GAP)
        return line.from_end(_SWATCH - 4, _GAP)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what lies under a row that reaches from edge to edge."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        painter.fillRect(option.rect, theme.roles.selection if selected else theme.roles.hover)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.focus_pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 3, 3)
