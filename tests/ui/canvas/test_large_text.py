"""Letters drawn from pictures look like letters that are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.ui.canvas.block_layout import BlockLayout
from tests.ui.canvas.conftest import LayOut

TITLE = "قَالَ الرئيس: «لا» لِلّٰهِ وNATO في 2026، والوزراء يبحثون الاتفاق مع روسيا وأوكرانيا"
INK = QColor("#202124")


def drawn(layout: BlockLayout, ratio: float, *, by_qt: bool = False) -> QImage:
    """The layout on paper, at a scale of the screen."""
    size = (round(500 * ratio), round((layout.height + 20) * ratio))
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    clip = QRectF(0, 0, 500, layout.height + 20)
    if by_qt:
        painter.setPen(INK)
        layout._layout.draw(painter, QPointF(10, 10), [], clip)
    else:
        layout.draw(painter, QPointF(10, 10), clip, INK)
    painter.end()
    return image


def difference(a: QImage, b: QImage) -> float:
    """How far two pictures are apart, as a share of black against white."""
    first, second = bytes(a.constBits()), bytes(b.constBits())
    return sum(abs(x - y) for x, y in zip(first, second, strict=True)) / (255 * len(first))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_a_title_looks_as_qt_draws_it(lay_out: LayOut, ratio: float) -> None:
    (layout,) = lay_out(TITLE, 480)
    assert len(layout.lines) > 1
    paper = drawn(layout, ratio, by_qt=True)
    assert difference(paper, drawn(layout, ratio)) < 1e-4
    # Lines that have moved take their pictures with them.
    layout.place([(6, 3)])
    moved = drawn(layout, ratio, by_qt=True)
    assert difference(moved, drawn(layout, ratio)) < 1e-4
    assert moved.height() > paper.height()


def test_another_colour_is_another_picture(lay_out: LayOut) -> None:
    (layout,) = lay_out(TITLE, 480)
    dark = drawn(layout, 2.0)
    image = QImage(dark.size(), dark.format())
    image.setDevicePixelRatio(2.0)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    layout.draw(painter, QPointF(10, 10), QRectF(0, 0, 500, 900), QColor("white"))
    painter.end()
    assert difference(dark, image) > 1e-3
