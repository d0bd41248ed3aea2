"""What proposes: where to look next, and where else a name stands. Nothing here writes a label."""

from annotator.core.recommenders.candidates import (
    Candidate,
    CandidateKind,
    Finder,
    candidates,
    next_candidate,
)

__all__ = ["Candidate", "CandidateKind", "Finder", "candidates", "next_candidate"]
