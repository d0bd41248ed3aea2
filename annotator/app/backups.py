"""Backups that make themselves: verified copies in the user's data folder, thinned with age."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.app import paths
from annotator.core.errors import HashiyaError
from annotator.core.model import from_basic, now, to_basic
from annotator.core.storage import Project

_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)\.hashiya")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in the names of files, by one system or another
_HOUR, _DAY, _WEEK = 3600, 86_400, 604_800
_KEPT_HOURLY, _KEPT_DAILY, _KEPT_WEEKLY = _DAY, 30 * _DAY, 52 * _WEEK


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One backup: when it was made (seconds since 1970), at which entry of the history."""

    made: int
    entry: int
    path: Path


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
                found.append(Backup(from_basic(match[1]), int(match[2]), path))
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

    def make(self, project: Project) -> Backup | None:
        """Copy the project and thin the older copies; None where nothing changed since the last.

        `project` may be another thread's reader. Raises ProjectError where the copy cannot be
        written or is not sound.
        """
        newest = project.history(limit=1)
        entry = newest[0].number if newest else 0
        known = self.of(project.identity)
        if not entry or (known and known[0].entry == entry):
            return None
        folder = self._folder / project.identity
        folder.mkdir(parents=True, exist_ok=True)
        made = now()
        path = folder / f"{to_basic(made)}-{entry}.hashiya"
        if path.exists():
            return None
        project.backup(path)
        backup = Backup(made, entry, path)
        kept = kept_moments([each.made for each in (backup, *known)], made)
        for each in known:
            if each.made not in kept:
                each.path.unlink(missing_ok=True)
        return backup


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
