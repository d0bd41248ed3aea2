"""Proposals for the quotes of a text: who said what, told by rules over a lexicon of cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.model import Annotation
from annotator.core.recommenders.quotes.findings import Memory
from annotator.core.recommenders.quotes.lexicon import CueLexicon
from annotator.core.recommenders.quotes.paragraph import ParagraphReader
from annotator.core.recommenders.quotes.proposal import QuoteProposal, reading_order
from annotator.core.text import Span

_DEEPEST = 6  # what lies deeper is no quote in a quote any more, but a broken text
_PARAGRAPHS_BACK = 3
_TAIL = 4  # code points behind an open quotation: its stop, spaces
_NO_NAMES = frozenset({"quote", "event", "relation"})


def propose_quotes(
    text: str,
    cues: CueLexicon,
    annotations: Iterable[Annotation] = (),
    start: int = 0,
    end: int | None = None,
) -> list[QuoteProposal]:
    """The quotes of the paragraphs that touch `[start, end)` (code points), in reading order.

    Nested ones are among them, with their depth; a few paragraphs before are read for those whom
    pronouns stand for. `annotations` are those that the text has: their
    mentions are what is proposed as speakers where they fit.
    """
    end = len(text) if end is None else end
    mentions = mentions_of(annotations)
    memory = Memory()
    found: list[QuoteProposal] = []
    opened: QuoteProposal | None = None
    first = text.rfind("\n", 0, max(0, min(start, len(text)))) + 1
    at = _earlier(text, first)
    while at <= end or (opened is not None and at <= len(text)):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if not text[at:stop].isspace() and stop > at:
            reader = ParagraphReader(text, at, stop, cues, mentions, memory)
            reader.is_continued = opened is not None
            new = with_depth(reader.proposals())
            whole = _continued(opened, new)
            if whole is not None and opened is not None:
                del new[0]
                if opened in found:
                    found[found.index(opened)] = whole
                elif at >= first:
                    found.append(whole)
            found += new if first <= at <= end else []
            _remember(memory, new)
            opened = _left_open(reader, [*([whole] if whole else []), *new], stop)
        at = stop + 1
    return found


def _continued(opened: QuoteProposal | None, new: Sequence[QuoteProposal]) -> QuoteProposal | None:
    """The quotation that an earlier paragraph left open, with what this one begins with."""
    if opened is None or not new or new[0].cues or new[0].label != "direct":
        return None
    return replace(opened, content=(*opened.content, *new[0].content))


def _left_open(
    reader: ParagraphReader, found: Sequence[QuoteProposal], end: int
) -> QuoteProposal | None:
    """The proposal whose quotation the paragraph that ends at `end` leaves open."""
    if not reader.is_left_open():
        return None
    last = [each for each in found if not each.depth and end - each.content[-1].end <= _TAIL]
    return last[-1] if last else None


def _earlier(text: str, start: int) -> int:
    """The start of a paragraph a few before the one that begins at `start`."""
    for _ in range(_PARAGRAPHS_BACK):
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
    return start


def mentions_of(annotations: Iterable[Annotation]) -> list[Span]:
    """The spans of the annotations that may name someone, sorted."""
    return sorted(
        anchor
        for each in annotations
        if each.layer not in _NO_NAMES and (anchor := each.envelope) is not None
    )


def _remember(memory: Memory, found: list[QuoteProposal]) -> None:
    memory.age += 1
    said = [each for each in found if each.speakers and each.cues and not each.depth]
    if said:
        last = max(said, key=lambda each: each.cues[0][0].start)
        memory.speakers, memory.age = last.speakers, 0


def with_depth(found: Iterable[QuoteProposal]) -> list[QuoteProposal]:
    """The proposals in reading order, one for each content, with their depth counted."""
    best: dict[object, QuoteProposal] = {}
    for each in found:
        known = best.get(each.content)
        if known is None or known.score < each.score:
            best[each.content] = each
    result: list[QuoteProposal] = []
    around: list[Span] = []
    for each in sorted(best.values(), key=reading_order):
        span = each.envelope
        around = [outer for outer in around if outer.contains(span)]
        if len(around) > _DEEPEST:
            continue
        result.append(replace(each, depth=len(around)))
        around.append(span)
    return result
