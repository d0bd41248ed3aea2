"""Projects for the tests of exports: the labelled sample among articles without labels."""

from __future__ import annotations

from pathlib import Path

from annotator.core.model import Document
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.projects import make_project
from tests.support.sample_gold import gold


def plain_document(number: int, **more: str) -> Document:
    """A tiny article of its own without a label."""
    fields = {"name": f"plain {number}", "title": "", "text": f"خبر رقم {number} بلا وسوم", **more}
    return Document(f"d-{number:032x}", **fields)  # type: ignore[arg-type]


def sample_project(path: Path, schema: Schema, *, plain: int) -> Project:
    """A project in which `plain` articles without labels stand before the labelled sample."""
    items = [(plain_document(number), ()) for number in range(plain)]
    return make_project(path, schema, [*items, gold()])
