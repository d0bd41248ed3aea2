"""The dialogs of several annotators: merging, giving out, agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.app import translation
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.model import new_id
from annotator.core.storage import Project
from annotator.ui.dialogs.agreement_dialog import AgreementDialog
from annotator.ui.dialogs.give_out_dialog import GiveOutDialog
from annotator.ui.dialogs.merge_dialog import MergeDialog
from tests.support.projects import make_project
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import FIRST, SECOND, both, planted

LEFT = Qt.MouseButton.LeftButton


def opened(tmp_path: Path, *, two: bool) -> Session:
    translation.set_language("en")
    path = tmp_path / "project.hashiya"
    with make_project(path, gold_schema(), [both() if two else gold()]):
        pass
    settings = Settings.load()
    settings.update({"annotator.name": "sana", "folders.last": str(tmp_path)})
    session = Session(settings)
    assert session.open(path)
    return session


@pytest.fixture
def one(qapp: object, tmp_path: Path) -> Iterator[Session]:
    """A project with the work of one annotator."""
    session = opened(tmp_path, two=False)
    yield session
    session.close()


@pytest.fixture
def two(qapp: object, tmp_path: Path) -> Iterator[Session]:
    """A project with the work of two."""
    session = opened(tmp_path, two=True)
    yield session
    session.close()


@pytest.fixture
def merging(qtbot: QtBot, one: Session) -> MergeDialog:
    dialog = MergeDialog(one)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def look(qtbot: QtBot, dialog: MergeDialog, path: Path) -> None:
    dialog.set_path(path)
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)


def work_of_badr(tmp_path: Path, *, changed: int = 0) -> Path:
    """A project of badr's, in which amal's first annotations have another content."""
    document, made, _changed = planted()
    amal = [replace(each, note="otherwise") for each in gold()[1][:changed]]
    path = tmp_path / "badr.hashiya"
    with make_project(path, gold_schema(), [(document, [*made, *amal])]):
        pass
    return path


def test_a_merge_tells_beforehand_what_comes_and_what_stays(
    qtbot: QtBot, merging: MergeDialog, one: Session, tmp_path: Path
) -> None:
    before = one.annotations()
    assert not merging.merge_button.isEnabled()
    look(qtbot, merging, work_of_badr(tmp_path, changed=2))
    assert f"{len(planted()[1])} new annotations" in merging.summary.text()
    assert "2 conflicts" in merging.summary.text()
    assert merging.model.rowCount() == 2
    words = gold()[1][0].spans[0].text_in(gold()[0].text)
    assert words in str(merging.model.index(0, 1).data())
    assert merging.model.index(0, 2).data() == FIRST
    assert one.annotations() == before
    qtbot.mouseClick(merging.merge_button, LEFT)
    qtbot.waitUntil(lambda: not merging.isVisible(), timeout=20_000)
    assert len(one.annotations()) == len(before) + len(planted()[1])
    assert [each for each in one.annotations() if each.annotator == FIRST] == before
    one.undo()
    qtbot.waitUntil(lambda: not one.busy)
    assert one.annotations() == before


def test_all_of_it_becomes_the_named_annotators(
    qtbot: QtBot, merging: MergeDialog, one: Session, tmp_path: Path
) -> None:
    merging.name_field.setText("third")
    look(qtbot, merging, work_of_badr(tmp_path))
    qtbot.mouseClick(merging.merge_button, LEFT)
    qtbot.waitUntil(lambda: not merging.isVisible(), timeout=20_000)
    assert {each.annotator for each in one.annotations()} == {FIRST, "third"}


def test_new_documents_come_in_where_that_is_wanted(
    qtbot: QtBot, merging: MergeDialog, tmp_path: Path
) -> None:
    document = replace(gold()[0], id=new_id("d"), text=gold()[0].text + "!")
    path = tmp_path / "other.hashiya"
    with make_project(path, gold_schema(), [(document, [])]):
        pass
    look(qtbot, merging, path)
    assert not merging.merge_button.isEnabled()
    assert "no document with this text" in str(merging.model.index(0, 1).data())
    merging.add_box.click()
    qtbot.waitUntil(lambda: not merging.work.is_running(), timeout=20_000)
    assert "1 new document" in merging.summary.text()
    assert merging.merge_button.isEnabled()


def test_a_file_that_holds_no_annotations_is_told(
    qtbot: QtBot, merging: MergeDialog, tmp_path: Path
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("قال", encoding="utf-8")
    look(qtbot, merging, path)
    assert "holds no annotations" in merging.error_text()
    assert not merging.merge_button.isEnabled()


def test_documents_are_given_out_as_a_project(qtbot: QtBot, one: Session, tmp_path: Path) -> None:
    dialog = GiveOutDialog(one)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.give_button.isEnabled()
    dialog.name_field.setText(FIRST)
    assert dialog.given().path == tmp_path / f"{FIRST}.hashiya"
    dialog.words_field.setText("7-9")
    assert "7-9" in dialog.error_text()
    assert not dialog.give_button.isEnabled()
    dialog.words_field.setText("1-1")
    assert dialog.error_text() == ""
    qtbot.mouseClick(dialog.give_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    assert "1 document" in dialog.result_label.text()
    with Project.open(tmp_path / f"{FIRST}.hashiya", read_only=True) as package:
        assert package.annotator_counts() == {FIRST: len(gold()[1])}
    qtbot.mouseClick(dialog.give_button, LEFT)  # the file is there now
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    assert "exists already" in dialog.error_text()


@pytest.fixture
def agreement(qtbot: QtBot, two: Session) -> AgreementDialog:
    dialog = AgreementDialog(two)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.measure()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    return dialog


def test_the_scores_are_told_with_their_counts_and_meanings(agreement: AgreementDialog) -> None:
    assert agreement.error_text() == ""
    pair = agreement.pair()
    assert pair is not None
    assert (pair.first, pair.second) == (FIRST, SECOND)
    row = [agreement.scores.index(0, column).data() for column in range(1, 5)]
    exact = pair.exact
    assert row == [str(exact.tp), str(exact.fn), str(exact.fp), f"{exact.f1:.4f}"]
    tip = agreement.scores.index(0, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert "2 × both" in tip
    assert "4 places" in agreement.told.text()


def test_a_confusion_leads_to_its_place_by_enter(
    qtbot: QtBot, agreement: AgreementDialog, two: Session
) -> None:
    agreement.tabs.setCurrentIndex(1)
    assert agreement.layers.currentData() == "entity"
    matrix = agreement.confusions.matrix
    assert matrix.cell(agreement.confusions.currentIndex()) == ("LOC", "GPE")
    assert agreement.confusions.currentIndex().data() == "1"
    agreement.confusions.setFocus()
    qtbot.keyClick(agreement.confusions, Qt.Key.Key_Return)
    with qtbot.waitSignal(agreement.place_chosen) as chosen:
        qtbot.keyClick(agreement.place_list, Qt.Key.Key_Return)
    assert two.document is not None
    document, annotation = chosen.args
    assert document == two.document.id
    found = two.annotation(annotation)
    assert found is not None
    assert found.label == "LOC"


@pytest.mark.parametrize("ending", [".json", ".tsv"])
def test_the_agreement_is_saved(
    agreement: AgreementDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = tmp_path / f"agreement{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    (agreement.json_button if ending == ".json" else agreement.tsv_button).click()
    pair = agreement.pair()
    assert pair is not None
    if ending == ".json":
        record = orjson.loads(target.read_bytes())
        assert record["format"] == "hashiya-agreement/1"
        assert record["pairs"][0]["exact"]["tp"] == pair.exact.tp
        return
    rows = [each.split("\t") for each in target.read_text("utf-8").splitlines()]
    assert {len(each) for each in rows} == {len(rows[0])}
    whole = next(each for each in rows if each[2:4] == ["entity", ""])
    assert whole[4] == str(pair.layers["entity"].spans.exact_micro.tp)


def test_one_annotator_alone_is_told(qtbot: QtBot, one: Session) -> None:
    dialog = AgreementDialog(one)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.measure()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    assert "two annotators at least" in dialog.error_text()
