"""Work packages: projects with some of the documents, to be given to one annotator."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.core import commands
from annotator.core.errors import N_, InputError, ProjectError
from annotator.core.model import Annotation, Document
from annotator.core.storage import Project, exists


@dataclass(frozen=True, slots=True)
class Package:
    """What a work package holds."""

    path: Path
    documents: int
    annotations: int


def assign(
    project: Project,
    documents: Sequence[str],
    path: Path,
    *,
    annotator: str,
    with_annotations: bool = False,
) -> Package:
    """Make a project at `path` with these documents (ids), for `annotator` to work on.

    It has the schema of the project, the annotator's own annotations and what fills their roles;
    everybody's where `with_annotations` asks for them; and the cast. `merge_annotations` takes it
    back. The project itself is not changed.

    Raises:
        InputError: no documents.
        ProjectError: something stands at `path` already, or it cannot be written.
    """
    if not documents:
        raise InputError(N_("No document was chosen, so there is nothing to give out."))
    made: dict[str, int] = {}

    def items() -> Iterator[tuple[Document, Sequence[Annotation]]]:
        for each in dict.fromkeys(documents):
            annotations = project.annotations(each)
            if not with_annotations:
                own = (one.id for one in annotations if one.annotator == annotator)
                kept = _referred_to(annotations, own)
                annotations = [one for one in annotations if one.id in kept]
            made[each] = len(annotations)
            yield project.document(each), annotations

    if exists(path):
        raise ProjectError(
            N_("“{path}” exists already. Choose another name, or open it."), path=path
        )
    unfinished = path.with_name(f".{os.getpid()}.part.hashiya")
    try:
        with Project.create(unfinished, project.schema, name=path.stem) as package:
            added = commands.add_documents(
                package, items(), actor=annotator, cast={"": project.entries()}
            ).added
        unfinished.replace(path)
    except ProjectError as error:  # which names the unfinished file
        raise ProjectError(error.template, **{**error.details, "path": path}) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return Package(path, len(added), sum(made[each] for each in added))


def _referred_to(annotations: Collection[Annotation], chosen: Iterable[str]) -> set[str]:
    """The ids of `chosen` annotations and of all that fill their roles, however far down."""
    by_id = {each.id: each for each in annotations}
    found: set[str] = set()
    pending = [each for each in chosen if each in by_id]
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending += [one.target for one in by_id[each].arguments if one.target in by_id]
    return found
