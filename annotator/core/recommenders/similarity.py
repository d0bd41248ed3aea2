"""Whether two words may be one name in two spellings.

Names from other scripts have no fixed spelling in Arabic: a long vowel is written or not (سبوتنيك,
سبوتنك), one sound has several letters (غوغل, جوجل), two letters change places (أميركا, أمريكا).
Such soft edits count from four letters on, two of them from eight; any other edit, a slip of the
finger, from six, and then alone. An edit is that of the optimal string alignment distance
(Damerau-Levenshtein without edits inside a transposition). What grammar does to a word, an ending
of gender or number, the article, a clitic, makes another word and no other spelling: الروسية is
not الروسي.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

SHORTEST: Final = 4
_LONG: Final = 6  # letters from which any single edit counts
_VERY_LONG: Final = 8  # letters of the longer word from which two soft edits count
_TOO_FAR: Final = 9

_VOWELS: Final = frozenset("اويهaeiouy")
_ONE_SOUND: Final = (
    "غجكقگخ",
    "سصثز",
    "تط",
    "دذضظز",
    "فبپڤو",
    "شچجژ",
    "اهعيو",
    "حهخ",
    "kcq",
    "sz",
    "vwf",
    "iy",
)
_SUFFIXES: Final = (
    "يات",
    "يون",
    "يين",
    "يه",
    "ات",
    "ون",
    "ين",
    "ان",
    "تين",
    "ي",
    "ه",
    "ا",
    "ت",
    "s",
)
_PREFIXES: Final = ("ال", "وال", "بال", "لل", "و", "ف", "ب", "ك", "ل", "س")


@lru_cache(maxsize=65_536)
def are_spellings(first: str, second: str) -> bool:
    """Whether two different folded words may be spellings of one name."""
    if first == second or abs(len(first) - len(second)) > 2:
        return False
    if first.startswith("ال") != second.startswith("ال"):
        return False
    one, other = first.removeprefix("ال"), second.removeprefix("ال")
    shorter = min(len(one), len(other))
    if shorter < SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    if _is_inflection(one, other):
        return False
    hard = 1 if shorter >= _LONG else _TOO_FAR
    if max(len(one), len(other)) >= _VERY_LONG:
        return _distance(one, other, hard=2 * hard) <= 2
    return _distance(one, other, hard=hard) <= 1


def _is_inflection(one: str, other: str) -> bool:
    """Whether the two differ by what grammar adds at one end only."""
    if {one[-1], other[-1]} == {"ا", "ه"} and one[:-1] == other[:-1]:
        return one[-2] == "ي"  # the same sound in أنقرا, أنقره; not in روسيا, روسيه
    if _stems(one) & _stems(other):
        return True
    return any(one == prefix + other or other == prefix + one for prefix in _PREFIXES)


def _stems(word: str) -> frozenset[str]:
    stems = {word}
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST - 1:
            stems.add(word[: -len(suffix)])
    return frozenset(stems)


def _distance(one: str, other: str, *, hard: int) -> int:
    """The optimal string alignment distance, in which an edit that is not soft costs `hard`."""
    before: list[int] = []
    above = [0]
    for letter in other:
        above.append(above[-1] + _cost_of_letter(letter, hard))
    for row, letter in enumerate(one, start=1):
        current = [above[0] + _cost_of_letter(letter, hard)]
        for column, wanted in enumerate(other, start=1):
            best = min(
                above[column] + _cost_of_letter(letter, hard),
                current[-1] + _cost_of_letter(wanted, hard),
                above[column - 1] + _cost_of_change(letter, wanted, hard),
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, above = above, current
    return above[-1]


def _cost_of_letter(letter: str, hard: int) -> int:
    return 1 if letter in _VOWELS else hard


def _cost_of_change(letter: str, wanted: str, hard: int) -> int:
    if letter == wanted:
        return 0
    return 1 if any(letter in sound and wanted in sound for sound in _ONE_SOUND) else hard
