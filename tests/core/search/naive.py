"""What a query finds, worked out slowly and plainly over all annotations, as a yardstick."""

from __future__ import annotations

from annotator.core.model import Annotation, Document
from annotator.core.model.query import (
    And,
    Around,
    Attribute,
    Contains,
    Incomplete,
    Inside,
    Is,
    Labelled,
    Not,
    Or,
    Query,
    Role,
    Words,
)
from annotator.core.schema import Schema, is_incomplete
from annotator.core.text import Spans, find_folded, fold, fold_text, has_letters, has_words

Item = tuple[Document, list[Annotation]]


class Naive:
    """One document with its annotations."""

    def __init__(self, schema: Schema, document: Document, annotations: list[Annotation]) -> None:
        self.schema = schema
        self.document = document
        self.annotations = annotations

    def matches(self, query: Query, one: Annotation) -> bool:  # noqa: C901
        match query:
            case And(parts):
                return all(self.matches(each, one) for each in parts)
            case Or(parts):
                return any(self.matches(each, one) for each in parts)
            case Not(part):
                return not self.matches(part, one)
            case Labelled(labels):
                return (one.layer, one.label) in labels
            case Words(text, prefix):
                return has_words(self.text(one), text, prefix=prefix)
            case Contains(text):
                return has_letters(self.text(one), text)
            case Incomplete():
                return is_incomplete(self.schema, one)
            case Is():
                return fold_text(self.fact(query.fact, one)) == fold_text(query.value)
            case Attribute(name, value, default_of):
                own = one.attribute(name)
                if not value:
                    return bool(own)
                by_default = not own and (one.layer, one.label) in default_of
                return by_default or (bool(own) and fold_text(own) == fold_text(value))
            case Role(name, filler):
                return any(self.fills(filler, each.filler) for each in one.fillers(name))
            case Inside(what, where):
                return self.matches(what, one) and any(
                    self.holds(other, one) and self.matches(where, other)
                    for other in self.annotations
                )
            case Around(what, held):
                return self.matches(what, one) and any(
                    self.holds(one, other) and self.matches(held, other)
                    for other in self.annotations
                )
        raise TypeError(query)

    def fills(self, wanted: Query | None, filler: str | Spans) -> bool:
        if wanted is None:
            return True
        if isinstance(filler, str):
            other = next(each for each in self.annotations if each.id == filler)
            return self.matches(wanted, other)
        if not isinstance(wanted, Words):
            return False
        text = self.document.text[filler[0].start : filler[-1].end]
        return has_words(text, wanted.text, prefix=wanted.prefix)

    def fact(self, field: str, one: Annotation) -> str:
        return self.document.status if field == "status" else str(getattr(one, field))

    def text(self, one: Annotation) -> str:
        return one.envelope.text_in(self.document.text) if one.envelope else ""

    @staticmethod
    def holds(outer: Annotation, inner: Annotation) -> bool:
        one, other = outer.envelope, inner.envelope
        return bool(one and other and outer.id != inner.id and one.contains(other))

    def spans(self, query: Query) -> tuple[bool, set[tuple[int, int]]]:
        """What a query about words finds in the text."""
        match query:
            case Words(text, prefix):
                found = find_folded(fold(self.document.text), text, clitics=True, prefix=prefix)
                return bool(found), {(each.start, each.end) for each in found}
            case And(parts):
                all_ = [self.spans(each) for each in parts]
                return all(there for there, _ in all_), set().union(*(some for _, some in all_))
            case Or(parts):
                all_ = [self.spans(each) for each in parts if self.spans(each)[0]]
                return bool(all_), set().union(*(some for _, some in all_))
            case Not(part):
                return not self.spans(part)[0], set()
            case Is(value=value):
                return self.document.status == value, set()
            case Inside(what, where):
                holders = [
                    each.envelope
                    for each in self.annotations
                    if each.envelope and self.matches(where, each)
                ]
                there, some = self.spans(what)
                kept = {
                    (start, end)
                    for start, end in some
                    if any(each.start <= start and end <= each.end for each in holders)
                }
                return there and bool(kept), kept
        raise TypeError(query)
