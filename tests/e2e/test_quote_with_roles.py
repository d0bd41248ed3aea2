from __future__ import annotations

from tests.e2e.conftest import Desk

UNCLOSED = "مصالحة فورية، وترك خط التماس ثم التفكير فيما يجب القيام به"


def test_a_quote_whose_mark_never_closes_gets_cue_and_speaker(desk: Desk) -> None:
    desk.drag(UNCLOSED)
    assert desk.selected_text() == UNCLOSED
    desk.press("Q")
    desk.drag("لا يدعو")
    desk.press("C")
    desk.double_click("لافروف", after="دائمة.")
    desk.press("S")
    [quote] = desk.annotations("quote")
    assert quote.label == "direct"
    assert desk.covered(quote) == UNCLOSED
    assert [role for role, _text in desk.fillers(quote)] == ["cue", "speaker"]
    assert dict(desk.fillers(quote))["cue"] == "لا يدعو"
    assert dict(desk.fillers(quote))["speaker"] == "لافروف"


def test_a_role_waits_until_an_annotation_is_clicked(desk: Desk) -> None:
    desk.double_click("الكرملين")
    desk.press("2")
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "S")
    assert desk.window.labelling.filling is not None
    assert "Speaker" in desk.window.status.hint.text()
    desk.click("الكرملين")
    [quote] = desk.annotations("quote")
    [mention] = desk.annotations("entity")
    assert [(each.role, each.target) for each in quote.arguments] == [("speaker", mention.id)]
    assert desk.window.labelling.filling is None
    assert desk.window.article.selected_annotation() == quote.id


def test_selected_words_that_are_an_annotation_fill_the_role_as_it(desk: Desk) -> None:
    desk.double_click("الكرملين")
    desk.press("2")
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W")
    desk.double_click("الكرملين")
    desk.press("S")
    [quote] = desk.annotations("quote")
    [mention] = desk.annotations("entity")
    assert [each.target for each in quote.arguments] == [mention.id]


def test_a_mention_is_tagged_inside_the_speaker_of_a_quote(desk: Desk) -> None:
    """ "الكرملين" is an ORG inside the speaker الرئاسة الروسية "الكرملين"."""
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W")
    desk.drag('الرئاسة الروسية "الكرملين')
    desk.press("S")
    desk.double_click("الكرملين")
    desk.press("2")
    [quote] = desk.annotations("quote")
    assert dict(desk.fillers(quote))["speaker"].startswith("الرئاسة الروسية")
    assert desk.labels("entity") == [("ORG", "الكرملين")]


def test_escape_ends_the_waiting_and_keeps_the_selection_of_the_quote(desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "S", "Esc")
    assert desk.window.labelling.filling is None
    [quote] = desk.annotations("quote")
    assert quote.arguments == ()
    assert desk.window.article.selected_annotation() == quote.id


def test_roles_are_filled_one_after_the_other_by_clicks(desk: Desk) -> None:
    """A click beside every annotation while a role waits does not lose the quote."""
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "C")
    desk.click("وأفادت")
    desk.double_click("وأفادت")
    desk.press("S")
    desk.drag("الرئاسة الروسية")
    [quote] = desk.annotations("quote")
    assert dict(desk.fillers(quote)) == {"cue": "وأفادت", "speaker": "الرئاسة الروسية"}
    assert desk.window.article.selected_annotation() == quote.id
