"""What others read: `datasets` and DuckDB find the same types whatever comes first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core.datasets import Shares, export_dataset, export_file
from annotator.core.formats import encode, record
from annotator.core.schema import Schema
from tests.conftest import ROOT
from tests.support.datasets import plain_document, sample_project
from tests.support.projects import make_project
from tests.support.sample_gold import gold

UNLABELLED = 3000


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> dict[str, Any]:
    """What both programs make of datasets and files, asked once, without network."""
    folder = tmp_path_factory.mktemp("readers")
    whole = Shares(1, 0, 0)
    with sample_project(folder / "a.hashiya", schema, plain=UNLABELLED) as project:
        export_dataset(project, folder / "after", shares=whole)
        export_file(project, folder / "bare.jsonl")
    with make_project(folder / "b.hashiya", schema, [gold()]) as project:
        export_dataset(project, folder / "before", shares=whole)
        export_file(project, folder / "alone.jsonl")
    document = replace(gold()[0], split="test")
    items = [(plain_document(1, split="train"), ()), (document, gold()[1])]
    with make_project(folder / "c.hashiya", schema, items) as project:
        export_dataset(project, folder / "parts")
    environment = os.environ | {
        "HF_HOME": str(folder / "hf"),
        "HF_DATASETS_OFFLINE": "1",
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        "PYTHONPATH": str(ROOT),
    }
    names = ["after", "before", "parts", "bare.jsonl", "alone.jsonl"]
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("reading.py"), *names],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answers: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return answers


def test_a_dataset_has_the_same_types_where_3000_unlabelled_articles_come_first(
    read: dict[str, Any],
) -> None:
    assert read["after"]["features"] == read["before"]["features"]
    assert read["after"]["columns"] == read["before"]["columns"]
    assert read["after"]["parts"] == {"train": UNLABELLED + 1}
    assert read["after"]["rows"] == UNLABELLED + 1


def test_a_part_without_labels_has_the_types_of_the_others(read: dict[str, Any]) -> None:
    features = read["parts"]["features"]
    assert features["train"] == features["test"] == read["before"]["features"]["train"]
    assert read["parts"]["parts"] == {"train": 1, "test": 1}


def test_a_bare_file_has_the_same_types_since_its_fullest_record_leads(
    read: dict[str, Any],
) -> None:
    # Only lists that are empty in the whole file stay unknown; a dataset declares them.
    assert read["bare.jsonl"]["columns"] == read["alone.jsonl"]["columns"]
    assert read["bare.jsonl"]["features"] == read["alone.jsonl"]["features"]
    assert read["bare.jsonl"]["rows"] == UNLABELLED + 1
    for name in ("entities", "quotes", "events", "relations"):
        assert read["bare.jsonl"]["columns"][name].startswith("STRUCT(")


@pytest.mark.parametrize("name", ["after", "parts", "bare.jsonl"])
def test_dates_stay_strings_and_numbers_stay_what_they_are(read: dict[str, Any], name: str) -> None:
    assert read[name]["published"] == "20250224"
    assert read[name]["first"] == [gold()[0].id, "20250224", 88]
    assert read[name]["confidence"] == 1.0


def test_the_file_that_opens_without_labels_is_why(tmp_path: Path, schema: Schema) -> None:
    """The order that a naive export would have fails: the guard above guards something."""
    document, made = gold()
    path = tmp_path / "naive.jsonl"
    with path.open("wb") as file:
        for number in range(30_000):
            file.write(encode(record(plain_document(number), [], schema)))
        file.write(encode(record(document, made, schema)))
    import duckdb

    with duckdb.connect() as connection:
        relation = connection.read_json(str(path), format="newline_delimited")
        types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert types["entities"] == "JSON[]"
