"""Lays out what is near the viewport while nothing else happens, so that scrolling finds it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_SCREENS = 2
_SLICE = 0.004  # seconds: a quarter of a frame


class Prelayout:
    """Lays out blocks two screens around the view, a few milliseconds at a time."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def start(self) -> None:
        """Begin as soon as Qt has nothing else to do."""
        if not self._timer.isActive():
            self._timer.start()

    def _work(self) -> None:
        page = self._view.page
        if page is None:
            return
        until = time.perf_counter() + _SLICE
        worked = False
        for index in self._wanted():
            if page.is_laid_out(index):
                continue
            if time.perf_counter() > until:
                self._timer.start()
                break
            page.shown(index)
            worked = True
        if worked:
            self._view.settle()

    def _wanted(self) -> list[int]:
        page = self._view.page
        if page is None:
            return []
        top, bottom = self._view.visible_range()
        reach = (bottom - top) * _SCREENS
        first, last = page.block_at(top - reach), page.block_at(bottom + reach)
        middle = page.block_at((top + bottom) / 2)
        return sorted(range(first, last + 1), key=lambda index: abs(index - middle))
