"""Run by test_keyboard_layouts: the real window on a real X server, which tells what it shows.

A line of JSON on standard output for each state that differs from the one before; the program
itself is not touched. The project's path is the only argument.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.app.settings import Settings
from annotator.ui.application import Program

_EVERY = 20  # milliseconds


class Teller:
    """Looks at a program again and again, and prints what changed."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._told = ""
        self._timer = QTimer(interval=_EVERY)
        self._timer.timeout.connect(self.tell)
        self._timer.start()

    def tell(self) -> None:
        """Print the state, if it is another than before."""
        state = json.dumps(self._state(), ensure_ascii=False)
        if state != self._told:
            self._told = state
            print(state, flush=True)

    def _state(self) -> dict[str, object]:
        window, session = self._program.window, self._program.session
        document = session.document
        text = document.text if document else ""
        span = window.article.selection()
        focus = QApplication.focusWidget()
        dialog = QApplication.activeModalWidget()
        hints = window.article.hints
        return {
            "window": int(window.winId()),
            "active": QGuiApplication.focusWindow() is not None,
            "ready": document is not None and window.article.hasFocus(),
            "focus": type(focus).__name__,
            "field": focus.text() if isinstance(focus, QLineEdit) else "",
            "popup": _name(QApplication.activePopupWidget()),
            "dialog": _name(dialog),
            "dialog_id": int(dialog.winId()) if dialog else 0,
            "selection": span.text_in(text) if span else "",
            "selected": bool(window.article.selected_annotation()),
            "filling": bool(window.labelling.filling),
            "hints": [each.code for each in hints.badges] if hints.active else [],
            "labels": [each.label for each in session.annotations()],
        }


def _name(widget: QWidget | None) -> str:
    return type(widget).__name__ if widget is not None else ""


def main(path: str) -> int:
    """Open the window on a project, the article in focus; end when it is closed."""
    application = QApplication([])
    program = Program(application, Settings.load())
    program.window.show()
    program.open_first(Path(path))
    program.window.article.setFocus()
    teller = Teller(program)
    teller.tell()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
