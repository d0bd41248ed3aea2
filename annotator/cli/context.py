"""What every command stands on: settings, output, and ways to say something."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from annotator.app.backups import before_migration
from annotator.app.settings import Settings
from annotator.app.translation import _, is_rtl, say
from annotator.cli.terminal import Terminal
from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.model import STATUSES
from annotator.core.storage import Project
from annotator.core.text import Direction

_SECONDS_BETWEEN_REPORTS = 0.1


@dataclass(frozen=True, slots=True)
class Context:
    """The settings of the person, and the words for them on the standard streams."""

    settings: Settings

    def annotator(self, arguments: Namespace) -> str:
        """In whose name the command acts: `--annotator`, or the name in the settings."""
        name = str(arguments.annotator or self.settings.text("annotator.name")).strip()
        if not name:
            raise InputError(N_("An annotator needs a name: give it with --annotator."))
        return name

    def tell(self, sentence: str) -> None:
        """Say something on standard output, in the direction of the interface's language."""
        self._say(Terminal.of(sys.stdout), sentence)

    def warn(self, sentence: str) -> None:
        """Say something on standard error that did not stop the work."""
        self._say(Terminal.of(sys.stderr), sentence)

    def fail(self, sentence: str) -> None:
        """Say on standard error why the work failed."""
        self._say(Terminal.of(sys.stderr), f"hashiya: {sentence}")

    def complain(self, error: HashiyaError) -> None:
        """Say on standard error what went wrong."""
        self.fail(say(error))

    def progress(self, template: str) -> Callable[[int, int], None]:
        """A progress that is shown on standard error where that is a terminal.

        `template` is a translated sentence with `{done}` and `{total}`.
        """
        if not sys.stderr.isatty():
            return lambda _done, _total: None
        shown = [0.0]

        def show(done: int, total: int) -> None:
            moment = time.monotonic()
            if done < total and moment - shown[0] < _SECONDS_BETWEEN_REPORTS:
                return
            shown[0] = moment
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{template.format(done=done, total=total)}{end}")
            sys.stderr.flush()

        return show

    def _say(self, terminal: Terminal, sentence: str) -> None:
        direction: Direction = "rtl" if is_rtl() else "ltr"
        for line in sentence.split("\n"):
            terminal.line(line, direction)


def open_project(path: Path, *, read_only: bool = False) -> Project:
    """Open a project, with a backup before it is brought up to date. Raises as `Project.open`."""
    return Project.open(path, read_only=read_only, before_migration=before_migration)


def write_json(value: Any) -> None:  # noqa: ANN401 - anything JSON can hold
    """Write one JSON document to standard output."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    sys.stdout.write(orjson.dumps(value, option=options).decode() + "\n")


def add_json(parser: ArgumentParser) -> None:
    """Add the option `--json`."""
    parser.add_argument("--json", action="store_true", help=_("print JSON for other programs"))


def add_annotator(parser: ArgumentParser, purpose: str) -> None:
    """Add the option `--annotator`; `purpose` is a translated phrase."""
    parser.add_argument("--annotator", metavar=_("NAME"), default="", help=purpose)


def add_document_rule(parser: ArgumentParser, rules: Sequence[str]) -> None:
    """Add the option `--documents`: which of them an annotator counts as having done."""
    parser.add_argument(
        "--documents",
        choices=rules,
        default="annotated",
        help=_(
            "which documents an annotator has done: those with annotations of theirs, also those "
            "with the status done or reviewed, or all (default: %(default)s)"
        ),
    )


def add_status(parser: ArgumentParser) -> None:
    """Add the option `--status`, which may be repeated; `in-progress` is as good as its name."""
    parser.add_argument(
        "--status",
        action="append",
        default=[],
        type=lambda value: value.replace("-", " "),
        choices=STATUSES,
        help=_("only documents with this status (may be repeated)"),
    )


def add_terminal(parser: ArgumentParser) -> None:
    """Add the options of what the terminal can show."""
    parser.add_argument(
        "--bidi",
        choices=("auto", "on", "off"),
        default="auto",
        help=_("put right-to-left text into visual order here (auto: if the terminal does not)"),
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help=_("use colours (auto: on a terminal, unless NO_COLOR is set)"),
    )
    parser.add_argument(
        "--width", type=int, metavar=_("COLUMNS"), help=_("cut lines to this width")
    )


def terminal_of(arguments: Namespace) -> Terminal:
    """Standard output as the options of `add_terminal` have it."""
    return Terminal.of(
        sys.stdout, bidi=arguments.bidi, color=arguments.color, width=arguments.width
    )
