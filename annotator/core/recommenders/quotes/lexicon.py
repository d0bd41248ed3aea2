"""Which words are cues of quotations, and which tell where the words begin and end: data.

`read_cues` reads a file of `resources/quotes`; `CueLexicon.extended` adds what a project writes in
TOML of the same shape. `docs/quotes.md` describes the format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypeVar

from annotator.core.errors import N_, InputError, SchemaError
from annotator.core.recommenders.quotes.inflection import FormKind, forms
from annotator.core.schema.tables import Mistakes, Table
from annotator.core.text import fold_text, words

FrameKind: TypeAlias = Literal["source", "as"]
Order: TypeAlias = Literal["cue first", "speaker first"]
Phrase: TypeAlias = tuple[str, ...]
_T = TypeVar("_T")

TAKES: Final = ("that", "marks", "noun", "object", "bare")
WORD_LISTS: Final = (
    "that", "subject", "leads", "attached", "conjunctions", "sayings", "editorial", "not_sources",
    "not_speakers", "agencies", "media", "titles_in_marks", "breaks", "weak_breaks", "no_breaks",
    "circumstances", "occasions", "narrative", "time", "prepositions", "auxiliaries", "relatives",
    "clause_starts", "experts", "complements", "heads", "speech_starts", "first_person", "asides",
    "new_sentence", "addressed", "negations", "also_nouns", "inside_names", "about",
    "before_subject", "not_cues", "after_speaker", "no_that", "adjectives", "anonymity",
    "expected", "of_manner", "of_degree", "topic", "not_that", "audience", "not_attached",
    "attached_that", "of_many", "of_own_words", "whether", "back", "impersonal", "told", "things",
    "deeds", "men", "whole_words", "objects", "counted", "not_content", "late", "banners",
    "places", "answers",
)  # fmt: skip
"""The lists of `[words]`; what each is for stands in `docs/quotes.md`."""

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: what brings in its content, and how sure that is a quote (0 to 1).

    `prepositions` are folded words that bring in a noun. With `to_addressee`, the noun behind the
    speaker is the addressee; with `drops_object`, what is spoken of (وصف الاتفاق بأنه). A `relays`
    cue is one only together with whom it relays. Where there are `nouns`, it takes no others:
    حمل … مسؤولية.
    """

    takes: frozenset[str]
    prepositions: frozenset[str]
    score: float
    to_addressee: bool = False
    drops_object: bool = False
    relays: bool = False
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueForm:
    """A form of a cue: `rest` are the words after its first one."""

    cue: Cue
    kind: FormKind
    rest: Phrase = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A phrase that a source (`source`) or a verb of saying (`as`) follows."""

    kind: FrameKind
    phrase: Phrase
    score: float


class WordList:
    """Words and phrases, folded, found by their first word."""

    __slots__ = ("_by_first", "entries")

    def __init__(self, entries: Iterable[Phrase]) -> None:
        self.entries = frozenset(entries)
        self._by_first: dict[str, list[Phrase]] = {}
        for entry in sorted(self.entries, key=len, reverse=True):
            self._by_first.setdefault(entry[0], []).append(entry)

    def match(self, folded: Sequence[str], at: int) -> int:
        """How many words from index `at` of `folded` are an entry, the longest one; 0: none."""
        for entry in self._by_first.get(folded[at], ()) if at < len(folded) else ():
            if len(entry) == 1 or tuple(folded[at : at + len(entry)]) == entry:
                return len(entry)
        return 0

    def __contains__(self, word: str) -> bool:
        return (word,) in self.entries

    def __or__(self, other: WordList) -> WordList:
        return WordList(self.entries | other.entries)


_EMPTY: Final = WordList(())


@dataclass(frozen=True)
class CueLexicon:
    """The cues and word lists of one language. Everything is folded."""

    language: str
    order: Order = "cue first"
    cues: Mapping[str, tuple[CueForm, ...]] = field(default_factory=dict)
    frames: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    words: Mapping[str, WordList] = field(default_factory=dict)

    def list(self, name: str) -> WordList:
        """The word list `name`, empty where the language has none."""
        return self.words.get(name, _EMPTY)

    def extended(self, toml_text: str, *, name: str = "cues") -> CueLexicon:
        """This lexicon with what a text in the same format adds; `name` stands in its mistakes.

        Raises `SchemaError` with every mistake, each with its line and what is wrong.
        """
        added = _read(toml_text, name, default=self)
        without = added.list("not_cues")
        cues = _merged(self.cues, added.cues)
        return CueLexicon(
            added.language,
            added.order,
            {first: kept for first, each in cues.items() if (kept := _kept(first, each, without))},
            _merged(self.frames, added.frames),
            {key: self.list(key) | added.list(key) for key in WORD_LISTS},
        )


def read_cues(source: Path | str, *, extending: CueLexicon | None = None) -> CueLexicon:
    """The lexicon in a TOML file (UTF-8), or in a TOML text, added to `extending` if given.

    Raises `InputError` where the file cannot be read, and `SchemaError` with every mistake, each
    with its line and what is wrong.
    """
    base = extending or CueLexicon("")
    if isinstance(source, str):
        return base.extended(source)
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            N_("The cues {path} cannot be read: {reason}."),
            path=source,
            reason=error.strerror or str(error),
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            N_("The cues {path} are not UTF-8 text (byte {offset}): save them as UTF-8."),
            path=source,
            offset=error.start,
        ) from None
    return base.extended(text, name=source.name)


def _kept(first: str, found: tuple[CueForm, ...], without: WordList) -> tuple[CueForm, ...]:
    return tuple(each for each in found if (first, *each.rest) not in without.entries)


def _read(text: str, name: str, default: CueLexicon) -> CueLexicon:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, name) from None
    mistakes = Mistakes(name, text)
    table = Table(values, (), mistakes)
    table.allow_only("language", "about", "order", "cues", "frames", "words")
    order = table.choice("order", ("cue first", "speaker first"), default.order)
    table.text("about", "")
    lists = table.table("words")
    lists.allow_only(*WORD_LISTS)
    cues: dict[str, list[CueForm]] = {}
    for each in table.tables("cues"):
        _read_cue(each, cues)
    frames: dict[str, list[Frame]] = {}
    for each in table.tables("frames"):
        _read_frame(each, frames)
    lexicon = CueLexicon(
        table.text("language", default.language),
        "speaker first" if order == "speaker first" else "cue first",
        {first: tuple(sorted(found, key=_longest_first)) for first, found in cues.items()},
        {first: tuple(found) for first, found in frames.items()},
        {key: WordList(_entries(lists.text(key, ""))) for key in WORD_LISTS},
    )
    mistakes.raise_any()
    return lexicon


def _longest_first(form: CueForm) -> int:
    return -len(form.rest)


def _read_cue(table: Table, found: dict[str, list[CueForm]]) -> None:
    table.allow_only("verbs", "forms", "takes", "prepositions", "object", "relay", "nouns", "score")
    takes = table.strings("takes")
    for each in takes:
        if each not in TAKES:
            table.wrong(
                "takes",
                N_("“{value}” is nothing that a cue takes; choose from: {allowed}."),
                each,
                value=each,
                allowed=", ".join(TAKES),
            )
    behind = table.choice("object", ("addressee", "thing", "none"), "none")
    cue = Cue(
        frozenset(takes),
        frozenset(entry[0] for entry in _entries(table.text("prepositions", ""))),
        _score(table),
        behind == "addressee",
        behind == "thing",
        table.flag("relay", default=False),
        frozenset(entry[0] for entry in _entries(table.text("nouns", ""))),
    )
    verbs = _entries(table.text("verbs", ""))
    others = _entries(table.text("forms", ""))
    if not verbs and not others:
        table.wrong("", N_("A cue needs “verbs” or “forms”."))
    for parts in verbs:
        if len(parts) != 3:
            table.wrong(
                "verbs",
                N_("“{verb}” must be three words: the perfect, the imperfect and the participle."),
                parts[0],
                verb=" ".join(parts),
            )
            continue
        for form, kind in forms(*parts):
            found.setdefault(form, []).append(CueForm(cue, kind))
    for first, *rest in others:
        found.setdefault(first, []).append(CueForm(cue, "other", tuple(rest)))


def _read_frame(table: Table, found: dict[str, list[Frame]]) -> None:
    table.allow_only("kind", "phrases", "score")
    kind = table.choice("kind", ("source", "as"))
    score = _score(table)
    for entry in _entries(table.text("phrases")):
        frame = Frame("as" if kind == "as" else "source", entry, score)
        found.setdefault(entry[0], []).append(frame)


def _score(table: Table) -> float:
    value = table.values.get("score", 0.8)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        table.wrong("score", N_("“score” must be a number above 0 and at most 1."))
        return 0.8
    return float(value)


def _entries(listed: str) -> list[Phrase]:
    """The entries between `|` and line ends, each as its folded words."""
    parts = listed.replace("\n", "|").split("|")
    found = (tuple(fold_text(word.text_in(part)) for word in words(part)) for part in parts)
    return [entry for entry in found if entry]


def _merged(
    first: Mapping[str, tuple[_T, ...]], second: Mapping[str, tuple[_T, ...]]
) -> dict[str, tuple[_T, ...]]:
    """Both tables; what is added comes first, so that it is what counts."""
    return {key: second.get(key, ()) + first.get(key, ()) for key in {**first, **second}}


def _syntax_error(error: tomllib.TOMLDecodeError, source: str, name: str) -> SchemaError:
    message = str(error)
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else source.rstrip("\n").count("\n") + 1
    return SchemaError(
        N_("{file}, line {line}: this is not valid TOML: {reason}."),
        file=name,
        line=line,
        reason=message[: place.start()] if place else message,
    )
