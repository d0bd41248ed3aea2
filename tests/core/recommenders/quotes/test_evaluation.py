"""Figures come with the counts behind them, and every mistake is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.model import Annotation, Argument, Document
from annotator.core.recommenders import CueLexicon, evaluate_quotes
from annotator.core.recommenders.quotes.evaluation import common_share
from annotator.core.text import Span

TEXT = "قال الوزير إن المدينة آمنة. وأكد المدير أن العمل مستمر."
DOCUMENT = Document("d-1", "خبر", "خبر", TEXT, language="ar")


def quote(content: str, cue: str, speaker: str, label: str = "indirect") -> Annotation:
    def span(part: str) -> Span:
        return Span(TEXT.index(part), TEXT.index(part) + len(part))

    return Annotation(
        f"a-{content}",
        "d-1",
        "amal",
        "quote",
        label,
        (span(content),),
        arguments=(Argument("cue", (span(cue),)), Argument("speaker", (span(speaker),))),
    )


FIRST = quote("المدينة آمنة", "قال", "الوزير")
SECOND = quote("العمل مستمر", "أكد", "المدير")


def test_all_right(cues: CueLexicon) -> None:
    [counts, sure] = evaluate_quotes([(DOCUMENT, [FIRST, SECOND])], lambda _: cues).by_score
    assert (counts.gold, counts.proposed, counts.matched, counts.exact) == (2, 2, 2, 2)
    assert counts.relaxed.f1 == counts.exact_extent.f1 == 1.0
    assert {ratio.right for ratio in counts.parts.values()} == {2}
    assert sure.least_score == 0.8


def test_misses_and_false_alarms_are_listed(cues: CueLexicon) -> None:
    wrong = replace(FIRST, id="a-x", spans=(Span(1, 3),))
    result = evaluate_quotes([(DOCUMENT, [wrong, SECOND])], lambda _: cues)
    counts = result.by_score[0]
    assert (counts.matched, counts.gold, counts.proposed) == (1, 2, 2)
    assert [each.content for each in result.missed] == [wrong.spans]
    assert [each.content for each in result.false] == [FIRST.spans]
    assert result.by_label["indirect"].matched == 1
    assert result.by_label["direct"].relaxed.f1 is None


def test_what_differs_is_counted_apart(cues: CueLexicon) -> None:
    other = replace(
        FIRST,
        label="mixed",
        spans=(Span(FIRST.spans[0].start, FIRST.spans[0].end - 2),),
        arguments=(FIRST.arguments[0],),
    )
    counts = evaluate_quotes([(DOCUMENT, [other])], lambda _: cues).by_score[0]
    assert (counts.matched, counts.exact) == (1, 0)
    assert {name: ratio.right for name, ratio in counts.parts.items()} == {
        "cue": 1,
        "speaker": 0,
        "type": 0,
    }


def test_proposals_below_the_threshold_are_not_looked_at(cues: CueLexicon) -> None:
    [counts] = evaluate_quotes([(DOCUMENT, [FIRST])], lambda _: cues, least_score=0.99).by_score
    assert (counts.proposed, counts.gold) == (0, 1)
    assert counts.relaxed.precision.share is None


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        (((0, 10),), ((0, 10),), 1.0),
        (((0, 10),), ((5, 15),), 5 / 15),
        (((0, 4), (6, 10)), ((0, 10),), 0.8),
        (((0, 4),), ((6, 10),), 0.0),
    ],
)
def test_what_two_contents_have_in_common(
    first: tuple[tuple[int, int], ...], second: tuple[tuple[int, int], ...], share: float
) -> None:
    def spans(pairs: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in pairs)

    assert common_share(spans(first), spans(second)) == pytest.approx(share)
