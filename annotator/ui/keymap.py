"""Which keys an action has: those of the table, or those that the annotator gave it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from annotator.app.settings import Settings
from annotator.ui.actions import ACTION, ACTIONS, ActionSpec, key_text

SETTING = "keys.actions"
"""Holds a text such as `undo=Ctrl+U Ctrl+Z` for each action with keys of its own, and `note=` for
one without any."""

_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def combination(key: str) -> QKeyCombination:
    """The first key of a sequence in Qt's portable notation."""
    # PySide's stubs do not know that a sequence can be indexed.
    found: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return found


def is_plain(key: str) -> bool:
    """Whether a key is without Ctrl, Alt and Meta and no function key.

    Such a key may stand for a letter, so it acts only while no text is being typed.
    """
    pressed = combination(key)
    function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    return not function and not pressed.keyboardModifiers() & _CHORD


def normal(key: str) -> str:
    """A key in Qt's portable notation, as Qt itself writes it; empty where it is no key."""
    sequence = QKeySequence(key)
    if sequence.isEmpty() or combination(key).key() == Qt.Key.Key_unknown:
        return ""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


class Keymap:
    """The keys of every action, kept among the settings where they are not the table's.

    No two actions have one key: whoever is given it takes it from the other. Observe the setting
    `SETTING` to follow changes.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._entries: tuple[str, ...] | None = None
        self._keys: dict[str, tuple[str, ...]] = {}
        self._holders: dict[str, ActionSpec] = {}

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, the one that is shown first."""
        self._read()
        return self._keys[action_id]

    def shown(self, action_id: str) -> str:
        """The key of an action as it is written on this system's keyboards; "" without one."""
        keys = self.keys(action_id)
        return key_text(keys[0]) if keys else ""

    def action_of(self, key: str) -> ActionSpec | None:
        """The action that has a key."""
        self._read()
        return self._holders.get(normal(key))

    def is_changed(self, action_id: str) -> bool:
        """Whether an action has other keys than the table gives it."""
        return self.keys(action_id) != default_keys(ACTION[action_id])

    def give(self, action_id: str, keys: Iterable[str]) -> None:
        """Give an action these keys, and take them from those that had them.

        Raises InputError where the settings cannot be written; the keys hold all the same.
        """
        self._read()
        wanted = tuple(dict.fromkeys(key for each in keys if (key := normal(each))))
        given = {
            each: tuple(key for key in had if key not in wanted) for each, had in self._keys.items()
        }
        self._keep(given | {action_id: wanted})

    def reset(self, action_id: str = "") -> None:
        """Give an action the keys of the table again; without one, all of them."""
        if action_id:
            self.give(action_id, default_keys(ACTION[action_id]))
        else:
            self._settings.set(SETTING, [])

    def _read(self) -> None:
        """Bring the keys up to date with the setting."""
        entries = self._settings.texts(SETTING)
        if entries == self._entries:
            return
        own = dict(_read_entry(each) for each in entries)
        self._keys = {spec.id: own.get(spec.id, default_keys(spec)) for spec in ACTIONS}
        # The setting may be written by hand: the action that stands first in the table wins.
        self._holders = {key: spec for spec in reversed(ACTIONS) for key in self._keys[spec.id]}
        self._entries = entries

    def _keep(self, keys: dict[str, tuple[str, ...]]) -> None:
        changed = [
            f"{each}={' '.join(has)}"
            for each, has in keys.items()
            if has != default_keys(ACTION[each])
        ]
        self._settings.set(SETTING, changed)


def default_keys(spec: ActionSpec) -> tuple[str, ...]:
    """The keys of the table, as Qt writes them."""
    return tuple(normal(key) for key in spec.keys)


def _read_entry(entry: str) -> tuple[str, tuple[str, ...]]:
    action_id, _sign, keys = entry.partition("=")
    return action_id, tuple(key for each in keys.split() if (key := normal(each)))
