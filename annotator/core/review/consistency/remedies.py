"""Doing what a remedy says: one change, which can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from annotator.core import commands
from annotator.core.commands import WAIVERS
from annotator.core.model import Change
from annotator.core.review.consistency.findings import Finding, FoundPlace, Remedy, RemedyKind, Step
from annotator.core.review.consistency.waivers import Waivers
from annotator.core.storage import Project


def apply_remedy(
    project: Project,
    finding: Finding,
    remedy: Remedy,
    *,
    actor: str,
    chosen: Collection[int] | None = None,
) -> Change | None:
    """Apply a remedy at the places of its steps, or at those of them whose indexes are chosen.

    None where nothing of it is left to do.

    Raises as the commands do; then nothing was changed.
    """
    steps = [each for each in remedy.steps if chosen is None or each.place in chosen]
    if not steps:
        return None
    return _APPLY[remedy.kind](_Applied(project, finding, remedy, actor), steps)


@dataclass(frozen=True, slots=True)
class _Applied:
    project: Project
    finding: Finding
    remedy: Remedy
    actor: str

    def place(self, step: Step) -> FoundPlace:
        return self.finding.places[step.place]

    def annotations(self, steps: Sequence[Step]) -> list[tuple[str, str]]:
        return [
            (place.document, place.annotation.id)
            for step in steps
            if (place := self.place(step)).annotation is not None
        ]


def _relabel(on: _Applied, steps: Sequence[Step]) -> Change | None:
    return commands.relabel_all(on.project, on.annotations(steps), on.remedy.label, actor=on.actor)


def _move(on: _Applied, steps: Sequence[Step]) -> Change | None:
    places = [
        (place.document, place.annotation.id, step.spans)
        for step in steps
        if (place := on.place(step)).annotation is not None
    ]
    return commands.set_spans_all(on.project, places, actor=on.actor)


def _tag(on: _Applied, steps: Sequence[Step]) -> Change | None:
    places = [(on.place(step).document, step.spans) for step in steps]
    return commands.annotate_all(
        on.project, on.remedy.layer, on.remedy.label, places, actor=on.actor, origin="consistency"
    )


def _link(on: _Applied, steps: Sequence[Step]) -> Change | None:
    return commands.link(on.project, on.annotations(steps), on.remedy.value, actor=on.actor)


def _attribute(on: _Applied, steps: Sequence[Step]) -> Change | None:
    name, value = on.remedy.name, on.remedy.value
    return commands.set_attribute_all(
        on.project, on.annotations(steps), name, value, actor=on.actor
    )


def _delete(on: _Applied, steps: Sequence[Step]) -> Change | None:
    return commands.delete_all(on.project, on.annotations(steps), actor=on.actor)


def _question(on: _Applied, steps: Sequence[Step]) -> Change | None:
    return commands.review_all(on.project, on.annotations(steps), "question", actor=on.actor)


def _waive(on: _Applied, steps: Sequence[Step]) -> Change | None:
    known = Waivers.read(on.project.page(WAIVERS))
    found = known.with_finding(on.finding, [each.place for each in steps])
    return commands.waive(
        on.project, found.written(), actor=on.actor, text=on.finding.text, count=len(steps)
    )


_APPLY: Mapping[RemedyKind, Callable[[_Applied, Sequence[Step]], Change | None]] = {
    "relabel": _relabel,
    "move": _move,
    "tag": _tag,
    "link": _link,
    "attribute": _attribute,
    "delete": _delete,
    "question": _question,
    "waive": _waive,
}
