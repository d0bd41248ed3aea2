"""`hashiya check`: the findings with their places, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.review.consistency import KINDS
from annotator.core.storage import Project
from annotator.core.text import Span
from tests.cli.conftest import Hashiya


@pytest.fixture
def uneven(project: Path) -> Path:
    """The labelled sample, with one mention tagged a second time under another label."""
    with Project.open(project) as opened:
        document = opened.documents()[0].id
        text = opened.document(document).text
        start = text.index("فلاديمير بوتين")
        span = Span(start, start + len("فلاديمير بوتين"))
        commands.annotate(opened, document, "entity", "ORG", [span], actor="amal")
    return project


def test_findings_are_listed_by_kind_with_their_places(uneven: Path, hashiya: Hashiya) -> None:
    answer = hashiya("check", uneven, "--kind", "label")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines[0] == "Labelled differently (1)"
    assert "«فلاديمير بوتين»" in lines[1]
    assert "2 places" in lines[1]
    assert "[فلاديمير بوتين]" in lines[2]


def test_the_same_as_json(uneven: Path, hashiya: Hashiya) -> None:
    (one,) = json.loads(hashiya("check", uneven, "--kind", "label", "--json").out)
    assert one["variants"] == ["ORG", "PERS"]
    assert [each["text"] for each in one["places"]] == ["فلاديمير بوتين"] * 2
    assert {each["label"] for each in one["places"]} == {"PERS", "ORG"}
    assert one["count"] == 2


def test_nothing_found_is_said_and_no_failure(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("check", project, "--kind", "crossing")
    assert (answer.status, answer.out) == (0, "All is in order.\n")


def test_one_document_and_every_place(uneven: Path, hashiya: Hashiya) -> None:
    with Project.open(uneven, read_only=True) as opened:
        name = opened.documents()[0].name
    answer = hashiya("check", uneven, "--document", name, "--all")
    assert answer.status == 0
    assert "more place" not in answer.out
    assert hashiya("check", uneven, "--document", "nowhere").status == 1


def test_an_unknown_kind_is_wrong_usage(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("check", project, "--kind", "anything")
    assert answer.status == 2
    assert all(each in answer.err for each in KINDS)
