"""Two annotations at one place, with one label, by one annotator: their roles tell them apart."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from annotator.core.model import Annotation, Argument, Document, new_id
from annotator.core.review import curate_agreed
from annotator.core.schema import Schema
from annotator.core.text import Span
from tests.support.projects import make_project

TEXT = "سيزور لافروف بيروت موسكو"
VISIT, A, B, C = (Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in TEXT.split())
DOCUMENT = Document(new_id("d"), "a", "a", TEXT)


def visit(annotator: str, whom: Span, *, rejected: bool = False) -> Annotation:
    return Annotation(
        new_id("a"),
        DOCUMENT.id,
        annotator,
        "event",
        "Contact.Meet",
        (VISIT,),
        (Argument("participant", (whom,)),),
        review="rejected" if rejected else "unreviewed",
    )


@pytest.mark.parametrize("whom", list(permutations((A, B, C))))
@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_one_is_agreed_on_and_one_is_disputed_in_any_order(
    tmp_path: Path, schema: Schema, whom: tuple[Span, ...], order: tuple[int, ...]
) -> None:
    both, first, second = whom
    plan = [("amal", both), ("badr", both), ("amal", first), ("badr", second)]
    made = [visit(*plan[each]) for each in order]  # the ids follow the order
    with make_project(tmp_path / "p.hashiya", schema, [(DOCUMENT, made)]) as project:
        results = [
            curate_agreed(project, ("amal", "badr"), curated="gold", actor="x") for _ in range(2)
        ]
        told = [(each.agreed, each.disputed, each.settled) for each in results]
        assert told == [(1, 1, 0), (0, 1, 1)]
        gold = [each for each in project.annotations(DOCUMENT.id) if each.annotator == "gold"]
        assert [each.arguments for each in gold] == [(Argument("participant", (both,)),)]


def test_what_both_reject_beside_what_both_want_is_not_taken_twice(
    tmp_path: Path, schema: Schema
) -> None:
    made = [visit(each, B, rejected=True) for each in ("amal", "badr")]
    made += [visit(each, A) for each in ("amal", "badr")]
    with make_project(tmp_path / "p.hashiya", schema, [(DOCUMENT, made)]) as project:
        for _again in range(3):
            curate_agreed(project, ("amal", "badr"), curated="gold", actor="x")
        gold = [each for each in project.annotations(DOCUMENT.id) if each.annotator == "gold"]
        assert [each.arguments for each in gold if each.review != "rejected"] == [
            (Argument("participant", (A,)),)
        ]
        assert len(gold) <= 2
