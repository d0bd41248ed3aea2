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
from annotator.core.model.entry import (
    ENTRY_KINDS,
    LINK,
    Entry,
    EntryKind,
    FindEntry,
    flat,
    link_of,
    no_entry,
    speaker_of,
    speakers_of,
)
from annotator.core.model.identity import is_identifier, new_id
from annotator.core.model.remarks import Remark, remarks, with_remark
from annotator.core.model.times import from_basic, now, to_basic

__all__ = [
    "ENTRY_KINDS",
    "LINK",
    "REVIEWS",
    "STATUSES",
    "Annotation",
    "Argument",
    "Change",
    "ChangeKind",
    "ChangedRow",
    "Document",
    "DocumentSummary",
    "Entry",
    "EntryKind",
    "FindEntry",
    "NamedValue",
    "Remark",
    "Review",
    "RowKind",
    "RowState",
    "Status",
    "annotation_sort_key",
    "flat",
    "from_basic",
    "is_identifier",
    "link_of",
    "new_id",
    "no_entry",
    "now",
    "remarks",
    "speaker_of",
    "speakers_of",
    "text_digest",
    "to_basic",
    "with_remark",
]
