"""A project with the sample article, under a small schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.schema import Schema, read_schema_file
from annotator.core.storage import Project

NEWS = Path(__file__).resolve().parents[2] / "seeds" / "schemas" / "news.toml"


@pytest.fixture(scope="session")
def schema() -> Schema:
    return read_schema_file(NEWS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "مشروع.hashiya"


@pytest.fixture
def project(path: Path, schema: Schema) -> Iterator[Project]:
    with Project.create(path, schema) as made:
        yield made


@pytest.fixture
def document(project: Project, sample_text: str) -> str:
    """The id of the sample article in the project."""
    article = Document(new_id("d"), "sample.txt", "مباحثات هاتفية", sample_text)
    return commands.add_documents(project, [(article, ())], actor="سلمى").added[0]
