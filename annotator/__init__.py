"""Hashiya: a desktop annotation tool for right-to-left news articles."""

__version__ = "0.1.0"
