from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.cli.main import main
from tests.support.sample_gold import REFERENCE


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str


Hashiya = Callable[..., Answer]


@pytest.fixture
def hashiya(capsys: pytest.CaptureFixture[str]) -> Hashiya:
    """Runs the command line and gives back its status and both streams."""

    def run(*words: str | Path) -> Answer:
        status = main([str(each) for each in words])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return run


@pytest.fixture
def project(tmp_path: Path, hashiya: Hashiya) -> Path:
    """A project with the labelled sample."""
    path = tmp_path / "p.hashiya"
    assert hashiya("new", path).status == 0
    assert hashiya("import", path, REFERENCE, "--annotator", "amal").status == 0
    return path
