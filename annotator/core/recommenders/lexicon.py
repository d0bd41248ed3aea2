"""The cues of one language, read from its file in `lexicons/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from annotator.core.text import fold_text, words

Language = Literal["ar", "fa", "ur", "he", "en"]

_FOLDER: Final = Path(__file__).with_name("lexicons")

# Key of the file, by section, and the cue that its entries give.
_CUES: Final = {
    "titles": "title",
    "address": "address",
    "organisations": "head",
    "places": "head",
    "institutions": "institution",
    "inner": "inner",
    "names": "name",
    "given": "given",
    "ties": "tie",
    "nation_words": "nation",
    "stop_phrases": "stop",
    "saying": "saying",
}
_DATE_CUES: Final = {
    "weekdays": "weekday",
    "months": "month",
    "weak_months": "weak month",
    "relative": "relative",
    "parts": "part",
    "year_heads": "year head",
    "periods": "period",
    "period_adjectives": "period adjective",
    "eras": "era",
}
_NUMBER_CUES: Final = {"words": "number", "scales": "scale", "units": "unit", "times": "time"}

NO_CUES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """The folded words of an entry after its first one, and what they are a cue for."""

    rest: tuple[str, ...]
    cues: frozenset[str]


class Phrases:
    """Entries of one or several words, found by their first word."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[Phrase]] = {}

    def add(self, entry: str, cue: str) -> None:
        """Add an entry; one that is known gets the cue beside those it has."""
        forms = [fold_text(word.text_in(entry)) for word in words(entry)]
        if not forms:
            return
        phrases = self._by_first.setdefault(forms[0], [])
        rest = tuple(forms[1:])
        for index, known in enumerate(phrases):
            if known.rest == rest:
                phrases[index] = Phrase(rest, known.cues | {cue})
                return
        phrases.append(Phrase(rest, frozenset({cue})))
        phrases.sort(key=lambda phrase: -len(phrase.rest))

    def starting(self, word: str) -> Iterable[Phrase]:
        """The entries whose first word is `word` (folded), the longest first."""
        return self._by_first.get(word, ())

    def __contains__(self, word: str) -> bool:
        return word in self._by_first


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words of one language are a cue for. All words are folded.

    `stops` are never part of a name that is found by its place alone; `endings` and `foreign`
    (letters) make a word look foreign, unless it is one of `native`.
    """

    language: Language
    phrases: Phrases = field(default_factory=Phrases)
    stops: frozenset[str] = NO_CUES
    endings: tuple[str, ...] = ()
    native: frozenset[str] = NO_CUES
    foreign: frozenset[str] = NO_CUES

    def looks_foreign(self, word: str) -> bool:
        """Whether a folded word has an ending or a letter that native words do not have."""
        if word in self.native or word[1:] in self.native or word.startswith("ال"):
            return False
        return not self.foreign.isdisjoint(word) or any(
            word.endswith(ending) and len(word) >= len(ending) + 3 for ending in self.endings
        )


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, read once."""
    table = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    phrases = Phrases()
    for section, cues in (
        (table, _CUES),
        (table.get("dates", {}), _DATE_CUES),
        (table.get("numbers", {}), _NUMBER_CUES),
    ):
        for key, cue in cues.items():
            for entry in _entries(section, key):
                phrases.add(entry, cue)
    if language == "ar":
        _add_arabic_forms(phrases, table)
    if language == "he":
        for stem in str(table.get("nations", "")).split():
            for ending in ("", "ת", "ם", "ים", "ות"):
                phrases.add(stem + ending, "nation")
                phrases.add("ה" + stem + ending, "nation")
    if language in ("fa", "ur"):
        for adjective in str(table.get("nations", "")).split():
            phrases.add(adjective, "nation")
    stops = {fold_text(word) for word in str(table.get("stops", "")).split()}
    stops |= {form for verb in str(table.get("verbs", "")).split() for form in _verb_forms(verb)}
    return Lexicon(
        language,
        phrases,
        frozenset(stops),
        tuple(fold_text(each) for each in _entries(table, "endings")),
        frozenset(fold_text(each) for each in _entries(table, "ending_exceptions")),
        frozenset(fold_text(str(table.get("foreign", ""))).replace(" ", "")),
    )


def _entries(table: Mapping[str, Any], key: str) -> list[str]:
    lines = str(table.get(key, "")).replace("\n", "|")
    return [entry.strip() for entry in lines.split("|") if entry.strip()]


def _add_arabic_forms(phrases: Phrases, table: Mapping[str, Any]) -> None:
    """Add what Arabic makes of an entry: the article; the feminine and plural of a nation."""
    for title in _entries(table, "titles"):
        if " " not in title and not title.startswith(("ال", "نظير")):
            phrases.add("ال" + title, "title")
    for stem in str(table.get("nations", "")).split():
        for ending in ("", "ة", "ون", "ين", "ان", "تين", "ات"):
            phrases.add(stem + ending, "nation")
            phrases.add("ال" + stem + ending, "nation")


def _verb_forms(verb: str) -> set[str]:
    """A verb of the third person in its other genders and numbers, and in the future."""
    form = fold_text(verb)
    if form.startswith("ي"):
        persons = {form, "ت" + form[1:], form + "ون", form + "ان"}
        return persons | {"س" + each for each in persons}
    if form[-1] in "اي":
        return {form, form[:-1] + "ت", form[:-1] + "وا", form + "ا", form[:-1] + "تا"}
    return {form, form + "ت", form + "وا", form + "ا", form + "تا"}
