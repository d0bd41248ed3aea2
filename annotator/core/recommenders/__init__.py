"""What proposes: where to look next, and where else a name stands. Nothing here writes a label."""

from annotator.core.recommenders.candidates import (
    Candidate,
    CandidateKind,
    Finder,
    candidates,
    next_candidate,
)
from annotator.core.recommenders.likely import likely_labels
from annotator.core.recommenders.propagation import (
    Occurrence,
    Scope,
    context,
    occurrences,
    variants,
)
from annotator.core.recommenders.quotes.doctor import Mark, MarkIssue, MarkReport, mark_report

__all__ = [
    "Candidate",
    "CandidateKind",
    "Finder",
    "Mark",
    "MarkIssue",
    "MarkReport",
    "Occurrence",
    "Scope",
    "candidates",
    "context",
    "likely_labels",
    "mark_report",
    "next_candidate",
    "occurrences",
    "variants",
]
