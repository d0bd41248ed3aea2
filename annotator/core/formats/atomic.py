"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.core.errors import N_, InputError


@contextmanager
def file_in_place_of(path: Path) -> Iterator[Path]:
    """Hand out an unfinished file beside `path`, which takes its place if the block succeeds.

    The content is on the disk before the name changes, so a crash leaves the old file or the
    new one.

    Raises:
        InputError: the folder is missing or cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def write_text_file(path: Path, text: str) -> None:
    """Write a text as UTF-8, letter by letter, in place of what the file held before.

    Raises:
        InputError: the folder is missing or cannot be written.
    """
    with file_in_place_of(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="")


def cannot_write(path: Path, error: OSError) -> InputError:
    """What to say where `path` cannot be written."""
    match error:
        case FileNotFoundError():
            return InputError(
                N_("“{path}” cannot be written: there is no folder “{folder}”."),
                path=path,
                folder=path.parent,
            )
        case PermissionError():
            return InputError(
                N_("You have no permission to write “{path}”; choose another folder."), path=path
            )
    reason = error.strerror or type(error).__name__
    return InputError(N_("“{path}” cannot be written: {reason}."), path=path, reason=reason)


def _sync(path: Path) -> None:
    """Have the system write a file or folder to the disk; folders cannot be synced everywhere."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
