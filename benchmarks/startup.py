"""How long it takes until the window is there, and what main.py adds to it.

Each start is a fresh process with a home of its own; times are medians of several.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import TEST_ONLY
from benchmarks.figures import Bar, Figure
from benchmarks.measuring import seconds

ROOT = Path(__file__).resolve().parent.parent

# The clock runs from before the interpreter is started, so the time of day tells it.
_BARE = """
import json, time
times = {"interpreter": time.time()}
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
times["QtWidgets imported"] = time.time()
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTextEdit("حاشية"))
window.show()
application.processEvents()
times["window painted"] = time.time()
print(json.dumps(times))
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How often each start is made."""

    starts: int = 7


QUICK = Sizes(starts=1)

# What `python -m annotator` does, up to the article on the screen.
_PROGRAM = """
import json, time
times = {"interpreter": time.time()}
from PySide6.QtWidgets import QApplication
times["QtWidgets imported"] = time.time()
from annotator.app.settings import Settings
from annotator.ui.application import Program
times["program imported"] = time.time()
application = QApplication(["hashiya"])
program = Program(application, Settings.load())
program.window.show()
application.processEvents()
times["window painted"] = time.time()
program.open_first(None)
application.processEvents()
times["article painted"] = time.time()
print(json.dumps(times))
program.session.close()
"""


def run(sizes: Sizes) -> Iterator[Figure]:
    """Measure the start of the window, of the command line, and of main.py around it."""
    with tempfile.TemporaryDirectory(prefix="hashiya-benchmark-") as made:
        place = Path(made)
        python = _environment(place)
        yield from window(sizes, place, python)
        yield from front_door(sizes, place, python)


def window(sizes: Sizes, place: Path, python: Path) -> Iterator[Figure]:
    """The program's window beside an empty one of Qt's, off screen, stage by stage."""
    _stages(python, _PROGRAM, place)  # the first start makes the sample project and compiles
    ours, bare = [], []
    for _ in range(sizes.starts):
        ours.append(_stages(python, _PROGRAM, place))
        bare.append(_stages(python, _BARE, place))
    plain = {name: median(each[name] for each in bare) for name in bare[0]}
    for name in ours[0]:
        took = median(each[name] for each in ours)
        against = "a window with an empty QTextEdit" if name in plain else ""
        yield Figure(f"from start to: {name}", took * 1e3, "ms", _milli(plain.get(name)), against)


def front_door(sizes: Sizes, place: Path, python: Path) -> Iterator[Figure]:
    """A second start through main.py, beside the same command in the environment itself."""
    asked = ["--version"]
    direct = [str(python), "-P", "-m", "annotator", *asked]
    base = getattr(sys, "_base_executable", sys.executable)
    through = [base, str(ROOT / "main.py"), *asked]
    variables = _variables(place, HASHIYA_VENV=str(python.parent.parent))
    _output(through, variables)
    plain, main = [], []
    for _ in range(sizes.starts):
        plain.append(seconds(lambda: _output(direct, variables)))
        main.append(seconds(lambda: _output(through, variables)))
    yield Figure(
        "hashiya --version through main.py",
        median(main) * 1e3,
        "ms",
        median(plain) * 1e3,
        "python -m annotator --version",
    )
    own = (median(main) - median(plain)) * 1e3
    yield Figure("of that, main.py's own part", own, "ms", bar=Bar(300))


def _environment(place: Path) -> Path:
    """The Python of an environment as main.py sets it up for a user: links to this one's parts.

    What only the tests need is left out, as far as it costs time to have it.
    """
    sys.path.insert(0, str(ROOT))
    try:
        import main
    finally:
        sys.path.remove(str(ROOT))
    folder = place / "environment"
    packages = main.package_folder(folder)
    _link_all(Path(sys.prefix), folder, leave={main.STAMP, "lib", "lib64", "Lib"})
    _link_all(main.package_folder(Path(sys.prefix)), packages, leave=set(TEST_ONLY))
    lock = ROOT / main.RUN_LOCK
    main.write_stamp(folder, complete=True, locks={lock.name: main.digest(lock)})
    return Path(main.environment_python(folder))


def _link_all(source: Path, target: Path, *, leave: set[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for each in source.iterdir():
        if each.name not in leave:
            (target / each.name).symlink_to(each)


def _stages(python: Path, program: str, place: Path) -> dict[str, float]:
    """Seconds from before the interpreter was started to each stage."""
    start = time.time()
    told = _output([str(python), "-c", program], _variables(place))
    return {name: at - start for name, at in json.loads(told.splitlines()[-1]).items()}


def _output(command: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
        stderr=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def _variables(place: Path, **more: str) -> dict[str, str]:
    """The environment variables of a user with a home of its own, who keeps compiled modules."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    homes = {f"HASHIYA_{kind}_DIR": str(place / kind) for kind in ("CONFIG", "DATA", "CACHE")}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        **homes,
        **more,
    }


def _milli(value: float | None) -> float | None:
    return None if value is None else value * 1e3
