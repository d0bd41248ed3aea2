"""Which documents are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.model import Document, Status, new_id
from annotator.core.review import AgreementOptions, DocumentRule, measure
from annotator.core.schema import Schema
from tests.core.review.conftest import TEXT, Make
from tests.support.projects import Item


@pytest.fixture
def items(make: Make, article: Document) -> list[Item]:
    """Both have done the first document, a alone the others; two of these are finished."""
    mine, theirs = make("a", "entity", "PERS", "لافروف"), make("b", "quote", "direct", "ذلك")
    statuses: list[Status] = ["new", "in progress", "done", "reviewed"]
    found: list[Item] = []
    for i, status in enumerate(statuses):
        document = replace(article, id=new_id("d"), text=f"{TEXT} {i}", status=status)
        found.append((document, [mine, theirs] if i == 0 else [mine]))
    return found


@pytest.mark.parametrize(
    ("rule", "documents", "missed"), [("annotated", 1, 1), ("finished", 3, 3), ("all", 4, 4)]
)
def test_who_has_nothing_in_a_document_has_not_done_it_unless_the_rule_says_so(
    items: list[Item], schema: Schema, rule: DocumentRule, documents: int, missed: int
) -> None:
    options = AgreementOptions(("a", "b"), ("entity",), documents=rule)
    agreement = measure(items, schema, options)
    [pair] = agreement.pairs
    assert (pair.documents, pair.first_only, pair.second_only) == (documents, 4 - documents, 0)
    assert (agreement.documents, agreement.compared) == (4, documents)
    assert pair.layers["entity"].spans.exact_micro.fn == missed
    tokens = agreement.tokens["entity"].kappa("a", "b").items
    assert tokens == documents * len(f"{TEXT} 0".split())


def test_annotations_in_any_layer_tell_that_a_document_was_done(
    items: list[Item], schema: Schema
) -> None:
    options = AgreementOptions(("a", "b"), ("event",))
    assert measure(items, schema, options).pairs[0].documents == 1


def test_others_than_those_compared_do_not_count(
    items: list[Item], schema: Schema, make: Make
) -> None:
    more = [(document, [*made, make("c", "entity", "ORG", "موسكو")]) for document, made in items]
    one, other = (
        measure(each, schema, AgreementOptions(("a", "b"))).pairs[0] for each in (items, more)
    )
    assert one == other
