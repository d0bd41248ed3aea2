"""The project's guidelines as a page of Markdown: one to start from, and where a label stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.core.schema.model import Label, Layer, Names, Role, Schema
from annotator.core.text import fold_text

_TITLE = Names("دليل الوسم", "Guidelines")
_ROLES = Names("الأدوار", "Roles")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
_MARKUP = re.compile(r"\\([^\w\s]|_)|[`*]")


def start_guidelines(schema: Schema, language: str) -> str:
    """A page with a heading for each layer and label, with the guidance that the schema has."""
    title = f"# {_TITLE.text(language)}: {_plain(schema.name.text(language))}"
    parts = [title, *(part for layer in schema.layers for part in _layer(layer, language))]
    return "\n\n".join(parts) + "\n"


def headings(markdown: str) -> Iterator[str]:
    """The texts of the headings (`## …`) of a page, without markup, in their order."""
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and (found := _HEADING.match(line)):
            yield _MARKUP.sub(r"\1", found[2])


def heading_of(label: Label, found: Iterable[str]) -> str:
    """The heading that is about a label; the empty string where none is.

    That is the first one with the label's code in it, or else one that is just its name.
    """
    listed = list(found)
    code = re.compile(rf"(?<![\w.-]){re.escape(label.id)}(?![\w-]|\.\w)")
    names = {fold_text(each).strip() for each in (label.name.ar, label.name.en) if each}
    by_code = (each for each in listed if code.search(each))
    by_name = (each for each in listed if fold_text(each).strip() in names)
    return next(by_code, next(by_name, ""))


def _layer(layer: Layer, language: str) -> Iterator[str]:
    yield f"## {_plain(layer.name.text(language))}"
    roles = {role.id: role for label in layer.labels for role in layer.roles_of(label.id)}
    told = [_role(role, language) for role in roles.values() if role.guide.text(language)]
    if told:
        yield f"**{_ROLES.text(language)}**"
        yield "\n".join(told)
    for label in layer.labels:
        yield f"### {_plain(label.name.text(language))} ({_plain(label.id)})"
        if label.guide.text(language):
            yield _plain(label.guide.text(language))
        if label.example:
            yield f"> {_plain(label.example)}"


def _role(role: Role, language: str) -> str:
    name, guide = role.name.text(language), role.guide.text(language)
    return f"- **{_plain(name)}**: {_plain(guide)}"


def _plain(text: str) -> str:
    """A text of the schema as Markdown that shows it letter by letter, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
