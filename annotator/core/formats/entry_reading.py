"""Entries of the cast, as records and the file of a dataset's cast have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.core.errors import N_, InputError
from annotator.core.formats.checking import ObjectReader, not_one_of
from annotator.core.formats.shape import CAST_FORMAT, CAST_LINE, ENTRY
from annotator.core.model import ENTRY_KINDS, Annotation, Entry, flat, is_identifier, link_of

_ENTRY = ObjectReader(ENTRY)
_CAST_LINE = ObjectReader(CAST_LINE)


def read_cast_line(value: object) -> Entry | None:
    """The entry of a line of a dataset's file of its cast; None where the line is something else.

    Raises:
        InputError: there is a mistake in it.
    """
    if not isinstance(value, dict) or value.get("format") != CAST_FORMAT:
        return None
    return _entry(_CAST_LINE.values(value, "")[1:], "")


def read_entries(raw: list[Any]) -> tuple[Entry, ...]:
    """The entries of a record's `cast`, checked; InputError says what is wrong."""
    entries = tuple(
        _entry(_ENTRY.values(each, "cast", i), f"cast[{i}]") for i, each in enumerate(raw)
    )
    if len({each.id for each in entries}) < len(entries):
        raise InputError(N_("two entries of the cast have one id."))
    return entries


def _entry(values: list[Any], place: str) -> Entry:
    identifier, kind, name, spellings, note = values
    if not is_identifier(identifier, "x"):
        raise InputError(
            N_("{place}: “{id}” is no identifier of an entry (x- and 32 hexadecimal digits)."),
            place=place or "id",
            id=identifier,
        )
    if kind not in ENTRY_KINDS:
        raise not_one_of("kind", kind, ENTRY_KINDS)
    if not name or any(flat(each) != each for each in (name, *spellings)):
        raise InputError(
            N_("{place}: the name and the spellings of an entry are words with one space between."),
            place=place or identifier,
        )
    entry = Entry(identifier, kind, name, tuple(spellings), note)
    if entry.with_spellings(()) != entry or "" in spellings:
        raise InputError(
            N_("{place}: a spelling is empty, stands twice, or is the name."),
            place=place or identifier,
        )
    return entry


def check_links(annotations: Iterable[Annotation], entries: Iterable[Entry]) -> None:
    """Refuse (InputError) an annotation that is linked to an entry that is not among these."""
    known = {each.id for each in entries}
    for each in annotations:
        entry = link_of(each)
        if entry and entry not in known:
            raise InputError(
                N_("{annotation} is linked to “{entry}”, which is not in “cast” of this record."),
                annotation=each.id,
                entry=entry,
            )
