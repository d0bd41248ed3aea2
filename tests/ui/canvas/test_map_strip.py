"""The map beside the scroll bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Argument
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.map_rows import MapRows, Scale
from annotator.ui.theme import Theme
from tests.ui.canvas.conftest import ShowView

TEXT = "\n".join(f"قال فلاديمير بوتين في موسكو إن الاتفاق رقم {i} قائم." for i in range(120))
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def make(
    number: int, layer: str, label: str, start: int, length: int, **more: object
) -> Annotation:
    """An annotation of the document in the view."""
    spans = (Span(start, start + length),)
    return Annotation(f"a-{number:032x}", "d-1", "me", layer, label, spans, **more)  # type: ignore[arg-type]


def mapped(view: ArticleView, qtbot: QtBot) -> MapRows:
    """The map of a view, once it is counted."""
    view.set_map(True)
    qtbot.waitUntil(lambda: view.map.rows is not None and not view.map._worker.isActive())
    assert view.map.rows is not None
    return view.map.rows


def test_each_layer_has_its_column(show: ShowView, qtbot: QtBot) -> None:
    middle = TEXT.index("فلاديمير", len(TEXT) // 2)
    cue = Argument("cue", (Span(0, 3),))
    view = show(
        TEXT,
        [
            make(1, "entity", "PERS", middle, 8),
            make(2, "quote", "indirect", 0, len(TEXT) // 4, arguments=(cue,)),
            make(3, "event", "Contact.Call", len(TEXT) - 5, 4),
        ],
    )
    rows = mapped(view, qtbot)
    here = rows.scale.row(middle)
    assert rows.hue("entity", here)
    assert not rows.hue("entity", here + 2)
    assert abs(here - rows.scale.rows / 2) < rows.scale.rows / 20
    assert all(rows.hue("quote", row) for row in range(rows.scale.row(len(TEXT) // 4)))
    assert rows.hue("event", rows.scale.rows - 1)
    assert rows.is_incomplete(0)
    assert not rows.is_incomplete(here)


def test_the_map_follows_each_change(show: ShowView, qtbot: QtBot) -> None:
    view = show(TEXT)
    rows = mapped(view, qtbot)
    made = make(1, "entity", "PERS", 4, 8)
    row = rows.scale.row(4)
    assert not rows.hue("entity", row)
    view.apply_rows([(None, made)])
    assert view.map.rows is rows
    assert rows.hue("entity", row)
    view.apply_rows([(made, None)])
    assert not rows.hue("entity", row)


def test_hidden_annotations_are_not_on_the_map(show: ShowView, qtbot: QtBot) -> None:
    view = show(TEXT, [make(1, "entity", "PERS", 4, 8)])
    mapped(view, qtbot)
    view.set_hidden(frozenset({"entity"}))
    rows = mapped(view, qtbot)
    assert not rows.hue("entity", rows.scale.row(4))


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_stands_between_the_text_and_the_scroll_bar(
    show: ShowView, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    view = show(TEXT)
    view.setLayoutDirection(direction)
    mapped(view, qtbot)
    strip, inside = view.map.geometry(), view.viewport().geometry()
    bar = view.verticalScrollBar()
    bar_x = bar.mapTo(view, QPoint(0, 0)).x()
    assert not strip.intersects(inside)
    if direction == Qt.LayoutDirection.RightToLeft:
        assert bar_x < strip.left() < inside.left()
    else:
        assert inside.right() < strip.left() < bar_x
    view.set_map(False)
    assert not view.map.isVisible()
    assert view.viewport().width() > inside.width()


def test_a_press_or_a_drag_scrolls_there(show: ShowView, qtbot: QtBot) -> None:
    view = show(TEXT)
    mapped(view, qtbot)
    bar = view.verticalScrollBar()
    height = view.map.height()
    QTest.mousePress(view.map, LEFT, NONE, QPoint(5, height // 2))
    assert abs(bar.value() - bar.maximum() / 2) < bar.pageStep() / 2
    assert abs(view.map.window_rect().center().y() - height / 2) < 4
    QTest.mouseMove(view.map, QPoint(5, height - 1))
    QTest.mouseRelease(view.map, LEFT, NONE, QPoint(5, height - 1))
    assert bar.value() > bar.maximum() - bar.pageStep()


def test_hits_are_on_the_map(show: ShowView, qtbot: QtBot) -> None:
    view = show(TEXT)
    rows = mapped(view, qtbot)
    at = TEXT.index("رقم 60")
    view.set_found([Span(at, at + 3)])
    qtbot.waitUntil(lambda: view.map._hit_rows == (rows.scale.row(at),))
    image = view.map.grab().toImage()
    ratio = image.devicePixelRatio()
    seen = image.pixelColor(1, round((rows.scale.row(at) - 1) * ratio))
    expected = QColor(Theme.load("light").roles.found)
    assert abs(seen.red() - expected.red()) + abs(seen.blue() - expected.blue()) < 60
    view.set_found([])
    assert view.map._hit_rows == ()


def test_the_scale_spreads_the_text_over_all_rows(show: ShowView) -> None:
    view = show(TEXT)
    assert view.page is not None
    scale = Scale(view.page, 300)
    rows = [scale.row(offset) for offset in range(len(TEXT))]
    assert rows == sorted(rows)
    assert rows[0] == 0
    assert rows[-1] == 299
