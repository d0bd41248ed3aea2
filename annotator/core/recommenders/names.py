"""Runs of items that look like a name or an office.

Arabic has no capitals, so a name is known by what stands around it: an office before it, the head
of the name of a body or place, the comma that Arabic puts around a name after its office; and by
what it is made of: given names, names that are known, adjectives of nations, endings that Arabic
roots do not have. These are cues for what to show an annotator next, not a recogniser: what they
miss is not lost, and what they find wrongly costs one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.core.recommenders.items import Item

_EVIDENCE: Final = frozenset({"given", "name", "foreign", "tie"})
_PRONOUNS: Final = ("ها", "هم", "هما", "نا")
_INFLECTIONS: Final = ("ات", "ين", "ون", "يه", "ه")
_STEM: Final = 3  # letters before an ending for it to be one
_OF_OFFICE: Final = frozenset({"nation", "name", "institution", "inner", "head"})
_OF_BODY: Final = _OF_OFFICE | {"given", "foreign"}
_NAME_WORDS: Final = 4
_MODIFIERS: Final = 4


@dataclass(frozen=True, slots=True)
class Run:
    """The items `[first, last)`, which are one name or office."""

    first: int
    last: int


def names(items: Sequence[Item], taken: Sequence[bool]) -> Iterator[Run]:
    """Yield the runs in order, none overlapping another; `taken` items are in none of them.

    The items are of one piece of text whose Latin words, if any, stand in text of another script.
    """
    finder = _Finder(items, taken)
    at = 0
    while at < len(items):
        last = at
        for run in finder.runs_at(at):
            yield run
            last = run.last
        at = max(last, at + 1)


class _Finder:
    def __init__(self, items: Sequence[Item], taken: Sequence[bool]) -> None:
        self._items = items
        self._taken = taken

    def runs_at(self, at: int) -> list[Run]:
        item = self._items[at]
        if self._taken[at] or "stop" in item.cues:
            return []
        if "saying" in item.cues:
            return self._sayer(at + 1)
        if item.language == "en":
            return [Run(at, self._while(at + 1, lambda each: each.language == "en"))]
        if "name" in item.cues:
            return [self._named(at)]
        if item.cues & {"title", "address"}:
            return self._office(at)
        if "head" in item.cues:
            return self._headed(at)
        if "institution" in item.cues:
            if self._joins(at) and at and self._items[at - 1].definite:
                return []  # السياسة الخارجية الروسية
            last = self._while(at + 1, _is_nation, attached=True)
            return [Run(at, last)] if last > at + 1 else []
        if "nation" in item.cues:
            return [Run(at, at + 1)]
        if item.cues & {"given", "foreign"}:
            return [Run(at, self._person(at))]
        return []

    # -- an office, and who holds it ------------------------------------------------------------

    def _office(self, at: int) -> list[Run]:
        head = self._items[at]
        if not _is_arabic(head):
            last = self._plain_words(at + 1, _NAME_WORDS)
            return [Run(at, last)] if last > at + 1 or " " in head.form else []
        last = self._modifiers(at + 1)
        stands_alone = head.definite or " " in head.form
        runs = []
        if (last > at + 1 or stands_alone) and ("address" not in head.cues or last > at + 1):
            runs.append(Run(at, last))
        if runs or stands_alone or "address" in head.cues:
            runs += self._holder(last)
        return runs

    def _modifiers(self, at: int) -> int:
        """Return where what belongs to an office ends: its body, its nation, its adjectives."""
        first, plain = at, 0
        while self._joins(at) and at - first < _MODIFIERS:
            item = self._items[at]
            if item.attached and not (
                (at > first and item.cues & {"nation"}) or "inner" in item.cues
            ):
                break
            if not (item.cues & _OF_OFFICE or item.language == "en"):
                plain += 1
                if not item.definite or item.cues or plain > 2:
                    break
            at += 1
        return self._without_heads(first, at)

    def _holder(self, at: int) -> list[Run]:
        """The name behind an office: right behind it, or between commas."""
        if at >= len(self._items) or self._taken[at]:
            return []
        first = self._items[at]
        if first.gap == ",":
            last = self._person(at)
            closed = last == len(self._items) or self._items[last].gap in (",", ".")
            return [Run(at, last)] if _may_be_name(first) and closed else []
        if first.gap != " " or not _may_be_name(first):
            return []
        last = self._person(at)
        run = self._items[at:last]
        if any(each.cues & _EVIDENCE for each in run) or (
            2 <= len(run) <= 3 and not any(_is_ordinary(each) for each in run)
        ):
            return [Run(at, last)]
        return []

    def _sayer(self, at: int) -> list[Run]:
        """The name between a verb of saying and أن, a function word or a mark."""
        if not self._joins(at) or not _may_be_name(self._items[at]):
            return []
        last = self._person(at)
        run = self._items[at:last]
        ends = last == len(self._items) or self._items[last].gap != " "
        if not (ends or self._items[last].cues & {"stop", "saying"}):
            return []
        return [] if any(_is_ordinary(each) for each in run) else [Run(at, last)]

    def _person(self, at: int) -> int:
        """Return where the name of a person that begins at `at` ends."""
        first, count = at, 0
        while at < len(self._items) and (at == first or self._joins(at)):
            item = self._items[at]
            after_one = count == 1 and bool(self._items[at - 1].cues & _EVIDENCE)
            is_family_name = item.definite and not item.cues and after_one
            if at > first and not (is_family_name or _may_be_name(item)):
                break
            if at > first and (item.attached or _has_pronoun(item)):
                break
            if count > 1 and _may_be_verb(item):
                break
            count += "tie" not in item.cues
            at += 1
            if count >= _NAME_WORDS or is_family_name:
                break
        while at - 1 > first and self._items[at - 1].cues == {"tie"}:
            at -= 1
        return at

    # -- bodies, places, names ------------------------------------------------------------------

    def _headed(self, at: int) -> list[Run]:
        """A body or place: the head, what it is named by, and the nation that it is of."""
        if not _is_arabic(self._items[at]):
            last = self._plain_words(at + 1, 2)
            return [Run(at, last)] if last > at + 1 else []
        first = last = at + 1
        while self._joins(last) and last - first < _MODIFIERS and self._is_of_body(first, last):
            last += 1
        last = self._without_heads(first, last)
        return [Run(at, last)] if last > first else []

    def _is_of_body(self, first: int, at: int) -> bool:
        """Whether the item at `at` goes on with the name of a body that `first` began."""
        item, before = self._items[at], self._items[at - 1]
        if item.attached:
            return at > first and before.definite and item.definite  # التربية والتعليم
        if at > first and "nation" in before.cues and "name" in item.cues:
            return False  # العاصمة التركية أنقرة
        if item.cues & _OF_BODY or item.language == "en":
            return True
        if item.cues:
            # شرم الشيخ
            return item.definite and at > first and not before.cues and not before.definite
        if not item.definite:
            return self._names_bare(at, first)
        return sum(each.definite and not each.cues for each in self._items[first:at]) < 2

    def _without_heads(self, first: int, last: int) -> int:
        """Return where a run ends without words that nothing follows though they want it."""
        while last > first:
            item = self._items[last - 1]
            whole = item.definite or " " in item.form
            if whole or not item.cues or not item.cues <= {"inner", "head"}:
                break
            last -= 1
        return last

    def _names_bare(self, at: int, first: int) -> bool:
        """Whether a word without the article may be what a head is named by: شركة سابك."""
        item = self._items[at]
        follows_head = at == first or bool(self._items[at - 1].cues & {"inner", "head"})
        return follows_head and len(item.form) > 2 and not _is_ordinary(item)

    def _named(self, at: int) -> Run:
        """A name that is known, with the words of a name that follow one of a person's."""
        item = self._items[at]
        return Run(at, self._person(at) if "given" in item.cues else at + 1)

    # -- steps ----------------------------------------------------------------------------------

    def _plain_words(self, at: int, most: int) -> int:
        """Return where at most `most` words end that no function word or mark interrupts."""
        first = at
        while self._joins(at) and at - first < most and "stop" not in self._items[at].cues:
            at += 1
        return at

    def _while(self, at: int, holds: Callable[[Item], bool], *, attached: bool = False) -> int:
        while self._joins(at) and holds(self._items[at]):
            if self._items[at].attached and not attached:
                break
            at += 1
        return at

    def _joins(self, at: int) -> bool:
        """Whether the item at `at` follows the one before it with spaces only, and is free."""
        return at < len(self._items) and self._items[at].gap == " " and not self._taken[at]


def latin_names(items: Sequence[Item], taken: Sequence[bool], text: str) -> Iterator[Run]:
    """Yield the capitalised runs in a piece of Latin text.

    A word that begins a sentence is one only where it is written in capitals or what follows is
    capitalised too.
    """
    at = 0
    while at < len(items):
        if taken[at] or not _is_capitalised(items[at], text):
            at += 1
            continue
        first, last = at, at + 1
        at += 1
        while at < len(items) and items[at].gap == " " and not taken[at]:
            if _is_capitalised(items[at], text):
                last = at + 1
            elif "tie" not in items[at].cues:
                break
            at += 1
        starts_sentence = first == 0 or items[first].gap == "."
        if items[first].cues & {"stop", "tie"}:
            first += 1
            starts_sentence = False
        lone = last - first == 1 and starts_sentence and not items[first].cues
        if first < last and not (
            lone and not text[items[first].start : items[first].end].isupper()
        ):
            yield Run(first, last)
        at = max(at, last)


def _is_capitalised(item: Item, text: str) -> bool:
    return item.language == "en" and text[item.start].isupper()


def _is_arabic(item: Item) -> bool:
    """Whether the rules of Arabic, where definite words are marked, apply to a head."""
    return item.language == "ar"


def _is_nation(item: Item) -> bool:
    return "nation" in item.cues


def _may_be_name(item: Item) -> bool:
    """Whether a word may be part of a person's name, as far as it shows."""
    if item.language in ("", "en") or len(item.form) < 2:
        return False
    if item.cues & {"given", "name", "foreign", "tie"}:
        return True
    return not item.cues and not item.definite and not item.attached


def _has_pronoun(item: Item) -> bool:
    """Whether a word without a cue ends like one with a pronoun attached."""
    return not item.cues and item.form.endswith(_PRONOUNS) and len(item.form) > _STEM + 1


def _is_ordinary(item: Item) -> bool:
    """Whether a word without a cue has an ending that names seldom have."""
    return _has_pronoun(item) or any(
        item.form.endswith(ending) and len(item.form) >= len(ending) + _STEM
        for ending in _INFLECTIONS
    )


def _may_be_verb(item: Item) -> bool:
    """Whether a word without a cue has the shape of a verb in the imperfect."""
    return not item.cues and len(item.form) >= 4 and item.form.startswith(("ي", "ت", "سي", "ست"))
