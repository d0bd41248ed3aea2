from __future__ import annotations

import pytest

from annotator.core.schema import Schema
from tests.support.sample_gold import gold_schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    return gold_schema()
