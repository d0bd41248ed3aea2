"""Everything in the article by keys alone: candidates, hint letters, incomplete annotations."""

from __future__ import annotations

from tests.e2e.conftest import Desk


def code_on(desk: Desk, words: str) -> str:
    """The letters over some words."""
    span = desk.span(words)
    badges = desk.window.article.hints.badges
    return next(each.code for each in badges if each.target.span == span)


def test_a_candidate_is_tagged_with_two_keys(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("عقد"))
    strokes = desk.strokes
    desk.press("K", "4")
    assert desk.labels("entity") == [("OCC", "الرئيس الروسي")]
    desk.press("K", "1")
    assert ("PERS", "فلاديمير بوتين") in desk.labels("entity")
    assert desk.strokes == strokes + 4
    desk.press("Shift+K")
    span = desk.window.article.selection()
    assert span is not None
    assert span.end <= desk.span("الرئيس الروسي").start


def test_a_role_is_filled_by_its_key_and_a_letter(desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "C")
    desk.press(*code_on(desk, "وأفادت"))
    desk.press("S")
    desk.press(*code_on(desk, "الرئاسة الروسية"))
    [quote] = desk.annotations("quote")
    assert dict(desk.fillers(quote)) == {"cue": "وأفادت", "speaker": "الرئاسة الروسية"}
    assert desk.window.labelling.filling is None
    assert desk.window.article.selected_annotation() == quote.id


def test_letters_come_before_labels_only_while_they_are_shown(desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "S", "Esc")
    assert desk.window.labelling.filling is None
    assert not desk.window.article.hints.active
    desk.window.select_annotation("")
    desk.press("J")
    assert desk.window.article.hints.active
    desk.press("Esc")
    assert not desk.window.article.hints.active
    desk.window.article.set_selection(desk.span("فلاديمير بوتين"))
    desk.press("1")
    assert desk.labels("entity") == [("PERS", "فلاديمير بوتين")]


def test_letters_are_not_shown_where_the_annotator_does_not_want_them(desk: Desk) -> None:
    desk.session.settings.set("article.hints_when_filling", False)
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W", "S")
    assert desk.window.labelling.filling is not None
    assert not desk.window.article.hints.active
    desk.press("J")
    assert desk.window.article.hints.active


def test_a_key_leads_to_the_next_incomplete_annotation(desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W")
    [quote] = desk.annotations("quote")
    desk.window.article.set_selection(desk.span("فلاديمير بوتين"))
    desk.press("1")
    assert desk.window.article.selected_annotation() != quote.id
    desk.press("I")
    assert desk.window.article.selected_annotation() == quote.id


def test_ctrl_and_the_arrows_go_from_paragraph_to_paragraph(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("عقد"))
    desk.press("Ctrl+Down")
    assert desk.selected_text() == "وأفادت"
    desk.press("Ctrl+Up")
    assert desk.selected_text() == "عقد"
