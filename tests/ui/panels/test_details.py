from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.core.text import Span, Spans
from annotator.ui.label_picker import LabelPicker
from annotator.ui.panels.annotation_page import AnnotationPage
from annotator.ui.panels.choices import LineField, Segments
from annotator.ui.panels.context_text import surroundings
from annotator.ui.panels.details import DetailsPanel
from annotator.ui.panels.facts import facts
from annotator.ui.panels.role_row import Chip
from annotator.ui.theme import Theme
from tests.ui.conftest import type_text

Tag = Callable[..., str]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme) -> LabelPicker:
    picker = LabelPicker(theme)
    qtbot.addWidget(picker)
    return picker


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme, picker: LabelPicker) -> DetailsPanel:
    panel = DetailsPanel(session, theme, picker)
    qtbot.addWidget(panel)
    panel.resize(340, 1200)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def page(panel: DetailsPanel) -> AnnotationPage:
    return panel.findChildren(AnnotationPage)[0]


def buttons(chip: Chip) -> list[QPushButton]:
    return chip.findChildren(QPushButton)


def test_with_nothing_selected_it_tells_the_next_step(panel: DetailsPanel) -> None:
    assert panel._hint.isVisible()
    assert not page(panel).isVisible()


def test_the_label_is_corrected_from_the_list(
    qtbot: QtBot, panel: DetailsPanel, picker: LabelPicker, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "الكرملين")
    panel.show_annotation(person)
    button = page(panel).label_button()
    assert button.accessibleName() == "Label: Person (Entities)"
    qtbot.mouseClick(button, LEFT)
    assert picker.isVisible()
    type_text(None, "org")
    qtbot.keyClick(QApplication.focusWidget() or picker, Qt.Key.Key_Return)
    found = session.annotation(person)
    assert found is not None
    assert found.label == "ORG"
    assert "Organisation" in button.accessibleName()


def test_the_context_marks_the_annotation_and_its_offsets_stay_latin(
    panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "فلاديمير بوتين")
    panel.show_annotation(person)
    assert page(panel)._context.accessibleName() == "فلاديمير بوتين"
    assert "\u206686–100\u2069" in page(panel)._offsets.text()


def test_a_filler_is_shown_and_taken_out(
    qtbot: QtBot,
    panel: DetailsPanel,
    session: Session,
    tag: Tag,
    spans_of: Callable[[str], Spans],
) -> None:
    person = tag("entity", "PERS", "لافروف")
    cue = spans_of("قال لافروف")
    quote = tag(
        "quote", "direct", "بوضوح إننا مستعدون", Argument("cue", cue), Argument("speaker", person)
    )
    panel.show_annotation(quote)
    (speaker,) = page(panel).role_row("speaker").chips()
    assert buttons(speaker)[0].accessibleName() == "Speaker: لافروف (Person)"
    with qtbot.waitSignal(panel.annotation_chosen) as chosen:
        qtbot.mouseClick(buttons(speaker)[0], LEFT)
    assert chosen.args == [person]
    (said,) = page(panel).role_row("cue").chips()
    with qtbot.waitSignal(panel.spans_chosen) as shown:
        qtbot.mouseClick(buttons(said)[0], LEFT)
    assert shown.args == [cue]
    qtbot.mouseClick(said._cross, LEFT)
    found = session.annotation(quote)
    assert found is not None
    assert [each.role for each in found.arguments] == ["speaker"]
    assert page(panel).role_row("cue").chips() == []
    assert page(panel).role_row("cue")._missing.isVisible()
    assert "“Cue” is missing." in page(panel).warnings()


def test_delete_takes_a_filler_out_by_key(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    quote = tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    panel.show_annotation(quote)
    (chip,) = page(panel).role_row("speaker").chips()
    qtbot.keyClick(buttons(chip)[0], Qt.Key.Key_Delete)
    found = session.annotation(quote)
    assert found is not None
    assert found.arguments == ()


def test_a_role_asks_to_be_filled(qtbot: QtBot, panel: DetailsPanel, tag: Tag) -> None:
    panel.show_annotation(tag("quote", "direct", "بوضوح إننا مستعدون"))
    row = page(panel).role_row("speaker")
    with qtbot.waitSignal(panel.fill_requested) as asked:
        qtbot.mouseClick(row.add_button(), LEFT)
    assert asked.args == ["speaker"]
    assert not row.add_button().isChecked()
    panel.set_filling("speaker")
    assert row.add_button().isChecked()
    assert row._filling.isVisible()
    panel.set_filling("")
    assert not row._filling.isVisible()


def test_values_are_chosen_by_button_and_from_a_list(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    event = tag("event", "Contact.Meet", "للحوار")
    panel.show_annotation(event)
    polarity = page(panel).attribute_field("polarity").findChild(Segments)
    assert isinstance(polarity, Segments)
    assert polarity.value() == "positive"  # what having none means
    qtbot.mouseClick(polarity.button("negative"), LEFT)
    modality = page(panel).attribute_field("modality").findChild(QComboBox)
    assert isinstance(modality, QComboBox)
    modality.setFocus()
    qtbot.keyClick(modality, Qt.Key.Key_Down)
    found = session.annotation(event)
    assert found is not None
    assert found.attribute("polarity") == "negative"
    assert found.attribute("modality") == "planned"
    session.undo()
    session.undo()
    assert polarity.value() == "positive"
    assert modality.currentData() == "asserted"


def test_a_free_text_is_kept_on_enter_and_when_it_is_left(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "ORG", "سبوتنك")
    panel.show_annotation(person)
    field = page(panel).attribute_field("canonical").findChild(LineField)
    assert isinstance(field, LineField)
    field.setFocus()
    type_text(field, "سبوتنيك")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    found = session.annotation(person)
    assert found is not None
    assert found.attribute("canonical") == "سبوتنيك"
    field.clear()
    type_text(field, "وكالة")
    page(panel).note_field().setFocus()
    found = session.annotation(person)
    assert found is not None
    assert found.attribute("canonical") == "وكالة"


def test_a_note_is_kept_when_another_annotation_is_selected(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    first, second = tag("entity", "PERS", "لافروف"), tag("entity", "PERS", "فلاديمير بوتين")
    panel.show_annotation(first)
    panel.edit_note()
    type_text(page(panel).note_field(), "وزير")
    panel.show_annotation(second)
    notes = {each.id: each.note for each in session.annotations()}
    assert notes == {first: "وزير", second: ""}
    assert page(panel).note_field().toPlainText() == ""


def test_signed_remarks_are_shown_as_a_thread(
    session: Session, panel: DetailsPanel, tag: Tag
) -> None:
    annotation = tag("entity", "PERS", "بوتين")
    panel.show_annotation(annotation)
    assert page(panel).remarks_text() == ""
    session.set_note(annotation, "huda, 2026-11-28: the president?\nsana, 2026-11-29: yes")
    panel.show_annotation(annotation)
    told = [line for line in page(panel).remarks_text().splitlines() if line]
    plain = [line.replace("\u2068", "").replace("\u2069", "") for line in told]
    assert plain == [
        "huda, 28 November 2026: the president?",
        "sana, 29 November 2026: yes",
    ]


def test_ctrl_enter_keeps_a_note_and_escape_gives_it_up(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    panel.show_annotation(person)
    note = page(panel).note_field()
    note.setFocus()
    type_text(note, "نعم")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_text(note, "لا")
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note.toPlainText() == "نعم"
    found = session.annotation(person)
    assert found is not None
    assert found.note == "نعم"


def test_what_is_being_written_survives_a_change_elsewhere(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    panel.show_annotation(person)
    note = page(panel).note_field()
    note.setFocus()
    type_text(note, "وزير الخ")
    session.relabel(person, "ORG")
    type_text(note, "ارجية")
    assert note.toPlainText() == "وزير الخارجية"


def test_the_review_is_set_and_undone(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    panel.show_annotation(person)
    review = page(panel).review_field()
    qtbot.mouseClick(review.button("rejected"), LEFT)
    found = session.annotation(person)
    assert found is not None
    assert found.review == "rejected"
    session.undo()
    assert review.value() == "unreviewed"


def test_what_shares_the_place_and_what_refers_to_it_is_one_click_away(
    qtbot: QtBot, panel: DetailsPanel, tag: Tag
) -> None:
    office = tag("entity", "OCC", "الرئيس الروسي")
    inner = tag("entity", "PERS", "الرئيس الروسي، فلاديمير")
    event = tag("event", "Contact.Meet", "للحوار", Argument("participant", office))
    panel.show_annotation(office)
    chosen: list[str] = []
    panel.annotation_chosen.connect(chosen.append)
    for button in page(panel)._neighbours.findChildren(QPushButton):
        qtbot.mouseClick(button, LEFT)
    assert sorted(chosen) == sorted([inner, event])


def test_the_history_tells_what_happened_to_this_annotation_alone(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    tag("entity", "PERS", "فلاديمير بوتين")
    session.relabel(person, "ORG")
    session.undo()
    panel.show_annotation(person)
    history = page(panel).history()
    assert history.text() == ""
    qtbot.mouseClick(history.button(), LEFT)
    lines = history.text().split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("Undone: ")
    assert "Tag as" in lines[2]
    assert all("Layla" in line for line in lines)


def test_a_line_of_its_history_opens_that_change(
    qtbot: QtBot, panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    session.relabel(person, "ORG")
    panel.show_annotation(person)
    history = page(panel).history()
    qtbot.mouseClick(history.button(), LEFT)
    asked: list[int] = []
    panel.history_requested.connect(asked.append)
    history._list.setFocus()
    for _line in range(2):
        qtbot.keyClick(history._list, Qt.Key.Key_Tab)
    qtbot.keyClick(history._list, Qt.Key.Key_Return)
    assert asked == [2]


def test_a_read_only_project_offers_nothing_to_change(
    qtbot: QtBot, session: Session, theme: Theme, picker: LabelPicker, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    quote = tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    assert session.project is not None
    path = session.project.path
    session.close()
    assert session.open(path, read_only=True)
    panel = DetailsPanel(session, theme, picker)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_annotation(quote)
    assert not page(panel).label_button().isEnabled()
    assert page(panel).note_field().isReadOnly()
    row = page(panel).role_row("speaker")
    assert not row.add_button().isVisible()
    assert not row.chips()[0]._cross.isVisible()


def test_an_undone_annotation_leaves_the_panel_empty(
    panel: DetailsPanel, session: Session, tag: Tag
) -> None:
    panel.show_annotation(tag("entity", "PERS", "لافروف"))
    session.undo()
    assert panel._hint.isVisible()
    session.redo()
    assert page(panel).isVisible()  # it is the selected one still


def test_facts_name_the_confidence_only_where_there_is_doubt(session: Session, tag: Tag) -> None:
    person = session.annotation(tag("entity", "PERS", "لافروف"))
    assert person is not None
    assert "Confidence" not in facts(person)
    assert "Confidence 40%" in facts(replace(person, confidence=0.4))


def test_the_context_ends_with_words_or_the_paragraph() -> None:
    text = "أول\n" + "كلمة " * 40 + "هنا" + " أخرى" * 40 + "\nآخر"
    start = text.index("هنا")
    piece, marked = surroundings(text, (Span(start, start + 3),))
    assert marked[0].text_in(piece) == "هنا"
    assert piece.startswith("… كلمة")
    assert piece.endswith("أخرى …")
    assert "أول" not in piece
    whole, (span,) = surroundings("قال زيد", (Span(4, 7),))
    assert (whole, span) == ("قال زيد", Span(4, 7))
