"""What a finding is: a group of places that do not go together, with what can be done there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, get_args

from annotator.core.errors import N_, CancelledError
from annotator.core.model import Annotation, Document
from annotator.core.text import Span, Spans

FindingKind = Literal[
    "label",
    "unlabelled",
    "edge",
    "link",
    "role",
    "blank",
    "margin",
    "bracket",
    "crossing",
    "duplicate",
    "schema",
]
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
"""In the order in which they are shown.

`label`: one string with several labels. `unlabelled`: a string that is labelled here and not
there. `edge`: edges that differ by a clitic, an article or a title. `link`: one string linked to
several entries of the cast. `role`: a role is empty that is required or usual. `blank`: nothing
but spaces and marks. `margin`: a loose space or mark at an edge. `bracket`: a bracket or quotation
mark without its other half. `crossing`: two annotations cross where the schema forbids it.
`duplicate`: the same annotation twice. `schema`: a label, attribute or value that the schema does
not have.
"""

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""`error` breaks a rule, `warning` is likely a mistake, `hint` is worth a look."""

RemedyKind = Literal["relabel", "move", "tag", "link", "attribute", "delete", "question", "waive"]

MOST_PLACES: Final = 5_000
"""A finding keeps so many places at most; the others are found once these are settled."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place of a finding: `annotation`, or None where `span` (code points) has no label.

    `span` is the envelope of the annotation; None for a relation.
    """

    document: str
    span: Span | None
    annotation: Annotation | None = None

    @classmethod
    def of(cls, annotation: Annotation) -> FoundPlace:
        """The place of an annotation."""
        return cls(annotation.document, annotation.envelope, annotation)

    @property
    def key(self) -> str:
        """What the place is known by: the annotation's id, or the document with the span."""
        if self.annotation is not None:
            return self.annotation.id
        where = f":{self.span.start}-{self.span.end}" if self.span else ""
        return f"{self.document}{where}"


@dataclass(frozen=True, slots=True)
class Step:
    """What a remedy does at one place (its index); `spans` are what it tags or moves to."""

    place: int
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that settles the places of its steps, in one change.

    `layer` and `label` are what is tagged, or the label that is given; `name` and `value` the
    attribute that is set (`value` empty: taken away); in a `link`, `value` is the entry and `text`
    its name; in a `move`, `text` is what is covered afterwards where that is one string.
    """

    kind: RemedyKind
    steps: tuple[Step, ...]
    layer: str = ""
    label: str = ""
    name: str = ""
    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A group of places that do not go together.

    `key` is the same for the same finding in another scan. `text` is the string that it is about,
    as it is written; empty where it is about no string. `variants` are what differs (labels,
    strings, entries) or is missing (a role), the most frequent first. `left_out` counts places
    beyond `MOST_PLACES`.
    """

    kind: FindingKind
    key: str
    text: str
    places: tuple[FoundPlace, ...]
    remedies: tuple[Remedy, ...]
    severity: Severity
    layer: str = ""
    label: str = ""
    variants: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    left_out: int = 0

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that its places lie in, each once."""
        return tuple(dict.fromkeys(each.document for each in self.places))


def finding_order(finding: Finding) -> tuple[int, int, int, str]:
    """The order in which findings are shown: by kind, the heavy and the frequent ones first."""
    count = len(finding.places) + finding.left_out
    heavy = SEVERITIES.index(finding.severity)
    return KINDS.index(finding.kind), heavy, -count, finding.key


@dataclass(slots=True)
class Places:
    """Places as they are gathered, with the spans that a remedy would give them."""

    found: list[FoundPlace] = field(default_factory=list)
    spans: list[Spans] = field(default_factory=list)
    left_out: int = 0
    text: str = ""

    def add(self, place: FoundPlace, spans: Spans = (), text: str = "") -> None:
        """Keep a place, or count it where there are too many; and what is written at the first."""
        self.text = self.text or " ".join(text.split())
        if len(self.found) >= MOST_PLACES:
            self.left_out += 1
            return
        self.found.append(place)
        self.spans.append(spans)


class Scene:
    """A document as finders look at it.

    `annotations` are those that are looked at; `present` are all that it has, among them what is
    rejected, what is a question, and what somebody has said to be right.
    """

    __slots__ = ("annotations", "document", "present", "text")

    def __init__(
        self,
        document: Document,
        annotations: Sequence[Annotation],
        present: Sequence[Annotation],
    ) -> None:
        self.document = document
        self.annotations = annotations
        self.present = present
        self.text = document.text


class Finder(Protocol):
    """Looks at every document once, one at a time, then tells what it has found."""

    def look(self, scene: Scene) -> None:
        """Take what concerns it from a document."""

    def finish(self) -> Iterable[Finding]:
        """What it has found, the places of each finding in the project's order."""


def every_step(places: Sequence[FoundPlace]) -> tuple[Step, ...]:
    """A step for each place that has an annotation."""
    return tuple(Step(n) for n, each in enumerate(places) if each.annotation is not None)


def with_doubts(places: Sequence[FoundPlace], *remedies: Remedy) -> tuple[Remedy, ...]:
    """Remedies, and those that every finding has: a question, and that it is right as it is."""
    kept = [each for each in remedies if each.steps]
    annotated = every_step(places)
    if annotated:
        kept.append(Remedy("question", annotated))
    return (*kept, Remedy("waive", tuple(Step(n) for n in range(len(places)))))


def stop_if(cancelled: Cancelled) -> None:
    """Leave a scan that the user has stopped."""
    if cancelled():
        raise CancelledError(N_("The check was stopped."))
