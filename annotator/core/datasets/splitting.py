"""Which part of a dataset each document belongs to.

Documents that belong together (the same `group`, or the same text but for spelling) stay together:
a model that saw a story in training must not be tested on it. A group's part follows from the
group alone, so adding documents moves none of those that were there before.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from annotator.core.errors import N_, InputError
from annotator.core.formats.shape import SPLITS
from annotator.core.model import Document
from annotator.core.text import fold_text

DEFAULT_SALT = "hashiya"
_BUCKETS = 10_000


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of train, validation and test, in parts of their sum; `salt` deals anew."""

    train: int = 80
    validation: int = 10
    test: int = 10
    salt: str = DEFAULT_SALT

    @classmethod
    def parse(cls, value: str, salt: str = DEFAULT_SALT) -> Shares:
        """Read `80/10/10`, or `80/20` without validation; InputError where it is neither."""
        parts = [each.strip() for each in value.split("/")]
        if len(parts) in (2, 3) and all(each.isascii() and each.isdecimal() for each in parts):
            numbers = [int(each) for each in parts]
            if sum(numbers) > 0:
                middle = numbers[1] if len(numbers) == 3 else 0
                return cls(numbers[0], middle, numbers[-1], salt)
        raise InputError(
            N_("“{value}” is no split; write shares such as 80/10/10 or 80/20."), value=value
        )

    def part_of(self, key: str) -> str:
        """The part that the group with this key falls into: by hash, so always the same."""
        digest = hashlib.sha256(f"{self.salt}\n{key}".encode()).digest()
        at = int.from_bytes(digest, "big") % _BUCKETS
        total = self.train + self.validation + self.test
        if at * total < self.train * _BUCKETS:
            return "train"
        if at * total < (self.train + self.validation) * _BUCKETS:
            return "validation"
        return "test"

    def __str__(self) -> str:
        return f"{self.train}/{self.validation}/{self.test}"


@dataclass(slots=True)
class Split:
    """The part of each document, by its id.

    `groups` counts those of more than one document; `straddling` lists the ids of documents that
    are kept apart from their group, because both say in their own data where they belong.
    """

    parts: dict[str, str] = field(default_factory=dict)
    groups: int = 0
    straddling: list[str] = field(default_factory=list)


class Splitter:
    """Collects documents, then deals their groups to the parts."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares
        self._parents: dict[str, str] = {}
        self._ages: dict[str, int] = {}
        self._documents: list[tuple[str, str, str]] = []

    def add(self, document: Document) -> None:
        """Note a document; those that share its text, folded, or its group belong to it."""
        folded = hashlib.sha256(fold_text(document.text).encode()).hexdigest()
        # The oldest name of a group deals it its part; one that a person gave it comes first.
        names = [f"group {document.group}"] if document.group else []
        names.append(f"text {folded}")
        for name in names:
            self._parents.setdefault(name, name)
            self._ages.setdefault(name, len(self._ages))
        key = self._join(names[0], names[-1])
        self._documents.append((document.id, key, document.split))

    def split(self) -> Split:
        """Deal the groups: a document's own `split` wins, and the rest of its group follows it."""
        groups: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for entry in self._documents:
            groups[self._root(entry[1])].append(entry)
        result = Split()
        for key, members in groups.items():
            result.groups += len(members) > 1
            own = next((part for _, _, part in members if part in SPLITS), "")
            part = own or self._shares.part_of(key)
            for identifier, _, wanted in members:
                result.parts[identifier] = wanted if wanted in SPLITS else part
                if result.parts[identifier] != part:
                    result.straddling.append(identifier)
        return result

    def _root(self, key: str) -> str:
        while self._parents[key] != key:
            # Halving the path keeps it short.
            self._parents[key] = self._parents[self._parents[key]]
            key = self._parents[key]
        return key

    def _join(self, one: str, other: str) -> str:
        """Make one group of two; return the oldest name in it."""
        first, second = self._root(one), self._root(other)
        if self._ages[second] < self._ages[first]:
            first, second = second, first
        self._parents[second] = first
        return first
