"""`hashiya evaluate quotes`: figures against labelled documents."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Hashiya
from tests.support.quote_gold import gold_lines
from tests.support.sample_gold import REFERENCE


def test_figures_come_with_their_counts(hashiya: Hashiya) -> None:
    answer = hashiya("evaluate", "quotes", REFERENCE)
    assert (answer.status, answer.err) == (0, "")
    assert "labelled quotes: 12" in answer.out
    assert "recall 100% (12/12)" in answer.out
    assert "Exact extent" in answer.out
    assert "score of 0.8 or more" in answer.out
    assert "Missed" not in answer.out


def test_json_for_other_programs(tmp_path: Path, hashiya: Hashiya) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(gold_lines("held_out"))
    answer = hashiya("evaluate", "quotes", gold, "--json", "--list")
    assert answer.status == 0
    value = json.loads(answer.out)
    everything, sure = value["by_score"]
    assert (everything["min_score"], sure["min_score"]) == (0.0, 0.8)
    assert everything["gold"] == 110
    assert len(value["missed"]) == everything["gold"] - everything["matched"]
    assert len(value["false_alarms"]) == everything["proposed"] - everything["matched"]
    assert set(value["by_type"]) == {"direct", "indirect", "mixed"}


def test_misses_and_false_alarms_are_listed_in_their_context(
    tmp_path: Path, hashiya: Hashiya
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(gold_lines("held_out"))
    answer = hashiya("evaluate", "quotes", gold, "--list", "--min-score", "0.9")
    assert answer.status == 0
    assert "Missed: " in answer.out
    assert "False alarms: " in answer.out
    assert "[" in answer.out


def test_more_cues_are_read_from_a_file(tmp_path: Path, hashiya: Hashiya) -> None:
    cues = tmp_path / "more.toml"
    cues.write_text('[words]\nnot_cues = "نقلت"\n', encoding="utf-8")
    answer = hashiya("evaluate", "quotes", REFERENCE, "--cues", cues, "--json")
    assert json.loads(answer.out)["by_score"][0]["matched"] < 12
    cues.write_text("[wrods]\n", encoding="utf-8")
    refused = hashiya("evaluate", "quotes", REFERENCE, "--cues", cues)
    assert (refused.status, refused.out) == (1, "")
    assert "more.toml, line 1: “wrods” is not known here" in refused.err


def test_what_cannot_be_read_is_refused(tmp_path: Path, hashiya: Hashiya) -> None:
    missing = hashiya("evaluate", "quotes", tmp_path / "none.jsonl")
    assert (missing.status, missing.out) == (1, "")
    assert "There is no file" in missing.err
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    answer = hashiya("evaluate", "quotes", broken)
    assert (answer.status, answer.out) == (1, "")
    assert "broken.jsonl" in answer.err


def test_wrong_usage(hashiya: Hashiya) -> None:
    assert hashiya("evaluate", "quotes").status == 2
    assert hashiya("evaluate", "names", REFERENCE).status == 2
    assert hashiya("evaluate", "quotes", REFERENCE, "--min-score", "2").status == 2
