"""Any series of changes of annotations, labels, schema and pages equals its history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, precondition, rule

from annotator.core import commands
from annotator.core.commands import (
    DeleteLabel,
    MergeLabels,
    MoveLabel,
    NewLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.core.errors import SchemaError
from annotator.core.model import Argument, NamedValue
from annotator.core.schema import Names, read_schema_file
from tests.core.storage.test_history import Annotating, anchors

SMALL = Path(__file__).with_name("small.toml")
CODES = st.sampled_from(["A", "B", "C", "PERS", "ORG", "DATE", "x.A", "bad code"])


class Operating(Annotating):
    """The same with operations on labels, other schemas, and pages among the actions."""

    schema = read_schema_file(SMALL)

    def state(self) -> Any:  # noqa: ANN401 - the documents, and what the project says of itself
        pages = tuple((each, self.project.page(each)) for each in self.project.pages())
        return super().state(), self.project.schema.source, pages

    def labels(self, kinds: tuple[str, ...] = ("span", "frame")) -> list[tuple[str, str]]:
        return [
            (layer.id, label.id)
            for layer in self.project.schema.layers
            for label in layer.labels
            if layer.kind in kinds
        ]

    def fillers(self, document: str) -> st.SearchStrategy[list[str]]:
        known = [each.id for each in self.project.annotations(document)]
        return st.lists(st.sampled_from(known), max_size=1) if known else st.just([])

    def annotate(self, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """No rule here: the labels that it names may be gone; see `tag`."""

    def quote(self, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """No rule here either."""

    @precondition(lambda self: self.documents())
    @rule(data=st.data(), anchor=anchors, value=st.sampled_from(["", "one", "two"]))
    def tag(self, data: st.DataObject, anchor: list[Any], value: str) -> None:
        layer, label = data.draw(st.sampled_from(self.labels()))
        document = data.draw(st.sampled_from(self.documents()))
        change = commands.annotate(
            self.project,
            document,
            layer,
            label,
            anchor,
            actor="سلمى",
            attributes=[NamedValue("kind", value)] if value else [],
            arguments=[Argument("speaker", each) for each in data.draw(self.fillers(document))],
        )
        self.done(changed=change is not None)

    @precondition(lambda self: self.all())
    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.all()))
        other = data.draw(st.sampled_from(self.project.annotations(one.document)))
        layer, label = data.draw(st.sampled_from(self.labels(("relation",))))
        ends = [Argument("from", one.id), Argument("to", other.id)]
        change = commands.annotate(
            self.project, one.document, layer, label, [], actor="عمر", arguments=ends
        )
        self.done(changed=change is not None)

    @rule(data=st.data(), code=CODES)
    def operate(self, data: st.DataObject, code: str) -> None:
        kinds = data.draw(st.sampled_from([("span", "frame"), ("relation",)]))
        layer, label = data.draw(st.sampled_from(self.labels(kinds)))
        codes = [each for each in self.labels(kinds) if each[0] == layer]
        chosen = data.draw(st.sampled_from(codes))[1]
        new = (NewLabel(code, Names("و", "w")),)
        choices = tuple(
            (each.document, each.id, code)
            for each in self.all()
            if (each.layer, each.label) == (layer, label)
        )
        operations: list[Operation] = [
            RenameLabel(layer, label, code),
            MergeLabels(layer, (label,), chosen),
            SplitLabel(layer, label, "kind", (("one", code), ("two", chosen)), new),
            SplitLabel(layer, label, "kind", (("one", chosen),)),
            SortLabel(layer, label, choices[::2], new),
            MoveLabel(layer, label, "entity" if layer == "quote" else "quote", code),
            DeleteLabel(layer, label),
        ]
        operation = data.draw(st.sampled_from(operations))
        before = self.state()
        try:
            plan = commands.plan_change(self.project, operation)
        except SchemaError:
            with pytest.raises(SchemaError):
                commands.change_labels(self.project, operation, actor="ليلى")
            assert self.state() == before
            return
        counts = self.project.label_counts()
        change = commands.change_labels(self.project, operation, actor="ليلى")
        self.done(changed=change is not None)
        for outcome in plan.outcomes:
            left = counts[outcome.before] - self.project.label_counts().get(outcome.before, 0)
            assert left >= outcome.count

    @precondition(lambda self: self.all())
    @rule(data=st.data())
    def relabel_all(self, data: st.DataObject) -> None:
        layer, label = data.draw(st.sampled_from(self.labels()))
        places = [(each.document, each.id) for each in self.all() if each.layer == layer]
        change = commands.relabel_all(self.project, places, label, actor="ليلى")
        self.done(changed=change is not None)

    @rule(required=st.booleans(), content=st.sampled_from(["", "# دليل", "قال"]))
    def say_of_itself(self, required: bool, content: str) -> None:
        source = self.project.schema.source
        plain, marked = 'id = "kind"\n', 'id = "kind"\nrequired = true\n'
        source = source.replace(marked, plain)
        if required:
            source = source.replace(plain, marked)
        change = commands.set_schema(self.project, source, actor="سلمى")
        self.done(changed=change is not None)
        change = commands.write_page(self.project, "guidelines", content, actor="سلمى")
        self.done(changed=change is not None)

    @invariant()
    def it_is_sound(self) -> None:
        assert self.project.verify() == []


TestOperating = Operating.TestCase
TestOperating.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
