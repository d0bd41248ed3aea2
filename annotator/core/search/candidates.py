"""Which documents a query can have answers in, as an expression of FTS5.

It leaves no answer out and may let documents in that have none; "" where it can say nothing.
"""

from __future__ import annotations

import re
from typing import Final

from annotator.core.model.query import (
    And,
    Around,
    Contains,
    Inside,
    Or,
    Query,
    Role,
    Words,
)
from annotator.core.storage import SearchIndex
from annotator.core.text import fold_text
from annotator.core.text.clitics import articles_after_lam

_TERM: Final = re.compile(r"[^\W_]+")
_TERMS: Final = 200
_NOTHING: Final = '"\N{REPLACEMENT CHARACTER}nothing"'


def expression(query: Query, index: SearchIndex, *, about_words: bool) -> str:
    """The expression for a resolved query, whose words are those of the text or of annotations."""
    match query:
        case Words(text, prefix):
            return _exact(text, index, prefix=prefix) if about_words else _held(text, index)
        case Contains(text):
            return _held(text, index)
        case And(parts):
            found = [expression(each, index, about_words=about_words) for each in parts]
            return _joined(" AND ", [each for each in found if each])
        case Or(parts):
            found = [expression(each, index, about_words=about_words) for each in parts]
            return _joined(" OR ", found) if all(found) else ""
        case Inside(what, other) | Around(what, other):
            first = expression(what, index, about_words=about_words)
            second = expression(other, index, about_words=False)
            return _joined(" AND ", [each for each in (first, second) if each])
        case Role(filler=filler) if filler is not None:
            return expression(filler, index, about_words=False)
        case _:
            return ""


def _exact(text: str, index: SearchIndex, *, prefix: bool) -> str:
    words = _TERM.findall(fold_text(text))
    terms = [f'"{word}"' for word in words]
    if prefix and terms:
        terms[-1] += " *"
    found = _joined(" AND ", terms)
    return found if found and index.is_sound(found) else ""


def _held(text: str, index: SearchIndex) -> str:
    """Words that hold these: an annotation may begin or end within a word."""
    folded = fold_text(text)
    found = []
    for place, word in enumerate(_TERM.findall(folded)):
        terms = index.terms_with(word, _TERMS)
        if terms is None:
            continue
        for form in () if place else articles_after_lam(word):
            more = index.terms_with(form, _TERMS)
            if more is None:
                return ""
            terms += more
        each = _joined(" OR ", [f'"{term}"' for term in dict.fromkeys(terms)]) or _NOTHING
        if index.is_sound(each):
            found.append(each)
    return _joined(" AND ", found)


def _joined(sign: str, parts: list[str]) -> str:
    return f"({sign.join(parts)})" if parts else ""
