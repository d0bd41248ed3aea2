"""Each command does its work and says so; the window stays shut."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from annotator import __version__
from annotator.cli.commands import COMMANDS
from annotator.core import commands
from annotator.core.model import Entry, new_id
from annotator.core.storage import Project
from tests.cli.conftest import Hashiya
from tests.conftest import ROOT
from tests.support.sample_gold import REFERENCE


def test_help_of_the_program_and_of_every_command(hashiya: Hashiya) -> None:
    general = hashiya("--help")
    assert general.status == 0
    for name, command in COMMANDS.items():
        assert name in general.out
        own = hashiya(name, "--help")
        assert own.status == 0
        assert own.out.startswith(f"usage: hashiya {name}")
        assert command.summary() in " ".join(own.out.split())


def test_version(hashiya: Hashiya) -> None:
    assert hashiya("--version").out.strip() == f"hashiya {__version__}"


def test_new_refuses_a_file_that_exists(tmp_path: Path, hashiya: Hashiya) -> None:
    path = tmp_path / "p.hashiya"
    made = hashiya("new", path, "--schema", "ner", "--name", "أخبار")
    assert made.status == 0
    with Project.open(path, read_only=True) as project:
        assert (project.name, project.schema.id) == ("أخبار", "ner")
    before = path.read_bytes()
    again = hashiya("new", path)
    assert (again.status, again.out) == (1, "")
    assert "exists already" in again.err
    assert path.read_bytes() == before


def test_out_in_and_out_again_gives_equal_files(
    tmp_path: Path, project: Path, hashiya: Hashiya
) -> None:
    first, second, other = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "o.hashiya"
    assert hashiya("export", project, "-o", first).status == 0
    assert hashiya("new", other).status == 0
    assert hashiya("import", other, first).status == 0
    assert hashiya("export", other, "-o", second).status == 0
    assert first.read_bytes() == second.read_bytes() == REFERENCE.read_bytes()


def test_import_says_what_was_guessed_changed_and_left_out(
    tmp_path: Path, project: Path, hashiya: Hashiya, sample_text: str
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.txt").write_bytes(sample_text.encode())
    (folder / "2.txt").write_bytes(sample_text[:300].encode("cp1256"))
    (folder / "3.txt").write_bytes("\ufeffخبر\r\nآخر".encode())
    answer = hashiya("import", project, folder)
    assert answer.status == 0
    assert "Imported 2 documents." in answer.out
    assert "“1” was left out: the project has its text already (000_7b193b572c7f7247)" in answer.out
    assert "2.txt”: the encoding cp1256 is a guess" in answer.out
    assert "A byte order mark at the start was left out." in answer.out


def test_export_of_a_dataset_folder(tmp_path: Path, project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("export", project, "-o", tmp_path / "set", "--split", "1/0/0")
    assert answer.status == 0
    assert "train: 1" in answer.out
    assert (tmp_path / "set" / "data" / "train.jsonl").read_bytes() == REFERENCE.read_bytes()


def test_export_tells_what_a_filter_left_out(
    tmp_path: Path, project: Path, hashiya: Hashiya
) -> None:
    answer = hashiya("export", project, "-o", tmp_path / "a.jsonl", "--review", "accepted")
    assert answer.status == 0
    assert "Wrote 1 document with 2 annotations" in answer.out
    assert "Left out for their review: 120 annotations." in answer.out


def test_formats_tells_what_each_cannot_hold(hashiya: Hashiya) -> None:
    answer = hashiya("formats")
    assert "text (reads; .txt .text)" in answer.out
    assert "Cannot hold: Annotations" in answer.out
    assert "jsonl (reads, writes; .jsonl)" in answer.out
    told = json.loads(hashiya("formats", "--json").out)
    assert [each["name"] for each in told] == ["text", "jsonl"]


def test_stats_as_a_table_and_as_json(project: Path, hashiya: Hashiya) -> None:
    table = hashiya("stats", project).out
    assert "Documents: 1" in table
    assert "  done: 1" in table
    assert "    PERS: 9" in table
    assert "  amal: 122" in table
    told = json.loads(hashiya("stats", project, "--json").out)
    assert told["documents"]["by_status"]["done"] == 1
    assert told["annotations"]["by_layer"] == {
        "entity": 88,
        "event": 14,
        "quote": 12,
        "relation": 8,
    }


def test_the_cast_is_listed_with_counts_and_spellings(project: Path, hashiya: Hashiya) -> None:
    assert "The cast is empty." in hashiya("cast", project).out
    putin = Entry(new_id("x"), "person", "فلاديمير بوتين", ("بوتين",), "رئيس")
    with Project.open(project) as opened:
        document = opened.documents()[0].id
        mentions = [
            (document, each.id) for each in opened.annotations(document) if each.label == "PERS"
        ]
        commands.link(opened, mentions[:2], putin, actor="amal")
        commands.add_entry(opened, Entry(new_id("x"), "place", "لا أحد"), actor="amal")
    table = hashiya("cast", project).out
    assert "(person) · 2 mentions" in table
    assert table.index("فلاديمير بوتين") < table.index("لا أحد")
    assert json.loads(hashiya("cast", project, "--json").out)[0] == {
        "id": putin.id,
        "kind": "person",
        "name": "فلاديمير بوتين",
        "spellings": ["بوتين"],
        "note": "رئيس",
        "mentions": 2,
    }


def test_search_finds_however_a_name_is_spelt(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("search", project, "سيرجي لافروف")
    assert answer.out.count("\n") == 1
    assert "[سيرجى لافروف]" in answer.out
    assert "1 place found." in answer.err
    hits = json.loads(hashiya("search", project, "تاس", "--json").out)
    assert [each["text"] for each in hits] == ["تاس"]
    assert hits[0]["before"].endswith("و")
    text = orjson.loads(REFERENCE.read_bytes())["text"]
    assert text[hits[0]["start"] : hits[0]["end"]] == "تاس"
    assert hashiya("search", project, "واشنطن").status == 0


def test_a_concordance_puts_the_hits_one_under_the_other(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("search", project, "روسيا", "--bidi", "on", "--width", "120")
    lines = answer.out.splitlines()[1:]
    assert len(lines) == 6
    shaped = "ﺎﻴﺳﻭﺭ"
    places = {line.index(shaped, 45) for line in lines}
    assert len(places) == 1


def test_undo_and_redo_and_their_history(project: Path, hashiya: Hashiya) -> None:
    assert "Undone: Import documents" in hashiya("undo", project, "--annotator", "basma").out
    with Project.open(project, read_only=True) as opened:
        assert opened.document_count() == 0
    assert "nothing to undo" in hashiya("undo", project).out
    assert "Done again: Import documents" in hashiya("redo", project).out
    told = json.loads(hashiya("history", project, "--json").out)
    assert [each["kind"] for each in told] == ["redo", "undo", "do"]
    assert told[1]["actor"] == "basma"
    table = hashiya("history", project).out.splitlines()
    assert table[0].startswith("3  ")
    assert table[-1].endswith("Import documents")


def test_the_history_of_a_document_and_of_an_annotation(project: Path, hashiya: Hashiya) -> None:
    with Project.open(project) as opened:
        document = opened.documents()[0]
        one, other = opened.annotations(document.id)[:2]
        commands.set_note(opened, document.id, one.id, "أولى", actor="amal")
        commands.set_note(opened, document.id, other.id, "ثانية", actor="amal")
        commands.set_review(opened, document.id, [one.id], "accepted", actor="basma")

    def numbers(*options: str) -> list[int]:
        told = json.loads(hashiya("history", project, "--json", *options).out)
        return [each["number"] for each in told]

    assert numbers("--document", document.name) == [4, 3, 2, 1]
    assert numbers("--annotation", one.id) == [4, 2, 1]
    assert numbers("--document", "1", "--annotation", other.id, "--limit", "1") == [3]
    unknown = hashiya("history", project, "--annotation", new_id("a"))
    assert (unknown.status, unknown.out) == (1, "")
    assert "annotation" in unknown.err


def test_restore_and_undo_it(project: Path, hashiya: Hashiya) -> None:
    with Project.open(project) as opened:
        document = opened.documents()[0]
        before = opened.annotations(document.id)
        commands.delete(opened, document.id, [before[0].id, before[1].id], actor="amal")
        deleted = opened.annotations(document.id)
        commands.remove_documents(opened, [document.id], actor="amal")

    def now() -> list[object]:
        with Project.open(project, read_only=True) as opened:
            assert opened.verify() == []
            return list(opened.annotations(document.id)) if opened.document_count() else []

    told = hashiya("restore", project, document.name, "--to", "1", "--annotator", "basma")
    assert (told.status, told.err) == (0, "")
    assert "change 1" in told.out
    assert now() == before
    assert "already" in hashiya("restore", project, "1", "--to", "1").out
    assert hashiya("restore", project, "1", "--to", "2").status == 0
    assert now() == deleted
    one = hashiya("restore", project, "1", "--to", "1", "--annotation", before[0].id)
    assert one.status == 0
    assert before[0] in now()
    assert hashiya("undo", project).status == 0
    assert now() == deleted
    gone = hashiya("restore", project, "1", "--to", "0")
    assert "undo" in gone.out
    assert now() == []


def test_restore_says_what_is_wrong(project: Path, hashiya: Hashiya) -> None:
    late = hashiya("restore", project, "1", "--to", "9")
    assert (late.status, late.out) == (1, "")
    assert "no change 9; its last one is 1" in late.err
    assert hashiya("restore", project, "nothing", "--to", "1").status == 1
    assert hashiya("restore", project, "1").status == 2


def test_verify_and_backup(tmp_path: Path, project: Path, hashiya: Hashiya) -> None:
    assert "The project is sound: 1 document checked." in hashiya("verify", project).out
    copy = tmp_path / "copy.hashiya"
    assert hashiya("backup", project, copy).status == 0
    assert "sound" in hashiya("verify", copy).out
    again = hashiya("backup", project, copy)
    assert (again.status, again.out) == (1, "")


def test_show_without_colours_puts_annotations_into_brackets(
    project: Path, hashiya: Hashiya
) -> None:
    out = hashiya("show", project, "1").out
    assert "[الرئيس [الروسي|NORP]|OCC]، [فلاديمير بوتين|PERS]" in out
    assert "و[تاس|ORG]" in out
    assert "\x1b" not in out
    assert "Quotes (12)" in out
    assert (
        "Direct: الوسيطة الروسية لحقوق الإنسان · تاتيانا موسكالكوفا – نقلت … عن … قولها – «ثمة"
        in out
    )
    assert "Participant: الرئيس الروسي · فلاديمير بوتين" in out


def test_show_in_colour_leaves_the_text_as_it_is(
    project: Path, hashiya: Hashiya, sample_text: str
) -> None:
    import re

    out = hashiya("show", project, "1", "--color", "always").out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert sample_text in plain
    assert "\x1b[4;38;5;" in out


def test_show_of_a_document_that_is_not_there(project: Path, hashiya: Hashiya) -> None:
    answer = hashiya("show", project, "nothing")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("hashiya: ")


def test_wrong_usage_is_status_2(project: Path, hashiya: Hashiya) -> None:
    assert hashiya("export", project).status == 2
    assert hashiya("export", project, "-o", "x", "--status", "finished").status == 2
    assert hashiya("--nonsense").status == 2
    unknown = hashiya("imprt")
    assert unknown.status == 2
    assert "no command and no project “imprt”" in unknown.err


def test_without_a_command_the_window_opens(
    project: Path, hashiya: Hashiya, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    opened: list[Path | None] = []

    def run(path: Path | None) -> int:
        opened.append(path)
        return 0

    window = SimpleNamespace(run=run)
    monkeypatch.setitem(sys.modules, "annotator.ui.application", window)
    assert hashiya().status == 0
    assert hashiya(project).status == 0
    assert opened == [None, project]


def test_messages_speak_the_interfaces_language(
    hashiya: Hashiya, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")
    try:
        out = hashiya("new", tmp_path / "p.hashiya").out
    finally:
        monkeypatch.setenv("LANG", "C.UTF-8")
        hashiya("--version")
    assert any("\u0600" <= each <= "\u06ff" for each in out)


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_process_of_its_own_in_a_c_locale_without_qt(
    project: Path, locale: str, isolated_home: Path
) -> None:
    import os

    code = (
        "import sys; from annotator.cli.main import main; status = main(); "
        "assert not [each for each in sys.modules if each.startswith('PySide6')]; sys.exit(status)"
    )
    environment = {
        **os.environ, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code, "show", project, "1"],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "[فلاديمير بوتين|PERS]" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_failure(project: Path) -> None:
    import os

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "annotator", "show", project, "1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_schema_prints_writes_checks_and_replaces(
    tmp_path: Path, project: Path, hashiya: Hashiya
) -> None:
    printed = hashiya("schema", project)
    assert printed.status == 0
    with Project.open(project, read_only=True) as opened:
        assert printed.out == opened.schema.source
    file = tmp_path / "schema.toml"
    assert hashiya("schema", project, "--write", file).status == 0
    assert file.read_text(encoding="utf-8") == printed.out
    again = hashiya("schema", project, "--write", file)
    assert (again.status, "exists already" in again.err) == (1, True)
    assert "already" in hashiya("schema", project, "--set", file).out
    file.write_text(printed.out.replace('en = "Person" }', 'en = "Human" }', 1), encoding="utf-8")
    assert "can take the place" in hashiya("schema", project, "--check", file).out
    assert hashiya("schema", project, "--set", file, "--annotator", "amal").status == 0
    with Project.open(project, read_only=True) as opened:
        assert opened.schema.label("entity", "PERS").name.en == "Human"
    assert hashiya("undo", project).status == 0
    assert hashiya("schema", project).out == printed.out


@pytest.mark.parametrize("option", ["--set", "--check"])
def test_schema_refuses_mistakes_and_losses(
    tmp_path: Path, project: Path, hashiya: Hashiya, option: str
) -> None:
    before = hashiya("schema", project).out
    wrong = tmp_path / "wrong.toml"
    for source, reason in (
        (before.replace('kind = "span"', 'kind = "spam"', 1), "wrong.toml, line"),
        (before.replace('key = "2"', 'key = "1"', 1), "cannot have the key"),
        ((ROOT / "seeds/schemas/quotes.toml").read_text(encoding="utf-8"), "PERS (entity): "),
    ):
        wrong.write_text(source, encoding="utf-8")
        answer = hashiya("schema", project, option, wrong)
        assert (answer.status, answer.out) == (1, "")
        assert reason in answer.err
    assert hashiya("schema", project).out == before


def test_search_understands_queries(project: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("search", project, "PERS and text~لافر", "--json").out)
    assert {each["label"] for each in told} == {"PERS"}
    assert all("لافر" in each["text"] and each["annotation"].startswith("a-") for each in told)
    assert told
    line = hashiya("search", project, "PERS and text~لافر").out.splitlines()[0]
    assert line.endswith("\tPERS")
    wrong = hashiya("search", project, "lable:PERS")
    assert wrong.status == 1
    assert "There is no condition “lable” (character 1)" in wrong.err
