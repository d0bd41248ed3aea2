"""A layout that sets its widgets in lines, as words are set, and starts where reading starts."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Sets widgets beside one another and wraps where the line is full.

    Lines begin at the right in a right-to-left interface. A widget that is wider than the line
    gets the line's width.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def insert(self, place: int, widget: QWidget) -> None:
        """Add a widget before the one at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [each.sizeHint() for each in self._shown()]
        gaps = self._gap * max(0, len(hints) - 1)
        one_line = QSize(
            sum(each.width() for each in hints) + gaps,
            max((each.height() for each in hints), default=0),
        )
        return one_line.expandedTo(self.minimumSize())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if not each.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for line, top, height in self._lines(area):
            left = area.left()
            for item in line if move else ():
                size = QSize(min(item.sizeHint().width(), area.width()), item.sizeHint().height())
                place = QRect(QPoint(left, top + (height - size.height()) // 2), size)
                item.setGeometry(QStyle.visualRect(direction, area, place))
                left += size.width() + self._gap
        lines = self._lines(area)
        bottom = lines[-1][1] + lines[-1][2] if lines else area.top()
        return bottom - rect.top() + margins.bottom()

    def _lines(self, area: QRect) -> list[tuple[list[QLayoutItem], int, int]]:
        """The lines: their items, their top, their height."""
        lines: list[tuple[list[QLayoutItem], int, int]] = []
        line: list[QLayoutItem] = []
        used, top = 0, area.top()
        for item in self._shown():
            width = min(item.sizeHint().width(), area.width())
            if line and used + width > area.width():
                height = max(each.sizeHint().height() for each in line)
                lines.append((line, top, height))
                line, used, top = [], 0, top + height + self._gap
            line.append(item)
            used += width + self._gap
        if line:
            lines.append((line, top, max(each.sizeHint().height() for each in line)))
        return lines
