"""Writing the agreed version of several annotators' work."""

from __future__ import annotations

from collections.abc import Iterable

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
