"""What happened, in words: a table from each action of the history to its name and sentence.

`name` completes “Undo: …”; `done` is what the status line says afterwards. The values that fill
them are the change's details (see `annotator.core.commands`), with codes replaced by the names
that the schema gives them in the interface's language. A sentence with `{count}` has a plural.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.errors import N_
from annotator.core.model import Change
from annotator.core.schema import Schema

_LONGEST = 48  # code points of a text that is quoted in a sentence


@dataclass(frozen=True, slots=True)
class Wording:
    """How one action is called and told; `many` is the form for a count other than one."""

    name: str
    done: str
    many: str = ""


WORDINGS: dict[str, Wording] = {
    "annotate": Wording(N_("Tag as {label}"), N_("Tagged “{text}” as {label}.")),
}

_UNKNOWN = Wording(N_("Change"), N_("Changed."))

UNDO_KEY = "Ctrl+Z"
REDO_KEY = "Ctrl+Shift+Z"


def name(change: Change, schema: Schema | None) -> str:
    """The name of the change's action, such as “Tag as Person”."""
    return _filled(_wording(change).name, change, schema)


def done(change: Change, schema: Schema | None) -> str:
    """The sentence that tells what was done, undone or made again, and the key for the way back."""
    if change.kind == "undo":
        return _("Undone: {name} — {key} makes it again.").format(
            name=name(change, schema), key=isolate(REDO_KEY)
        )
    told = _told(change, schema)
    return _("{sentence} {key} undoes it.").format(sentence=told, key=isolate(UNDO_KEY))


def nothing_to_undo() -> str:
    """Said where the history is at its beginning."""
    return _("There is nothing to undo.")


def nothing_to_redo() -> str:
    """Said where nothing was undone."""
    return _("There is nothing to make again.")


def nothing_unfinished() -> str:
    """Said where no other document is left to do."""
    return _("Every other document is done.")


def _wording(change: Change) -> Wording:
    return WORDINGS.get(change.action, _UNKNOWN)


def _told(change: Change, schema: Schema | None) -> str:
    wording = _wording(change)
    count = change.details.get("count", "1")
    if not wording.many or not count.isdecimal():
        return _filled(wording.done, change, schema)
    template = ngettext(wording.done, wording.many, int(count))
    return template.format_map(_Values(change, schema))


def _filled(template: str, change: Change, schema: Schema | None) -> str:
    return _(template).format_map(_Values(change, schema))


class _Values(dict[str, str]):
    """The details of a change as they are shown; one that is missing leaves an ellipsis."""

    def __init__(self, change: Change, schema: Schema | None) -> None:
        shown = {key: isolate(_short(value)) for key, value in change.details.items()}
        super().__init__(shown)
        self.update(_named(change.details, schema))

    def __missing__(self, key: str) -> str:
        return "…"


def _named(details: dict[str, str], schema: Schema | None) -> dict[str, str]:
    """The details that are codes of the schema, by their names; counts in the user's digits."""
    named = {}
    count = details.get("count", "")
    if count.isdecimal():
        named["count"] = number(int(count))
    layer = (
        next((each for each in schema.layers if each.id == details.get("layer")), None)
        if (schema)
        else None
    )
    if layer is None:
        return named
    for key in ("label", "before", "after"):
        label = layer.label(details.get(key, ""))
        if label is not None:
            named[key] = isolate(label.name.text(language()))
    return named


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
