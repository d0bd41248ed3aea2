"""A power cut, simulated: what a disk may hold when its machine goes dark.

SQLite runs on a virtual file system that keeps a log of all that it writes, syncs, cuts off and
deletes (apsw lets that be done in Python). Whatever a file got since its last sync may then have
reached the disk whole, in part, torn within a page, or not at all. Files that were made or deleted
may have been so or not until the next sync of any file, as in a journalling file system.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

import apsw

_SECTOR = 512

Kind = Literal["write", "truncate", "sync", "delete", "acknowledge"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in its order; `file` is a name without its folder."""

    kind: Kind
    file: str = ""
    at: int = 0
    data: bytes = b""


class WatchedDisk(apsw.VFS):
    """The system's own files, with a log; `with_name` is how connections ask for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, base="")
        self.with_name = name
        self.log: list[Event] = []

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _WatchedFile(self.log, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.log.append(Event("delete", Path(filename).name))


class _WatchedFile(apsw.VFSFile):
    def __init__(
        self, log: list[Event], name: apsw.URIFilename | str | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._log = log
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else str(name)).name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._log.append(Event("write", self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._log.append(Event("truncate", self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._log.append(Event("sync", self._name))


@dataclass(slots=True)
class _File:
    """A file as the disk surely has it, and what waits; `sure` is whether it surely exists."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)
    sure: bool = False
    deleted: bool = False


def after_cut(
    files: dict[str, bytes], log: list[Event], random: Random
) -> tuple[dict[str, bytes], int]:
    """What the disk may hold if the power fails after the events of `log`.

    `files` is what it held before them. Also returned: how many commits were acknowledged.
    """
    disk = {name: _File(bytearray(data), sure=True) for name, data in files.items()}
    acknowledged = 0
    for event in log:
        if event.kind == "acknowledge":
            acknowledged += 1
            continue
        if event.file not in disk or (disk[event.file].deleted and event.kind == "write"):
            disk[event.file] = _File()
        file = disk[event.file]
        if event.kind == "delete":
            file.deleted = True
        elif event.kind == "sync":
            for each in file.waiting:
                _apply(file.durable, each)
            file.waiting.clear()
            disk = {name: each for name, each in disk.items() if not each.deleted}
            for each_file in disk.values():
                each_file.sure = True
        else:
            file.waiting.append(event)
    fate = random.choice(("all", "none", "some"))
    left: dict[str, bytes] = {}
    for name, file in disk.items():
        if (file.deleted or not file.sure) and random.random() < 0.5:
            continue
        for event in file.waiting:
            if fate == "all" or (fate == "some" and random.random() < 0.5):
                _apply(file.durable, event, random if fate == "some" else None)
        left[name] = bytes(file.durable)
    return left, acknowledged


def _apply(content: bytearray, event: Event, torn: Random | None = None) -> None:
    """Let an event reach the disk: sector by sector, perhaps not all of them, where it is torn."""
    if event.kind == "truncate":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    end = event.at + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    if torn is None or torn.random() < 0.5:
        content[event.at : end] = event.data
        return
    position = event.at
    while position < end:
        edge = min(end, (position // _SECTOR + 1) * _SECTOR)
        if torn.random() < 0.5:
            content[position:edge] = event.data[position - event.at : edge - event.at]
        position = edge
