"""Painting a place of a name: a box to tick, the words around it, what is tagged there already."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.app.everywhere import Place
from annotator.app.translation import number
from annotator.core.schema import Label
from annotator.core.text import Direction, Utf16Index, paragraph_direction
from annotator.ui.dialogs.places_model import ROW_ROLE, Heading, PlacesModel, Row
from annotator.ui.marks import Line, draw_ground, draw_swatch, draw_text
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_BOX = 16
_GAP = 8
_SWATCH = 12


class PlacesDelegate(QStyledItemDelegate):
    """The name stands in one column, whatever is around it, on the ground of its label."""

    note_width = 150
    """Pixels for what stands beside a place, such as what is tagged there already."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label: Label | None = None

    def set_label(self, label: Label | None) -> None:
        """Take the label whose colour the name stands on."""
        self._label = label

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        space = 16 if isinstance(index.data(ROW_ROLE), Heading) else 10
        return QSize(200, max(24, option.fontMetrics.height() + space))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Line(option.rect.adjusted(_GAP, 0, -_GAP, 0), option.direction)
        if isinstance(found, Heading):
            self._paint_heading(painter, option, line, found)
        elif isinstance(found, Row):
            draw_ground(painter, option, self._theme)
            with_notes = self.has_notes(index.model())
            self._paint_place(painter, option, line, found, with_notes=with_notes)
        painter.restore()

    def has_notes(self, model: QAbstractItemModel) -> bool:
        """Whether the rows of a model leave room for what stands beside a place."""
        return isinstance(model, PlacesModel) and model.has_notes()

    def ground_of(self, row: Row) -> Label | None:
        """The label whose colour the name of a row stands on."""
        return self._label if row.can_tick else row.label

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, heading: Heading
    ) -> None:
        font = QFont(option.font)
        font.setBold(not heading.is_title)
        painter.setFont(font)
        painter.setPen(self._theme.roles.muted if heading.is_title else self._theme.roles.text)
        area = line.rest.adjusted(0, 6, 0, 0)
        text = f"{heading.text} \u2068({number(heading.count)})\u2069"
        draw_text(painter, area, " ".join(text.split()), option.direction, own_side=False)

    def _paint_place(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        row: Row,
        *,
        with_notes: bool,
    ) -> None:
        box = line.from_start(_BOX, _GAP)
        if row.can_tick:
            self._paint_box(painter, option, box, ticked=row.ticked)
        painter.setFont(option.font)
        if with_notes:
            notes = Line(line.from_end(self.note_width, _GAP), option.direction)
            if row.note:
                draw_swatch(painter, notes.from_start(_SWATCH, 6), row.label, self._theme)
                painter.setPen(self._theme.roles.muted)
                draw_text(painter, notes.rest, row.note, option.direction, own_side=False)
        self._paint_words(painter, option, line.rest, row)

    def _paint_box(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, *, ticked: bool
    ) -> None:
        box = QStyleOptionButton()
        box.rect = QRect(area.left(), area.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        box.palette = option.palette
        box.state = QStyle.StateFlag.State_Enabled
        box.state |= QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        style = option.widget.style()
        element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        style.drawPrimitive(element, box, painter, option.widget)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row
    ) -> None:
        """Lay the words out whole, so that letters stay joined, and put the name in the middle."""
        interface: Direction = (
            "rtl" if option.direction == Qt.LayoutDirection.RightToLeft else "ltr"
        )
        text, start, end = _shown(row.place, option.fontMetrics, area.width())
        index = Utf16Index(text)
        layout = QTextLayout(text, option.font)
        rtl = paragraph_direction(text, interface) == "rtl"
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        text_option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        text_option.setTextDirection(direction)
        text_option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(text_option)
        layout.beginLayout()
        found = layout.createLine()
        found.setLineWidth(100_000)
        layout.endLayout()
        first, last = index.to_utf16(start), index.to_utf16(end)
        edges = [float(_x(found.cursorToX(place))) for place in (first, last)]
        middle = sum(edges) / 2
        name = QTextLayout.FormatRange()
        name.start, name.length = first, last - first
        text_format = name.format
        roles = self._theme.roles
        text_format.setForeground(roles.text)
        text_format.setBackground(self._theme.hue(_color(self.ground_of(row))).fill)
        name.format = text_format
        painter.setClipRect(area)
        painter.setPen(roles.muted)
        top = area.center().y() + 1 - found.height() / 2
        layout.draw(painter, QPointF(area.center().x() - middle, top), [name])
        painter.setClipping(False)


def _shown(place: Place, metrics: QFontMetrics, width: int) -> tuple[str, int, int]:
    """The words of a place on one line, and where the name is in them (code points)."""
    before, text, after = (_flat(each) for each in (place.before, place.text, place.after))
    text = _shortened(text, metrics, width)
    return before + text + after, len(before), len(before) + len(text)


def _shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """A name that is wider than its row: its first and last words, so that both edges are seen."""
    words = text.split(" ")
    wide = metrics.horizontalAdvance(text)
    if wide <= width or len(words) < 3:
        return text
    kept = max(2, int(len(words) * width / wide) - 1)
    last = kept // 2
    return " ".join([*words[: kept - last], "…", *words[-last:]])


def _flat(text: str) -> str:
    """Text without line breaks; a leading U+FEFF, which PySide drops, becomes a word joiner."""
    return text.replace("\n", " ").replace("\ufeff", "\u2060").replace("\u2028", " ")


def _x(found: object) -> float:
    """The place of a cursor; PySide gives it alone, or with the offset that it belongs to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _color(label: Label | None) -> str:
    return label.color if label else "grey"
