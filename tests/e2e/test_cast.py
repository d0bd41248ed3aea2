"""The cast by keys alone: link, offer the others, new entry by typing, look, merge, split, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.model import Annotation, link_of
from annotator.ui.cast.cast_dialog import CastDialog
from annotator.ui.cast.others_dialog import OthersDialog
from annotator.ui.cast.plan_dialog import PlanDialog
from tests.e2e.conftest import Desk


def mention(desk: Desk, words: str, key: str, after: str = "") -> Annotation:
    """Tag words with a key; the mention is selected then."""
    desk.drag(words, after=after)
    desk.press(key)
    found = desk.session.annotation(desk.window.article.selected_annotation())
    assert found is not None
    return found


def names(desk: Desk) -> dict[str, str]:
    """What each linked text of the document is linked to, as the project file has it."""
    assert desk.session.project is not None
    return {
        desk.covered(each): desk.session.project.entry(link_of(each)).name
        for each in desk.annotations()
        if link_of(each)
    }


@pytest.fixture
def linked(desk: Desk) -> Desk:
    """A desk at which بوتين and لافروف are in the cast."""
    for words, key in (("فلاديمير بوتين", "1"), ("سيرجى لافروف", "1")):
        mention(desk, words, key)
        desk.press("Z", "Return")
    return desk


def test_two_keys_make_an_entry_of_a_name_and_undo_takes_it_back(desk: Desk) -> None:
    mention(desk, "فلاديمير بوتين", "1")
    before = desk.strokes
    desk.press("Z", "Return")
    assert desk.strokes - before == 2
    assert names(desk) == {"فلاديمير بوتين": "فلاديمير بوتين"}
    assert desk.session.cast.entries()[0].kind == "person"
    assert "Linked to" in desk.window.status.message.text()
    desk.press("Ctrl+Z")
    assert names(desk) == {}
    assert desk.session.cast.entries() == []
    desk.press("Ctrl+Shift+Z")
    assert desk.session.cast.count(desk.session.cast.entries()[0].id) == 1


def test_a_part_of_a_name_is_proposed_first_and_becomes_a_spelling(linked: Desk) -> None:
    mention(linked, "لافروف", "1", after="وبحسب")
    linked.press("Z", "Return")
    assert names(linked)["لافروف"] == "سيرجى لافروف"
    entry = next(each for each in linked.session.cast.entries() if "لافروف" in each.name)
    assert entry.spellings == ("لافروف",)


def test_an_office_is_linked_to_a_person_by_typing(linked: Desk) -> None:
    mention(linked, "الرئيس الروسي", "2")
    linked.press("Z")
    linked.type("فلاد")
    linked.press("Return")
    if (dialog := QApplication.activeModalWidget()) is not None:
        dialog.close()
    assert names(linked)["الرئيس الروسي"] == "فلاديمير بوتين"
    assert linked.session.cast.entry_of(linked.annotations("entity")[0]) is not None


def test_a_new_entry_gets_the_name_that_is_typed(desk: Desk) -> None:
    mention(desk, "شي جين بينج", "1")
    desk.press("Z")
    desk.type("شي جينبينغ")
    desk.press("Return")
    assert names(desk) == {"شي جين بينج": "شي جينبينغ"}
    assert desk.session.cast.entries()[0].spellings == ("شي جين بينج",)


def test_after_a_link_the_others_of_the_spelling_are_offered_in_one_step(desk: Desk) -> None:
    desk.drag("روسيا", after="بين")
    desk.press("3")
    desk.with_dialog(lambda: desk.press("X"), lambda _dialog: desk.press("Return"))
    desk.drag("روسيا", after="بين")
    desk.click("روسيا", after="بين")

    def take(dialog: OthersDialog) -> None:
        assert isinstance(dialog, OthersDialog)
        assert len(dialog.model.ticked()) == 5
        desk.press("Space", "Return")

    desk.press("Z")
    desk.with_dialog(lambda: desk.press("Return"), take)
    assert sum(bool(link_of(each)) for each in desk.annotations()) == 5
    desk.press("Ctrl+Z")
    assert sum(bool(link_of(each)) for each in desk.annotations()) == 1


def test_the_list_takes_a_link_away_and_so_does_the_details_panel(linked: Desk) -> None:
    linked.click("فلاديمير بوتين")
    linked.press("Z", "Down", "Down", "Return")
    assert "فلاديمير بوتين" not in names(linked)
    linked.press("Ctrl+Z")
    field = linked.window.details._page.link_field()
    assert field.button.text() == "فلاديمير بوتين"
    field.cross.click()
    assert "فلاديمير بوتين" not in names(linked)


def accept_preview(desk: Desk, told: list[tuple[int, int]]) -> None:
    """When the preview opens, note what it says moves, and press Enter."""
    watch = QTimer(interval=10, parent=desk.window)

    def act() -> None:
        plan = QApplication.activeModalWidget()
        if isinstance(plan, PlanDialog):
            watch.stop()
            told.append((plan.plan.documents, len(plan.plan.moving)))
            activate(plan)
            desk.press("Return")

    watch.timeout.connect(act)
    watch.start()


def activate(dialog: QWidget) -> None:
    """Give a dialog the focus, which the offscreen platform gives to nobody."""
    dialog.activateWindow()
    QApplication.processEvents()


def test_two_entries_are_merged_after_a_preview_by_keys(linked: Desk) -> None:
    told: list[tuple[int, int]] = []

    def merge(dialog: CastDialog) -> None:
        activate(dialog)
        linked.press("Tab", "Tab", "Home", "Shift+Down")
        assert len(dialog.entries.chosen()) == 2
        accept_preview(linked, told)
        dialog.merge.setFocus()
        linked.press("Space")

    linked.with_dialog(lambda: linked.press("Ctrl+Shift+C"), merge)
    assert told == [(1, 1)]
    assert len(linked.session.cast.entries()) == 1
    assert len(set(names(linked).values())) == 1
    linked.press("Ctrl+Z")
    assert len(linked.session.cast.entries()) == 2


def test_a_ticked_spelling_is_split_off_after_a_preview(linked: Desk) -> None:
    mention(linked, "لافروف", "1", after="وبحسب")
    linked.press("Z", "Return")
    told: list[tuple[int, int]] = []

    def split(dialog: CastDialog) -> None:
        activate(dialog)
        dialog.page.spellings.setFocus()
        linked.press("Home", "Down", "Space")
        assert dialog.page.ticked_spellings() == ["لافروف"]
        accept_preview(linked, told)
        dialog.split.setFocus()
        linked.press("Space")

    linked.with_dialog(lambda: linked.press("Ctrl+Shift+C"), split)
    assert told == [(1, 1)]
    assert names(linked)["لافروف"] == "لافروف"
    assert names(linked)["سيرجى لافروف"] == "سيرجى لافروف"
    linked.press("Ctrl+Z")
    assert names(linked)["لافروف"] == "سيرجى لافروف"


def test_enter_on_a_mention_goes_to_it(linked: Desk) -> None:
    linked.press("Esc", "Esc")

    def go(dialog: CastDialog) -> None:
        activate(dialog)
        linked.type("لافروف")
        assert [each.name for each in dialog.entries.shown()] == ["سيرجى لافروف"]
        dialog.page.mentions.setFocus()
        linked.press("Return")

    linked.with_dialog(lambda: linked.press("Ctrl+Shift+C"), go)
    chosen = linked.session.annotation(linked.window.article.selected_annotation())
    assert chosen is not None
    assert linked.covered(chosen) == "سيرجى لافروف"


def test_the_same_name_everywhere_takes_the_link_along(linked: Desk) -> None:
    mention(linked, "روسيا", "3", after="بين")
    linked.press("Z", "Return")
    linked.click("روسيا", after="بين")
    linked.with_dialog(lambda: linked.press("X"), lambda _dialog: linked.press("Return"))
    found = [each for each in linked.annotations() if linked.covered(each) == "روسيا"]
    assert len(found) == 6
    assert all(link_of(each) for each in found)
