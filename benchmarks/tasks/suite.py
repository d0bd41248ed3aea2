"""The tasks replayed at the window, counted, and held against their bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import alone
from benchmarks.tasks.strokes import Strokes

Verdict = Literal["met", "missed", "failed"]


@dataclass(frozen=True, slots=True)
class Replay:
    """What one task cost in one way.

    `failure` says why the task was not done: without that, counts mean nothing. `bar` and `best`
    are seconds.
    """

    name: str
    by: str
    start: str
    decisions: tuple[str, ...]
    strokes: Strokes
    bar: float
    best: float
    failure: str = ""

    @property
    def seconds(self) -> float:
        """The time by the keystroke-level model."""
        return round(self.strokes.seconds(len(self.decisions)), 2)

    @property
    def verdict(self) -> Verdict:
        """Whether the task did its job, and within its bar."""
        if self.failure:
            return "failed"
        return "met" if self.seconds <= self.bar else "missed"

    def as_record(self) -> dict[str, Any]:
        """The replay as plain data."""
        return {**asdict(self), "seconds": self.seconds, "verdict": self.verdict}


def run(numbers: Sequence[int] | None = None) -> Iterator[Replay]:
    """Replay the tasks (or some of them, by their places in the table), off screen."""
    yield from alone(_replay_all, numbers)


def show(title: str, replays: Iterable[Replay], console: Console) -> None:
    """Print a line for each replay."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in ("task", "by", "start"):
        table.add_column(heading)
    for heading in ("keys", "clicks", "drags", "P", "H", "M", "seconds", "bar", "best tool"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    for each in replays:
        strokes = each.strokes
        counts = (strokes.keys, strokes.clicks, strokes.drags, strokes.points, strokes.homings)
        table.add_row(
            each.name,
            each.by,
            each.start,
            *(str(count or "") for count in (*counts, len(each.decisions))),
            *(f"{value:.2f}" for value in (each.seconds, each.bar, each.best)),
            f"{each.verdict}: {each.failure}" if each.failure else each.verdict,
        )
    console.print(table)
    console.print(
        "seconds by KLM: key 0.28 (a held modifier is one more), P pointing 1.1, button 0.1 down"
        " and up each, H homing 0.4, M decision 1.35; clicks count each press of several"
    )
    console.print()


def _replay_all(numbers: Sequence[int] | None) -> list[Replay]:
    """Replay tasks in this process, which is to be theirs alone."""
    from benchmarks.tasks.room import replay_all  # brings Qt into this process only

    return replay_all(numbers)
