"""The quotation at the caret, and other choices for its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.recommenders import (
    CueLexicon,
    Part,
    QuoteProposal,
    alternatives,
    propose_quote_at,
)
from annotator.core.text import Span, Spans
from tests.support.texts import paragraph_texts

TEXT = (
    "قال الوزير، أمس، إن المدينة آمنة، وإن الناس عادوا إليها. وتبلغ مساحتها مئة هكتار.\n"
    'وأضاف: "لن نغادرها أبدا". ويصفها الناس بأنها "عروس الساحل".'
)


def content(found: QuoteProposal | None) -> str:
    assert found is not None
    return found.content[0].text_in(TEXT)


@pytest.mark.parametrize("word", ["قال", "المدينة", "عادوا", "الوزير", "أمس"])
def test_the_caret_may_stand_anywhere_in_a_quote(word: str, cues: CueLexicon) -> None:
    found = propose_quote_at(TEXT, TEXT.index(word) + 1, cues)
    assert content(found) == "المدينة آمنة، وإن الناس عادوا إليها"


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_the_caret_may_stand_right_next_to_it(shift: int, cues: CueLexicon) -> None:
    at = TEXT.index('"لن') + shift
    assert content(propose_quote_at(TEXT, at, cues)) == "لن نغادرها أبدا"


def test_the_speaker_may_stand_in_an_earlier_paragraph(cues: CueLexicon) -> None:
    found = propose_quote_at(TEXT, TEXT.index("نغادرها"), cues)
    assert found is not None
    assert [span.text_in(TEXT) for span in found.speakers] == ["الوزير"]


def test_marks_without_a_cue_are_proposed_bare(cues: CueLexicon) -> None:
    found = propose_quote_at(TEXT, TEXT.index("الساحل"), cues)
    assert content(found) == "عروس الساحل"
    assert found is not None
    assert (found.cues, found.speakers, found.implied_cue) == ((), (), False)


def test_where_nothing_is_quoted_nothing_is_proposed(cues: CueLexicon) -> None:
    assert propose_quote_at(TEXT, TEXT.index("هكتار"), cues) is None
    assert propose_quote_at("", 0, cues) is None


def test_a_selection_chooses_the_content_that_is_most_like_it(cues: CueLexicon) -> None:
    at = TEXT.index("المدينة")
    assert content(propose_quote_at(TEXT, Span(at, at + 12), cues)).startswith("المدينة آمنة")
    free = TEXT.index("مساحتها")
    assert content(propose_quote_at(TEXT, Span(free, free + 7), cues)) == "مساحتها"


def choices(part: Part, cues: CueLexicon, at: str = "المدينة") -> list[str]:
    found = propose_quote_at(TEXT, TEXT.index(at), cues)
    assert found is not None

    def words(spans: Spans) -> str:
        return " + ".join(span.text_in(TEXT) for span in spans)

    return [words(each) for each in alternatives(TEXT, found, part, cues)]


def test_other_extents(cues: CueLexicon) -> None:
    found = choices("content", cues)
    assert found[0] == "المدينة آمنة، وإن الناس عادوا إليها"
    assert "المدينة آمنة" in found
    assert any(each.endswith("مئة هكتار") for each in found)
    assert len(set(found)) == len(found)


def test_other_cues_and_speakers(cues: CueLexicon) -> None:
    assert choices("cue", cues)[0] == "قال"
    assert choices("cue", cues, "نغادرها")[0] == "أضاف"
    assert choices("speaker", cues)[0] == "الوزير"


def test_without_a_lexicon_the_text_alone_gives_extents() -> None:
    proposal = QuoteProposal("direct", (Span(0, 3),))
    found = alternatives("قال كذا، وكذا. ثم", proposal, "content")
    assert (Span(0, 7),) in found


@given(paragraph_texts(), st.data())
def test_it_answers_anywhere_in_any_text(cues: CueLexicon, text: str, data: st.DataObject) -> None:
    caret = data.draw(st.integers(0, len(text)))
    found = propose_quote_at(text, caret, cues)
    if found is None:
        return
    for part in ("content", "cue", "speaker"):
        for spans in alternatives(text, found, part, cues):
            assert spans
            assert spans[-1].end <= len(text)
