"""Changing the schema and the pages of the open project, and telling those who show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core import commands
from annotator.core.errors import HashiyaError
from annotator.core.model import Change

if TYPE_CHECKING:
    from annotator.app.session import Session


class SchemaEditing(QObject):
    """The part of a session that has to do with what the project says of itself.

    Both signals come after `Session.changed`, so that what follows them has the annotations of
    the same change already; undo and redo emit them too.
    """

    schema_changed = Signal()
    """The project has another schema; `Session.schema` is it."""
    page_changed = Signal(str)
    """A page of the project (its name) has another content, or came, or went."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def set_schema(self, source: str) -> Change | None:
        """Put the schema that a TOML text describes in force; `failed` tells of its mistakes."""
        return self._session.perform(commands.set_schema, source)

    def problem(self, source: str) -> HashiyaError | None:
        """Why `set_schema` would refuse a TOML text; None where it would take it."""
        project = self._session.project
        if project is None:
            return None
        try:
            commands.check_schema(project, source)
        except HashiyaError as error:
            return error
        return None

    def page(self, name: str) -> str:
        """The content of a page; empty where there is none."""
        project = self._session.project
        return project.page(name) if project is not None else ""

    def write_page(self, name: str, content: str) -> Change | None:
        """Write a page of the project; an empty content takes it away."""
        return self._session.perform(commands.write_page, name, content)

    def tell(self, change: Change) -> None:
        """Emit what a change that took place means for those who show schema and pages."""
        if any(row.kind == "schema" for row in change.rows):
            self.schema_changed.emit()
        for row in change.rows:
            if row.kind == "page":
                self.page_changed.emit(row.id)
