"""Lines and tables of a terminal, in the direction of the interface's language."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.translation import is_rtl, language
from annotator.cli.bidi import cells_of
from annotator.cli.terminal import DIM, Terminal
from annotator.core.schema import Schema
from annotator.core.text import Direction

# Keeps columns in their order where Latin words and numbers stand in a right-to-left line.
_RLM = "\u200f"


class Lines:
    """Lines of a terminal in the direction of the interface's language."""

    def __init__(self, schema: Schema, terminal: Terminal) -> None:
        self._schema = schema
        self._terminal = terminal
        self._direction: Direction = "rtl" if is_rtl() else "ltr"

    def line(self, text: str = "", style: str = "") -> None:
        """Write one paragraph in one style."""
        self._terminal.line(text, self._direction, [style] * len(text))

    def table(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Columns of which the first is a name and the others are numbers; the first row heads."""
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        gap = f"{_RLM}  " if self._direction == "rtl" else "  "
        for n, row in enumerate(rows):
            cells = [row[0] + " " * (widths[0] - _width(row[0]))]
            cells += [
                " " * (width - _width(cell)) + cell
                for cell, width in zip(row[1:], widths[1:], strict=True)
            ]
            self.line(gap.join(cells).rstrip(), "" if n else DIM)

    def layer_name(self, layer_id: str) -> str:
        """The name of a layer; its id where the schema does not know it."""
        layer = self._schema.find_layer(layer_id)
        return layer.name.text(language()) if layer else layer_id

    def role_name(self, layer_id: str, role_id: str) -> str:
        """The name of a role in a layer; its id where the schema does not know it."""
        layer = self._schema.find_layer(layer_id)
        labels = ("", *(each.id for each in layer.labels)) if layer else ()
        for label in labels:
            role = layer.role(label, role_id) if layer else None
            if role is not None:
                return role.name.text(language())
        return role_id


def _width(text: str) -> int:
    return sum(each.width for each in cells_of(text))
