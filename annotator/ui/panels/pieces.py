"""Small widgets that the panels and dialogs are made of: texts that elide, keys, headings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from annotator.app.translation import _
from annotator.core.schema import Label
from annotator.ui.marks import Line, draw_key, draw_swatch, draw_text, key_width
from annotator.ui.theme import Theme

TARGET = 24
"""The least height and width of what can be clicked, in pixels."""
SWATCH = 14
PADDING = 8
GAP = 6
ARROW = 10


class ElidedLabel(QLabel):
    """One line of text in its own direction, with dots where the room ends.

    The whole text is in the tooltip whenever dots are shown.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        cut = draw_text(painter, area, self.text(), self.layoutDirection(), own_side=False)
        self.setToolTip(self.text() if cut else "")


class WrappedLabel(QLabel):
    """Plain text in as many lines as it takes, each of which begins at the edge.

    Qt (6.11) counts the space at which a right-to-left line is wrapped into its width, and so
    sets such lines some pixels away from the edge; this lays them out by itself.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        margin = self.margin()
        area = self.contentsRect().adjusted(margin, margin, -margin, -margin)
        layout = self._lay_out(area.width())
        height = layout.boundingRect().height()
        spare = max(0.0, area.height() - height)
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            spare = 0.0
        layout.draw(painter, QPointF(area.left(), area.top() + spare / 2))

    def _lay_out(self, width: int) -> QTextLayout:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        is_centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        side = Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignRight
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


class KeyCap(QWidget):
    """A key as it is printed on a keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(_("Key: {key}").format(key=key))
        if not key:
            self.hide()  # showing it here would open a window of its own
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self.fontMetrics(), self._key), self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        draw_key(QPainter(self), self.rect(), self._key, self.palette())


class Heading(QLabel):
    """The small heading above a part of a panel, which names the field below it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "muted")


class TextButton(QPushButton):
    """A button with a label's swatch, a text in its own direction that elides, and a key.

    `arrow` shows that a list opens.
    """

    def __init__(self, theme: Theme, *, arrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arrow = arrow
        self._label: Label | None = None
        self._key = ""
        self._shown = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label | None, text: str, *, key: str = "") -> None:
        """Show a text and, where it has one, its label's swatch and key."""
        self._label = label
        self._key = key
        # An ampersand of the text is no mnemonic, and is doubled for Qt's own use of the text.
        self.setText(text.replace("&", "&&"))
        self._shown = text
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the style sheet may change the font
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._shown) + 2 * PADDING + 2
        width += SWATCH + GAP if self._label else 0
        width += ARROW + GAP if self._arrow else 0
        width += key_width(metrics, self._key) + GAP if self._key else 0
        return QSize(width, max(TARGET, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        area = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        row = Line(area, self.layoutDirection())
        if self._label:
            draw_swatch(painter, row.from_start(SWATCH, GAP), self._label, self._theme)
        if self._arrow:
            arrow = QStyleOption()
            arrow.rect = row.from_end(ARROW, GAP)
            arrow.palette = self.palette()
            arrow.state = option.state
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow)
        if self._key:
            place = row.from_end(key_width(self.fontMetrics(), self._key), GAP)
            draw_key(painter, place, self._key, self.palette())
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.ButtonText))
        cut = draw_text(painter, row.rest, self._shown, self.layoutDirection(), own_side=False)
        self.setToolTip(self._shown if cut else "")
