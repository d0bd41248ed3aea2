"""Run by test_killed_at_work: labels word after word in a real window until it is killed.

After each gesture it prints what is labelled, as the window shows it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.app.settings import Settings
from annotator.core.text import words
from annotator.ui.application import Program
from tests.e2e.conftest import Desk


def main(path: str) -> None:
    program = Program(QApplication([]), Settings.load())
    program.window.show()
    program.open_first(Path(path))
    QApplication.processEvents()
    desk = Desk(program)
    desk.window.article.setFocus()
    for count, word in enumerate(words(desk.text, 0, len(desk.text))):
        desk.window.article.set_selection(word)
        desk.press(str(count % 9 + 1))
        if count % 3 == 2:
            desk.press(str((count + 4) % 9 + 1))
        print(json.dumps(desk.labels()), flush=True)


main(sys.argv[1])
