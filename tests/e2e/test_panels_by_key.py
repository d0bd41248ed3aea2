"""The panels of quotes and events, attributes, parts and relations, at the real window by key."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from annotator.core.model import Annotation, Argument
from annotator.ui.panels.frame_model import ID_ROLE
from tests.e2e.conftest import Desk
from tests.ui.conftest import made

SAID = "ثمة أشخاص (من سكان منطقة كورسك) باتوا في سومي اليوم"
PRESIDENT = "الرئيس الروسي"


def tag(desk: Desk, layer: str, label: str, words: str, *arguments: Argument) -> str:
    spans = (desk.span(words),) if words else ()
    return made(desk.session.tag(layer, label, spans, arguments))


def one(desk: Desk, annotation_id: str) -> Annotation:
    return next(each for each in desk.annotations() if each.id == annotation_id)


def select(desk: Desk, words: str, after: str = "") -> None:
    desk.window.article.set_selection(desk.span(words, after))


def letters(desk: Desk, words: str) -> str:
    """The hint letters over words."""
    span = desk.span(words)
    badges = desk.window.article.hints.badges
    return next(each.code for each in badges if each.target.spans == (span,) and each.code)


def test_an_incomplete_quote_is_found_in_the_list_and_completed(desk: Desk) -> None:
    whole = tag(desk, "quote", "direct", "بشكل خاص أن العلاقة")
    cue = (desk.span("أكدا"),)
    desk.session.add_argument(whole, "cue", cue)
    desk.session.set_attribute(whole, "speaker_kind", "implied")
    lacking = tag(desk, "quote", "direct", SAID)
    speaker = tag(desk, "entity", "PERS", "تاتيانا موسكالكوفا")
    desk.press("Alt+6")
    quotes = desk.window.lists.quotes
    assert quotes.list.hasFocus()
    assert quotes.model.groups() == [lacking, whole]  # though it stands later in the text
    row = quotes.model.index_of(lacking).data()
    assert "“Speaker” is missing." in row
    desk.press("Home", "Return")
    assert desk.window.article.hasFocus()
    assert desk.window.article.selected_annotation() == lacking
    desk.press("S")
    desk.press(*letters(desk, "تاتيانا موسكالكوفا"))
    select(desk, "قولها")
    desk.press("C")
    assert dict(desk.fillers(one(desk, lacking))) == {
        "speaker": "تاتيانا موسكالكوفا",
        "cue": "قولها",
    }
    assert quotes.model.lacking() == 0
    assert quotes.model.groups() == [whole, lacking]
    assert one(desk, lacking).arguments[0].target == speaker


def test_a_required_role_is_filled_from_the_table_of_an_event(desk: Desk) -> None:
    tag(desk, "entity", "PERS", "فلاديمير بوتين")
    event = tag(desk, "event", "Contact.Call", "مباحثات هاتفية")
    desk.window.select_annotation(event)
    desk.press("Alt+7")
    table = desk.window.lists.events.roles
    assert table.isVisible()
    empty = next(at for at, line in enumerate(table.roles.lines) if line.missing)
    assert "still empty, and required" in table.roles.index(empty, 0).data()
    table.setFocus()
    table.choose_row(table.roles.index(empty, 0))
    desk.press("Return")
    assert desk.window.labelling.filling is not None
    desk.press(*letters(desk, "فلاديمير بوتين"))
    assert desk.fillers(one(desk, event)) == [("participant", "فلاديمير بوتين")]
    assert not any(line.missing for line in table.roles.lines)


def test_going_to_a_filler_of_an_event_keeps_its_table(desk: Desk) -> None:
    person = tag(desk, "entity", "PERS", "فلاديمير بوتين")
    event = tag(desk, "event", "Contact.Call", "مباحثات هاتفية", Argument("participant", person))
    desk.window.select_annotation(event)
    desk.press("Alt+7")
    table = desk.window.lists.events.roles
    table.setFocus()
    table.choose_row(table.roles.index(0, 0))
    desk.press("Return")
    assert desk.window.article.selected_annotation() == person
    assert table.roles.shown == event


def test_the_key_of_a_list_goes_there_and_back(desk: Desk) -> None:
    tag(desk, "quote", "direct", SAID)
    desk.press("Alt+6")
    assert desk.window.lists.quotes.list.hasFocus()
    desk.press("Alt+6")
    assert desk.window.article.hasFocus()
    assert desk.session.settings.text("panels.list") == "quotes"
    desk.press("Alt+5")
    assert desk.window.lists.annotations.list.hasFocus()


def test_a_list_that_is_hidden_is_brought_back_by_its_key(desk: Desk) -> None:
    tag(desk, "quote", "direct", SAID)
    desk.press("Alt+2")
    assert not desk.window.lists.isVisible()
    desk.press("Alt+6")
    assert desk.window.lists.quotes.list.hasFocus()
    desk.press("F11", "Alt+6")
    assert not desk.window.reading
    assert desk.window.lists.quotes.list.hasFocus()


def test_polarity_becomes_negative_by_two_keys(desk: Desk) -> None:
    event = tag(desk, "event", "Contact.Call", "مباحثات هاتفية")
    desk.window.select_annotation(event)
    desk.press(";", "A")
    assert one(desk, event).attribute("polarity") == "negative"
    desk.press("S", "3")
    assert one(desk, event).attribute("modality") == "possible"
    desk.press("Esc")
    assert not desk.window.attributes.isVisible()
    assert desk.window.article.selected_annotation() == event


def test_a_free_attribute_is_written_and_the_keys_come_back(desk: Desk) -> None:
    person = tag(desk, "entity", "PERS", "فلاديمير بوتين")
    desk.window.select_annotation(person)
    desk.press(";", "A")
    desk.type("بوتين")
    desk.press("Return")
    assert one(desk, person).attribute("canonical") == "بوتين"
    assert desk.window.article.hasFocus()


def test_the_attributes_follow_from_one_annotation_to_the_next(desk: Desk) -> None:
    first = tag(desk, "event", "Contact.Call", "مباحثات هاتفية")
    second = tag(desk, "event", "Contact.Meet", "للحوار")
    desk.window.select_annotation(first)
    desk.press(";", "A", "Tab", "A")
    assert [one(desk, each).attribute("polarity") for each in (first, second)] == ["negative"] * 2
    desk.press("Esc")
    select(desk, "الكرملين")
    desk.press("2")
    assert desk.labels("entity") == [("ORG", "الكرملين")]


def test_a_cue_in_three_parts_is_one_filler(desk: Desk) -> None:
    quote = tag(desk, "quote", "direct", SAID)
    desk.window.select_annotation(quote)
    select(desk, "ونقلت")
    desk.press("C")
    desk.window.article.set_selection(desk.span("عن", after="وتاس"))
    desk.press("Shift+C")
    select(desk, "قولها")
    desk.press("Shift+C")
    assert desk.fillers(one(desk, quote)) == [("cue", "ونقلت … عن … قولها")]
    assert "ونقلت … عن … قولها" in desk.window.lists.annotations.model.index(1, 0).data()
    desk.window.article.set_selection(desk.span("عن", after="وتاس"))
    desk.press("Shift+Y")
    assert desk.fillers(one(desk, quote)) == [("cue", "ونقلت … قولها")]


def test_words_are_added_to_a_trigger_and_taken_out_again(desk: Desk) -> None:
    event = tag(desk, "event", "Contact.Call", "مباحثات هاتفية")
    desk.window.select_annotation(event)
    select(desk, "تبادلا")
    desk.press("Y")
    assert desk.covered(one(desk, event)) == "مباحثات هاتفية … تبادلا"
    select(desk, "هاتفية")
    desk.press("Shift+Y")
    assert desk.covered(one(desk, event)) == "مباحثات … تبادلا"
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.covered(one(desk, event)) == "مباحثات هاتفية"
    select(desk, "مباحثات هاتفية")
    desk.press("Shift+Y")
    assert "Nothing would be left" in desk.window.status.message.text()
    assert desk.covered(one(desk, event)) == "مباحثات هاتفية"


def test_a_relation_is_made_turned_round_and_deleted_by_key(desk: Desk) -> None:
    office = tag(desk, "entity", "OCC", PRESIDENT)
    person = tag(desk, "entity", "PERS", "فلاديمير بوتين")
    desk.window.select_annotation(person)
    desk.press("R")
    model = desk.window.picker.model
    rows = (model.label_at(row) for row in range(model.rowCount()))
    names = [each.name.en for each in rows if each]
    assert names == [
        "Same as", "Holds office", "Member of", "Located in",
        "Part of (does not fit)", "Causes (does not fit)",
    ]  # fmt: skip
    desk.type("holds")
    desk.press("Return")
    desk.press(*letters(desk, PRESIDENT))
    [relation] = desk.annotations("relation")
    assert [each.target for each in relation.arguments] == [person, office]
    assert desk.window.article.selected_annotation() == relation.id
    desk.press("Shift+R")
    [turned] = desk.annotations("relation")
    assert [(each.role, each.target) for each in turned.arguments] == [
        ("from", office),
        ("to", person),
    ]
    assert "does not fit" in desk.window.status.message.text()
    desk.press("Del")
    assert desk.annotations("relation") == []


def test_a_filler_that_does_not_fit_is_taken_with_a_warning(desk: Desk) -> None:
    date = tag(desk, "entity", "DATE", "اليوم الاثنين")
    quote = tag(desk, "quote", "direct", SAID)
    desk.window.select_annotation(quote)
    desk.press("S", "Space")
    desk.window.article.choose(date)
    assert [each.target for each in one(desk, quote).arguments] == [date]
    told = desk.window.status.message.text()
    assert told.startswith("Warning: “Date or time” does not fit “Speaker”")
    from annotator.ui.panels.annotation_page import AnnotationPage

    [page] = desk.window.details.findChildren(AnnotationPage)
    assert "does not fit “Speaker”" in page.warnings()


def test_typing_in_the_search_of_the_quotes_labels_nothing(desk: Desk) -> None:
    tag(desk, "quote", "direct", SAID)
    desk.press("Alt+6")
    quotes = desk.window.lists.quotes
    quotes.search.setFocus()
    QApplication.processEvents()
    desk.type("سومى")
    assert quotes.model.rowCount() == 1
    assert len(desk.annotations()) == 1
    assert quotes.model.index(0, 0).data(ID_ROLE) == desk.annotations()[0].id
