"""`hashiya agreement`: figures, JSON with stable keys, differences, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.core.model import new_id
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


def test_the_table_has_a_line_for_each_layer_label_and_role(two: Path, hashiya: Hashiya) -> None:
    answer = hashiya("agreement", two)
    lines = [line.split() for line in answer.out.splitlines()]
    assert answer.status == 0
    assert ["Entities", "86", "2", "2", "0.9773", "0.9886", "0.9890"] in lines
    assert ["ORG", "12", "1", "1", "0.9231", "1.0000", "1.0000"] in lines
    assert ["mean", "of", "labels", "0.9788", "0.9885"] in lines
    assert ["by", "cue", "11", "1", "0", "0.9565", "0.9565"] in lines
    assert ["Speaker", "12", "1", "1", "0.9231", "0.9231"] in lines
    assert "Labels confused (Entities): LOC as GPE: 1" in answer.out
    assert (
        "They differ in 4 places. one has nothing: 1, label: 1, edge by a clitic: 1, argument: 1"
        in answer.out
    )


def test_the_list_shows_every_difference_with_both_sides(two: Path, hashiya: Hashiya) -> None:
    answer = hashiya("agreement", two, "--list", "--layer", "entity", "--layer", "quote")
    assert "1253-1257  Entities: edge by a clitic\n      amal ORG “تاس” | badr ORG “وتاس”\n" in (
        answer.out
    )
    assert "      Speaker: amal “الرئاسة الروسية” | badr “فلاديمير بوتين”\n" in answer.out
    assert answer.out.count(" | badr –\n") == 1


def test_json_names_every_figure_with_its_definition_and_counts(
    two: Path, hashiya: Hashiya
) -> None:
    record = orjson.loads(hashiya("agreement", two, "--json", "--list").out)
    [pair] = record["pairs"]
    entities = next(each for each in pair["layers"] if each["layer"] == "entity")
    quotes = next(each for each in pair["layers"] if each["layer"] == "quote")
    assert record["format"] == "hashiya-agreement/1"
    assert record["annotators"] == ["amal", "badr"]
    assert record["documents"] == {"rule": "annotated", "total": 1, "compared": 1}
    assert pair["documents"] == {"both": 1, "first_only": 0, "second_only": 0}
    assert entities["exact"] == {
        "definition": "span-exact",
        "tp": 86,
        "fp": 2,
        "fn": 2,
        "precision": 86 / 88,
        "recall": 86 / 88,
        "f1": 86 / 88,
    }
    assert {"first": "LOC", "second": "GPE", "count": 1} in entities["confusions"]
    assert quotes["frames"]["key"] == "cue"
    assert quotes["frames"]["content"]["exact"]["tp"] == 11
    assert [each["kinds"] for each in pair["list"]] == [
        ["argument"],
        ["missing"],
        ["label"],
        ["clitic"],
    ]
    assert pair["list"][3]["first"]["spans"][0]["text"] == "تاس"


def definitions_in(value: object) -> set[str]:
    """Every definition that a figure names."""
    if isinstance(value, list):
        return set().union(*(definitions_in(each) for each in value))
    if isinstance(value, dict):
        found = {value["definition"]} if "definition" in value else set()
        return found.union(*(definitions_in(each) for each in value.values()))
    return set()


def test_every_definition_is_given_and_used(two: Path, hashiya: Hashiya) -> None:
    record = orjson.loads(hashiya("agreement", two, "--json").out)
    assert definitions_in(record) == set(record["definitions"])
    assert "list" not in record["pairs"][0]


def test_the_tokens_are_written_as_a_table(two: Path, tmp_path: Path, hashiya: Hashiya) -> None:
    target = tmp_path / "tokens.tsv"
    assert hashiya("agreement", two, "--layer", "entity", "--tokens-to", target).status == 0
    head, *rows = (line.split("\t") for line in target.read_text("utf-8").splitlines())
    assert head == ["layer", "document", "start", "end", "token", "amal", "badr"]
    assert len(rows) == 368
    assert [row[5:] for row in rows if row[5] != row[6]] == [["B-LOC", "B-GPE"], ["I-LOC", "I-GPE"]]


def test_the_first_annotator_that_is_named_is_the_reference(two: Path, hashiya: Hashiya) -> None:
    words = ("--annotator", "badr", "--annotator", "amal", "--json")
    [pair] = orjson.loads(hashiya("agreement", two, *words).out)["pairs"]
    assert (pair["first"], pair["second"]) == ("badr", "amal")


def test_in_arabic_the_columns_keep_their_order(
    two: Path, hashiya: Hashiya, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "ar")
    answer = hashiya("agreement", two, "--bidi", "on", "--width", "100", "--layer", "entity")
    line = next(line for line in answer.out.splitlines() if line.rstrip().endswith("ORG"))
    assert line.split() == ["1.0000", "1.0000", "0.9231", "1", "1", "12", "ORG"]


def test_one_annotator_alone_agrees_with_nobody(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("agreement", project)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "hashiya: Agreement is between two annotators at least; in this project, these have "
        "annotations: amal.\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--annotator", "amal"], "only “amal” was named"),
        (["--annotator", "amal", "--annotator", "amal"], "only “amal” was named"),
        (["--annotator", "amal", "--annotator", "x"], "no annotator “x”; it has: amal, badr"),
        (["--layer", "x"], "has no layer “x”"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    two: Path, hashiya: Hashiya, words: list[str], told: str
) -> None:
    answer = hashiya("agreement", two, *words)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("hashiya: ")
    assert told in answer.err


def test_a_table_of_tokens_that_cannot_be_written_is_told(
    two: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    answer = hashiya("agreement", two, "--tokens-to", tmp_path / "no" / "t.tsv")
    assert (answer.status, answer.out) == (1, "")
    assert "there is no folder" in answer.err


def test_wrong_words_are_wrong_usage(two: Path, hashiya: Hashiya) -> None:
    assert hashiya("agreement", two, "--tokens", "letters").status == 2


def test_annotators_without_a_document_in_common_cannot_be_compared(
    tmp_path: Path, hashiya: Hashiya
) -> None:
    path = tmp_path / "apart.hashiya"
    document, made = both()
    apart = replace(document, id=new_id("d"), text=f"{document.text} ")
    mine = [each for each in made if each.annotator == "amal"]
    theirs = [replace(each, document=apart.id) for each in made if each.annotator == "badr"]
    make_project(path, gold_schema(), [(document, mine), (apart, theirs)]).close()
    answer = hashiya("agreement", path)
    assert (answer.status, answer.out) == (1, "")
    assert "No document was done by two of these annotators" in answer.err
    answer = hashiya("agreement", path, "--documents", "all")
    assert answer.status == 0
    assert "2 documents that both have done." in answer.out


def test_documents_that_only_one_has_done_are_told(tmp_path: Path, hashiya: Hashiya) -> None:
    path = tmp_path / "more.hashiya"
    document, made = both()
    mine = [each for each in made if each.annotator == "amal"]
    more = replace(document, id=new_id("d"), text=f"{document.text} ")
    alone = [replace(each, document=more.id) for each in mine]
    make_project(path, gold_schema(), [(document, made), (more, alone)]).close()
    answer = hashiya("agreement", path, "--json")
    assert orjson.loads(answer.out)["pairs"][0]["documents"] == {
        "both": 1,
        "first_only": 1,
        "second_only": 0,
    }
    assert answer.err == (
        "Not compared, since only one has annotations there: 1 by amal, 0 by badr. "
        "`--documents all` takes them for read by both.\n"
    )
    answer = hashiya("agreement", path, "--json", "--documents", "all")
    assert (orjson.loads(answer.out)["pairs"][0]["documents"]["both"], answer.err) == (2, "")


def test_relations_have_no_tokens(two: Path, hashiya: Hashiya) -> None:
    answer = hashiya("agreement", two, "--layer", "relation")
    assert (answer.status, "alpha" in answer.out) == (0, False)
    record = orjson.loads(hashiya("agreement", two, "--layer", "relation", "--json").out)
    assert record["alpha"] == []
    [layer] = record["pairs"][0]["layers"]
    assert (layer["kappa"], layer["frames"], layer["exact"]["f1"]) == ({}, None, 1)
