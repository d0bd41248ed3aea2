"""The strings that are labelled: how they are compared, and where in a word they begin."""

from __future__ import annotations

import re
from functools import lru_cache

from annotator.core.recommenders.lexicon import lexicon
from annotator.core.text import Span, clitic_cuts, fold_text, word_at, words
from annotator.core.text.clitics import restored_articles

_WORD = re.compile(r"\w+")
_ARTICLES = ("ال", "لل")  # what stands before a span that leaves the article out
_TITLES = frozenset({"title", "address"})
_REACH = 5  # words before a span that are looked at for a title

Raw = tuple[str, str]
"""A string as it is labelled: "ل" or "ال" where that stands before it in its word, and its key."""


@lru_cache(maxsize=100_000)
def key_of(text: str) -> str:
    """The folded words of a text, one space between them."""
    return " ".join(_WORD.findall(fold_text(text)))


def raw_of(text: str, span: Span) -> Raw:
    """How a span is compared with others."""
    key = key_of(text[span.start : span.end])
    start = span.start
    if start and text[start - 1].isalpha() and text[start].isalpha():
        word = word_at(text, start)
        before = fold_text(text[word.start : start]) if word else ""
        if before.endswith(_ARTICLES):
            return "ال", key
        if before.endswith("ل") and key.startswith("ل"):
            return "ل", key
    return "", key


@lru_cache(maxsize=100_000)
def without_clitics(key: str) -> tuple[str, ...]:
    """What a key may be without the prefixes of its first word, the shortest prefix first."""
    first, space, rest = key.partition(" ")
    found: list[str] = []
    for cut in clitic_cuts(first):
        remainder = first[cut:]
        forms = (remainder, *restored_articles(first[:cut], remainder))
        found += [f"{form}{space}{rest}" for form in forms]
    return tuple(found)


@lru_cache(maxsize=50_000)
def without_titles(key: str) -> tuple[str, ...]:
    """What a key may be without the title that it begins with, the longest remainder first."""
    parts = key.split(" ")
    phrases = lexicon("ar").phrases.starting(parts[0])
    if len(parts) < 2 or not any(each.cues & _TITLES for each in phrases):
        return ()
    return tuple(" ".join(parts[n:]) for n in range(1, len(parts)))


def shrunk(text: str, span: Span, key: str) -> Span | None:
    """The end of a span that has this key; None where there is none."""
    found = words(text, *_whole(text, span))
    first = next((each for each in found if each.end > span.start), None)
    starts = [each.start for each in found if each.start > span.start]
    if first is not None:
        starts = [first.start + cut for cut in clitic_cuts(first.text_in(text))] + starts
    for start in starts:
        if not span.start < start < span.end:
            continue
        rest = key_of(text[start : span.end])
        lam = fold_text(text[start - 1]) == "ل" and rest.startswith("ل")
        if rest == key or (lam and key in restored_articles("ل", rest)):
            return Span(start, span.end)
    return None


def grown(text: str, span: Span, key: str) -> Span | None:
    """The span with what stands before it, if that has this key; None otherwise."""
    word = word_at(text, span.start)
    start = word.start if word is not None and word.start < span.start else span.start
    if start < span.start:
        for cut in (0, *clitic_cuts(text[start : word.end] if word else "")):
            if start + cut < span.start and _is(text, start + cut, span.end, key):
                return Span(start + cut, span.end)
    line = text.rfind("\n", 0, start) + 1
    before = words(text, max(line, start - 100), start)[-_REACH:]
    for each in reversed(before):
        if _is(text, each.start, span.end, key):
            return Span(each.start, span.end)
        for cut in clitic_cuts(each.text_in(text)):
            if _is(text, each.start + cut, span.end, key):
                return Span(each.start + cut, span.end)
    return None


def _is(text: str, start: int, end: int, key: str) -> bool:
    found = key_of(text[start:end])
    lam = start > 0 and fold_text(text[start - 1]) == "ل"
    return found == key or (lam and key in restored_articles("ل", found))


def _whole(text: str, span: Span) -> tuple[int, int]:
    """The range of a span with the words that its ends lie in."""
    word = word_at(text, span.start)
    start = min(word.start, span.start) if word else span.start
    last = word_at(text, span.end)
    return start, max(last.end, span.end) if last else span.end
