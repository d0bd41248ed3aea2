"""The replayed tasks do their job, and the recorder counts what hands do; nothing is timed."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from rich.console import Console

from benchmarks.tasks.strokes import Recorder, Strokes
from benchmarks.tasks.suite import Replay, run, show

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
HERE, THERE = QPoint(20, 20), QPoint(90, 60)


@pytest.fixture(scope="module")
def replays() -> list[Replay]:
    return list(run())


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QPlainTextEdit]:
    widget = QPlainTextEdit()
    widget.resize(200, 100)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    yield widget
    widget.close()


def recorder(field: QPlainTextEdit, *, mouse: bool = False) -> Recorder:
    return Recorder(QPointF(field.mapToGlobal(HERE)), mouse=mouse)


def test_every_task_does_its_job(replays: list[Replay]) -> None:
    assert [each for each in replays if each.failure] == []
    assert len({each.name for each in replays}) == 9  # those of the design's table
    assert {each.by for each in replays} == {"keys", "mouse and keys", "mouse"}


def test_with_the_mouse_no_task_is_slower_than_with_the_best_tool_but_one(
    replays: list[Replay],
) -> None:
    slower = [
        (each.name, each.by) for each in replays if each.by != "keys" and each.seconds > each.best
    ]
    assert slower == [("change its label", "mouse")]  # docs/decisions/0010


def test_every_task_meets_its_bar_by_keys_where_it_is_at_hand(replays: list[Replay]) -> None:
    by_keys = [each for each in replays if each.by == "keys"]
    assert {each.name for each in by_keys if each.verdict == "met"} == {
        each.name for each in by_keys
    }


def test_by_keys_every_task_takes_less_than_with_the_best_tool(replays: list[Replay]) -> None:
    for each in replays:
        if each.by == "keys":
            assert each.seconds < each.best
            assert each.strokes.buttons == each.strokes.points == each.strokes.homings == 0


def test_a_task_that_is_not_done_has_failed_however_quick(replays: list[Replay]) -> None:
    nothing = Replay("delete it", "keys", "at hand", (), Strokes(), 1.63, 2.65, "it is there")
    assert nothing.verdict == "failed"
    out = io.StringIO()
    show("tasks", [*replays, nothing], Console(file=out, width=200))
    assert "failed: it is there" in out.getvalue()
    assert "1.91" in out.getvalue()
    assert nothing.as_record()["verdict"] == "failed"


def test_a_held_modifier_is_one_more_key(field: QPlainTextEdit) -> None:
    with recorder(field) as counted:
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_Left, CONTROL | SHIFT)
    assert counted.strokes == Strokes(keys=4)


def test_a_key_that_a_shortcut_takes_is_counted_once(field: QPlainTextEdit) -> None:
    taken = []
    QShortcut(QKeySequence("Ctrl+J"), field).activated.connect(lambda: taken.append(1))
    with recorder(field) as counted:
        for _ in range(2):
            QTest.keyClick(field.windowHandle(), Qt.Key.Key_J, CONTROL)
    assert taken == [1, 1]
    assert counted.strokes == Strokes(keys=4)


def test_a_double_click_is_one_pointing_and_four_times_the_button(field: QPlainTextEdit) -> None:
    with recorder(field, mouse=True) as counted:
        QTest.mouseMove(field.windowHandle(), THERE)
        QTest.mouseDClick(field.windowHandle(), LEFT, NONE, THERE)
    assert counted.strokes == Strokes(buttons=4, points=1, clicks=2)


def test_a_drag_is_two_pointings_and_twice_the_button(field: QPlainTextEdit) -> None:
    window = field.windowHandle()
    with recorder(field, mouse=True) as counted:
        QTest.mouseMove(window, THERE)
        QTest.mousePress(window, LEFT, NONE, THERE)
        for step in (0.3, 0.6, 1.0):
            QTest.mouseMove(window, THERE + (HERE - THERE) * step)
        QTest.mouseRelease(window, LEFT, NONE, HERE)
    assert counted.strokes == Strokes(buttons=2, points=2, drags=1)


def test_a_click_where_the_pointer_is_already_needs_no_pointing(field: QPlainTextEdit) -> None:
    with recorder(field, mouse=True) as counted:
        QTest.mouseClick(field.windowHandle(), LEFT, NONE, HERE)
    assert counted.strokes == Strokes(buttons=2, clicks=1)


def test_the_hand_goes_home_for_the_keys_that_the_other_one_does_not_reach(
    field: QPlainTextEdit,
) -> None:
    window = field.windowHandle()
    with recorder(field) as counted:
        QTest.keyClick(window, Qt.Key.Key_K)
        QTest.mouseClick(window, LEFT, NONE, THERE)  # to the mouse
        QTest.keyClick(window, Qt.Key.Key_1)  # the left hand's
        QTest.keyClick(window, Qt.Key.Key_K)  # back to the keyboard
    assert counted.strokes == Strokes(keys=3, buttons=2, points=1, homings=2, clicks=1)


def test_the_seconds_are_those_of_the_model() -> None:
    # The figures of the design: a decision and two keys, and a double click with a key.
    assert Strokes(keys=2).seconds(1) == pytest.approx(1.91)
    assert Strokes(keys=1, buttons=4, points=1).seconds(1) == pytest.approx(3.13)
    assert Strokes(keys=8).seconds(3) == pytest.approx(6.29)
    assert Strokes(keys=8).seconds(4) == pytest.approx(7.64)
    assert Strokes(homings=1).seconds(0) == pytest.approx(0.4)
