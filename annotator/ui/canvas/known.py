"""The names that are tagged in a document: what a selection may leave a particle out before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.core.model import Annotation
from annotator.core.schema import Schema
from annotator.core.text import Span, detach_known, fold_text

_LONGEST = 80  # code points: longer stretches are no names


class KnownNames:
    """Counts the folded texts of the mentions of a document, as far as they are names.

    They are read when first asked for, and from then on kept by each change.
    """

    def __init__(self) -> None:
        self._text = ""
        self._layers: frozenset[str] = frozenset()
        self._waiting: tuple[Annotation, ...] = ()
        self._changes: list[tuple[Annotation | None, Annotation | None]] = []
        self._names: Counter[str] = Counter()

    def load(self, text: str, annotations: Iterable[Annotation], schema: Schema | None) -> None:
        """Take these annotations as the document's."""
        self._text = text
        layers = schema.layers if schema is not None else ()
        self._layers = frozenset(layer.id for layer in layers if layer.kind == "span")
        self._waiting = tuple(annotations)
        self._changes = []
        self._names = Counter()

    def apply(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> None:
        """Hear of annotations that came, changed or went: each as (before, after)."""
        self._changes.extend(rows)  # read when the names are asked for next

    def __call__(self, folded: str) -> bool:
        """Whether a name, folded, is tagged in the document."""
        self._read()
        return self._names[folded] > 0

    def detached(self, span: Span) -> Span:
        """A span without the particle attached to a name that is known, else as it is."""
        if span.length > _LONGEST:
            return span
        return detach_known(self._text, span, self)

    def _read(self) -> None:
        waiting, self._waiting = self._waiting, ()
        texts = Counter(text for annotation in waiting for text in self._texts(annotation))
        for text, count in texts.items():
            self._names[fold_text(text)] += count
        changes, self._changes = self._changes, []
        for before, after in changes:
            for annotation, by in ((before, -1), (after, 1)):
                if annotation is not None:
                    for name in self._texts(annotation):
                        self._names[fold_text(name)] += by

    def _texts(self, annotation: Annotation) -> list[str]:
        if annotation.layer not in self._layers or annotation.review == "rejected":
            return []
        return [span.text_in(self._text) for span in annotation.spans if span.length <= _LONGEST]
