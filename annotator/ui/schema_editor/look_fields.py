"""Fields for how a label looks: its hue and its line, each shown as it is and with its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.app.translation import _
from annotator.core.errors import N_
from annotator.core.schema import COLORS, LINE_STYLES, Label, LineStyle, Names
from annotator.ui.marks import draw_rule, draw_swatch
from annotator.ui.panels.choices import Choice
from annotator.ui.schema_editor.fields import ChoiceField
from annotator.ui.theme import Theme

COLOR_NAMES: dict[str, str] = {
    "blue": N_("blue"),
    "cyan": N_("cyan"),
    "mint": N_("mint"),
    "pear": N_("pear"),
    "olive": N_("olive"),
    "yellow": N_("yellow"),
    "orange": N_("orange"),
    "pink": N_("pink"),
    "grey": N_("grey"),
}
LINE_NAMES: dict[str, str] = {
    "solid": N_("solid"),
    "dashed": N_("dashed"),
    "dotted": N_("dotted"),
    "wave": N_("wave"),
    "double": N_("double"),
}
_SIZE = QSize(28, 16)


def swatch(label: Label, theme: Theme, widget: QWidget, size: QSize = _SIZE) -> QIcon:
    """A label's colour and line as an icon."""
    return _icon(widget, size, lambda painter, area: _draw_swatch(painter, area, label, theme))


class ColorField(ChoiceField):
    """One of the hues that people of all kinds of colour vision tell apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__([Choice(each, _(COLOR_NAMES[each])) for each in COLORS], default="grey")
        for each in COLORS:
            button = self.choices.button(each)
            label = Label(each, Names(), color=each)
            _dress(button, swatch(label, theme, self))


class LineField(ChoiceField):
    """One of the styles that tell labels of one colour apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            [Choice(each, _(LINE_NAMES[each])) for each in LINE_STYLES], default="solid"
        )
        self._theme = theme
        self.set_color("grey")

    def set_color(self, color: str) -> None:
        """Draw the lines in the hue that the label has."""
        hue = self._theme.hue(color)
        for each in LINE_STYLES:
            draw = partial(_draw_line, color=hue.line, line=each)
            _dress(self.choices.button(each), _icon(self, _SIZE, draw))


def _dress(button: QToolButton, icon: QIcon) -> None:
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(_SIZE)
    button.setIcon(icon)


def _icon(widget: QWidget, size: QSize, draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return QIcon(pixmap)


def _draw_swatch(painter: QPainter, area: QRectF, label: Label, theme: Theme) -> None:
    draw_swatch(painter, area.toRect(), label, theme)


def _draw_line(painter: QPainter, area: QRectF, color: QColor, line: LineStyle) -> None:
    draw_rule(painter, area.adjusted(0, 0, 0, -6), color, line)
