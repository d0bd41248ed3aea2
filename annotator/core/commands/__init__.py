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
from annotator.core.commands.bulk import delete_all, relabel_all, set_attribute_all, set_spans_all
from annotator.core.commands.cast import (
    CastPlan,
    add_entry,
    edit_entry,
    link,
    merge_entries,
    plan_merge,
    plan_removal,
    plan_split,
    remove_entry,
    rename_entry,
    split_entry,
    unlink,
)
from annotator.core.commands.curating import Settlement, curate, settle_place
from annotator.core.commands.documents import (
    ImportResult,
    add_documents,
    remove_documents,
    rename_document,
    set_direction,
    set_status,
)
from annotator.core.commands.history import redo, undo
from annotator.core.commands.merging import (
    Conflict,
    ConflictKind,
    MergeResult,
    merge_annotations,
    preview_merge,
)
from annotator.core.commands.operations import (
    DeleteLabel,
    MergeLabels,
    MoveLabel,
    NewLabel,
    Operation,
    RenameLabel,
    SortLabel,
    SplitLabel,
)
from annotator.core.commands.restoring import restore_annotation, restore_document
from annotator.core.commands.reviewing import comment, correct_all, review_all
from annotator.core.commands.schema import check_schema, set_schema, write_page
from annotator.core.commands.surgery import SurgeryPlan, change_labels, plan_change
from annotator.core.commands.waiving import WAIVERS, waive

__all__ = [
    "WAIVERS",
    "CastPlan",
    "Conflict",
    "ConflictKind",
    "DeleteLabel",
    "ImportResult",
    "MergeLabels",
    "MergeResult",
    "MoveLabel",
    "NewLabel",
    "Operation",
    "RenameLabel",
    "Settlement",
    "SortLabel",
    "SplitLabel",
    "SurgeryPlan",
    "add_argument",
    "add_documents",
    "add_entry",
    "annotate",
    "annotate_all",
    "change_labels",
    "check_schema",
    "comment",
    "correct_all",
    "curate",
    "delete",
    "delete_all",
    "edit_entry",
    "link",
    "merge_annotations",
    "merge_entries",
    "plan_change",
    "plan_merge",
    "plan_removal",
    "plan_split",
    "preview_merge",
    "redo",
    "relabel",
    "relabel_all",
    "remove_argument",
    "remove_documents",
    "remove_entry",
    "rename_document",
    "rename_entry",
    "replace_argument",
    "restore_annotation",
    "restore_document",
    "reverse_relation",
    "review_all",
    "set_attribute",
    "set_attribute_all",
    "set_confidence",
    "set_direction",
    "set_note",
    "set_review",
    "set_schema",
    "set_spans",
    "set_spans_all",
    "set_status",
    "settle_place",
    "split_entry",
    "undo",
    "unlink",
    "waive",
    "write_page",
]
