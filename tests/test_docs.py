"""What README and docs say is so: links lead somewhere, commands work, snippets run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.commands import COMMANDS
from annotator.cli.main import main
from annotator.core.datasets import export_dataset
from tests.conftest import ROOT
from tests.support.projects import make_project
from tests.support.sample_gold import REFERENCE, gold, gold_schema
from tests.support.two_annotators import planted

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^ {4}python3 main\.py (.+?)(?: {4,}.*)?$", re.MULTILINE)
SQL = re.compile(r'^ {4}sqlite3 \S+ "(.+)"$', re.MULTILINE)


def tracked() -> set[Path]:
    """Every file under version control."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is not installed, or this is no checkout")
    return {ROOT / name for name in listed.split("\0") if name}


def pages() -> list[Path]:
    return sorted(path for path in tracked() if path.suffix == ".md" and path.is_file())


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in titles}


def internal_links() -> Iterator[tuple[Path, str]]:
    for page in pages():
        for link in LINK.findall(prose(page)):
            if not re.match(r"[a-z]+:", link):
                yield page, link


def test_every_internal_link_leads_to_a_tracked_file_and_to_a_heading_in_it() -> None:
    files = tracked()
    lost = []
    for page, link in internal_links():
        path, _sharp, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if target not in files or (anchor and anchor not in anchors(target)):
            lost.append(f"{page.relative_to(ROOT)}: {link}")
    assert not lost


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(page.parent / link).resolve() for page, link in internal_links()}
    pictures = {path for path in tracked() if path.parent == ROOT / "docs" / "images"}
    assert pictures
    assert not pictures - shown


def test_readme_shows_every_command_at_work() -> None:
    shown = {command.split()[0] for command in COMMAND.findall(README)}
    assert not set(COMMANDS) - shown


def test_the_commands_of_the_readme_work_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    # What two colleagues have sent back.
    shutil.copy(REFERENCE, tmp_path / "amal.jsonl")
    document, made, _changed = planted()
    make_project(tmp_path / "badr.hashiya", gold_schema(), [(document, made)]).close()
    monkeypatch.chdir(tmp_path)
    ran = 0
    for line in COMMAND.findall(README):
        words = shlex.split(line)
        if words[0] not in COMMANDS:  # the tests themselves, and the window
            continue
        assert main(words) == 0, f"{line}: {capsys.readouterr().err}"
        ran += 1
    assert ran >= len(COMMANDS)
    assert {"news.hashiya", "copy.hashiya", "news.jsonl", "dataset"} <= {
        path.name for path in tmp_path.iterdir()
    }


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's project and its dataset, named as in the README."""
    folder = tmp_path_factory.mktemp("exported")
    with make_project(folder / "news.hashiya", gold_schema(), [gold()]) as project:
        export_dataset(project, folder / "dataset")
    return folder


def test_the_snippets_that_read_an_export_run(exported: Path) -> None:
    reference = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    snippets = [code for page in (README, reference) for kind, code in FENCE.findall(page)
                if kind == "python"]  # fmt: skip
    program = "\n".join(snippets).replace("FOLDER", "dataset")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=exported,
        env=os.environ
        | {
            "HF_HOME": str(exported / "hf"),
            "HF_DATASETS_OFFLINE": "1",
            "HF_HUB_OFFLINE": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(snippets) >= 4
    assert "تاتيانا موسكالكوفا" in done.stdout
    assert "PERS" in done.stdout


def test_the_project_file_answers_the_question_of_the_readme(exported: Path) -> None:
    [question] = SQL.findall(README)
    with closing(sqlite3.connect(exported / "news.hashiya")) as database:
        rows = database.execute(question).fetchall()
    assert len(rows) == 12
    assert any("بيلاروسيا" in content for _speaker, _cue, content in rows)
