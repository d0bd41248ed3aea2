"""The article view: its own layout, geometry and painting of a document and its annotations."""

from annotator.ui.canvas.view import ArticleView

__all__ = ["ArticleView"]
