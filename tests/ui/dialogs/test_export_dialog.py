from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.datasets import Selection, Shares
from annotator.ui.dialogs.export_dialog import ExportDialog

Tag = Callable[..., str]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, tag: Tag) -> ExportDialog:
    tag("entity", "PERS", "لافروف")
    dialog = ExportDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def export(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.export_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)


def test_a_file_is_written_and_the_result_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    target = tmp_path / "sample.jsonl"
    assert dialog.options().path == target
    export(qtbot, dialog)
    assert "1 document, 1 annotation" in dialog.result_label.text()
    assert dialog.isVisible()
    record = orjson.loads(target.read_bytes())
    assert [each["text"] for each in record["entities"]] == ["لافروف"]


def test_a_dataset_is_written_with_its_shares(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert not dialog.shares[0].isVisible()
    dialog.dataset_target.click()
    for box, share in zip(dialog.shares, (0, 0, 5), strict=True):
        box.setValue(share)
    options = dialog.options()
    assert (options.target, options.shares) == ("dataset", Shares(0, 0, 5))
    export(qtbot, dialog)
    assert (tmp_path / "sample-dataset" / "data" / "test.jsonl").exists()
    assert "test: 1" in dialog.result_label.text().replace("\u2068", "").replace("\u2069", "")


def test_shares_of_nothing_cannot_be_exported(dialog: ExportDialog) -> None:
    dialog.dataset_target.click()
    for box in dialog.shares:
        box.setValue(0)
    assert not dialog.export_button.isEnabled()


def test_ticks_narrow_what_is_taken_and_the_rest_is_accounted_for(
    qtbot: QtBot, dialog: ExportDialog, session: Session, tag: Tag
) -> None:
    accepted = tag("entity", "PERS", "فلاديمير بوتين")
    session.set_review([accepted], "accepted")
    assert dialog.options().selection == Selection()
    qtbot.mouseClick(dialog.reviews.boxes["accepted"], LEFT)
    dialog.annotators.boxes["Layla"].click()
    dialog.statuses.boxes["in progress"].click()
    chosen = dialog.options().selection
    assert chosen.reviews == {"accepted"}
    assert chosen.annotators == {"Layla"}
    assert chosen.statuses == {"in progress"}
    export(qtbot, dialog)
    assert "Annotations in another review state: 1" in dialog.result_label.text()


def test_a_choice_that_takes_nothing_says_so(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.statuses.boxes["reviewed"].click()
    export(qtbot, dialog)
    assert dialog.error_text() == "There is no document to export with this choice."
    assert dialog.result_label.text() == ""


def test_a_place_that_cannot_be_written_says_so(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.place_field.setText(str(tmp_path / "no" / "such" / "folder" / "out.jsonl"))
    export(qtbot, dialog)
    assert dialog.error_text()
    assert dialog.export_button.isEnabled()


def test_a_name_without_an_ending_gets_one(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.place_field.setText(str(tmp_path / "mine"))
    assert dialog.options().path == tmp_path / "mine.jsonl"


def test_a_place_chosen_by_hand_stays_when_the_form_changes(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "mine.jsonl")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    qtbot.mouseClick(dialog.browse, LEFT)
    dialog.dataset_target.click()
    assert dialog.place_field.text() == chosen
