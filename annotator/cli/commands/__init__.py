"""The commands by name. Each has a summary, its arguments, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Protocol

from annotator.cli.commands import (
    agreement,
    assign,
    backup,
    cast,
    check,
    curate,
    evaluate,
    export,
    formats,
    history,
    importing,
    merge,
    new,
    restore,
    schema,
    search,
    show,
    stats,
    verify,
)
from annotator.cli.commands.reverting import REDO, UNDO
from annotator.cli.context import Context


class Command(Protocol):
    """What a command has, be it a module or an object."""

    def summary(self) -> str:
        """One line for the help, in the interface's language."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, arguments: Namespace, context: Context) -> int:
        """Do it, and return the exit status."""


COMMANDS: Mapping[str, Command] = {
    "new": new,
    "schema": schema,
    "import": importing,
    "export": export,
    "formats": formats,
    "show": show,
    "stats": stats,
    "cast": cast,
    "check": check,
    "search": search,
    "assign": assign,
    "merge": merge,
    "agreement": agreement,
    "curate": curate,
    "history": history,
    "undo": UNDO,
    "redo": REDO,
    "restore": restore,
    "verify": verify,
    "backup": backup,
    "evaluate": evaluate,
}
