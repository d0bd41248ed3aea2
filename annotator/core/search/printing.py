"""From the parts of a query to its text; reading that again gives the same parts."""

from __future__ import annotations

import re
from typing import Final

from annotator.core.model.query import (
    And,
    Around,
    Attribute,
    Contains,
    Incomplete,
    Inside,
    Is,
    Labelled,
    Named,
    Not,
    Or,
    Query,
    Role,
    With,
    Words,
)
from annotator.core.search.keywords import FIELD_OF, OPERATOR_OF
from annotator.core.text import fold_text

_PLAIN: Final = re.compile(r"[^\W\d][\w.-]*")
_NAME: Final = re.compile(r"[^\W\d][\w-]*")


def text_of(query: Query) -> str:
    """The text of a query, in the English words of the language."""
    match query:
        case And(parts):
            return " and ".join(_grouped(each, Or) for each in parts)
        case Or(parts):
            return " or ".join(_grouped(each, Or) for each in parts)
        case Not(With(name, filler)):
            return f"without:{_named(name, filler)}"
        case Not(part):
            return f"not {_grouped(part, And, Or)}"
        case Inside(what, where):
            return f"{_operand(what)} inside {_operand(where)}"
        case Around(what, held):
            return f"{_operand(what)} around {_operand(held)}"
        case _:
            return _condition(query)


def _condition(query: Query) -> str:
    match query:
        case Words(text, prefix, quoted):
            return f'"{text}"{"*" if prefix else ""}' if quoted else text + "*" * prefix
        case Contains(text):
            return f"text~{value_text(text)}"
        case Named(kind, name):
            return f"{kind}:{value_text(name)}"
        case Labelled(labels):
            return " or ".join(f"label:{value_text(label)}" for _layer, label in labels)
        case Is(fact, value):
            return f"{fact}:{value_text(value)}"
        case Incomplete():
            return "incomplete"
        case With(name, filler):
            return f"with:{_named(name, filler)}"
        case Role(name, filler):
            return f"role:{_named(name, filler)}"
        case Attribute(name, value):
            return f"attribute:{_named(name, Words(value, quoted=True) if value else None)}"
        case _:
            raise TypeError(query)


def value_text(value: str) -> str:
    """A value as it is written after a sign: in quotation marks where it needs them."""
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _named(name: str, filler: Query | None) -> str:
    written = name if _NAME.fullmatch(name) else f'"{name}"'
    if filler is None:
        return written
    if isinstance(filler, Words) and (filler.quoted or " " not in filler.text):
        return f"{written}={_condition(filler)}"
    return f"{written}=({text_of(filler)})"


def _grouped(query: Query, *kinds: type) -> str:
    """In brackets where it would fall apart among its neighbours."""
    return f"({text_of(query)})" if isinstance(query, kinds) else text_of(query)


def _operand(query: Query) -> str:
    compound = isinstance(query, And | Or | Not | Inside | Around)
    return f"({text_of(query)})" if compound else text_of(query)


def is_keyword(word: str) -> bool:
    """Whether a word means something to the language, and is quoted where it is meant literally."""
    folded = fold_text(word)
    return folded in OPERATOR_OF or folded in FIELD_OF
