"""A quote by proposal: Q at the quotation, what is wrong changed by a key each, Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.core.model import Annotation
from tests.e2e.conftest import Desk

SAID = (
    "ثمة أشخاص (من سكان منطقة كورسك) باتوا في سومي اليوم وأبرم اتفاق مع الصليب الأحمر"
    " والطرف الأوكراني لإجلائهم إلى روسيا عبر بيلاروسيا"
)
NAME = "تاتيانا موسكالكوفا"
WHOLE_NAME = "الوسيطة الروسية لحقوق الإنسان تاتيانا موسكالكوفا"
CUE = ("cue", "نقلت … عن … قولها")
REPORTER = ("reporter", "وكالتا ريا نوفستي وتاس")


def put_caret(desk: Desk, words: str) -> None:
    desk.window.select_annotation("")
    desk.window.article.put_caret(desk.span(words).start + 1)


def quote(desk: Desk) -> Annotation:
    [found] = desk.annotations("quote")
    return found


def choose(desk: Desk, words: str, after: str = "") -> None:
    """Type the hint letters over words."""
    span = desk.span(words, after)
    badges = desk.window.article.hints.badges
    code = next(each.code for each in badges if each.target.spans == (span,) and each.code)
    desk.press(*code)


def test_q_proposes_all_parts_and_writes_nothing_until_enter(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q")
    assert desk.window.proposal_bar.isVisible()
    assert desk.annotations() == []
    assert not desk.session.undo_name().startswith("Tag")
    desk.press("Return")
    assert desk.labels("quote") == [("direct", SAID)]
    assert desk.fillers(quote(desk)) == [CUE, ("speaker", WHOLE_NAME), REPORTER]
    assert not desk.window.proposal_bar.isVisible()
    assert desk.window.article.selected_annotation() == quote(desk).id
    desk.press("Ctrl+Z")
    assert desk.annotations() == []


def test_a_quote_whose_proposal_is_right_costs_two_keys(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    before = desk.strokes
    desk.press("Q", "Return")
    assert desk.strokes - before == 2
    assert desk.labels("quote") == [("direct", SAID)]


def test_the_speaker_and_the_cue_are_changed_by_a_key_and_a_letter(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q", "S")
    choose(desk, NAME)
    desk.press("C")
    choose(desk, "قولها")
    desk.press("Return")
    assert desk.fillers(quote(desk)) == [("cue", "قولها"), ("speaker", NAME), REPORTER]


def test_words_that_are_selected_fill_a_part_and_a_mention_fills_it_itself(desk: Desk) -> None:
    desk.drag(NAME)
    desk.press("1")
    put_caret(desk, "باتوا")
    desk.press("Q")
    desk.drag(NAME)
    desk.press("S", "Return")
    mention = desk.annotations("entity")[0]
    speaker = next(each for each in quote(desk).arguments if each.role == "speaker")
    assert speaker.target == mention.id


def test_a_mention_that_is_labelled_meanwhile_becomes_the_filler(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q")
    desk.drag(NAME)
    desk.press("S")
    desk.drag(NAME)
    desk.press("1", "Return")
    mention = desk.annotations("entity")[0]
    assert mention.id in [each.target for each in quote(desk).arguments]


def test_type_edges_and_content_change_by_keys(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q", "E", "]", "Return")
    [(label, text)] = desk.labels("quote")
    assert label == "mixed"
    assert text == SAID.removesuffix(" بيلاروسيا")


def test_what_the_text_does_not_name_is_implied_and_the_quote_complete(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q", "S", "Del", "Return")
    made = quote(desk)
    assert ("speaker_kind", "implied") in [(each.name, each.value) for each in made.attributes]
    assert [role for role, _ in desk.fillers(made)] == ["cue", "reporter"]


def test_escape_puts_the_proposal_away_and_the_same_key_then_labels_the_selection(
    desk: Desk,
) -> None:
    desk.drag(SAID)
    desk.press("Q")
    assert desk.annotations() == []
    desk.press("Esc")
    assert not desk.window.proposal_bar.isVisible()
    desk.drag(SAID)
    desk.press("Q")
    assert desk.labels("quote") == [("direct", SAID)]
    assert desk.fillers(quote(desk)) == []


def test_escape_first_ends_the_choice_of_a_part(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q", "S", "Esc")
    assert desk.window.proposing.draft is not None
    assert not desk.window.article.filling()
    desk.press("Return")
    assert desk.fillers(quote(desk))[1] == ("speaker", WHOLE_NAME)


def test_the_next_quote_is_proposed_wherever_one_is(desk: Desk) -> None:
    seen: list[str] = []
    for _ in range(4):
        desk.press("Shift+Q", "Return")
        seen = [text for _label, text in desk.labels("quote")]
    assert len(seen) == 4
    assert desk.session.project is not None
    assert desk.session.project.verify() == []


def test_a_labelled_quote_is_corrected_and_not_proposed_again(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q", "Return")
    put_caret(desk, "باتوا")
    desk.press("W")
    assert [label for label, _ in desk.labels("quote")] == ["indirect"]


def test_the_mouse_does_it_too(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q")
    buttons = desk.window.proposal_bar.buttons()
    mixed = next(each for each in buttons if "Mixed" in each.text())
    QTest.mouseClick(mixed, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    accept = next(
        each
        for each in desk.window.proposal_bar.buttons()
        if isinstance(each, QPushButton) and each.isDefault()
    )
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert desk.labels("quote") == [("mixed", SAID)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_bar_says_each_part_in_the_language_of_the_interface(
    make_desk: Callable[..., Desk], language: str
) -> None:
    desk = make_desk(language)
    put_caret(desk, "باتوا")
    desk.press("Q")
    told = " ".join(each.text() for each in desk.window.proposal_bar.buttons())
    assert ("القائل" in told) == (language == "ar")
    assert "نقلت" in told


def test_another_document_takes_the_proposal_away(desk: Desk) -> None:
    put_caret(desk, "باتوا")
    desk.press("Q")
    desk.session.select_document("")
    assert desk.window.proposing.draft is None
    assert not desk.window.proposal_bar.isVisible()
