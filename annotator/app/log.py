"""The log file: what a person can send along when something went wrong.

It holds what the program did and where it failed, never the text of an article. Five files of one
megabyte are kept. What kills the interpreter itself (a crash in a C library) is written by
faulthandler into a file beside it, which needs no working Python.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

import annotator
from annotator.app import paths

FILE = "hashiya.log"
CRASH_FILE = "crash.log"

_MEGABYTE = 1 << 20
_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"

_log = logging.getLogger(__name__)


def start(folder: Path | None = None) -> IO[str] | None:
    """Log into `folder` (the user's log folder) from now on.

    The result is the file of crashes, which must be kept open as long as the program runs; None
    where the folder cannot be written, and then only warnings go to standard error.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        where = folder or paths.log_folder()
        handler = RotatingFileHandler(
            where / FILE, maxBytes=_MEGABYTE, backupCount=4, encoding="utf-8", delay=False
        )
        crashes = (where / CRASH_FILE).open("a", encoding="utf-8")
    except OSError as error:
        _log.warning("no log can be written: %s", error)
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    faulthandler.enable(crashes, all_threads=True)
    _log.info(
        "Hashiya %s, Python %s, %s", annotator.__version__, sys.version.split()[0],
        platform.platform(),
    )  # fmt: skip
    return crashes


def stop(crashes: IO[str] | None) -> None:
    """End what `start` began."""
    if crashes is None:
        return
    faulthandler.disable()
    crashes.close()
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
