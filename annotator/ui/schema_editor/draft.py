"""The schema that is being edited: its text, what is wrong in it, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.core.schema import (
    Examined,
    Mistake,
    Path,
    Schema,
    examine_schema,
    insert_table,
    move,
    remove_part,
    rename,
    set_value,
)


@dataclass(frozen=True, slots=True)
class _State:
    """The text after a step, what was selected then, and what joins with the step."""

    source: str
    selected: Path
    joins: object = None


class Draft(QObject):
    """A schema as TOML text, changed step by step; each step can be undone.

    Steps that say the same `joins` one after the other are one step for undo: the letters of a
    word that is being typed.
    """

    changed = Signal()
    """Another text; `examined`, `values` and the rest are up to date."""

    def __init__(self, source: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selected: Path = ("schema",)
        """The part that the editor shows; undo goes back to where it was."""
        self._states = [_State(source, self.selected)]
        self._at = 0
        self._examined = examine_schema(source)
        self._good = self._examined.schema

    @property
    def source(self) -> str:
        """The text as it is now."""
        return self._states[self._at].source

    @property
    def examined(self) -> Examined:
        """What the text says."""
        return self._examined

    @property
    def values(self) -> Mapping[str, Any] | None:
        """The values of the text; None where it is no TOML."""
        return self._examined.values

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong, in the order of the text."""
        return self._examined.mistakes

    @property
    def good(self) -> Schema | None:
        """The schema of the last text that had no mistakes."""
        return self._good

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than at the start."""
        return self.source != self._states[0].source

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._at + 1 < len(self._states)

    # Steps

    def set(self, path: Path, value: object, joins: object = None) -> None:
        """Give a key a value; None takes it away."""
        self.take(set_value(self.source, path, value), joins)

    def rename(self, path: Path, code: str, joins: object = None) -> None:
        """Give a part another id; what names it follows.

        While it is typed, each letter renames from what was there before the first one: on its way
        the id may be that of another part, and what names that one must not be mixed up with it.
        """
        joined = joins is not None and joins == self._states[self._at].joins and self._at
        base = self._states[self._at - 1].source if joined else self.source
        self.take(rename(base, path, code), joins)

    def insert(self, array: Path, index: int, table: Mapping[str, object]) -> None:
        """Add a part and select it."""
        source = insert_table(self.source, array, index, table)
        self.selected = (*array, index)
        self.take(source)

    def remove(self, path: Path, then: Path) -> None:
        """Take a part away, and its id from what names it; select another one."""
        source = remove_part(self.source, path)
        self.selected = then
        self.take(source)

    def move(self, path: Path, index: int) -> None:
        """Move a part among its like; it stays selected."""
        source = move(self.source, path, index)
        self.selected = (*path[:-1], index)
        self.take(source)

    def take(self, source: str, joins: object = None) -> None:
        """Take another text as a step."""
        if source == self.source:
            return
        now = self._states[self._at]
        state = _State(source, self.selected, joins)
        kept = self._at if joins is not None and joins == now.joins and self._at else self._at + 1
        self._states[kept:] = [state]
        self._go(kept)

    def end_step(self) -> None:
        """What comes next is a step of its own."""
        now = self._states[self._at]
        self._states[self._at] = _State(now.source, now.selected)

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo:
            self.end_step()
            self.selected = self._states[self._at].selected
            self._go(self._at - 1)

    def redo(self) -> None:
        """Take the step again that was last taken back."""
        if self.can_redo:
            self.selected = self._states[self._at + 1].selected
            self._go(self._at + 1)

    def _go(self, at: int) -> None:
        self._at = at
        self._examined = examine_schema(self.source)
        self._good = self._examined.schema or self._good
        self.changed.emit()
