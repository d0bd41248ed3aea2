"""The room in which tasks are replayed: a program with settings and a project of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app import paths
from annotator.app.sample import ARTICLE, default_schema_file
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.articles import read_article
from annotator.core.model import Document, new_id
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project
from annotator.ui.application import Program
from benchmarks.tasks.hands import Hands
from benchmarks.tasks.strokes import Recorder
from benchmarks.tasks.suite import Replay
from benchmarks.tasks.table import EVERYWHERE, TASKS, Task

WINDOW = (1440, 900)
"""The size of the window in logical pixels: two thirds of the sample article are in view."""
ANNOTATOR = "sana"


def replay_all(numbers: Sequence[int] | None) -> list[Replay]:
    """Replay the tasks at these places of the table, or all, each in a fresh window."""
    with tempfile.TemporaryDirectory(prefix="hashiya-benchmark-") as made:
        place = Path(made)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for kind in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"HASHIYA_{kind}_DIR"] = str(place / kind.lower())
        qInstallMessageHandler(_log)
        application = QApplication(["hashiya"])
        chosen = TASKS if numbers is None else [TASKS[each] for each in numbers]
        return [
            _replay(application, task, place / str(number)) for number, task in enumerate(chosen)
        ]


def _log(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what the offscreen platform cannot do."""
    if not message.startswith("This plugin does not support "):
        print(message, file=sys.stderr)


def _replay(application: QApplication, task: Task, folder: Path) -> Replay:
    folder.mkdir()
    settings = Settings.load(folder / "settings.toml")
    settings.update({"language": "en", "theme": "light", "annotator.name": ANNOTATOR})
    program = Program(application, settings)
    window = program.window
    window.resize(*WINDOW)
    window.show()
    program.session.open(make_project(folder, twice=task.name == EVERYWHERE))
    QTest.qWaitForWindowActive(window)
    window.article.setFocus()
    hands = Hands(program)
    try:
        return _counted(hands, task)
    finally:
        window.close()
        window.deleteLater()
        application.processEvents()


def _counted(hands: Hands, task: Task) -> Replay:
    task.prepare(hands)
    failure = ""
    with Recorder(hands.park(), mouse=task.by != "keys") as recorder:
        try:
            task.do(hands)
        except (
            LookupError,
            ValueError,
            AssertionError,
            StopIteration,
        ) as error:  # what is to be pressed is missing
            failure = f"{type(error).__name__} {error}"
    if not failure and not task.done(hands):
        failure = f"there is {hands.labels()}"
    return Replay(
        task.name,
        task.by,
        task.start,
        task.decisions,
        recorder.strokes,
        task.bar,
        task.best,
        failure,
    )


def make_project(folder: Path, *, twice: bool) -> Path:
    """A project with the sample article and another document.

    With `twice` the article stands in its document two times over: no name of it stands in eleven
    places otherwise.
    """
    text = read_article(paths.seeds() / ARTICLE).document.text
    texts = {"first": f"{text}\n{text}" if twice else text, "second": f"{text}\n"}
    path = folder / "tasks.hashiya"
    with Project.create(path, read_schema_file(default_schema_file()), name="tasks") as project:
        documents = [
            (Document(new_id("d"), title, title, each), ()) for title, each in texts.items()
        ]
        commands.add_documents(project, documents, actor=ANNOTATOR)
    return path
