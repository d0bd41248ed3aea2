"""Colours between colours."""

from __future__ import annotations

from PySide6.QtGui import QColor


def translucent(color: QColor, opacity: float) -> QColor:
    """The colour with this opacity, 0 to 1."""
    clear = QColor(color)
    clear.setAlphaF(opacity)
    return clear


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the second colour mixed into the first."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
    )
