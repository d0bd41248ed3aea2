"""What is tagged is kept by each change: the candidates are those of a finder made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation, new_id
from annotator.core.recommenders import Finder
from annotator.core.text import Span, words
from tests.conftest import SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")[:1200]
WORDS = words(TEXT, 0, len(TEXT))


def annotation(first: int, count: int, layer: str) -> Annotation:
    start, end = WORDS[first].start, WORDS[min(first + count, len(WORDS)) - 1].end
    return Annotation(new_id("a"), "d-1", "sana", layer, "PERS", (Span(start, end),))


ANNOTATIONS = st.builds(
    annotation,
    st.integers(0, len(WORDS) - 1),
    st.integers(1, 12),
    st.sampled_from(["entity", "entity", "quote", "event"]),
)


@given(st.lists(ANNOTATIONS, max_size=6), st.data())
def test_after_any_changes_the_candidates_are_those_of_a_new_finder(
    held: list[Annotation], data: st.DataObject
) -> None:
    finder = Finder(TEXT, held)
    finder.between(0, len(TEXT))
    for _ in range(data.draw(st.integers(1, 6))):
        gone = data.draw(st.sampled_from([None, *held]))
        come = data.draw(ANNOTATIONS if gone is None else st.none() | ANNOTATIONS)
        finder.apply([(gone, come)])
        held = [each for each in held if each is not gone] + ([come] if come else [])
        assert finder.between(0, len(TEXT)) == Finder(TEXT, held).between(0, len(TEXT))
