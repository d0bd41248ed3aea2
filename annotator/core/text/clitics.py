"""Where the small words that Arabic and Hebrew write onto the next one may end.

In Arabic: a conjunction (و ف), then a preposition or the sign of the future (ب ك ل س); the article
ال is not one of them, it stays with its noun. After ل it loses its alef (ل + الحوار = للحوار), and
before a noun in ل a lam as well (ل + اللجنة = للجنة). In Hebrew: ו, then ש כש מש לכש, then
ב ל כ מ, then the article ה.

None of this tells a clitic from a letter of the name: فيدان, بوتين, كورسك and وليد all begin like
one. So nothing here strips a word by its looks; a cut is a choice to offer, and `detach_known`
takes one only where it knows what remains.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from annotator.core.text.folding import fold_text
from annotator.core.text.span import Span
from annotator.core.text.words import word_at

SHORTEST_REMAINDER: Final = 3
"""Letters that must remain after a clitic: with fewer, nearly every cut is a wrong one."""

_ARABIC: Final = (("و", "ف"), ("ب", "ك", "ل", "س"))
_HEBREW: Final = (("ו",), ("כש", "מש", "לכש", "ש"), ("ב", "ל", "כ", "מ"), ("ה",))
_LETTERS: Final = frozenset("".join(form for slot in (*_ARABIC, *_HEBREW) for form in slot))


def clitic_cuts(word: str) -> tuple[int, ...]:
    """Return the offsets in `word` where an attached prefix may end, in order.

    Marks and tatweel after a prefix go with it, so that what remains starts with a letter. At
    least three letters remain.
    """
    letters = list(_letters(word))
    skeleton = "".join(letter if len(letter) == 1 else "\0" for _, letter in letters)
    slots = _HEBREW if skeleton[:1] >= "א" and skeleton[:1] <= "ת" else _ARABIC
    ends = _prefix_ends(skeleton, slots)
    return tuple(
        letters[end][0]
        for end in sorted(ends)
        if sum(len(letter) for _, letter in letters[end:]) >= SHORTEST_REMAINDER
    )


def cycle_clitic(text: str, span: Span) -> Span:
    """Return `span` with the next choice of what is attached to its first word.

    The choices are the start of the word that `span` starts in and each of its cuts within the
    span; after the last comes the first. A span whose start is in no word, or in one without a
    cut, comes back as it is.
    """
    word = word_at(text, span.start)
    if word is None or not word.contains_offset(span.start):
        return span
    cuts = [word.start + cut for cut in clitic_cuts(word.text_in(text))]
    if not cuts:
        return span
    choices = [start for start in (word.start, *cuts) if start < span.end]
    following = [start for start in choices if start > span.start]
    return Span(following[0] if following else word.start, span.end)


def detach_known(text: str, span: Span, known: Callable[[str], bool]) -> Span:
    """Return `span` without its attached prefix where what remains is known.

    `known` is asked with folded text. Where it knows the whole, the whole it is; else the
    shortest prefix goes that leaves something known, an article that lost letters after ل given
    them back. Where nothing is known, `span` comes back as it is. Raises `TextError` where the
    span ends past the end of the text.
    """
    if known(fold_text(span.text_in(text))):
        return span
    word = word_at(text, span.start)
    if word is None or word.start != span.start:
        return span
    for cut in clitic_cuts(word.text_in(text)):
        start = span.start + cut
        if start >= span.end:
            break
        remainder = fold_text(text[start : span.end])
        prefix = fold_text(text[span.start : start])
        if any(known(form) for form in (remainder, *restored_articles(prefix, remainder))):
            return Span(start, span.end)
    return span


def may_be_clitics(prefix: str) -> bool:
    """Whether nothing in a folded prefix speaks against its being attached clitics.

    Quick and generous: letters that clitics have, and marks, in any order; an empty one too.
    """
    return all(each in _LETTERS or unicodedata.category(each)[0] == "M" for each in prefix)


def restored_articles(prefix: str, remainder: str) -> tuple[str, ...]:
    """Return what `remainder`, written after `prefix`, may be with its article ال whole.

    Both are folded. After the prefix ل: الحوار for لحوار, and اللجنه for لجنه.
    """
    if not (prefix.endswith("ل") and remainder.startswith("ل")):
        return ()
    return ("ا" + remainder, "ال" + remainder)


def articles_after_lam(word: str) -> tuple[str, ...]:
    """Return how a folded `word` may be written after the prefix ل, other than as it is.

    For a word in ال: لحوار for الحوار; and for one whose noun begins with ل too, لجنه for اللجنه.
    """
    if not word.startswith("ال") or len(word) <= SHORTEST_REMAINDER:
        return ()
    without_alef, without_article = word[1:], word[2:]
    return (without_alef, without_article) if word[2] == "ل" else (without_alef,)


def _letters(word: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the folded form of each letter or digit, marks and tatweel left out."""
    for offset, character in enumerate(word):
        folded = fold_text(character)
        if folded and folded[0].isalnum():
            yield offset, folded


def _prefix_ends(skeleton: str, slots: tuple[tuple[str, ...], ...], start: int = 0) -> set[int]:
    """Return where the prefixes of `skeleton` end that take one form or none from each slot."""
    ends: set[int] = set()
    for index, slot in enumerate(slots):
        for form in slot:
            end = start + len(form)
            if skeleton.startswith(form, start) and end < len(skeleton):
                ends |= {end} | _prefix_ends(skeleton, slots[index + 1 :], end)
    return ends
