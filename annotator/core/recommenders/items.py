"""The words of a piece of text with the cues they carry: what the rules for names and numbers read.

An item is a word, or several that are one entry of a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from annotator.core.recommenders.lexicon import NO_CUES, Language, Lexicon, Phrases, lexicon
from annotator.core.text import Span, clitic_cuts, fold_text, words
from annotator.core.text.clitics import restored_articles

Gap = Literal["", " ", ",", "."]

_CLITICS: Final = frozenset("وفبكلسושכמבלה")
_COMMAS: Final = "،,"
_PERSIAN: Final = frozenset("یکگچپژ")
_URDU: Final = frozenset("ےہٹڈڑںھ")
_LONGEST: Final = 4  # words of a name that `known` is asked about
_ATTACHED_DIGITS: Final = re.compile(r"(\D{1,2})(\d[\d.,]*)")  # و12
DIGITS: Final = frozenset({"digits"})
_SHORTEST_DEFINITE: Final = 4  # letters, the article among them, that are too few


@dataclass(slots=True)
class Item:
    """A word or an entry: `[start, end)` in code points.

    `form` is its folded text (the words of an entry with a space between) without what is
    attached; `cut` is where that begins. `gap` is what stands before it: nothing, spaces, a comma
    or anything else. `language` is that of its letters (`en`: Latin ones), empty for others.
    """

    start: int
    end: int
    cut: int
    form: str
    cues: frozenset[str]
    gap: Gap
    language: Language | Literal[""]

    @property
    def attached(self) -> bool:
        """Whether something is written onto it that is not part of it."""
        return self.cut > self.start

    @property
    def definite(self) -> bool:
        """Whether it is a single Arabic word with the article, or with what ل leaves of it."""
        return (
            self.form.startswith("ال")
            and len(self.form) > _SHORTEST_DEFINITE
            and " " not in self.form
        )


class Reader:
    """Makes items of pieces of one text.

    `tagged` tells the names that the text's annotations cover now; `known` is asked with folded
    names.
    """

    def __init__(
        self,
        text: str,
        tagged: Callable[[], Phrases] = Phrases,
        known: Callable[[str], bool] | None = None,
    ) -> None:
        self._text = text
        self._tagged = tagged
        self._known = known

    def items(self, start: int, end: int) -> list[Item]:
        """The items of the words in `[start, end)`, in order."""
        found = words(self._text, start, end)
        arabic = arabic_language(self._text[start:end])
        read = [read_word(self._text[word.start : word.end], arabic) for word in found]
        gaps = [
            self._gap(found[at - 1].end if at else word.start, word.start)
            for at, word in enumerate(found)
        ]
        items: list[Item] = []
        at = 0
        while at < len(found):
            item = self._item(found, read, gaps, at)
            items.append(item[0])
            at += item[1]
        return items

    def _gap(self, end: int, start: int) -> Gap:
        between = self._text[end:start]
        if not between or between.isspace():
            return " " if between else ""
        mark = between.strip()
        return "," if mark in _COMMAS and len(mark) == 1 else "."

    def _item(
        self, found: Sequence[Span], read: Sequence[Word], gaps: Sequence[Gap], at: int
    ) -> tuple[Item, int]:
        """The item that begins with the word at `at`, and how many words it is of."""
        span, word = found[at], read[at]
        for cut, form in word.choices:
            count, cues = self._longest(form, read, gaps, at)
            if count:
                whole = form
                if count > 1:
                    whole = " ".join([form, *(each.form for each in read[at + 1 : at + count])])
                end = found[at + count - 1].end
                begin = span.start + cut
                return Item(span.start, end, begin, whole, cues, gaps[at], word.language), count
        cut, form = span.start + word.cut, word.own
        return Item(span.start, span.end, cut, form, word.cues, gaps[at], word.language), 1

    def _longest(
        self, first: str, read: Sequence[Word], gaps: Sequence[Gap], at: int
    ) -> tuple[int, frozenset[str]]:
        """How many words from `at` are the longest entry that begins with `first`; 0: none."""
        count, cues = 0, NO_CUES
        for phrases in (lexicon(read[at].language or "en").phrases, self._tagged()):
            for phrase in phrases.starting(first):
                length = len(phrase.rest) + 1
                if length < count:
                    break
                if length == 1 or _follows(phrase.rest, read, gaps, at):
                    cues = cues | phrase.cues if length == count else phrase.cues
                    count = length
                    break
        if self._known is None:
            return count, cues
        known = self._known_words(self._known, first, read, gaps, at)
        return (known, frozenset({"name"})) if known > count else (count, cues)

    def _known_words(
        self,
        is_known: Callable[[str], bool],
        first: str,
        read: Sequence[Word],
        gaps: Sequence[Gap],
        at: int,
    ) -> int:
        reach = 1
        while reach < _LONGEST and at + reach < len(read) and gaps[at + reach] == " ":
            reach += 1
        for count in range(reach, 0, -1):
            if is_known(" ".join([first, *(each.form for each in read[at + 1 : at + count])])):
                return count
        return 0


@dataclass(frozen=True, slots=True)
class Word:
    """What a word is by itself.

    `choices` are the word whole and what is left of it without what may be attached: where that
    begins in the word, and its folded text. `cut`, `own` and `cues` are for a word that is in no
    lexicon: where it begins, its folded text from there, and what it is a cue for.
    """

    form: str
    language: Language | Literal[""]
    choices: tuple[tuple[int, str], ...]
    cut: int
    own: str
    cues: frozenset[str]


@lru_cache(maxsize=8192)  # the words of a page and its neighbours are read at each step
def read_word(word: str, arabic: Language = "ar") -> Word:
    """Read one word by itself; `arabic` is the language of words in Arabic letters."""
    form = fold_text(word)
    language = _language(form, arabic)
    choices = [(0, form)]
    if language in ("ar", "he") and form[:1] in _CLITICS:
        for cut in clitic_cuts(word):
            prefix, rest = fold_text(word[:cut]), fold_text(word[cut:])
            choices += [(cut, each) for each in (rest, *restored_articles(prefix, rest))]
    digits = _ATTACHED_DIGITS.fullmatch(form)
    if digits and digits[1][0] in _CLITICS:
        cut = next(at for at, letter in enumerate(word) if letter.isdigit())
        return Word(form, language, tuple(choices), cut, digits[2], DIGITS)
    cues = _own_cues(form, lexicon(language or "en"))
    for cut, rest in choices[1:]:
        if not cues and rest.startswith("ال") and len(rest) > _SHORTEST_DEFINITE:
            return Word(form, language, tuple(choices), cut, rest, cues)  # والتعليم
    return Word(form, language, tuple(choices), 0, form, cues)


def arabic_language(text: str) -> Language:
    """The language that text in Arabic letters is most likely in, by its letters."""
    letters = set(text)
    if len(letters & _URDU) >= 2:
        return "ur"
    return "fa" if letters & {"ی", "ک"} and len(letters & _PERSIAN) >= 2 else "ar"


def _follows(rest: Sequence[str], read: Sequence[Word], gaps: Sequence[Gap], at: int) -> bool:
    """Whether the words after the one at `at` are `rest`, with nothing but spaces between."""
    if at + len(rest) >= len(read):
        return False
    return all(
        read[index].form == form and gaps[index] == " "
        for index, form in enumerate(rest, start=at + 1)
    )


def _own_cues(form: str, cues_of: Lexicon) -> frozenset[str]:
    """What a word that is no entry is a cue for."""
    if form[:1].isdigit():
        return DIGITS
    if _is_common(form, cues_of.stops):
        return frozenset({"stop"})
    return frozenset({"foreign"}) if cues_of.looks_foreign(form) else NO_CUES


def _is_common(form: str, stops: frozenset[str]) -> bool:
    """Whether a word is a function word or a verb, also with و or ف before or a pronoun behind."""
    forms = (form, form[1:]) if form[:1] in ("و", "ف") else (form,)
    return any(
        each in stops
        or any(
            each.endswith(end) and each[: -len(end)] in stops for end in ("ها", "هم", "هما", "ه")
        )
        for each in forms
    )


def _language(form: str, arabic: Language) -> Language | Literal[""]:
    """The language of a word, by its first letter; that of Arabic letters is `arabic`."""
    letter = next((each for each in form if each.isalpha()), "")
    if "\u0600" <= letter <= "\u08ff":
        return arabic
    if "\u0590" <= letter <= "\u05ff":
        return "he"
    return "en" if letter and letter < "\u0250" else ""
