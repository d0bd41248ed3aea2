"""What the project file guards by itself, whoever writes to it, and what `verify` finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.errors import InputError, ProjectError, TextError
from annotator.core.model import Argument, Document, new_id
from annotator.core.storage import Project
from annotator.core.text import Span


@pytest.fixture
def raw(project: Project, path: Path, document: str) -> Iterator[sqlite3.Connection]:
    """The file in another program's hands, with an entity, a quote and an argument in it."""
    change = commands.annotate(project, document, "entity", "PERS", [Span(300, 312)], actor="سلمى")
    assert change is not None
    commands.annotate(
        project,
        document,
        "quote",
        "direct",
        [Span(520, 530), Span(540, 550)],
        actor="سلمى",
        arguments=[Argument("speaker", change.rows[-1].id), Argument("cue", (Span(410, 420),))],
    )
    project.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        yield db


INSERT = (
    "INSERT INTO annotations SELECT document, randomblob(16), annotator, label, {start}, {end}, "
    "{text}, note, confidence, review, origin, incomplete, created, updated "
    "FROM annotations LIMIT 1"
)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0, 7, "'مباحثا'"), (0, 99999, "(SELECT text FROM texts)"), (5, 5, "''"), (-1, 3, "'x'")],
)
def test_a_span_that_does_not_cover_its_text_is_refused(
    raw: sqlite3.Connection, start: int, end: int, text: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(INSERT.format(start=start, end=end, text=text))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE texts SET text = 'another'",
        "UPDATE annotations SET start = 1",
        "UPDATE changes SET actor = 'somebody'",
        "DELETE FROM changes",
        "UPDATE changed_rows SET after = NULL",
        "DELETE FROM changed_rows",
        "UPDATE annotations SET confidence = 2.0",
        "UPDATE documents SET status = 'perfect'",
        "INSERT INTO arguments SELECT document, annotation, 9, role, randomblob(16), NULL, NULL, "
        "'' FROM arguments LIMIT 1",
    ],
)
def test_what_must_not_be_written_is_refused(raw: sqlite3.Connection, statement: str) -> None:
    raw.isolation_level = None
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


@pytest.mark.parametrize("damage", [
    "UPDATE annotations SET note = 'x'",
    "UPDATE annotations SET created = created + 1",
    "UPDATE attributes SET value = 'x'; DELETE FROM fragments",
    "UPDATE documents SET digest = zeroblob(32)",
    "UPDATE documents SET text_sha256 = replace(text_sha256, substr(text_sha256, 1, 1), 'x')",
    "UPDATE documents SET unreviewed_count = unreviewed_count + 1",
    "UPDATE documents SET accepted_count = accepted_count + 1",
    "DELETE FROM fact_documents WHERE fact = (SELECT min(fact) FROM fact_documents)",
    "UPDATE facts SET value = value || 'x' WHERE kind = 'annotator'",
    "UPDATE labels SET count = count + 1",
    "PRAGMA foreign_keys = OFF; DELETE FROM texts",
])  # fmt: skip
def test_verify_finds_what_was_changed_behind_its_back(
    raw: sqlite3.Connection, path: Path, damage: str
) -> None:
    with Project.open(path) as untouched:
        assert untouched.verify() == []
    raw.executescript(damage)
    with Project.open(path) as touched:
        assert touched.verify() != []


@pytest.mark.parametrize("what", ["texts", "annotations", "fragments", "arguments"])
def test_verify_finds_a_flipped_bit(
    raw: sqlite3.Connection, path: Path, what: str, sample_text: str
) -> None:
    """A bit of the stored text of each table, where the file holds it."""
    words = {
        "texts": sample_text[1000:1040],
        "annotations": sample_text[300:312],
        "fragments": sample_text[520:530],
        "arguments": sample_text[410:420],
    }
    raw.close()
    content = bytearray(path.read_bytes())
    needle = words[what].encode()
    places = [place for place in range(len(content)) if content.startswith(needle, place)]
    assert places
    for place in places:
        flipped = bytearray(content)
        flipped[place + 1] ^= 1
        path.write_bytes(flipped)
        with Project.open(path) as damaged:
            assert damaged.verify() != [], place


def test_the_views_answer_the_common_questions(raw: sqlite3.Connection, sample_text: str) -> None:
    assert raw.execute("SELECT label, text FROM entities").fetchall() == [
        ("PERS", sample_text[300:312])
    ]
    content, cue, speaker = raw.execute("SELECT content, cue, speaker FROM quotes").fetchone()
    assert (content, cue, speaker) == (
        sample_text[520:550],
        sample_text[410:420],
        sample_text[300:312],
    )
    assert raw.execute("SELECT count(*) FROM annotation_list").fetchone() == (2,)
    assert raw.execute("SELECT count(*) FROM argument_list").fetchone() == (2,)
    assert raw.execute("SELECT * FROM event_arguments").fetchall() == []


@pytest.mark.parametrize(("text", "reason"), [
    ("", "has no text"), ("ab\0cd", "U\\+0000"), ("ab\ud800cd", "U\\+D800"),
])  # fmt: skip
def test_a_text_that_cannot_be_kept_is_refused_whole(
    project: Project, text: str, reason: str
) -> None:
    good = Document(new_id("d"), "good", "good", "نص سليم")
    bad = Document(new_id("d"), "bad", "bad", text)
    with pytest.raises(InputError, match=reason):
        commands.add_documents(project, [(good, ()), (bad, ())], actor="سلمى")
    assert project.document_count() == 0
    assert project.history() == []


def test_a_span_past_the_end_is_refused_and_nothing_is_kept(
    project: Project, document: str
) -> None:
    before = project.history()
    with pytest.raises(TextError, match="past the end"):
        commands.annotate(project, document, "entity", "PERS", [Span(2320, 2400)], actor="سلمى")
    assert project.history() == before
    assert project.summary(document).status == "new"


def test_a_full_disk_keeps_everything_before_it(project: Project, document: str) -> None:
    writings = project._writings
    assert writings is not None
    pages = writings.execute("PRAGMA page_count").fetchone()[0]
    writings.execute(f"PRAGMA max_page_count = {pages + 2}")
    kept = 0
    said = ""
    while not said:
        span = Span(kept, kept + 9)
        try:
            commands.annotate(project, document, "entity", "PERS", [span], actor="سلمى")
            kept += 1
        except ProjectError as error:
            said = str(error)
    assert "everything before it was" in said
    assert len(project.annotations(document)) == kept
    writings.execute("PRAGMA max_page_count = 100000")
    commands.annotate(project, document, "entity", "ORG", [Span(0, 9)], actor="سلمى")
    assert project.verify() == []
