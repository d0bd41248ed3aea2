"""What the history keeps of an annotation, for the sentences that tell of a change."""

from __future__ import annotations

from contextlib import suppress

from annotator.core.errors import NotFoundError
from annotator.core.model import Annotation
from annotator.core.storage import Transaction
from annotator.core.text import Span, Spans

_SHOWN = 60  # code points of a text that the history's sentences show


def describe(transaction: Transaction, annotation: Annotation) -> None:
    """Note the layer, the label and the words of an annotation as details of the change."""
    whole = transaction.text(annotation.document)
    text = " … ".join(each.text_in(whole) for each in _told_spans(transaction, annotation))
    if len(text) > _SHOWN:
        text = f"{text[: _SHOWN - 1]}…"
    transaction.details.update(layer=annotation.layer, label=annotation.label, text=text)


def _told_spans(transaction: Transaction, annotation: Annotation) -> Spans:
    """What sentences quote of an annotation: its anchor, or where the ends of a relation lie."""
    if annotation.spans:
        return annotation.spans
    found: list[Span] = []
    for each in annotation.arguments:
        found += each.spans
        with suppress(NotFoundError):  # an end that is deleted in the same change
            if each.target:
                found += transaction.reader.annotation(each.target, annotation.document).spans
    return tuple(found)
