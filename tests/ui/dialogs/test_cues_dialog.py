"""The project's own cues are tried as they are written, kept in one step, and used at once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.quoting import CUES_PAGE, Quoting
from annotator.app.session import Session
from annotator.ui.dialogs.cues_dialog import START, CuesDialog

TWEETED = '[words]\nnot_cues = "قال | أعلن | أكد | أكدت | أوضح | ذكر"\n'


@pytest.fixture
def quoting(session: Session) -> Quoting:
    return Quoting(session)


@pytest.fixture
def dialog(session: Session, quoting: Quoting, qtbot: QtBot) -> CuesDialog:
    made = CuesDialog(session, quoting)
    qtbot.addWidget(made)
    return made


def test_cues_that_cannot_be_read_are_told_and_not_kept(
    session: Session, quoting: Quoting, dialog: CuesDialog
) -> None:
    dialog.field.setPlainText('[[cues]]\nverbs = "غرد"\n')
    assert not dialog.check()
    assert "three words" in dialog.error_text()
    assert not dialog.keep.isEnabled()
    dialog.accept()
    assert session.schema_editing.page(CUES_PAGE) == ""
    dialog.field.setPlainText("[[cues")
    assert not dialog.check()
    assert "TOML" in dialog.error_text()


def test_cues_are_kept_as_one_change_and_used_at_once(
    session: Session, quoting: Quoting, dialog: CuesDialog
) -> None:
    before = len(quoting.drafts())
    dialog.field.setPlainText(TWEETED)
    assert dialog.check()
    dialog.accept()
    assert session.schema_editing.page(CUES_PAGE) == TWEETED
    assert len(quoting.drafts()) < before
    session.undo()
    assert len(quoting.drafts()) == before


def test_a_page_that_was_not_written_stays_away(
    session: Session, quoting: Quoting, dialog: CuesDialog
) -> None:
    assert dialog.field.toPlainText() == START
    assert dialog.check()
    dialog.accept()
    assert session.schema_editing.page(CUES_PAGE) == ""
