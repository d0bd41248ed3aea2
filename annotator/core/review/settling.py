"""One place that a person settles: what is written for the version that was taken, or for none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.core.commands import Settlement
from annotator.core.model import Annotation, Argument, new_id, now
from annotator.core.review.curation import agreed_pairs, curated_copy, settled_ids
from annotator.core.review.places import Place


def settle(
    places: Sequence[Place],
    place: Place,
    choice: Annotation | None,
    annotations: Iterable[Annotation],
    curated: str,
) -> Settlement:
    """What is to be written so that `choice` is what `curated` has at a place; None: nothing.

    `places` are all of the document and `annotations` all that it has, whoever made them. With a
    version come the fillers of its roles on which all agree, and the frames on which all agree
    and that have waited for this filler; agreed versions that have another annotator's version in
    a role have the agreed one from now on. Where nothing is to stand, the versions are rejected.
    Settling a place again replaces what was settled.
    """
    if choice is None:
        return _nothing(place, annotations)
    others = [each for each in places if each is not place]
    fillers = agreed_pairs([*_agreed(others), *_fillers(others, choice)], curated)
    known = place.curated
    ids = settled_ids([*_agreed(others), *_with(fillers)])
    copy = curated_copy(choice, known.id if known else new_id("a"), ids, curated)
    replaced: list[tuple[Annotation, Annotation]] = []
    if known is not None:
        copy = replace(copy, created=known.created)
        if replace(copy, updated=known.updated) != known:
            replaced.append((known, copy))
    done = [replace(place, curated=copy), *_agreed(others), *_with(fillers)]
    frames = agreed_pairs([*done, *_waiting(others, place)], curated)
    ids = settled_ids([*done, *_with(frames)])
    replaced += _led_on(annotations, ids, curated, skip={copy.id})
    replaced += _reviewed(place, "unreviewed") if place.rejected else []
    new = [each for _place, each in (*fillers, *frames)]
    return Settlement(tuple(new if known else [copy, *new]), tuple(replaced))


def _agreed(places: Iterable[Place]) -> list[Place]:
    """The places that have an agreed version."""
    return [each for each in places if each.curated is not None]


def _with(pairs: Iterable[tuple[Place, Annotation]]) -> list[Place]:
    """Places with the copies that were made for them."""
    return [replace(place, curated=copy) for place, copy in pairs]


def _nothing(place: Place, annotations: Iterable[Annotation]) -> Settlement:
    known = place.curated
    replaced = [] if place.rejected else _reviewed(place, "rejected")
    if known is None:
        return Settlement((), tuple(replaced))
    for each in annotations:
        if any(one.target == known.id for one in each.arguments):
            bare = (Argument(a.role, known.spans) for a in each.arguments if a.target == known.id)
            kept = [one for one in each.arguments if one.target != known.id]
            arguments = tuple(kept) + (tuple(bare) if known.spans else ())
            replaced.append((each, replace(each, arguments=arguments, updated=now())))
    return Settlement((), tuple(replaced), (known,))


def _reviewed(place: Place, review: str) -> list[tuple[Annotation, Annotation]]:
    moment = now()
    return [
        (each, replace(each, review=review, updated=moment))  # type: ignore[arg-type]
        for each in place.annotations
        if each.review != review
    ]


def _fillers(places: Sequence[Place], choice: Annotation) -> list[Place]:
    """The open places on which all agree and whose versions fill roles of `choice`, far down."""
    by_member = {
        member.id: each
        for each in places
        if not each.kinds and not each.settled
        for member in each.annotations
    }
    found: dict[int, Place] = {}
    pending = [choice]
    while pending:
        for argument in pending.pop().arguments:
            filler = by_member.get(argument.target)
            if filler is not None and id(filler) not in found:
                found[id(filler)] = filler
                pending += filler.annotations
    return list(found.values())


def _waiting(places: Iterable[Place], place: Place) -> list[Place]:
    """The open places on which all agree and in which this one fills a role, however far up."""
    rest = [each for each in places if not each.kinds and not each.settled]
    members = {each.id for each in place.annotations}
    found: list[Place] = []
    while True:
        met = [
            each
            for each in rest
            if any(one.target in members for one in each.annotations[0].arguments)
        ]
        if not met:
            return found
        found += met
        rest = [each for each in rest if each not in met]
        members |= {one.id for each in met for one in each.annotations}


def _led_on(
    annotations: Iterable[Annotation], ids: Mapping[str, str], curated: str, *, skip: set[str]
) -> list[tuple[Annotation, Annotation]]:
    """Agreed versions whose roles others' versions fill, led on to the agreed fillers."""
    found = []
    for each in annotations:
        if each.annotator != curated or each.id in skip:
            continue
        arguments = tuple(
            Argument(one.role, ids[one.target]) if one.target in ids else one
            for one in each.arguments
        )
        if arguments != each.arguments:
            found.append((each, replace(each, arguments=arguments, updated=now())))
    return found
