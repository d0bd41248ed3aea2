"""The consistency board: what does not go together, and settling it by key."""

from annotator.ui.consistency.board_window import BoardWindow

__all__ = ["BoardWindow"]
