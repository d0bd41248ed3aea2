"""How good the proposals are: floors, so that no change makes them worse unnoticed.

The rules were written while reading the sample and the development set; the held-out set was
written before the rules that it measures, and only its totals were looked at
(docs/quotes.md has the figures).
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from annotator.core.recommenders import CueLexicon, Evaluation, evaluate_quotes, propose_quotes
from tests.support.quote_gold import passages
from tests.support.sample_gold import gold


def measured(name: str, cues: CueLexicon) -> Evaluation:
    documents = [gold()] if name == "sample" else list(passages(name))
    return evaluate_quotes(documents, lambda _: cues)


@pytest.mark.parametrize(
    ("name", "precision", "recall", "exact", "speaker"),
    [
        ("sample", 0.95, 1.0, 1.0, 1.0),
        ("development", 0.97, 0.97, 0.95, 0.95),
        ("held_out", 0.92, 0.86, 0.85, 0.9),
    ],
)
def test_proposals_are_as_good_as_they_were(
    name: str, precision: float, recall: float, exact: float, speaker: float, cues: CueLexicon
) -> None:
    counts = measured(name, cues).by_score[0]
    assert (counts.relaxed.precision.share or 0) >= precision
    assert (counts.relaxed.recall.share or 0) >= recall
    assert (counts.exact_extent.recall.share or 0) >= exact
    assert (counts.parts["speaker"].share or 0) >= speaker


def test_what_scores_high_is_nearly_always_right(cues: CueLexicon) -> None:
    for name in ("sample", "development", "held_out"):
        sure = measured(name, cues).by_score[1]
        assert sure.least_score == 0.8
        assert (sure.relaxed.precision.share or 0) >= 0.93


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        ' "كلمة',
        "قال ",
        "وقال إن ",
        "قال: ",
        "، بحسب الوزير ",
        "على ما ذكرت ",
        '"قال فلان نعم" ',
        'قال "إن فلان قال: "نعم إن ',
        "(",
        "أعلن وزير ",
        "، مشيرا إلى ",
        "كلمة ",
    ],
)
def test_nasty_texts_cost_what_their_length_does(piece: str, cues: CueLexicon) -> None:
    """Four times the text may take six times as many calls, not sixteen."""

    def calls(length: int) -> int:
        count = 0

        def note(_frame: FrameType, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        text = piece * (length // len(piece))
        sys.setprofile(note)
        try:
            propose_quotes(text, cues)
        finally:
            sys.setprofile(None)
        return count

    assert calls(8_000) < 6 * calls(2_000)
