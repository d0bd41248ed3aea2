"""The project file: the only SQL of the program, its migrations, its history."""

from annotator.core.storage.errors import (
    NotAProjectError,
    ProjectBusyError,
    ProjectInUseError,
    ProjectMovedError,
    ProjectTooNewError,
    ReadOnlyError,
)
from annotator.core.storage.labelled import LabelKey, WithValue
from annotator.core.storage.past import PastState
from annotator.core.storage.placing import exists
from annotator.core.storage.project import Project
from annotator.core.storage.querying import Answer
from annotator.core.storage.reader import Reader, no_annotation
from annotator.core.storage.reviewing import FIRST, ReviewCase, ReviewPosition, ReviewSelection
from annotator.core.storage.search import Hit, SearchIndex, search
from annotator.core.storage.transaction import Transaction
from annotator.core.storage.writer import check_text

__all__ = [
    "FIRST",
    "Answer",
    "Hit",
    "LabelKey",
    "NotAProjectError",
    "PastState",
    "Project",
    "ProjectBusyError",
    "ProjectInUseError",
    "ProjectMovedError",
    "ProjectTooNewError",
    "ReadOnlyError",
    "Reader",
    "ReviewCase",
    "ReviewPosition",
    "ReviewSelection",
    "SearchIndex",
    "Transaction",
    "WithValue",
    "check_text",
    "exists",
    "no_annotation",
    "search",
]
