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
from annotator.core.review.curation import (
    Curation,
    agreed_copies,
    curate_agreed,
    curated_copy,
    settled_ids,
)
from annotator.core.review.differences import (
    DIFFERENCE_KINDS,
    AttributeDifference,
    Difference,
    DifferenceKind,
    RoleDifference,
    is_clitic_edge,
)
from annotator.core.review.figures import Chance, Score, macro_f1
from annotator.core.review.frames import FrameScores
from annotator.core.review.packages import Package, assign
from annotator.core.review.places import Place, places_of, project_places
from annotator.core.review.projects import agreement_options, measure_project
from annotator.core.review.records import agreement_record, difference_record
from annotator.core.review.semeval import EVALUATIONS, Categories, Evaluation
from annotator.core.review.settling import settle
from annotator.core.review.spans import SpanScores
from annotator.core.review.token_figures import TOKEN_VIEWS, LayerTokens, TokenView
from annotator.core.review.token_table import token_rows
from annotator.core.review.tokens import TOKEN_RULES, TokenRule, token_labels, tokens

__all__ = [
    "DIFFERENCE_KINDS",
    "DOCUMENT_RULES",
    "EVALUATIONS",
    "TOKEN_RULES",
    "TOKEN_VIEWS",
    "Agreement",
    "AgreementOptions",
    "AttributeDifference",
    "Categories",
    "Chance",
    "Curation",
    "Difference",
    "DifferenceKind",
    "DocumentRule",
    "Evaluation",
    "FrameScores",
    "LayerAgreement",
    "LayerTokens",
    "Package",
    "PairAgreement",
    "Place",
    "RoleDifference",
    "Score",
    "SpanScores",
    "TokenRule",
    "TokenView",
    "agreed_copies",
    "agreement_options",
    "agreement_record",
    "assign",
    "cohen_kappa",
    "curate_agreed",
    "curated_copy",
    "difference_record",
    "is_clitic_edge",
    "macro_f1",
    "measure",
    "measure_project",
    "nominal_alpha",
    "places_of",
    "project_places",
    "settle",
    "settled_ids",
    "token_labels",
    "token_rows",
    "tokens",
]
