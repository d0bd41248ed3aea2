"""Schemas to start from: those that come with the program, with a line of description each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.app import paths
from annotator.app.translation import _, language
from annotator.core.errors import N_, HashiyaError
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


def _name(path: Path) -> str:
    try:
        return read_schema_file(path).name.text(language())
    except HashiyaError:
        return path.stem  # choosing it says what is wrong
