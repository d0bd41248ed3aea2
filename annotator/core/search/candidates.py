"""Which documents a query can have answers in, as an expression of FTS5.

It leaves no answer out and may let documents in that have none; "" where it can say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
from annotator.core.text.clitics import SHORTEST_REMAINDER, articles_after_lam, may_be_clitics

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
    """Words of a text, of which the first may have clitics before it."""

    def longer(word: str) -> list[str]:
        if len(word) < SHORTEST_REMAINDER:
            return []
        ending = index.terms_ending(word)
        return [each for each in ending if may_be_clitics(each.removesuffix(word))]

    folded = fold_text(text)
    words = _TERM.findall(folded)
    if len(words) > 1:
        return _phrases(folded, index, longer, prefix=prefix)
    found = "".join(f'"{word}"' for word in words) + (" *" if prefix else "")
    return found if words and index.is_sound(found) else ""


def _held(text: str, index: SearchIndex) -> str:
    """Words that hold these: an annotation may begin or end within a word."""
    folded = fold_text(text)
    words = _TERM.findall(folded)
    if len(words) > 1:
        return _phrases(folded, index, index.terms_ending, prefix=True)
    for word in words:
        terms = index.terms_with(word, _TERMS)
        if terms is None:
            continue
        for form in articles_after_lam(word):
            more = index.terms_with(form, _TERMS)
            if more is None:
                return ""
            terms += more
        found = _joined(" OR ", [f'"{term}"' for term in dict.fromkeys(terms)]) or _NOTHING
        return found if index.is_sound(found) else ""
    return ""


def _phrases(
    folded: str, index: SearchIndex, longer: Callable[[str], list[str]], *, prefix: bool
) -> str:
    """Words that follow each other; `longer` tells what else may stand in place of the first.

    With `prefix` the last is the beginning of a word.
    """
    found: list[str] = []
    for form in (folded, *articles_after_lam(folded)):
        first, *others = _TERM.findall(form)
        firsts = dict.fromkeys((first, *longer(first)))
        # Too many to name: the others alone will do.
        found += [
            " ".join((each, *others)) for each in (firsts if len(firsts) <= _TERMS else ("",))
        ]
    end = " *" if prefix else ""
    match = _joined(" OR ", [f'plain : "{each.strip()}"{end}' for each in dict.fromkeys(found)])
    return match if index.is_sound(match) else ""


def _joined(sign: str, parts: list[str]) -> str:
    return f"({sign.join(parts)})" if parts else ""
