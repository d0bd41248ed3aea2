"""The door through which the canvas finds what to tag next; see `annotator.core.recommenders`."""

from annotator.core.recommenders import Candidate, CandidateKind, Finder

__all__ = ["Candidate", "CandidateKind", "Finder"]
