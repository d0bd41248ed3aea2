"""Two annotators' work: merged, every difference met once and settled by keys, exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, new_id
from annotator.core.text import Span
from annotator.ui.dialogs.compare_dialog import CompareDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.merge_dialog import MergeDialog
from tests.e2e.conftest import Desk
from tests.support.projects import make_project
from tests.support.sample_gold import gold, gold_schema
from tests.support.two_annotators import FIRST, SECOND, planted

GOLD = "gold"


@pytest.fixture
def badr(tmp_path: Path) -> Path:
    """The second annotator's copy of the sample, with the planted differences."""
    document, made, _changed = planted()
    elsewhere = replace(document, id=new_id("d"))
    path = tmp_path / "badr.hashiya"
    items = [(elsewhere, [replace(each, document=elsewhere.id) for each in made])]
    with make_project(path, gold_schema(), items):
        pass
    return path


@pytest.fixture
def desk(make_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """The first annotator's copy, open at a third person's desk."""
    desk = make_desk(sample=False)
    path = tmp_path / "amal.hashiya"
    with make_project(path, gold_schema(), [gold()]):
        pass
    assert desk.session.open(path)
    QApplication.processEvents()
    return desk


def merge(desk: Desk, qtbot: QtBot, path: Path) -> str:
    """Merge a file from the window; what the dialog told beforehand."""
    told: list[str] = []

    def act(dialog: MergeDialog) -> None:
        dialog.set_path(path)
        qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
        told.append(dialog.summary.text())
        assert dialog.error_text() == ""
        if dialog.merge_button.isEnabled():
            QTest.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    desk.with_dialog(desk.window.team_handlers.merge_work, act)
    qtbot.waitUntil(lambda: not desk.session.busy)
    return told[0]


def compare(desk: Desk, qtbot: QtBot) -> None:
    """F7, and Enter in the dialog, in which all annotators are ticked."""

    def act(dialog: CompareDialog) -> None:
        assert dialog.annotators.values() == {FIRST, SECOND}
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    desk.with_dialog(lambda: desk.press("F7"), act)
    desk.window.differences.setFocus()
    QApplication.processEvents()


def agreed(desk: Desk) -> list[Annotation]:
    return [each for each in desk.annotations() if each.annotator == GOLD]


def export(desk: Desk, qtbot: QtBot, path: Path) -> dict[str, list[dict[str, object]]]:
    """Export the agreed version alone."""

    def act(dialog: ExportDialog) -> None:
        dialog.annotators.boxes[GOLD].click()
        dialog.place_field.setText(str(path))
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)

    desk.with_dialog(lambda: desk.press("Ctrl+E"), act)
    record: dict[str, list[dict[str, object]]] = orjson.loads(path.read_bytes())
    return record


def test_merged_compared_settled_by_keys_exported_and_merged_again(
    desk: Desk, qtbot: QtBot, badr: Path, tmp_path: Path
) -> None:
    assert desk.session.project is not None
    told = merge(desk, qtbot, badr)
    assert f"{len(planted()[1])} new annotations" in told
    merged = desk.annotations()

    compare(desk, qtbot)
    panel, comparing = desk.window.differences, desk.session.comparing
    assert comparing.progress() == (1, 4, 0)
    desk.press("A")
    qtbot.waitUntil(lambda: not desk.session.busy, timeout=20_000)
    QApplication.processEvents()
    seen: list[tuple[str, ...]] = []
    strokes = desk.strokes
    for settled in range(4):
        place = comparing.place
        assert place is not None
        seen.append(place.kinds)
        if place.kinds == ("argument",):
            words = panel.told.text().replace("\u2068", "").replace("\u2069", "")
            assert words.startswith("Speaker: amal says “")
            assert "badr says “" in words
        desk.press("1")
        assert comparing.progress()[2] == settled + 1
    assert desk.strokes - strokes == 4
    assert seen == [("argument",), ("missing",), ("label",), ("clitic",)]
    assert comparing.place is None
    assert "4" in panel.told.text()

    record = export(desk, qtbot, tmp_path / "gold.jsonl")
    lists = ("entities", "quotes", "events", "relations")
    found = [each for name in lists for each in record[name]]
    assert {each["annotator"] for each in found} == {GOLD}
    assert len(found) == len(gold()[1])

    told = merge(desk, qtbot, badr)
    assert told.startswith("0 new annotations")
    assert [each for each in desk.annotations() if each.annotator != GOLD] == merged
    assert desk.session.project.verify() == []


def test_every_key_of_the_queue(desk: Desk, qtbot: QtBot, badr: Path) -> None:
    merge(desk, qtbot, badr)
    compare(desk, qtbot)
    comparing, panel = desk.session.comparing, desk.window.differences
    desk.press("Space")
    assert comparing.progress() == (2, 4, 0)
    desk.press("Backspace")
    assert comparing.progress() == (1, 4, 0)
    desk.press("Down", "Return")  # the second version
    assert comparing.progress() == (2, 4, 1)
    speaker = [filler for each in agreed(desk) for filler in desk.fillers(each)]
    assert ("speaker", "فلاديمير بوتين") in speaker
    desk.press("0")  # nobody is right about the quote
    assert comparing.progress() == (3, 4, 2)
    desk.press("Ctrl+Z")
    assert comparing.progress() == (2, 4, 1)  # what is open again is shown
    desk.press("0", "2")
    assert comparing.progress() == (4, 4, 3)
    desk.press("E")
    chosen = desk.session.annotation(desk.window.article.selected_annotation())
    assert chosen is not None
    assert (chosen.annotator, chosen.label) == (GOLD, "ORG")
    assert desk.window.article.hasFocus()
    desk.press("3")  # the label of the agreed version, in the article
    assert [each.label for each in agreed(desk) if each.id == chosen.id] == ["GPE"]
    desk.press("F7")
    assert panel.hasFocus()
    assert "The agreed version has" in panel.told.text()
    assert "Geopolitical entity" in panel.told.text()
    assert comparing.progress() == (4, 4, 4)
    desk.press("Esc")
    assert not panel.isVisible()
    assert desk.window.article.hasFocus()


def test_no_key_of_the_queue_labels_or_deletes(desk: Desk, qtbot: QtBot, badr: Path) -> None:
    merge(desk, qtbot, badr)
    compare(desk, qtbot)
    before = desk.annotations()
    desk.press("Q", "W", "V", "R", "Del", "9", "-", "S", "Y", "K")
    assert desk.annotations() == before
    assert desk.window.differences.hasFocus()


@pytest.fixture
def two(make_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """Two documents with the same four differences each."""
    document, made, _changed = planted()
    twin = replace(document, id=new_id("d"), name="twin", text=document.text + " ")
    desk = make_desk(sample=False)
    path = tmp_path / "two.hashiya"
    first = [*gold()[1], *made]
    ids = {each.id: new_id("a") for each in first}
    second = [
        replace(
            each,
            id=ids[each.id],
            document=twin.id,
            arguments=tuple(
                replace(one, filler=ids[one.target]) if one.target else one
                for one in each.arguments
            ),
        )
        for each in first
    ]
    with make_project(path, gold_schema(), [(document, first), (twin, second)]):
        pass
    assert desk.session.open(path)
    QApplication.processEvents()
    return desk


def test_going_on_crosses_documents(two: Desk, qtbot: QtBot) -> None:
    desk = two
    compare(desk, qtbot)
    comparing = desk.session.comparing
    desk.press("1", "1", "1", "1")
    assert comparing.progress() == (5, 8, 4)
    assert desk.session.document is not None
    assert desk.session.document.name == "twin"
    assert desk.window.differences.hasFocus()
    desk.press("Backspace")
    assert desk.session.document.name != "twin"
    assert comparing.place is not None
    assert comparing.place.curated is not None


def test_whose_annotations_are_shown(desk: Desk, qtbot: QtBot, badr: Path) -> None:
    merge(desk, qtbot, badr)
    window, article = desk.window, desk.window.article
    names = {each.annotator for each in article.shown_annotations()}
    assert names == {FIRST, SECOND}
    assert window.status.shown_text() == ""
    desk.press("Ctrl+Shift+N")  # mine: none
    assert article.shown_annotations() == []
    assert "Mine" in window.status.shown_text()
    assert window.lists.annotations.model.rowCount() == 0
    assert "Annotators shown" in window.lists.annotations.emptiness()
    desk.press("Ctrl+Shift+N")
    assert {each.annotator for each in article.shown_annotations()} == {FIRST}
    desk.reopen()
    QApplication.processEvents()
    assert {each.annotator for each in article.shown_annotations()} == {FIRST}
    button = window.labels.button("quote", "direct") or window.labels.buttons()[0]
    counted = [
        each
        for each in desk.annotations()
        if each.annotator == FIRST and button.label and each.label == button.label.id
    ]
    assert str(len(counted)) in button.accessibleDescription()


def test_changing_another_annotators_annotation_is_told(desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.session.said.connect(said.append)
    one = next(each for each in desk.annotations("entity") if each.label == "LOC")
    desk.window.select_annotation(one.id)
    desk.window.article.setFocus()
    desk.press("3")
    assert "It stays an annotation of" in said[-1]
    assert FIRST in said[-1]
    changed = desk.session.annotation(one.id)
    assert changed is not None
    assert (changed.annotator, changed.label) == (FIRST, "GPE")


def document_named(desk: Desk, name: str) -> str:
    assert desk.session.project is not None
    return desk.session.project.find_document(name).id


def test_the_places_of_a_document_that_is_removed_are_none_any_more(
    two: Desk, qtbot: QtBot
) -> None:
    compare(two, qtbot)
    comparing, panel = two.session.comparing, two.window.differences
    two.session.remove_documents([document_named(two, "twin")])
    QApplication.processEvents()
    assert comparing.progress() == (1, 8, 4)
    two.session.undo()
    QApplication.processEvents()
    assert comparing.progress()[1:] == (8, 0)
    two.session.redo()
    QApplication.processEvents()
    panel.setFocus()
    comparing.return_to_place()
    two.press("1", "1", "1", "1")
    assert "All 8 places are settled." in panel.told.text()
    assert two.window.banner.isHidden()


def test_the_document_of_the_place_can_be_gone_back_to(two: Desk, qtbot: QtBot) -> None:
    compare(two, qtbot)
    assert two.session.document is not None
    here = two.session.document.id
    two.session.select_document(document_named(two, "twin"))
    panel = two.window.differences
    assert "Enter goes there" in panel.told.text()
    assert panel.rows() == []
    panel.setFocus()
    two.press("Return")
    assert two.session.document.id == here
    assert panel.rows()


def test_a_place_whose_versions_are_deleted_is_gone_on_from(two: Desk, qtbot: QtBot) -> None:
    compare(two, qtbot)
    place = two.session.comparing.place
    assert place is not None
    two.session.delete([each.id for each in place.annotations])
    QApplication.processEvents()
    assert two.session.comparing.place not in (None, place)
    assert two.window.differences.rows()


def test_a_version_that_is_changed_beyond_recognition_stays_the_one(
    desk: Desk, qtbot: QtBot, badr: Path
) -> None:
    merge(desk, qtbot, badr)
    compare(desk, qtbot)
    comparing = desk.session.comparing
    while comparing.place is not None and comparing.place.kinds != ("label",):
        desk.press("Space")
    desk.press("E")
    before = len(agreed(desk))
    copy = desk.session.annotation(desk.window.article.selected_annotation())
    assert copy is not None
    start = copy.spans[0].start
    desk.session.set_spans(copy.id, (Span(start, start + 4),))
    desk.session.relabel(copy.id, "NUM")
    assert comparing.progress()[2] == 1
    desk.press("F7", "1")
    assert len(agreed(desk)) == before
    assert "NUM" not in {each.label for each in agreed(desk)}
    desk.press("Ctrl+Z")
    assert [each.id for each in agreed(desk) if each.label == "NUM"] == [copy.id]


def test_what_is_selected_beside_the_queue_of_differences_is_seen(
    desk: Desk, qtbot: QtBot, badr: Path
) -> None:
    merge(desk, qtbot, badr)
    compare(desk, qtbot)
    article, shown = desk.window.article, desk.session.shown
    other = next(each for each in desk.annotations("entity") if not shown.shown.shows(each))
    desk.window.select_annotation(other.id)
    assert other.id in {each.id for each in article.shown_annotations()}
    desk.window.differences.setFocus()
    desk.press("Space")
    assert not shown.shown.shows(other)
