"""A card that says what a label means, and where the guidelines say more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.app.translation import _, isolate, language
from annotator.core.schema import Label, Layer
from annotator.ui.marks import draw_swatch
from annotator.ui.panels.pieces import KeyCap, WrappedLabel
from annotator.ui.theme import Theme

_WIDTH = 420


class _Swatch(QWidget):
    """The colour and line of a label."""

    def __init__(self, label: Label, theme: Theme) -> None:
        super().__init__()
        self._label, self._theme = label, theme
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        draw_swatch(QPainter(self), self.rect(), self._label, self._theme)


class GuidanceCard(QFrame):
    """Opens where the eye is and closes with Escape or a click elsewhere."""

    guidelines_requested = Signal(str)
    """The guidelines are wanted, at this heading; the empty string: at their top."""

    def __init__(
        self, layer: Layer, label: Label, heading: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "floating")
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.setFixedWidth(_WIDTH)
        name, where = label.name.text(language()), layer.name.text(language())
        self.setAccessibleName(_("Guidance for “{label}”").format(label=isolate(name)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._title(label, name, theme))
        code = WrappedLabel(f"{where} · {isolate(label.id)}")
        code.setProperty("role", "muted")
        column.addWidget(code)
        self.guide = WrappedLabel(
            label.guide.text(language()) or _("The schema says nothing of this label yet.")
        )
        column.addWidget(self.guide)
        if label.example:
            self.example = WrappedLabel(_("Example: {example}").format(example=label.example))
            self.example.setProperty("role", "muted")
            column.addWidget(self.example)
        told = _("In the guidelines: “{heading}”").format(heading=isolate(heading))
        self.more = QPushButton((told if heading else _("Open the guidelines")).replace("&", "&&"))
        self.more.setAutoDefault(True)
        self.more.clicked.connect(lambda: self._open(heading))
        column.addWidget(self.more)
        self.setAccessibleDescription("\n".join((self.guide.text(), label.example)))

    def open_at(self, place: QPoint) -> None:
        """Show the card at a global point, moved where the screen would cut it off."""
        self.adjustSize()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))
        rect = QRect(place, self.size())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveRight(place.x())
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        if rect.bottom() > area.bottom():
            rect.moveBottom(place.y() - 32)
        rect.moveLeft(max(area.left(), min(rect.left(), area.right() - rect.width())))
        rect.moveTop(max(area.top(), rect.top()))
        self.setGeometry(rect)
        self.show()
        self.more.setFocus(Qt.FocusReason.PopupFocusReason)

    def _title(self, label: Label, name: str, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = QLabel(name)
        title.setProperty("role", "heading")
        row.addWidget(_Swatch(label, theme))
        row.addWidget(title)
        row.addStretch(1)
        if label.key:
            row.addWidget(KeyCap(label.key.upper(), self))
        return row

    def _open(self, heading: str) -> None:
        self.close()
        self.guidelines_requested.emit(heading)
