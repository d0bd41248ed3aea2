"""The agreement of the annotators of a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.core.errors import N_, InputError
from annotator.core.model import Annotation, Document
from annotator.core.review.agreement import Agreement, AgreementOptions, Found, measure
from annotator.core.review.comparison import DocumentRule
from annotator.core.review.places import Progress
from annotator.core.review.tokens import TokenRule
from annotator.core.storage import Project


def agreement_options(
    project: Project,
    annotators: Sequence[str] = (),
    layers: Sequence[str] = (),
    *,
    tokens: TokenRule = "space",
    documents: DocumentRule = "annotated",
) -> AgreementOptions:
    """What to measure in a project: by default all of its layers and all who have annotations.

    Raises:
        InputError: fewer than two annotators.
        NotFoundError, SchemaError: the project has no such annotator or layer.
    """
    chosen = tuple(dict.fromkeys(annotators))
    project.check_annotators(chosen)
    for layer in layers:
        project.schema.layer(layer)
    if len(chosen) == 1:
        raise InputError(
            N_("Agreement is between two annotators at least, and only “{name}” was named."),
            name=chosen[0],
        )
    names = chosen or tuple(project.annotator_counts())
    if len(names) < 2:
        raise InputError(
            N_(
                "Agreement is between two annotators at least; in this project, these have "
                "annotations: {names}."
            ),
            names=", ".join(names) or "–",
        )
    return AgreementOptions(names, tuple(dict.fromkeys(layers)), tokens, documents)


def measure_project(
    project: Project,
    options: AgreementOptions,
    *,
    found: Found | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Agreement:
    """Measure the agreement over a project, document by document, in its order.

    Call it within `project.snapshot()` where the project may be written meanwhile.

    Raises:
        InputError: two of the annotators have no document in common.
    """
    result = measure(_items(project, progress), project.schema, options, found=found)
    if not result.compared:
        raise InputError(
            N_(
                "No document was done by two of these annotators, so there is nothing to "
                "compare: {names}. A document counts as done by whoever has annotations in it; "
                "`--documents` has it otherwise."
            ),
            names=", ".join(options.annotators),
        )
    return result


def _items(project: Project, progress: Progress) -> Iterator[tuple[Document, Sequence[Annotation]]]:
    total = project.document_count()
    for done, item in enumerate(project.iter_documents(), 1):
        yield item
        progress(done, total)
