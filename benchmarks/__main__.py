"""`python -m benchmarks [NAME…]`: run suites and print their figures."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import hide_test_packages

if __name__ == "__main__":  # before anything of the program is imported
    hide_test_packages()

from benchmarks import canvas, panels, startup, storage
from benchmarks.figures import show
from benchmarks.tasks import suite as tasks


@dataclass(frozen=True, slots=True)
class Suite:
    """What makes the lines of a suite, each with an `as_record()`, and what prints them."""

    run: Callable[[], Iterator[Any]]
    show: Callable[[str, Iterable[Any], Console], None] = show


def suites(options: argparse.Namespace) -> dict[str, Suite]:
    """Each suite by its name, in the sizes that are asked for."""
    quick: bool = options.quick
    large = storage.LARGE if options.large else storage.Sizes()
    return {
        "storage": Suite(lambda: storage.run(storage.QUICK if quick else large, options.folder)),
        "canvas": Suite(
            lambda: canvas.run(canvas.QUICK if quick else canvas.Sizes(), options.scale)
        ),
        "panels": Suite(lambda: panels.run(panels.QUICK if quick else panels.Sizes())),
        "startup": Suite(lambda: startup.run(startup.QUICK if quick else startup.Sizes())),
        "tasks": Suite(tasks.run, tasks.show),
    }


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; wrong ones end the program with a sentence."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = ("storage", "canvas", "panels", "startup", "tasks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="small sizes, a few seconds")
    parser.add_argument(
        "--large", action="store_true", help="storage with 100,000 documents (10 GB of disk)"
    )
    parser.add_argument(
        "--scale", type=float, default=1.0, help="the screen's scale for the canvas (2: HiDPI)"
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()),
        help="where the project files of the storage suite lie: its disk is measured",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    found = parser.parse_args(arguments)
    unknown = [each for each in found.names if each not in names]
    if unknown:
        parser.error(f"there is no suite {unknown[0]!r}; there are {', '.join(names)}")
    found.names = found.names or list(names)
    return found


def machine() -> dict[str, str | float]:
    """What the figures were measured on, and how busy it was when they were."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count() or 0,
        "load": round(load, 2),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the suites that are named, or all."""
    options = parse(arguments)
    console = Console(width=None if Console().is_terminal else 150)
    about = machine()
    if not options.json:
        console.print(" · ".join(f"{key} {value}" for key, value in about.items()), highlight=False)
        console.print()
    records = {}
    for name, suite in suites(options).items():
        if name not in options.names:
            continue
        figures = list(suite.run())
        records[name] = [each.as_record() for each in figures]
        if not options.json:
            suite.show(name, figures, console)
    if options.json:
        print(json.dumps({"machine": about, "suites": records}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
