"""What a benchmark tells: figures, the yardsticks beside them, and the bars of the design."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

Verdict = Literal["met", "missed", ""]


@dataclass(frozen=True, slots=True)
class Bar:
    """What the design asks of a figure, or of its ratio to the yardstick."""

    limit: float
    on: Literal["figure", "ratio"] = "figure"
    least: bool = False

    def met(self, value: float) -> bool:
        """Whether the value is within the bar."""
        return value >= self.limit if self.least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a benchmark.

    `yardstick` is the same work done by the plainest tool that does it (a sync of the disk, orjson
    alone, Qt's own widget), in the same unit and the same run; `against` names it.
    """

    name: str
    ours: float
    unit: str
    yardstick: float | None = None
    against: str = ""
    bar: Bar | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the yardstick."""
        return self.ours / self.yardstick if self.yardstick else None

    @property
    def verdict(self) -> Verdict:
        """Whether the bar is met; empty where the design sets none, or there is nothing to tell."""
        value = self.ours if self.bar is None or self.bar.on == "figure" else self.ratio
        if self.bar is None or value is None:
            return ""
        return "met" if self.bar.met(value) else "missed"

    def as_record(self) -> dict[str, Any]:
        """The figure as plain data."""
        return {**asdict(self), "ratio": self.ratio, "verdict": self.verdict}


def show(title: str, figures: Iterable[Figure], console: Console) -> None:
    """Print the figures of one suite as a table."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("what")
    for heading in ("ours", "yardstick", "ratio", "bar"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("against")
    for each in figures:
        table.add_row(
            each.name,
            _amount(each.ours, each.unit),
            "" if each.yardstick is None else _amount(each.yardstick, each.unit),
            "" if each.ratio is None else f"{_number(each.ratio)}×",
            _bar(each),
            each.against,
        )
    console.print(table)
    console.print()


def _bar(figure: Figure) -> str:
    bar = figure.bar
    if bar is None:
        return ""
    sign = "≥" if bar.least else "≤"
    limit = f"{bar.limit:g}×" if bar.on == "ratio" else f"{bar.limit:,g} {figure.unit}"
    return f"{sign} {limit} {figure.verdict}"


def _amount(value: float, unit: str) -> str:
    return f"{_number(value)} {unit}"


def _number(value: float) -> str:
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 0.1 else f"{value:.3f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
