from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from annotator.core.model import Annotation, Argument, Document, new_id
from annotator.core.review import Agreement, AgreementOptions, Difference, measure
from annotator.core.schema import Schema
from annotator.core.text import Span, Spans
from tests.support.projects import Item

TEXT = (
    "قال وزير الخارجية سيرغي لافروف في موسكو اليوم إن روسيا مستعدة للحوار مع واشنطن، وأكد بوتين ذلك"
)

Make = Callable[..., Annotation]
Compare = Callable[..., Agreement]


def at(snippet: str, text: str = TEXT) -> Spans:
    """The spans of a snippet of the text; `a + b` for a discontinuous one."""
    found = []
    for part in snippet.split(" + "):
        start = text.index(part)
        found.append(Span(start, start + len(part)))
    return tuple(found)


@pytest.fixture
def article() -> Document:
    return Document(new_id("d"), "n", "t", TEXT)


@pytest.fixture
def make(article: Document) -> Make:
    """Makes an annotation of the article from snippets; a filler is an annotation or a snippet."""

    def make(
        annotator: str, layer: str, label: str, snippet: str = "", **roles: Annotation | str
    ) -> Annotation:
        return Annotation(
            new_id("a"),
            article.id,
            annotator,
            layer,
            label,
            at(snippet) if snippet else (),
            tuple(
                Argument(role, at(each) if isinstance(each, str) else each.id)
                for role, each in roles.items()
            ),
        )

    return make


@pytest.fixture
def compare(article: Document, schema: Schema) -> Compare:
    """Measures the article's annotations, of annotators a and b unless others are named."""

    def compare(made: Iterable[Annotation], **options: object) -> Agreement:
        names = options.pop("annotators", ("a", "b"))
        assert isinstance(names, tuple)
        chosen = AgreementOptions(names, **options)  # type: ignore[arg-type]
        return measure([(article, list(made))], schema, chosen)

    return compare


def differences(items: Iterable[Item], schema: Schema, *names: str) -> list[Difference]:
    """The differences of two annotators over some documents."""
    found: list[Difference] = []
    options = AgreementOptions(names or ("a", "b"))
    measure(items, schema, options, found=lambda _d, _a, _b, each: found.append(each))
    return found
