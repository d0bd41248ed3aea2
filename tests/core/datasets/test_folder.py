"""The folder of a dataset: what is in it, and what it may replace."""

from __future__ import annotations

import hashlib
from pathlib import Path

import jsonschema
import orjson
import pytest

from annotator.core.datasets import Selection, Shares, export_dataset
from annotator.core.datasets.types import json_schema
from annotator.core.errors import CancelledError, InputError
from annotator.core.storage import Project


def files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def test_the_parts_the_card_the_manifest_and_the_schema(tmp_path: Path, project: Project) -> None:
    report = export_dataset(project, tmp_path / "set")
    found = files(tmp_path / "set")
    manifest = orjson.loads(found["manifest.json"])
    assert report.documents == 21
    assert manifest["counts"] == {"documents": 21, "annotations": 122}
    for part, told in manifest["splits"].items():
        data = found[f"data/{part}.jsonl"]
        assert told["sha256"] == hashlib.sha256(data).hexdigest()
        assert told["bytes"] == len(data)
        assert told["documents"] == data.count(b"\n")
    labels = [each for told in manifest["splits"].values() for each in told["labels"]]
    assert {"layer": "quote", "label": "mixed", "count": 2} in labels
    assert manifest["schema"]["toml"] == project.schema.source
    assert manifest["columns"]["text"] == "VARCHAR"
    assert manifest["columns"]["metadata"] == 'STRUCT("name" VARCHAR, "value" VARCHAR)[]'
    assert found["README.md"].decode().startswith("---\n")
    assert orjson.loads(found["schema.json"]) == json_schema()


def test_every_line_is_valid_by_the_json_schema(tmp_path: Path, project: Project) -> None:
    export_dataset(project, tmp_path / "set")
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for name, data in files(tmp_path / "set").items():
        if name.startswith("data/"):
            for line in data.splitlines():
                validator.validate(orjson.loads(line))
                count += 1
    assert count == 21
    broken = orjson.loads(line)
    del broken["group"]
    assert not validator.is_valid(broken)


def test_the_same_project_gives_the_same_bytes(tmp_path: Path, project: Project) -> None:
    export_dataset(project, tmp_path / "one")
    export_dataset(project, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_empty_part_has_no_file(tmp_path: Path, project: Project) -> None:
    export_dataset(project, tmp_path / "set", shares=Shares(1, 0, 0))
    found = files(tmp_path / "set")
    assert [name for name in found if name.startswith("data/")] == ["data/train.jsonl"]
    assert list(orjson.loads(found["manifest.json"])["splits"]) == ["train"]
    assert "validation" not in found["README.md"].decode().split("dataset_info")[0]


def test_what_was_left_out_is_in_the_manifest(tmp_path: Path, project: Project) -> None:
    export_dataset(project, tmp_path / "set", Selection(statuses=frozenset({"done"})))
    manifest = orjson.loads(files(tmp_path / "set")["manifest.json"])
    assert manifest["filters"]["statuses"] == ["done"]
    assert manifest["left_out"] == [{"reason": "document status", "count": 20}]


def test_an_earlier_dataset_is_replaced_whole(tmp_path: Path, project: Project) -> None:
    export_dataset(project, tmp_path / "set")
    export_dataset(project, tmp_path / "set", shares=Shares(1, 0, 0))
    assert [each.name for each in (tmp_path / "set" / "data").iterdir()] == ["train.jsonl"]
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".set")]


@pytest.mark.parametrize("stray", ["notes.txt", "data/extra.csv"])
def test_a_folder_with_other_things_is_never_touched(
    tmp_path: Path, project: Project, stray: str
) -> None:
    folder = tmp_path / "set"
    export_dataset(project, folder)
    (folder / stray).write_text("mine")
    before = files(folder)
    with pytest.raises(InputError, match="holds other things than a dataset of Hashiya"):
        export_dataset(project, folder, shares=Shares(1, 0, 0))
    assert files(folder) == before


def test_a_file_in_its_place_is_told(tmp_path: Path, project: Project) -> None:
    (tmp_path / "set").write_text("mine")
    with pytest.raises(InputError, match="is a file; a dataset needs a folder"):
        export_dataset(project, tmp_path / "set")


def test_a_cancelled_export_leaves_nothing(tmp_path: Path, project: Project) -> None:
    with pytest.raises(CancelledError):
        export_dataset(project, tmp_path / "set", cancelled=lambda: True)
    assert not [each for each in tmp_path.iterdir() if "set" in each.name]
