from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.sample import make_sample
from annotator.app.session import Session
from annotator.app.settings import Settings


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project with the sample article."""
    return make_sample("sana", tmp_path)


@pytest.fixture
def session(qapp: object, project_path: Path) -> Iterator[Session]:
    """A session on a project with the sample article, in English."""
    settings = Settings.load()
    settings.update({"language": "en", "annotator.name": "sana"})
    session = Session(settings)
    assert session.open(project_path)
    yield session
    session.close()
