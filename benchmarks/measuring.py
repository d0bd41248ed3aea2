"""Clocks, memory, cold files, and processes of their own for what must not share one."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks import hide_test_packages

Given = ParamSpec("Given")
Result = TypeVar("Result")


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def each_of(count: int, work: Callable[[int], object]) -> list[float]:
    """How long `work(0)`, `work(1)` … take, in seconds each."""
    return [seconds(lambda i=i: work(i)) for i in range(count)]  # type: ignore[misc]


@contextlib.contextmanager
def without_collections() -> Iterator[None]:
    """Keep Python's garbage collector out of what is measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def alone(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Run `work` in a fresh process, so that memory and caches are its own; return its result."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=hide_test_packages) as pool:
        return pool.submit(work, *args, **kwargs).result()


def memory() -> float:
    """The memory of this process in MB now; 0 where the system does not tell."""
    return _status("VmRSS:")


def peak_memory() -> float:
    """The most memory that this process has had, in MB; 0 where the system does not tell."""
    # not getrusage: its figure is inherited from the process that started this one
    return _status("VmHWM:")


def _status(key: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
    return 0.0


def forget_file(path: Path) -> None:
    """Drop a file from the system's cache where that can be done, so that it is read cold."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


class Disk:
    """Syncs of an appended page, as a database's log makes them, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "sync", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._sync = getattr(os, "fdatasync", os.fsync)
        self._page = os.urandom(4096)

    def sync(self) -> None:
        """Append a page and wait until the disk has it."""
        os.write(self._descriptor, self._page)
        self._sync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)
