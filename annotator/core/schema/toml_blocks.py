"""A TOML text as blocks, so that one part changes and everything else stays letter by letter.

A block is a header (`[[layers.labels]]`) with the keys below it and the blank lines and comments
above it. Comments that follow a blank line belong to the header after them, so that they move
with it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tomlkit
from tomlkit.items import Item

from annotator.core.schema.locating import Path
from annotator.core.schema.toml_writing import Value, rank, write_key, write_value


@dataclass(slots=True)
class Entry:
    """A key with its value, over one or several lines; comments and blank lines have no key."""

    key: str
    text: str


@dataclass(slots=True)
class Block:
    """A table of the text: the way to it, what stands above its header, and its entries."""

    path: Path
    lead: str = ""
    header: str = ""
    names: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)

    def text(self) -> str:
        """The block as it stands in the file."""
        return self.lead + self.header + "".join(each.text for each in self.entries)

    def has(self, key: str) -> bool:
        """Whether a key is written here (and not as a table with a header of its own)."""
        return any(each.key == key for each in self.entries)

    def drop(self, key: str) -> None:
        """Take a key away with all its lines."""
        self.entries = [each for each in self.entries if each.key != key]

    def put(self, key: str, value: Value, newline: str) -> None:
        """Give a key a value, where it stands or else where its place in the order is."""
        self.finish(newline)
        written = write_value(value).replace("\n", newline)
        mine = [each for each in self.entries if each.key == key]
        if len(mine) == 1 and _holds_whole(mine[0].text, key):
            mine[0].text = _with_value(mine[0].text, key, written, newline)
            return
        self.drop(key)
        entry = Entry(key, f"{write_key(key)} = {written}{newline}")
        keyed = [i for i, each in enumerate(self.entries) if each.key]
        before = next((i for i in keyed if rank(self.entries[i].key) > rank(key)), None)
        self.entries.insert((keyed[-1] + 1 if keyed else 0) if before is None else before, entry)

    def change(self, key: str, rest: Path, value: Value) -> bool:
        """Change what lies deeper in a value, keeping how it is written; tell whether that works.

        `value` None takes it away.
        """
        mine = [each for each in self.entries if each.key == key]
        if len(mine) != 1:
            return False
        try:
            document = tomlkit.parse(mine[0].text)
            inner = document[key]
            for step in rest[:-1]:
                inner = inner[step]
            if value is None:
                del inner[rest[-1]]
            else:
                inner[rest[-1]] = value
            mine[0].text = tomlkit.dumps(document)
        except Exception:
            return False  # whatever tomlkit cannot do, writing anew can
        return True

    def finish(self, newline: str) -> None:
        """Let the last line end, so that another can follow it."""
        if self.entries and not self.entries[-1].text:
            self.entries.pop()  # what is after the last line's end
        if not self.text() or self.text().endswith("\n"):
            return
        if self.entries:
            self.entries[-1].text += newline
        else:
            self.header += newline


@lru_cache(maxsize=4)  # an edit looks at the same text before, after and when it is checked
def loaded(source: str) -> dict[str, Any]:
    """The values of a TOML text; they are shared, so copy them before you change them.

    Raises `tomllib.TOMLDecodeError` where it is none.
    """
    return tomllib.loads(source)


def read_blocks(source: str) -> list[Block]:
    """The blocks of a valid TOML text in their order; their texts make it up again.

    The first has no header.
    """
    lines = [each + "\n" for each in source.split("\n")]
    lines[-1] = lines[-1][:-1]
    blocks = [Block(())]
    counts: defaultdict[Path, int] = defaultdict(int)
    at = 0
    while at < len(lines):
        line = lines[at]
        bare = line.strip()
        if bare.startswith("["):
            names, is_array = _header(line)
            lead = _take_lead(blocks[-1])
            blocks.append(Block(_resolved(names, counts, is_array), lead, line, names))
            at += 1
        elif not bare or bare.startswith("#"):
            blocks[-1].entries.append(Entry("", line))
            at += 1
        else:
            key, end = _entry(lines, at)
            blocks[-1].entries.append(Entry(key, "".join(lines[at:end])))
            at = end
    return blocks


def write_blocks(blocks: list[Block]) -> str:
    """The text that the blocks make up."""
    return "".join(each.text() for each in blocks)


def owner_of(blocks: list[Block], path: Path) -> Block:
    """The innermost block around the value at `path`."""
    inside = (each for each in blocks if each.path == path[: len(each.path)])
    return max(inside, key=lambda each: len(each.path))


def _entry(lines: list[str], at: int) -> tuple[str, int]:
    """The key that begins in a line, and the line after its value."""
    for end in range(at + 1, len(lines) + 1):
        key = _key_of("".join(lines[at:end]))
        if key:
            return key, end
    raise ValueError(lines[at])


@lru_cache(maxsize=4096)  # while something is typed, all other lines stay as they are
def _key_of(text: str) -> str:
    """The key that a whole entry gives a value; empty where the text is not yet a whole one."""
    try:
        return next(iter(tomllib.loads(text)))
    except tomllib.TOMLDecodeError:
        return ""


def _header(line: str) -> tuple[tuple[str, ...], bool]:
    names: tuple[str, ...] = ()
    inner: object = tomllib.loads(line)
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        names = (*names, name)
    return names, isinstance(inner, list)


def _resolved(names: tuple[str, ...], counts: dict[Path, int], is_array: bool) -> Path:
    """The path that a header's names mean: in an array of tables, its last one so far."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if counts.get(path):
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if is_array:
        counts[path] += 1
        path = (*path, counts[path] - 1)
    return path


def _take_lead(block: Block) -> str:
    """Take the blank lines at the end of a block, with the comments after them."""
    start = len(block.entries)
    while start and not block.entries[start - 1].key:
        start -= 1
    if block.header or start:  # what stands directly below a key belongs to it
        while start < len(block.entries) and block.entries[start].text.strip():
            start += 1
    lead = "".join(each.text for each in block.entries[start:])
    del block.entries[start:]
    return lead


def _holds_whole(text: str, key: str) -> bool:
    """Whether a line gives a key its whole value, not (as `name.ar = …`) a part of it."""
    before = text.partition("=")[0].strip()
    return before in (key, f'"{key}"', f"'{key}'")


def _with_value(text: str, key: str, written: str, newline: str) -> str:
    """An entry with another value; what stands before it, and a comment after it, stay."""
    before, _equals, after = text.partition("=")
    space = after[: len(after) - len(after.lstrip(" \t"))]
    item = tomlkit.parse(text).item(key)
    trivia = item.trivia if isinstance(item, Item) else None
    comment = f"{trivia.comment_ws}{trivia.comment}" if trivia and trivia.comment else ""
    end = newline if text.endswith("\n") else ""
    return f"{before}={space}{written}{comment}{end}"
