"""Whether a project file is what was written to it.

SQLite's own checks find few flipped bits (16 and 82 of 200, measured): the hashes of the texts
and the digests of the annotations find those in what annotators made.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database

from annotator.core.errors import HashiyaError
from annotator.core.model import text_digest
from annotator.core.schema import is_incomplete
from annotator.core.storage import history
from annotator.core.storage.rows import annotation_image, from_blob, image_digest

if TYPE_CHECKING:
    from annotator.core.storage.project import Project


def problems(db: Database, project: Project) -> list[str]:
    """What is wrong with the file, a sentence each; empty where all is well."""
    found: list[str] = []
    try:
        with project.snapshot():
            found += [
                f"The file is damaged: {row[0]}."
                for row in db.execute("PRAGMA integrity_check(20)")
                if row[0] != "ok"
            ]
            found += [
                f"A row of “{table}” refers to a row of “{parent}” that is not there."
                for table, _, parent, _ in db.execute("PRAGMA foreign_key_check")
            ]
            for row in db.execute(
                "SELECT number, id, name, length, text_sha256, annotation_count, "
                "incomplete_count, digest FROM documents ORDER BY number"
            ).fetchall():
                found += _of_document(db, project, row)
            found += _of_labels(db)
            found += [
                f"Entry {number} of the history is not as it was written."
                for number in history.damaged(db)
            ]
    except (sqlite3.Error, HashiyaError, ValueError) as error:
        found.append(f"The file cannot be read to its end: {error}.")
    return found


def _of_document(db: Database, project: Project, row: tuple[object, ...]) -> list[str]:
    number, key, name, length, sha256, count, incomplete, digest = row
    stored = db.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
    if stored is None:
        return [f"The text of “{name}” is missing."]
    found = []
    if len(stored[0]) != length or text_digest(stored[0]) != sha256:
        found.append(f"The text of “{name}” is not the one that was imported.")
    assert isinstance(key, bytes)
    annotations = project.annotations(from_blob("d", key))
    joined = 0
    for annotation in annotations:
        joined ^= image_digest(annotation_image(annotation))
    if joined.to_bytes(32, "big") != digest or len(annotations) != count:
        found.append(f"The annotations of “{name}” are not the ones that were made.")
    if sum(is_incomplete(project.schema, each) for each in annotations) != incomplete:
        found.append(f"The count of incomplete annotations of “{name}” is wrong.")
    mismatched = db.execute(
        'SELECT count(*) FROM (SELECT start, "end", text FROM annotations '
        'WHERE document = ?1 AND start IS NOT NULL UNION ALL SELECT start, "end", text '
        'FROM fragments WHERE document = ?1 UNION ALL SELECT start, "end", text FROM arguments '
        "WHERE document = ?1 AND start IS NOT NULL) AS kept "
        'WHERE kept.text IS NOT substr(?2, kept.start + 1, kept."end" - kept.start)',
        (number, stored[0]),
    ).fetchone()[0]
    if mismatched:
        found.append(f"{mismatched} spans of “{name}” do not cover the text that they say.")
    return found


def _of_labels(db: Database) -> list[str]:
    wrong = db.execute(
        "SELECT layer, name FROM labels AS l WHERE count <> "
        "(SELECT count(*) FROM annotations AS a WHERE a.label = l.number)"
    )
    return [f"The counter of the label “{name}” ({layer}) is wrong." for layer, name in wrong]
