"""The schema changes while an annotator is at work: the window follows without being reopened."""

from __future__ import annotations

from tests.e2e.conftest import Desk


def edited(desk: Desk) -> str:
    """A person is called a human being and has the key 2, an organisation the key 1."""
    assert desk.session.schema is not None
    return (
        desk.session.schema.source.replace('en = "Person" }', 'en = "Human being" }', 1)
        .replace('key = "1"', 'key = "!"', 1)
        .replace('key = "2"', 'key = "1"', 1)
        .replace('key = "!"', 'key = "2"', 1)
    )


def names(desk: Desk) -> list[str]:
    return [each.text() for each in desk.window.labels.buttons()]


def test_strip_details_menus_and_keys_follow_the_schema_and_its_undo(desk: Desk) -> None:
    window = desk.window
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    before = names(desk)
    chosen = window.article.selected_annotation()
    assert chosen
    desk.session.schema_editing.set_schema(edited(desk))
    assert any("Human being" in each for each in names(desk))
    assert window.article.selected_annotation() == chosen
    assert window.details.annotation_id() == chosen
    desk.press("Escape")
    desk.drag("الكرملين")
    desk.press("2")
    assert desk.labels() == [("PERS", "فلاديمير بوتين"), ("PERS", "الكرملين")]
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert names(desk) == before
    desk.drag("الكرملين")
    desk.press("2")
    assert ("ORG", "الكرملين") in desk.labels()
