from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.datasets import sample_project
from tests.support.sample_gold import gold_schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    return gold_schema()


@pytest.fixture
def project(tmp_path: Path, schema: Schema) -> Iterator[Project]:
    """The labelled sample behind twenty articles without labels."""
    with sample_project(tmp_path / "p.hashiya", schema, plain=20) as made:
        yield made
