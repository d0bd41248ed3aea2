"""Exporting a project: to one file, or to a folder that is a dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from annotator.core.datasets.card import card
from annotator.core.datasets.folder import (
    CARD,
    CAST,
    JSON_SCHEMA,
    MANIFEST,
    folder_in_place_of,
    part_path,
)
from annotator.core.datasets.manifest import manifest
from annotator.core.datasets.parts import Part, open_parts
from annotator.core.datasets.selection import LeftOut, Reason, Selection, count_selected, select
from annotator.core.datasets.splitting import Shares, Split, Splitter
from annotator.core.datasets.types import json_schema
from annotator.core.errors import N_, InputError
from annotator.core.formats.jsonl_writing import (
    Cancelled,
    Progress,
    Written,
    cast_line,
    never,
    nothing,
    stop_if,
    write_jsonl,
)
from annotator.core.model import Entry, FindEntry
from annotator.core.storage import Project

_ALL = Selection()
_ENTRIES_REMEMBERED = 4096
_SHARES = Shares()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote: `parts` by the name of the split (a file's only one has none).

    `left_out` counts what the selection left out, by reason; `straddling` are the ids of documents
    that their own `split` keeps apart from their group.
    """

    path: Path
    parts: dict[str, Written]
    left_out: dict[Reason, int]
    straddling: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents were written."""
        return sum(each.documents for each in self.parts.values())

    @property
    def annotations(self) -> int:
        """How many annotations were written."""
        return sum(each.annotations for each in self.parts.values())


def export_file(
    project: Project,
    path: Path,
    selection: Selection = _ALL,
    *,
    progress: Progress = nothing,
    cancelled: Cancelled = never,
) -> ExportReport:
    """Write the selected documents to a file of canonical JSONL, whole or not at all.

    Raises:
        InputError: nothing is selected, or the file cannot be written or is no export of ours.
        CancelledError: `cancelled` said so; nothing was written.
    """
    left_out = LeftOut()
    with project.snapshot():
        written = write_jsonl(
            path,
            select(project, selection, left_out),
            project.schema,
            find_entry=_finder(project),
            unlinked=_unlinked(project),
            total=_checked_count(project, selection),
            progress=progress,
            cancelled=cancelled,
        )
    return ExportReport(path, {"": written}, dict(left_out.counts))


def export_dataset(
    project: Project,
    folder: Path,
    selection: Selection = _ALL,
    shares: Shares = _SHARES,
    *,
    progress: Progress = nothing,
    cancelled: Cancelled = never,
) -> ExportReport:
    """Write the selected documents as a dataset: parts, card, manifest and JSON Schema.

    The folder appears whole or not at all; an earlier dataset of ours in its place is replaced.

    Raises:
        InputError: nothing is selected, or the folder holds other things or cannot be written.
        CancelledError: `cancelled` said so; nothing was written.
    """
    left_out = LeftOut()
    languages: Counter[str] = Counter()
    with project.snapshot(), folder_in_place_of(folder) as unfinished:
        total = _checked_count(project, selection)
        split = _split(project, selection, shares, cancelled)
        with open_parts(unfinished, project.schema, _finder(project)) as parts:
            selected = select(project, selection, left_out)
            for done, (document, chosen) in enumerate(selected, start=1):
                stop_if(cancelled)
                parts[split.parts[document.id]].add(document, chosen)
                languages[document.language] += 1
                progress(done, total)
        filled = {name: part for name, part in parts.items() if part.written.documents}
        _write_json(unfinished / JSON_SCHEMA, json_schema())
        _write_cast(unfinished, project.entries())
        _write_card(unfinished, project, filled, languages)
        _write_json(
            unfinished / MANIFEST,
            manifest(
                project,
                unfinished,
                filled,
                selection=selection,
                left_out=left_out,
                shares=shares,
                split=split,
            ),
        )
    written = {name: part.written for name, part in filled.items()}
    return ExportReport(folder, written, dict(left_out.counts), tuple(split.straddling))


def _checked_count(project: Project, selection: Selection) -> int:
    total = count_selected(project, selection)
    if not total:
        raise InputError(N_("There is no document to export with this choice."))
    return total


def _split(project: Project, selection: Selection, shares: Shares, cancelled: Cancelled) -> Split:
    splitter = Splitter(shares)
    for each in project.documents(statuses=selection.statuses):
        stop_if(cancelled)
        splitter.add(project.document(each.id))
    return splitter.split()


def _write_card(
    folder: Path, project: Project, parts: dict[str, Part], languages: Counter[str]
) -> None:
    text = card(
        name=project.name,
        schema=project.schema,
        files={name: part_path(name) for name in parts},
        documents={name: part.written.documents for name, part in parts.items()},
        languages=[each for each in languages if each],
    )
    (folder / CARD).write_text(text, encoding="utf-8", newline="\n")


def _write_cast(folder: Path, entries: Iterable[Entry]) -> None:
    """The whole cast, with those that nothing is linked to; no file where there is none."""
    lines = [cast_line(each) for each in entries]
    if lines:
        (folder / CAST).write_bytes(b"".join(lines))


def _finder(project: Project) -> FindEntry:
    return lru_cache(_ENTRIES_REMEMBERED)(project.find_entry)


def _unlinked(project: Project) -> list[Entry]:
    """The entries of the cast that no annotation is linked to."""
    linked = project.entry_counts()
    return [each for each in project.entries() if each.id not in linked]


def _write_json(path: Path, value: dict[str, Any]) -> None:
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    path.write_bytes(orjson.dumps(value, option=options))
