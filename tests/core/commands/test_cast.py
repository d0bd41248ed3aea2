"""The cast: linking, merging, splitting, removing; whatever is done can be undone and verified."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.errors import InputError, NotFoundError
from annotator.core.model import (
    Annotation,
    Argument,
    Document,
    Entry,
    link_of,
    new_id,
    speaker_of,
    speakers_of,
)
from annotator.core.schema import Schema, read_schema_file
from annotator.core.storage import Project, connection
from annotator.core.text import Span
from tests.core.conftest import NEWS

ACTOR = "سلمى"
SCHEMA = read_schema_file(NEWS)
TEXT = "قال الرئيس الروسي فلاديمير بوتين إن بوتن يعرف سبوتنيك وسبوتنك"


def make_entry(name: str, kind: str = "person", *spellings: str) -> Entry:
    return Entry(new_id("x"), kind, name, spellings)  # type: ignore[arg-type]


@pytest.fixture
def article(project: Project) -> str:
    document = Document(new_id("d"), "one", "one", TEXT)
    return commands.add_documents(project, [(document, ())], actor=ACTOR).added[0]


def tag(project: Project, document: str, words: str, label: str = "PERS") -> tuple[str, str]:
    start = TEXT.index(words)
    change = commands.annotate(
        project, document, "entity", label, [Span(start, start + len(words))], actor=ACTOR
    )
    assert change is not None
    made = next(row.id for row in change.rows if row.kind == "annotation")
    return document, made


def links(project: Project) -> dict[str, str]:
    return {
        each.id: link_of(each)
        for summary in project.documents()
        for each in project.annotations(summary.id)
    }


def state(project: Project) -> object:
    return project.entries(), [project.annotations(each.id) for each in project.documents()]


def test_a_mention_is_linked_to_a_new_entry_in_one_step(project: Project, article: str) -> None:
    mentions = [tag(project, article, "فلاديمير بوتين"), tag(project, article, "بوتن")]
    putin = make_entry("فلاديمير بوتين")
    commands.link(project, mentions, putin, actor=ACTOR, spellings=["بوتن", "فلاديمير  بوتين"])
    assert project.entries() == [replace(putin, spellings=("بوتن",))]
    assert set(links(project).values()) == {putin.id}
    assert project.entry_counts() == {putin.id: 2}
    assert project.mention_texts(putin.id) == {"فلاديمير بوتين": 1, "بوتن": 1}
    assert [each.id for each in project.mentions_of(putin.id)] == [each for _, each in mentions]
    assert project.verify() == []
    commands.undo(project, actor=ACTOR)
    assert project.entries() == []
    assert set(links(project).values()) == {""}
    commands.redo(project, actor=ACTOR)
    assert project.entry(putin.id).spellings == ("بوتن",)
    assert project.verify() == []


def test_linking_to_what_is_not_there_changes_nothing(project: Project, article: str) -> None:
    mention = tag(project, article, "بوتن")
    with pytest.raises(NotFoundError):
        commands.link(project, [mention], new_id("x"), actor=ACTOR)
    with pytest.raises(InputError, match="needs a name"):
        commands.link(project, [mention], make_entry(" \n"), actor=ACTOR)
    with pytest.raises(NotFoundError):
        commands.link(project, [(article, new_id("a"))], make_entry("بوتين"), actor=ACTOR)
    assert project.entries() == []


def test_merging_joins_spellings_and_notes_and_moves_every_mention(
    project: Project, article: str
) -> None:
    one, other = tag(project, article, "فلاديمير بوتين"), tag(project, article, "بوتن")
    putin = replace(make_entry("فلاديمير بوتين"), note="رئيس")
    twin = replace(make_entry("بوتن", "person", "بوتين"), note="كذا")
    commands.link(project, [one], putin, actor=ACTOR)
    commands.link(project, [other], twin, actor=ACTOR)
    plan = commands.plan_merge(project, putin.id, [twin.id, putin.id])
    assert plan.entries == (replace(putin, spellings=("بوتن", "بوتين"), note="رئيس\nكذا"),)
    assert plan.removed == (twin,)
    assert [each.id for each in plan.moving] == [other[1]]
    assert plan.texts == (("بوتن", 1),)
    assert plan.documents == 1
    commands.merge_entries(project, putin.id, [twin.id], actor=ACTOR)
    assert tuple(project.entries()) == plan.entries
    assert set(links(project).values()) == {putin.id}
    assert project.verify() == []


def test_splitting_takes_chosen_spellings_and_mentions_away(project: Project, article: str) -> None:
    mentions = [tag(project, article, each, "ORG") for each in ("سبوتنيك", "سبوتنك")]
    putin = tag(project, article, "بوتن")
    whole = make_entry("سبوتنيك", "organisation", "سبوتنك", "بوتن")
    commands.link(project, [*mentions, putin], whole, actor=ACTOR)
    new = make_entry("فلاديمير بوتين")
    plan = commands.plan_split(project, whole.id, new, spellings=["بوتن"])
    assert [each.id for each in plan.moving] == [putin[1]]
    commands.split_entry(project, whole.id, new, spellings=["بوتن"], actor=ACTOR)
    assert project.entry(whole.id).spellings == ("سبوتنك",)
    assert project.entry(new.id).spellings == ("بوتن",)
    assert links(project)[putin[1]] == new.id
    with pytest.raises(InputError, match="not linked"):
        commands.split_entry(project, whole.id, make_entry("آخر"), mentions=[putin], actor=ACTOR)
    commands.split_entry(project, whole.id, make_entry("آخر"), mentions=mentions[:1], actor=ACTOR)
    assert project.mention_count(whole.id) == 1
    assert project.verify() == []


def test_a_removed_entry_leaves_its_mentions_without_a_link(project: Project, article: str) -> None:
    mention = tag(project, article, "بوتن")
    putin = make_entry("بوتين")
    commands.link(project, [mention], putin, actor=ACTOR)
    before = state(project)
    commands.remove_entry(project, putin.id, actor=ACTOR)
    assert (project.entries(), links(project)) == ([], {mention[1]: ""})
    assert project.verify() == []
    commands.undo(project, actor=ACTOR)
    assert state(project) == before
    assert project.verify() == []


def test_renaming_keeps_the_earlier_name_as_a_spelling(project: Project) -> None:
    entry = make_entry("بوتن")
    commands.add_entry(project, entry, actor=ACTOR)
    commands.rename_entry(project, entry.id, " فلاديمير\nبوتين ", actor=ACTOR)
    assert project.entry(entry.id).forms == ("فلاديمير بوتين", "بوتن")
    commands.edit_entry(project, replace(entry, kind="other", note="ن"), actor=ACTOR)
    assert project.entry(entry.id) == replace(entry, kind="other", note="ن")
    with pytest.raises(InputError):
        commands.rename_entry(project, entry.id, " ", actor=ACTOR)


def test_verify_tells_of_a_link_to_nobody_and_of_an_altered_entry(
    project: Project, article: str, path: Path
) -> None:
    mention = tag(project, article, "بوتن")
    entry = make_entry("بوتين")
    commands.link(project, [mention], entry, actor=ACTOR)
    commands.add_entry(project, make_entry("بلا ذكر"), actor=ACTOR)
    assert project.verify() == []
    project.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE entries SET name = 'غيره' WHERE name = 'بوتين'")
    db.close()
    with Project.open(path) as again:
        assert [str(each) for each in again.verify()] == [
            f"The entry “{entry.id}” of the cast is not the one that was made."
        ]
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM entries WHERE name = 'غيره'")
    db.close()
    with Project.open(path) as again:
        assert [str(each) for each in again.verify()] == [
            f"Annotations are linked to the entry “{entry.id}”, which is not in the cast: 1."
        ]


def test_a_project_of_the_first_format_has_no_cast(
    path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "MIGRATIONS", connection.MIGRATIONS[:1])
        patch.setattr(connection, "FORMAT", 1)
        Project.create(path, schema).close()
    with Project.open(path, read_only=True) as project:
        assert project.entries() == []
        assert project.entry_counts() == {}
        assert project.find_entry(new_id("x")) is None
        assert project.mentions_of(new_id("x")) == []
        assert project.mention_count(new_id("x")) == 0
        assert project.mention_texts(new_id("x")) == {}


# -- speakers -----------------------------------------------------------------------------------


def quote(speakers: list[Argument], identifier: str = "") -> Annotation:
    return Annotation(
        identifier or new_id("a"), "d", ACTOR, "quote", "direct", (Span(50, 55),), tuple(speakers)
    )


def mention(start: int, end: int, entry: str = "", annotator: str = ACTOR) -> Annotation:
    made = Annotation(new_id("a"), "d", annotator, "entity", "PERS", (Span(start, end),))
    return made.with_attribute("entry", entry)


def test_a_speaker_is_the_entry_of_the_filler_or_of_the_longest_link_in_its_words() -> None:
    putin, other = new_id("x"), new_id("x")
    linked, short = mention(10, 20, putin), mention(21, 23, other)
    bare = Argument("speaker", (Span(8, 25),))
    assert speaker_of(quote([Argument("speaker", linked.id)]), [linked]) == putin
    assert speaker_of(quote([bare]), [linked, short]) == putin
    assert speaker_of(quote([bare]), [mention(5, 30, putin)]) == ""
    assert speaker_of(quote([Argument("cue", (Span(8, 25),))]), [linked]) == ""
    unlinked = mention(8, 25)
    assert speaker_of(quote([Argument("speaker", unlinked.id)]), [unlinked, short]) == other
    stranger = mention(8, 25, other, annotator="غيرها")
    assert speaker_of(quote([bare]), [stranger, linked]) == putin
    two = quote([Argument("speaker", short.id), Argument("speaker", linked.id), bare])
    assert speakers_of(two, [linked, short]) == (other, putin)


def test_the_views_know_the_cast_and_who_speaks(project: Project, article: str, path: Path) -> None:
    person = tag(project, article, "فلاديمير بوتين")
    office = tag(project, article, "الرئيس الروسي", "OCC")
    putin = make_entry("فلاديمير بوتين")
    commands.link(project, [person, office], putin, actor=ACTOR)
    commands.add_entry(project, make_entry("غائب"), actor=ACTOR)
    whole = TEXT.index("الرئيس"), TEXT.index(" إن")
    commands.annotate(
        project, article, "quote", "indirect", [Span(36, 61)], actor=ACTOR,
        arguments=[Argument("speaker", (Span(*whole),)), Argument("speaker", person[1])],
    )  # fmt: skip
    rows = project.annotations(article)
    assert speakers_of(next(each for each in rows if each.layer == "quote"), rows) == (putin.id,)
    project.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT name, mentions FROM cast ORDER BY mentions").fetchall() == [
            ("غائب", 0),
            (putin.name, 2),
        ]
        assert db.execute("SELECT speaker_entry FROM quotes").fetchone() == (
            f"{putin.name}؛ {putin.name}",
        )
        assert {row[0] for row in db.execute("SELECT entry FROM quote_speakers")} == {putin.id}
        assert db.execute("SELECT count(*) FROM linked_mentions").fetchone() == (2,)
    db.close()


# -- any series of actions ----------------------------------------------------------------------

_STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["link", "new", "unlink", "merge", "split", "remove", "rename", "undo", "redo"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=14,
)
_WORDS = ("الرئيس الروسي", "فلاديمير بوتين", "بوتن", "سبوتنيك", "سبوتنك")


def _do(project: Project, mentions: list[tuple[str, str]], step: str, one: int, two: int) -> None:
    entries = project.entries()
    chosen = mentions[one % len(mentions) :][: two + 1]
    if step == "new":
        name = _WORDS[two % len(_WORDS)]
        commands.link(project, chosen, make_entry(name), actor=ACTOR, spellings=_WORDS[:one])
    elif step == "unlink":
        commands.unlink(project, chosen, actor=ACTOR)
    elif step == "redo" or (step == "undo" and _can_undo(project)):
        getattr(commands, step)(project, actor=ACTOR)
    elif entries:
        entry, other = entries[one % len(entries)], entries[two % len(entries)]
        if step == "link":
            commands.link(project, chosen, entry.id, actor=ACTOR)
        elif step == "merge":
            commands.merge_entries(project, entry.id, [other.id], actor=ACTOR)
        elif step == "remove":
            commands.remove_entry(project, entry.id, actor=ACTOR)
        elif step == "rename":
            commands.rename_entry(project, entry.id, f"{other.name} {two}", actor=ACTOR)
        else:
            new = make_entry(f"جديد {one}")
            commands.split_entry(
                project, entry.id, new, spellings=[_WORDS[two % len(_WORDS)]], actor=ACTOR
            )


def _can_undo(project: Project) -> bool:
    """Whether the last action was one on the cast."""
    last = project.undoable()
    return last is not None and last.action not in ("annotate", "add_documents")


@settings(deadline=None, max_examples=25)
@given(steps=_STEPS)
def test_any_series_of_actions_can_be_undone_step_by_step_and_is_sound(
    steps: list[tuple[str, int, int]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "p.hashiya", SCHEMA) as project,
    ):
        document = Document(new_id("d"), "one", "one", TEXT)
        commands.add_documents(project, [(document, ())], actor=ACTOR)
        mentions = [tag(project, document.id, words) for words in _WORDS]
        start = state(project)
        for step in steps:
            before = state(project)
            _do(project, mentions, *step)
            linked = {each for each in links(project).values() if each}
            assert linked <= {each.id for each in project.entries()}
            if step[0] not in ("undo", "redo") and state(project) != before:
                after = state(project)
                commands.undo(project, actor=ACTOR)
                assert state(project) == before
                commands.redo(project, actor=ACTOR)
                assert state(project) == after
        assert project.verify() == []
        while _can_undo(project):
            commands.undo(project, actor=ACTOR)
        assert state(project) == start
        assert project.verify() == []
