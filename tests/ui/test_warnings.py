from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.ui.status import StatusLine
from annotator.ui.warnings import ChangeWarnings

Tag = Callable[..., str]


@pytest.fixture
def status(qapp: QApplication, qtbot: QtBot, session: Session) -> StatusLine:
    line = StatusLine(session)
    qtbot.addWidget(line)
    ChangeWarnings(session, line)
    return line


def test_a_filler_that_does_not_fit_is_warned_of_before_what_was_done(
    status: StatusLine, session: Session, tag: Tag
) -> None:
    day = tag("entity", "DATE", "اليوم الاثنين")
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    assert "Warning" not in status.message.text()
    session.add_argument(quote, "speaker", day)
    told = status.message.text()
    assert told.startswith("Warning: “Date or time” does not fit “Speaker”")
    assert "Filled" in told
    session.set_note(quote, "ن")
    assert "Warning" not in status.message.text()  # it is told when it comes about


def test_an_undo_does_not_warn(status: StatusLine, session: Session, tag: Tag) -> None:
    day = tag("entity", "DATE", "اليوم الاثنين")
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    session.add_argument(quote, "speaker", day)
    session.undo()
    session.redo()
    assert "Warning" not in status.message.text()
