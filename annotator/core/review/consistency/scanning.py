"""Looking through a project: every document twice, one at a time, each finding as it is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from annotator.core.commands import WAIVERS
from annotator.core.model import Annotation, Document
from annotator.core.review.consistency.findings import (
    Cancelled,
    Finder,
    Finding,
    FindingKind,
    FoundPlace,
    Scene,
    stop_if,
)
from annotator.core.review.consistency.registry import FINDER, FINDERS, FinderSpec
from annotator.core.review.consistency.survey import Survey
from annotator.core.review.consistency.waivers import Waivers, keep_places
from annotator.core.storage import Project

Progress = Callable[[int, int], None]
Active: TypeAlias = list[tuple[FinderSpec, Finder]]

_SETTLED = frozenset({"question", "rejected"})


def find_all(
    project: Project,
    *,
    kinds: Collection[FindingKind] = (),
    documents: Collection[str] | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Finding]:
    """Yield what does not go together in a project, or in some of its documents by themselves.

    `kinds` are looked for (all where empty). What is rejected or marked as a question is left
    out, and so is what somebody has said to be right. `progress` gets how many looks at a document
    are done, of two at each. What is kept meanwhile grows with the different strings and with the
    places that are found, not with the project.

    Raises:
        InputError: the page of what is right cannot be read.
        NotFoundError: there is no such document.
        CancelledError: `cancelled` said so.
    """
    specs = [each for each in FINDERS if not kinds or each.kind in kinds]
    with project.snapshot():
        look = _Look(project, documents, progress, cancelled)
        survey = Survey(project.schema, {each.id: each for each in project.entries()})
        early = [(each, each.make(survey)) for each in specs if each.when == "first"]
        look.through(early, survey)
        yield from look.told(early)
        late = [(each, each.make(survey)) for each in specs if each.when == "second"]
        if late:
            look.through(late, None)
            yield from look.told(late)


class _Look:
    """One scan: what it goes through, and what of it is right."""

    def __init__(
        self,
        project: Project,
        documents: Collection[str] | None,
        progress: Progress,
        cancelled: Cancelled,
    ) -> None:
        self._project = project
        self._documents = documents
        self._progress, self._cancelled = progress, cancelled
        self._waivers = Waivers.read(project.page(WAIVERS))
        count = project.document_count() if documents is None else len(documents)
        self._done, self._total = 0, 2 * count

    def through(self, finders: Active, survey: Survey | None) -> None:
        """Let finders, and the survey, look at every document."""
        right = {spec.kind: self._waivers.of_kind(spec.kind) for spec, _ in finders}
        for document, present in _documents(self._project, self._documents):
            stop_if(self._cancelled)
            open_ones = [each for each in present if each.review not in _SETTLED]
            scene = Scene(document, open_ones, present)
            if survey is not None:
                survey.add(scene)
            for spec, finder in finders:
                finder.look(_without(scene, right[spec.kind]))
            self._done += 1
            self._progress(self._done, self._total)

    def told(self, finders: Active) -> Iterator[Finding]:
        """What finders have found and nobody has said to be right."""
        for spec, finder in finders:
            right = self._waivers.of_kind(spec.kind)
            for each in finder.finish():
                stop_if(self._cancelled)
                if self._waivers.cover(each):
                    continue
                kept = [n for n, place in enumerate(each.places) if place.key not in right]
                found = keep_places(each, kept)
                if found is not None:
                    yield found


Key: TypeAlias = tuple[FindingKind, str]


def again(project: Project, finding: Finding) -> Finding | None:
    """A finding as it is now, after its documents have changed; None where it is settled."""
    return again_all(project, [finding])[finding.kind, finding.key]


def again_all(
    project: Project,
    findings: Sequence[Finding],
    *,
    cancelled: Cancelled = lambda: False,
) -> dict[Key, Finding | None]:
    """Findings as they are now, by their kinds and keys; None for those that are settled.

    Only the documents are read that they lie in.
    """
    with project.snapshot():
        known = {each.id for each in project.documents()}
        made = [each for each in findings if not FINDER[each.kind].whole]
        documents = [
            each
            for each in dict.fromkeys(one for each in made for one in each.documents)
            if each in known
        ]
        kinds = {each.kind for each in made}
        found = find_all(project, kinds=kinds, documents=documents, cancelled=cancelled)
        now = {(each.kind, each.key): each for each in found} if kinds else {}
        answer: dict[Key, Finding | None] = {}
        for each in findings:
            stop_if(cancelled)
            key = each.kind, each.key
            if FINDER[each.kind].whole:
                answer[key] = _narrowed(project, each, [d for d in each.documents if d in known])
            else:
                answer[key] = now.get(key)
        return answer


def _narrowed(project: Project, finding: Finding, documents: Collection[str]) -> Finding | None:
    waivers = Waivers.read(project.page(WAIVERS))
    if waivers.cover(finding):
        return None
    right = waivers.of_kind(finding.kind)
    present = {each: project.annotations(each) for each in documents}
    kept = [
        n
        for n, place in enumerate(finding.places)
        if place.key not in right
        and place.document in present
        and _stands(finding, place, present[place.document])
    ]
    return keep_places(finding, kept)


def _stands(finding: Finding, place: FoundPlace, present: list[Annotation]) -> bool:
    """Whether a place still lacks what it lacked: a label, or what fills a role."""
    if place.annotation is None:
        return not any(
            place.span is not None and span.overlaps(place.span)
            for each in present
            if each.layer == finding.layer
            for span in each.spans
        )
    now = next((each for each in present if each.id == place.annotation.id), None)
    if now is None or now.label != finding.label or now.review in _SETTLED:
        return False
    if any(each.role in finding.variants for each in now.arguments):
        return False
    waiving = [each for each in finding.remedies if each.kind == "attribute"]
    return not any(now.attribute(each.name) == each.value for each in waiving)


def _documents(
    project: Project, documents: Collection[str] | None
) -> Iterator[tuple[Document, list[Annotation]]]:
    if documents is None:
        yield from project.iter_documents()
        return
    for each in documents:
        yield project.document(each), project.annotations(each)


def _without(scene: Scene, right: Collection[str]) -> Scene:
    if not right or not any(each.id in right for each in scene.annotations):
        return scene
    kept = [each for each in scene.annotations if each.id not in right]
    return Scene(scene.document, kept, scene.present)
