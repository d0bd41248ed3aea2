"""How the selected label looks in the text, in the light and in the dark theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.app.translation import _, language
from annotator.core.schema import Label, Path, value_at
from annotator.core.text import paragraph_direction
from annotator.ui.fonts import article_font, interface_font
from annotator.ui.marks import Line, draw_key, draw_rule, draw_text, key_width
from annotator.ui.schema_editor.outline import look_of
from annotator.ui.theme import Theme

_PAD = 12
_BEFORE, _AFTER = "… ", " …"
_NOTHING = "نص"


class Sample(QWidget):
    """A few words as an article shows them, one of them with the label; beside it its button."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._font = article_font(settings)
        self._chip = interface_font(settings)
        self._chip.setPointSizeF(max(7.0, self._chip.pointSizeF() - 1))
        self._label: Label | None = None
        self._name = self._key = self._example = ""
        self.setMinimumHeight(QFontMetrics(self._font).height() + 44)

    def show_label(self, label: Label | None, key: str, example: str) -> None:
        """Show a label; None for a part that has no look."""
        self._label, self._key, self._example = label, key, example or _NOTHING
        self._name = label.name.text(language()) if label else ""
        told = _("dark theme") if self._theme.is_dark else _("light theme")
        self.setAccessibleName(_("Preview: {name}").format(name=f"{self._name} ({told})"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.roles.rule)
        painter.setBrush(self._theme.roles.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._label is not None:
            self._paint_words(painter, self._label)

    def _paint_words(self, painter: QPainter, label: Label) -> None:
        """The words run from their own side; the label's hue is behind and below the example."""
        metrics, hue = QFontMetrics(self._font), self._theme.hue(label.color)
        rtl = paragraph_direction(self._example) != "ltr"
        direction = _direction(rtl=rtl)
        room = self.width() - 2 * _PAD - metrics.horizontalAdvance(_BEFORE + _AFTER)
        example = metrics.elidedText(self._example, Qt.TextElideMode.ElideRight, max(20, room))
        top, at = 6, _PAD
        for text in (_BEFORE, example, _AFTER):
            width = metrics.horizontalAdvance(text)
            left = self.width() - at - width if rtl else at
            area = QRect(left, top, width, metrics.height())
            if text == example:
                self._paint_mark(painter, QRectF(area), label)
                self._paint_chip(painter, area, rtl=rtl, color=hue.chip)
            painter.setFont(self._font)
            painter.setPen(self._theme.roles.article_text)
            draw_text(painter, area.adjusted(-2, 0, 2, 0), text, direction)
            at += width

    def _paint_mark(self, painter: QPainter, area: QRectF, label: Label) -> None:
        hue = self._theme.hue(label.color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(area.adjusted(-1, 2, 1, 0), 3, 3)
        draw_rule(painter, area.adjusted(-1, 0, 1, 4), hue.line, label.line)

    def _paint_chip(self, painter: QPainter, area: QRect, *, rtl: bool, color: QColor) -> None:
        """The key and the name of the label, below the word, from its own side on."""
        painter.setFont(self._chip)
        metrics = QFontMetrics(self._chip)
        left = _PAD if rtl else area.left()
        right = area.right() if rtl else self.width() - _PAD
        below = QRect(left, area.bottom() + 8, right - left, metrics.height() + 4)
        line = Line(below, _direction(rtl=rtl))
        if self._key:
            cap = line.from_start(key_width(metrics, self._key), 6)
            draw_key(painter, cap, self._key, self._theme.palette())
        painter.setPen(color)
        draw_text(painter, line.rest, self._name, _direction(rtl=rtl), own_side=False)


class Preview(QWidget):
    """The label that is selected in the draft, on light and on dark paper side by side."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.samples = [Sample(Theme.load(name), settings) for name in ("light", "dark")]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(8)
        for each in self.samples:
            row.addWidget(each, 1)

    def show_part(self, values: Mapping[str, Any] | None, path: Path) -> None:
        """Show the label at a path, or the one around it; hide where none marks text."""
        covers_text = value_at(values, (*path[:2], "kind")) != "relation"
        is_label = len(path) >= 4 and path[2] == "labels" and covers_text and values is not None
        self.setVisible(is_label)
        if is_label:
            path = path[:4]
            key = str(value_at(values, (*path, "key"), "")).upper()
            example = str(value_at(values, (*path, "example"), ""))
            for each in self.samples:
                each.show_label(look_of(values, path), key, example)


def _direction(*, rtl: bool) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
