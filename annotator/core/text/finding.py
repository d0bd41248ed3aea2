"""Finding a word or a phrase in a folded text, however it is spelt there."""

from __future__ import annotations

import re

from annotator.core.text.clitics import articles_after_lam, clitic_cuts
from annotator.core.text.folding import Folded, fold_text
from annotator.core.text.span import Span
from annotator.core.text.words import word_at


def find_folded(
    haystack: Folded,
    needle: str,
    *,
    whole_words: bool = False,
    clitics: bool = False,
    prefix: bool = False,
) -> list[Span]:
    """Return the spans of the haystack's source in which `needle` occurs, in order.

    Hits do not overlap and hold whole grapheme clusters; a space in the needle stands for any
    run of spaces. An empty needle occurs nowhere.

    With `whole_words`, a hit starts and ends where words do, so that روسيا is not found in
    بيلاروسيا. With `clitics`, which implies it, the first word of the hit may have a prefix
    attached, which stays out of the span: تاس in وتاس; and the article may have lost letters
    after ل: الحوار in للحوار, from the second ل on. With `prefix` beside one of them, the last word
    of the needle is the beginning of a word, and the hit holds that word whole.
    """
    wanted = " ".join(fold_text(needle).split())
    if not wanted:
        return []
    pattern = _pattern(wanted, articles_after_lam(wanted) if clitics else ())
    hits: list[Span] = []
    at = 0
    while match := pattern.search(haystack.text, at):
        span: Span | None
        if whole_words or clitics:
            span = _as_words(haystack, match, clitics=clitics, prefix=prefix)
        else:
            span = haystack.to_source(*match.span())
        at = match.end() if span else match.start() + 1
        # One ligature or emoji may hold several hits.
        if span and not (hits and hits[-1].overlaps(span)):
            hits.append(span)
    return hits


def _pattern(wanted: str, after_lam: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Compile `wanted`, and in a group of their own the forms that only count after a lam."""
    # A space of the needle is any run of them, but does not reach into the next paragraph.
    forms = [" +".join(map(re.escape, form.split(" "))) for form in (wanted, *after_lam)]
    return re.compile("|".join([forms[0], *(f"(?<=ل)({form})" for form in forms[1:])]))


def has_words(text: str, needle: str, *, prefix: bool = False) -> bool:
    """Return whether the words of a short text, such as an annotation's, hold those of `needle`.

    As `find_folded` with `clitics`; and a text that begins with what the article leaves after ل
    (لحوار) holds the whole word (الحوار), though the ل stands before it.
    """
    wanted = " ".join(fold_text(needle).split())
    shortened = articles_after_lam(wanted)
    folded = fold_text(text)
    if wanted.partition(" ")[0] not in folded and not any(
        folded.startswith(form) for form in shortened
    ):
        return False
    if find_folded(Folded(text), needle, clitics=True, prefix=prefix):
        return True
    return bool(shortened and find_folded(Folded(f"ل{text}"), needle, clitics=True, prefix=prefix))


def has_letters(text: str, needle: str) -> bool:
    """Return whether `needle` occurs anywhere in a text, folded; any run of spaces is one."""
    wanted = " ".join(fold_text(needle).split())
    return wanted in " ".join(fold_text(text).split())


def _as_words(
    haystack: Folded, match: re.Match[str], *, clitics: bool, prefix: bool
) -> Span | None:
    """Return the source span of a hit that starts and ends at the edges of words, or None."""
    start = _word_start(haystack, match, clitics=clitics)
    end = _word_end(haystack, match, prefix=prefix)
    return None if start is None or end is None else Span(start, end)


def _word_start(haystack: Folded, match: re.Match[str], *, clitics: bool) -> int | None:
    offset = haystack.source_offset(match.start())
    word = word_at(haystack.source, offset)
    if word is None or not word.contains_offset(offset):
        return haystack.to_source(*match.span()).start
    starts = [] if match.lastindex else [word.start]
    if clitics:
        starts += [word.start + cut for cut in clitic_cuts(word.text_in(haystack.source))]
    # Compared in the folded text, since tatweel at the edge of a word is part of it.
    return next((at for at in starts if haystack.from_source(at) == match.start()), None)


def _word_end(haystack: Folded, match: re.Match[str], *, prefix: bool) -> int | None:
    offset = haystack.source_offset(match.end() - 1)
    word = word_at(haystack.source, offset)
    if word is None or not word.contains_offset(offset):
        return haystack.to_source(*match.span()).end
    if prefix:
        return word.end
    return word.end if haystack.from_source(word.end) == match.end() else None
