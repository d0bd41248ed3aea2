"""What happened, in words: a table from each action of the history to its name and sentence.

`name` completes “Undo: …”; `done` is what the status line says afterwards. The values that fill
them are the change's details (see `annotator.core.commands`), with codes replaced by the names
that the schema gives them in the interface's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.app.translation import _, isolate, language, ngettext, number, pgettext
from annotator.core.errors import N_
from annotator.core.model import Change
from annotator.core.schema import Layer, Schema

_LONGEST = 48  # code points of a text that is quoted in a sentence


@dataclass(frozen=True, slots=True)
class Wording:
    """How one action is called and told; `many` is the sentence for a count other than one."""

    name: str
    done: str
    many: Callable[[int], str] | None = None


WORDINGS: dict[str, Wording] = {
    "annotate": Wording(N_("Tag as {label}"), N_("Tagged “{text}” as {label}.")),
    "annotate_all": Wording(
        N_("Tag “{text}” everywhere as {label}"),
        N_("Tagged “{text}” as {label}."),
        lambda n: ngettext(
            "Tagged {count} place as {label}: “{text}”.",
            "Tagged {count} places as {label}: “{text}”.",
            n,
        ),
    ),
    "relabel": Wording(
        N_("Change {before} to {label}"), N_("“{text}” is {label} now, no longer {before}.")
    ),
    "set_spans": Wording(N_("Move an edge"), N_("The {label} now covers “{text}”.")),
    "delete": Wording(
        N_("Delete {label}"),
        N_("Deleted {label} “{text}”."),
        lambda n: ngettext("Deleted {count} annotation.", "Deleted {count} annotations.", n),
    ),
    "set_note": Wording(N_("Write a note"), N_("Noted at “{text}”.")),
    "set_attribute": Wording(N_("Set “{name}”"), N_("Set “{name}” of “{text}” to “{value}”.")),
    "set_confidence": Wording(N_("Set the confidence"), N_("Set the confidence of “{text}”.")),
    "set_review": Wording(
        N_("Review: {review}"),
        N_("Review of “{text}”: {review}."),
        lambda n: ngettext(
            "Review of {count} annotation: {review}.", "Review of {count} annotations: {review}.", n
        ),
    ),
    "add_argument": Wording(N_("Fill “{role}”"), N_("Filled “{role}” of “{text}”.")),
    "replace_argument": Wording(N_("Change “{role}”"), N_("Changed “{role}” of “{text}”.")),
    "remove_argument": Wording(N_("Empty “{role}”"), N_("Emptied “{role}” of “{text}”.")),
    "reverse_relation": Wording(
        N_("Turn {label} round"), N_("The relation “{label}” runs the other way now.")
    ),
    "add_documents": Wording(
        N_("Import documents"),
        N_("Imported “{title}”."),
        lambda n: ngettext("Imported {count} document.", "Imported {count} documents.", n),
    ),
    "remove_documents": Wording(
        N_("Remove documents"),
        N_("Removed “{title}” from the project."),
        lambda n: ngettext(
            "Removed {count} document from the project.",
            "Removed {count} documents from the project.",
            n,
        ),
    ),
    "set_status": Wording(
        N_("Mark as {status}"),
        N_("Status of “{title}”: {status}."),
        lambda n: ngettext(
            "Status of {count} document: {status}.", "Status of {count} documents: {status}.", n
        ),
    ),
    "set_direction": Wording(
        N_("Change the text direction"), N_("Changed the text direction of “{title}”.")
    ),
    "rename_document": Wording(N_("Rename"), N_("Renamed “{before}” to “{title}”.")),
}

_UNKNOWN = Wording(N_("Change"), N_("Changed."))


@dataclass(frozen=True, slots=True)
class WayBack:
    """The keys of undo and redo as the sentences name them; "" where there is none."""

    undo: str = "Ctrl+Z"
    redo: str = "Ctrl+Shift+Z"


def name(change: Change, schema: Schema | None) -> str:
    """The name of the change's action, such as “Tag as Person”."""
    return _filled(_wording(change).name, change, schema)


def done(change: Change, schema: Schema | None, keys: WayBack) -> str:
    """The sentence that tells what was done, undone or made again, and the key for the way back."""
    if change.kind == "undo":
        undone = name(change, schema)
        if not keys.redo:
            return _("Undone: {name}").format(name=undone)
        return _("Undone: {name} — {key} makes it again.").format(
            name=undone, key=isolate(keys.redo)
        )
    told = _told(change, schema)
    if not keys.undo:
        return told
    return _("{sentence} {key} undoes it.").format(sentence=told, key=isolate(keys.undo))


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
    if wording.many is None or count == "1" or not count.isdecimal():
        return _filled(wording.done, change, schema)
    return wording.many(int(count)).format_map(_Values(change, schema))


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
    """The details that are codes, by their names; counts in the user's digits."""
    named = {}
    count = details.get("count", "")
    if count.isdecimal():
        named["count"] = number(int(count))
    for key in ("status", "review"):
        if key in details:
            named[key] = pgettext(key, details[key])
    layer = schema.find_layer(details.get("layer", "")) if schema else None
    return named if layer is None else {**named, **_named_by(layer, details)}


def _named_by(layer: Layer, details: dict[str, str]) -> dict[str, str]:
    """The details that are codes of a layer: labels, a role, an attribute with its value."""
    named = {}
    for key in ("label", "before"):
        label = layer.label(details.get(key, ""))
        if label is not None:
            named[key] = isolate(label.name.text(language()))
    code = details.get("label", "")
    for role in layer.roles_of(code):
        if role.id == details.get("role"):
            named["role"] = isolate(role.name.text(language()))
    for attribute in layer.attributes_of(code):
        if attribute.id == details.get("name"):
            named["name"] = isolate(attribute.name.text(language()))
            names = dict(zip(attribute.values, attribute.value_names, strict=False))
            value = details.get("value", "")
            if value in names:
                named["value"] = isolate(names[value].text(language()))
    return named


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
