"""Names of fields stand beside them, or above where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.panels.titled import Titled


def test_a_name_stands_beside_its_field_or_above_it_whole(qtbot: QtBot) -> None:
    field = QLineEdit()
    titled = Titled("Canonical name", field)
    qtbot.addWidget(titled)
    titled.resize(titled.needs() + 20, 80)
    titled.show()
    beside = field.geometry()
    titled.set_stacked(stacked=True)
    titled.layout().activate()  # type: ignore[union-attr]
    assert field.geometry().width() > beside.width()
    assert field.geometry().top() > titled._heading.geometry().bottom()
    assert titled._heading.width() == titled.width()
    titled.set_stacked(stacked=False)
    titled.layout().activate()  # type: ignore[union-attr]
    assert field.geometry().left() > titled._heading.geometry().right()
