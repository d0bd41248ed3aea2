"""The table of the tasks: what section 8 of the design names, in several ways.

It gives the seconds that the best tool of today needs and the bar for ours. "At hand" is an
annotation that was made or gone to just before, and so is selected still; wherever else a task
begins, nothing is selected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.tasks.hands import Hands
from benchmarks.tasks.replays import (
    AGENCY,
    AGENCY_WHOLE,
    COUNTRY,
    HEADLINE,
    IN_SAID,
    NAME,
    NOT_ON_TOP,
    SAID,
    Step,
    agency,
    agency_elsewhere,
    agreed,
    caret_before,
    caret_in,
    caret_in_agency,
    caret_in_country,
    caret_in_trigger,
    choose_in_palette,
    choose_in_strip,
    clicking,
    country,
    country_elsewhere,
    drag_edge,
    event_before,
    event_by_keys,
    event_by_mouse,
    everywhere,
    everywhere_by_mouse,
    finish_by_mouse,
    finished,
    holds,
    in_turn,
    pointing_at,
    pressing,
    proposed,
    quote_by_keys,
    quote_by_mouse,
    quoted,
    tagged_everywhere,
)

By = Literal["keys", "mouse and keys", "mouse"]

LABEL: Final = "label a two-word entity"
EDGE: Final = "move its edge by a word"
RELABEL: Final = "change its label"
DELETE: Final = "delete it"
EVERYWHERE: Final = "the same name in ten more places"
QUOTE: Final = "a quote with speaker and cue"
PROPOSED: Final = "a quote whose proposal is right"
EVENT: Final = "an event with three arguments"
FINISH: Final = "finish, go to the next unfinished document"

BEST: Final = {
    LABEL: 4.83, EDGE: 4.85, RELABEL: 3.73, DELETE: 2.65, EVERYWHERE: 10.3, QUOTE: 13.1,
    PROPOSED: 13.1, EVENT: 16.4, FINISH: 1.36,
}  # fmt: skip
"""Seconds that the best tool of today needs, from section 8 of the design."""
BARS: Final = {
    LABEL: 1.91, EDGE: 1.91, RELABEL: 1.63, DELETE: 1.63, EVERYWHERE: 1.91, QUOTE: 6.29,
    PROPOSED: 4.89, EVENT: 7.64, FINISH: 0.56,
}  # fmt: skip
"""Seconds that ours may need, from the same place."""
LABEL_BY_MOUSE: Final = 3.13

AT_HAND: Final = "at hand"
CARET: Final = "caret in it, nothing selected"
PARAGRAPH: Final = "caret at the start of the paragraph"
NEXT: Final = "caret at the start of the paragraph, the next candidate"
TRIGGER_AT: Final = "caret in the trigger, nothing selected"
SAME_TYPE: Final = "caret before the trigger, the type of the last event"
OTHER_TYPE: Final = "caret in the trigger, a type that is not on top of the list"
IN_VIEW: Final = "in view"
OPEN: Final = "document open"


@dataclass(frozen=True, slots=True)
class Task:
    """One task in one way. `decisions` says of what the annotator makes up their mind (M each)."""

    name: str
    by: By
    start: str
    decisions: tuple[str, ...]
    prepare: Step
    do: Step
    done: Callable[[Hands], bool]

    @property
    def bar(self) -> float:
        """The seconds that it may take."""
        by_mouse = self.name == LABEL and self.by != "keys"
        return LABEL_BY_MOUSE if by_mouse else BARS[self.name]

    @property
    def best(self) -> float:
        """The seconds that the best tool of today takes."""
        return BEST[self.name]


_AGENCY = ("ORG", AGENCY_WHOLE)
_LABELLED = holds(("OCC", NAME))
_EXTENDED = holds(_AGENCY)
_RELABELLED = holds(("PERS", AGENCY))
_WHICH = ("which label",)
_HOW_FAR = ("how far",)
_WHETHER = ("whether",)
_PLACES = ("which of them",)
_PARTS = ("what is said", "the cue", "the speaker")
_EVENT_PARTS = ("the type", "who", "with whom", "where")


def _paragraph(words: str) -> Step:
    return lambda hands: caret_before(hands, words)


TASKS: Final = (
    Task(LABEL, "keys", NEXT, _WHICH, _paragraph("عقد"), pressing("K", "4"), _LABELLED),
    Task(
        LABEL, "mouse and keys", IN_VIEW, _WHICH, _paragraph("عقد"),
        in_turn(pointing_at(NAME, "عقد"), pressing("4")), _LABELLED,
    ),
    Task(
        LABEL, "mouse", IN_VIEW, _WHICH, _paragraph("عقد"),
        in_turn(clicking(NAME, "عقد", times=3), lambda hands: choose_in_palette(hands, "OCC")),
        _LABELLED,
    ),
    Task(EDGE, "keys", AT_HAND, _HOW_FAR, agency, pressing("["), _EXTENDED),
    Task(EDGE, "keys", CARET, _HOW_FAR, caret_in_agency, pressing("["), _EXTENDED),
    Task(EDGE, "keys", PARAGRAPH, _HOW_FAR, agency_elsewhere, pressing("Tab", "["), _EXTENDED),
    Task(
        EDGE, "mouse and keys", IN_VIEW, _HOW_FAR, agency_elsewhere,
        in_turn(pointing_at(AGENCY), pressing("[")), _EXTENDED,
    ),
    Task(EDGE, "mouse", AT_HAND, _HOW_FAR, agency, drag_edge, _EXTENDED),
    Task(EDGE, "mouse", IN_VIEW, _HOW_FAR, agency_elsewhere, drag_edge, _EXTENDED),
    Task(RELABEL, "keys", AT_HAND, _WHICH, agency, pressing("1"), _RELABELLED),
    Task(RELABEL, "keys", CARET, _WHICH, caret_in_agency, pressing("1"), _RELABELLED),
    Task(RELABEL, "keys", PARAGRAPH, _WHICH, agency_elsewhere, pressing("Tab", "1"), _RELABELLED),
    Task(
        RELABEL, "mouse and keys", IN_VIEW, _WHICH, agency_elsewhere,
        in_turn(pointing_at(AGENCY), pressing("1")), _RELABELLED,
    ),
    Task(
        RELABEL, "mouse", IN_VIEW, _WHICH, agency_elsewhere,
        in_turn(clicking(AGENCY), lambda hands: choose_in_strip(hands, "PERS")), _RELABELLED,
    ),
    Task(DELETE, "keys", AT_HAND, _WHETHER, agency, pressing("Del"), holds()),
    Task(DELETE, "keys", CARET, _WHETHER, caret_in_agency, pressing("Del"), holds()),
    Task(DELETE, "keys", PARAGRAPH, _WHETHER, agency_elsewhere, pressing("Tab", "Del"), holds()),
    Task(
        DELETE, "mouse", IN_VIEW, _WHETHER, agency_elsewhere,
        lambda hands: hands.middle_click(AGENCY), holds(),
    ),
    Task(
        EVERYWHERE, "keys", AT_HAND, _PLACES, country,
        lambda hands: everywhere(hands, "X"), tagged_everywhere,
    ),
    Task(
        EVERYWHERE, "keys", CARET, _PLACES, caret_in_country,
        lambda hands: everywhere(hands, "X"), tagged_everywhere,
    ),
    Task(
        EVERYWHERE, "keys", PARAGRAPH, _PLACES, country_elsewhere,
        lambda hands: everywhere(hands, "Tab", "X"), tagged_everywhere,
    ),
    Task(
        EVERYWHERE, "mouse and keys", IN_VIEW, _PLACES, country_elsewhere,
        in_turn(pointing_at(COUNTRY), lambda hands: everywhere(hands, "X")), tagged_everywhere,
    ),
    Task(
        EVERYWHERE, "mouse", IN_VIEW, _PLACES, country_elsewhere, everywhere_by_mouse,
        tagged_everywhere,
    ),
    Task(QUOTE, "keys", PARAGRAPH, _PARTS, _paragraph(SAID), quote_by_keys, quoted),
    Task(QUOTE, "mouse and keys", IN_VIEW, _PARTS, _paragraph(SAID), quote_by_mouse, quoted),
    Task(
        PROPOSED, "keys", CARET, _PARTS, lambda hands: caret_in(hands, IN_SAID),
        pressing("Q", "Return"), proposed,
    ),
    Task(
        PROPOSED, "keys", PARAGRAPH, _PARTS, _paragraph(SAID), pressing("Shift+Q", "Return"),
        proposed,
    ),
    Task(
        PROPOSED, "mouse and keys", IN_VIEW, _PARTS, _paragraph(SAID),
        in_turn(pointing_at(IN_SAID), pressing("Q", "Return")), proposed,
    ),
    Task(
        EVENT, "keys", TRIGGER_AT, _EVENT_PARTS, caret_in_trigger,
        lambda hands: event_by_keys(hands, "V", "Return"), agreed,
    ),
    Task(
        EVENT, "keys", SAME_TYPE, _EVENT_PARTS, event_before,
        lambda hands: event_by_keys(hands, "Left", "Return"), agreed,
    ),
    Task(
        EVENT, "keys", OTHER_TYPE, _EVENT_PARTS, caret_in_trigger,
        lambda hands: event_by_keys(hands, "V", "N", "E", "Return"),
        lambda hands: agreed(hands, label=NOT_ON_TOP),
    ),
    Task(
        EVENT, "mouse and keys", IN_VIEW, _EVENT_PARTS, _paragraph(HEADLINE),
        lambda hands: event_by_mouse(hands, "V", "Return"), agreed,
    ),
    Task(FINISH, "keys", OPEN, (), lambda _: None, pressing("Ctrl+Return"), finished),
    Task(FINISH, "mouse", OPEN, (), lambda _: None, finish_by_mouse, finished),
)  # fmt: skip
