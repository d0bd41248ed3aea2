"""Schemas as files: those to start from, with a line of description each; reading and writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.app import paths
from annotator.app.translation import _, language
from annotator.core.errors import N_, HashiyaError, InputError
from annotator.core.formats import write_text_file
from annotator.core.schema import read_schema_file

DEFAULT = "news.toml"

_GUIDES: dict[str, str] = {
    "news.toml": N_("Entities, quotes, events and relations of Arabic political news"),
    "ner.toml": N_("Four kinds of names, as in ANERcorp and CoNLL-2003"),
    "quotes.toml": N_("Quotes alone: direct, indirect and mixed, with cue and speaker"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """A schema file that comes with the program: its name and what it is for."""

    path: Path
    name: str
    guide: str

    def line(self) -> str:
        """Name and description in one line."""
        return f"{self.name} — {self.guide}" if self.guide else self.name


def templates() -> list[Template]:
    """The schemas that come with the program, the usual one first."""
    found = sorted((paths.seeds() / "schemas").glob("*.toml"))
    return [
        Template(each, _name(each), _(_GUIDES[each.name]) if each.name in _GUIDES else "")
        for each in sorted(found, key=lambda path: path.name != DEFAULT)
    ]


def read_source(path: Path) -> str:
    """The text of a schema file, whatever is wrong in it.

    Raises `InputError` where the file cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = N_("The schema {path} cannot be read as UTF-8 text: {reason}.")
        raise InputError(told, path=path, reason=str(error)) from error


def write_source(path: Path, source: str) -> None:
    """Write a schema to a file, letter by letter; raises `InputError` where that cannot be."""
    write_text_file(path, source)


def _name(path: Path) -> str:
    try:
        return read_schema_file(path).name.text(language())
    except HashiyaError:
        return path.stem  # choosing it says what is wrong
