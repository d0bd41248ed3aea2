"""The sample project: the article that Hashiya is learnt with, ready to be labelled."""

from __future__ import annotations

from pathlib import Path

from annotator.app import paths
from annotator.app.translation import _
from annotator.core import commands
from annotator.core.articles import read_article
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project

ARTICLE = "000_7b193b572c7f7247.txt"
SCHEMA = "news.toml"


def default_schema_file() -> Path:
    """The schema that new projects start from."""
    return paths.seeds() / "schemas" / SCHEMA


def make_sample(actor: str, folder: Path | None = None) -> Path:
    """Make a fresh project with the sample article in `folder` (the user's data folder).

    An earlier one is left as it is; the new one gets a number. Returns the project's path.

    Raises:
        ProjectError: the folder cannot be written.
    """
    path = _free(folder or paths.data_folder())
    article = read_article(paths.seeds() / ARTICLE)
    schema = read_schema_file(default_schema_file())
    with Project.create(path, schema, name=_("Sample project")) as project:
        commands.add_documents(project, [(article.document, ())], actor=actor)
    return path


def last_sample(folder: Path | None = None) -> Path | None:
    """The sample project that was changed last; None where there is none yet."""
    found = (folder or paths.data_folder()).glob("sample*.hashiya")
    return max(found, key=lambda each: each.stat().st_mtime, default=None)


def _free(folder: Path) -> Path:
    path = folder / "sample.hashiya"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"sample-{number}.hashiya"
    return path
