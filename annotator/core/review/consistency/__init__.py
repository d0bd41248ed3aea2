"""The consistency board: what in a project does not go together, and what can be done about it."""

from annotator.core.review.consistency.findings import (
    KINDS,
    MOST_PLACES,
    SEVERITIES,
    Finding,
    FindingKind,
    FoundPlace,
    Remedy,
    RemedyKind,
    Severity,
    Step,
    finding_order,
)
from annotator.core.review.consistency.registry import FINDERS, FinderSpec
from annotator.core.review.consistency.remedies import apply_remedy
from annotator.core.review.consistency.scanning import again, again_all, find_all
from annotator.core.review.consistency.waivers import Waivers

__all__ = [
    "FINDERS",
    "KINDS",
    "MOST_PLACES",
    "SEVERITIES",
    "FinderSpec",
    "Finding",
    "FindingKind",
    "FoundPlace",
    "Remedy",
    "RemedyKind",
    "Severity",
    "Step",
    "Waivers",
    "again",
    "again_all",
    "apply_remedy",
    "find_all",
    "finding_order",
]
