"""Writing the agreed version of several annotators' work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.commands.describing import describe
from annotator.core.model import Annotation, Change
from annotator.core.storage import Project


def curate(project: Project, agreed: Iterable[Annotation], *, actor: str) -> Change | None:
    """Add annotations of the agreed version, ready as they are, as one change.

    They may fill each other's roles. None where there are none.

    Raises:
        NotFoundError: the project has no such document.
        TextError: a span ends past the end of its text.
    """
    count = 0
    with project.transact("curate", actor) as transaction:
        for each in agreed:
            transaction.add_annotation(each)
            count += 1
        transaction.details["count"] = str(count)
    return transaction.change


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a person's decision about one place of a document writes.

    `replaced` are annotations before and after; `removed` go. `core.review.settle` makes it.
    """

    added: tuple[Annotation, ...]
    replaced: tuple[tuple[Annotation, Annotation], ...] = ()
    removed: tuple[Annotation, ...] = ()


def settle_place(project: Project, settlement: Settlement, *, actor: str) -> Change | None:
    """Write what a person decided about one place, as one change; None where it is so already.

    Raises:
        NotFoundError: an annotation that it is about is gone.
    """
    with project.transact("settle_place", actor) as transaction:
        for _before, told in settlement.replaced[:1]:
            describe(transaction, told)
        for told in settlement.added[:1]:
            describe(transaction, told)
        for each in settlement.added:
            transaction.add_annotation(each)
        for _before, after in settlement.replaced:
            transaction.replace_annotation(after)
        for each in settlement.removed:
            transaction.remove_annotation(each.document, each.id)
    return transaction.change
