from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.backups import Backups
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.errors import HashiyaError
from annotator.core.model import Change, Document, annotation_sort_key, new_id
from annotator.core.storage import Project, ProjectInUseError
from annotator.core.text import Span
from tests.support.earlier_project import earlier_project


def span_of(session: Session, words: str) -> Span:
    assert session.document is not None
    start = session.document.text.index(words)
    return Span(start, start + len(words))


def tag(session: Session, words: str, label: str = "PERS") -> str:
    change = session.tag("entity", label, (span_of(session, words),))
    assert change is not None
    return next(row.id for row in change.rows if row.kind == "annotation")


def add_document(session: Session, title: str) -> str:
    assert session.project is not None
    document = Document(new_id("d"), title, title, f"{title}\nنص المقال.")
    job = session.write_in_background(
        lambda project, _progress, cancelled: commands.add_documents(
            project, [(document, ())], actor="sana", cancelled=cancelled
        )
    )
    assert job is not None
    return document.id


def test_an_opened_project_shows_its_first_document(session: Session) -> None:
    assert session.document is not None
    assert session.document.title.startswith("مباحثات هاتفية")
    assert session.annotations() == []


def test_a_project_of_an_earlier_format_is_told_of_before_it_changes(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    old = earlier_project(tmp_path / "old.hashiya", 1)
    with qtbot.waitSignals([session.outdated, session.opened], order="strict"):
        assert session.open(old)
    assert session.project is not None
    assert len(Backups().of(session.project.identity)) == 1
    with qtbot.assertNotEmitted(session.outdated):
        session.close()
        assert session.open(old)


def test_a_tag_is_in_memory_in_the_file_and_told(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([session.changed, session.said]):
        made = tag(session, "فلاديمير بوتين")
    assert [each.id for each in session.annotations()] == [made]
    assert session.annotations()[0].annotator == "sana"
    assert session.project is not None
    assert session.document is not None
    assert session.project.annotations(session.document.id) == session.annotations()


def test_what_is_in_memory_equals_the_file_after_any_action(session: Session) -> None:
    first = tag(session, "فلاديمير بوتين")
    second = tag(session, "الكرملين", "ORG")
    session.relabel(first, "OCC")
    session.set_spans(second, (span_of(session, "الرئاسة الروسية"),))
    session.set_note(first, "ملاحظة")
    session.set_review([first, second], "accepted")
    session.set_attribute(first, "canonical", "بوتين")
    session.delete([second])
    session.undo()
    assert session.project is not None
    assert session.document is not None
    assert session.project.annotations(session.document.id) == session.annotations()
    assert session.project.document(session.document.id) == session.document


def test_annotations_stay_in_their_order(session: Session) -> None:
    tag(session, "شي جين بينج")
    tag(session, "الرئيس الروسي", "OCC")
    tag(session, "الرئيس", "OCC")
    keys = [annotation_sort_key(each) for each in session.annotations()]
    assert keys == sorted(keys)


def test_undo_goes_back_to_the_document_of_the_change(session: Session, qtbot: QtBot) -> None:
    assert session.document is not None
    first = session.document.id
    made = tag(session, "فلاديمير بوتين")
    with qtbot.waitSignal(session.busy_changed, check_params_cb=lambda busy: not busy):
        second = add_document(session, "خبر ثان")
    session.undo()
    session.redo()
    session.select_document(second)
    session.undo()
    assert session.document.id == first
    session.undo()
    assert session.annotation(made) is None
    session.redo()
    assert session.annotation(made) is not None


def test_undo_and_redo_are_named(session: Session) -> None:
    assert session.undo_name() == "Import documents"
    tag(session, "فلاديمير بوتين")
    assert "Person" in session.undo_name()
    session.undo()
    assert "Person" in session.redo_name()


def test_at_the_beginning_of_the_history_it_is_said(session: Session, qtbot: QtBot) -> None:
    session.undo()
    assert session.document is None
    with qtbot.waitSignal(session.said) as said:
        assert session.undo() is None
    assert said.args == ["There is nothing to undo."]


def test_a_failure_is_told_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed) as failed:
        assert session.tag("entity", "NO-SUCH-LABEL", (Span(0, 5),)) is None
    assert isinstance(failed.args[0], HashiyaError)
    assert session.annotations() == []


def test_a_removed_document_makes_room_for_the_next(session: Session, qtbot: QtBot) -> None:
    assert session.document is not None
    first = session.document.id
    with qtbot.waitSignal(session.busy_changed, check_params_cb=lambda busy: not busy):
        second = add_document(session, "خبر ثان")
    session.remove_documents([first])
    assert session.document.id == second
    session.undo()
    assert session.document.id == first


def test_the_next_unfinished_document_is_found(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.busy_changed, check_params_cb=lambda busy: not busy):
        second = add_document(session, "خبر ثان")
    session.finish_document()
    assert session.document is not None
    assert session.document.id == second
    with qtbot.waitSignal(session.said):
        session.finish_document()
    assert session.document.id == second
    assert session.document.status == "done"


def test_the_place_is_remembered_for_each_project(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.busy_changed, check_params_cb=lambda busy: not busy):
        second = add_document(session, "خبر ثان")
    assert session.project is not None
    path = session.project.path
    session.select_document(second)
    session.remember_place(420)
    session.close()
    assert session.document is None
    assert session.open(path)
    assert session.document is not None
    assert session.document.id == second
    assert session.place().position == 420


def test_a_second_session_is_told_who_has_the_project(session: Session, qtbot: QtBot) -> None:
    assert session.project is not None
    path = session.project.path
    other = Session(session.settings)
    with qtbot.waitSignal(other.in_use) as told:
        assert not other.open(path)
    assert told.args[0] == path
    assert isinstance(told.args[1], ProjectInUseError)
    assert other.open(path, read_only=True)
    assert other.read_only
    with qtbot.waitSignal(other.failed):
        assert other.tag("entity", "PERS", (Span(0, 8),)) is None
    other.close()


def test_a_project_that_cannot_be_opened_leaves_the_present_one(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.hashiya"
    broken.write_text("no project")
    before = session.project
    with qtbot.waitSignal(session.failed):
        assert not session.open(broken)
    assert session.project is before


def test_a_moved_file_gets_no_more_writes(session: Session, qtbot: QtBot) -> None:
    assert session.project is not None
    session.project.path.rename(session.project.path.with_name("moved.hashiya"))
    with qtbot.waitSignal(session.failed):
        assert session.tag("entity", "PERS", (Span(0, 8),)) is None
    assert session.annotations() == []


def test_nothing_is_written_while_an_import_runs(session: Session, qtbot: QtBot) -> None:
    import threading

    go_on = threading.Event()

    def work(project: Project, _progress: object, _cancelled: object) -> Change | None:
        assert go_on.wait(10)
        return commands.rename_document(project, document, "عنوان آخر", actor="sana")

    assert session.document is not None
    document = session.document.id
    job = session.write_in_background(work)
    assert job is not None
    assert session.busy
    with qtbot.waitSignal(session.failed):
        assert session.set_status([document], "done") is None
    with qtbot.waitSignal(session.changed):
        go_on.set()
    assert not session.busy
    assert session.document.title == "عنوان آخر"


def test_a_cancelled_import_leaves_nothing(session: Session, qtbot: QtBot) -> None:
    documents = ((Document(new_id("d"), str(i), str(i), f"نص {i}"), ()) for i in range(10_000_000))
    job = session.write_in_background(
        lambda project, progress, cancelled: commands.add_documents(
            project,
            documents,
            actor="sana",
            progress=lambda done: progress(done, 0),
            cancelled=cancelled,
        )
    )
    assert job is not None
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.failed):
        job.cancel()
    assert session.project is not None
    assert session.project.document_count() == 1
    assert not session.busy


def test_closing_stops_what_runs(session: Session) -> None:
    def work(_reader: Project, _progress: object, cancelled: object) -> None:
        assert callable(cancelled)
        while not cancelled():
            pass

    assert session.read_in_background(work) is not None
    session.close()
    assert session.project is None


@pytest.mark.parametrize("name", ["سناء", "", " "])
def test_work_carries_the_annotators_name(qapp: object, project_path: Path, name: str) -> None:
    settings = Settings.load()
    settings.set("annotator.name", name)
    session = Session(settings)
    session.open(project_path)
    session.tag("entity", "PERS", (Span(0, 8),))
    assert session.annotator.strip()
    assert [each.annotator for each in session.annotations()] == [name.strip() or session.annotator]
    session.close()


def test_a_large_change_is_undone_in_the_background(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.app.session.AT_ONCE", 1)
    assert session.document is not None
    here = session.document.id
    places = [(here, tag(session, words)) for words in ("فلاديمير بوتين", "الكرملين")]
    job = session.write_in_background(
        lambda project, *_: commands.relabel_all(project, places, "ORG", actor="sana")
    )
    assert job is not None
    qtbot.waitUntil(lambda: [each.label for each in session.annotations()] == ["ORG", "ORG"])
    for step, labels in ((session.undo, ["PERS", "PERS"]), (session.redo, ["ORG", "ORG"])):
        with qtbot.waitSignal(session.changed):
            assert step() is None
            assert session.busy
        assert [each.label for each in session.annotations()] == labels
        assert not session.busy
