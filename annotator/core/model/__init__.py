"""The frozen dataclasses that everything else speaks of. See DESIGN section 4."""

from annotator.core.model.annotation import (
    REVIEWS,
    Annotation,
    Argument,
    NamedValue,
    Review,
    annotation_sort_key,
)
from annotator.core.model.change import Change, ChangedRow, ChangeKind, RowKind, RowState
from annotator.core.model.document import (
    STATUSES,
    Document,
    DocumentSummary,
    Status,
    text_digest,
)
from annotator.core.model.identity import is_identifier, new_id
from annotator.core.model.times import from_basic, now, to_basic

__all__ = [
    "REVIEWS",
    "STATUSES",
    "Annotation",
    "Argument",
    "Change",
    "ChangeKind",
    "ChangedRow",
    "Document",
    "DocumentSummary",
    "NamedValue",
    "Review",
    "RowKind",
    "RowState",
    "Status",
    "annotation_sort_key",
    "from_basic",
    "is_identifier",
    "new_id",
    "now",
    "text_digest",
    "to_basic",
]
