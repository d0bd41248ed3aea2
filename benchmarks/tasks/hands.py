"""Hands at the real window: keys and mouse that come in where the system would send them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.application import Program

_PARKED = 3  # pixels from the corner of the window
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_MIDDLE = Qt.MouseButton.MiddleButton
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """What an annotator sees and does.

    Words of the article are named by their text; `after` says which of several is meant.
    """

    def __init__(self, program: Program) -> None:
        self.window = program.window
        self.session = program.session

    # What is seen

    @property
    def text(self) -> str:
        """The text of the article."""
        document = self.session.document
        return document.text if document else ""

    def span(self, words: str, after: str = "") -> Span:
        """Where words stand; the first time, or the first time after others."""
        start = self.text.index(words, self.text.index(after) + len(after) if after else 0)
        return Span(start, start + len(words))

    def annotations(self, layer: str = "") -> list[Annotation]:
        """What the project file holds of the article, which is what counts."""
        project, document = self.session.project, self.session.document
        if project is None or document is None:
            return []
        found = project.annotations(document.id)
        return [each for each in found if layer in ("", each.layer)]

    def labels(self, layer: str = "") -> list[tuple[str, str]]:
        """The annotations as (label, text), in their order."""
        return [(each.label, self.covered(each)) for each in self.annotations(layer)]

    def covered(self, annotation: Annotation) -> str:
        """The text of an annotation."""
        return " … ".join(span.text_in(self.text) for span in annotation.spans)

    def fillers(self, annotation: Annotation) -> set[tuple[str, str]]:
        """What fills the roles of an annotation, as (role, text)."""
        by_id = {each.id: each for each in self.annotations()}
        return {
            (
                each.role,
                self.covered(by_id[each.target])
                if each.target
                else " … ".join(span.text_in(self.text) for span in each.spans),
            )
            for each in annotation.arguments
        }

    def letters(self, words: str, after: str = "") -> str:
        """The hint letters that are shown over words; a LookupError if there are none."""
        span = self.span(words, after)
        for badge in self.window.article.hints.badges:
            if badge.target.spans == (span,) and badge.code:
                return badge.code
        raise LookupError(words)

    # What is done

    def press(self, *keys: str) -> None:
        """Press keys, each in Qt's portable notation (`1`, `Ctrl+Return`)."""
        for key in keys:
            combination = QKeySequence(key)[0]  # type: ignore[index]
            QTest.keyClick(_listening(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def drag(self, words: str, after: str = "") -> None:
        """Drag over words, from their beginning to their end."""
        span = self.span(words, after)
        start, end = self.point(span.start), self.point(span.end, upstream=True)
        self.drag_to(start, end)

    def drag_to(self, start: QPoint, end: QPoint) -> None:
        """Drag from one point of the window to another."""
        window = self._handle()
        self._move(start)
        QTest.mousePress(window, _LEFT, _NONE, start)
        for step in (0.2, 0.5, 0.8, 1.0):
            QTest.mouseMove(window, start + (end - start) * step)
        QTest.mouseRelease(window, _LEFT, _NONE, end)
        QApplication.processEvents()

    def label(self, words: str, key: str) -> None:
        """Label words by a key, as they come first in the article."""
        self.window.article.set_selection(self.span(words))
        self.press(key)

    def click(self, words: str, after: str = "", *, times: int = 1) -> None:
        """Click into the middle of words, once or several times in quick succession."""
        point, window = self.middle(words, after), self._handle()
        self._move(point)
        if times > 1:
            QTest.mouseDClick(window, _LEFT, _NONE, point)
            times -= 2
        for _ in range(times):
            QTest.mouseClick(window, _LEFT, _NONE, point)
        QApplication.processEvents()

    def point_at(self, words: str, after: str = "") -> None:
        """Bring the pointer over words."""
        self._move(self.middle(words, after))
        QApplication.processEvents()

    def middle_click(self, words: str) -> None:
        """Click with the middle button."""
        point, window = self.middle(words), self._handle()
        self._move(point)
        QTest.mouseClick(window, _MIDDLE, _NONE, point)
        QApplication.processEvents()

    def click_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget, in its middle or at one of its points; it may be of a popup."""
        place = at if at is not None else widget.rect().center()
        top = widget.window()
        handle = top.windowHandle()
        point = widget.mapTo(top, place)
        QTest.mouseMove(handle, point)
        QTest.mouseClick(handle, _LEFT, _NONE, point)
        QApplication.processEvents()

    def middle(self, words: str, after: str = "") -> QPoint:
        """The middle of words, of their longest piece if they are on several lines."""
        boxes = self.window.article.boxes_of(self.span(words, after))
        longest = max(boxes, key=lambda box: box.width())
        return self.in_window(longest.center())

    def point(self, offset: int, *, upstream: bool = False) -> QPoint:
        """Where a place between two letters is, as a point of the window."""
        view = self.window.article
        assert view.page is not None
        place = view.page.place_of(offset, upstream=upstream)
        origin = view.origin()
        there = QPoint(
            round(origin.x() + place.x), round(origin.y() + (place.top + place.bottom) / 2)
        )
        return self.in_window(there)

    def foot(self, offset: int) -> QPoint:
        """The foot of the letter before an offset, at its far side, as a point of the window."""
        view = self.window.article
        assert view.page is not None
        place = view.page.place_of(offset, upstream=True)
        there = view.origin() + QPointF(place.x, place.bottom)
        return self.in_window(there.toPoint())

    def in_window(self, point: QPoint) -> QPoint:
        """A point of the article's viewport as one of the window."""
        return self.window.article.viewport().mapTo(self.window, point)

    def with_menu(self, words: str, work: Callable[[QWidget], None]) -> None:
        """Open the menu of an annotation with the right button and do `work(menu)` in it."""
        point, window = self.middle(words), self._handle()
        self._move(point)

        def let_go(menu: QWidget) -> None:
            QTest.mouseRelease(window, _RIGHT, _NONE, point)
            work(menu)

        self.with_modal(lambda: QTest.mousePress(window, _RIGHT, _NONE, point), let_go)

    def with_modal(self, open_it: Callable[[], object], work: Callable[[QWidget], None]) -> None:
        """Open what waits for an answer, a dialog or a menu, and do `work` in it."""
        watch = QTimer(interval=5)
        wrong: list[Exception] = []

        def act() -> None:
            found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if found is None:
                return
            watch.stop()
            try:
                work(found)
            except Exception as error:
                wrong.append(error)  # Qt would not hand it on from here
            finally:
                if isValid(found):
                    found.close()

        watch.timeout.connect(act)
        watch.start()
        open_it()
        watch.stop()
        if wrong:
            raise wrong[0]
        self.window.activateWindow()  # the offscreen platform gives the focus to nobody
        QApplication.processEvents()

    def park(self) -> QPointF:
        """Put the pointer where it is in nobody's way; where that is, in global pixels."""
        point = QPoint(_PARKED, _PARKED)
        self._move(point)
        return QPointF(self._handle().mapToGlobal(point))

    def _move(self, point: QPoint) -> None:
        QTest.mouseMove(self._handle(), point)

    def _handle(self) -> QWindow:
        return self.window.windowHandle()


def _listening() -> QWindow:
    """The window that gets the keys."""
    popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    window = popup.windowHandle() if popup else QGuiApplication.focusWindow()
    assert window is not None
    return window
