"""Saying that what the consistency board finds is right as it is."""

from __future__ import annotations

from annotator.core.model import Change
from annotator.core.storage import Project

WAIVERS = "consistency"
"""The name of the page on which a project keeps what is right as it is (TOML)."""


def waive(
    project: Project, content: str, *, actor: str, text: str = "", count: int = 1
) -> Change | None:
    """Write the page of what is right as it is; `text` and `count` say what has been added."""
    with project.transact("waive", actor) as transaction:
        transaction.details.update(text=text, count=str(count))
        transaction.write_page(WAIVERS, content)
    return transaction.change
