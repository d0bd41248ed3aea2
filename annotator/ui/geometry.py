"""Where the window stood and how wide its panels were, kept among the settings."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from annotator.app.settings import Settings
from annotator.core.errors import HashiyaError

_SIZE = (1360, 860)

_log = logging.getLogger(__name__)


def restore(window: QMainWindow, splitters: Sequence[QSplitter], settings: Settings) -> None:
    """Put a window and its panels where they were; at a first start, where they look well."""
    window.resize(*_SIZE)
    place = settings.text("window.geometry")
    if place:
        window.restoreGeometry(_bytes(place))
    for splitter, state in zip(splitters, settings.text("window.state").split(" "), strict=False):
        if state:
            splitter.restoreState(_bytes(state))


def remember(window: QMainWindow, splitters: Sequence[QSplitter], settings: Settings) -> None:
    """Note where a window and its panels are."""
    states = " ".join(_text(each.saveState()) for each in splitters)
    try:
        settings.update({"window.geometry": _text(window.saveGeometry()), "window.state": states})
    except HashiyaError as error:  # a convenience that must never stand in the way
        _log.warning("%s", error)


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii"))
