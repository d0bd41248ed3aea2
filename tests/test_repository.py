"""What is committed works on any machine: no address, no place, no lock of one tool alone."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"

# Put together here, so that this file does not hold what it looks for.
HOMES = "|".join(["ho" + "me", "Us" + "ers", "ro" + "ot", "wo" + "rk"])
MACHINE_PATH = re.compile(rf"(?<![\w.~)}}\]<>*-])/(?:{HOMES})/|\b[A-Za-z]:\\+(?:Us" + r"ers)\\")
HOSTS = ["pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.org"]
INDEX_HOSTS = re.compile("|".join(HOSTS))


def tracked_files() -> list[Path]:
    """Every file under version control; an unpacked archive has nobody to ask."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is not installed, or this is no checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font or a picture
        for number, line in enumerate(text.split("\n"), start=1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"


def pinned(lock: str) -> dict[str, str]:
    """The versions in a lock by the names of their packages; a name with markers has the last."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))


def project_table() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def runtime_requirements() -> list[Requirement]:
    project = project_table()["project"]
    assert isinstance(project, dict)
    return [Requirement(each) for each in project["dependencies"]]


def suite_requirements() -> list[Requirement]:
    groups = project_table()["dependency-groups"]
    assert isinstance(groups, dict)
    return [Requirement(each) for each in groups["test"]]


@pytest.mark.parametrize(
    "line",
    [
        "/" + "ho" + "me/sara/articles",
        "see /" + "wo" + "rk/main/x.py",
        'open("/' + "Us" + 'ers/ali/a.txt")',
        "C:\\" + "Us" + "ers\\ali",
    ],
)
def test_a_path_of_a_machine_would_be_found(line: str) -> None:
    assert MACHINE_PATH.search(line)


def test_no_path_of_a_machine() -> None:
    assert list(lines_with(MACHINE_PATH)) == []


def test_no_address_of_a_package_index() -> None:
    assert list(lines_with(INDEX_HOSTS)) == []


def test_no_lock_that_records_addresses() -> None:
    names = {path.name for path in tracked_files()}
    assert names.isdisjoint({"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"})


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK])
def test_a_lock_holds_pinned_requirements_with_hashes_and_nothing_else(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    requirement = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")

    assert [line for line in text.splitlines() if not requirement.fullmatch(line.strip())] == []


@pytest.mark.parametrize("requirement", runtime_requirements(), ids=str)
def test_the_lock_has_what_the_project_requires(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pinned(RUN_LOCK)[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("requirement", suite_requirements(), ids=str)
def test_the_test_lock_has_what_the_tests_require(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pinned(TEST_LOCK)[canonicalize_name(requirement.name)])


def test_the_test_lock_holds_the_other_one() -> None:
    """So that an environment made for the tests runs the program with the very same packages."""
    assert pinned(TEST_LOCK).items() >= pinned(RUN_LOCK).items()


def test_every_package_is_documented_with_its_licence() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", text, re.MULTILINE))

    assert {canonicalize_name(name) for name in documented} >= set(pinned(RUN_LOCK))
    assert [name for name, licence in documented.items() if re.search(r"(?<!L)GPL", licence)] == []
