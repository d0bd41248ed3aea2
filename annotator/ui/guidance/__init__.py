"""Guidance beside the text: what the schema says of a label, and the project's guidelines."""

from annotator.ui.guidance.card import GuidanceCard
from annotator.ui.guidance.guidelines_dialog import GuidelinesDialog
from annotator.ui.guidance.places import PAGE, label_places

__all__ = ["PAGE", "GuidanceCard", "GuidelinesDialog", "label_places"]
