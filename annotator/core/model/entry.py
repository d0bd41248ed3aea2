"""The cast: the people, organisations and places of a project, and what links mentions to them.

An annotation is linked to an entry by its attribute `entry`, whose value is the entry's id. So a
link is a fact of the annotation like any other: the history, the digests and every export carry
it. Any annotation of a span can be linked, an office or a pronoun as well as a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, Self, get_args

from annotator.core.model.annotation import Annotation
from annotator.core.model.identity import is_identifier
from annotator.core.text import Span

EntryKind = Literal["person", "organisation", "place", "other"]
ENTRY_KINDS: Final[tuple[EntryKind, ...]] = get_args(EntryKind)

LINK: Final = "entry"
"""The name of the attribute that links an annotation to an entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the cast: what mentions in any document may name.

    `name` is how the project calls it; `spellings` are the other ways in which it is written, each
    once and without the name.
    """

    id: str
    kind: EntryKind
    name: str
    spellings: tuple[str, ...] = ()
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the other spellings."""
        return (self.name, *self.spellings)

    def with_spellings(self, texts: Iterable[str]) -> Self:
        """A copy that has these spellings too; each way of writing stands once."""
        known = dict.fromkeys((*self.spellings, *filter(None, map(flat, texts))))
        known.pop(self.name, None)
        return replace(self, spellings=tuple(known))

    def without_spellings(self, texts: Iterable[str]) -> Self:
        """A copy without these spellings; the name stays."""
        gone = set(map(flat, texts))
        return replace(self, spellings=tuple(each for each in self.spellings if each not in gone))

    def renamed(self, name: str) -> Self:
        """A copy with another name; the earlier one is a spelling from now on."""
        return replace(self, name=flat(name)).with_spellings((self.name,))


FindEntry = Callable[[str], Entry | None]
"""Finds an entry of the cast by its id."""


def no_entry(_entry_id: str) -> None:
    """Finds nothing: a project without a cast."""


def flat(text: str) -> str:
    """A text on one line: each run of spaces and line ends is one space."""
    return " ".join(text.split())


def link_of(annotation: Annotation) -> str:
    """The id of the entry that an annotation is linked to, or the empty string."""
    if not annotation.attributes:
        return ""
    value = annotation.attribute(LINK)
    return value if is_identifier(value, "x") else ""


def speakers_of(
    annotation: Annotation, annotations: Iterable[Annotation], role: str = "speaker"
) -> tuple[str, ...]:
    """The ids of the entries that fill a role of an annotation, each once, in the role's order.

    A filler that is a linked annotation gives its link. Any other filler gives that of the longest
    linked annotation within its words: الرئيس فلاديمير بوتين is whom بوتين is linked to. Those of
    the same annotator come before others. `annotations` are those of the document; the views of
    the project file follow the same rule.
    """
    by_id = {each.id: each for each in annotations}
    found: dict[str, None] = {}
    for argument in annotation.fillers(role):
        target = by_id.get(argument.target)
        entry = link_of(target) if target else ""
        spans = target.spans if target else argument.spans
        if not entry and spans:
            whole = Span(spans[0].start, spans[-1].end)
            entry = _link_within(whole, by_id.values(), annotation.annotator)
        if entry:
            found[entry] = None
    return tuple(found)


def speaker_of(annotation: Annotation, annotations: Iterable[Annotation]) -> str:
    """The id of the entry that a quote's first known speaker is, or the empty string."""
    return next(iter(speakers_of(annotation, annotations)), "")


def _link_within(whole: Span, annotations: Iterable[Annotation], annotator: str) -> str:
    best: tuple[bool, int, int, str] | None = None
    found = ""
    for each in annotations:
        place, entry = each.envelope, link_of(each)
        if place is None or not entry or not (place == whole or whole.contains(place)):
            continue
        key = (each.annotator == annotator, place.length, place.start, each.id)
        if best is None or key > best:
            best, found = key, entry
    return found
