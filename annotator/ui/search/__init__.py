"""Searching the whole project, in a window of its own beside the article."""
