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
from annotator.core.recommenders.quotes.at import Part, alternatives, propose_quote_at
from annotator.core.recommenders.quotes.detector import propose_quotes
from annotator.core.recommenders.quotes.doctor import Mark, MarkIssue, MarkReport, mark_report
from annotator.core.recommenders.quotes.evaluation import Evaluation, evaluate_quotes
from annotator.core.recommenders.quotes.lexicon import CueLexicon, read_cues
from annotator.core.recommenders.quotes.proposal import QuoteLabel, QuoteProposal

__all__ = [
    "Candidate",
    "CandidateKind",
    "CueLexicon",
    "Evaluation",
    "Finder",
    "Mark",
    "MarkIssue",
    "MarkReport",
    "Occurrence",
    "Part",
    "QuoteLabel",
    "QuoteProposal",
    "Scope",
    "alternatives",
    "candidates",
    "context",
    "evaluate_quotes",
    "likely_labels",
    "mark_report",
    "next_candidate",
    "occurrences",
    "propose_quote_at",
    "propose_quotes",
    "read_cues",
    "variants",
]
