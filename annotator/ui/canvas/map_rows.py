"""The annotations of a whole document, counted by the row of pixels of a narrow map. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.core.model import Annotation
from annotator.core.schema import Schema, is_incomplete
from annotator.core.text import Span
from annotator.ui.canvas.page import Page

Column = Literal["entity", "event", "quote"]
COLUMNS: tuple[Column, ...] = ("entity", "event", "quote")


class Scale:
    """Where an offset of the text lies on a map of so many rows, as the page's heights are now."""

    def __init__(self, page: Page, rows: int) -> None:
        self.rows = max(1, rows)
        self.height = max(1, page.height)
        self._blocks = page.blocks
        self._tops: list[int] = []
        top = 0
        for index in range(len(page.blocks)):
            self._tops.append(top)
            top += page.heights[index]

    def row(self, offset: int) -> int:
        """The row in which the character at an offset lies."""
        index = self._blocks.at(offset)
        block = self._blocks[index]
        share = (offset - block.start) / max(1, block.end - block.start)
        following = self._tops[index + 1] if index + 1 < len(self._tops) else self.height
        y = self._tops[index] + share * (following - self._tops[index])
        return min(self.rows - 1, int(y * self.rows / self.height))

    def fits(self, page: Page, rows: int) -> bool:
        """Whether the map is as high as this, and the page as high within a hundredth."""
        return self.rows == max(1, rows) and abs(page.height - self.height) * 100 <= self.height


@dataclass(frozen=True, slots=True)
class Entry:
    """What one annotation puts on the map: a column's rows from `first` to `last`, in a hue."""

    column: Column
    hue: str
    first: int
    last: int
    incomplete: bool


class MapRows:
    """Which hues lie in which rows; entries come and go with the annotations."""

    def __init__(self, scale: Scale, schema: Schema) -> None:
        self.scale = scale
        self._schema = schema
        self._entries: dict[str, Entry] = {}
        self._hues: dict[Column, dict[int, Counter[str]]] = {
            column: defaultdict(Counter) for column in COLUMNS
        }
        self._incomplete: Counter[int] = Counter()

    def put(self, page: Page, annotation: Annotation) -> Iterable[int]:
        """Take an annotation as it is now, in place of what it was; the rows that changed."""
        touched = set(self.remove(annotation.id))
        column = self._column(page, annotation)
        if column is None or not annotation.spans or not page.marks.is_shown(annotation):
            return touched
        first = self.scale.row(annotation.spans[0].start)
        end = annotation.spans[-1].end
        last = max(first, self.scale.row(end - 1)) if column == "quote" else first
        hue, incomplete = page.marks.hue_of(annotation), is_incomplete(self._schema, annotation)
        entry = self._entries[annotation.id] = Entry(column, hue, first, last, incomplete)
        self._count(entry, 1)
        return touched.union(range(first, last + 1))

    def remove(self, annotation_id: str) -> range:
        """Forget an annotation; the rows that changed."""
        entry = self._entries.pop(annotation_id, None)
        if entry is None:
            return range(0)
        self._count(entry, -1)
        return range(entry.first, entry.last + 1)

    def hue(self, column: Column, row: int) -> str:
        """The hue that most of a column's annotations have in a row; empty where none is."""
        counts = self._hues[column].get(row)
        return max(counts, key=lambda hue: counts[hue]) if counts else ""

    def is_incomplete(self, row: int) -> bool:
        """Whether an annotation that begins in a row lacks something."""
        return self._incomplete[row] > 0

    def _column(self, page: Page, annotation: Annotation) -> Column | None:
        """The column of an annotation's layer; relations have no place of their own."""
        layer = self._schema.find_layer(annotation.layer)
        if layer is None or layer.kind == "relation":
            return None
        if page.marks.is_quote(annotation):
            return "quote"
        return "entity" if layer.kind == "span" else "event"

    def _count(self, entry: Entry, by: int) -> None:
        for row in range(entry.first, entry.last + 1):
            counts = self._hues[entry.column][row]
            counts[entry.hue] += by
            if counts[entry.hue] <= 0:
                del counts[entry.hue]
        if entry.incomplete:
            self._incomplete[entry.first] += by


def found_rows(scale: Scale, spans: Sequence[Span], limit: int = 4000) -> Iterator[int]:
    """The rows in which hits lie; of very many, one in each row is looked for."""
    if len(spans) <= limit:
        yield from sorted({scale.row(span.start) for span in spans})
        return
    at = 0
    while at < len(spans):
        row = scale.row(spans[at].start)
        yield row
        # On to the first hit of another row.
        at = bisect_right(spans, row, lo=at, key=lambda span: scale.row(span.start))
