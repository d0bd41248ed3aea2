"""Every key of the program as a table, made from the actions and the schema: for help and docs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.app.translation import _, language
from annotator.core.errors import N_
from annotator.core.schema import Schema
from annotator.ui.actions import ACTIONS, MENUS, ActionSpec, full_name, key_text
from annotator.ui.keymap import Keymap, default_keys
from annotator.ui.reviewing.keys import MORE_KEYS, QUEUE_ACTIONS

IN_ARTICLE = (
    ("← →", N_("Select the word to the left or right, as the eye sees it")),
    ("↑ ↓", N_("Select the word above or below")),
    ("Shift+arrow", N_("Extend the selection by a word or a line")),
    ("Ctrl+← →", N_("Move the caret by one character")),
    ("'", N_("Take an attached particle (و ف ب ل ك) into the selection or out of it")),
    ("Ctrl+Shift+↑ ↓", N_("Extend the selection to the start of a paragraph")),
    ("[ ] Alt+← →", N_("Move the end of the selected annotation by a word")),
    ("Shift+[ ] Alt+Shift+← →", N_("Move the start of the selected annotation by a word")),
    ("Ctrl+Alt+← →", N_("Move the end of the selected annotation by one character")),
    ("Home End", N_("Go to the start or end of the line, pressed again of the paragraph")),
    ("Shift+role", N_("Add the selected words to what fills the role, as another part of it")),
    (
        "A S … 1 2 …",
        N_("In the attributes: the next value, or the value of that number"),
    ),
    ("Enter", N_("While a role waits: fill it with the selection")),
    ("Ctrl+C", N_("Copy the selected words")),
)
"""The keys of the article itself, which `ui.canvas` acts on: what is written, what it does."""

IN_HISTORY = (
    ("Ctrl+1 Ctrl+2 Ctrl+3", N_("The history of the project, the document, the annotation")),
    ("Ctrl+F", N_("Find in the history")),
    ("Ctrl+D", N_("Restore the document as it was afterwards")),
    ("Ctrl+Shift+D", N_("Restore the document as it was before")),
    ("Ctrl+R", N_("Restore the annotation as it was afterwards")),
    ("Ctrl+Shift+R", N_("Restore the annotation as it was before")),
)
"""The keys of `ui.dialogs.history_dialog`."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Keys, each as it is written, with what they do; `action` is the id of one of the table."""

    keys: tuple[str, ...]
    text: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Keys that belong together."""

    title: str
    rows: tuple[SheetRow, ...]


def sections(schema: Schema | None, keymap: Keymap | None = None) -> list[Section]:
    """All keys in the interface's language, in the order in which they are learnt.

    Without a keymap, these are the table's own, and actions without a key are left out.
    """
    article = tuple(SheetRow((key,), _(text)) for key, text in IN_ARTICLE)
    found = [Section(_("In the article"), article)]
    if schema is not None:
        found += _labels(schema)
    for menu in MENUS:
        rows = tuple(
            SheetRow(_keys(spec, keymap), full_name(spec), spec.id)
            for spec in _actions_under(menu.id)
            if spec.keys or keymap is not None
        )
        if rows and not menu.parent:
            found.append(Section(_(menu.text).replace("&", ""), rows))
    history = tuple(SheetRow((key,), _(text)) for key, text in IN_HISTORY)
    return [
        *found,
        Section(_("In the review queue"), tuple(_review())),
        Section(_("In the history"), history),
    ]


def markdown(found: list[Section]) -> str:
    """The sections as tables in Markdown."""
    parts = []
    for section in found:
        lines = (f"| {' · '.join(map(_code, row.keys))} | {row.text} |" for row in section.rows)
        rows = "\n".join(lines)
        key, action = _("Key"), _("Action")  # in the f-string they would not be extracted
        parts.append(f"### {section.title}\n\n| {key} | {action} |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _review() -> Iterator[SheetRow]:
    for each in QUEUE_ACTIONS:
        yield SheetRow((each.shown, *each.for_all[:1]), f"{_(each.text)}: {_(each.tip)}")
    for keys, text in MORE_KEYS:
        yield SheetRow((keys,), _(text))


def _keys(spec: ActionSpec, keymap: Keymap | None) -> tuple[str, ...]:
    if keymap is None:
        return default_keys(spec)
    return tuple(key_text(each) for each in keymap.keys(spec.id))


def _actions_under(menu: str) -> Iterator[ActionSpec]:
    inside = {menu, *(each.id for each in MENUS if each.parent == menu)}
    return (spec for spec in ACTIONS if spec.menu in inside)


def _labels(schema: Schema) -> Iterator[Section]:
    speaks = language()
    for layer in schema.layers:
        rows = [
            SheetRow((label.key.upper(),), label.name.text(speaks))
            for label in layer.labels
            if label.key
        ]
        if layer.key:
            rows.append(SheetRow((layer.key.upper(),), _("Choose a label from the list")))
        roles: dict[SheetRow, None] = {}
        for label in layer.labels:
            for role in layer.roles_of(label.id):
                if role.key and layer.kind == "frame":
                    text = _("Fill the role “{role}”").format(role=role.name.text(speaks))
                    roles[SheetRow((role.key.upper(),), text)] = None
        rows += roles
        if rows:
            yield Section(layer.name.text(speaks), tuple(rows))


def _code(keys: str) -> str:
    return " ".join(f"`{each}`" for each in keys.split(" "))
