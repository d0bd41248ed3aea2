"""What settings there are: the reading of `resources/settings.toml`."""

from __future__ import annotations

import getpass
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from annotator.app import paths
from annotator.app.translation import _
from annotator.core.errors import N_, InputError

Kind = Literal["choice", "integer", "boolean", "text", "list"]
Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a setting may take. `name` is shown as it is, `label` is translated."""

    value: str
    label: str = ""
    name: str = ""

    def text(self) -> str:
        """How the choice is shown, in the interface's language."""
        return self.name or _(self.label)


@dataclass(frozen=True, slots=True)
class Setting:
    """What one setting may be. `group` is empty for those that the program keeps for itself.

    `minimum` and `maximum` bound an integer; for a list, `maximum` is how many it keeps. `label`
    and `description` are English, for `_`.
    """

    name: str
    kind: Kind
    default: Value
    group: str = ""
    label: str = ""
    description: str = ""
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()

    def check(self, value: object) -> Value:
        """`value` in the setting's type, or InputError where it does not fit."""
        fitted = self._fit(value)
        if fitted is None:
            raise InputError(
                N_("The setting “{name}” cannot be “{value}”."), name=self.name, value=value
            )
        return fitted

    def _fit(self, value: object) -> Value | None:
        match self.kind, value:
            case "boolean", bool():
                return value
            case "text", str():
                return value
            case "choice", str() if any(value == choice.value for choice in self.choices):
                return value
            case "integer", int() if not isinstance(value, bool) and self._in_bounds(value):
                return value
            case "list", list() | tuple() if all(isinstance(each, str) for each in value):
                return tuple(value[: self.maximum])
        return None

    def _in_bounds(self, value: int) -> bool:
        low = self.minimum is None or value >= self.minimum
        return low and (self.maximum is None or value <= self.maximum)


def read_table(path: Path | None = None) -> dict[str, Setting]:
    """All settings by name, in the order of the preferences."""
    path = path or paths.resources() / "settings.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["setting"]
    return {entry["name"]: _setting(entry) for entry in entries}


def _setting(entry: dict[str, Any]) -> Setting:
    fields = {key: value for key, value in entry.items() if key not in {"type", "default_from"}}
    fields["choices"] = tuple(Choice(**choice) for choice in entry.get("choices", ()))
    if entry["type"] == "list":
        fields["default"] = tuple(entry["default"])
    if entry.get("default_from") == "user":
        fields["default"] = _user_name()
    return Setting(kind=entry["type"], **fields)


def _user_name() -> str:
    """The name under which the person is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user: a container with a bare number
        return "annotator"
