from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.conftest import ROOT
from tools.screenshots import SHOTS, main

LARGEST = 250_000  # bytes


def shoot(out: Path) -> bytes:
    command = [sys.executable, "-m", "tools.screenshots", "--out", str(out), "window.en"]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return (out / "window.en.png").read_bytes()


def test_a_picture_comes_out_the_same_twice(tmp_path: Path) -> None:
    first = shoot(tmp_path / "once")
    assert first == shoot(tmp_path / "twice")
    assert QImage.fromData(first).width() == 1280


def test_an_unknown_picture_is_a_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["nothing"])
    assert stop.value.code == 2
    assert "nothing" in capsys.readouterr().err


def test_every_picture_of_the_table_is_there_and_small() -> None:
    folder = ROOT / "docs" / "images"
    assert {path.stem for path in folder.glob("*.png")} == {shot.name for shot in SHOTS}
    assert all(path.stat().st_size < LARGEST for path in folder.glob("*.png"))
