"""The proposal for the quotation at the caret or the selection, and other choices for its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from annotator.core.model import Annotation
from annotator.core.recommenders.quotations import quotations
from annotator.core.recommenders.quotes.complements import Complements
from annotator.core.recommenders.quotes.detector import mentions_of, propose_quotes
from annotator.core.recommenders.quotes.extents import Extents
from annotator.core.recommenders.quotes.lexicon import CueLexicon
from annotator.core.recommenders.quotes.proposal import QuoteProposal
from annotator.core.recommenders.quotes.reading import Reading
from annotator.core.recommenders.quotes.tokens import Tokens
from annotator.core.text import Span, Spans, normalise_spans, snap_to_words

Part: TypeAlias = Literal["content", "cue", "speaker"]

_NEAR: Final = 2  # code points between the caret and a content that it is right next to
_MOST: Final = 20


def propose_quote_at(
    text: str,
    place: Span | int,
    cues: CueLexicon,
    annotations: Iterable[Annotation] = (),
) -> QuoteProposal | None:
    """The best proposal at the caret `place` (an offset) or for the selection `place`; or None.

    A caret may stand in or right next to the content, or in a cue or a speaker. Where no cue is
    found, what stands in quotation marks around the caret is proposed, or the selection itself,
    with no cue and no speaker, for the annotator to fill in. All offsets are code points.
    """
    first = place.start if isinstance(place, Span) else place
    start = text.rfind("\n", 0, max(0, first)) + 1
    end = text.find("\n", first)
    end = len(text) if end < 0 else end
    found = propose_quotes(text, cues, annotations, start, end)
    if isinstance(place, Span):
        return _for_selection(text, place, found)
    return _for_caret(place, found) or _in_marks(text, place, start, end)


def alternatives(
    text: str,
    proposal: QuoteProposal,
    part: Part,
    cues: CueLexicon | None = None,
    annotations: Iterable[Annotation] = (),
) -> list[Spans]:
    """What else a part of a proposal may be, the likeliest first; what it is now is the first one.

    For the content, extents from its start to its mark, its clause, its sentence, the next cue and
    the end of the paragraph; for the cue, the cues of the paragraph; for the speaker, the mentions
    and noun phrases around. Without a lexicon, only what needs none.
    """
    start = text.rfind("\n", 0, proposal.envelope.start) + 1
    end = text.find("\n", proposal.envelope.start)
    end = len(text) if end < 0 else end
    lexicon = cues or CueLexicon("")
    if part == "content":
        found = _extents(text, proposal, start, end, lexicon)
    elif part == "cue":
        found = _cues(text, proposal, start, end, lexicon)
    else:
        found = _speakers(text, proposal, start, end, lexicon, annotations)
    return list(dict.fromkeys(found))[:_MOST]


# -- at the caret


def _for_selection(text: str, place: Span, found: Sequence[QuoteProposal]) -> QuoteProposal | None:
    overlapping = [each for each in found if _likeness(place, each.envelope) > 0]
    if overlapping:
        return max(overlapping, key=lambda each: (_likeness(place, each.envelope), each.score))
    for each in found:
        if any(span.overlaps(place) for span in _signs(each)):
            return each
    content = snap_to_words(text, place.start, place.end)
    if content is None:
        return None
    return QuoteProposal("indirect", (content,), score=0.3)


def _for_caret(caret: int, found: Sequence[QuoteProposal]) -> QuoteProposal | None:
    def touches(span: Span, slack: int = 0) -> bool:
        return span.start - slack <= caret <= span.end + slack

    of_cue = [e for e in found if any(touches(span) for cue in e.cues for span in cue)]
    if of_cue:
        return max(of_cue, key=lambda each: (each.score, -each.envelope.length))
    for slack in (0, _NEAR):
        around = [each for each in found if touches(each.envelope, slack)]
        if around:
            return min(around, key=lambda each: (each.envelope.length, -each.score))
    named = [each for each in found if any(touches(span) for span in _signs(each))]
    if named:
        return max(named, key=lambda each: each.score)
    whole = [each for each in found if touches(_reach(each))]
    return min(whole, key=lambda each: _reach(each).length, default=None)


def _in_marks(text: str, caret: int, start: int, end: int) -> QuoteProposal | None:
    around = [
        span
        for span in quotations(text, start, end)
        if span.start - _NEAR <= caret <= span.end + _NEAR
    ]
    if not around:
        return None
    content = min(around, key=lambda span: span.length)
    return QuoteProposal("direct", (content,), score=0.4)


def _signs(each: QuoteProposal) -> list[Span]:
    """Everything of a proposal but its content."""
    spans = [span for cue in each.cues for span in cue]
    spans += [*each.speakers, *each.reporters, *each.addressees]
    return [*spans, each.medium] if each.medium else spans


def _reach(each: QuoteProposal) -> Span:
    """From the first cue to the end of the content, or the other way round."""
    spans = [*each.content, *(span for cue in each.cues for span in cue)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _likeness(first: Span, second: Span) -> float:
    """How much of two spans is common: the common part by what both cover."""
    common = min(first.end, second.end) - max(first.start, second.start)
    if common <= 0:
        return 0.0
    return common / (max(first.end, second.end) - min(first.start, second.start))


# -- other choices


def _reading(text: str, start: int, end: int, lexicon: CueLexicon) -> Reading:
    return Reading(Tokens(text, start, end), lexicon)


def _extents(
    text: str, proposal: QuoteProposal, start: int, end: int, lexicon: CueLexicon
) -> Iterator[Spans]:
    yield proposal.content
    begin = proposal.content[0].start
    reading = _reading(text, start, end, lexicon)
    tokens = reading.tokens
    extents = Extents(reading, Complements(reading))
    first = next((at for at in range(len(tokens)) if tokens.ends[at] > begin), None)
    if first is None:
        return
    behind = [span.start for cue in proposal.cues for span in cue if span.start > begin]
    bound = min([end, *behind])
    limit = next(
        (at for at in range(first, len(tokens)) if tokens.starts[at] >= bound), len(tokens)
    )
    ends = [
        tokens.limit[first],
        extents.clause_end(first, limit),
        *_ends_of_clauses(tokens, first, limit),
        next((at for at in range(first + 1, limit) if at in reading.cues), limit),
        limit,
    ]
    for last in ends:
        if first < last <= limit and (span := extents.span(begin, last)):
            yield (span,)
    for span in quotations(text, start, end):
        if proposal.envelope.contains(span):
            yield (span,)


def _ends_of_clauses(tokens: Tokens, first: int, limit: int) -> Iterator[int]:
    """The next comma, the one after it, and the end of the sentence."""
    commas = [at for at in range(first + 1, limit) if tokens.is_comma(at)]
    stop = next((at for at in range(first + 1, limit) if tokens.is_stop(at)), limit)
    yield from (at for at in commas[:1] if at < stop)
    yield stop
    yield from (at for at in commas[1:3] if at < stop)


def _cues(
    text: str, proposal: QuoteProposal, start: int, end: int, lexicon: CueLexicon
) -> Iterator[Spans]:
    yield from proposal.cues
    reading = _reading(text, start, end, lexicon)
    tokens = reading.tokens
    spans = [Span(cue.start, cue.end) for cue in reading.cues.values()]
    for index, (_, named, _) in reading.frames.items():
        spans.append(Span(tokens.starts[index], tokens.ends[max(index, named - 1)]))
    content = proposal.content
    free = [span for span in spans if not any(span.overlaps(part) for part in content)]
    yield from ((span,) for span in sorted(free, key=lambda each: _distance(each, content[0])))


def _speakers(
    text: str,
    proposal: QuoteProposal,
    start: int,
    end: int,
    lexicon: CueLexicon,
    annotations: Iterable[Annotation],
) -> Iterator[Spans]:
    if proposal.speakers:
        yield normalise_spans(proposal.speakers)
        yield from ((span,) for span in proposal.speakers)
    held = tuple(annotations)
    centre = proposal.cues[0][0] if proposal.cues else proposal.content[0]
    near = [span for span in mentions_of(held) if start <= span.start < end]
    others = propose_quotes(text, lexicon, held, start, end)
    near += [span for each in others for span in (*each.speakers, *each.reporters)]
    near = [span for span in near if not any(span.overlaps(part) for part in proposal.content)]
    yield from ((span,) for span in sorted(near, key=lambda each: _distance(each, centre)))


def _distance(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)
