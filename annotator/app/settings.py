"""The user's settings: described as data, kept in one TOML file that a person may edit.

`resources/settings.toml` says of each setting its type, its default and what it may be; the user's
file holds only what was changed. Keys that this version does not know are kept as they are.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import tomlkit
from tomlkit.exceptions import TOMLKitError

from annotator.app import paths
from annotator.app.setting_table import Setting, Value, read_table
from annotator.app.translation import _, say
from annotator.core.errors import N_, InputError

Observer = Callable[[str, Value], None]
_T = TypeVar("_T", str, int, bool, tuple[str, ...])


class Settings:
    """The settings of one person. Every change is checked, written at once, and told.

    `warnings` are sentences about what could not be read, for the window to say once;
    `first_start` tells that there was no settings file.
    """

    def __init__(self, path: Path, table: Mapping[str, Setting]) -> None:
        self.path = path
        self.table = table
        self.warnings: tuple[str, ...] = ()
        self.first_start = not path.exists()
        self._values: dict[str, Value] = {}
        self._observers: list[Observer] = []

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """Read the user's settings (`settings.toml` in the config folder).

        A file that is no TOML is set aside as `*.broken` and the defaults hold; a value that does
        not fit is left alone in the file and its default holds. Both are said in `warnings`.
        """
        settings = cls(path or paths.config_folder() / "settings.toml", read_table())
        settings._read()
        return settings

    def get(self, name: str) -> Value:
        """The value of a setting, or its default. Raises KeyError for an unknown name."""
        return self._values.get(name, self.table[name].default)

    def text(self, name: str) -> str:
        """The value of a setting of the type text or choice."""
        return self._typed(name, str)

    def integer(self, name: str) -> int:
        """The value of a setting of the type integer."""
        return self._typed(name, int)

    def flag(self, name: str) -> bool:
        """The value of a setting of the type boolean."""
        return self._typed(name, bool)

    def texts(self, name: str) -> tuple[str, ...]:
        """The value of a setting of the type list."""
        return self._typed(name, tuple)

    def set(self, name: str, value: object) -> None:
        """Change one setting: see `update`."""
        self.update({name: value})

    def update(self, values: Mapping[str, object]) -> None:
        """Change several settings at once, write them, and tell the observers.

        Raises KeyError for an unknown name and InputError for a value that does not fit (nothing
        is changed then). Where the file cannot be written the changes hold until the program
        ends, the observers are told, and InputError says so.
        """
        checked = {name: self.table[name].check(value) for name, value in values.items()}
        changed = {name: value for name, value in checked.items() if value != self.get(name)}
        if not changed:
            return
        self._values.update(changed)
        try:
            self._write(changed)
        except OSError as error:
            raise InputError(
                N_("The settings cannot be written to {path}: {reason}"),
                path=self.path,
                reason=error.strerror or str(error),
            ) from error
        finally:
            self._tell(changed)

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Call `observer(name, value)` after each change; calling the result ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def shown(self) -> list[Setting]:
        """The settings that the preferences show, in their order."""
        return [setting for setting in self.table.values() if setting.group]

    def add_recent_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        first = str(path.resolve())
        rest = [each for each in self.texts("projects.recent") if each != first]
        self.set("projects.recent", [first, *rest])

    def forget_recent_project(self, path: str) -> None:
        """Take a project (one that is gone, say) off the recent ones."""
        kept = [each for each in self.texts("projects.recent") if each != path]
        self.set("projects.recent", kept)

    def _typed(self, name: str, kind: type[_T]) -> _T:
        value = self.get(name)
        if not isinstance(value, kind):
            raise TypeError(f"the setting {name} is no {kind.__name__}")
        return value

    def _tell(self, changed: Mapping[str, Value]) -> None:
        for name, value in changed.items():
            for observer in tuple(self._observers):
                observer(name, value)

    def _read(self) -> None:
        stored: dict[str, Any] = {}
        warnings = []
        try:
            stored = self._document().unwrap()
        except (TOMLKitError, UnicodeDecodeError):
            warnings.append(self._set_aside())
        except OSError as error:
            warnings.append(
                _("The settings in {path} cannot be read ({reason}); the defaults hold.").format(
                    path=self.path, reason=error.strerror or str(error)
                )
            )
        for name, setting in self.table.items():
            value = _find(stored, name)
            if value is None:
                continue
            try:
                self._values[name] = setting.check(value)
            except InputError as error:
                warnings.append(f"{say(error)} {_('The default holds.')}")
        self.warnings = tuple(warnings)

    def _document(self) -> tomlkit.TOMLDocument:
        """The file as it is now; empty where there is none."""
        try:
            return tomlkit.parse(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return tomlkit.document()

    def _set_aside(self) -> str:
        broken = self.path.with_name(self.path.name + ".broken")
        try:
            self.path.replace(broken)
        except OSError as error:
            return _("The settings file {path} is damaged and cannot be moved: {reason}").format(
                path=self.path, reason=error.strerror or str(error)
            )
        return _(
            "The settings file was damaged. It is kept as {path}, and the defaults hold."
        ).format(path=broken)

    def _write(self, changed: Mapping[str, Value]) -> None:
        # Read anew, so that a second window's changes and a person's own edits are kept.
        try:
            document = self._document()
        except (TOMLKitError, UnicodeDecodeError):
            self._set_aside()
            document = tomlkit.document()
            changed = self._values
        for name, value in changed.items():
            _put(document, name, list(value) if isinstance(value, tuple) else value)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _replace_file(self.path, tomlkit.dumps(document))


def _find(table: object, name: str) -> object:
    """The value under a dotted name, or None."""
    for part in name.split("."):
        if not isinstance(table, dict) or part not in table:
            return None
        table = table[part]
    return table


def _put(document: tomlkit.TOMLDocument, name: str, value: object) -> None:
    """Set the value under a dotted name; a plain value in the way of a table gives way."""
    *folders, leaf = name.split(".")
    table: Any = document
    for part in folders:
        if not isinstance(table.get(part), dict):
            table[part] = tomlkit.table()
        table = table[part]
    table[leaf] = value


def _replace_file(path: Path, text: str) -> None:
    """Write a file so that at each moment it is the old one or the new one, whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
