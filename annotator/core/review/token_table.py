"""The tokens behind kappa and alpha, a row each, so that other programs can compute them too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.core.model import Annotation, Document
from annotator.core.review.agreement import AgreementOptions
from annotator.core.review.comparison import columns_of, work_on
from annotator.core.review.tokens import tokens
from annotator.core.schema import Schema

HEAD = ("layer", "document", "start", "end", "token")


def token_rows(
    items: Iterable[tuple[Document, Sequence[Annotation]]],
    schema: Schema,
    options: AgreementOptions,
) -> Iterator[tuple[str, ...]]:
    """Rows of text: `HEAD`, then for each annotator the IOB2 tag of the outermost annotation.

    The first row names the columns. A tag is empty where the annotator has not done the document;
    documents that fewer than two have done are left out, as are layers of relations.
    """
    yield (*HEAD, *options.annotators)
    layers = options.layers or tuple(each.id for each in schema.layers)
    anchored = [each for each in layers if schema.layer(each).kind != "relation"]
    for document, made in items:
        work = work_on(document, made, schema, options.annotators, options.documents)
        if len(work.done_by) < 2:
            continue
        found = tokens(document.text, options.tokens)
        for layer in anchored:
            columns = columns_of(work, layer, found, options.annotators)
            for i, token in enumerate(found):
                yield (
                    layer,
                    document.id,
                    str(token.start),
                    str(token.end),
                    token.text_in(document.text),
                    *(each.tags[i] if each else "" for each in columns),
                )
