"""From the versions of several annotators to one agreed version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.core import commands
from annotator.core.errors import N_, InputError
from annotator.core.model import Annotation, Argument, Change, new_id, now
from annotator.core.review.comparison import DocumentRule
from annotator.core.review.places import Place, Progress, project_places
from annotator.core.storage import Project

ORIGIN = "curation"


@dataclass(slots=True)
class Curation:
    """What came of an automatic agreement.

    `agreed` counts the annotations that were written; `disputed` the places that a person has to
    settle, `waiting` those where all agree but for a filler that is disputed itself, and
    `settled` those that had an agreed version already. `change` is None where nothing was new.
    """

    change: Change | None = None
    agreed: int = 0
    disputed: int = 0
    waiting: int = 0
    settled: int = 0


def curate_agreed(
    project: Project,
    annotators: Sequence[str],
    *,
    curated: str,
    actor: str,
    rule: DocumentRule = "annotated",
    progress: Progress = lambda _done, _total: None,
) -> Curation:
    """Write what all of `annotators` agree on as annotations of `curated`, as one change.

    Doing it again adds only what has come to be agreed on since. Where `progress` raises, nothing
    is written.

    Raises:
        InputError: fewer than two annotators, or `curated` is one of them.
    """
    chosen = tuple(dict.fromkeys(annotators))
    if len(chosen) < 2 or curated in chosen or not curated:
        raise InputError(
            N_("Curation needs two annotators at least, and another name for their agreed version.")
        )
    project.check_annotators(chosen)
    result = Curation()

    def copies() -> Iterator[Annotation]:
        with project.snapshot():
            for _document, places in project_places(
                project, chosen, curated=curated, rule=rule, progress=progress
            ):
                made = agreed_copies(places, curated)
                result.agreed += len(made)
                result.settled += sum(each.settled for each in places)
                result.disputed += sum(each.disputed for each in places)
                result.waiting += sum(not each.kinds and not each.settled for each in places)
                yield from made

    result.change = commands.curate(project, copies(), actor=actor)
    result.waiting -= result.agreed
    return result


def agreed_copies(places: Sequence[Place], curated: str) -> list[Annotation]:
    """Copies, by `curated`, of what all agree on in a document and what has no such copy yet.

    What fills a role in them is the agreed version of the filler; where that is disputed, the
    annotation whose role it fills waits too.
    """
    return [copy for _place, copy in agreed_pairs(places, curated)]


def agreed_pairs(places: Sequence[Place], curated: str) -> list[tuple[Place, Annotation]]:
    """The same copies, each with its place."""
    ids = settled_ids(places)
    open_places = [each for each in places if not each.kinds and not each.settled]
    while True:
        fresh = {each.annotations[0].id: new_id("a") for each in open_places}
        known = ids | {
            member.id: fresh[each.annotations[0].id]
            for each in open_places
            for member in each.annotations
        }
        kept = [
            each
            for each in open_places
            if all(one.target in known for one in each.annotations[0].arguments if one.target)
        ]
        if len(kept) == len(open_places):
            heads = [(each, each.annotations[0]) for each in open_places]
            return [
                (each, curated_copy(head, fresh[head.id], known, curated)) for each, head in heads
            ]
        open_places = kept


def settled_ids(places: Sequence[Place]) -> dict[str, str]:
    """From the id of each version that is settled to that of the agreed version."""
    return {
        member.id: each.curated.id
        for each in places
        if each.curated is not None
        for member in each.annotations
    }


def curated_copy(
    annotation: Annotation, copy_id: str, ids: Mapping[str, str], curated: str
) -> Annotation:
    """A copy of one annotator's version as the agreed one.

    `ids` lead from the versions of fillers to their agreed versions; fillers that have none stay
    what they are, since any annotation of the document may fill a role.
    """
    made = now()
    return replace(
        annotation,
        id=copy_id,
        annotator=curated,
        arguments=tuple(
            dict.fromkeys(
                Argument(each.role, ids.get(each.target, each.target)) if each.target else each
                for each in annotation.arguments
            )
        ),
        note="",
        review="unreviewed",
        origin=ORIGIN,
        created=made,
        updated=made,
    )
