from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Span
from annotator.ui.panels.families import Families, Member


def member(name: str, start: int, length: int, *, lacks: bool = False) -> Member:
    span = Span(start, start + length)
    return Member((span.start, -span.end, name), span, lacks)


def contains(outer: Span, inner: Span) -> bool:
    return outer.contains(inner)


def same(outer: Span, inner: Span) -> bool:
    return outer == inner


def test_a_quote_in_a_quote_in_a_quote_is_two_deep() -> None:
    families = Families(contains)
    families.reset({"a": member("a", 0, 50), "b": member("b", 10, 30), "c": member("c", 12, 5)})
    assert [families.standing(each).depth for each in "abc"] == [0, 1, 2]
    assert {families.standing(each).root for each in "abc"} == {"a"}


def test_one_that_lacks_something_counts_for_its_whole_family() -> None:
    families = Families(contains)
    families.reset({"a": member("a", 0, 50), "b": member("b", 60, 9)})
    families.update({"c": member("c", 5, 3, lacks=True)})
    assert families.standing("a").incomplete
    assert not families.standing("b").incomplete
    assert set(families.update({"c": None})) == {"a", "c"}
    assert not families.standing("a").incomplete


def test_events_on_one_trigger_are_one_family() -> None:
    families = Families(same)
    families.reset({"a": member("a", 3, 4), "b": member("b", 3, 4), "c": member("c", 3, 5)})
    assert families.standing("b").root == "a"
    assert families.standing("c").root == "c"


members = st.builds(
    lambda start, length, lacks: (start, length, lacks),
    st.integers(0, 30),
    st.integers(1, 20),
    st.booleans(),
)
steps = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.none() | members, min_size=1, max_size=3),
    max_size=15,
)


@given(steps, st.sampled_from([contains, same]))
def test_after_any_changes_all_stand_as_if_seen_at_once(
    steps: list[dict[str, tuple[int, int, bool] | None]], holds: Callable[[Span, Span], bool]
) -> None:
    families = Families(holds)
    kept: dict[str, Member] = {}
    for step in steps:
        changes = {
            name: member(name, found[0], found[1], lacks=found[2]) if found else None
            for name, found in step.items()
        }
        before = {each: families.standing(each) for each in kept}
        for name, found in changes.items():
            if found is None:
                kept.pop(name, None)
            else:
                kept[name] = found
        told = families.update(changes)
        fresh = Families(holds)
        fresh.reset(kept)
        for each in kept:
            assert families.standing(each) == fresh.standing(each)
            if each not in told:
                assert before[each] == fresh.standing(each)
