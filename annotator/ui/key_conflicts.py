"""Whether a key is free: what actions, labels, roles and the article itself do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

from annotator.app.translation import _, isolate, language
from annotator.core.schema import Schema
from annotator.ui.actions import plain_text
from annotator.ui.keymap import Keymap, combination, normal

Kind = Literal["action", "label", "role", "article"]

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SIDEWAYS = (_KEY.Key_Left, _KEY.Key_Right)
_UPWARDS = (_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_PageUp, _KEY.Key_PageDown)
_EDGES = (_KEY.Key_Home, _KEY.Key_End)
_PLAIN = (_KEY.Key_Space, _KEY.Key_Apostrophe)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something else that a key does: `text` says what, in a sentence.

    Another action gives its key up (`action` is its id). A label and the article come first
    whatever is chosen, so their keys cannot be taken; a role's is only busy while a quote or an
    event is selected.
    """

    kind: Kind
    text: str
    action: str = ""

    @property
    def forbids(self) -> bool:
        """Whether the key would never reach the action."""
        return self.kind in ("label", "article")


def conflicts(keymap: Keymap, schema: Schema | None, key: str, action_id: str) -> list[Conflict]:
    """What else a key does than the action, the weightiest first."""
    wanted = normal(key)
    found = [*_of_article(wanted), *_of_schema(schema, wanted)]
    holder = keymap.action_of(wanted)
    if holder is not None and holder.id != action_id:
        told = _("It is the key of “{action}”, which would lose it.")
        found.append(Conflict("action", told.format(action=isolate(plain_text(holder))), holder.id))
    order: tuple[Kind, ...] = ("article", "label", "action", "role")
    return sorted(found, key=lambda each: order.index(each.kind))


def clashes(keymap: Keymap, schema: Schema | None, action_id: str) -> list[Conflict]:
    """What stands in the way of the keys that an action has now."""
    return [conflict for key in keymap.keys(action_id) for conflict in _of_schema(schema, key)]


def _of_article(key: str) -> Iterator[Conflict]:
    pressed = combination(key)
    code, modifiers = pressed.key(), pressed.keyboardModifiers()
    own = (
        code in _SIDEWAYS
        or (code in _UPWARDS and not modifiers & (_ALT | _CTRL))
        or (code in _EDGES and not modifiers & _ALT)
        or (code in _PLAIN and modifiers == Qt.KeyboardModifier.NoModifier)
        or key == "Ctrl+C"
    )
    if own:
        yield Conflict("article", _("The article itself needs this key."))


def _of_schema(schema: Schema | None, key: str) -> Iterator[Conflict]:
    speaks = language()
    for layer in schema.layers if schema else ():
        named = [(label.key, label.name.text(speaks)) for label in layer.labels]
        for own, name in [*named, (layer.key, layer.name.text(speaks))]:
            if own and own.upper() == key:
                told = _("It is the key of the label “{label}”, which comes first.")
                yield Conflict("label", told.format(label=isolate(name)))
        roles = {role for label in layer.labels for role in layer.roles_of(label.id)}
        names = {role.name.text(speaks) for role in roles if role.key and role.key.upper() == key}
        if layer.kind == "frame" and names:
            told = _("While “{layer}” is selected, it fills the role “{role}”.")
            listed = _(", ").join(sorted(names))
            yield Conflict(
                "role",
                told.format(layer=isolate(layer.name.text(speaks)), role=isolate(listed)),
            )
