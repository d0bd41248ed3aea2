"""The parts of the tasks: where each begins, what the hands do, and what is to be there then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.ui.dialogs.everywhere_dialog import EverywhereDialog
from benchmarks.tasks.hands import Hands

Step = Callable[[Hands], object]

NAME = "الرئيس الروسي"
AGENCY = "وكالة أنباء سبوتنيك"
AGENCY_WHOLE = "وكالة أنباء سبوتنيك الروسية"
COUNTRY = "روسيا"
SAID = (
    "ثمة أشخاص (من سكان منطقة كورسك) باتوا في سومي اليوم وأبرم اتفاق مع الصليب الأحمر"
    " والطرف الأوكراني لإجلائهم إلى روسيا عبر بيلاروسيا"
)
IN_SAID = "باتوا"
SPEAKER = "تاتيانا موسكالكوفا"
CUE = "قولها"
TRIGGER = "توافق"
NOT_ON_TOP = "Diplomacy.Negotiate"
ONE, OTHER, PLACE = "روسي", "أوكراني", "منطقة كورسك"
HEADLINE = f"{TRIGGER} {ONE} {OTHER}"
ROLES = (("P", ONE, TRIGGER), ("P", OTHER, f"{TRIGGER} {ONE}"), ("L", PLACE, HEADLINE))
"""The keys of the event's roles, what fills them, and after what that stands."""


# Where a task begins


def caret_before(hands: Hands, words: str) -> None:
    """Nothing is selected; the caret is at the start of the paragraph of these words."""
    window = hands.window
    window.select_annotation("")
    window.article.put_caret(hands.text.rfind("\n", 0, hands.span(words).start) + 1)


def caret_in(hands: Hands, words: str, after: str = "") -> None:
    """Nothing is selected; the caret is in these words."""
    window = hands.window
    window.select_annotation("")
    window.article.put_caret(hands.span(words, after).start + 1)


def agency(hands: Hands) -> None:
    """An annotation that was just made."""
    hands.label(AGENCY, "2")


def agency_elsewhere(hands: Hands) -> None:
    """The same annotation, with nothing selected."""
    agency(hands)
    caret_before(hands, AGENCY)


def caret_in_agency(hands: Hands) -> None:
    """The same annotation, with nothing selected and the caret in its first word."""
    agency(hands)
    caret_in(hands, AGENCY)


def country(hands: Hands) -> None:
    """A name that stands in many places, just labelled in the first."""
    hands.label(COUNTRY, "3")


def country_elsewhere(hands: Hands) -> None:
    """The same, with nothing selected."""
    country(hands)
    caret_before(hands, f"{COUNTRY} والصين")


def caret_in_country(hands: Hands) -> None:
    """The same, with nothing selected and the caret in it."""
    country(hands)
    caret_in(hands, COUNTRY)


def caret_in_trigger(hands: Hands) -> None:
    """No event was labelled before; the caret is in the word that is to be one."""
    caret_in(hands, TRIGGER, "")


def event_before(hands: Hands) -> None:
    """An event of the type that is wanted was labelled before, as the last thing."""
    hands.label("اتفاق", "V")
    hands.press(*"AGREE", "Return")
    caret_before(hands, HEADLINE)


# What hands do


def in_turn(*steps: Step) -> Step:
    """One step after the other."""

    def do(hands: Hands) -> None:
        for each in steps:
            each(hands)

    return do


def pressing(*keys: str) -> Step:
    """Press keys."""
    return lambda hands: hands.press(*keys)


def pointing_at(words: str, after: str = "") -> Step:
    """Bring the pointer over words."""
    return lambda hands: hands.point_at(words, after)


def clicking(words: str, after: str = "", *, times: int = 1) -> Step:
    """Click words."""
    return lambda hands: hands.click(words, after, times=times)


# By keys


def fill_by_keys(hands: Hands, roles: tuple[tuple[str, str, str], ...]) -> None:
    """Fill roles with what hint letters lead to: the key of the role, the letters."""
    for key, words, after in roles:
        hands.press(key)
        hands.press(*hands.letters(words, after))


def everywhere(hands: Hands, *keys: str) -> None:
    """Show the other places of a name and tag them."""
    hands.with_modal(lambda: hands.press(*keys), lambda _dialog: hands.press("Return"))


def quote_by_keys(hands: Hands) -> None:
    """Letters to the stretch in quotation marks, its proposal, and both roles by letters."""
    hands.press("J")
    hands.press(*hands.letters(SAID))
    hands.press("Q")
    fill_by_keys(hands, (("C", CUE, ""), ("S", SPEAKER, "")))
    hands.press("Return")


def event_by_keys(hands: Hands, *label: str) -> None:
    """The label of the word at the caret, and three roles by letters."""
    hands.press(*label)
    fill_by_keys(hands, ROLES)


# With the mouse


def drag_edge(hands: Hands) -> None:
    """Drag the end of the annotation, at its foot, to the end of the next word."""
    end, further = hands.span(AGENCY).end, hands.span(AGENCY_WHOLE).end
    hands.drag_to(hands.foot(end), hands.point(further, upstream=True))


def choose_in_palette(hands: Hands, label: str) -> None:
    """Click a label beside the selection."""
    buttons = hands.window.hands.palette.buttons()
    hands.click_on(next(each for each in buttons if each.label and each.label.id == label))


def choose_in_strip(hands: Hands, label: str) -> None:
    """Click a label in the strip below the article."""
    buttons = hands.window.labels.buttons()
    hands.click_on(next(each for each in buttons if each.label and each.label.id == label))


def everywhere_by_mouse(hands: Hands) -> None:
    """The menu of the annotation, and the button of the dialog."""
    action = hands.window.actions_["tag_everywhere"]

    def tag(dialog: QWidget) -> None:
        assert isinstance(dialog, EverywhereDialog)
        hands.click_on(dialog.tag_button)

    def choose(menu: QWidget) -> None:
        hands.with_modal(lambda: choose_in_menu(hands, menu, action), tag)

    hands.with_menu(COUNTRY, choose)


def choose_in_menu(hands: Hands, menu: QWidget, action: QAction) -> None:
    """Click the item of a menu."""
    assert isinstance(menu, QMenu)
    hands.click_on(menu, menu.actionGeometry(action).center())


def finish_by_mouse(hands: Hands) -> None:
    """The button at the head of the window."""
    action = hands.window.actions_["finish_document"]
    buttons = hands.window.header.findChildren(QToolButton)
    hands.click_on(next(each for each in buttons if each.defaultAction() == action))


def quote_by_mouse(hands: Hands) -> None:
    """Point at what is quoted; words that are selected fill the parts of the proposal."""
    hands.point_at(IN_SAID)
    hands.press("Q")
    hands.click(CUE, times=2)
    hands.press("C")
    hands.drag(SPEAKER)
    hands.press("S", "Return")


def event_by_mouse(hands: Hands, *label: str) -> None:
    """A double click on the trigger, its label; each role waits for words."""
    hands.click(TRIGGER, times=2)
    hands.press(*label)
    for key, words, after in ROLES:
        hands.press(key)
        if " " in words:
            hands.drag(words, after)
        else:
            hands.click(words, after, times=2)


# What is to be there then


def holds(*expected: tuple[str, str]) -> Callable[[Hands], bool]:
    """Whether the article has just these annotations, as (label, text)."""
    return lambda hands: sorted(hands.labels()) == sorted(expected)


def tagged_everywhere(hands: Hands) -> bool:
    """Whether the name is labelled in ten more places, and one undo takes just these back."""
    count = len(hands.labels())
    tagged = hands.labels() == [("GPE", COUNTRY)] * count and count >= 11
    hands.press("Ctrl+Z")
    return tagged and hands.labels() == [("GPE", COUNTRY)]


def quoted(hands: Hands) -> bool:
    """Whether the quote is there with cue and speaker."""
    quotes = hands.annotations("quote")
    return holds(("direct", SAID))(hands) and hands.fillers(quotes[0]) >= {
        ("cue", CUE),
        ("speaker", SPEAKER),
    }


def proposed(hands: Hands) -> bool:
    """Whether the quote is there as it was proposed: with its cue, speaker and reporter."""
    quotes = hands.annotations("quote")
    return holds(("direct", SAID))(hands) and hands.fillers(quotes[0]) == {
        ("cue", "نقلت … عن … قولها"),
        ("speaker", f"الوسيطة الروسية لحقوق الإنسان {SPEAKER}"),
        ("reporter", "وكالتا ريا نوفستي وتاس"),
    }


def agreed(hands: Hands, label: str = "Diplomacy.Agree") -> bool:
    """Whether the event is there with its three arguments."""
    place = hands.span(HEADLINE).start
    events = [each for each in hands.annotations("event") if each.spans[0].start == place]
    return [(each.label, hands.covered(each)) for each in events] == [
        (label, TRIGGER)
    ] and hands.fillers(events[0]) == {
        ("participant", ONE),
        ("participant", OTHER),
        ("place", PLACE),
    }


def finished(hands: Hands) -> bool:
    """Whether the first document is done and the second is open."""
    project, now = hands.session.project, hands.session.document
    statuses = [each.status for each in project.documents()] if project else []
    return statuses == ["done", "new"] and now is not None and now.title != "first"
