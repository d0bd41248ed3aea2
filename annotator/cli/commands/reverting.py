"""`hashiya undo` and `hashiya redo`: go back and forth in the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.app import sentences
from annotator.app.translation import _
from annotator.cli.context import Context, add_annotator, open_project
from annotator.core import commands
from annotator.core.errors import N_
from annotator.core.model import Change


@dataclass(frozen=True, slots=True)
class Reverting:
    """A command that takes one step in the history; `about` and `done` are yet to be translated."""

    step: Callable[..., Change | None]
    about: str
    done: str
    nothing: Callable[[], str]

    def summary(self) -> str:
        """One line for the help."""
        return _(self.about)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("project", type=Path, metavar=_("PROJECT"), help=_("the project file"))
        add_annotator(parser, _("in whose name the history notes it"))

    def run(self, arguments: Namespace, context: Context) -> int:
        """Take one step; that there is none to take is no failure."""
        with open_project(arguments.project) as project:
            change = self.step(project, actor=context.annotator(arguments))
            if change is None:
                context.tell(self.nothing())
            else:
                context.tell(_(self.done).format(name=sentences.name(change, project.schema)))
        return 0


UNDO = Reverting(
    commands.undo,
    N_("Take back what was done last, in the window or here."),
    N_("Undone: {name}"),
    sentences.nothing_to_undo,
)
REDO = Reverting(
    commands.redo,
    N_("Do again what was undone last."),
    N_("Done again: {name}"),
    sentences.nothing_to_redo,
)
