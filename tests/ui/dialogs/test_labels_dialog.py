"""The dialog that changes labels: what it shows while it is filled in, and what it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.ui.dialogs.labels_dialog import LabelsDialog
from annotator.ui.dialogs.operation_form import DELETE, MERGE, MOVE, SORT, SPLIT
from annotator.ui.dialogs.places_model import ROW_ROLE, Heading, Row
from annotator.ui.dialogs.queue_dialog import QueueDialog
from annotator.ui.theme import Theme

Tag = Callable[..., str]
Open = Callable[..., LabelsDialog]


@pytest.fixture
def open_dialog(session: Session, theme: Theme, qtbot: QtBot) -> Open:
    def make(layer: str = "entity", label: str = "GPE") -> LabelsDialog:
        dialog = LabelsDialog(session, theme, (layer, label))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def rows(dialog: LabelsDialog | QueueDialog) -> list[Row | Heading]:
    model = dialog.list.model
    return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]


def notes(dialog: LabelsDialog | QueueDialog) -> list[tuple[str, str]]:
    return [(row.place.text, row.note) for row in rows(dialog) if isinstance(row, Row)]


def press(dialog: LabelsDialog, kind: str) -> None:
    QTest.mouseClick(dialog.form.what.button(kind), Qt.MouseButton.LeftButton)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def labels(session: Session) -> list[str]:
    return [each.label for each in session.annotations()]


def test_a_new_code_is_previewed_while_it_is_typed_and_then_given(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    tag("entity", "GPE", "روسيا")
    tag("entity", "GPE", "الصين")
    dialog = open_dialog()
    assert not dialog.button.isEnabled()
    qtbot.waitUntil(lambda: "Type the code" in dialog.summary.text())
    QTest.keyClicks(dialog.form.code, "STATE")
    qtbot.waitUntil(dialog.button.isEnabled)
    assert plain(dialog.summary.text()) == (
        "2 annotations become Geopolitical entity (STATE), in 1 document."
    )
    assert [text for text, _note in notes(dialog)] == ["الصين", "روسيا"]
    assert dialog.button.text() == "Change 2 annotations"
    with qtbot.waitSignal(session.said) as said:
        dialog.button.click()
    assert plain(said.args[0]) == (
        "The label GPE is STATE now, in 2 annotations. Ctrl+Z undoes it."
    )
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert labels(session) == ["STATE", "STATE"]
    session.undo()
    assert labels(session) == ["GPE", "GPE"]


def test_what_cannot_be_done_is_said_in_words_and_the_button_rests(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    tag("entity", "GPE", "روسيا")
    dialog = open_dialog()
    QTest.keyClicks(dialog.form.code, "ORG")
    qtbot.waitUntil(lambda: "has a label “ORG” already" in dialog.error_text())
    assert not dialog.button.isEnabled()
    QTest.keyClicks(dialog.form.code, "S")
    qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.error_text() == ""


def test_merging_and_deleting_say_what_becomes_of_each(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    speaker = tag("entity", "GPE", "روسيا")
    tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", speaker))
    dialog = open_dialog()
    press(dialog, MERGE)
    dialog.form.into.choose(("entity", "ORG"))
    qtbot.waitUntil(lambda: notes(dialog) == [("روسيا", "Organisation")])
    press(dialog, DELETE)
    qtbot.waitUntil(lambda: notes(dialog) == [("روسيا", "is deleted")])
    assert "keep the bare text there: 1" in dialog.notes.text()
    dialog.form.instead.choose(("entity", "LOC"))
    qtbot.waitUntil(lambda: notes(dialog) == [("روسيا", "Location")])
    with qtbot.waitSignal(session.changed):
        dialog.button.click()
    assert "LOC" in labels(session)
    assert session.schema is not None
    assert session.schema.resolve("entity", "GPE") == session.schema.label("entity", "LOC")


def test_several_labels_are_merged_at_once(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    for label, words in (("GPE", "روسيا"), ("LOC", "الصين"), ("ORG", "الكرملين")):
        tag("entity", label, words)
    dialog = open_dialog()
    press(dialog, MERGE)
    dialog.form.into.choose(("entity", "ORG"))
    items = [dialog.form.also.item(row) for row in range(dialog.form.also.count())]
    loc = next(each for each in items if "LOC" in each.text())
    dialog.form.also.setCurrentItem(loc)
    QTest.keyClick(dialog.form.also, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.button.text() == "Change 2 annotations")
    with qtbot.waitSignal(session.changed):
        dialog.button.click()
    assert labels(session) == ["ORG", "ORG", "ORG"]


def test_a_label_moves_to_a_layer_of_its_kind(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    tag("entity", "GPE", "روسيا")
    dialog = open_dialog()
    press(dialog, MOVE)
    layers = [dialog.form.layer.itemData(row) for row in range(dialog.form.layer.count())]
    assert layers == ["quote", "event"]
    assert dialog.form.code.text() == "GPE"
    dialog.form.layer.setCurrentIndex(1)
    qtbot.waitUntil(dialog.button.isEnabled)
    with qtbot.waitSignal(session.changed):
        dialog.button.click()
    assert session.annotations()[0].layer == "event"


def test_a_split_by_an_attribute_makes_the_label_that_is_typed(
    session: Session, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    tag("entity", "DATE", "اليوم")
    session.set_attribute(tag("entity", "DATE", "الاثنين"), "kind", "time")
    dialog = open_dialog(label="DATE")
    press(dialog, SPLIT)
    assert not dialog.button.isEnabled()
    boxes = {value: box for value, _names, box in dialog.form._values}
    boxes["time"].setEditText("CLOCK")
    qtbot.waitUntil(dialog.button.isEnabled)
    with qtbot.waitSignal(session.changed):
        dialog.button.click()
    assert sorted(labels(session)) == ["CLOCK", "DATE"]
    assert session.schema is not None
    assert session.schema.label("entity", "CLOCK").name.en == "Time of day"


def test_in_the_queue_a_digit_gives_a_label_and_goes_on_and_back(
    session: Session, theme: Theme, tag: Tag, open_dialog: Open, qtbot: QtBot
) -> None:
    places = [tag("entity", "GPE", words) for words in ("روسيا", "الصين", "سومي")]
    dialog = open_dialog()
    press(dialog, SORT)
    QTest.keyClicks(dialog.form.targets, "CITY, LOC")
    qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog._preview is not None
    queue = QueueDialog(
        dialog.list.found(),
        lambda _offset: [],
        [("entity", "GPE"), ("entity", "CITY"), ("entity", "LOC")],
        dialog._preview.plan.schema,
        theme,
    )
    qtbot.addWidget(queue)
    queue.show()
    assert [plain(each.text()) for each in queue.keys] == [
        "1  Geopolitical entity",
        "2  CITY",
        "3  Location",
    ]
    view = queue.list.view
    assert not queue.apply.isEnabled()
    assert session.document is not None
    first, second, third = (each.id for each in session.annotations())
    assert sorted((first, second, third)) == sorted(places)
    here = session.document.id
    QTest.keyClick(view, Qt.Key.Key_2)
    QTest.keyClick(view, Qt.Key.Key_3)
    assert queue.choices() == ((here, first, "CITY"), (here, second, "LOC"))
    assert [note for _text, note in notes(queue)] == ["CITY", "Location", "Geopolitical entity"]
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_1)  # it keeps its label after all
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_2)
    assert queue.choices() == ((here, second, "LOC"), (here, third, "CITY"))
    assert queue.summary.text() == "2 annotations get another label"
