"""The strip of labels draws closer together rather than take a third row."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.ui.panels.labels import LabelStrip
from annotator.ui.theme import Theme


def test_in_a_narrower_window_the_labels_draw_closer_before_they_take_a_third_row(
    qtbot: QtBot, session: Session
) -> None:
    strip = LabelStrip(session, Theme.load("light"))
    qtbot.addWidget(strip)
    strip.resize(4000, 40)
    with qtbot.waitExposed(strip):
        strip.show()
    wide = {each.text(): each.sizeHint().width() for each in strip.buttons()}
    rows: dict[tuple[bool, int], int] = {}
    for width in range(1600, 700, -20):
        strip.resize(width, strip.height())
        widths = {each.text(): each.sizeHint().width() for each in strip.buttons()}
        close = sum(widths.values()) < sum(wide.values())
        rows.setdefault((close, round((strip.height() - 8) / 30)), width)
        for each in strip.buttons():
            assert each.sizeHint().width() > each.fontMetrics().horizontalAdvance(each.text())
    assert (True, 2) in rows
    assert (False, 3) not in rows
