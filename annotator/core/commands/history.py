"""Undo and redo, of everything and across restarts."""

from __future__ import annotations

from annotator.core.model import Change
from annotator.core.storage import Project


def undo(project: Project, *, actor: str) -> Change | None:
    """Undo what was done last, whoever did it; None where nothing can be undone."""
    return project.undo(actor)


def redo(project: Project, *, actor: str) -> Change | None:
    """Do again what was undone last; None where nothing can be redone."""
    return project.redo(actor)
