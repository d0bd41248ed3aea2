"""What a screen reader finds in the real program: asked through AT-SPI, under a real X server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.app.sample import default_schema_file, make_sample
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.articles import read_article
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project
from tests.conftest import ROOT
from tests.support.x_screen import Screen

PYTHON = "/usr/bin/python3"  # the bindings of AT-SPI come with the system, not from PyPI
PATIENCE = 30  # seconds until a state counts as never reached
LEFT, TAB, ESCAPE = 0xFF51, 0xFF09, 0xFF1B  # keysyms of X11
Article = dict[str, Any]


def missing() -> str:
    """What is not installed of what these tests need."""
    programs = [
        each for each in ("Xvfb", "xdotool", "dbus-run-session") if shutil.which(each) is None
    ]
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not Path(PYTHON).exists()
        or subprocess.run([PYTHON, "-c", code], check=False, capture_output=True).returncode
    ):
        programs.append("python3-gi with gir1.2-atspi-2.0")
    if not Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists():
        programs.append("at-spi2-core")
    return ", ".join(programs)


MISSING = missing() if sys.platform == "linux" else "AT-SPI"
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed, so no screen reader: {MISSING}"
)


class ScreenReader:
    """Asks the program that it has started, and presses its keys."""

    def __init__(self, screen: Screen, project: Path) -> None:
        program = [sys.executable, "-P", "-m", "annotator", str(project)]
        helper = [PYTHON, str(ROOT / "tests" / "support" / "screen_reader.py")]
        own = {name: value for name, value in os.environ.items() if name.startswith("HASHIYA_")}
        self._process = subprocess.Popen(
            ["dbus-run-session", "--", *helper, *program],
            env={
                **screen.environment,
                **own,
                "QT_QPA_PLATFORM": "xcb",
                "QT_XCB_GL_INTEGRATION": "none",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "PYTHONPATH": str(ROOT),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def ask(self, what: str, **details: object) -> Any:  # noqa: ANN401 - it is JSON
        """Ask one thing."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": what, **details}) + "\n")
        self._process.stdin.flush()
        # The daemons of the session talk on the same output.
        line = next((each for each in self._process.stdout if each.startswith("{")), "{}")
        answer = json.loads(line)
        assert "answer" in answer, answer
        return answer["answer"]

    def wait(self, ask: Callable[[], Any], reached: Callable[[Any], object]) -> Any:  # noqa: ANN401
        """Ask again and again, until the answer is the expected one."""
        until = time.monotonic() + PATIENCE
        while not reached(answer := ask()):
            assert time.monotonic() < until, f"waited in vain; the last answer: {answer}"
            threading.Event().wait(0.05)
        return answer

    def until(self, reached: Callable[[Article], object]) -> Article:
        """Wait for a state of the article."""
        article: Article = self.wait(lambda: self.ask("article", name="Article"), reached)
        return article

    def annotations(self) -> list[str]:
        """The rows of the list of annotations."""
        rows: list[str] = self.ask("items", role="list", name="Annotations")
        return rows

    def press(self, *keys: int) -> None:
        self.ask("press", keys=keys)

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    screen = Screen()
    yield screen
    screen.close()


Listen = Callable[[Path], ScreenReader]


@pytest.fixture
def listen(screen: Screen) -> Iterator[Listen]:
    """Start the program on a project, with a screen reader beside it and the article in focus."""
    Settings.load().update({"language": "en", "theme": "light", "annotator.name": "sana"})
    readers: list[ScreenReader] = []

    def start(project: Path) -> ScreenReader:
        reader = ScreenReader(screen, project)
        readers.append(reader)
        reader.wait(
            lambda: reader.ask("tree"),
            lambda tree: any(each["name"] == "Article" for each in tree),
        )
        screen.run("xdotool", "search", "--sync", "--name", "Hashiya", "windowfocus")
        reader.until(lambda article: article["focused"])
        return reader

    yield start
    for each in readers:
        each.close()


def project_of(folder: Path, text: str) -> Path:
    """A project with one article of this text."""
    path, source = folder / "reader.hashiya", folder / "reader.txt"
    source.write_text(text, encoding="utf-8")
    with Project.create(path, read_schema_file(default_schema_file()), name="Reader") as project:
        document = read_article(source).document
        commands.add_documents(project, [(document, ())], actor="sana")
    return path


def nameless(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one can use or read, but not find out what it is."""
    roles = {"push button", "toggle button", "check box", "radio button", "combo box", "text"}
    roles |= {"menu item", "tree", "table", "progress bar"}
    return [each for each in tree if each["role"] in roles and not each["name"]]


def test_everything_has_a_name(listen: Listen, tmp_path: Path) -> None:
    reader = listen(make_sample("sana", tmp_path))
    tree = reader.ask("tree")
    found = {(each["role"], each["name"]) for each in tree}
    assert tree[0]["role"] == "application"
    assert tree[1]["role"] == "frame"
    assert "Sample project" in tree[1]["name"]
    assert ("menu bar", "Menus") in found
    for panel in ("Documents", "Annotations", "Details", "Labels"):
        assert ("filler", panel) in found
    assert ("text", "Article") in found
    assert ("push button", "Person (PERS)") in found
    assert nameless(tree) == []


def test_the_article_is_read_and_labelled(listen: Listen, tmp_path: Path, sample_text: str) -> None:
    reader = listen(make_sample("sana", tmp_path))
    article = reader.until(lambda article: article["text"])
    assert article["text"] == sample_text
    assert (article["caret"], article["selected"]) == (0, [])

    reader.ask("events")
    reader.press(LEFT, LEFT)  # in Arabic, onwards
    article = reader.until(lambda article: article["selected"] == ["هاتفية"])
    assert article["caret"] == sample_text.index("هاتفية") + len("هاتفية")
    assert article["line"].startswith("مباحثات هاتفية")
    assert article["caret_inside"]
    told = reader.wait(lambda: reader.ask("events"), lambda seen: len(seen) >= 2)
    assert {each.partition(":")[0] for each in told} == {
        "text-caret-moved",
        "text-selection-changed",
    }

    reader.press(ord("6"))
    rows = reader.wait(reader.annotations, lambda rows: rows)
    assert "Date or time" in rows[0]
    assert "هاتفية" in rows[0]
    assert nameless(reader.ask("tree")) == []

    reader.ask("events")
    reader.press(ESCAPE, TAB)  # to the annotation itself
    said = reader.wait(
        lambda: [each for each in reader.ask("events") if each.startswith("announcement:")],
        lambda said: said,
    )
    assert "Date or time" in said[0]
    assert "هاتفية" in said[0]


def test_offsets_hold_behind_a_picture_of_two_units(listen: Listen, tmp_path: Path) -> None:
    text = "قال 😀😀 فلاديمير بوتين أمس\nسطر ثان"
    reader = listen(project_of(tmp_path, text))
    article = reader.until(lambda article: article["text"])
    assert article["text"] == text
    start = text.index("بوتين") + 2  # Qt hands on UTF-16 units, in which each picture takes two
    assert reader.ask("select", name="Article", start=start, end=start + len("بوتين"))
    article = reader.until(lambda article: article["selected"])
    assert article["selected"] == ["بوتين"]
    assert article["character"] == " "
    reader.press(LEFT)
    article = reader.until(lambda article: article["selected"] == ["أمس"])
    assert article["line"].strip() == text.splitlines()[0]
    reader.press(ord("6"))
    assert "أمس" in reader.wait(reader.annotations, lambda rows: rows)[0]
