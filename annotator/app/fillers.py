"""What fills a role when words are chosen for it."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.app.session import Filler
from annotator.core.model import Annotation
from annotator.core.schema import Role
from annotator.core.text import Spans


def fitting_filler(
    annotations: Iterable[Annotation], role: Role, spans: Spans, *, holder: str = ""
) -> Filler:
    """The id of the annotation that covers just these spans and may fill the role, else the spans.

    `holder` is the annotation whose role it is, which cannot fill it.
    """
    wanted = set(role.fillers)
    for each in annotations:
        if each.spans == spans and each.id != holder and {each.label, f"{each.layer}:*"} & wanted:
            return each.id
    return spans
