"""The formats that can be read and written, and what each cannot hold: a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.articles import TEXT_EXTENSIONS
from annotator.core.errors import N_, InputError


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format.

    `description` and `cannot_hold` are English sentences, marked for translation; `cannot_hold`
    is empty where nothing is lost.
    """

    name: str
    extensions: tuple[str, ...]
    reads: bool
    writes: bool
    description: str
    cannot_hold: str


_FORMATS = (
    Format(
        name="text",
        extensions=TEXT_EXTENSIONS,
        reads=True,
        writes=False,
        description=N_("Plain text: one article a file, titled by its first line."),
        cannot_hold=N_("Annotations, and everything about the article but its text and title."),
    ),
    Format(
        name="jsonl",
        extensions=(".jsonl",),
        reads=True,
        writes=True,
        description=N_("Canonical JSONL: one document a line with all of its annotations."),
        cannot_hold="",
    ),
)


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are shown."""
    return _FORMATS


def format_named(name: str) -> Format:
    """The format with this name; InputError lists those that there are."""
    for each in _FORMATS:
        if each.name == name:
            return each
    raise InputError(
        N_("There is no format “{name}”; there are: {known}."),
        name=name,
        known=", ".join(each.name for each in _FORMATS),
    )


def format_of(path: Path) -> Format:
    """The format that a file's ending stands for; plain text where it has none.

    Raises:
        InputError: the ending is one that no format has.
    """
    suffix = path.suffix.lower()
    for each in _FORMATS:
        if suffix in each.extensions:
            return each
    if not suffix:
        return _FORMATS[0]
    raise InputError(
        N_("“{name}”: no format has the ending {ending}. Say which one it is; there are: {known}."),
        name=path.name,
        ending=suffix,
        known=", ".join(each.name for each in _FORMATS),
    )
