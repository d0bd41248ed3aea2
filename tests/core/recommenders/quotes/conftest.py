"""The lexicons that ship with the program."""

from __future__ import annotations

import pytest

from annotator.core.recommenders import CueLexicon, read_cues
from tests.conftest import ROOT

CUES = ROOT / "resources" / "quotes"


@pytest.fixture(scope="session")
def cues() -> CueLexicon:
    return read_cues(CUES / "ar.toml")
