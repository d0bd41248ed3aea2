from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.app import log
from annotator.ui.dialogs.error_dialog import ErrorDialog
from tests.e2e.conftest import Desk


def test_a_defect_is_told_and_logged_and_the_work_goes_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    try:
        raise ZeroDivisionError("a defect")
    except ZeroDivisionError as error:
        desk.program.report(type(error), error, error.__traceback__)
    dialog = desk.window.findChild(ErrorDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "not caught" in caplog.text
    dialog.close()
    desk.window.activateWindow()
    QApplication.processEvents()
    desk.drag("شي جين بينج")
    desk.press("1")
    assert len(desk.labels()) == 2


def test_a_damaged_project_is_said_and_the_open_one_stays(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.hashiya"
    broken.write_bytes(b"no project at all")
    before = desk.session.project
    desk.window.project_handlers.open_path(broken)
    assert "is not a Hashiya project" in desk.window.banner.text()
    assert desk.session.project is before
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]


def test_a_moved_project_takes_no_more_and_says_so(desk: Desk) -> None:
    assert desk.session.project is not None
    path = desk.session.project.path
    path.rename(path.with_name("moved.hashiya"))
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert "moved, deleted or replaced" in desk.window.banner.text()
    assert desk.session.annotations() == []


def test_the_first_start_opens_the_sample_and_the_second_what_was_open(
    make_desk: Callable[..., Desk],
) -> None:
    first = make_desk(sample=False)
    first.program.open_first(None)
    assert first.session.document is not None
    assert first.session.document.title.startswith("مباحثات هاتفية")
    assert first.session.project is not None
    path = first.session.project.path
    first.window.close()
    second = make_desk(sample=False)
    second.program.open_first(None)
    assert second.session.project is not None
    assert second.session.project.path == path


def test_the_log_says_what_runs(tmp_path: Path) -> None:
    crashes = log.start(tmp_path)
    log.stop(crashes)
    assert "Hashiya" in (tmp_path / log.FILE).read_text(encoding="utf-8")
    assert (tmp_path / log.CRASH_FILE).exists()
