"""`hashiya`: the window, or one of the commands."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from pathlib import Path

from annotator import __version__
from annotator.app import log, paths
from annotator.app.settings import Settings
from annotator.app.translation import _, apply_settings
from annotator.cli.commands import COMMANDS
from annotator.cli.context import Context
from annotator.cli.terminal import use_utf8
from annotator.core.errors import HashiyaError
from annotator.core.storage import exists

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0: done; 1: the work failed, for the reason given on standard error, and nothing is half
    written; 2: wrong usage; 130: interrupted.
    """
    use_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    settings = Settings.load()
    apply_settings(settings)
    context = Context(settings)
    if not words or (not words[0].startswith("-") and words[0] not in COMMANDS):
        return _open_window(words, context)
    try:
        arguments = _parser().parse_args(words)
    except SystemExit as stop:  # argparse: after --help, --version, or a complaint
        return int(stop.code or 0)
    return _run(lambda: int(arguments.run(arguments, context)), context)


def _open_window(words: list[str], context: Context) -> int:
    if len(words) > 1 or (words and not exists(Path(words[0]))):
        context.fail(
            _("There is no command and no project “{name}”. See `hashiya --help`.").format(
                name=words[0]
            )
        )
        return MISUSED
    path = Path(words[0]) if words else None

    def run() -> int:
        from annotator.ui.application import run as run_window

        return int(run_window(path))

    return _run(run, context)


def _run(work: Callable[[], int], context: Context) -> int:
    try:
        status = work()
        sys.stdout.flush()
    except HashiyaError as error:
        context.complain(error)
        return FAILED
    except BrokenPipeError:
        _silence_stdout()
        return DONE
    except KeyboardInterrupt:
        context.fail(_("Stopped. Nothing of this was kept."))
        return INTERRUPTED
    except Exception:
        return _unexpected(context)
    return status


def _unexpected(context: Context) -> int:
    """A defect of the program: one sentence for the person, the rest for the log."""
    if os.environ.get("HASHIYA_DEBUG"):
        traceback.print_exc()
    crashes = log.start()
    logging.getLogger(__name__).exception("the command failed")
    log.stop(crashes)
    context.fail(
        _(
            "Something went wrong that should not have; nothing half done was kept. "
            "The log says more: {path}"
        ).format(path=paths.log_folder() / log.FILE)
    )
    return FAILED


def _silence_stdout() -> None:
    """Whoever read our output has gone: let what is still buffered go nowhere, without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="hashiya",
        usage="hashiya [PROJECT]\n       hashiya COMMAND …",
        description=_("Annotate right-to-left news articles. Without a command: open the window."),
        epilog=_(
            "Exit status: 0 done; 1 the work failed, and nothing is half written; 2 wrong usage."
        ),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"hashiya {__version__}")
    commands = parser.add_subparsers(title=_("commands"), metavar="", required=True, prog="hashiya")
    for name, command in COMMANDS.items():
        summary = command.summary()
        added = commands.add_parser(name, help=summary, description=summary)
        command.add_arguments(added)
        added.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
