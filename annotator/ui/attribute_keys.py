"""The attributes of the selected annotation with their keys, beside it in the article.

A letter stands for an attribute and gives it its next value; a digit gives the attribute that was
named last (at first the first one) the value of that number. The keys are taken by the window
while the overlay is open, so that everything else can be pressed as ever: it follows from one
annotation to the next, until Esc or its own key closes it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, language, number
from annotator.core.model import Annotation
from annotator.core.schema import AttributeType
from annotator.ui.canvas import ArticleView
from annotator.ui.panels.choices import LineField
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import KeyCap
from annotator.ui.panels.role_row import ROW, in_line

LETTERS = "ASDFGHKLZYTB"
"""One for each attribute, in their order; those of the resting hands first."""

_BELOW = 10
_EDGE = 8


class TextValue(LineField):
    """A free value; Enter and Esc give the keys back to the article."""

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        unchanged = event.key() == Qt.Key.Key_Escape and self.text() == self._kept
        super().keyPressEvent(event)
        if entered or unchanged:
            self._back()
        event.accept()


class AttributeKeys(QFrame):
    """The overlay itself; it changes attributes through the session."""

    def __init__(self, session: Session, article: ArticleView) -> None:
        super().__init__(article.viewport())
        self._session = session
        self._article = article
        self._annotation: Annotation | None = None
        self._attributes: tuple[AttributeType, ...] = ()
        self._current = 0
        self._buttons: dict[tuple[int, str], QToolButton] = {}
        self._fields: dict[int, TextValue] = {}
        self._names: list[QLabel] = []
        self.setProperty("role", "floating")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self.hide()
        article.verticalScrollBar().valueChanged.connect(self._set_place)
        session.document_changed.connect(lambda _id: self.close_it())

    def open(self, annotation: Annotation) -> bool:
        """Show the attributes of an annotation; whether its label has any."""
        schema = self._session.schema
        layer = schema.find_layer(annotation.layer) if schema else None
        attributes = layer.attributes_of(annotation.label) if layer else ()
        self._annotation = annotation
        if not attributes or not self._session.can_write:
            self.close_it()
            return False
        if attributes != self._attributes or not self.isVisible():
            self._attributes, self._current = attributes, 0
            self._fill()
        self._show_values()
        self._set_place()
        self.show()
        self.raise_()
        return True

    def follow(self, annotation: Annotation | None) -> None:
        """The selection went to another annotation, or the annotation changed."""
        if not self.isVisible():
            return
        if annotation is None:
            self.close_it()
        else:
            self.open(annotation)

    def close_it(self) -> None:
        """Put it away."""
        had_focus = any(each.hasFocus() for each in self._fields.values())
        self.hide()
        if had_focus:
            self._article.setFocus()

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What a plain key does to the attributes now; None where it means something else."""
        if not self.isVisible() or self._article.selection() is not None:
            return None
        if key == "Esc":
            return self.close_it
        if key in LETTERS[: len(self._attributes)]:
            return lambda: self.step(LETTERS.index(key))
        values = self._attributes[self._current].values
        if key.isdecimal() and 0 < int(key) <= len(values):
            return lambda: self.set_value(self._current, values[int(key) - 1])
        return None

    def step(self, place: int) -> None:
        """Give an attribute its next value, round the end; a free one is written."""
        self._current = place
        attribute = self._attributes[place]
        field = self._fields.get(place)
        if field is not None:
            self._show_values()
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
            return
        values = list(attribute.values)
        if not attribute.default and not attribute.required:
            values.insert(0, "")
        now = self._value(attribute)
        at = values.index(now) if now in values else -1
        self._set(attribute, values[(at + 1) % len(values)])

    def set_value(self, place: int, value: str) -> None:
        """Give an attribute a value; the one that it has is taken away where that is allowed."""
        self._current = place
        attribute = self._attributes[place]
        optional = not attribute.required and not attribute.default
        has_it = optional and self._value(attribute) == value
        self._set(attribute, "" if has_it else value)

    def value_button(self, attribute_id: str, value: str) -> QToolButton:
        """The button of a value."""
        place = [each.id for each in self._attributes].index(attribute_id)
        return self._buttons[place, value]

    # How it is done

    def _set(self, attribute: AttributeType, value: str) -> None:
        if self._annotation is None:
            return
        before = self._annotation
        if self._session.set_attribute(before.id, attribute.id, value) is None:
            self._show_values()

    def _value(self, attribute: AttributeType) -> str:
        held = self._annotation.attribute(attribute.id) if self._annotation else ""
        return held or attribute.default

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.clear()
        self._fields.clear()
        self._names.clear()
        top = Qt.AlignmentFlag.AlignTop
        for place, attribute in enumerate(self._attributes):
            name = QLabel(attribute.name.text(language()))
            self._names.append(name)
            if place < len(LETTERS):
                self._grid.addWidget(in_line(KeyCap(LETTERS[place])), place, 0, top)
            name.setMinimumHeight(ROW)
            self._grid.addWidget(name, place, 1, top)
            self._grid.addWidget(self._editor(place, attribute), place, 2)
        self._grid.setColumnStretch(2, 1)
        close = QLabel(_("Letter: next value. Digit: that value. Esc closes."))
        close.setProperty("role", "muted")
        self._grid.addWidget(close, len(self._attributes), 0, 1, 3)

    def _editor(self, place: int, attribute: AttributeType) -> QWidget:
        if not attribute.values:
            field = TextValue(self._article.setFocus)
            field.setAccessibleName(attribute.name.text(language()))
            field.setMinimumWidth(180)
            field.committed.connect(lambda text: self._set(attribute, text))
            self._fields[place] = field
            return field
        row = QWidget()
        layout = FlowLayout(row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        names = attribute.value_names
        for at, value in enumerate(attribute.values):
            name = (names[at].text(language()) if at < len(names) else "") or value
            button = QToolButton()
            button.setText(f"{number(at + 1)}  {name}")
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setMinimumHeight(ROW)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(
                lambda _on=False, place=place, value=value: self.set_value(place, value)
            )
            self._buttons[place, value] = button
            layout.addWidget(button)
        return row

    def _show_values(self) -> None:
        for (place, value), button in self._buttons.items():
            button.setChecked(self._value(self._attributes[place]) == value)
        for place, field in self._fields.items():
            held = (
                self._annotation.attribute(self._attributes[place].id) if self._annotation else ""
            )
            field.set_text(held)
        for place, name in enumerate(self._names):
            font = QFont(self.font())
            font.setBold(place == self._current)
            font.setUnderline(place == self._current)
            name.setFont(font)

    def _set_place(self, _scrolled: object = None) -> None:
        """Below the end of the annotation, or above its start, inside the view."""
        annotation, view = self._annotation, self._article.viewport()
        if annotation is None:
            return
        self.setLayoutDirection(view.layoutDirection())
        inside = view.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self._grid.activate()
        width = min(self._grid.totalSizeHint().width(), inside.width())
        self.resize(width, max(self._grid.totalHeightForWidth(width), self.minimumHeight()))
        boxes = self._article.boxes_of(annotation.spans[0]) if annotation.spans else []
        last = boxes[-1] if boxes else view.rect()
        first = boxes[0] if boxes else view.rect()
        top = last.bottom() + _BELOW + 24  # the tags stand right below the words
        if top + self.height() > inside.bottom():
            top = max(inside.top(), first.top() - _BELOW - self.height())
        left = last.center().x() - self.width() // 2
        left = max(inside.left(), min(left, inside.right() - self.width()))
        self.move(QPoint(left, max(inside.top(), min(top, inside.bottom() - self.height()))))
