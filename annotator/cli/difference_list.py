"""The differences of two annotators as lines of a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from annotator.app.sentences import shortened
from annotator.app.translation import _
from annotator.app.versions import KIND_NAMES
from annotator.cli.lines import Lines
from annotator.cli.terminal import BOLD, DIM
from annotator.core.model import Annotation, Document
from annotator.core.review import Difference
from annotator.core.text import Spans

_Names: TypeAlias = tuple[str, str]


class DifferenceList(Lines):
    """Every difference on a line of its own, under its document."""

    def print(
        self, differences: Mapping[tuple[str, str], Sequence[tuple[Document, Difference]]]
    ) -> None:
        """Print the differences of each pair of annotators."""
        for (first, second), found in differences.items():
            self.line()
            self.line(
                _("{first} (first) and {second} (second)").format(first=first, second=second), BOLD
            )
            shown = ""
            for document, difference in found:
                if document.id != shown:
                    self.line(f"{document.name} · {document.title}", DIM)
                    shown = document.id
                self._print_one(document, difference, (first, second))

    def _print_one(self, document: Document, difference: Difference, names: _Names) -> None:
        """Where and what, then both annotations, or the one that they share but for its parts."""
        place = f"{difference.span.start}-{difference.span.end}" if difference.span else "–"
        kinds = _(", ").join(_(KIND_NAMES[each]) for each in difference.kinds)
        self.line(f"  {place}  {self.layer_name(difference.layer)}: {kinds}")
        sides = [_annotation(document, each) for each in (difference.first, difference.second)]
        self.line(f"      {sides[0] if sides[0] == sides[1] else _contrast(names, sides)}")
        for role in difference.roles:
            fillers = [
                " · ".join(_quoted(document, each) for each in side) or "–"
                for side in (role.first, role.second)
            ]
            name = self.role_name(difference.layer, role.role)
            self.line(f"      {name}: {_contrast(names, fillers)}")
        for each in difference.attributes:
            values = [each.first or "–", each.second or "–"]
            self.line(f"      {each.attribute}: {_contrast(names, values)}")


def _contrast(names: _Names, sides: Sequence[str]) -> str:
    return " | ".join(f"{name} {told}" for name, told in zip(names, sides, strict=True))


def _annotation(document: Document, annotation: Annotation | None) -> str:
    if annotation is None:
        return "–"
    return f"{annotation.label} {_quoted(document, annotation.spans)}".rstrip()


def _quoted(document: Document, spans: Spans) -> str:
    text = " … ".join(each.text_in(document.text) for each in spans)
    return f"“{shortened(text)}”" if text else ""
