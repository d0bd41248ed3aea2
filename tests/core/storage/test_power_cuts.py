"""No power cut takes back a gesture that was acknowledged, nor leaves half of one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import apsw
import pytest

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project, connection
from annotator.core.text import Span
from tests.support.power import Event, WatchedDisk, after_cut

CUTS = 300
ACTOR = "سلمى"


@pytest.fixture(scope="module")
def gestures(
    tmp_path_factory: pytest.TempPathFactory, schema: Schema, sample_text: str
) -> tuple[bytes, list[str]]:
    """A project file, and the statements that the program itself then wrote to it."""
    path = tmp_path_factory.mktemp("gestures") / "p.hashiya"
    with Project.create(path, schema) as project:
        article = Document(new_id("d"), "sample.txt", "مباحثات", sample_text)
        commands.add_documents(project, [(article, ())], actor=ACTOR)
    before = path.read_bytes()
    statements: list[str] = []
    with Project.open(path) as project:
        assert project._writings is not None
        project._writings.conn.set_trace_callback(statements.append)
        label_and_correct(project, article.id)
        project._writings.conn.set_trace_callback(None)
    return before, without_repeats(statements)


def label_and_correct(project: Project, document: str) -> None:
    def tag(start: int, end: int, layer: str = "entity", label: str = "PERS") -> str:
        change = commands.annotate(project, document, layer, label, [Span(start, end)], actor=ACTOR)
        assert change is not None
        return change.rows[0].id if change.rows[0].kind == "annotation" else change.rows[-1].id

    mentions = [tag(start, start + 7) for start in range(0, 120, 10)]
    quote = tag(200, 290, "quote", "direct")
    commands.add_argument(project, document, quote, "speaker", mentions[0], actor=ACTOR)
    commands.add_argument(project, document, quote, "cue", (Span(190, 195),), actor=ACTOR)
    commands.relabel(project, document, mentions[1], "ORG", actor=ACTOR)
    commands.set_spans(project, document, mentions[2], [Span(21, 24), Span(30, 34)], actor=ACTOR)
    commands.set_note(project, document, mentions[3], "يراجع", actor=ACTOR)
    commands.delete(project, document, mentions[:2], actor=ACTOR)
    for _ in range(3):
        commands.undo(project, actor=ACTOR)
    commands.redo(project, actor=ACTOR)
    more = [Document(new_id("d"), f"{i}.txt", "خبر", f"خبر {i} " * 900) for i in range(6)]
    commands.add_documents(project, [(each, ()) for each in more], actor=ACTOR)
    commands.set_status(project, [document], "done", actor=ACTOR)


def without_repeats(statements: list[str]) -> list[str]:
    """A trigger makes its statement be told once more."""
    return [
        each
        for i, each in enumerate(statements)
        if not each.startswith("--") and (i == 0 or statements[i - 1] != each)
    ]


def replay(
    folder: Path, before: bytes, statements: list[str], *, synchronous: str = "FULL"
) -> list[Event]:
    """Write the statements once more, with the program's own pragmas, on a disk that keeps a log.

    The write-ahead log is brought home every thirty pages, so that cuts fall into that too.
    """
    path = folder / "p.hashiya"
    path.write_bytes(before)
    disk = WatchedDisk(folder.name)
    db = apsw.Connection(str(path), vfs=disk.with_name)
    connection.configure(db, read_only=False)  # type: ignore[arg-type]
    connection.start_writing(db)  # type: ignore[arg-type]
    db.execute("PRAGMA wal_autocheckpoint = 30")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    for statement in statements:
        db.execute(statement).fetchall()
        if statement.strip().upper().startswith("COMMIT"):
            disk.log.append(Event("acknowledge"))
    connection.stop_writing(db)  # type: ignore[arg-type]
    db.close()
    return disk.log


def cut(
    folder: Path, before: bytes, log: list[Event], seed: int, check: Callable[[Project, int], None]
) -> None:
    """Cut the power at a place that the seed chooses, open what is left, and look at it."""
    random = Random(seed)
    left, acknowledged = after_cut(
        {"p.hashiya": before}, log[: random.randint(0, len(log))], random
    )
    place = folder / f"cut-{seed}"
    place.mkdir()
    for name, data in left.items():
        (place / name).write_bytes(data)
    with Project.open(place / "p.hashiya") as project:
        check(project, acknowledged)
    shutil.rmtree(place)


def entries(project: Project) -> int:
    newest = project.history(limit=1)
    return newest[0].number if newest else 0


def test_no_power_cut_loses_or_halves_a_gesture(
    tmp_path: Path, gestures: tuple[bytes, list[str]]
) -> None:
    before, statements = gestures
    log = replay(tmp_path, before, statements)
    commits = sum(each.kind == "acknowledge" for each in log)
    assert commits >= 20
    assert sum(each.kind == "sync" and each.file == "p.hashiya" for each in log) >= 3  # checkpoints
    reached = set()

    def check(project: Project, acknowledged: int) -> None:
        kept = entries(project) - 1  # the import that was there before
        assert acknowledged <= kept <= acknowledged + 1
        assert project.verify() == []
        reached.add(acknowledged)

    for seed in range(CUTS):
        cut(tmp_path, before, log, seed, check)
    assert len(reached) > commits // 2


def test_the_simulated_disk_does_lose_what_was_not_synced(
    tmp_path: Path, gestures: tuple[bytes, list[str]]
) -> None:
    before, statements = gestures
    log = replay(tmp_path, before, statements, synchronous="NORMAL")
    lost = []

    def check(project: Project, acknowledged: int) -> None:
        if entries(project) - 1 < acknowledged:
            lost.append(acknowledged)

    for seed in range(40):
        cut(tmp_path, before, log, seed, check)
    assert lost
