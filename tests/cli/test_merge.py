"""`hashiya assign` and `hashiya merge`: documents go out, work comes back, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.core import commands
from annotator.core.formats import encode, record
from annotator.core.model import Annotation, Document, new_id
from annotator.core.storage import Project
from tests.cli.conftest import Hashiya
from tests.support.projects import make_project
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import planted


@pytest.fixture
def colleague(tmp_path: Path) -> Path:
    """The second annotator's project: a copy of the sample, labelled otherwise in four places."""
    path = tmp_path / "badr.hashiya"
    document, made, _changed = planted()
    make_project(path, gold_schema(), [(document, made)]).close()
    return path


def test_a_colleagues_project_is_merged_and_merged_again(
    project: Path, colleague: Path, hashiya: Hashiya
) -> None:
    answer = hashiya("merge", project, colleague)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "Merged 121 annotations.\n"
    answer = hashiya("merge", project, colleague)
    assert answer.out == "Merged 0 annotations. 121 were there already.\n"
    assert "4 places" in hashiya("agreement", project).out
    assert hashiya("verify", project).status == 0
    assert hashiya("undo", project).out == "Undone: Merge annotations\n"
    assert hashiya("agreement", project).status == 1


def test_jsonl_with_the_ids_of_the_original_is_merged_as_another_annotators(
    project: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    source = tmp_path / "copy.jsonl"
    assert hashiya("export", project, "-o", source).status == 0
    answer = hashiya("merge", project, source, "--annotator", "badr", "--json")
    told = orjson.loads(answer.out)
    assert (told["added"], told["unchanged"], told["conflicts"]) == (122, 0, [])
    again = orjson.loads(hashiya("merge", project, source, "--annotator", "badr", "--json").out)
    assert (again["added"], again["unchanged"], again["change"]) == (0, 122, "")
    [pair] = orjson.loads(hashiya("agreement", project, "--json").out)["pairs"]
    assert (pair["exact"]["f1"], pair["differences"]) == (1, 0)


def test_conflicts_are_told_and_nothing_is_overwritten(
    project: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    document, made = gold()
    source = tmp_path / "amal.jsonl"
    changed = [replace(made[0], note="otherwise"), *made[1:]]
    source.write_bytes(encode(record(document, changed, gold_schema())))
    before = hashiya("show", project, "1").out
    answer = hashiya("merge", project, source)
    assert answer.status == 0
    assert answer.out == f"Merged 0 annotations. {len(made) - 1} were there already.\n"
    assert answer.err == (
        f"Left as it is: “{document.name}” has {made[0].label} {made[0].id} by amal with "
        "another content.\n"
    )
    assert hashiya("show", project, "1").out == before


def test_a_document_that_the_project_lacks_is_left_out_or_added(
    project: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    other = tmp_path / "other.hashiya"
    new = Document(new_id("d"), "new", "جديد", "نص جديد")
    make_project(other, gold_schema(), [(new, [])]).close()
    answer = hashiya("merge", project, other)
    assert (answer.status, answer.out) == (1, "Merged 0 annotations.\n")
    assert "no document with the text of “new”; --add-documents adds it" in answer.err
    answer = hashiya("merge", project, other, "--add-documents")
    assert (answer.status, answer.out) == (0, "Merged 0 annotations.\nAdded 1 document.\n")


def test_a_work_package_goes_out_and_comes_back(
    project: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    package = tmp_path / "package.hashiya"
    answer = hashiya("assign", project, "--to", "badr", "--documents", "1", "-o", package)
    assert answer.out == f"Gave 1 document with 0 annotations to badr: {package}\n"
    with Project.open(package) as given:
        [summary] = given.documents()
        assert given.annotations(summary.id) == []
        _document, made, _changed = planted()
        for each in made:
            if each.layer == "entity":
                commands.annotate(
                    given,
                    summary.id,
                    each.layer,
                    each.label,
                    each.spans,
                    actor="badr",
                    attributes=each.attributes,
                )
    assert hashiya("merge", project, package).out == "Merged 88 annotations.\n"
    answer = hashiya("agreement", project, "--layer", "entity")
    assert "They differ in 2 places. label: 1, edge by a clitic: 1" in answer.out


def test_a_package_holds_the_annotators_own_work_and_what_it_leans_on(
    project: Path, colleague: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    assert hashiya("merge", project, colleague).status == 0
    counts = {}
    for name, options in (("own", []), ("all", ["--with-annotations"])):
        path = tmp_path / f"{name}.hashiya"
        words = ("assign", project, "--to", "badr", *options, "-o", path)
        assert hashiya(*words).status == 0
        with Project.open(path, read_only=True) as package:
            counts[name] = package.annotator_counts()
            assert package.verify() == []
        back = hashiya("merge", project, path)
        assert back.out.startswith("Merged 0 annotations. ")
        assert back.err == ""
    assert counts == {"own": {"badr": 121}, "all": {"amal": 122, "badr": 121}}


def test_documents_are_chosen_by_their_numbers_and_status(tmp_path: Path, hashiya: Hashiya) -> None:
    path = tmp_path / "many.hashiya"
    items: list[tuple[Document, list[Annotation]]] = [
        (Document(new_id("d"), f"n{i}", "t", f"نص {i}"), []) for i in range(1, 6)
    ]
    with make_project(path, gold_schema(), items) as made:
        commands.set_status(made, [items[1][0].id], "done", actor="x")
    chosen = {}
    for name, words in {
        "range": ["--documents", "2-4"],
        "names": ["--documents", "n5", "1"],
        "status": ["--status", "done"],
        "both": ["--documents", "1-3", "--status", "new"],
    }.items():
        package = tmp_path / f"{name}.hashiya"
        assert hashiya("assign", path, "--to", "badr", *words, "-o", package).status == 0
        with Project.open(package, read_only=True) as opened:
            chosen[name] = [each.name for each in opened.documents()]
    assert chosen == {
        "range": ["n2", "n3", "n4"],
        "names": ["n5", "n1"],
        "status": ["n2"],
        "both": ["n1", "n3"],
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--documents", "9", "-o", "new.hashiya"], "no document “9”"),
        (["--documents", "1-9", "-o", "new.hashiya"], "no documents 1-9: the project has 1"),
        (["--status", "reviewed", "-o", "new.hashiya"], "No document was chosen"),
        (["-o", "p.hashiya"], "exists already"),
        (["-o", "new.jsonl"], "end it in .hashiya"),
        (["-o", "no/new.hashiya"], "cannot be made"),
    ],
)
def test_a_package_that_cannot_be_made_leaves_nothing(
    project: Path,
    hashiya: Hashiya,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(project.parent)
    before = sorted(project.parent.iterdir())
    answer = hashiya("assign", project, "--to", "badr", *words)
    assert (answer.status, answer.out) == (1, "")
    assert told in answer.err
    assert sorted(project.parent.iterdir()) == before


def test_what_holds_no_annotations_cannot_be_merged(
    project: Path, tmp_path: Path, hashiya: Hashiya
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("نص", encoding="utf-8")
    answer = hashiya("merge", project, text)
    assert (answer.status, answer.out) == (1, "")
    assert "holds no annotations" in answer.err
    assert hashiya("merge", project, tmp_path / "no.hashiya").status == 1
