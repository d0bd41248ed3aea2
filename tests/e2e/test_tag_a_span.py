from __future__ import annotations

from tests.e2e.conftest import Desk


def test_drag_over_a_name_and_press_the_key_of_its_label(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    assert desk.selected_text() == "فلاديمير بوتين"
    desk.press("1")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]
    assert desk.strokes == 2


def test_double_click_a_word_and_click_the_label(desk: Desk) -> None:
    desk.double_click("الكرملين")
    button = desk.window.labels.button("entity", "ORG")
    assert button is not None
    button.click()
    assert desk.labels() == [("ORG", "الكرملين")]


def test_by_keys_alone(desk: Desk) -> None:
    desk.press("Down", "Down")
    chosen = desk.selected_text()
    assert chosen
    desk.press("Shift+Left", "4")
    [(label, covered)] = desk.labels()
    assert label == "OCC"
    assert covered.startswith(chosen)
    assert len(covered) > len(chosen)


def test_the_new_annotation_is_selected_and_told_everywhere(desk: Desk) -> None:
    desk.drag("شي جين بينج")
    desk.press("1")
    [made] = desk.annotations()
    assert desk.window.article.selected_annotation() == made.id
    assert desk.window.details.annotation_id() == made.id
    assert desk.window.status.message.text().startswith("Tagged “")
    assert "Ctrl+Z" in desk.window.status.message.text()
    assert desk.window.documents.model.summary(0).annotations == 1  # type: ignore[union-attr]


def test_annotations_nest(desk: Desk) -> None:
    desk.drag("الرئيس الروسي")
    desk.press("4")
    desk.double_click("الروسي", after="عقد")
    desk.press("5")
    assert desk.labels() == [("OCC", "الرئيس الروسي"), ("NORP", "الروسي")]


def test_a_digit_typed_into_a_field_is_text(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.window.documents.search.setFocus()
    desk.press("1")
    assert desk.window.documents.search.text() == "1"
    assert desk.labels() == []


def test_without_a_selection_it_is_said_what_is_missing(desk: Desk) -> None:
    desk.press("1")
    assert desk.labels() == []
    assert desk.window.status.message.text() == "Select words in the article first."


def test_no_window_flashes_up(flashes: list[str], desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "S", "Esc", "Tab", "Del", "Ctrl+Z")
    desk.session.settings.set("language", "ar")
    assert flashes == []
