"""Undo and redo of everything, across restarts: any series of actions equals its history."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from annotator.core import commands
from annotator.core.model import Annotation, Argument, Change, Document, new_id
from annotator.core.schema import Schema, read_schema_file
from annotator.core.storage import Project
from annotator.core.text import Span

NEWS = Path(__file__).resolve().parents[3] / "seeds" / "schemas" / "news.toml"
TEXT = "قال\u200f🙂 وزيرُ الخارجية\u200c الروسي: \u2067«نحن مستعدون»\u2069\r\nوأضاف NATO في ٢٠٢٦."

State = tuple[tuple[Document, tuple[Annotation, ...]], ...]

spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.integers(start + 1, len(TEXT)).map(lambda end: Span(start, end))
)
anchors = st.lists(spans, min_size=1, max_size=3)


class Annotating(RuleBasedStateMachine):
    """A project beside a plain list of the states that it should pass through."""

    annotations = Bundle("annotations")
    schema: Schema = read_schema_file(NEWS)

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.hashiya"
        self.project = Project.create(self.path, self.schema)
        self.states: list[State] = [self.state()]
        self.place = 0

    def teardown(self) -> None:
        assert self.project.verify() == []
        self.project.close()
        self.folder.cleanup()

    def state(self) -> State:
        return tuple((document, tuple(found)) for document, found in self.project.iter_documents())

    def done(self, *, changed: bool) -> None:
        if changed:
            del self.states[self.place + 1 :]
            self.states.append(self.state())
            self.place += 1

    def documents(self) -> list[str]:
        return [each.id for each in self.project.documents()]

    def all(self) -> list[Annotation]:
        return [each for one in self.documents() for each in self.project.annotations(one)]

    def anchored(self) -> list[Annotation]:
        """All but relations."""
        return [each for each in self.all() if each.spans]

    @rule(tail=st.integers(0, 3))
    def add_document(self, tail: int) -> None:
        document = Document(new_id("d"), f"{tail}", "عنوان", TEXT + " " * tail)
        made = Annotation(
            new_id("a"), document.id, "سلمى", "entity", "PERS", (Span(0, 3), Span(5, 7))
        )
        result = commands.add_documents(self.project, [(document, [made])], actor="سلمى")
        self.done(changed=result.change is not None)

    @precondition(lambda self: self.documents())
    @rule(data=st.data())
    def remove_document(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.documents()))
        self.done(changed=commands.remove_documents(self.project, [one], actor="ليلى") is not None)

    @precondition(lambda self: self.documents())
    @rule(data=st.data(), anchor=anchors, label=st.sampled_from(["PERS", "ORG", "GPE"]))
    def annotate(self, data: st.DataObject, anchor: list[Span], label: str) -> None:
        one = data.draw(st.sampled_from(self.documents()))
        change = commands.annotate(self.project, one, "entity", label, anchor, actor="سلمى")
        self.done(changed=change is not None)

    @precondition(lambda self: self.all())
    @rule(data=st.data(), anchor=anchors)
    def quote(self, data: st.DataObject, anchor: list[Span]) -> None:
        speaker = data.draw(st.sampled_from(self.all()))
        change = commands.annotate(
            self.project,
            speaker.document,
            "quote",
            "direct",
            anchor,
            actor="ليلى",
            arguments=[Argument("speaker", speaker.id), Argument("cue", tuple(anchor))],
        )
        self.done(changed=change is not None)

    @precondition(lambda self: self.anchored())
    @rule(data=st.data(), anchor=anchors, note=st.text(max_size=5))
    def correct(self, data: st.DataObject, anchor: list[Span], note: str) -> None:
        one = data.draw(st.sampled_from(self.anchored()))
        where = (self.project, one.document, one.id)
        ways: list[Callable[[], Change | None]] = [
            lambda: commands.set_spans(*where, anchor, actor="سلمى"),
            lambda: commands.set_note(*where, note, actor="سلمى"),
            lambda: commands.set_attribute(*where, "polarity", note, actor="سلمى"),
            lambda: commands.add_argument(*where, "cue", tuple(anchor), actor="سلمى"),
            lambda: commands.set_review(
                self.project, one.document, [one.id], "accepted", actor="ليلى"
            ),
        ]
        change = data.draw(st.sampled_from(ways))()
        self.done(changed=change is not None)

    @precondition(lambda self: self.all())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.all()))
        change = commands.delete(self.project, one.document, [one.id], actor="سلمى")
        self.done(changed=change is not None)

    @precondition(lambda self: self.documents())
    @rule(data=st.data(), status=st.sampled_from(["new", "in progress", "done", "reviewed"]))
    def set_status(self, data: st.DataObject, status: str) -> None:
        one = data.draw(st.sampled_from(self.documents()))
        change = commands.set_status(self.project, [one], status, actor="سلمى")  # type: ignore[arg-type]
        self.done(changed=change is not None)

    @rule()
    def undo(self) -> None:
        assert (commands.undo(self.project, actor="ليلى") is not None) == (self.place > 0)
        self.place = max(0, self.place - 1)

    @rule()
    def redo(self) -> None:
        last = len(self.states) - 1
        assert (commands.redo(self.project, actor="ليلى") is not None) == (self.place < last)
        self.place = min(last, self.place + 1)

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)

    @invariant()
    def it_stands_where_the_history_says(self) -> None:
        assert self.state() == self.states[self.place]
        assert (self.project.undoable() is None) == (self.place == 0)
        assert (self.project.redoable() is None) == (self.place == len(self.states) - 1)

    @invariant()
    def the_counters_are_right(self) -> None:
        found = self.all()
        counts = self.project.label_counts()
        assert sum(counts.values()) == len(found)
        assert sum(each.annotations for each in self.project.documents()) == len(found)


TestAnnotating = Annotating.TestCase
TestAnnotating.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_the_history_tells_who_did_what_and_what_it_was_before(
    project: Project, document: str
) -> None:
    change = commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
    assert change is not None
    commands.relabel(project, document, change.rows[-1].id, "ORG", actor="ليلى")
    commands.undo(project, actor="عمر")
    undone, relabelled, annotated, imported = project.history(document=document, rows=True)
    assert [each.actor for each in (imported, annotated, relabelled, undone)] == [
        "سلمى", "سلمى", "ليلى", "عمر",
    ]  # fmt: skip
    assert (undone.kind, undone.action) == ("undo", "relabel")
    (row,) = relabelled.rows
    assert isinstance(row.before, Annotation)
    assert isinstance(row.after, Annotation)
    assert (row.before.label, row.after.label) == ("PERS", "ORG")
    assert undone.rows[0].after == row.before


def test_changing_nothing_is_no_change(project: Project, document: str) -> None:
    before = len(project.history())
    assert commands.set_status(project, [document], "new", actor="سلمى") is None
    assert len(project.history()) == before


def test_the_history_is_narrowed_by_annotation_actor_and_action(
    project: Project, document: str
) -> None:
    change = commands.annotate(project, document, "entity", "PERS", [Span(0, 7)], actor="سلمى")
    assert change is not None
    made = change.rows[-1].id
    commands.annotate(project, document, "entity", "ORG", [Span(8, 12)], actor="ليلى")
    commands.relabel(project, document, made, "ORG", actor="ليلى")
    commands.remove_documents(project, [document], actor="عمر")
    commands.undo(project, actor="عمر")

    def numbers(**wanted: str) -> list[int]:
        return [each.number for each in project.history(**wanted)]  # type: ignore[arg-type]

    # not what brought the document: the annotation was made later; but what took it away
    assert numbers(document=document, annotation=made) == [6, 5, 4, 2]
    assert numbers(actor="ليلى") == [4, 3]
    assert numbers(actor="ليلى", action="annotate") == [3]
    assert numbers(document=document, actor="عمر") == [6, 5]
    assert project.history_actors() == sorted(["سلمى", "ليلى", "عمر"])
    assert project.history_actions() == ["add_documents", "annotate", "relabel", "remove_documents"]
    assert project.documents_of(4) == [document]
    assert project.document_of(made) == document
