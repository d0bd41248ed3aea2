"""Bad input: one clear sentence, status 1, and the project is as it was, byte for byte."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from annotator.app import paths
from annotator.cli import main as main_module
from annotator.cli.main import main
from annotator.core.storage import Project
from tests.cli.conftest import Answer, Hashiya
from tests.support.sample_gold import gold_line

Refused = Callable[..., Answer]

# SQLite counts in the head of a file how often it was opened for writing.
_COUNTERS = (slice(24, 28), slice(92, 96))


def content_of(project: Path) -> bytes:
    """The bytes of a project without those counters."""
    content = bytearray(project.read_bytes())
    for each in _COUNTERS:
        content[each] = bytes(4)
    return bytes(content)


@pytest.fixture
def refused(project: Path, hashiya: Hashiya) -> Refused:
    """Runs a command that must fail, and checks that it leaves no trace."""

    def run(*words: str | Path) -> Answer:
        before = content_of(project)
        beside = sorted(project.parent.iterdir())
        answer = hashiya(*words)
        assert answer.status == 1
        assert answer.out == ""
        assert answer.err.startswith("hashiya: ")
        assert "Traceback" not in answer.err
        assert content_of(project) == before
        assert sorted(project.parent.iterdir()) == beside
        with Project.open(project, read_only=True) as opened:
            assert len(opened.history()) == 1
            assert opened.document_count() == 1
        return answer

    return run


def changed(number: int = 0, **values: object) -> bytes:
    """The sample's record as a line, with other values in its first entity."""
    record = orjson.loads(gold_line())
    record["entities"][number].update(values)
    return orjson.dumps(record) + b"\n"


def test_a_binary_file(tmp_path: Path, project: Path, refused: Refused) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0\0")
    answer = refused("import", project, tmp_path / "a.txt")
    assert answer.err == (
        "hashiya: “a.txt” is a binary file, not plain text; save the article as text first.\n"
    )


def test_an_empty_file(tmp_path: Path, project: Path, refused: Refused) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    answer = refused("import", project, tmp_path / "a.txt")
    assert answer.err == "hashiya: The file “a.txt” is empty.\n"


def test_a_missing_file(tmp_path: Path, project: Path, refused: Refused) -> None:
    answer = refused("import", project, tmp_path / "a.txt")
    assert answer.err == f"hashiya: There is no file “{tmp_path / 'a.txt'}”.\n"


def test_a_folder_without_permission(
    tmp_path: Path, project: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refuse(path: str | int) -> object:
        if path in (closed, str(closed)):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        answer = refused("import", project, closed)
    assert answer.err == f"hashiya: You have no permission to read “{closed}”.\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read and write all")
def test_folders_without_permission_for_real(
    tmp_path: Path, project: Path, refused: Refused
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert "no permission to read" in refused("import", project, closed).err
        closed.chmod(0o500)
        assert "no permission" in refused("export", project, "-o", closed / "a.jsonl").err
    finally:
        closed.chmod(0o700)


def test_a_broken_57th_line(tmp_path: Path, project: Path, refused: Refused) -> None:
    import hashlib

    lines = []
    for number in range(60):
        record = orjson.loads(gold_line())
        record["id"] = f"d-{number:032x}"
        record["text"] += f" {number}"
        record["text_sha256"] = hashlib.sha256(record["text"].encode()).hexdigest()
        lines.append(orjson.dumps(record) + b"\n")
    lines[56] = lines[56][:100] + b"\n"
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    answer = refused("import", project, tmp_path / "a.jsonl")
    first, second = answer.err.strip().split("\n")
    assert first == "hashiya: “a.jsonl” cannot be imported, nor anything with it:"
    assert second.startswith("Line 57: this is not valid JSON (column ")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            changed(end=5000),
            "the offsets 19-5000 do not lie in the text, which has 2328 characters.",
        ),
        (
            changed(text="الرئيسان"),
            "the text at 19-42 is “الرئيسان الروسي والصيني”, not “الرئيسان”.",
        ),
        (changed(label="PERSONNE"), "The layer “entity” has no label “PERSONNE”; it has: PERS,"),
        (b'{"format": "hashiya/9"}\n', "Import it with a newer Hashiya."),
        (b'{"text": "x", "labels": []}\n', "this is no record of canonical JSONL"),
        (b"\xff\xfe\x00\n", "this is not valid JSON"),
    ],
)
def test_records_that_are_wrong(
    tmp_path: Path, project: Path, refused: Refused, line: bytes, sentence: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(line)
    answer = refused("import", project, tmp_path / "a.jsonl")
    assert "Line 1: " in answer.err
    assert sentence in answer.err


def test_a_good_file_before_a_bad_one_is_not_kept(
    tmp_path: Path, project: Path, refused: Refused
) -> None:
    (tmp_path / "a.txt").write_text("خبر جديد", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    refused("import", project, tmp_path / "a.txt", tmp_path / "b.txt")


def test_a_project_of_a_newer_version(tmp_path: Path, project: Path, hashiya: Hashiya) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = project.read_bytes()
    for words in (["stats", project], ["import", project, tmp_path], ["undo", project]):
        answer = hashiya(*words)
        assert (answer.status, answer.out) == (1, "")
        assert "was made by a newer Hashiya" in answer.err
        assert project.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\0" + b"x" * 500])
def test_a_file_that_is_no_project(tmp_path: Path, hashiya: Hashiya, content: bytes) -> None:
    path = tmp_path / "x.hashiya"
    path.write_bytes(content)
    for command in ("stats", "verify", "history", "undo"):
        answer = hashiya(command, path)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.startswith("hashiya: ")
        assert str(path) in answer.err
        assert path.read_bytes() == content


def test_an_export_never_writes_over_other_things(
    tmp_path: Path, project: Path, refused: Refused
) -> None:
    (tmp_path / "a.jsonl").write_text("mine", encoding="utf-8")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "mine.txt").write_text("mine", encoding="utf-8")
    assert "is not an earlier export" in refused("export", project, "-o", tmp_path / "a.jsonl").err
    assert "holds other things" in refused("export", project, "-o", tmp_path / "set").err
    assert (
        "has an ending that no format writes"
        in refused("export", project, "-o", tmp_path / "a.csv").err
    )
    assert (
        "A split needs a folder"
        in refused("export", project, "-o", tmp_path / "b.jsonl", "--split", "80/20").err
    )
    assert (
        "has no annotator “zayd”; it has: amal"
        in refused("export", project, "-o", tmp_path / "b.jsonl", "--annotator", "zayd").err
    )


def test_a_project_that_is_open_elsewhere(project: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر جديد", encoding="utf-8")
    with Project.open(project):
        answer = hashiya("import", project, tmp_path / "a.txt")
        assert answer.status == 1
        assert "is open in another Hashiya" in answer.err
        assert hashiya("stats", project).status == 0


def test_an_interruption_keeps_nothing(
    project: Path, hashiya: Hashiya, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("خبر جديد", encoding="utf-8")

    def interrupt(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("annotator.core.formats.importing.read_article", interrupt)
    answer = hashiya("import", project, tmp_path / "a.txt")
    assert answer.status == 130
    assert "Nothing of this was kept" in answer.err
    with Project.open(project, read_only=True) as opened:
        assert len(opened.history()) == 1


def test_a_defect_is_one_sentence_and_goes_to_the_log(
    project: Path,
    hashiya: Hashiya,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> object:
        raise RuntimeError("a defect")

    monkeypatch.setattr(Project, "label_counts", fail)
    answer = hashiya("stats", project)
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert "The log says more: " in answer.err
    log = Path(answer.err.strip().split("The log says more: ")[1])
    assert "RuntimeError: a defect" in log.read_text(encoding="utf-8")
    monkeypatch.setenv("HASHIYA_DEBUG", "1")
    assert main(["stats", str(project)]) == main_module.FAILED
    assert "RuntimeError: a defect" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('color = "blue"', 'colour = "blue"', 16, "“colour” is not known here"),
        ('key = "2"', 'key = "1"', 26, "“LOC” cannot have the key “1”: it belongs to “PER”"),
        ('key = "2"', 'key = "2', 26, "not valid TOML"),
        (
            '[[layers.labels]]\nid = "PER"',
            '[[layers.roles]]\nid = "r"\nname = "R"\nfillers = ["TOWN"]\n'
            '[[layers.labels]]\nid = "PER"',
            16,
            "takes “TOWN”, which is no label of this schema",
        ),
    ],
)
def test_a_schema_with_a_mistake_makes_no_project(
    tmp_path: Path, hashiya: Hashiya, old: str, new: str, line: int, reason: str
) -> None:
    good = (paths.seeds() / "schemas" / "ner.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "mine.toml"
    wrong.write_text(good.replace(old, new, 1), encoding="utf-8")
    answer = hashiya("new", tmp_path / "p.hashiya", "--schema", wrong)
    assert (answer.status, answer.out) == (1, "")
    assert f"mine.toml, line {line}: " in answer.err
    assert reason in answer.err
    assert not (tmp_path / "p.hashiya").exists()


@pytest.mark.parametrize("command", ["new", "backup", "verify", "show"])
def test_a_name_that_is_too_long_for_a_file_is_told(
    hashiya: Hashiya, project: Path, command: str
) -> None:
    long = project.with_name(f"{'ن' * 300}.hashiya")
    words = {"backup": (project, long), "show": (long, "1")}.get(command, (long,))
    answer = hashiya(command, *words)
    assert answer.status == 1
    assert "should not have" not in answer.err
    assert "ننن" in answer.err


def test_no_annotation_is_restored_by_what_is_no_id(hashiya: Hashiya, project: Path) -> None:
    answer = hashiya("restore", project, "1", "--to", "1", "--annotation", "foo")
    assert answer.status == 1
    assert "should not have" not in answer.err
    assert "foo" in answer.err
