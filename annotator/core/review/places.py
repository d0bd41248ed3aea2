"""What two or more annotators say place by place: what all agree on, and what is disputed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.model import Annotation, Document
from annotator.core.review.comparison import DocumentRule, Work, work_on
from annotator.core.review.differences import (
    DIFFERENCE_KINDS,
    DifferenceKind,
    Scene,
    compare_items,
    extent_of,
)
from annotator.core.review.items import Item, items_of
from annotator.core.review.matching import closest_pairs, touching
from annotator.core.schema import Schema
from annotator.core.storage import Project
from annotator.core.text import Span

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a document in one layer, with the version of each annotator.

    `versions` are those of the annotators who have done the document, None for who has nothing
    there. `kinds` say what differs between them, in the order of `DIFFERENCE_KINDS`; none where
    all agree. `curated` is the agreed version, where there is one already.
    """

    document: str
    layer: str
    span: Span | None
    versions: tuple[tuple[str, Annotation | None], ...]
    kinds: tuple[DifferenceKind, ...]
    curated: Annotation | None = None
    roles: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    @property
    def annotations(self) -> list[Annotation]:
        """The versions that there are."""
        return [each for _annotator, each in self.versions if each is not None]

    @property
    def rejected(self) -> bool:
        """Whether all that the annotators have there is rejected: nothing of it is to stand."""
        return all(each.review == "rejected" for each in self.annotations)

    @property
    def settled(self) -> bool:
        """Whether there is an agreed version, or nothing is to stand."""
        return self.curated is not None or self.rejected

    @property
    def disputed(self) -> bool:
        """Whether the annotators differ and nothing settles it."""
        return bool(self.kinds) and not self.settled


def places_of(
    document: Document,
    annotations: Sequence[Annotation],
    schema: Schema,
    annotators: Sequence[str],
    *,
    curated: str = "",
    rule: DocumentRule = "annotated",
) -> list[Place]:
    """The places of a document in the order of the text; none if fewer than two have done it.

    `curated` is the annotator whose annotations are the agreed version.
    """
    work = work_on(document, annotations, schema, annotators, rule)
    done = [each for each in annotators if each in work.done_by]
    if len(done) < 2:
        return []
    clusters = [
        (layer.id, cluster)
        for layer in schema.layers
        for cluster in _clusters(work, layer.id, [*done, curated] if curated else done)
    ]
    heads = {
        item.annotation.id: next(iter(cluster.values())).annotation.id
        for _layer, cluster in clusters
        for item in cluster.values()
    }
    scene = Scene(document.text, schema, work.known, heads)
    found = []
    for layer_id, cluster in clusters:
        settled = cluster.pop(curated, None)
        if cluster:
            place = _place(document.id, layer_id, cluster, done, settled, scene)
            found.append((extent_of(*cluster.values()), place))
    found.sort(key=lambda each: (each[0].start, -each[0].end) if each[0] else (-1, 0))
    return [place for _extent, place in found]


def project_places(
    project: Project,
    annotators: Sequence[str],
    *,
    curated: str = "",
    rule: DocumentRule = "annotated",
    disputed_only: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[tuple[Document, list[Place]]]:
    """The places of a project, document by document, in its order.

    `disputed_only` leaves out what all agree on or what is settled, and documents without more.
    `progress` is told how many documents of how many have been looked at; it may raise. Call it
    within `project.snapshot()` where the project may be written meanwhile.
    """
    if rule == "annotated":
        shared = project.shared_documents(annotators)
        total, documents = len(shared), project.iter_numbered(shared)
    else:
        total, documents = project.document_count(), project.iter_documents()
    for done, (document, made) in enumerate(documents, 1):
        progress(done, total)
        found = places_of(document, made, project.schema, annotators, curated=curated, rule=rule)
        if disputed_only:
            found = [each for each in found if each.disputed]
        if found:
            yield document, found


def _clusters(work: Work, layer: str, annotators: Sequence[str]) -> list[dict[str, Item]]:
    """What belongs together in one layer, by annotator: each compared with the first that is."""
    clusters: list[dict[str, Item]] = []
    for annotator in annotators:
        heads = [next(iter(each.values())) for each in clusters]
        items = items_of(work.of(annotator, layer), work.known)
        pairs = closest_pairs(heads, items, touching(heads, items))
        for i, j in pairs:
            clusters[i][annotator] = items[j]
        matched = {j for _i, j in pairs}
        clusters += [{annotator: each} for j, each in enumerate(items) if j not in matched]
    return clusters


def _place(
    document: str,
    layer: str,
    cluster: dict[str, Item],
    annotators: Sequence[str],
    settled: Item | None,
    scene: Scene,
) -> Place:
    head, *others = cluster.values()
    kinds: set[DifferenceKind] = set()
    roles: set[str] = set()
    attributes: set[str] = set()
    for each in others:
        difference = compare_items(document, head, each, scene)
        if difference is not None:
            kinds.update(difference.kinds)
            roles.update(role.role for role in difference.roles)
            attributes.update(value.attribute for value in difference.attributes)
    versions = tuple(
        (each, cluster[each].annotation if each in cluster else None) for each in annotators
    )
    if len(cluster) < len(annotators):
        kinds.add("missing")
    return Place(
        document,
        layer,
        extent_of(*cluster.values()),
        versions,
        tuple(each for each in DIFFERENCE_KINDS if each in kinds),
        settled.annotation if settled else None,
        tuple(sorted(roles)),
        tuple(sorted(attributes)),
    )
