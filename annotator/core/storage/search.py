"""Searching all documents: a derived index of words, and exact hits in the texts that it names.

The index lies in a file of its own among the user's caches and is made anew where it is missing:
filling it inside the project held a gesture up for 1.2 s, beside it 0.5 ms (DESIGN section 9). It
keeps, for each document, the folded words in their order, and apart what is left of them without
attached clitics (FTS5's `unicode61` splits unfolded words at harakat). It only says which documents
to look into; the hits themselves are found in their texts, by the one rule that the whole program
uses.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from annotator.core.errors import N_, InputError
from annotator.core.model import Document
from annotator.core.storage.project import Project
from annotator.core.storage.rows import from_blob, to_blob
from annotator.core.text import Span, clitic_cuts, find_folded, fold, fold_text
from annotator.core.text.clitics import restored_articles

_VERSION = 3
_WORD = re.compile(r"\w+")
_TERM = re.compile(r"[^\W_]+")
_SLICE = 200
_ALTERNATIVES = 100  # of one query: FTS5 allows an expression a depth of 256


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a query occurs: the document, and the span in its text (code points)."""

    document: Document
    span: Span


class SearchIndex:
    """The index of one project, in the folder `caches`, which must exist.

    One thread uses it at a time. A damaged or foreign cache file is made anew.
    """

    def __init__(self, project: Project, caches: Path) -> None:
        self._project = project
        self._path = caches / f"{project.identity}.search"
        self._db = self._open()

    def close(self) -> None:
        """Close the cache file."""
        self._db.close()

    def __enter__(self) -> SearchIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def update(
        self,
        progress: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Bring the index up to the project; `progress` gets the count of documents added.

        Where it is `cancelled`, what was done so far is kept.
        """
        if self.is_stale():
            self._db.close()
            self._path.unlink(missing_ok=True)
            self._db = self._open()
        last = self._last()
        added = 0
        known: set[str] = set()
        while not cancelled() and (page := self._project.documents(after=last, limit=_SLICE)):
            with self._db.atomic():
                for summary in page:
                    text = fold_text(self._project.document(summary.id).text)
                    words = _WORD.findall(text)
                    forms = {form for word in set(words) for form in _forms_of(word)}
                    self._db.execute(
                        "INSERT INTO words (rowid, plain, forms) VALUES (?, ?, ?)",
                        (summary.position, " ".join(words), " ".join(sorted(forms))),
                    )
                    self._add_terms({*words, *forms}, known)
                    self._db.execute(
                        "INSERT INTO indexed VALUES (?, ?)",
                        (summary.position, to_blob(summary.id)),
                    )
            last = page[-1].position
            added += len(page)
            progress(added)

    def search(self, query: str) -> Iterator[Hit]:
        """The places where `query` occurs as whole words, folded, attached clitics left out.

        They come in the project's order, one document after the other, as they are found.

        Raises:
            InputError: the query has no letter and no digit.
        """
        wanted = set(_WORD.findall(fold_text(query)))
        if not wanted:
            raise InputError(
                N_("“{query}” has no letter to search for. Give a word or a name."), query=query
            )
        match = " ".join(f'"{word}"' for word in sorted(wanted))
        for _, found in self._numbered(match):
            document = self._project.document(found)
            for span in find_folded(fold(document.text), query, clitics=True):
                yield Hit(document, span)

    def documents_with(self, queries: Collection[str]) -> Iterator[str]:
        """The ids of the documents that have all words of one of the queries, in their order.

        The words are as in `search`, but nothing says that they stand beside each other.
        """
        wanted = [sorted(set(_WORD.findall(fold_text(query)))) for query in queries]
        groups = [" ".join(f'"{word}"' for word in each) for each in wanted if each]
        found: set[tuple[int, str]] = set()
        for first in range(0, len(groups), _ALTERNATIVES):
            match = " OR ".join(f"({group})" for group in groups[first : first + _ALTERNATIVES])
            found.update(self._numbered(match))
        yield from (identifier for _, identifier in sorted(found))

    def numbers(self, match: str, after: int = -1) -> Iterator[int]:
        """The numbers of the documents past one that an expression of FTS5 finds, in order.

        Those that are not in the index yet come last: nothing is known of them.
        """
        last = self._last()
        while True:
            rows = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?",
                (match, after, _SLICE),
            ).fetchall()
            yield from (row[0] for row in rows)
            if len(rows) < _SLICE:
                break
            after = rows[-1][0]
        yield from self._project.document_numbers(max(last, after))

    def numbers_among(self, match: str, few: Sequence[int]) -> Iterator[int]:
        """Those of a few documents, in order, that an expression finds or the index lacks."""
        last = self._last()
        for first in range(0, len(few), _SLICE):
            some = few[first : first + _SLICE]
            marks = ", ".join(map(str, some))
            rows = self._db.execute(
                f"SELECT rowid FROM words WHERE words MATCH ? AND rowid IN ({marks}) "
                "ORDER BY rowid",
                (match,),
            ).fetchall()
            yield from (row[0] for row in rows)
            yield from (each for each in some if each > last)

    def is_sound(self, match: str) -> bool:
        """Whether FTS5 understands an expression: it cuts some rare letters off their words."""
        try:
            self._db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT 1", (match,))
        except sqlite3.OperationalError:
            return False
        return True

    def terms_with(self, letters: str, most: int) -> list[str] | None:
        """The words of the index that hold these folded letters; None where they are too many."""
        rows = self._db.execute(
            "SELECT term FROM terms WHERE instr(term, ?) > 0 LIMIT ?", (letters, most + 1)
        ).fetchall()
        return None if len(rows) > most else [row[0] for row in rows]

    def terms_ending(self, letters: str) -> list[str]:
        """The words of the index that end in these folded letters."""
        rows = self._db.execute(
            "SELECT term FROM terms WHERE substr(term, ?) = ? ORDER BY term",
            (-len(letters), letters),
        )
        return [row[0] for row in rows]

    def _last(self) -> int:
        """The greatest number of a document in the index."""
        row = self._db.execute("SELECT coalesce(max(number), -1) FROM indexed").fetchone()
        return int(row[0])

    def words(self) -> Iterator[str]:
        """Every folded word of the project, and what is left of it without attached clitics."""
        self._db.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, words, row)"
        )
        yield from (row[0] for row in self._db.execute("SELECT term FROM temp.terms"))

    def _add_terms(self, forms: set[str], known: set[str]) -> None:
        """Keep the words apart too: asking FTS5 for them reads the whole index."""
        new = set(_TERM.findall(" ".join(forms - known))) - known
        known.update(new)
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO terms VALUES (?)", [(each,) for each in new]
        )

    def _numbered(self, match: str) -> Iterator[tuple[int, str]]:
        """The numbers and ids of the documents that an FTS5 expression finds, in order."""
        after = -1
        while True:
            rows = self._db.execute(
                "SELECT i.number, i.id FROM words JOIN indexed AS i ON i.number = words.rowid "
                "WHERE words MATCH ? AND words.rowid > ? ORDER BY words.rowid LIMIT ?",
                (match, after, _SLICE),
            ).fetchall()
            yield from ((number, from_blob("d", key)) for number, key in rows)
            if len(rows) < _SLICE:
                return
            after = rows[-1][0]

    def _open(self) -> Database:
        try:
            return self._made()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return self._made()

    def _made(self) -> Database:
        db = Database(sqlite3.connect(self._path, isolation_level=None, check_same_thread=False))
        try:
            # nothing here is worth a sync: a cache that a crash tears is made anew
            db.execute("PRAGMA journal_mode = MEMORY")
            db.execute("PRAGMA synchronous = OFF")
            found = db.execute("PRAGMA user_version").fetchone()[0]
            if found not in (0, _VERSION):
                raise sqlite3.DatabaseError("the index is of another version")
            if not found:
                with db.atomic():
                    db.execute(
                        "CREATE VIRTUAL TABLE words USING "
                        "fts5(plain, forms, content='', detail=full, tokenize='unicode61 "
                        "remove_diacritics 0')"
                    )
                    db.execute("CREATE TABLE indexed (number INTEGER PRIMARY KEY, id BLOB)")
                    db.execute("CREATE TABLE terms (term TEXT PRIMARY KEY) WITHOUT ROWID")
                    db.execute(f"PRAGMA user_version = {_VERSION}")
        except BaseException:
            db.close()
            raise
        return db

    def is_stale(self) -> bool:
        """Whether a document that the index knows has gone, or another has taken its number."""
        known = self._db.execute("SELECT number, id FROM indexed ORDER BY number").fetchall()
        return bool(known) and known != self._project.document_keys(known[-1][0])


@lru_cache(maxsize=100_000)
def _forms_of(word: str) -> frozenset[str]:
    """What is left of a folded word without its attached clitics.

    The article that lost its alef after ل (للحوار) is given back (الحوار).
    """
    forms: set[str] = set()
    for cut in clitic_cuts(word):
        rest = word[cut:]
        forms.update((rest, *restored_articles(word[:cut], rest)))
    return frozenset(forms)


def search(project: Project, query: str, caches: Path) -> Iterator[Hit]:
    """Search with an index that is brought up to date first; see `SearchIndex.search`."""
    with contextlib.closing(SearchIndex(project, caches)) as index:
        index.update()
        yield from index.search(query)
