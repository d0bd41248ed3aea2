"""`hashiya curate`: what all agree on becomes one more annotator's work."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from annotator.core.storage import Project
from tests.cli.conftest import Hashiya
from tests.support.projects import make_project
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import both


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The sample by two annotators who differ in four places."""
    path = tmp_path / "two.hashiya"
    make_project(path, gold_schema(), [both()]).close()
    return path


def test_the_agreed_version_is_written_told_undone_and_exported(
    two: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    answer = hashiya("curate", two, "--as", "gold")
    assert (answer.status, answer.err) == (0, "")
    with Project.open(two, read_only=True) as project:
        count = project.annotator_counts()["gold"]
    first, *rest = answer.out.splitlines()
    assert first == f"Took {count} annotations into the agreed version."
    assert rest[0] == "Places that are disputed: 4."
    target = tmp_path / "gold.jsonl"
    assert hashiya("export", two, "-o", target, "--annotator", "gold").status == 0
    assert sum(len(orjson.loads(target.read_bytes())[each]) for each in (
        "entities", "quotes", "events", "relations",
    )) == count  # fmt: skip
    again = orjson.loads(hashiya("curate", two, "--as", "gold", "--json").out)
    assert (again["change"], again["agreed"], again["settled"]) == ("", 0, count)
    assert hashiya("undo", two).out == "Undone: Curate\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as", "amal"], "two annotators at least"),
        (["--as", "gold", "--annotator", "amal"], "only “amal” was named"),
        (["--as", "gold", "--annotator", "amal", "--annotator", "x"], "no annotator “x”"),
        (["--as", "badr", "--annotator", "amal", "--annotator", "badr"], "another name"),
        (["--as", " "], "another name"),
    ],
)
def test_what_cannot_be_agreed_on_is_refused(
    two: Path, hashiya: Hashiya, words: list[str], told: str
) -> None:
    answer = hashiya("curate", two, *words)
    assert (answer.status, answer.out) == (1, "")
    assert told in answer.err
