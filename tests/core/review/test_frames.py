from __future__ import annotations

from annotator.core.model import Annotation
from annotator.core.review import FrameScores, Score
from tests.core.review.conftest import Compare, Make

CONTENT = "روسيا مستعدة للحوار مع واشنطن"


def quotes(compare: Compare, made: list[Annotation]) -> FrameScores:
    found = compare(made).pairs[0].layers["quote"].frames
    assert found is not None
    return found


def events(compare: Compare, made: list[Annotation]) -> FrameScores:
    found = compare(made).pairs[0].layers["event"].frames
    assert found is not None
    return found


def test_quotes_are_matched_by_their_cues_then_compared(make: Make, compare: Compare) -> None:
    made = [
        make("a", "quote", "indirect", CONTENT, cue="قال", speaker="سيرغي لافروف"),
        make("b", "quote", "direct", "روسيا مستعدة للحوار", cue="قال", speaker="لافروف"),
        make("a", "quote", "indirect", "ذلك", cue="أكد", speaker="بوتين"),
    ]
    found = quotes(compare, made)
    assert found.key == "cue"
    assert found.exact == Score(1, 0, 1)
    assert found.content_exact == Score(0, 1, 1)
    assert found.content_relaxed == Score(1, 0, 0)
    assert dict(found.roles_exact) == {"speaker": Score(0, 1, 1)}
    assert dict(found.roles_relaxed) == {"speaker": Score(1, 0, 0)}


def test_a_cue_that_is_longer_for_one_is_the_same_only_if_relaxed(
    make: Make, compare: Compare
) -> None:
    made = [
        make("a", "quote", "indirect", "ذلك", cue="وأكد", speaker="بوتين"),
        make("b", "quote", "indirect", "ذلك", cue="أكد", speaker="بوتين"),
    ]
    found = quotes(compare, made)
    assert (found.exact, found.relaxed) == (Score(0, 1, 1), Score(1, 0, 0))
    assert (found.content_exact, found.content_relaxed) == (Score(), Score(1, 0, 0))
    assert (found.arguments_exact, found.arguments_relaxed) == (Score(), Score(1, 0, 0))


def test_the_parts_of_a_cue_count_together(make: Make, compare: Compare) -> None:
    made = [
        make("a", "quote", "indirect", CONTENT, cue="قال + إن"),
        make("b", "quote", "indirect", CONTENT, cue="قال"),
    ]
    found = quotes(compare, made)
    assert (found.exact, found.relaxed) == (Score(0, 1, 1), Score(1, 0, 0))


def test_quotes_without_a_cue_cannot_be_matched_and_are_counted(
    make: Make, compare: Compare
) -> None:
    made = [
        make("a", "quote", "indirect", CONTENT),
        make("b", "quote", "indirect", CONTENT, cue="قال"),
    ]
    found = quotes(compare, made)
    assert (found.exact, found.keyless) == (Score(0, 1, 0), (1, 0))


def test_of_several_quotes_with_one_cue_those_with_the_likest_contents_are_pairs(
    make: Make, compare: Compare
) -> None:
    made = []
    for who, contents in (("a", (CONTENT, "مستعدة")), ("b", ("مستعدة", CONTENT))):
        made += [make(who, "quote", "indirect", each, cue="قال") for each in contents]
    found = quotes(compare, made)
    assert found.exact == found.content_exact == found.content_relaxed == Score(2, 0, 0)


def test_events_are_matched_by_their_triggers_whatever_their_labels(
    make: Make, compare: Compare
) -> None:
    made = [
        make("a", "event", "Contact.Meet", "للحوار", participant="روسيا", place="موسكو"),
        make("b", "event", "Diplomacy.Negotiate", "للحوار", participant="روسيا", place="واشنطن"),
        make("b", "event", "Statement.Issue", "أكد", agent="بوتين"),
    ]
    found = events(compare, made)
    assert (found.key, found.exact) == ("anchor", Score(1, 1, 0))
    assert found.roles_exact == {"participant": Score(1, 0, 0), "place": Score(0, 1, 1)}
    assert found.arguments_exact == Score(1, 1, 1)  # what is unmatched brings no arguments
    assert found.content_exact == Score()


def test_a_filler_is_the_same_whether_a_mention_or_a_bare_span(
    make: Make, compare: Compare
) -> None:
    mention = make("a", "entity", "GPE", "روسيا")
    made = [
        mention,
        make("a", "event", "Contact.Meet", "للحوار", participant=mention),
        make("b", "event", "Contact.Meet", "للحوار", participant="روسيا"),
    ]
    assert events(compare, made).arguments_exact == Score(1, 0, 0)


def test_the_same_filler_in_another_role_is_not_the_same(make: Make, compare: Compare) -> None:
    made = [
        make("a", "event", "Contact.Meet", "للحوار", agent="روسيا"),
        make("b", "event", "Contact.Meet", "للحوار", target="روسيا"),
    ]
    found = events(compare, made)
    assert found.arguments_exact == found.arguments_relaxed == Score(0, 1, 1)
