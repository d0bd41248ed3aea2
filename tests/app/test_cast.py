"""The session's cast: up to date after every action, undo, import and another project."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Annotation, link_of
from annotator.core.text import Span


def tag(session: Session, words: str, label: str = "PERS", at: int = 0) -> Annotation:
    assert session.document is not None
    start = session.document.text.index(words, at)
    change = session.tag("entity", label, (Span(start, start + len(words)),))
    assert change is not None
    return next(row.after for row in change.rows if isinstance(row.after, Annotation))


def agrees(session: Session) -> None:
    """What the session holds is what the project file has."""
    assert session.project is not None
    cast, project = session.cast, session.project
    assert sorted(cast.entries(), key=lambda each: each.id) == project.entries()
    assert +cast.counts() == Counter(project.entry_counts())


def test_the_cast_follows_links_undo_and_deletion(session: Session) -> None:
    agrees(session)  # all is counted from now on, and must be kept up to date
    told: list[None] = []
    session.cast.changed.connect(lambda: told.append(None))
    mention = tag(session, "فلاديمير بوتين")
    assert session.cast.entries() == []
    session.cast.link_new(mention, "فلاديمير بوتين")
    entry = session.cast.entries()[0]
    assert (entry.kind, session.cast.count(entry.id)) == ("person", 1)
    assert told
    linked = session.annotation(mention.id)
    assert linked is not None
    assert session.cast.entry_of(linked) == entry
    session.delete([mention.id])
    agrees(session)
    assert session.cast.count(entry.id) == 0
    session.undo()
    session.cast.rename(entry.id, "بوتين")
    agrees(session)
    assert [each.entry.name for each in session.cast.proposals(linked)] == ["بوتين"]
    session.cast.remove(entry.id)
    assert session.cast.proposals(linked) == []
    session.undo()
    agrees(session)
    assert session.document is not None
    session.remove_documents([session.document.id])
    agrees(session)
    session.undo()
    agrees(session)


def test_a_pronoun_is_linked_but_is_no_spelling(session: Session) -> None:
    mention = tag(session, "هو", at=1500)
    session.cast.link_new(mention, "فلاديمير بوتين")
    assert session.cast.entries()[0].spellings == ()
    assert session.cast.texts(session.cast.entries()[0].id) == [("فلاديمير بوتين", 0), ("هو", 1)]


def test_plans_tell_what_moves_and_the_actions_do_just_that(session: Session) -> None:
    cast = session.cast
    one, other = tag(session, "فلاديمير بوتين"), tag(session, "شي جين بينج")
    cast.link_new(one, "فلاديمير بوتين")
    cast.link_new(other, "شي جين بينج")
    first, second = cast.entries()
    plan = cast.plan_merge(first.id, [second.id])
    assert plan is not None
    assert [each.text for each in cast.contexts(plan)] == ["شي جين بينج"]
    cast.merge(first.id, [second.id])
    assert cast.entries() == list(plan.entries)
    new = cast.new_entry("شي", "person")
    split = cast.plan_split(first.id, new, [], ["شي جين بينج"])
    assert split is not None
    cast.split(first.id, new, [], ["شي جين بينج"])
    assert cast.entry(new.id) == split.entries[1]
    agrees(session)


def test_what_fails_is_told_and_changes_nothing(session: Session) -> None:
    told: list[object] = []
    session.failed.connect(told.append)
    session.cast.add("واحد")
    entry = session.cast.entries()[0]
    session.cast.rename(entry.id, "  ")
    session.cast.edit(replace(entry, name=""))
    assert session.cast.plan_removal("x-" + "0" * 32) is None
    assert len(told) == 3
    assert session.cast.entries() == [entry]


def test_the_others_of_a_spelling_are_found_in_the_whole_project(
    session: Session, qtbot: QtBot
) -> None:
    first = tag(session, "روسيا", "GPE")
    text = session.document.text if session.document else ""
    tag(session, "روسيا", "GPE", at=text.index("روسيا") + 5)
    assert [each.id != first.id for each in session.cast.others_here(first)] == [True]
    job = session.cast.find_others(first, "project")
    assert job is not None
    with qtbot.waitSignal(job.finished) as found:
        pass
    assert [each.text for each in found.args[0]] == ["روسيا"] * 2


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_series_of_actions_leaves_the_session_as_the_file(
    data: st.DataObject, session_of_words: Session
) -> None:
    session = session_of_words
    names = ("بوتين", "شي", "روسيا")
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from(["link", "unlink", "merge", "remove", "undo", "redo"]))
        mention = data.draw(st.sampled_from(session.annotations()))
        entries = session.cast.entries()
        if step == "link":
            session.cast.link_new(mention, data.draw(st.sampled_from(names)))
        elif step == "unlink":
            session.cast.unlink([mention])
        elif step == "undo" and session.undo_name() not in ("", "Tag as Person"):
            session.undo()
        elif step == "redo" and session.redo_name():
            session.redo()
        elif entries and step == "merge":
            session.cast.merge(entries[0].id, [each.id for each in entries[1:]])
        elif entries and step == "remove":
            session.cast.remove(entries[0].id)
        agrees(session)
        known = {each.id for each in session.cast.entries()}
        assert {link_of(each) for each in session.annotations()} <= known | {""}


@pytest.fixture
def session_of_words(session: Session) -> Session:
    """A session with a few mentions."""
    for words in ("فلاديمير بوتين", "شي جين بينج", "روسيا"):
        tag(session, words)
    return session
