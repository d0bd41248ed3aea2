"""What an annotator would tag next: names, quotations, numbers and dates that are untagged yet.

Nothing here decides anything: a candidate is a place to jump to, already trimmed and without
attached clitics, so that the next key is a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from annotator.core.model import Annotation
from annotator.core.recommenders.items import Item, Reader
from annotator.core.recommenders.names import Run, latin_names, names
from annotator.core.recommenders.numbers import join_digits, measures
from annotator.core.recommenders.quotations import is_scare_quote, quotations
from annotator.core.recommenders.tagged import Tagged
from annotator.core.text import Paragraph, Span, soft_blocks

CandidateKind = Literal["name", "quotation", "number", "date"]

_PIECE: Final = 4000  # code points that are read at once in a paragraph without end
_LONGEST_TERM: Final = 64  # code points of quoted words that are a term, marks and all
_SHOWN: Final = re.compile(r"\S")
_ENOUGH: Final = frozenset({"name", "given", "nation", "foreign"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An untagged stretch of text (code points) that an annotator may want to tag."""

    span: Span
    kind: CandidateKind


def candidates(
    text: str,
    annotations: Sequence[Annotation] = (),
    *,
    start: int = 0,
    end: int | None = None,
    known: Callable[[str], bool] | None = None,
) -> list[Candidate]:
    """Return the candidates that overlap `[start, end)` (code points), as `Finder` has them.

    They are ordered by their start; a quotation comes before the names in it.
    """
    return Finder(text, annotations, known=known).between(start, len(text) if end is None else end)


def next_candidate(
    text: str,
    annotations: Sequence[Annotation],
    origin: int | Span,
    *,
    backwards: bool = False,
    known: Callable[[str], bool] | None = None,
) -> Candidate | None:
    """Return the nearest candidate after `origin`, or before it; see `Finder.next`."""
    return Finder(text, annotations, known=known).next(origin, backwards=backwards)


class Finder:
    """Finds the candidates of one text, under the annotations that it has now.

    - A name, number or date overlaps no annotation of the layers for such things (all but quotes,
      events and relations). Where a part of a name is tagged, the rest is a candidate if it is
      one by itself.
    - A quotation is one until the quotes that are tagged cover half of it; one that holds it
      without being about as long counts not, since quotes lie in quotes.
    - Quoted words, one or two, are a name: scare quotes.
    - What is tagged elsewhere in the text is a name here too, and what `known` knows; it is asked
      with folded text.

    Paragraphs are read one at a time, long ones in pieces, so that a step costs the same in any
    text; a name across the edge of two pieces is cut there.
    """

    def __init__(
        self,
        text: str,
        annotations: Sequence[Annotation] = (),
        *,
        known: Callable[[str], bool] | None = None,
    ) -> None:
        self._text = text
        self._tagged = Tagged(text, annotations)
        self._last_quoted: tuple[Paragraph, list[Span]] | None = None
        self._reader = Reader(text, self._tagged.phrases, known)

    def apply(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> None:
        """Hear of annotations that came, changed or went: each as (before, after)."""
        self._tagged.apply(rows)

    def between(self, start: int, end: int) -> list[Candidate]:
        """The candidates that overlap `[start, end)`, in order."""
        found: list[Candidate] = []
        for paragraph in self._paragraphs(start):
            if paragraph.start >= end:
                break
            pieces = [
                piece
                for piece in self._pieces(paragraph)
                if piece.start < end and piece.end + _LONGEST_TERM > start
            ]
            # A quotation that began in an earlier piece may reach into the range.
            early = Paragraph(paragraph.start, pieces[0].start if pieces else paragraph.end)
            found += (
                Candidate(span, "quotation")
                for span in self._long_quotations(paragraph, early)
                if span.end > start
            )
            for piece in pieces:
                found += self._in_piece(paragraph, piece)
        return [each for each in found if each.span.start < end and each.span.end > start]

    def next(self, origin: int | Span, *, backwards: bool = False) -> Candidate | None:
        """The nearest candidate after `origin`, or before it; None where there is none.

        From an offset (code points), the first that starts there or later, or the last that ends
        there or earlier; from a span, the one that follows it, or stands before it, in the order
        of `between`, where a longer one comes before those that start with it.
        """
        if backwards:
            return self._previous(origin)
        first = origin if isinstance(origin, int) else origin.start
        for paragraph in self._paragraphs(first):
            for piece in self._pieces(paragraph):
                if piece.end < first:
                    continue
                for each in self._in_piece(paragraph, piece):
                    if _follows(each.span, origin):
                        return each
        return None

    def _previous(self, origin: int | Span) -> Candidate | None:
        last = origin if isinstance(origin, int) else origin.start
        for paragraph in self._paragraphs_back(last):
            for piece in reversed(self._pieces(paragraph)):
                if piece.start > last:
                    continue
                for each in reversed(self._in_piece(paragraph, piece)):
                    if _precedes(each.span, origin):
                        return each
        return None

    # -- paragraphs and pieces ------------------------------------------------------------------

    def _paragraphs(self, offset: int) -> Iterator[Paragraph]:
        """The paragraphs that show anything, from the one that `offset` is in."""
        start = self._text.rfind("\n", 0, offset) + 1
        while shown := _SHOWN.search(self._text, start):
            start = self._text.rfind("\n", 0, shown.start()) + 1
            end = self._text.find("\n", start)
            end = len(self._text) if end < 0 else end
            yield Paragraph(start, end)
            start = end

    def _paragraphs_back(self, offset: int) -> Iterator[Paragraph]:
        """The paragraphs up to the one that `offset` is in, the last one first."""
        end = self._text.find("\n", offset)
        end = len(self._text) if end < 0 else end
        while end > 0:
            start = self._text.rfind("\n", 0, end) + 1
            yield Paragraph(start, end)
            end = start - 1

    def _pieces(self, paragraph: Paragraph) -> list[Paragraph]:
        return soft_blocks(self._text, paragraph, _PIECE)

    def _in_piece(self, paragraph: Paragraph, piece: Paragraph) -> list[Candidate]:
        """The candidates that start in a piece of a paragraph, in order."""
        scare = [
            span for span in self._quoted(paragraph, piece) if is_scare_quote(self._text, span)
        ]
        found = [Candidate(each, "quotation") for each in self._long_quotations(paragraph, piece)]
        found += self._plain(piece, scare)
        return sorted(found, key=lambda each: (_key(each.span), each.kind))

    def _long_quotations(self, paragraph: Paragraph, piece: Paragraph) -> list[Span]:
        """What is quoted from a piece on, is no term, and no tagged quote covers."""
        return [
            span
            for span in self._quoted(paragraph, piece)
            if not is_scare_quote(self._text, span) and not self._tagged.is_quote(span)
        ]

    def _quoted(self, paragraph: Paragraph, piece: Paragraph) -> list[Span]:
        """What is in quotation marks in a paragraph and starts in a piece of it."""
        if self._last_quoted is None or self._last_quoted[0] != paragraph:
            found = quotations(self._text, paragraph.start, paragraph.end)
            self._last_quoted = (paragraph, found)
        found = self._last_quoted[1]
        first = bisect_left(found, piece.start, key=_start)
        return found[first : bisect_left(found, piece.end, key=_start)]

    # -- names, numbers, dates ------------------------------------------------------------------

    def _plain(self, piece: Paragraph, scare: Sequence[Span]) -> Iterator[Candidate]:
        items = join_digits(self._text, self._reader.items(piece.start, piece.end))
        taken = [False] * len(items)
        counted = list(measures(self._text, items))
        for measure in counted:
            taken[measure.first : measure.last] = [True] * (measure.last - measure.first)
            if not self._tagged.has_part_of(measure.span):
                yield Candidate(measure.span, measure.kind)
        terms: list[Span] = []
        for span in sorted(scare, key=lambda each: each.length):  # the inner of two
            if not any(span.overlaps(each) for each in (*terms, *(m.span for m in counted))):
                terms.append(span)
        for at, item in enumerate(items):
            taken[at] = taken[at] or any(span.start <= item.start < span.end for span in terms)
        yield from (Candidate(span, "name") for span in terms if not self._tagged.has_part_of(span))
        for run in self._runs(items, taken):
            for span in self._untagged(items, run):
                yield Candidate(span, "name")

    def _runs(self, items: Sequence[Item], taken: Sequence[bool]) -> Iterator[Run]:
        latin = sum(item.language == "en" for item in items)
        if 2 * latin > sum(item.language != "" for item in items):
            return latin_names(items, taken, self._text)
        return names(items, taken)

    def _untagged(self, items: Sequence[Item], run: Run) -> Iterator[Span]:
        """The name that a run is, or what is left of it beside the parts that are tagged."""
        span = Span(items[run.first].cut, items[run.last - 1].end)
        if not self._tagged.has_part_of(span):
            yield span
            return
        rest: list[Item] = []
        for item in (*items[run.first : run.last], None):
            if item is not None and not self._tagged.has_part_of(Span(item.cut, item.end)):
                rest.append(item)
                continue
            if any(each.cues & _ENOUGH for each in rest):
                yield Span(rest[0].cut, rest[-1].end)
            rest = []


def _start(span: Span) -> int:
    return span.start


def _key(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _follows(span: Span, origin: int | Span) -> bool:
    if isinstance(origin, int):
        return span.start >= origin
    return _key(span) > _key(origin)


def _precedes(span: Span, origin: int | Span) -> bool:
    if isinstance(origin, int):
        return span.end <= origin
    return _key(span) < _key(origin)
