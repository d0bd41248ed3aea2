"""The labels with their keys, below the article: what can be tagged, and how often it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.model import Annotation, Change
from annotator.core.schema import Label, Layer
from annotator.ui.marks import Line, draw_key, draw_swatch, draw_text, key_width
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.theme import Theme

_HEIGHT = 30
_SWATCH = 12
_GAP = 5
_PAD = 5
_ROWS = 3
_TIGHT = 2
"""Rows beyond which the labels draw closer together."""


class Closeness(IntEnum):
    """How close the labels stand: each step gives up what can best be spared."""

    LOOSE = 0
    UNCOUNTED = 1
    CLOSE = 2


class LabelButton(QAbstractButton):
    """One label, or (without one) the list of all labels of a layer.

    Shows its key, its colour and line, its name, and how many the document has of it.
    """

    def __init__(self, layer: Layer, label: Label | None, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.layer = layer
        self.label = label
        self._theme = theme
        self._count = 0
        self._place = ""
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._current = False
        self._closeness = Closeness.LOOSE
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many annotations of the document have it."""
        if count != self._count:
            self._count = count
            self._describe()
            self.updateGeometry()
            self.update()

    def set_place(self, heading: str) -> None:
        """Say where the project's guidelines speak of the label."""
        if heading != self._place:
            self._place = heading
            self._describe()

    def set_closeness(self, closeness: Closeness) -> None:
        """Take less room: without the count, which the tooltip tells, and with narrower gaps."""
        if closeness != self._closeness:
            self._closeness = closeness
            self.updateGeometry()
            self.update()

    def set_current(self, current: bool) -> None:
        """Show that it is the label of the selected annotation."""
        if current != self._current:
            self._current = current
            self.update()

    def key(self) -> str:
        """The key that does the same."""
        return (self.label.key if self.label else self.layer.key).upper()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        pad, gap = self._spaces()
        width = 2 * pad + metrics.horizontalAdvance(self.text()) + 1
        if self.key():
            width += key_width(self._small_metrics(), self.key()) + gap
        if self.label is not None:
            width += _SWATCH + gap
        if self._closeness:
            return QSize(width, _HEIGHT)
        # Room for a count at all times, so that the first tag does not move the others.
        digits = len(number(self._count))
        return QSize(width + 5 + digits * self._small_metrics().horizontalAdvance("0"), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter)
        palette = self.palette()
        pad, gap = self._spaces()
        line = Line(self.rect().adjusted(pad, 0, -pad, 0), self.layoutDirection())
        if self.key():
            painter.setFont(self._small())
            width = key_width(self._small_metrics(), self.key())
            draw_key(painter, line.from_start(width, gap), self.key(), palette)
        if self.label is not None:
            place = line.from_start(_SWATCH, gap)
            place = QRect(place.left(), place.center().y() - _SWATCH // 2 + 1, _SWATCH, _SWATCH)
            draw_swatch(painter, place, self.label, self._theme)
        if self._count and not self._closeness:
            painter.setFont(self._small())
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            told = number(self._count)
            width = self._small_metrics().horizontalAdvance(told)
            draw_text(painter, line.from_end(width + 1, 4), told, self.layoutDirection())
        painter.setFont(self.font())
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
        draw_text(painter, line.rest, self.text(), self.layoutDirection(), own_side=False)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def retranslate(self) -> None:
        """Take the names again, in the interface's language."""
        self._describe()
        self.updateGeometry()

    def _spaces(self) -> tuple[int, int]:
        """The room at both ends, and between what the button shows."""
        return (_PAD - 2, _GAP - 1) if self._closeness == Closeness.CLOSE else (_PAD, _GAP)

    def _paint_back(self, painter: QPainter) -> None:
        roles = self._theme.roles
        area = self.rect().adjusted(1, 1, -1, -1)
        ground = None
        if self._current:
            ground = roles.selection
        elif self.isDown():
            ground = roles.pressed
        elif self._hovered and self.isEnabled():
            ground = roles.hover
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(area, 5, 5)
        if self.hasFocus():
            painter.setPen(self._theme.focus_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 5, 5)

    def _describe(self) -> None:
        name = self.label.name if self.label else self.layer.name
        arrow = "" if self.label else " ▾"
        self.setText(name.text(language()) + arrow)
        lines = [name.text(language())]
        if self.label is not None:
            lines[0] += f" ({self.label.id})"
            lines += [self.label.guide.text(language()), self.label.example]
            if self._place:
                told = _("In the guidelines: “{heading}”")
                lines.append(told.format(heading=isolate(self._place)))
        else:
            lines.append(_("Choose from all labels of this layer."))
        if self._count:
            told = ngettext("{count} in this document", "{count} in this document", self._count)
            lines.append(told.format(count=number(self._count)))
        if self.key():
            lines.append(_("Key: {key}").format(key=self.key()))
        self.setToolTip("\n".join(each for each in lines if each))
        self.setAccessibleName(lines[0])
        self.setAccessibleDescription("\n".join(each for each in lines[1:] if each))

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPointSizeF(max(7.0, small.pointSizeF() - 1.5))
        return small

    def _small_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._small())


class LabelStrip(QScrollArea):
    """Every layer with its labels, in as many lines as it takes, at most three at a time."""

    label_pressed = Signal(str, str)
    """A label was clicked: its layer and its code."""
    layer_pressed = Signal(str, object)
    """The list of a layer's labels is wanted: the layer and where (a global QPoint)."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._buttons: list[LabelButton] = []
        self._captions: list[tuple[QLabel, Layer]] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._places: Mapping[tuple[str, str], str] = {}
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Labels"))
        self._make()
        session.opened.connect(self._make)
        session.closed.connect(self._make)
        session.schema_editing.schema_changed.connect(self._make)
        session.document_changed.connect(self._count_all)
        session.changed.connect(self._take)
        session.busy_changed.connect(self._enable)
        session.shown.changed.connect(self._count_all)

    def buttons(self) -> list[LabelButton]:
        """The buttons, in their order."""
        return list(self._buttons)

    def button(self, layer_id: str, label_id: str = "") -> LabelButton | None:
        """The button of a label, or (without one) of a layer's list."""
        for each in self._buttons:
            if each.layer.id == layer_id and (each.label.id if each.label else "") == label_id:
                return each
        return None

    def set_places(self, places: Mapping[tuple[str, str], str]) -> None:
        """Say of each label where the project's guidelines speak of it."""
        self._places = places
        for each in self._buttons:
            if each.label is not None:
                each.set_place(places.get((each.layer.id, each.label.id), ""))

    def show_selected(self, annotation: Annotation | None) -> None:
        """Mark the label of the selected annotation."""
        current = self.button_of(annotation)
        for each in self._buttons:
            each.set_current(each is current)

    def button_of(self, annotation: Annotation | None) -> LabelButton | None:
        """The button that stands for an annotation's label."""
        if annotation is None:
            return None
        return self.button(annotation.layer, annotation.label) or self.button(annotation.layer)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for each in self._buttons:
            each.set_theme(theme)

    def retranslate(self) -> None:
        """Take every name again, in the interface's language."""
        self.setAccessibleName(_("Labels"))
        for each in self._buttons:
            each.retranslate()
        for caption, layer in self._captions:
            caption.setText(layer.name.text(language()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._fit()

    def _make(self) -> None:
        """Build the strip from the schema of the project."""
        body = QWidget()
        flow = FlowLayout(body, spacing=0)
        flow.setContentsMargins(10, 6, 10, 2)
        self._buttons, self._captions = [], []
        schema = self._session.schema
        for layer in schema.layers if schema else ():
            keyed = [each for each in layer.labels if each.key]
            if keyed:
                caption = QLabel(layer.name.text(language()))
                caption.setProperty("role", "muted")
                caption.setFixedHeight(_HEIGHT)
                caption.setContentsMargins(6, 0, 6, 0)
                self._captions.append((caption, layer))
                flow.addWidget(caption)
            for label in keyed:
                flow.addWidget(self._button(layer, label, body))
            if len(keyed) < len(layer.labels):
                flow.addWidget(self._button(layer, None, body))
        self.setWidget(body)
        self._count_all()
        self._enable()
        self._fit()

    def _button(self, layer: Layer, label: Label | None, parent: QWidget) -> LabelButton:
        button = LabelButton(layer, label, self._theme, parent)
        if label is not None:
            button.set_place(self._places.get((layer.id, label.id), ""))
            button.clicked.connect(lambda: self.label_pressed.emit(layer.id, label.id))
        else:
            button.clicked.connect(
                lambda: self.layer_pressed.emit(layer.id, button.mapToGlobal(_leading_top(button)))
            )
        self._buttons.append(button)
        return button

    def _enable(self, _busy: bool = False) -> None:
        for each in self._buttons:
            each.setEnabled(self._session.can_write)

    def _count_all(self, _document: str = "") -> None:
        shown = self._session.shown.shown
        self._counts = Counter(
            (each.layer, each.label) for each in self._session.annotations() if shown.shows(each)
        )
        self._show_counts()

    def _take(self, change: Change) -> None:
        document, shown = self._session.document, self._session.shown.shown
        for row in change.rows:
            if document is None or row.document != document.id:
                continue
            if isinstance(row.before, Annotation) and shown.shows(row.before):
                self._counts[row.before.layer, row.before.label] -= 1
            if isinstance(row.after, Annotation) and shown.shows(row.after):
                self._counts[row.after.layer, row.after.label] += 1
        self._show_counts()

    def _show_counts(self) -> None:
        own = {(each.layer.id, each.label.id) for each in self._buttons if each.label}
        rest: Counter[str] = Counter()
        for (layer, label), count in self._counts.items():
            if (layer, label) not in own:
                rest[layer] += count
        widths = [each.sizeHint().width() for each in self._buttons]
        for each in self._buttons:
            key = (each.layer.id, each.label.id) if each.label else None
            each.set_count(self._counts[key] if key else rest[each.layer.id])
        if widths != [each.sizeHint().width() for each in self._buttons]:
            self._fit()

    def _fit(self) -> None:
        """Be as high as the lines that are needed; draw closer rather than take a third."""
        body = self.widget()
        layout = body.layout() if body else None
        if layout is None:
            return
        wanted = 0
        for closeness in Closeness:
            for each in self._buttons:
                each.set_closeness(closeness)
            wanted = layout.heightForWidth(self.viewport().width())
            if wanted <= 8 + _TIGHT * _HEIGHT:
                break
        most = 8 + _ROWS * (_HEIGHT + 4)
        self.setFixedHeight(max(8, min(wanted, most)))


def _leading_top(button: LabelButton) -> QPoint:
    right = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return button.rect().topRight() if right else button.rect().topLeft()
