"""Which entry of the cast a mention may name: the likeliest first, each with its reason.

- `spelling`: an entry is written just so, folded (an office too, once it was linked);
- `clitic`: so it is without what is attached to the first word, or with and without the article;
- `title`: so it is without the titles before the name;
- `part`: the words of one are among those of the other: لافروف for سيرجي لافروف;
- `variant`: each word is another spelling of one of the entry's (see `similarity`), and words
  between the first and the last may lack: شي بينج for شي جين بينج;
- `variant part`: both of the last.

What the document has already, and a kind that fits the label, weigh in. Nothing is linked here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, Literal

from annotator.core.model import Entry, EntryKind
from annotator.core.recommenders.items import read_word
from annotator.core.recommenders.lexicon import lexicon
from annotator.core.recommenders.similarity import are_spellings
from annotator.core.recommenders.variants import Name
from annotator.core.text import fold_text

Reason = Literal["spelling", "clitic", "title", "part", "variant", "variant part"]

_SCORES: Final[dict[Reason, float]] = {
    "spelling": 1.0,
    "clitic": 0.95,
    "title": 0.9,
    "part": 0.75,
    "variant": 0.7,
    "variant part": 0.5,
}
_WEAK_PART: Final = 0.3  # a part that has the article or is a common word says little
_HERE: Final = 0.1  # added for what the document names already
_KIND: Final = 0.15  # taken off where the label speaks of another kind
_LEAST: Final = 0.35

_KINDS: Final[Mapping[str, EntryKind]] = {
    "PERS": "person", "PER": "person", "PERSON": "person", "OCC": "person",
    "ORG": "organisation", "ORGANIZATION": "organisation", "ORGANISATION": "organisation",
    "GPE": "place", "LOC": "place", "LOCATION": "place", "FAC": "place", "PLACE": "place",
}  # fmt: skip
_VOWELS: Final = str.maketrans("", "", "اويaeiou")
_MOST_FUZZY: Final = 400  # words that a word is compared with letter by letter


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a mention may name; `score` is between 0 and about 1."""

    entry: Entry
    score: float
    reason: Reason


def kind_of_label(label: str) -> EntryKind | Literal[""]:
    """The kind of entry that a mention with this label names; empty where that is open."""
    return _KINDS.get(label.upper(), "")


def is_pronoun(text: str) -> bool:
    """Whether a text is one word that stands for names, or is no word of a name at all.

    Such a text is linked to an entry, but is no spelling of it.
    """
    words = Name.of(text).words
    return len(words) == 1 and (words[0] in lexicon("ar").stops or len(words[0]) < 2)


class CastIndex:
    """The cast by its folded words: made once, then told of each entry that changes."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._by_form: defaultdict[str, set[str]] = defaultdict(set)
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._by_skeleton: defaultdict[str, set[str]] | None = None
        self._words: list[str] | None = None
        for each in entries:
            self.put(each)

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: Entry) -> None:
        """Take an entry in, or its new state."""
        self.drop(entry.id)
        self._entries[entry.id] = entry
        for form in _forms(entry):
            self._by_form[" ".join(form)].add(entry.id)
            for word in form:
                if word not in self._by_word:
                    self._words = None
                    if self._by_skeleton is not None:
                        _add_skeletons(self._by_skeleton, word)
                self._by_word[word].add(entry.id)

    def drop(self, entry_id: str) -> None:
        """Forget an entry, if it is known."""
        entry = self._entries.pop(entry_id, None)
        for form in _forms(entry) if entry else ():
            self._by_form[" ".join(form)].discard(entry_id)
            for word in form:
                self._by_word[word].discard(entry_id)

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id, if it is known."""
        return self._entries.get(entry_id)

    # -- proposals ------------------------------------------------------------------------------

    def entries_like(
        self,
        text: str,
        *,
        kind: EntryKind | Literal[""] = "",
        here: Collection[str] = (),
        count_of: Callable[[str], int] = lambda _: 0,
        limit: int = 8,
    ) -> list[Proposal]:
        """The entries that a mention with this text may name, the likeliest first.

        `kind` is what its label speaks of, `here` the ids of entries that its document names
        already; `count_of` says how many mentions an entry has, which decides between equals.
        """
        best: dict[str, tuple[float, Reason]] = {}
        for entry_id, reason, weight in self._matches(Name.of(text).words):
            score = _SCORES[reason] * weight
            if entry_id not in best or score > best[entry_id][0]:
                best[entry_id] = (score, reason)
        found = []
        for entry_id, (score, reason) in best.items():
            entry = self._entries[entry_id]
            score += _HERE * (entry_id in here)
            score -= _KIND * (bool(kind) and entry.kind not in (kind, "other"))
            if score >= _LEAST:
                found.append(Proposal(entry, score, reason))
        return nsmallest(
            limit,
            found,
            key=lambda each: (-each.score, -count_of(each.entry.id), each.entry.name),
        )

    def find(
        self, query: str, *, count_of: Callable[[str], int] = lambda _: 0, limit: int = 50
    ) -> list[Entry]:
        """The entries that have a word for each typed word to begin, folded.

        Those whose name begins with the query come first, then those with the most mentions. An
        empty query finds the entries with the most mentions.
        """
        words = Name.of(query).words
        ids: set[str] | None = None
        for word in words:
            beginning = {each for full in self._beginning(word) for each in self._by_word[full]}
            ids = beginning if ids is None else ids & beginning
        whole = " ".join(words)
        entries = (self._entries[each] for each in (self._entries if ids is None else ids))
        return nsmallest(
            limit,
            entries,
            key=lambda each: (
                not fold_text(each.name).startswith(whole),
                -count_of(each.id),
                each.name,
            ),
        )

    def _matches(self, words: tuple[str, ...]) -> Iterator[tuple[str, Reason, float]]:
        """Entries with the reason why, and how much that reason is worth here (0 to 1)."""
        if not words:
            return
        yield from self._written(words, "spelling")
        for bare in _without_clitics(words):
            yield from self._written(bare, "clitic")
        named = _without_titles(words)
        if named != words:
            # الروسي is what is left of الرئيس الروسي, and may be a name or not
            weight = 0.6 if len(named) == 1 and named[0].startswith("ال") else 1.0
            yield from self._written(named, "title", weight)
        for form in dict.fromkeys((words, named, *_without_clitics(words))):
            yield from self._parts(form)
        for form in dict.fromkeys((words, named)):
            yield from self._variants(form)

    def _written(
        self, words: tuple[str, ...], reason: Reason, weight: float = 1.0
    ) -> Iterator[tuple[str, Reason, float]]:
        for each in self._by_form.get(" ".join(words), ()):
            yield each, reason, weight

    def _parts(self, words: tuple[str, ...]) -> Iterator[tuple[str, Reason, float]]:
        """Entries that have all of the words and more, or of whose forms the words have all."""
        together = [self._by_word.get(word, set()) for word in words]
        wanted = set(words)
        for each in set.intersection(*together) if all(together) else ():
            for form in _forms(self._entries[each]):
                if wanted < set(form):
                    yield each, "part", _weight(words, form)
        if len(words) > 1:
            for each in set().union(*together):
                for form in _forms(self._entries[each]):
                    if set(form) < wanted:
                        yield each, "part", _weight(form, words)

    def _variants(self, words: tuple[str, ...]) -> Iterator[tuple[str, Reason, float]]:
        """Entries whose words are other spellings of these, with words of the middle lacking."""
        alike = [{word, *self._like(word)} for word in words]
        near = [{each for form in forms for each in self._by_word.get(form, ())} for forms in alike]
        for each in set.intersection(*near):
            for form in _forms(self._entries[each]):
                if len(form) == len(words) and _pairwise(alike, form):
                    yield each, "variant", 1.0
                elif 1 < len(words) < len(form) and _ends(alike, form):
                    yield each, "variant", 0.95
                elif len(words) < len(form) and all(not ways.isdisjoint(form) for ways in alike):
                    yield each, "variant part", _weight(words, form)
        if len(words) > 1:
            yield from self._longer_variants(words, alike, set().union(*near))

    def _longer_variants(
        self, words: tuple[str, ...], alike: Sequence[set[str]], ids: Iterable[str]
    ) -> Iterator[tuple[str, Reason, float]]:
        """Entries of which each word is another spelling of one of these."""
        every = set().union(*alike)
        for each in ids:
            for form in _forms(self._entries[each]):
                if len(form) < len(words) and every.issuperset(form):
                    first_and_last = form[0] in alike[0] and form[-1] in alike[-1]
                    whole = len(form) > 1 and first_and_last
                    yield each, "variant" if whole else "variant part", _weight(form, words)

    # -- words ----------------------------------------------------------------------------------

    def _like(self, word: str) -> Iterator[str]:
        """The words of the cast that may be another spelling of a word."""
        if self._by_skeleton is None:
            self._by_skeleton = defaultdict(set)
            for each in self._by_word:
                _add_skeletons(self._by_skeleton, each)
        near: set[str] = set()
        for key in _skeletons(word):
            near |= self._by_skeleton.get(key, set())
        for each in nsmallest(_MOST_FUZZY, near, key=lambda one: abs(len(one) - len(word))):
            if are_spellings(word, each):
                yield each

    def _beginning(self, start: str) -> Iterator[str]:
        if self._words is None:
            self._words = sorted(self._by_word)
        for at in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[at].startswith(start):
                return
            yield self._words[at]


def _forms(entry: Entry | None) -> list[tuple[str, ...]]:
    if entry is None:
        return []
    return [words for each in entry.forms if (words := Name.of(each).words)]


def _skeletons(word: str) -> set[str]:
    """A word without its long vowels, and that without each of its letters.

    Two words that one edit parts have one of these in common.
    """
    bare = word.removeprefix("ال").translate(_VOWELS)
    return {bare, *(bare[:at] + bare[at + 1 :] for at in range(len(bare)))} - {""}


def _add_skeletons(index: defaultdict[str, set[str]], word: str) -> None:
    for key in _skeletons(word):
        index[key].add(word)


def _without_clitics(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words without what may be attached to the first one, and with or without the article."""
    first, rest = words[0], words[1:]
    firsts = [form for _, form in read_word(first).choices if form != first]
    firsts += [each.removeprefix("ال") if each.startswith("ال") else f"ال{each}"
               for each in (first, *firsts)]  # fmt: skip
    return [(each, *rest) for each in dict.fromkeys(firsts) if len(each) > 1]


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are left behind titles; all of them where nothing would be."""
    phrases = lexicon("ar").phrases
    at = 0
    while at < len(words) - 1:
        step = next(
            (
                1 + len(phrase.rest)
                for phrase in phrases.starting(words[at])
                if phrase.cues & {"title", "address"}
                and words[at + 1 : at + 1 + len(phrase.rest)] == phrase.rest
            ),
            0,
        )
        # what describes a title follows it with the article: وزير الخارجية الروسي
        if not step and at and words[at].startswith("ال"):
            step = 1
        if not step or at + step >= len(words):
            break
        at += step
    return words[at:]


def _weight(part: Sequence[str], whole: Sequence[str]) -> float:
    """How much a part of a name says of the whole: the last word of a person's name most."""
    if len(part) > 1:
        return 1.0
    stops = lexicon("ar").stops
    if part[0].startswith("ال") or part[0] in stops or len(part[0]) < 3:
        return _WEAK_PART
    if any(each.startswith("ال") for each in whole):
        return 0.7
    return 1.0 if part[0] == whole[-1] else 0.9


def _pairwise(alike: Sequence[set[str]], form: Sequence[str]) -> bool:
    return all(word in ways for ways, word in zip(alike, form, strict=True))


def _ends(alike: Sequence[set[str]], form: Sequence[str]) -> bool:
    """Whether the first and the last words are those of a form, and the others stand between."""
    if form[0] not in alike[0] or form[-1] not in alike[-1]:
        return False
    middle = iter(form[1:-1])
    return all(any(word in ways for word in middle) for ways in alike[1:-1])
