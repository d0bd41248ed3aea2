"""Comparing the work of annotators: what they agree on, where they differ, by how much."""

from annotator.core.review.agreement import (
    Agreement,
    AgreementOptions,
    LayerAgreement,
    PairAgreement,
    measure,
)
from annotator.core.review.chance import cohen_kappa, nominal_alpha
from annotator.core.review.comparison import DOCUMENT_RULES, DocumentRule
from annotator.core.review.differences import (
    DIFFERENCE_KINDS,
    Difference,
    DifferenceKind,
    is_clitic_edge,
)
from annotator.core.review.figures import Chance, Score, macro_f1
from annotator.core.review.frames import FrameScores
from annotator.core.review.semeval import EVALUATIONS, Categories, Evaluation
from annotator.core.review.spans import SpanScores
from annotator.core.review.token_figures import TOKEN_VIEWS, LayerTokens, TokenView
from annotator.core.review.tokens import TOKEN_RULES, TokenRule, token_labels, tokens

__all__ = [
    "DIFFERENCE_KINDS",
    "DOCUMENT_RULES",
    "EVALUATIONS",
    "TOKEN_RULES",
    "TOKEN_VIEWS",
    "Agreement",
    "AgreementOptions",
    "Categories",
    "Chance",
    "Difference",
    "DifferenceKind",
    "DocumentRule",
    "Evaluation",
    "FrameScores",
    "LayerAgreement",
    "LayerTokens",
    "PairAgreement",
    "Score",
    "SpanScores",
    "TokenRule",
    "TokenView",
    "cohen_kappa",
    "is_clitic_edge",
    "macro_f1",
    "measure",
    "nominal_alpha",
    "token_labels",
    "tokens",
]
