"""The open document with its annotations by id, as the panels beside the article look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotator.app.shown import EVERYTHING
from annotator.app.translation import language
from annotator.core.model import Annotation, Argument, Change, Document
from annotator.core.schema import (
    Label,
    Layer,
    Role,
    Schema,
    Violation,
    check_annotation,
    is_incomplete,
)
from annotator.core.text import Spans, paragraph_direction
from annotator.ui.words import violation_text

RowPair = tuple[Annotation | None, Annotation | None]

_MISSING_ROLES = ("missing role", "missing end")

GAP = " … "  # stands between the pieces of a discontinuous annotation

ARROWS = {"rtl": " ← ", "ltr": " → "}
"""Stands between the ends of a relation, by the direction in which they are read."""


class Article:
    """A document, its schema and its annotations, kept in step with the changes.

    What a change did not touch is never looked at again: `apply` answers with the ids of the
    annotations that are to be shown anew, those that refer to a touched one included.
    """

    def __init__(self) -> None:
        self.document: Document | None = None
        self.schema: Schema | None = None
        self.annotations: dict[str, Annotation] = {}
        self._referrers: defaultdict[str, set[str]] = defaultdict(set)
        self.shown = EVERYTHING

    def reset(
        self,
        document: Document | None,
        annotations: Iterable[Annotation],
        schema: Schema | None,
    ) -> None:
        """Take another document, or none."""
        self.document = document
        self.schema = schema
        self.annotations = {each.id: each for each in annotations}
        self._referrers.clear()
        for each in self.annotations.values():
            self._link(each)

    def apply(self, rows: Iterable[RowPair]) -> list[str]:
        """Take the touched rows (before, after) of a change and tell what is to be shown anew."""
        touched: dict[str, None] = {}
        for before, after in rows:
            if before is not None and before.id in self.annotations:
                self._unlink(self.annotations.pop(before.id))
                touched[before.id] = None
            if after is not None and self.document and after.document == self.document.id:
                self.annotations[after.id] = after
                self._link(after)
                touched[after.id] = None
        for each in tuple(touched):
            touched.update(dict.fromkeys(self._referrers.get(each, ())))
        return list(touched)

    def listed(self) -> list[Annotation]:
        """The annotations of those annotators who are shown."""
        return [each for each in self.annotations.values() if self.shown.shows(each)]

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id, or None."""
        return self.annotations.get(annotation_id)

    def referrers(self, annotation_id: str) -> list[Annotation]:
        """The annotations that have this one in a role."""
        found = (self.annotations.get(each) for each in self._referrers.get(annotation_id, ()))
        return sorted((each for each in found if each), key=self.sort_key)

    def text(self, spans: Spans) -> str:
        """The text that the spans cover, pieces joined by dots."""
        if self.document is None:
            return ""
        return GAP.join(each.text_in(self.document.text) for each in spans)

    def words_of(self, annotation: Annotation) -> str:
        """The text of an annotation; of a relation, those of its two ends."""
        if annotation.spans:
            return self.text(annotation.spans)
        ends = [self.filler_text(each) for each in annotation.arguments]
        return ARROWS[paragraph_direction(" ".join(ends), "rtl")].join(ends)

    def filler_text(self, argument: Argument) -> str:
        """The text of what fills a role."""
        return self.text(self.filler_spans(argument))

    def filler_spans(self, argument: Argument) -> Spans:
        """Where what fills a role lies: nowhere if it is a relation or is gone."""
        if not argument.target:
            return argument.spans
        target = self.annotations.get(argument.target)
        return target.spans if target else ()

    def layer(self, annotation: Annotation) -> Layer | None:
        """The layer of an annotation, or None where the schema no longer has it."""
        return self.schema.find_layer(annotation.layer) if self.schema else None

    def is_relation(self, annotation: Annotation) -> bool:
        """Whether an annotation joins two others."""
        layer = self.layer(annotation)
        return layer is not None and layer.kind == "relation"

    def label(self, annotation: Annotation) -> Label | None:
        """The label of an annotation, or None where the schema no longer has it."""
        return self.schema.resolve(annotation.layer, annotation.label) if self.schema else None

    def roles(self, annotation: Annotation) -> tuple[Role, ...]:
        """The roles that the schema gives to an annotation, in their order."""
        layer = self.layer(annotation)
        return layer.roles_of(annotation.label) if layer else ()

    def role_name(self, annotation: Annotation, role_id: str) -> str:
        """The name of a role in the interface's language, or its id where it is unknown."""
        layer = self.layer(annotation)
        role = layer.role(annotation.label, role_id) if layer else None
        return role.name.text(language()) if role else role_id

    def violations(self, annotation: Annotation) -> tuple[Violation, ...]:
        """The rules of the schema that an annotation does not keep."""
        if self.schema is None:
            return ()
        return check_annotation(self.schema, annotation, self.annotations)

    def missing_roles(self, annotation: Annotation) -> set[str]:
        """The ids of the roles that must still be filled."""
        if not self.roles(annotation):
            return set()
        return {each.subject for each in self.violations(annotation) if each.kind in _MISSING_ROLES}

    def missing_words(self, annotation: Annotation) -> list[str]:
        """What is still missing, in sentences."""
        return [
            violation_text(each)
            for each in self.violations(annotation)
            if each.kind in (*_MISSING_ROLES, "missing attribute")
        ]

    def warnings(self, annotation: Annotation) -> list[str]:
        """What else the schema objects to (a filler that does not fit), in sentences."""
        if not annotation.arguments and not annotation.attributes:
            return []
        missing = (*_MISSING_ROLES, "missing attribute")
        return [
            violation_text(each) for each in self.violations(annotation) if each.kind not in missing
        ]

    def is_incomplete(self, annotation: Annotation) -> bool:
        """Whether a required role or attribute is empty."""
        return self.schema is not None and is_incomplete(self.schema, annotation)

    def sort_key(self, annotation: Annotation) -> tuple[int, int, str]:
        """Reading order: start, end descending, id. A relation stands where its first end does."""
        spans = annotation.spans
        if not spans:
            ends = [self.filler_spans(each) for each in annotation.arguments]
            spans = min((each for each in ends if each), default=())
        if not spans:
            return (-1, 0, annotation.id)
        return (spans[0].start, -spans[-1].end, annotation.id)

    def at_the_same_place(self, annotation: Annotation) -> list[Annotation]:
        """The annotations whose anchor overlaps that of this one, itself included, in order.

        Those of annotators who are not shown are left out.
        """
        anchor = annotation.envelope
        if anchor is None:
            return [annotation]
        found = [
            each
            for each in self.annotations.values()
            if (other := each.envelope) is not None
            and other.overlaps(anchor)
            and (each.id == annotation.id or self.shown.shows(each))
        ]
        return sorted(found, key=self.sort_key)

    def _link(self, annotation: Annotation) -> None:
        for each in annotation.arguments:
            if each.target:
                self._referrers[each.target].add(annotation.id)

    def _unlink(self, annotation: Annotation) -> None:
        for each in annotation.arguments:
            if each.target:
                self._referrers[each.target].discard(annotation.id)


def rows_of(change: Change, document: Document | None) -> list[RowPair]:
    """The annotations of `document` that a change touched: before and after."""
    return [
        (
            row.before if isinstance(row.before, Annotation) else None,
            row.after if isinstance(row.after, Annotation) else None,
        )
        for row in change.rows
        if document is not None and row.kind == "annotation" and row.document == document.id
    ]
