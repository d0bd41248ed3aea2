"""What happened, in words: a table from each action of the history to its name and sentence.

`name` completes “Undo: …”; `done` is what the status line says afterwards. The values that fill
them are the change's details (see `annotator.core.commands`), with codes replaced by the names
that the schema gives them in the interface's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.app.translation import _, isolate, language, ngettext, number, pgettext
from annotator.core.errors import N_
from annotator.core.model import Annotation, Change
from annotator.core.schema import Layer, Schema

_NAMED = 5  # names that a sentence lists
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
    "review_all": Wording(
        N_("Review: {review}"),
        N_("Review of “{text}”: {review}."),
        lambda n: ngettext(
            "Review of {count} annotation: {review}.", "Review of {count} annotations: {review}.", n
        ),
    ),
    "correct_all": Wording(
        N_("Correct to {label}"),
        N_("“{text}” is {label} now, and accepted."),
        lambda n: ngettext(
            "{count} annotation is {label} now, and accepted.",
            "{count} annotations are {label} now, and accepted.",
            n,
        ),
    ),
    "comment": Wording(N_("Add a remark"), N_("Added a remark to “{text}”.")),
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
    "merge_annotations": Wording(
        N_("Merge annotations"),
        N_("Merged an annotation into “{title}”."),
        lambda n: ngettext("Merged {count} annotation.", "Merged {count} annotations.", n),
    ),
    "curate": Wording(
        N_("Curate"),
        N_("Took an annotation into the agreed version."),
        lambda n: ngettext(
            "Took {count} annotation into the agreed version.",
            "Took {count} annotations into the agreed version.",
            n,
        ),
    ),
    "settle_place": Wording(N_("Settle “{text}”"), N_("Settled “{text}” in the agreed version.")),
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
    "set_schema": Wording(
        N_("Change the schema"),
        N_("Changed the schema."),
        lambda n: ngettext(
            "Changed the schema, and with it the label of {count} annotation.",
            "Changed the schema, and with it the labels of {count} annotations.",
            n,
        ),
    ),
    "rename_label": Wording(
        N_("Rename the label {old} to {new}"),
        N_("The label {old} is {new} now."),
        lambda n: ngettext(
            "The label {old} is {new} now, in {count} annotation.",
            "The label {old} is {new} now, in {count} annotations.",
            n,
        ),
    ),
    "merge_labels": Wording(
        N_("Merge {old} into {label}"),
        N_("Merged {old} into {label}."),
        lambda n: ngettext(
            "Merged {old} into {label}, in {count} annotation.",
            "Merged {old} into {label}, in {count} annotations.",
            n,
        ),
    ),
    "split_label": Wording(
        N_("Split the label {old}"),
        N_("Split the label {old}."),
        lambda n: ngettext(
            "Split the label {old}: {count} annotation has another one now.",
            "Split the label {old}: {count} annotations have another one now.",
            n,
        ),
    ),
    "sort_label": Wording(
        N_("Split the label {old} by hand"),
        N_("Split the label {old} by hand."),
        lambda n: ngettext(
            "Split the label {old} by hand: {count} annotation has another one now.",
            "Split the label {old} by hand: {count} annotations have another one now.",
            n,
        ),
    ),
    "move_label": Wording(
        N_("Move the label {old} to the layer {to}"),
        N_("Moved the label {old} to the layer {to}."),
        lambda n: ngettext(
            "Moved the label {old} with {count} annotation to the layer {to}.",
            "Moved the label {old} with {count} annotations to the layer {to}.",
            n,
        ),
    ),
    "delete_label": Wording(
        N_("Delete the label {old}"),
        N_("Deleted the label {old}."),
        lambda n: ngettext(
            "Deleted the label {old} with {count} annotation.",
            "Deleted the label {old} with {count} annotations.",
            n,
        ),
    ),
    "relabel_all": Wording(
        N_("Change labels to {label}"),
        N_("One annotation is {label} now."),
        lambda n: ngettext(
            "{count} annotation is {label} now.", "{count} annotations are {label} now.", n
        ),
    ),
    "restore_document": Wording(
        N_("Restore the document to change {change}"),
        N_("“{title}” is again as it was after change {change}."),
    ),
    "restore_annotation": Wording(
        N_("Restore {label} to change {change}"),
        N_("“{text}” is again as it was after change {change}."),
    ),
    "delete_all": Wording(
        N_("Delete annotations"),
        N_("Deleted one annotation."),
        lambda n: ngettext("Deleted {count} annotation.", "Deleted {count} annotations.", n),
    ),
    "set_spans_all": Wording(
        N_("Move edges"),
        N_("An edge moved; it now covers “{text}”."),
        lambda n: ngettext(
            "The edges of {count} annotation moved.", "The edges of {count} annotations moved.", n
        ),
    ),
    "set_attribute_all": Wording(
        N_("Set “{name}”"),
        N_("Set “{name}” of “{text}” to “{value}”."),
        lambda n: ngettext(
            "Set “{name}” of {count} annotation to “{value}”.",
            "Set “{name}” of {count} annotations to “{value}”.",
            n,
        ),
    ),
    "waive": Wording(
        N_("Keep as it is"),
        N_("A place is right as it is; the board leaves it out from now on."),
        lambda n: ngettext(
            "{count} place is right as it is; the board leaves it out from now on.",
            "{count} places are right as they are; the board leaves them out from now on.",
            n,
        ),
    ),
    "write_page": Wording(N_("Write the page “{page}”"), N_("Wrote the page “{page}”.")),
    "link": Wording(
        N_("Link to “{name}”"),
        N_("Linked to “{name}”."),
        lambda n: ngettext(
            "Linked {count} mention to “{name}”.", "Linked {count} mentions to “{name}”.", n
        ),
    ),
    "unlink": Wording(
        N_("Unlink from “{name}”"),
        N_("No longer linked to “{name}”."),
        lambda n: ngettext(
            "Took the link of {count} mention away.", "Took the links of {count} mentions away.", n
        ),
    ),
    "add_entry": Wording(N_("Add “{name}” to the cast"), N_("Added “{name}” to the cast.")),
    "edit_entry": Wording(N_("Change “{name}” in the cast"), N_("Changed “{name}” in the cast.")),
    "rename_entry": Wording(
        N_("Rename “{before}” in the cast"), N_("“{before}” is called “{name}” now.")
    ),
    "remove_entry": Wording(
        N_("Remove “{name}” from the cast"),
        N_("Removed “{name}” from the cast; its mention has no link now."),
        lambda n: ngettext(
            "Removed “{name}” from the cast; {count} mention has no link now.",
            "Removed “{name}” from the cast; {count} mentions have no link now.",
            n,
        ),
    ),
    "merge_entries": Wording(
        N_("Merge into “{name}”"),
        N_("Merged “{others}” into “{name}”; a mention moved."),
        lambda n: ngettext(
            "Merged “{others}” into “{name}”; {count} mention moved.",
            "Merged “{others}” into “{name}”; {count} mentions moved.",
            n,
        ),
    ),
    "split_entry": Wording(
        N_("Split “{name}” off “{before}”"),
        N_("Split “{name}” off “{before}”; a mention moved."),
        lambda n: ngettext(
            "Split “{name}” off “{before}”; {count} mention moved.",
            "Split “{name}” off “{before}”; {count} mentions moved.",
            n,
        ),
    ),
}

PAGES = {
    "guidelines": N_("Guidelines"),
    "cues": N_("Cues of quotations"),
    "consistency": N_("What is right as it is"),
}
"""The pages that a project may have, by their names."""

_PLACEHOLDER = re.compile(r"“?\{\w+\}”?")
_UNKNOWN = Wording(N_("Change"), N_("Changed."))


@dataclass(frozen=True, slots=True)
class WayBack:
    """The keys of undo and redo as the sentences name them; "" where there is none."""

    undo: str = "Ctrl+Z"
    redo: str = "Ctrl+Shift+Z"


def action_name(action: str) -> str:
    """The name of an action of the history for a list of them, its values left open."""
    wording = WORDINGS.get(action, _UNKNOWN)
    return _PLACEHOLDER.sub("…", _(wording.name))


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
    told = " ".join(filter(None, (_told(change, schema), _whose(change))))
    if not keys.undo:
        return told
    return _("{sentence} {key} undoes it.").format(sentence=told, key=isolate(keys.undo))


def _whose(change: Change) -> str:
    """Whose annotations were changed, where they are somebody else's than who changed them."""
    if change.action not in _BY_HAND:
        return ""
    before = (row.before for row in change.rows)
    owners = {each.annotator for each in before if isinstance(each, Annotation)} - {change.actor}
    if not owners:
        return ""
    names = _(", ").join(isolate(each) for each in sorted(owners))
    if change.action == "delete":
        return _("It was made by {names}.").format(names=names)
    return _("It stays an annotation of {names}.").format(names=names)


_BY_HAND = frozenset(
    {
        "relabel",
        "set_spans",
        "delete",
        "set_note",
        "set_attribute",
        "set_confidence",
        "add_argument",
        "replace_argument",
        "remove_argument",
        "reverse_relation",
    }
)
"""Actions on annotations of which one is told whose they are."""


def under_way() -> str:
    """Said while a large change is undone or made again."""
    return _("A large change is under way…")


def nothing_to_undo() -> str:
    """Said where the history is at its beginning."""
    return _("There is nothing to undo.")


def nothing_to_redo() -> str:
    """Said where nothing was undone."""
    return _("There is nothing to make again.")


def nothing_unfinished() -> str:
    """Said where no other document is left to do."""
    return _("Every other document is done.")


def other_entries_text(names: Sequence[str]) -> str:
    """Said after an import that brought entries which the cast has with other data."""
    shown = [isolate(shortened(each)) for each in names[:_NAMED]]
    listed = _("“{names}”").format(names=_("”, “").join(shown))
    return ngettext(
        "{count} entry of the cast stays as it is here, though the file has it otherwise: {names}.",
        "{count} entries of the cast stay as they are here, though the file has them otherwise: "
        "{names}.",
        len(names),
    ).format(count=number(len(names)), names=listed + ("…" if len(names) > _NAMED else ""))


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
        shown = {key: isolate(shortened(value)) for key, value in change.details.items()}
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
    if details.get("change", "").isdecimal():
        named["change"] = number(int(details["change"]))
    for key in ("status", "review"):
        if key in details:
            named[key] = pgettext(key, details[key])
    page = PAGES.get(details.get("page", ""))
    if page is not None:
        named["page"] = _(page)
    to = schema.find_layer(details.get("to", "")) if schema else None
    if to is not None:
        named["to"] = isolate(to.name.text(language()))
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


def shortened(text: str) -> str:
    """`text` on one line, cut where it is too long for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
