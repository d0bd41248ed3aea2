"""Whether a project file is what was written to it.

SQLite's own checks find few flipped bits (16 and 82 of 200, measured): the hashes of the texts
and the digests of the annotations find those in what annotators made.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

from sqlite_utils import Database

from annotator.core.errors import N_, HashiyaError, ProjectError
from annotator.core.model import text_digest
from annotator.core.schema import is_incomplete
from annotator.core.storage import cast_writer, history
from annotator.core.storage.facts import missing_facts
from annotator.core.storage.rows import annotation_image, from_blob, image_digest

if TYPE_CHECKING:
    from annotator.core.storage.project import Project


def problems(db: Database, project: Project) -> list[ProjectError]:
    """What is wrong with the file, an error each that is not raised; empty where all is well."""
    found: list[ProjectError] = []
    try:
        with project.snapshot():
            found += [
                ProjectError(N_("The file is damaged: {reason}."), reason=row[0])
                for row in db.execute("PRAGMA integrity_check(20)")
                if row[0] != "ok"
            ]
            found += [
                ProjectError(
                    N_("A row of “{table}” refers to a row of “{parent}” that is not there."),
                    table=table,
                    parent=parent,
                )
                for table, _, parent, _ in db.execute("PRAGMA foreign_key_check")
            ]
            for row in db.execute(
                "SELECT number, id, name, length, text_sha256, annotation_count, "
                "incomplete_count, unreviewed_count, accepted_count, digest "
                "FROM documents ORDER BY number"
            ).fetchall():
                found += _of_document(db, project, row)
            found += _of_labels(db)
            found += _of_cast(db, project)
            found += [
                ProjectError(
                    N_("Entry {number} of the history is not as it was written."), number=number
                )
                for number in history.damaged(db)
            ]
    except (sqlite3.Error, HashiyaError, ValueError) as error:
        found.append(
            ProjectError(
                N_("The file cannot be read to its end: {reason}."),
                reason=str(error).rstrip("."),
            )
        )
    return found


def _of_document(db: Database, project: Project, row: tuple[object, ...]) -> list[ProjectError]:
    number, key, name, length, sha256, count, incomplete, unreviewed, accepted, digest = row
    stored = db.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
    if stored is None:
        return [ProjectError(N_("The text of “{name}” is missing."), name=name)]
    text = str(stored[0])
    templates = []
    if len(text) != length or text_digest(text) != sha256:
        templates.append(N_("The text of “{name}” is not the one that was imported."))
    assert isinstance(key, bytes)
    annotations = project.annotations(from_blob("d", key))
    joined = 0
    for annotation in annotations:
        joined ^= image_digest(annotation_image(annotation))
    if joined.to_bytes(32, "big") != digest or len(annotations) != count:
        templates.append(N_("The annotations of “{name}” are not the ones that were made."))
    if sum(is_incomplete(project.schema, each) for each in annotations) != incomplete:
        templates.append(N_("The count of incomplete annotations of “{name}” is wrong."))
    states = Counter(each.review for each in annotations)
    if (states["unreviewed"], states["accepted"]) != (unreviewed, accepted):
        templates.append(N_("The count of reviewed annotations of “{name}” is wrong."))
    assert isinstance(number, int)
    if missing_facts(db, number, annotations):
        templates.append(N_("Searches may not find some annotations of “{name}”."))
    found = [ProjectError(template, name=name) for template in templates]
    if mismatched := _mismatched(db, number, text):
        found.append(
            ProjectError(
                N_("Spans of “{name}” that do not cover the text that they say: {count}."),
                name=name,
                count=mismatched,
            )
        )
    return found


def _mismatched(db: Database, number: object, text: str) -> int:
    """How many stored texts of a document are not what their offsets cover."""
    row = db.execute(
        'SELECT count(*) FROM (SELECT start, "end", text FROM annotations '
        'WHERE document = ?1 AND start IS NOT NULL UNION ALL SELECT start, "end", text '
        'FROM fragments WHERE document = ?1 UNION ALL SELECT start, "end", text FROM arguments '
        "WHERE document = ?1 AND start IS NOT NULL) AS kept "
        'WHERE kept.text IS NOT substr(?2, kept.start + 1, kept."end" - kept.start)',
        (number, text),
    ).fetchone()
    return int(row[0])


def _of_labels(db: Database) -> list[ProjectError]:
    wrong = db.execute(
        "SELECT layer, name FROM labels AS l WHERE count <> "
        "(SELECT count(*) FROM annotations AS a WHERE a.label = l.number)"
    )
    return [
        ProjectError(
            N_("The counter of the label “{name}” ({layer}) is wrong."), name=name, layer=layer
        )
        for layer, name in wrong
    ]


def _of_cast(db: Database, project: Project) -> list[ProjectError]:
    """Links to entries that are not there, and entries that are not as the history has them."""
    kept = {each.id for each in project.entries()}
    found = [
        ProjectError(
            N_("Annotations are linked to the entry “{entry}”, which is not in the cast: {count}."),
            count=count,
            entry=entry,
        )
        for entry, count in project.entry_counts().items()
        if entry not in kept
    ]
    written = history.last_images(db, "entry") if kept else {}
    found += [
        ProjectError(N_("The entry “{entry}” of the cast is not the one that was made."), entry=key)
        for key, image in (cast_writer.images(db) if kept else {}).items()
        if written.get(key) != image
    ]
    return found
