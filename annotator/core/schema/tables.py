"""TOML tables read strictly: each value is asked for by type, and every mistake is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import cast

from annotator.core.errors import N_, SchemaError
from annotator.core.schema.locating import Locator, Path
from annotator.core.schema.model import Names

_CODE = re.compile(r"[^\W\d_][\w.-]*")
_SHOWN = 20  # more mistakes than this tell a reader nothing new


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: at which value, in which line (from 1), and why.

    `path` is empty where the text is no TOML at all.
    """

    path: Path
    line: int
    error: SchemaError


class Mistakes:
    """What is wrong in a schema, gathered so that it can be said at once."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._locator = Locator(source)
        self._found: dict[tuple[int, str], Mistake] = {}

    def add(self, path: Path, template: str, needle: str = "", /, **details: object) -> None:
        """Keep a mistake at `path`; `needle` is the wrong text itself, where there is one."""
        line = self._locator.line(path, needle)
        reason = SchemaError(template, **details)
        self._found.setdefault((line, str(reason)), Mistake(path, line, reason))

    def found(self) -> tuple[Mistake, ...]:
        """All mistakes in the order of the text."""
        return tuple(sorted(self._found.values(), key=lambda each: each.line))

    def raise_any(self) -> None:
        """Raise one `SchemaError` that says all mistakes, a line each, in the file's order."""
        found = [self._placed(each) for each in self.found()]
        if found:
            # Errors as details of errors: each sentence is translated by itself.
            raise reduce(
                lambda before, error: SchemaError("{before}\n{error}", before=before, error=error),
                found[:_SHOWN],
            )

    def _placed(self, mistake: Mistake) -> SchemaError:
        return SchemaError(
            N_("{file}, line {line}: {reason}"),
            file=self._file,
            line=mistake.line,
            reason=mistake.error,
        )


class Table:
    """A TOML table and the way to it. What is missing or of the wrong type becomes a mistake."""

    def __init__(self, values: Mapping[str, object], path: Path, mistakes: Mistakes) -> None:
        self.values = values
        self.path = path
        self.mistakes = mistakes

    def wrong(self, key: str, template: str, needle: str = "", /, **details: object) -> None:
        """Keep a mistake about the value of `key`, or about the table where `key` is empty."""
        self.mistakes.add((*self.path, key) if key else self.path, template, needle, **details)

    def _missing(self, key: str, template: str, **details: object) -> None:
        """Complain about a missing value, in the line of the table's id where it has one."""
        name = self.values.get("id")
        here = f'"{name}"' if name and key not in self.values else ""
        self.wrong(key if key in self.values else "", template, here, key=key, **details)

    def allow_only(self, *keys: str) -> None:
        """Complain about every key that is not one of `keys`."""
        for key in self.values:
            if key not in keys:
                self.wrong(
                    key,
                    N_("“{key}” is not known here; known are: {known}."),
                    key,
                    key=key,
                    known=", ".join(keys),
                )

    def text(self, key: str, default: str | None = None) -> str:
        """The text of `key`; one without a default must be there and not empty."""
        value = self.values.get(key, default)
        if value is None or (default is None and value == ""):
            self._missing(key, N_("“{key}” is missing."))
            return ""
        if not isinstance(value, str):
            self.wrong(key, N_("“{key}” must be a text in quotation marks."), key=key)
            return ""
        return value

    def code(self, key: str = "id") -> str:
        """An identifier: a letter, then letters, digits, `_`, `-` and dots."""
        value = self.text(key)
        if value and not _CODE.fullmatch(value):
            self.wrong(
                key,
                N_(
                    "“{code}” cannot be an id: begin with a letter and use only letters, digits, "
                    "dots, - and _."
                ),
                value,
                code=value,
            )
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the allowed texts."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.wrong(
                key,
                N_("“{value}” cannot be the {key}; choose one of: {allowed}."),
                value,
                value=value,
                key=key,
                allowed=", ".join(allowed),
            )
        return value

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no: `true` or `false`."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, N_("“{key}” must be true or false."), key=key)
            return default
        return value

    def names(self, key: str, *, required: bool = False) -> Names:
        """A text in both languages: `{ ar = "…", en = "…" }`, or one text for both."""
        value = self.values.get(key, {} if required else "")
        if isinstance(value, str) and not (required and not value):
            return Names(value, value)
        if isinstance(value, Mapping) and (value or not required):
            inner = Table(value, (*self.path, key), self.mistakes)
            inner.allow_only("ar", "en")
            return Names(inner.text("ar", ""), inner.text("en", ""))
        self._missing(
            key,
            N_("“{key}” is missing: write {example}."),
            example=f'{key} = {{ ar = "…", en = "…" }}',
        )
        return Names()

    def strings(self, key: str) -> tuple[str, ...]:
        """An array of texts; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(key, N_("“{key}” must be a list of texts in quotation marks."), key=key)
            return ()
        return tuple(cast("list[str]", value))

    def entries(self, key: str) -> list[str | Table]:
        """An array of texts and tables; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, N_("“{key}” must be a list."), key=key)
            return []
        found: list[str | Table] = []
        for index, each in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(each, str):
                found.append(each)
            elif isinstance(each, Mapping):
                found.append(Table(each, path, self.mistakes))
            else:
                self.mistakes.add(path, N_("“{key}” must be a list of tables."), key=key)
        return found

    def tables(self, key: str) -> list[Table]:
        """An array of tables; empty where the key is missing."""
        found = []
        for each in self.entries(key):
            if isinstance(each, Table):
                found.append(each)
            else:
                self.wrong(key, N_("“{key}” must be a list of tables."), each, key=key)
        return found

    def table(self, key: str) -> Table:
        """A table; an empty one where the key is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            self.wrong(key, N_("“{key}” must be a table."), key=key)
            value = {}
        return Table(value, (*self.path, key), self.mistakes)
