"""The icons of the window, in the colours of the theme and the direction of the language.

`resources/icons.toml` names them and says which turn with the direction. Each is drawn from its
SVG at the sizes that bars, buttons and lists use, for the density of each screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from annotator.app import paths
from annotator.ui.theme import Theme

_SIZES = (16, 20, 24)
"""In logical pixels."""


class Icons(Mapping[str, QIcon]):
    """All icons by name, for one theme and one direction; each is drawn when it is first used."""

    def __init__(self, theme: Theme, direction: Qt.LayoutDirection) -> None:
        self._theme = theme
        self._direction = direction
        self._table = _table()
        self._drawn: dict[str, QIcon] = {}

    def __getitem__(self, name: str) -> QIcon:
        if name not in self._drawn:
            entry = self._table[name]
            mirror = entry["mirror"] and self._direction == Qt.LayoutDirection.RightToLeft
            roles = self._theme.roles
            self._drawn[name] = _icon(entry["file"], roles.text, roles.disabled, mirror=mirror)
        return self._drawn[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def icon(
    name: str,
    theme: Theme,
    *,
    color: QColor | None = None,
    direction: Qt.LayoutDirection | None = None,
) -> QIcon:
    """One icon, in the colour of the theme's letters and the application's direction.

    Raises KeyError for a name that `resources/icons.toml` does not have.
    """
    entry = _table()[name]
    along = QGuiApplication.layoutDirection() if direction is None else direction
    mirror = entry["mirror"] and along == Qt.LayoutDirection.RightToLeft
    roles = theme.roles
    return _icon(entry["file"], color or roles.text, roles.disabled, mirror=mirror)


def application_icon() -> QIcon:
    """The program's own icon: a page with a note in its margin."""
    return QIcon(str(_folder() / "hashiya.svg"))


def _icon(file: str, color: QColor, disabled: QColor, *, mirror: bool) -> QIcon:
    source = (_folder() / f"{file}.svg").read_text(encoding="utf-8")
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    found = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        drawing = QSvgRenderer(QByteArray(source.replace("currentColor", ink.name()).encode()))
        for pixels in {round(size * ratio) for size in _SIZES for ratio in ratios}:
            found.addPixmap(_pixmap(drawing, pixels, mirror=mirror), mode)
    return found


def _pixmap(drawing: QSvgRenderer, pixels: int, *, mirror: bool) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if mirror:
        painter.setTransform(QTransform(-1, 0, 0, 1, pixels, 0))
    drawing.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def _folder() -> Path:
    return paths.resources() / "icons"


def _table() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "icons.toml").read_text(encoding="utf-8"))
