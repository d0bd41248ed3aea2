"""Links run where there are no letters and no chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from annotator.ui.canvas.links import link_paths
from tests.ui.canvas.conftest import ShowView
from tools.look_canvas import PAGES


@pytest.mark.parametrize("width", [560, 700, 900, 1200])
def test_the_links_of_an_event_pass_no_chip(show: ShowView, width: int) -> None:
    demo = PAGES["sample"]()
    view = show(demo.document.text, demo.annotations, width=width)
    page = view.page
    assert page is not None
    events = [each for each in demo.annotations if each.layer == "event" and each.arguments]
    assert events
    for event in events:
        view.select_annotation(event.id, reveal=False)
        boxes = [
            QRectF(chip.left, page.top(i) + chip.top, chip.width, page.metrics.chip_height)
            for i in range(len(page.blocks))
            for chip in page.shown(i).scene.chips
        ]
        paths = link_paths(page, event, QRectF(0, 0, width, page.height))
        assert len(paths) == len(event.arguments)
        for path, _tip in paths:
            points = [path.pointAtPercent(i / 400) for i in range(401)]
            assert not any(box.contains(point) for box in boxes for point in points)
