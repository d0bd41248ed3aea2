"""The walls of the design stand, and each kind of breach is caught.

A contract that never fails is worth nothing: here one violation of each kind is planted in a copy
of the package, and the same check that `.ci/run` makes has to see it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHECK = "from importlinter.cli import lint_imports_command as check; check()"

HOUSE = "ui, cli -> app -> core"
ORDER = "The order inside the core"
SQL = "Only storage speaks SQL"
QT = "The core never hears of Qt"
WIDGETS = "Widgets reach data through app"

# The module that is added, what it imports, and the wall that it breaks.
BREACHES = [
    ("app/planted.py", "import annotator.ui", HOUSE),
    ("app/planted.py", "from annotator import cli", HOUSE),
    ("core/text/planted.py", "import annotator.app.session", HOUSE),
    ("core/storage/planted.py", "from annotator.app import settings", HOUSE),
    ("cli/planted.py", "from annotator.ui import application", HOUSE),
    ("ui/planted.py", "def later():\n    import annotator.cli", HOUSE),
    ("attic/__init__.py", "", HOUSE),
    ("core/text/planted.py", "import annotator.core.model", ORDER),
    ("core/model/planted.py", "import annotator.core.schema", ORDER),
    ("core/schema/planted.py", "import annotator.core.storage", ORDER),
    ("core/storage/planted.py", "from annotator.core import commands", ORDER),
    ("core/commands/planted.py", "import annotator.core.formats", ORDER),
    ("core/commands/planted.py", "import annotator.core.articles", ORDER),
    ("core/commands/planted.py", "import annotator.core.recommenders", ORDER),
    ("core/commands/planted.py", "import annotator.core.review", ORDER),
    ("core/commands/planted.py", "import annotator.core.search", ORDER),
    ("core/attic/__init__.py", "", ORDER),
    ("core/commands/planted.py", "import sqlite3", SQL),
    ("core/formats/planted.py", "import sqlite_utils", SQL),
    ("app/planted.py", "import sqlite3", SQL),
    ("cli/planted.py", "from sqlite_utils import Database", SQL),
    ("ui/planted.py", "def later():\n    import sqlite3", SQL),
    ("core/text/planted.py", "from PySide6.QtCore import QObject", QT),
    ("core/formats/planted.py", "import shiboken6", QT),
    ("ui/planted.py", "from annotator.core.storage import Project", WIDGETS),
    ("ui/planted.py", "from annotator.core import commands", WIDGETS),
    ("ui/planted.py", "import annotator.core.formats", WIDGETS),
    ("ui/planted.py", "import annotator.core.articles", WIDGETS),
    ("ui/planted.py", "import annotator.core.recommenders", WIDGETS),
    ("ui/planted.py", "import annotator.core.review", WIDGETS),
    ("ui/planted.py", "import annotator.core.search", WIDGETS),
]


def check_walls(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHECK, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "annotator", folder / "annotator", ignore=no_caches)
    return folder


def test_the_walls_stand(house: Path) -> None:
    result = check_walls(house)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("module", "code", "wall"), BREACHES)
def test_a_breach_is_caught(house: Path, module: str, code: str, wall: str) -> None:
    planted = house / "annotator" / module
    new_folder = not planted.parent.exists()
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(code + "\n", encoding="utf-8")
    try:
        result = check_walls(house)
    finally:
        planted.unlink()
        if new_folder:
            planted.parent.rmdir()

    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{wall} BROKEN" in result.stdout


def test_a_new_package_of_the_core_is_closed_to_widgets() -> None:
    """Forbidden packages have to be named one by one, so a new one is easily forgotten."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    forbidden = next(each["forbidden_modules"] for each in contracts if each["name"] == WIDGETS)
    core = {each.parent.name for each in (ROOT / "annotator" / "core").glob("*/__init__.py")}

    open_to_widgets = core - {name.rpartition(".")[2] for name in forbidden}

    assert open_to_widgets == {"text", "model", "schema"}
