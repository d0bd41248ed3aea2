"""Every gesture that was acknowledged outlives a killed program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.storage import Project

ROOT = Path(__file__).resolve().parents[3]

PROGRAM = """
import sys, pathlib
from annotator.core import commands
from annotator.core.storage import Project
from annotator.core.text import Span
project = Project.open(pathlib.Path(sys.argv[1]))
document = sys.argv[2]
for start in range(2000):
    change = commands.annotate(project, document, "entity", "PERS", [Span(start, start + 5)],
                               actor="x")
    print(change.rows[-1].id, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 40, 150])
def test_nothing_acknowledged_is_lost_by_a_kill(
    project: Project, path: Path, document: str, acknowledged: int
) -> None:
    project.close()
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), document],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    told = [child.stdout.readline().strip() for _ in range(acknowledged)]
    os.kill(child.pid, signal.SIGKILL)
    told += [each.strip() for each in child.stdout if each.endswith("\n")]
    child.wait()
    child.stdout.close()
    with Project.open(path) as again:
        found = {each.id for each in again.annotations(document)}
        assert set(told) <= found
        assert len(found) - len(told) <= 1  # one may have been written and not yet told
        assert again.verify() == []
        for _ in found:
            again.undo("x")
        assert again.annotations(document) == []
