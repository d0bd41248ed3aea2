from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation
from annotator.core.review.items import Item, items_of, shared
from annotator.core.review.matching import closest_pairs, maximum_matching, touching
from annotator.core.text import Span, Spans, normalise_spans

graphs = st.lists(st.lists(st.integers(0, 5), max_size=4, unique=True), max_size=6)
anchors = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda each: Span(each[0], sum(each))),
    min_size=1,
    max_size=3,
).map(normalise_spans)
sides = st.lists(st.tuples(anchors, st.sampled_from(["PERS", "ORG"])), max_size=8)


def items(found: list[tuple[Spans, str]], who: str) -> list[Item]:
    made = [
        Annotation(f"a-{who}{i}", "d", who, "entity", label, spans)
        for i, (spans, label) in enumerate(found)
    ]
    return items_of(made, {})


def greatest(neighbours: list[list[int]]) -> int:
    """The size of the greatest matching, by trying every order of choosing."""
    best = 0
    for order in permutations(range(6)):
        taken: set[int] = set()
        for i, each in enumerate(neighbours):
            if i < len(order) and order[i] in each:
                taken.add(order[i])
        best = max(best, len(taken))
    return best


@given(graphs)
def test_the_matching_is_one_to_one_and_the_greatest(neighbours: list[list[int]]) -> None:
    found = maximum_matching(neighbours)
    assert all(j in neighbours[i] for i, j in found.items())
    assert len(set(found.values())) == len(found)
    assert len(found) == greatest(neighbours)


def test_a_long_chain_of_changes_is_no_recursion() -> None:
    """Each but the last can only have a partner if all before it move by one."""
    size = 5_000
    chain = [[i, i + 1] for i in range(size)] + [[0]]
    assert len(maximum_matching(chain)) == size + 1


@given(anchors, anchors)
def test_shared_code_points_are_those_of_both(first: Spans, second: Spans) -> None:
    covered = [
        {i for span in spans for i in range(span.start, span.end)} for spans in (first, second)
    ]
    assert shared(first, second) == len(covered[0] & covered[1])


@given(sides, sides)
def test_touching_finds_what_shares_a_code_point(
    first: list[tuple[Spans, str]], second: list[tuple[Spans, str]]
) -> None:
    mine, theirs = items(first, "x"), items(second, "y")
    assert touching(mine, theirs) == [
        [
            j
            for j, other in enumerate(theirs)
            if shared(one.annotation.spans, other.annotation.spans)
        ]
        for one in mine
    ]


@given(sides, sides)
def test_what_belongs_together_does_not_depend_on_who_is_first(
    first: list[tuple[Spans, str]], second: list[tuple[Spans, str]]
) -> None:
    mine, theirs = items(first, "x"), items(second, "y")
    there = closest_pairs(mine, theirs, touching(mine, theirs))
    back = closest_pairs(theirs, mine, touching(theirs, mine))

    assert sorted((mine[i].order, theirs[j].order) for i, j in there) == sorted(
        (mine[i].order, theirs[j].order) for j, i in back
    )


def test_the_same_place_is_matched_before_the_nearest_one() -> None:
    mine = items([((Span(0, 10),), "OCC"), ((Span(2, 10),), "OCC")], "x")
    theirs = items([((Span(2, 10),), "OCC"), ((Span(0, 9),), "OCC")], "y")
    pairs = closest_pairs(mine, theirs, touching(mine, theirs))
    assert {(mine[i].annotation.spans[0], theirs[j].annotation.spans[0]) for i, j in pairs} == {
        (Span(2, 10), Span(2, 10)),
        (Span(0, 10), Span(0, 9)),
    }


def test_a_part_with_another_label_is_another_mention() -> None:
    mine = items([((Span(0, 14),), "OCC")], "x")
    theirs = items([((Span(8, 14),), "NORP")], "y")
    assert closest_pairs(mine, theirs, touching(mine, theirs)) == []
