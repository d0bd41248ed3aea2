"""How well the proposals agree with quotes that people labelled.

A proposal matches a gold quote where their cues overlap (or neither has one) and their contents
have at least half of what both cover in common. Each matches once, the best pairs first. Figures
come with the counts behind them: what is right, out of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.core.model import Annotation, Document
from annotator.core.recommenders.quotes.detector import propose_quotes
from annotator.core.recommenders.quotes.lexicon import CueLexicon
from annotator.core.recommenders.quotes.proposal import QuoteLabel, QuoteProposal
from annotator.core.text import Span, Spans

LEAST_COMMON: Final = 0.5
"""The share of two contents that must be common for the two to match."""

LABELS: Final[tuple[QuoteLabel, ...]] = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class Ratio:
    """`right` of `total`; no share where there is nothing to share."""

    right: int
    total: int

    @property
    def share(self) -> float | None:
        """The ratio, from 0 to 1, or None."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall of one set of proposals."""

    precision: Ratio
    recall: Ratio

    @property
    def f1(self) -> float | None:
        """Their harmonic mean, or None where nothing was proposed and nothing is there."""
        total = self.precision.total + self.recall.total
        return 2 * self.precision.right / total if total else None


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A labelled quote, its fillers as spans."""

    label: str
    content: Spans
    cues: Spans
    speakers: Spans


@dataclass(frozen=True, slots=True)
class Miss:
    """A quote that nothing matched, or a proposal that matches nothing."""

    document: Document
    content: Spans
    cues: Spans
    label: str
    score: float | None = None


@dataclass(slots=True)
class Counts:
    """What was compared at one threshold."""

    least_score: float
    gold: int = 0
    proposed: int = 0
    matched: int = 0
    exact: int = 0
    cue_right: int = 0
    speaker_right: int = 0
    label_right: int = 0

    @property
    def relaxed(self) -> Agreement:
        """By overlapping cues and half of the content."""
        return Agreement(Ratio(self.matched, self.proposed), Ratio(self.matched, self.gold))

    @property
    def exact_extent(self) -> Agreement:
        """As `relaxed`, with exactly the same content."""
        return Agreement(Ratio(self.exact, self.proposed), Ratio(self.exact, self.gold))

    @property
    def parts(self) -> dict[str, Ratio]:
        """What else is right of those that match."""
        return {
            "cue": Ratio(self.cue_right, self.matched),
            "speaker": Ratio(self.speaker_right, self.matched),
            "type": Ratio(self.label_right, self.matched),
        }


@dataclass(slots=True)
class Evaluation:
    """The comparison of all documents: by threshold, by type, and what went wrong.

    `by_label` counts at the lowest threshold; a proposal that matches a quote of another type
    counts for the quote's type there.
    """

    by_score: list[Counts]
    by_label: dict[str, Counts]
    documents: int = 0
    missed: list[Miss] = field(default_factory=list)
    false: list[Miss] = field(default_factory=list)


def evaluate_quotes(
    documents: Iterable[tuple[Document, Sequence[Annotation]]],
    cues: Callable[[Document], CueLexicon],
    *,
    least_score: float = 0.0,
    thresholds: Sequence[float] = (0.8,),
) -> Evaluation:
    """Compare the proposals for the bare texts of `documents` with their annotations.

    `cues` gives the lexicon for a document. Nothing of the annotations is shown to the detector.
    `least_score` is the lowest threshold: proposals below it are not looked at; `thresholds` above
    it are counted besides.
    """
    scores = [least_score, *(each for each in thresholds if each > least_score)]
    result = Evaluation(
        [Counts(each) for each in scores], {label: Counts(least_score) for label in LABELS}
    )
    for document, labelled in documents:
        result.documents += 1
        gold = list(gold_quotes(labelled))
        proposed = [
            e for e in propose_quotes(document.text, cues(document)) if e.score >= least_score
        ]
        for counts in result.by_score:
            kept = [each for each in proposed if each.score >= counts.least_score]
            pairs = match(gold, kept)
            _count(counts, gold, kept, pairs)
            if counts is result.by_score[0]:
                _count_labels(result.by_label, gold, kept, pairs)
                result.missed += _missed(document, gold, pairs)
                result.false += _false(document, kept, pairs)
    return result


def gold_quotes(annotations: Iterable[Annotation]) -> Iterator[GoldQuote]:
    """The quotes among annotations, with what fills their roles as spans."""
    listed = list(annotations)
    by_id = {each.id: each for each in listed}
    for each in listed:
        if each.layer == "quote" and each.spans:
            yield GoldQuote(
                each.label,
                each.spans,
                _fillers(each, "cue", by_id),
                _fillers(each, "speaker", by_id),
            )


def _fillers(annotation: Annotation, role: str, by_id: Mapping[str, Annotation]) -> Spans:
    spans: list[Span] = []
    for argument in annotation.fillers(role):
        filler = by_id.get(argument.target)
        spans += argument.spans or (filler.spans if filler else ())
    return tuple(sorted(spans))


def match(
    gold: Sequence[GoldQuote], proposed: Sequence[QuoteProposal]
) -> list[tuple[GoldQuote, QuoteProposal]]:
    """The pairs that match, each quote and each proposal in one at most, the likest first."""
    likeness: list[tuple[float, int, int]] = []
    for g, quote in enumerate(gold):
        for p, proposal in enumerate(proposed):
            share = common_share(quote.content, proposal.content)
            if share >= LEAST_COMMON and _same_cue(quote, proposal):
                likeness.append((share, g, p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(likeness, key=lambda each: (-each[0], each[1], each[2])):
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return [(gold[g], proposed[p]) for g, p in sorted(pairs.items())]


def common_share(first: Spans, second: Spans) -> float:
    """How much of what two anchors cover is common to both, from 0 to 1."""
    common = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in first
        for other in second
    )
    either = sum(each.length for each in (*first, *second)) - common
    return common / either if either else 0.0


def _cues_of(proposal: QuoteProposal) -> Spans:
    return tuple(sorted(span for cue in proposal.cues for span in cue))


def _touch(first: Spans, second: Spans) -> bool:
    """Whether two sets of spans overlap, or are both empty."""
    if not first or not second:
        return not first and not second
    return any(one.overlaps(other) for one in first for other in second)


def _same_cue(quote: GoldQuote, proposal: QuoteProposal) -> bool:
    return _touch(quote.cues, _cues_of(proposal))


def _count(
    counts: Counts,
    gold: Sequence[GoldQuote],
    proposed: Sequence[QuoteProposal],
    pairs: Sequence[tuple[GoldQuote, QuoteProposal]],
) -> None:
    counts.gold += len(gold)
    counts.proposed += len(proposed)
    counts.matched += len(pairs)
    for quote, proposal in pairs:
        counts.exact += quote.content == proposal.content
        counts.cue_right += quote.cues == _cues_of(proposal)
        counts.speaker_right += _touch(quote.speakers, tuple(proposal.speakers))
        counts.label_right += quote.label == proposal.label


def _count_labels(
    by_label: Mapping[str, Counts],
    gold: Sequence[GoldQuote],
    proposed: Sequence[QuoteProposal],
    pairs: Sequence[tuple[GoldQuote, QuoteProposal]],
) -> None:
    matched = {id(proposal) for _, proposal in pairs}
    for label, counts in by_label.items():
        own = [pair for pair in pairs if pair[0].label == label]
        lone = [each for each in proposed if id(each) not in matched and each.label == label]
        kept = [each.label == label for each in gold]
        _count(
            counts,
            [quote for quote, is_own in zip(gold, kept, strict=True) if is_own],
            [*(proposal for _, proposal in own), *lone],
            own,
        )


def _missed(
    document: Document,
    gold: Sequence[GoldQuote],
    pairs: Sequence[tuple[GoldQuote, QuoteProposal]],
) -> Iterator[Miss]:
    found = {id(quote) for quote, _ in pairs}
    for each in gold:
        if id(each) not in found:
            yield Miss(document, each.content, each.cues, each.label)


def _false(
    document: Document,
    proposed: Sequence[QuoteProposal],
    pairs: Sequence[tuple[GoldQuote, QuoteProposal]],
) -> Iterator[Miss]:
    found = {id(proposal) for _, proposal in pairs}
    for each in proposed:
        if id(each) not in found:
            yield Miss(document, each.content, _cues_of(each), each.label, each.score)
