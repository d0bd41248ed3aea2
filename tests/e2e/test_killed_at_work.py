from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.app.sample import make_sample
from tests.conftest import ROOT
from tests.e2e.conftest import Desk

GESTURES = 12


def acknowledged_before_the_kill(path: Path) -> list[list[str]]:
    """Let a window label, kill it hard in the middle, and return what it had shown as done."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.annotator_at_work", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        shown = [json.loads(child.stdout.readline()) for _ in range(GESTURES)]
        child.kill()
        rest = child.stdout.read().splitlines()
    # The last line may have been cut off by the kill; what was told whole was done.
    told = [*shown, *(json.loads(line) for line in rest if line.endswith("]]"))]
    found: list[list[str]] = told[-1]
    return found


def test_everything_acknowledged_is_there_and_undo_goes_back_past_the_restart(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    path = make_sample("sana", tmp_path)
    shown = acknowledged_before_the_kill(path)
    desk = make_desk(sample=False)
    assert desk.session.open(path)
    found = [list(each) for each in desk.labels()]
    in_flight = len(found) - len(shown)
    assert found[: len(shown) - 1] == shown[:-1]
    assert in_flight in (0, 1)

    states = [desk.labels()]
    while desk.session.undo_name() != "Import documents":
        desk.press("Ctrl+Z")
        states.append(desk.labels())
    assert states[-1] == []
    assert len(states) > GESTURES
    assert desk.session.document is not None
    assert desk.session.document.status == "new"

    for expected in states[-2::-1]:
        desk.press("Ctrl+Shift+Z")
        assert desk.labels() == expected
    assert desk.session.redo_name() == ""
    assert desk.session.project is not None
    assert desk.session.project.verify() == []


def test_work_goes_on_after_a_restart(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    desk.reopen()
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]
    desk.press("Ctrl+Z")
    assert desk.labels() == []
    desk.reopen()
    desk.press("Ctrl+Y")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]
