"""One labelled thing in a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

from annotator.core.text import Span, Spans

Review = Literal["unreviewed", "accepted", "rejected", "question"]
REVIEWS: tuple[Review, ...] = get_args(Review)


@dataclass(frozen=True, slots=True, order=True)
class NamedValue:
    """A value under a name: an attribute of an annotation, a metadatum of a document."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of an annotation.

    `filler` is the id of another annotation of the same document, or the spans (sorted, code
    points) of a stretch of text that is no annotation of its own.
    """

    role: str
    filler: str | Spans

    @property
    def target(self) -> str:
        """The id of the annotation that fills the role, or the empty string."""
        return self.filler if isinstance(self.filler, str) else ""

    @property
    def spans(self) -> Spans:
        """The spans of a bare filler; empty where an annotation fills the role."""
        return () if isinstance(self.filler, str) else self.filler


@dataclass(frozen=True, slots=True)
class Annotation:
    """One labelled thing, made by one annotator in one layer.

    `spans` (code points, sorted, not touching) is the anchor: the entity's extent, the quote's
    content, the event's trigger; several spans make it discontinuous, none make it a relation.
    `attributes` are sorted by name and each name stands once. `created` and `updated` are seconds
    since 1970, UTC. `origin` says what made it: `manual`, `import`, or a recommender's name.
    """

    id: str
    document: str
    annotator: str
    layer: str
    label: str
    spans: Spans = ()
    arguments: tuple[Argument, ...] = ()
    attributes: tuple[NamedValue, ...] = ()
    note: str = ""
    confidence: float = 1.0
    review: Review = "unreviewed"
    origin: str = "manual"
    created: int = 0
    updated: int = 0

    @property
    def envelope(self) -> Span | None:
        """The smallest span that holds the whole anchor; None for a relation."""
        if len(self.spans) < 2:
            return self.spans[0] if self.spans else None
        return Span(self.spans[0].start, self.spans[-1].end)

    def attribute(self, name: str) -> str:
        """The value of the attribute `name`, or the empty string."""
        return next((each.value for each in self.attributes if each.name == name), "")

    def with_attribute(self, name: str, value: str) -> Self:
        """A copy in which the attribute `name` has `value`; an empty value takes it away."""
        kept = [each for each in self.attributes if each.name != name]
        if value:
            kept.append(NamedValue(name, value))
        return replace(self, attributes=tuple(sorted(kept)))

    def relabelled(self, layer: str, label: str, updated: int) -> Self:
        """A copy under another label, changed at `updated`.

        The same as `dataclasses.replace`, in a third of its time: changes of labels make them by
        the hundred thousand.
        """
        return type(self)(
            self.id, self.document, self.annotator, layer, label, self.spans, self.arguments,
            self.attributes, self.note, self.confidence, self.review, self.origin, self.created,
            updated,
        )  # fmt: skip

    def fillers(self, role: str) -> tuple[Argument, ...]:
        """The arguments that fill `role`, in their order."""
        return tuple(each for each in self.arguments if each.role == role)


def annotation_sort_key(annotation: Annotation) -> tuple[int, int, str]:
    """The total order of annotations: start, end descending, id; relations before all."""
    anchor = annotation.envelope
    return (anchor.start, -anchor.end, annotation.id) if anchor else (-1, 0, annotation.id)
