"""What can be done with a case of the review queue, and by which keys: one table.

While the queue is open these keys mean this and nothing else, whatever they mean otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.errors import N_
from annotator.ui.canvas.extents import Edge


@dataclass(frozen=True, slots=True)
class QueueAction:
    """One action: `keys` in Qt's portable notation, of which `shown` is the one that is shown.

    `for_all` are keys that make the decision about all identical cases at once. `changes` says
    that it writes to the project.
    """

    id: str
    text: str
    tip: str
    shown: str
    keys: tuple[str, ...]
    for_all: tuple[str, ...] = ()
    changes: bool = True


QUEUE_ACTIONS = (
    QueueAction(
        "accept", N_("Accept"), N_("It is right; Shift: all identical cases"), "A", ("A",),
        ("Shift+A",),
    ),
    QueueAction(
        "reject", N_("Reject"), N_("It is wrong; Shift: all identical cases"), "X", ("X", "D"),
        ("Shift+X", "Shift+D"),
    ),
    QueueAction(
        "question", N_("Question"), N_("It is doubtful; somebody is to look at it"), "?",
        ("/", "?", "Shift+?", "Shift+/"),
    ),
    QueueAction(
        "relabel", N_("Relabel"),
        N_("Another label, with which it is accepted; the keys of the labels do the same"), "F2",
        ("F2",),
    ),
    QueueAction(
        "comment", N_("Remark"), N_("Add a line to its thread, with your name and the day"), "N",
        ("N",),
    ),
    QueueAction(
        "group", N_("Identical"),
        N_("Show the cases with this label and spelling; the next decision is about all of them"),
        "G", ("G",), changes=False,
    ),
    QueueAction(
        "skip", N_("Skip"), N_("Leave it as it is and go to the next"), "Space",
        ("Space", "Forward"), changes=False,
    ),
    QueueAction(
        "back", N_("Back"), N_("Go to the case before"), "Backspace", ("Backspace", "Backward"),
        changes=False,
    ),
    QueueAction("filter", N_("Filter"), N_("Choose what is looked through"), "F", ("F",),
                changes=False),
)  # fmt: skip
"""`Forward` and `Backward` are the arrows, by the direction of the interface."""

EDGE_KEYS: dict[str, tuple[Edge, bool]] = {
    "[": ("end", True),
    "]": ("end", False),
    "Shift+[": ("start", True),
    "Shift+]": ("start", False),
    "{": ("start", True),
    "}": ("start", False),
    "Shift+{": ("start", True),
    "Shift+}": ("start", False),
}
"""Which edge a key moves, and whether to the left on the screen, by a word."""


MORE_KEYS = (
    ("[ ] Shift+[ ]", N_("Move an edge of the case by a word")),
    ("1 2 …", N_("The keys of labels: correct it to this label; Shift: all identical cases")),
    ("Enter", N_("Mark the document as reviewed whose last case was just decided")),
    ("Esc", N_("Close the queue; it goes on here the next time")),
)
"""The keys that are not of the table, as the sheet shows them."""


def shown_key(action: QueueAction, *, rtl: bool) -> str:
    """The key of an action as its button shows it: an arrow where one leads there."""
    forward, backward = ("←", "→") if rtl else ("→", "←")
    if "Forward" in action.keys:
        return forward
    return backward if "Backward" in action.keys else action.shown


def action_for(key: str, *, rtl: bool) -> tuple[QueueAction, bool] | None:
    """The action of a key, and whether it is about all identical cases."""
    arrows = {"Left": "Forward", "Right": "Backward"} if rtl else {}
    arrows = arrows or {"Right": "Forward", "Left": "Backward"}
    meant = arrows.get(key, key)
    for each in QUEUE_ACTIONS:
        if meant in each.keys:
            return each, False
        if meant in each.for_all:
            return each, True
    return None
