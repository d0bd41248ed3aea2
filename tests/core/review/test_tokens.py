from __future__ import annotations

from hypothesis import given

from annotator.core.model import Document
from annotator.core.review import AgreementOptions, token_labels, token_rows, tokens
from annotator.core.review.tokens import label_of
from annotator.core.schema import Schema
from tests.core.review.conftest import TEXT, Make
from tests.support.texts import texts


@given(texts())
def test_space_separated_tokens_are_those_of_split(text: str) -> None:
    assert [each.text_in(text) for each in tokens(text)] == text.split()


def test_words_leave_the_marks_out() -> None:
    text = 'قال: "نعم".'
    assert [each.text_in(text) for each in tokens(text, "word")] == ["قال", "نعم"]
    assert [each.text_in(text) for each in tokens(text)] == ["قال:", '"نعم".']


def test_the_outermost_annotation_gives_the_tag_and_all_are_in_the_set(make: Make) -> None:
    made = [
        make("a", "entity", "ORG", "الخارجية"),
        make("a", "entity", "OCC", "وزير الخارجية"),
        make("a", "entity", "PERS", "سيرغي لافروف"),
    ]
    found = token_labels(tokens(TEXT), made)
    assert found.tags[:6] == ["O", "B-OCC", "I-OCC", "B-PERS", "I-PERS", "O"]
    assert found.sets[:3] == [frozenset(), {"OCC"}, {"OCC", "ORG"}]


def test_a_token_is_touched_by_what_covers_a_part_of_it(make: Make) -> None:
    """The mention حوار inside للحوار."""
    found = token_labels(tokens(TEXT), [make("a", "entity", "EVENT", "حوار")])
    assert found.tags[TEXT.split().index("للحوار")] == "B-EVENT"
    assert found.tags.count("O") == len(TEXT.split()) - 1


def test_a_discontinuous_annotation_begins_once(make: Make) -> None:
    found = token_labels(tokens(TEXT), [make("a", "entity", "PERS", "وزير + لافروف")])
    assert found.tags[:6] == ["O", "B-PERS", "O", "O", "I-PERS", "O"]


def test_stacked_annotations_are_told_apart_by_their_labels(make: Make) -> None:
    made = [make("a", "entity", "ORG", "موسكو"), make("a", "entity", "GPE", "موسكو")]
    position = TEXT.split().index("موسكو")
    for order in (made, made[::-1]):
        found = token_labels(tokens(TEXT), order)
        assert found.tags[position] == "B-GPE"
        assert found.sets[position] == {"GPE", "ORG"}


def test_the_rows_hold_every_token_with_the_tags_of_each_annotator(
    article: Document, make: Make, schema: Schema
) -> None:
    made = [make("a", "entity", "PERS", "لافروف"), make("b", "entity", "GPE", "موسكو")]
    options = AgreementOptions(("a", "b", "c"), ("entity", "relation"))
    head, *rows = token_rows([(article, made)], schema, options)
    assert head == ("layer", "document", "start", "end", "token", "a", "b", "c")
    assert [row[4] for row in rows] == TEXT.split()
    assert {row[4]: row[5:] for row in rows if row[5:] != ("O", "O", "")} == {
        "لافروف": ("B-PERS", "O", ""),
        "موسكو": ("O", "B-GPE", ""),
    }
    assert all(TEXT[int(row[2]) : int(row[3])] == row[4] for row in rows)


def test_a_label_that_is_called_as_outside_is_none_the_less_a_label() -> None:
    assert [label_of(each) for each in ("O", "B-O", "I-PERS")] == ["", "O", "PERS"]
