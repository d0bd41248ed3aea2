"""The cast: linking mentions to entries, merging, splitting and correcting entries.

Mentions are given as pairs of a document's id and an annotation's id. Each function is one change;
what a merge or a split would do is told beforehand by a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.core.errors import N_, InputError
from annotator.core.model import LINK, Annotation, Change, Entry, flat, link_of, now
from annotator.core.storage import Project, Transaction
from annotator.core.storage.reader import Reader

Mention = tuple[str, str]
"""A document's id and an annotation's id."""

_WHOLE = 8  # mentions of one document from which on all of its annotations are read at once


@dataclass(frozen=True, slots=True)
class CastPlan:
    """What a merge, a split or a removal would do.

    `entries` are the entries as they will be, `removed` those that will be gone. `moving` are the
    mentions that get another link (or lose theirs), `texts` what these cover and how often.
    """

    entries: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    moving: tuple[Annotation, ...]
    texts: tuple[tuple[str, int], ...]

    @property
    def documents(self) -> int:
        """How many documents have a mention that moves."""
        return len({each.document for each in self.moving})


# -- links --------------------------------------------------------------------------------------


def link(
    project: Project,
    mentions: Iterable[Mention],
    entry: Entry | str,
    *,
    actor: str,
    spellings: Collection[str] = (),
) -> Change | None:
    """Link annotations to an entry: the id of one that is there, or a new one, made on the way.

    `spellings` are added to those that the entry has. A link that an annotation had is replaced.

    Raises:
        NotFoundError: there is no such entry, document or annotation.
        InputError: the new entry has no name.
    """
    with project.transact("link", actor) as transaction:
        if isinstance(entry, str):
            target = transaction.reader.entry(entry)
        else:
            target = _checked(entry)
            if transaction.reader.find_entry(target.id) is None:
                transaction.add_entry(target)
        transaction.replace_entry(target.with_spellings(spellings))
        found = _read(transaction.reader, mentions)
        _relink(transaction, found, target.id)
        _describe(transaction, target, len(found))
    return transaction.change


def unlink(project: Project, mentions: Iterable[Mention], *, actor: str) -> Change | None:
    """Take the links of annotations away; their entries stay."""
    with project.transact("unlink", actor) as transaction:
        found = [each for each in _read(transaction.reader, mentions) if link_of(each)]
        if found:
            entry = transaction.reader.find_entry(link_of(found[0]))
            _relink(transaction, found, "")
            transaction.details.update(name=entry.name if entry else "", count=str(len(found)))
    return transaction.change


# -- entries ------------------------------------------------------------------------------------


def add_entry(project: Project, entry: Entry, *, actor: str) -> Change | None:
    """Put an entry into the cast that no mention is linked to yet."""
    with project.transact("add_entry", actor) as transaction:
        transaction.add_entry(_checked(entry))
        _describe(transaction, entry, 0)
    return transaction.change


def edit_entry(project: Project, entry: Entry, *, actor: str) -> Change | None:
    """Write an entry's kind, name, spellings and note anew.

    Raises:
        NotFoundError: there is no such entry.
        InputError: it would have no name.
    """
    with project.transact("edit_entry", actor) as transaction:
        transaction.replace_entry(_checked(entry))
        _describe(transaction, entry, transaction.reader.mention_count(entry.id))
    return transaction.change


def rename_entry(project: Project, entry: str, name: str, *, actor: str) -> Change | None:
    """Call an entry otherwise; its earlier name becomes a spelling. Raises as `edit_entry`."""
    with project.transact("rename_entry", actor) as transaction:
        before = transaction.reader.entry(entry)
        after = _checked(before.renamed(name))
        transaction.replace_entry(after)
        transaction.details.update(before=before.name, name=after.name)
    return transaction.change


def remove_entry(project: Project, entry: str, *, actor: str) -> Change | None:
    """Take an entry out of the cast; its mentions stay, without a link."""
    with project.transact("remove_entry", actor) as transaction:
        plan = plan_removal(transaction.reader, entry)
        _relink(transaction, plan.moving, "")
        transaction.remove_entry(entry)
        _describe(transaction, plan.removed[0], len(plan.moving))
    return transaction.change


def merge_entries(
    project: Project, target: str, others: Iterable[str], *, actor: str
) -> Change | None:
    """Make one entry of several: all mentions go to `target`, with the names and the notes.

    Raises:
        NotFoundError: there is no such entry.
    """
    with project.transact("merge_entries", actor) as transaction:
        plan = plan_merge(transaction.reader, target, others)
        _relink(transaction, plan.moving, target)
        for each in plan.removed:
            transaction.remove_entry(each.id)
        transaction.replace_entry(plan.entries[0])
        _describe(transaction, plan.entries[0], len(plan.moving))
        transaction.details["others"] = "، ".join(each.name for each in plan.removed)
    return transaction.change


def split_entry(
    project: Project,
    entry: str,
    new: Entry,
    *,
    mentions: Iterable[Mention] = (),
    spellings: Iterable[str] = (),
    actor: str,
) -> Change | None:
    """Make a new entry of some mentions of another, and of all those with some of its spellings.

    Raises:
        NotFoundError: there is no such entry or mention.
        InputError: the new entry has no name, or one of the mentions is linked to none or another.
    """
    with project.transact("split_entry", actor) as transaction:
        plan = plan_split(transaction.reader, entry, new, mentions=mentions, spellings=spellings)
        rest, made = plan.entries
        before = transaction.reader.entry(entry)
        transaction.add_entry(made)
        _relink(transaction, plan.moving, made.id)
        transaction.replace_entry(rest)
        _describe(transaction, made, len(plan.moving))
        transaction.details["before"] = before.name
    return transaction.change


# -- plans --------------------------------------------------------------------------------------


def plan_merge(reader: Reader, target: str, others: Iterable[str]) -> CastPlan:
    """What `merge_entries` would do. NotFoundError where there is no such entry."""
    kept = reader.entry(target)
    gone = [reader.entry(each) for each in dict.fromkeys(others) if each != target]
    notes = dict.fromkeys(each.note for each in (kept, *gone) if each.note)
    moving = [mention for each in gone for mention in reader.mentions_of(each.id)]
    texts = sum((Counter(reader.mention_texts(each.id)) for each in gone), Counter[str]())
    merged = kept.with_spellings(form for each in gone for form in each.forms)
    return _plan((replace(merged, note="\n".join(notes)),), gone, moving, texts)


def plan_split(
    reader: Reader,
    entry: str,
    new: Entry,
    *,
    mentions: Iterable[Mention] = (),
    spellings: Iterable[str] = (),
) -> CastPlan:
    """What `split_entry` would do. Raises as that does."""
    before = reader.entry(entry)
    forms = set(map(flat, spellings))
    chosen = {each.id: each for each in _read(reader, mentions)}
    if any(link_of(each) != entry for each in chosen.values()):
        raise InputError(N_("One of the mentions is not linked to “{name}”."), name=before.name)
    if forms:
        texts = _TextsOf(reader)
        for each in reader.mentions_of(entry):
            if texts(each) in forms:
                chosen[each.id] = each
    moving = list(chosen.values())
    counted = _count_texts(reader, moving)
    made = _checked(new).with_spellings((*forms, *new.spellings))
    return _plan((before.without_spellings(forms), made), (), moving, counted)


def plan_removal(reader: Reader, entry: str) -> CastPlan:
    """What `remove_entry` would do. NotFoundError where there is no such entry."""
    gone = reader.entry(entry)
    texts = Counter(reader.mention_texts(entry))
    return _plan((), (gone,), reader.mentions_of(entry), texts)


def _plan(
    entries: Sequence[Entry],
    removed: Sequence[Entry],
    moving: Sequence[Annotation],
    texts: Counter[str],
) -> CastPlan:
    flattened: Counter[str] = Counter()
    for text, count in texts.items():
        flattened[flat(text)] += count
    return CastPlan(tuple(entries), tuple(removed), tuple(moving), tuple(flattened.most_common()))


# -- how it is done -----------------------------------------------------------------------------


class _TextsOf:
    """What annotations cover, on one line; they come document by document."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._document = ""
        self._text = ""

    def __call__(self, annotation: Annotation) -> str:
        if annotation.envelope is None:
            return ""
        if annotation.document != self._document:
            self._document = annotation.document
            self._text = self._reader.document(annotation.document).text
        return flat(annotation.envelope.text_in(self._text))


def _count_texts(reader: Reader, annotations: Iterable[Annotation]) -> Counter[str]:
    return Counter(map(_TextsOf(reader), annotations))


def _read(reader: Reader, mentions: Iterable[Mention]) -> list[Annotation]:
    """The annotations that pairs of ids name, document by document."""
    wanted: dict[str, dict[str, None]] = {}
    for document, annotation in mentions:
        wanted.setdefault(document, {})[annotation] = None
    found: list[Annotation] = []
    for document, ids in wanted.items():
        if len(ids) >= _WHOLE:
            there = {each.id: each for each in reader.annotations(document)}
            if ids.keys() <= there.keys():
                found += [there[each] for each in ids]
                continue
        found += [reader.annotation(each, document) for each in ids]
    return found


def _relink(transaction: Transaction, mentions: Iterable[Annotation], entry: str) -> None:
    """Link annotations to an entry, or to none where its id is empty."""
    made = now()
    pairs: dict[str, list[tuple[Annotation, Annotation]]] = {}
    for each in mentions:
        if each.attribute(LINK) != entry:
            linked = replace(each.with_attribute(LINK, entry), updated=made)
            pairs.setdefault(each.document, []).append((each, linked))
    for of_document in pairs.values():
        transaction.replace_annotations(of_document)


def _checked(entry: Entry) -> Entry:
    """The entry with its name and spellings on one line each."""
    name = flat(entry.name)
    if not name:
        raise InputError(N_("An entry of the cast needs a name."))
    return replace(entry, name=name, spellings=()).with_spellings(entry.spellings)


def _describe(transaction: Transaction, entry: Entry, count: int) -> None:
    transaction.details.update(name=entry.name, count=str(count))
