from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.settings import Settings
from annotator.ui import geometry


def make(qtbot: QtBot) -> tuple[QMainWindow, QSplitter]:
    window, splitter = QMainWindow(), QSplitter()
    qtbot.addWidget(window)
    for _ in range(2):
        splitter.addWidget(QWidget())
    window.setCentralWidget(splitter)
    window.resize(600, 400)  # smaller than the offscreen screen, which bounds it
    return window, splitter


def test_a_window_comes_back_as_it_was(qtbot: QtBot) -> None:
    settings = Settings.load()
    window, splitter = make(qtbot)
    window.show()
    splitter.setSizes([200, 395])
    before = splitter.sizes()
    geometry.remember(window, (splitter,), settings)
    again, panels = make(qtbot)
    geometry.restore(again, (panels,), Settings.load())
    again.show()
    assert again.size() == window.size()
    assert panels.sizes() == before
