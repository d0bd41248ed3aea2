"""Words that several panels and dialogs use for the same things."""

from __future__ import annotations

from annotator.app.translation import _, language, pgettext
from annotator.core.model import Change, Review, Status
from annotator.core.schema import Violation


def review_name(review: Review) -> str:
    """The name of a review state, in the interface's language."""
    names: dict[Review, str] = {
        "unreviewed": pgettext("review", "unreviewed"),
        "accepted": pgettext("review", "accepted"),
        "rejected": pgettext("review", "rejected"),
        "question": pgettext("review", "question"),
    }
    return names[review]


def status_name(status: Status) -> str:
    """The name of a document's status, in the interface's language."""
    names: dict[Status, str] = {
        "new": pgettext("status", "new"),
        "in progress": pgettext("status", "in progress"),
        "done": pgettext("status", "done"),
        "reviewed": pgettext("status", "reviewed"),
    }
    return names[status]


def origin_name(origin: str) -> str:
    """What made an annotation: a person, an import, or the recommender of this name."""
    known = {"manual": _("made by hand"), "import": _("imported")}
    return known.get(origin, origin)


def marks(review: Review, *, incomplete: bool) -> list[str]:
    """What the small marks of an annotation say, for whoever cannot see them."""
    found = [_("Incomplete: a required role or attribute is empty.")] if incomplete else []
    if review != "unreviewed":
        found.append(_("Review: {state}").format(state=review_name(review)))
    return found


def change_kind(change: Change, name: str) -> str:
    """The name of a change's action, said to be undone or made again where it was."""
    if change.kind == "undo":
        return _("Undone: {name}").format(name=name)
    if change.kind == "redo":
        return _("Made again: {name}").format(name=name)
    return name


def violation_text(violation: Violation) -> str:
    """What a rule of the schema objects to, in the interface's language."""
    return _(violation.template).format(**violation.details_in(language()))
