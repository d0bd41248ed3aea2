"""Giving a finished file its name without overwriting another."""

from __future__ import annotations

import os
from pathlib import Path


def exists(path: Path) -> bool:
    """Whether something stands at a path; False too where no such name can be, as one too long."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for such names


def place(unfinished: Path, target: Path) -> None:
    """Let the finished file stand at `target` too, in one step; the caller removes its old name.

    Raises:
        FileExistsError: something came to stand at `target` meanwhile.
        OSError: the folder cannot be written.
    """
    try:
        # a link, not a rename: it never overwrites
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # media such as FAT know no links
        if exists(target):
            raise FileExistsError(target) from None
        unfinished.rename(target)
