"""What a user can do: one small function per action, each one durable change.

Every function takes the project and the actor's name, and returns the `Change` that it made, or
None where there was nothing to change. `action` keys are the functions' names.
"""

from annotator.core.commands.annotations import (
    add_argument,
    annotate,
    annotate_all,
    delete,
    relabel,
    remove_argument,
    replace_argument,
    reverse_relation,
    set_attribute,
    set_confidence,
    set_note,
    set_review,
    set_spans,
)
from annotator.core.commands.documents import (
    ImportResult,
    add_documents,
    remove_documents,
    rename_document,
    set_direction,
    set_status,
)
from annotator.core.commands.history import redo, undo

__all__ = [
    "ImportResult",
    "add_argument",
    "add_documents",
    "annotate",
    "annotate_all",
    "delete",
    "redo",
    "relabel",
    "remove_argument",
    "remove_documents",
    "rename_document",
    "replace_argument",
    "reverse_relation",
    "set_attribute",
    "set_confidence",
    "set_direction",
    "set_note",
    "set_review",
    "set_spans",
    "set_status",
    "undo",
]
