"""The door through which the list of labels learns which are likely for some words."""

from annotator.core.recommenders import likely_labels

__all__ = ["likely_labels"]
