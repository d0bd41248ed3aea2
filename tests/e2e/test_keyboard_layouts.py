"""Every key works while an Arabic, Persian, Urdu or Hebrew layout is the only one there is.

The real window on a real X server (Xvfb), its layout set by setxkbmap, and key events by keycode
from XTEST, as a keyboard sends them.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import main
from annotator.app.sample import make_sample
from annotator.app.settings import Settings
from tests.conftest import ROOT
from tests.support.x_screen import Screen

MISSING = [each for each in main.TEST_PROGRAMS if shutil.which(each) is None]
if sys.platform == "linux":
    MISSING += [each.soname for each in main.missing_libraries({"xcb"})]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed, so no real X keys: {', '.join(MISSING)}"
)

LAYOUTS = ("ara", "ir", "pk", "il", "ara,us")
PATIENCE = 20  # seconds until a state counts as never reached

# X11's keycodes: where a key is, whatever it writes.
CODES = {
    **dict(zip("1234567890-=", range(10, 22), strict=True)),
    **dict(zip("QWERTYUIOP", range(24, 34), strict=True)),
    **dict(zip("ASDFGHJKL", range(38, 47), strict=True)),
    **dict(zip("ZXCVBNM", range(52, 59), strict=True)),
    **{"Down": 116, "End": 115, "Ctrl": 37, "Shift": 50, "Alt": 64},
    "Esc": "Escape",  # xdotool takes a code of one digit for that digit
}
Q_WRITES = {"ara": "ض", "ir": "ض", "pk": "ق", "il": "/", "ara,us": "ض"}

State = dict[str, Any]


class Annotator:
    """Presses keys in a window of the program, and sees what it shows."""

    def __init__(self, screen: Screen, project: Path) -> None:
        self._screen = screen
        environment = {
            **screen.environment,
            "QT_QPA_PLATFORM": "xcb",
            "QT_XCB_GL_INTEGRATION": "none",
            "PYTHONPATH": str(ROOT),
        }
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.program_under_x", str(project)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.state: State = {}

    def press(self, *chords: str) -> None:
        """Press keys by their positions, each as `Ctrl+Z`."""
        codes = ["+".join(str(CODES[key]) for key in chord.split("+")) for chord in chords]
        self._screen.run("xdotool", "key", "--clearmodifiers", *codes)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._screen.run("xdotool", "windowfocus", str(window))

    def wait(self, reached: Callable[[State], object]) -> State:
        """Let the program go on until it shows what is expected."""
        until = time.monotonic() + PATIENCE
        while not (self.state and reached(self.state)):
            try:
                line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"waited in vain; the last state: {self.state}") from None
            assert line, f"the program ended: {self._program.communicate()[1]}"
            self.state = json.loads(line)
        return self.state

    def close(self) -> None:
        self._program.terminate()
        self._program.communicate()

    def _read(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.put(line)
        self._lines.put("")


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest, screen: Screen) -> str:
    """The layout that is the only one there is."""
    name: str = request.param
    screen.run("setxkbmap", name)
    return name


@pytest.fixture
def annotator(screen: Screen, layout: str, tmp_path: Path) -> Iterator[Annotator]:
    """At the sample article, under a layout, in English."""
    Settings.load().update({"language": "en", "theme": "light", "annotator.name": "sana"})
    screen.environment.update(
        {name: value for name, value in os.environ.items() if name.startswith("HASHIYA_")}
    )
    annotator = Annotator(screen, make_sample("sana", tmp_path))
    try:
        annotator.focus(annotator.wait(lambda state: state["window"])["window"])
        annotator.wait(lambda state: state["active"] and state["ready"])
        yield annotator
    finally:
        annotator.close()


def test_all_keys_work_by_their_position(annotator: Annotator, layout: str) -> None:
    label_and_undo(annotator)
    quote_with_a_role(annotator)
    move_by_hints(annotator)
    open_and_leave(annotator)
    write_in_a_field(annotator, layout)
    tag_everywhere(annotator)


def label_and_undo(annotator: Annotator) -> None:
    annotator.press("Down", "Down")
    annotator.wait(lambda state: state["selection"])
    annotator.press("1")
    annotator.wait(lambda state: state["labels"] == ["PERS"])
    annotator.press("2")
    annotator.wait(lambda state: state["labels"] == ["ORG"])
    annotator.press("Ctrl+Z")
    annotator.wait(lambda state: state["labels"] == ["PERS"])
    annotator.press("Ctrl+Z")
    annotator.wait(lambda state: state["labels"] == [])
    annotator.press("Ctrl+Shift+Z")  # where ז is Shift+Z, redo used to undo
    annotator.wait(lambda state: state["labels"] == ["PERS"])
    annotator.press("Ctrl+Z", "Ctrl+Y", "Ctrl+Z")
    annotator.wait(lambda state: state["labels"] == [])


def quote_with_a_role(annotator: Annotator) -> None:
    annotator.press("Esc", "Down")
    annotator.wait(lambda state: state["selection"])
    annotator.press("Q")
    annotator.wait(lambda state: state["labels"] == ["direct"] and state["selected"])
    annotator.press("S")
    annotator.wait(lambda state: state["filling"])
    annotator.press("Esc")
    annotator.wait(lambda state: not state["filling"])
    annotator.press("Ctrl+Z")
    annotator.wait(lambda state: state["labels"] == [])


def move_by_hints(annotator: Annotator) -> None:
    annotator.press("Esc")
    annotator.wait(lambda state: not state["selection"] and not state["selected"])
    annotator.press("J")
    codes = annotator.wait(lambda state: state["hints"])["hints"]
    annotator.press(*next(code for code in codes if code).upper())
    annotator.wait(lambda state: state["selection"] and not state["hints"])
    annotator.press("Esc")
    annotator.wait(lambda state: not state["selection"])
    annotator.press("K")
    first = annotator.wait(lambda state: state["selection"])["selection"]
    annotator.press("K")
    annotator.wait(lambda state: state["selection"] not in ("", first))
    annotator.press("Shift+K")
    annotator.wait(lambda state: state["selection"] == first)


def open_and_leave(annotator: Annotator) -> None:
    annotator.press("Ctrl+K")
    annotator.wait(lambda state: state["popup"] == "CommandPalette")
    annotator.press("Esc")
    annotator.wait(lambda state: not state["popup"])
    annotator.press("Alt+P")
    annotator.wait(lambda state: state["popup"] == "QMenu")
    annotator.press("Esc", "Esc")
    annotator.wait(lambda state: not state["popup"] and state["ready"])


def write_in_a_field(annotator: Annotator, layout: str) -> None:
    """What is typed into a field is text, and a field's own chords are its own."""
    annotator.press("Ctrl+F")
    annotator.wait(lambda state: state["focus"] == "QLineEdit")
    annotator.press("Ctrl+A", "Q", "Q")
    written = Q_WRITES[layout]
    annotator.wait(lambda state: state["field"] == 2 * written)
    annotator.press("Ctrl+A", "Ctrl+C", "End", "Ctrl+V")
    annotator.wait(lambda state: state["field"] == 4 * written)
    annotator.press("Ctrl+Z")
    annotator.wait(lambda state: state["field"] == 2 * written)
    annotator.press("Ctrl+A", "Ctrl+X")
    annotator.wait(lambda state: state["field"] == "")
    assert annotator.state["labels"] == []
    annotator.press("Esc")
    annotator.wait(lambda state: state["ready"])


def tag_everywhere(annotator: Annotator) -> None:
    annotator.press("K")
    annotator.wait(lambda state: state["selection"])
    annotator.press("1")
    annotator.wait(lambda state: state["labels"] == ["PERS"])
    annotator.press("X")
    found = annotator.wait(lambda state: state["dialog"] == "EverywhereDialog")
    annotator.focus(found["dialog_id"])
    annotator.press("2", "Esc")
    annotator.wait(lambda state: not state["dialog"])
    annotator.focus(found["window"])
    annotator.wait(lambda state: state["ready"])
    annotator.press("Ctrl+Z")
    annotator.wait(lambda state: state["labels"] == [])
