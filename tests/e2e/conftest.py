"""An annotator at a desk: the real window on the sample article, real keys, a real mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.settings import Settings
from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.application import Program
from annotator.ui.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Flashes(QObject):
    """Notes every window that is shown without being a window: a widget without a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            expected = isinstance(watched, QMainWindow | QDialog | QMenu | QComboBox)
            popup = watched.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
            if watched.isWindow() and not expected and not popup:
                self.seen.append(type(watched).__name__)
        return False


class Desk:
    """What an annotator sees and does. `strokes` counts keys and clicks, as KLM does."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window: MainWindow = program.window
        self.session = program.session
        self.strokes = 0

    # What is seen

    @property
    def text(self) -> str:
        assert self.session.document is not None
        return self.session.document.text

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) + len(after) if after else 0)
        return Span(start, start + len(words))

    def annotations(self, layer: str = "") -> list[Annotation]:
        """What the project file holds, which is what counts."""
        assert self.session.project is not None
        assert self.session.document is not None
        found = self.session.project.annotations(self.session.document.id)
        return [each for each in found if layer in ("", each.layer)]

    def labels(self, layer: str = "") -> list[tuple[str, str]]:
        """The annotations as (label, text), in their order."""
        return [(each.label, self.covered(each)) for each in self.annotations(layer)]

    def covered(self, annotation: Annotation) -> str:
        return " … ".join(span.text_in(self.text) for span in annotation.spans)

    def fillers(self, annotation: Annotation) -> list[tuple[str, str]]:
        """The arguments as (role, text), fillers that are annotations by the text they cover."""
        by_id = {each.id: each for each in self.annotations()}
        return [
            (
                each.role,
                self.covered(by_id[each.target])
                if each.target
                else " … ".join(span.text_in(self.text) for span in each.spans),
            )
            for each in annotation.arguments
        ]

    def selected_text(self) -> str:
        span = self.window.article.selection()
        return span.text_in(self.text) if span else ""

    # What is done

    def press(self, *keys: str) -> None:
        """Press keys, each as `Ctrl+Z` or `1`, on whatever has the focus."""
        for key in keys:
            combination = QKeySequence(key)[0]  # type: ignore[index]
            self.strokes += 1
            QTest.keyClick(self._focused(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text, in any script, into the field that has the focus."""
        for letter in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            self.strokes += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NONE, letter))

    def drag(self, words: str, after: str = "") -> None:
        """Drag the mouse over words of the article."""
        self.strokes += 1
        span = self.span(words, after)
        view = self.window.article
        view.reveal(span)
        QApplication.processEvents()
        start, end = self.point(span.start), self.point(span.end, upstream=True)
        QTest.mousePress(view.viewport(), _LEFT, _NONE, start)
        for step in (0.2, 0.5, 0.8, 1.0):
            QTest.mouseMove(view.viewport(), start + (end - start) * step)
        QTest.mouseRelease(view.viewport(), _LEFT, _NONE, end)
        QApplication.processEvents()

    def click(self, words: str, after: str = "") -> None:
        """Click into the middle of words of the article."""
        self.strokes += 1
        QTest.mouseClick(self.window.article.viewport(), _LEFT, _NONE, self.middle(words, after))
        QApplication.processEvents()

    def double_click(self, word: str, after: str = "") -> None:
        self.strokes += 1
        QTest.mouseDClick(self.window.article.viewport(), _LEFT, _NONE, self.middle(word, after))
        QApplication.processEvents()

    def middle(self, words: str, after: str = "") -> QPoint:
        span = self.span(words, after)
        self.window.article.reveal(span)
        QApplication.processEvents()
        ends = self.point(span.start), self.point(span.end, upstream=True)
        return QPoint((ends[0].x() + ends[1].x()) // 2, (ends[0].y() + ends[1].y()) // 2)

    def point(self, offset: int, *, upstream: bool = False) -> QPoint:
        """Where a place between two letters is in the view."""
        view = self.window.article
        assert view.page is not None
        place = view.page.place_of(offset, upstream=upstream)
        origin = view.origin()
        return QPoint(
            round(origin.x() + place.x), round(origin.y() + (place.top + place.bottom) / 2)
        )

    def with_dialog(self, open_it: Callable[[], object], work: Callable[[Any], None]) -> None:
        """Open a modal dialog and do `work(dialog)` in it; it is closed at the end."""
        met: list[QWidget] = []
        watch = QTimer(interval=10)

        def act() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            watch.stop()
            met.append(dialog)
            try:
                work(dialog)
            finally:
                dialog.close()

        watch.timeout.connect(act)
        watch.start()
        open_it()
        watch.stop()
        assert met
        self.window.activateWindow()  # the offscreen platform gives the focus to nobody
        QApplication.processEvents()

    def reopen(self) -> None:
        """Close the project and open it again, as after a restart."""
        assert self.session.project is not None
        path = self.session.project.path
        self.session.close()
        assert self.session.open(path)

    def _focused(self) -> QWindow:
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        window = popup.windowHandle() if popup else QGuiApplication.focusWindow()
        return window or self.window.windowHandle()


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Sit down at a desk: `make_desk(language="en")`, the sample article open."""
    desks: list[Desk] = []

    def make(language: str = "en", *, sample: bool = True) -> Desk:
        settings = Settings.load()
        settings.update({"language": language, "theme": "light", "annotator.name": "sana"})
        program = Program(qapp, settings)
        program.window.show()
        if sample:
            program.window.project_handlers.open_sample()
        desk = Desk(program)
        desks.append(desk)
        qtbot.waitActive(program.window).__enter__()
        QApplication.processEvents()
        if sample:
            program.window.article.setFocus()
        return desk

    yield make
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[list[str]]:
    """The windows that came up and should not have."""
    found = Flashes()
    qapp.installEventFilter(found)
    yield found.seen
    qapp.removeEventFilter(found)


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk with the sample article, in English."""
    return make_desk()
