"""The lists beside the article: from a change that is known to the rows that are painted.

Each list runs in a process of its own, off screen, on one document with many annotations in the
shares of the corpus. The command and its commit are not counted: `storage` measures them.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from annotator.core import commands
from annotator.core.model import Annotation, Argument, Document
from annotator.core.storage import Project
from annotator.core.text import Span
from benchmarks import corpus
from benchmarks.figures import Bar, Figure, percentile
from benchmarks.measuring import alone, without_collections

LISTS = ("all", "quotes", "events")
_BAR = 16.0  # milliseconds: a frame
_QUOTES, _EVENTS = 0.13, 0.07
_SIZE = (320, 520)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many annotations the document has, and how often each thing is done."""

    annotations: int = 20_000
    times: int = 40


QUICK = Sizes(annotations=500, times=5)


def run(sizes: Sizes) -> Iterator[Figure]:
    """Measure each list while it is the one that is shown."""
    for name in LISTS:
        figures = alone(measure, name, sizes.annotations, sizes.times)
        for what, values in figures.items():
            told = f"{sizes.annotations:,} annotations, {name}: {what}"
            bar = Bar(_BAR) if what != "shown first" else None
            yield Figure(f"{told}, p50" if bar else told, percentile(values, 0.5), "ms", bar=bar)


def measure(name: str, count: int, times: int) -> dict[str, list[float]]:
    """The times in milliseconds of one list; for a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"HASHIYA_{kind}_DIR"] = folder
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _measure(name, count, times, Path(folder))


def _measure(name: str, count: int, times: int, folder: Path) -> dict[str, list[float]]:
    from PySide6.QtWidgets import QApplication

    from annotator.app.session import Session
    from annotator.app.settings import Settings
    from annotator.ui.fonts import load_fonts
    from annotator.ui.panels.side_lists import SETTING, SideLists
    from annotator.ui.theme import Theme

    application = QApplication.instance() or QApplication(["benchmark"])
    load_fonts()
    random = Random(7)
    document, annotations = _document(count, random)
    path = folder / "panels.hashiya"
    with Project.create(path, corpus.schema()) as project:
        commands.add_documents(project, [(document, annotations)], actor="a")
    session = Session(Settings.load())
    session.settings.set(SETTING, name)
    session.open(path)
    told = [0.0]

    def begin(_change: object) -> None:
        told[0] = time.perf_counter()

    session.changed.connect(begin)  # before the lists hear of it
    start = time.perf_counter()
    lists = SideLists(session, Theme.load("light"))
    lists.resize(*_SIZE)
    lists.show()
    application.processEvents()
    found = {"shown first": [_since(start)]}
    layer = {"all": "entity", "quotes": "quote", "events": "event"}[name]
    label = {"all": "PERS", "quotes": "direct", "events": "Contact.Call"}[name]
    with without_collections():
        for _time in range(times):
            change = session.tag(layer, label, (_span(document.text, random, 3),))
            made = next(row.id for row in change.rows if row.before is None) if change else ""
            lists.select_annotation(made)
            application.processEvents()
            found.setdefault("added to painted", []).append(_since(told[0]))
            session.set_note(made, "n")
            application.processEvents()
            found.setdefault("changed to painted", []).append(_since(told[0]))
    lists.deleteLater()
    session.close()
    return found


def _since(start: float) -> float:
    return 1000 * (time.perf_counter() - start)


def _document(count: int, random: Random) -> tuple[Document, list[Annotation]]:
    words = corpus.sample_text().split()
    text = corpus.text_of(words, random, max(4_000, count * 5))
    document = Document("d-0193b5c2800070000000000000000000", "panels", "panels", text)
    made: list[Annotation] = []
    for number in range(count):
        share = random.random()
        if share < _QUOTES:
            layer, label, role, size = "quote", "direct", "speaker", 14
        elif share < _QUOTES + _EVENTS:
            layer, label, role, size = "event", "Contact.Call", "participant", 1
        else:
            layer, label, role, size = "entity", "PERS", "", 2
        arguments = (Argument(role, (_span(text, random, 2),)),) if role else ()
        made.append(
            Annotation(
                f"a-0193b5c2800070{number:018x}",
                document.id,
                "a",
                layer,
                label,
                (_span(text, random, size),),
                arguments,
            )
        )
    return document, made


def _span(text: str, random: Random, most: int) -> Span:
    """About so many words somewhere in the text."""
    start = text.index(" ", random.randrange(len(text) - 400)) + 1
    end = start
    for _word in range(most):
        end = text.index(" ", end + 1)
    return Span(start, end)
