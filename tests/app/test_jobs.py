from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Cancelled, Job, Progress, UnexpectedError, stopping
from annotator.core.errors import CancelledError, InputError


def test_the_result_comes_back_to_the_threads_owner(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(_progress: Progress, _cancelled: Cancelled) -> int:
        threads.append(threading.current_thread())
        return 42

    job = Job(work)
    heard: list[threading.Thread] = []
    job.finished.connect(lambda _result: heard.append(threading.current_thread()))
    with qtbot.waitSignal(job.finished) as finished:
        job.start()
    assert finished.args == [42]
    assert threads != [threading.current_thread()]


def test_progress_is_held_back_and_its_last_count_told(qtbot: QtBot) -> None:
    def work(progress: Progress, _cancelled: Cancelled) -> None:
        for done in range(1, 10_001):
            progress(done, 10_000)

    job = Job(work)
    told: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(job.finished):
        job.start()
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 100


def test_an_end_before_anybody_listened_is_heard_all_the_same(qtbot: QtBot) -> None:
    job = Job(lambda _progress, _cancelled: 42)
    job.start()
    QThreadPool.globalInstance().waitForDone()
    with qtbot.waitSignal(job.finished) as finished:
        pass
    assert finished.args == [42]


def test_cancelling_is_seen_by_the_work(qtbot: QtBot) -> None:
    def work(progress: Progress, cancelled: Cancelled) -> None:
        progress(1, 0)
        while not cancelled():
            pass
        raise CancelledError("stopped")

    job = Job(work)
    with qtbot.waitSignal(job.progressed):
        job.start()
    with qtbot.waitSignal(job.failed) as failed:
        job.cancel()
    assert isinstance(failed.args[0], CancelledError)
    assert not job.running


def test_work_that_asks_nobody_stops_at_its_next_step(qtbot: QtBot) -> None:
    def work(progress: Progress, cancelled: Cancelled) -> None:
        told = stopping(progress, cancelled, "stopped")
        while True:
            told(1, 2)

    job = Job(work)
    with qtbot.waitSignal(job.progressed) as progressed:
        job.start()
    with qtbot.waitSignal(job.failed) as failed:
        job.cancel()
    assert progressed.args == [1, 2]
    assert isinstance(failed.args[0], CancelledError)


@pytest.mark.parametrize(
    ("raised", "told"), [(InputError("bad"), InputError), (ZeroDivisionError(), UnexpectedError)]
)
def test_whatever_is_raised_is_told(
    qtbot: QtBot, raised: Exception, told: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: Progress, _cancelled: Cancelled) -> None:
        raise raised

    job = Job(work)
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
    assert isinstance(failed.args[0], told)
    assert ("a job failed" in caplog.text) == (told is UnexpectedError)
