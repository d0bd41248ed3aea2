from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from annotator.ui.header import Header
from annotator.ui.panels.pieces import ElidedLabel


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_the_name_of_the_project_stands_in_the_middle_and_gives_way_to_the_menus(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    header = Header([QAction("Undo"), QAction("Redo")])
    qtbot.addWidget(header)
    header.setLayoutDirection(direction)
    for text in ("Project", "Annotation", "Document"):
        header.menu_bar.addMenu(text)
    header.fit_menus()
    header.show_project("Morning news", read_only=False)
    name = header.findChild(ElidedLabel)
    assert isinstance(name, ElidedLabel)
    with qtbot.waitExposed(header):
        header.show()
    for width in (1200, 600, 420):
        header.resize(width, header.sizeHint().height())
        left = name.mapTo(header, QPoint(0, 0)).x()
        right = left + name.width()
        menus = header.menu_bar.geometry()
        assert right <= menus.left() or left > menus.right()
        if width == 1200:
            assert abs((left + right) / 2 - width / 2) <= 1
