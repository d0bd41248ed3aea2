"""Where an annotator was in each recent project, kept among the settings.

An entry is `<document id> <position> <path>`; the path comes last since it may hold spaces.
"""

from __future__ import annotations

import logging
from pathlib import Path

from annotator.app.settings import Settings
from annotator.core.errors import HashiyaError

_SETTING = "projects.places"

_log = logging.getLogger(__name__)


def recall(settings: Settings, path: Path) -> tuple[str, int]:
    """The document and the position (0 top, 1000 bottom) last noted for the project at `path`."""
    wanted = str(path.resolve())
    for entry in settings.texts(_SETTING):
        document, position, where = (*entry.split(" ", 2), "", "")[:3]
        if where == wanted and position.isdecimal():
            return document, int(position)
    return "", 0


def remember(settings: Settings, path: Path, document: str, position: int) -> None:
    """Note a document and a position for the project at `path`, in front of the others."""
    where = str(path.resolve())
    rest = [each for each in settings.texts(_SETTING) if each.split(" ", 2)[-1] != where]
    try:
        settings.set(_SETTING, [f"{document} {max(0, position)} {where}", *rest])
    except HashiyaError as error:  # a convenience that must never stand in the way
        _log.warning("%s", error)
