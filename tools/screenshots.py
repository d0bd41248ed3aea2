"""Remake the pictures of README and docs from the real program, without a screen.

    python -m tools.screenshots [--out FOLDER] [NAME…]

opens the program on the sample article with the labelling of `tests/support/sample_gold.py` and on
the short documents of `tools/screenshots.toml`, with settings of its own and the bundled fonts, and
writes the pictures of `SHOTS` to `docs/images`. Moments and ids are fixed, so that a picture
changes only when the program does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import sub
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.model import Annotation, Document, times
from annotator.core.storage import Project
from annotator.core.text import document_direction, first_line_title
from annotator.ui.application import Program
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.panels.side_lists import SETTING as SIDE_LIST
from annotator.ui.schema_editor import SchemaEditor
from tests.support import sample_gold

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).with_suffix(".toml")
MOMENT = sample_gold.MADE
COLORS = 256
"""What a PNG with a palette can hold."""


@dataclass(frozen=True)
class Stage:
    """The opened program, and the folder of files that can be imported."""

    program: Program
    files: Path

    def annotation(self, layer: str, words: str) -> Annotation:
        """The first annotation of a layer whose text begins with these words."""
        session = self.program.session
        assert session.document is not None
        text = session.document.text
        return next(
            each
            for each in session.annotations()
            if each.layer == layer and text.startswith(words, each.spans[0].start)
        )


Scene = Callable[[Stage], QWidget]


@dataclass(frozen=True)
class Shot:
    """One picture. `size` is in the window's own pixels, of which `scale` make one."""

    name: str
    scene: Scene
    language: str
    theme: str = "light"
    size: tuple[int, int] = (1280, 800)
    scale: int = 1


# Scenes


def selected(layer: str, words: str) -> Scene:
    """The window with an annotation selected, its links drawn."""

    def show(stage: Stage) -> QWidget:
        window = stage.program.window
        window.select_annotation(stage.annotation(layer, words).id)
        return window

    return show


def reading(stage: Stage) -> QWidget:
    """Reading mode; its size is the shot's, since no screen gives it one."""
    window = stage.program.window
    size = window.size()
    window.set_reading(reading=True)
    window.showNormal()
    window.resize(size)
    return window


def importing(stage: Stage) -> QDialog:
    """The import dialog after it looked at some files."""
    dialog = ImportDialog(stage.program.session, stage.program.window)
    dialog.add_paths([stage.files])
    wait(lambda: not dialog.work.is_running())
    return dialog


def exporting(stage: Stage) -> QDialog:
    """The export dialog, about to write a dataset."""
    dialog = ExportDialog(stage.program.session, stage.program.window)
    dialog.dataset_target.setChecked(True)
    dialog.dataset_target.setFocus()
    dialog.place_field.setText(str(Path("~", "datasets", "news")))
    return dialog


def schema(stage: Stage) -> QDialog:
    """The schema editor at a label."""
    window = stage.program.window
    editor = SchemaEditor(window.session, window.keymap, window.theme, window.icons, window)
    editor.resize(1000, 720)
    editor.select_label("entity", "GPE")
    return editor


def preferences(stage: Stage) -> QDialog:
    """The preferences."""
    return PreferencesDialog(stage.program.settings, stage.program.window)


def quotes(stage: Stage) -> QWidget:
    """The window with the list of quotes."""
    stage.program.settings.set(SIDE_LIST, "quotes")
    return _QUOTE(stage)


def searching(stage: Stage) -> QWidget:
    """The search of the project, with the people in it."""
    window = stage.program.window
    window.search_handlers.search_project()
    dialog = window.search_handlers.dialog
    assert dialog is not None
    dialog.ask("PERS")
    wait(lambda: bool(dialog.model.found()))
    return dialog


def consistency(stage: Stage) -> QWidget:
    """The consistency board, with what it found in the project."""
    window = stage.program.window
    window.consistency_handlers.show_consistency()
    board = window.consistency_handlers.board
    assert board is not None
    wait(lambda: not board.board.running)
    return board


def reviewing(stage: Stage) -> QWidget:
    """The review queue at its first case."""
    window = stage.program.window
    window.reviewing.toggle_review()
    queue = window.reviewing.queue
    wait(lambda: not queue.searching and queue.progress is not None)
    return window


_QUOTE = selected("quote", "ثمة أشخاص")
_EVENT = selected("event", "المحادثات")

_OWN = (0, 0)
"""The size that a dialog takes by itself."""

SHOTS = (
    Shot("window.ar", _QUOTE, "ar", size=(1360, 850), scale=2),
    Shot("window.en", _QUOTE, "en"),
    Shot("window-dark.en", _EVENT, "en", "dark"),
    Shot("event.ar", _EVENT, "ar"),
    Shot("event.en", _EVENT, "en"),
    Shot("quotes.ar", quotes, "ar"),
    Shot("quotes.en", quotes, "en"),
    Shot("review.ar", reviewing, "ar"),
    Shot("review.en", reviewing, "en"),
    Shot("reading.ar", reading, "ar", size=(1100, 700)),
    Shot("reading.en", reading, "en", size=(1100, 700)),
    *(
        Shot(f"{name}.{code}", scene, code, size=_OWN)
        for name, scene in (
            ("import", importing),
            ("export", exporting),
            ("preferences", preferences),
            ("schema", schema),
            ("search", searching),
            ("consistency", consistency),
        )
        for code in ("ar", "en")
    ),
)


# Taking


def take(application: QApplication, shot: Shot, project: Path, files: Path) -> QImage:
    """Open the program, play the scene, and take its picture."""
    # A fresh file for each: where an article was left would move the next picture.
    settings = Settings.load(project.with_name(f"{shot.name}.toml"))
    settings.update(
        {"language": shot.language, "theme": shot.theme, "annotator.name": sample_gold.ANNOTATOR}
    )
    program = Program(application, settings)
    if all(shot.size):
        program.window.resize(*shot.size)
    program.window.show()
    program.open_first(project)
    settle()
    widget = shot.scene(Stage(program, files))
    if widget is not program.window:
        widget.show()
    settle()
    program.window.article.map.load()  # it is content with heights that are nearly right
    settle()
    image = widget.grab().toImage()
    widget.close()
    program.window.close()
    program.window.deleteLater()
    settle()
    return image


def settle() -> None:
    """Let Qt do all that it wants to do: the layout ahead of time and the map are soon."""
    for _round in range(20):
        QApplication.processEvents()
    while any(
        timer.isActive() and (timer.isSingleShot() or timer.interval() == 0)
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    ):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def wait(done: Callable[[], bool], seconds: float = 30) -> None:
    """Let Qt work until something is done."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise SystemExit("a picture waited in vain for a job to end")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def with_palette(image: QImage) -> QImage:
    """The picture with a palette: a third of the bytes."""
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(flat.constBits()).cast("I"))
    palette = choose_colors([color for color, _count in counts.most_common()])
    return flat.convertToFormat(QImage.Format.Format_Indexed8, palette)


def choose_colors(colors: Sequence[int]) -> list[int]:
    """The palette for colours that are given the most frequent first.

    First the grounds and the letters; then what is far from all of those, however rare, so that a
    small green tick stays green; then nearer ones, while there is room.
    """
    chosen: dict[int, tuple[int, int, int]] = {}
    for distance, reach in ((1, COLORS // 4), (32, None), (16, None), (8, None), (1, None)):
        for color in colors[:reach]:
            if len(chosen) == COLORS:
                break
            parts = (color >> 16 & 255, color >> 8 & 255, color & 255)
            if all(max(map(abs, map(sub, parts, each))) >= distance for each in chosen.values()):
                chosen[color] = parts
    return list(chosen)


# What there is to see


def make_project(folder: Path) -> Path:
    """A project with the labelled sample article and the documents of the table."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    labelled, annotations = sample_gold.gold()
    items: list[tuple[Document, list[Annotation]]] = [(labelled, annotations)]
    for number, row in enumerate(data["documents"], 1):
        items.append((_document(number, row), []))
    path = folder / "news.hashiya"
    with (
        mock.patch.object(times, "time", SimpleNamespace(time=lambda: float(MOMENT))),
        Project.create(path, sample_gold.gold_schema(), name=data["project"]) as project,
    ):
        commands.add_documents(project, items, actor=sample_gold.ANNOTATOR)
    return path


def _document(number: int, row: dict[str, Any]) -> Document:
    text = row["text"].lstrip("\n")
    return Document(
        f"d-0193b5c28000700080{number:014x}",
        row["name"],
        first_line_title(text),
        text,
        document_direction(text),
        row["language"],
        published="20250224",
        status=row["status"],
    )


def make_files(folder: Path) -> Path:
    """A folder with the files of the table."""
    folder.mkdir()
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["files"]:
        content = (
            bytes.fromhex(row["bytes"])
            if "bytes" in row
            else row["text"].lstrip("\n").encode(row["encoding"])
        )
        (folder / row["name"]).write_bytes(content)
    return folder


@contextmanager
def isolated() -> Iterator[Path]:
    """A folder that holds the settings, data and caches of the program, and goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="hashiya-pictures-") as name:
        folder = Path(name)
        for kind in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"HASHIYA_{kind}_DIR"] = str(folder / kind.lower())
        yield folder


def draw(shots: Sequence[Shot], out: Path) -> None:
    """Write these pictures, all of one scale."""
    out.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(shots[0].scale),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }
    application = QApplication([])
    with isolated() as folder:
        project, files = make_project(folder), make_files(folder / "files")
        for shot in shots:
            with_palette(take(application, shot, project, files)).save(
                str(out / f"{shot.name}.png"), quality=0
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures, or those that are named; a process for each scale, as Qt demands."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(s.name for s in SHOTS))
    options = parser.parse_args(arguments)
    known = {shot.name for shot in SHOTS}
    if unknown := set(options.names) - known:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    wanted = [shot for shot in SHOTS if not options.names or shot.name in options.names]
    scales = sorted({shot.scale for shot in wanted})
    if len(scales) == 1:
        draw(wanted, options.out)
        return 0
    for scale in scales:
        names = [shot.name for shot in wanted if shot.scale == scale]
        command = [sys.executable, "-m", "tools.screenshots", "--out", str(options.out), *names]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
