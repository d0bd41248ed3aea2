"""A resolved query (`annotator.core.model.query`) as a condition in SQL about annotations.

Text is compared folded, by functions of `core.text` that the connection knows (`connection.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from annotator.core.model import REVIEWS
from annotator.core.model.query import (
    And,
    Around,
    Attribute,
    Contains,
    Incomplete,
    Inside,
    Is,
    Labelled,
    Not,
    Or,
    Query,
    Role,
    Words,
)
from annotator.core.storage.beside import Beside
from annotator.core.text import Way, fold_text

_STATUS = "(SELECT d.status FROM documents AS d WHERE d.number = {a}.document) = ?"
_ATTRIBUTE = (
    "EXISTS (SELECT 1 FROM attributes AS v{n} WHERE v{n}.document = {a}.document "
    "AND v{n}.annotation = {a}.id AND v{n}.name = ? AND {value})"
)
_ROLE = (
    "EXISTS (SELECT 1 FROM arguments AS g{n} WHERE g{n}.document = {a}.document "
    "AND g{n}.annotation = {a}.id AND g{n}.role = ?{filler})"
)
_BESIDE = 'hashiya_beside({question}, {a}.document, {a}.start, {a}."end", {a}.id)'


@dataclass(slots=True)
class Compiler:
    """Makes the condition; `values` fill its marks.

    `labels` are the numbers of (layer, label), `annotators` those of the names. What lies beside
    an annotation is asked of `beside`; the numbers of these questions are in `asked`.
    """

    labels: dict[tuple[str, str], int]
    annotators: dict[str, int]
    beside: Beside
    asked: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    _count: int = 0

    def condition(self, query: Query, alias: str = "a") -> str:  # noqa: C901 - a table of kinds
        """The condition on the row of `annotations` under an alias."""
        match query:
            case And(parts):
                return _balanced("AND", [self.condition(each, alias) for each in parts])
            case Or(parts):
                return _balanced("OR", [self.condition(each, alias) for each in parts])
            case Not(part):
                return f"NOT ({self.condition(part, alias)})"
            case Labelled(labels):
                return self._among(labels, alias)
            case Words(text, prefix):
                self.values += (text, prefix)
                return f"hashiya_words({alias}.text, ?, ?)"
            case Contains(text):
                self.values.append(text)
                return f"hashiya_letters({alias}.text, ?)"
            case Incomplete():
                return f"{alias}.incomplete = 1"
            case Is():
                return self._fact(query, alias)
            case Attribute():
                return self._attribute(query, alias)
            case Role():
                return self._role(query, alias)
            case Inside(what, where):
                return self._beside(alias, what, where, "inside")
            case Around(what, held):
                return self._beside(alias, what, held, "around")
            case _:
                raise TypeError(query)

    def _among(self, labels: Collection[tuple[str, str]], alias: str) -> str:
        numbers = sorted(self.labels[each] for each in labels if each in self.labels)
        return f"{alias}.label IN ({', '.join(map(str, numbers))})" if numbers else "0"

    def _fact(self, query: Is, alias: str) -> str:
        if query.fact == "review":
            number = REVIEWS.index(query.value)
            # SQLite takes the index of the rare states only where its own condition is repeated.
            rare = f" AND {alias}.review >= 2" if number >= 2 else ""
            return f"{alias}.review = {number}{rare}"
        if query.fact == "status":
            self.values.append(query.value)
            return _STATUS.format(a=alias)
        wanted = fold_text(query.value)
        if query.fact == "annotator":
            those = [each for name, each in self.annotators.items() if fold_text(name) == wanted]
            return f"{alias}.annotator IN ({', '.join(map(str, those))})" if those else "0"
        self.values.append(wanted)
        return f"hashiya_fold({alias}.origin) = ?"

    def _attribute(self, query: Attribute, alias: str) -> str:
        if not query.value:
            return self._has_attribute(query.name, alias)
        number = self._next()
        self.values += (query.name, fold_text(query.value))
        value = f"hashiya_fold(v{number}.value) = ?"
        found = _ATTRIBUTE.format(n=number, a=alias, value=value)
        if not query.default_of:
            return found
        by_default = self._among(query.default_of, alias)
        return f"{found} OR ({by_default} AND NOT {self._has_attribute(query.name, alias)})"

    def _has_attribute(self, name: str, alias: str) -> str:
        number = self._next()
        self.values.append(name)
        return _ATTRIBUTE.format(n=number, a=alias, value=f"v{number}.value <> ''")

    def _role(self, query: Role, alias: str) -> str:
        number = self._next()
        self.values.append(query.name)
        if query.filler is None:
            return _ROLE.format(n=number, a=alias, filler="")
        if isinstance(query.filler, Words):
            self.values += (query.filler.text, query.filler.prefix)
            text = (
                f"COALESCE((SELECT t.text FROM annotations AS t WHERE t.document = g{number}."
                f"document AND t.id = g{number}.target), g{number}.text)"
            )
            filler = f" AND hashiya_words({text}, ?, ?)"
            return _ROLE.format(n=number, a=alias, filler=filler)
        other = f"a{self._next()}"
        filler = (
            f" AND EXISTS (SELECT 1 FROM annotations AS {other} WHERE {other}.document = "
            f"g{number}.document AND {other}.id = g{number}.target "
            f"AND ({self.condition(query.filler, other)}))"
        )
        return _ROLE.format(n=number, a=alias, filler=filler)

    def _beside(self, alias: str, what: Query, other: Query, way: Way) -> str:
        """`what`, and another annotation of the document that stands in this way to it."""
        first = self.condition(what, alias)
        inner = Compiler(self.labels, self.annotators, self.beside, self.asked)
        condition = inner.condition(other, "b")
        question = self.beside.ask(way, condition, inner.values)
        self.asked.append(question)
        return f"({first}) AND {_BESIDE.format(question=question, a=alias)}"

    def _next(self) -> int:
        self._count += 1
        return self._count


def _balanced(sign: str, conditions: list[str]) -> str:
    """The conditions joined in brackets by halves: SQLite allows a depth of 1,000."""
    if len(conditions) == 1:
        return f"({conditions[0]})"
    half = len(conditions) // 2
    left, right = _balanced(sign, conditions[:half]), _balanced(sign, conditions[half:])
    return f"({left} {sign} {right})"
