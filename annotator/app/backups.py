"""Backups that make themselves: verified copies in the user's data folder, thinned with age.

Those of a large project are thinned by size too, and none is made that would fill the disk.
"""

from __future__ import annotations

import contextlib
import logging
import re
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.app import paths
from annotator.core.errors import N_, HashiyaError, ProjectError
from annotator.core.model import from_basic, now, to_basic
from annotator.core.storage import Project

_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)(?:-([0-9a-f]{8}))?\.hashiya")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in the names of files, by one system or another
_HOUR, _DAY, _WEEK = 3600, 86_400, 604_800
_ROOM = 500_000_000  # bytes that a backup leaves free
_MOST = 5_000_000_000  # bytes for the backups of one project
_SURE = 3  # the newest, which are kept whatever their size
_KEPT_HOURLY, _KEPT_DAILY, _KEPT_WEEKLY = _DAY, 30 * _DAY, 52 * _WEEK

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One backup: when it was made (seconds since 1970), at which entry of the history.

    `mark` is the end of that entry's id: copies of a project go on with the same numbers.
    """

    made: int
    entry: int
    path: Path
    mark: str = ""


class Backups:
    """The backups of projects, a folder for each under `folder`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder, it is the one in the user's data folder."""
        self._folder = folder or paths.data_folder() / "backups"

    def of(self, identity: str) -> list[Backup]:
        """The backups of the project with this identity, the newest first."""
        found = []
        for path in (self._folder / identity).glob("*.hashiya"):
            match = _NAME.fullmatch(path.name)
            if match:
                made, entry = from_basic(match[1]), int(match[2])
                found.append(Backup(made, entry, path, match[3] or ""))
        return sorted(found, reverse=True)

    def projects(self) -> list[tuple[str, list[Backup]]]:
        """The projects that have backups, each with its name and its backups, the latest first.

        One whose newest backup cannot be read is left out.
        """
        found = []
        for folder in self._folder.glob("*"):
            known = self.of(folder.name)
            with contextlib.suppress(HashiyaError):
                if known:
                    with Project.open(known[0].path, read_only=True) as project:
                        found.append((project.name, known))
        return sorted(found, key=lambda each: each[1][0].made, reverse=True)

    def restore(self, backup: Backup, folder: Path, name: str) -> Path:
        """Write a backup as a new project file in `folder`, named after `name` and its moment.

        Nothing is overwritten. Raises ProjectError where the backup is not sound or the folder
        cannot be written.
        """
        moment = time.strftime("%Y-%m-%d %H-%M", time.localtime(backup.made))
        title = f"{name} {moment}"
        stem = _FORBIDDEN.sub("-", title)
        path = folder / f"{stem}.hashiya"
        number = 1
        while path.exists():
            number += 1
            path = folder / f"{stem} ({number}).hashiya"
        with Project.open(backup.path, read_only=True) as project:
            project.copy_as(path, title)
        return path

    def make(
        self, project: Project, cancelled: Callable[[], bool] = lambda: False
    ) -> Backup | None:
        """Copy the project and thin the older copies; None where nothing changed since the last.

        `project` may be another thread's reader. Raises ProjectError where the copy cannot be
        written, is not sound, or would fill the disk, and CancelledError where `cancelled` says so.
        """
        newest = project.history(limit=1)
        known = self.of(project.identity)
        if not newest:
            return None
        entry, mark = newest[0].number, newest[0].id[-8:]
        if any((each.entry, each.mark) in ((entry, mark), (entry, "")) for each in known):
            return None
        folder = self._folder / project.identity
        folder.mkdir(parents=True, exist_ok=True)
        made = now()
        path = folder / f"{to_basic(made)}-{entry}-{mark}.hashiya"
        if path.exists():
            return None
        _check_room(project.path, folder)
        project.backup(path, cancelled=cancelled)
        backup = Backup(made, entry, path, mark)
        kept = kept_moments([each.made for each in (backup, *known)], made)
        for each in known:
            if each.made not in kept:
                each.path.unlink(missing_ok=True)
        left = self.of(project.identity)
        for place in too_much([each.path.stat().st_size for each in left]):
            left[place].path.unlink(missing_ok=True)
        return backup


def before_migration(project: Project) -> None:
    """Back up a project of an earlier format; where that fails, a line in the log.

    For `Project.open`. Nothing is lost without it: a migration succeeds whole or not at all.
    """
    try:
        Backups().make(project)
    except (HashiyaError, OSError) as error:
        _log.warning("no backup before the migration: %s", error)


def _check_room(project: Path, folder: Path) -> None:
    needed = project.stat().st_size + _ROOM
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ProjectError(
            N_("No backup was made: {folder} has {free} MB free, and it needs {needed} MB."),
            folder=folder,
            free=free // 1_000_000,
            needed=needed // 1_000_000,
        )


def too_much(sizes: Sequence[int]) -> range:
    """Which of the backups with these sizes (bytes), the newest first, there is no room for."""
    total = 0
    for place, size in enumerate(sizes):
        total += size
        if total > _MOST and place >= _SURE:
            return range(place, len(sizes))
    return range(0)


def kept_moments(moments: Iterable[int], present: int) -> set[int]:
    """Which backups to keep, of those made at `moments`.

    The newest of each hour of the last day, of each day of the last thirty, of each week of the
    last year; and always the newest of all.
    """
    kept: dict[tuple[int, int], int] = {}
    ordered = sorted(moments, reverse=True)
    for moment in ordered:
        age = present - moment
        for period, reach in ((_HOUR, _KEPT_HOURLY), (_DAY, _KEPT_DAILY), (_WEEK, _KEPT_WEEKLY)):
            if age <= reach:
                kept.setdefault((period, moment // period), moment)
                break
    return {*kept.values(), *ordered[:1]}
