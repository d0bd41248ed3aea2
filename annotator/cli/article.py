"""An annotated article as lines of a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from annotator.app.translation import _, language
from annotator.cli.terminal import BOLD, DIM, Terminal, hue, joined
from annotator.core.model import Annotation, Argument, Document
from annotator.core.schema import Layer, Schema, is_incomplete
from annotator.core.text import Spans, paragraphs

_UNDERLINED = "4"
_ITALIC = "3"


class Article:
    """A document with its annotations, ready to be printed."""

    def __init__(
        self, document: Document, annotations: Sequence[Annotation], schema: Schema
    ) -> None:
        self._document = document
        self._annotations = annotations
        self._schema = schema
        self._by_id = {each.id: each for each in annotations}

    # -- the text -------------------------------------------------------------------------------

    def print_text(self, terminal: Terminal) -> None:
        """The article: annotations in colour, or between brackets where there are no colours."""
        text = self._document.text
        if terminal.colors:
            styles = self._styles()
        else:
            text, styles = self._bracketed(), [""] * len(self._bracketed())
        for each in paragraphs(text):
            line = text[each.start : each.end].rstrip("\n")
            terminal.line(
                line, self._document.direction, styles[each.start : each.start + len(line)]
            )

    def _styles(self) -> list[str]:
        """The style of each code point; a short annotation shows over a long one that holds it.

        Mentions are underlined in their hue, triggers bold too, contents of quotes in italics.
        """
        text = self._document.text
        colors, weights, slants = ([""] * len(text) for _ in range(3))
        for each in sorted(self._annotations, key=_length, reverse=True):
            layer = self._schema.find_layer(each.layer)
            for span in each.spans:
                stretch = slice(span.start, span.end)
                if layer is not None and layer.id == "quote":
                    slants[stretch] = [_ITALIC] * span.length
                    continue
                colors[stretch] = [self._hue(each)] * span.length
                if layer is not None and layer.kind == "frame":
                    weights[stretch] = [joined(BOLD, _UNDERLINED)] * span.length
                else:
                    weights[stretch] = [_UNDERLINED] * span.length
        return [joined(*each) for each in zip(slants, weights, colors, strict=True)]

    def _hue(self, annotation: Annotation) -> str:
        label = self._schema.resolve(annotation.layer, annotation.label)
        return hue(label.color if label else "grey")

    def _bracketed(self) -> str:
        """The text with `[` before each span and `|LABEL]` after it."""
        opening: defaultdict[int, list[str]] = defaultdict(list)
        closing: defaultdict[int, list[str]] = defaultdict(list)
        for each in sorted(self._annotations, key=_length, reverse=True):
            for span in each.spans:
                opening[span.start].append("[")
                closing[span.end].insert(0, f"|{each.label}]")
        parts = []
        for i, character in enumerate(self._document.text):
            parts += [*closing[i], *opening[i], character]
        parts += closing[len(self._document.text)]
        return "".join(parts)

    # -- the annotations in words ---------------------------------------------------------------

    def print_annotations(self, terminal: Terminal) -> None:
        """The annotations layer by layer: mentions by label, frames and relations one by one."""
        for layer in self._schema.layers:
            made = [each for each in self._annotations if each.layer == layer.id]
            if not made:
                continue
            terminal.line()
            heading = f"{layer.name.text(language())} ({len(made)})"
            terminal.line(heading, self._document.direction, [BOLD] * len(heading))
            if layer.kind == "span":
                self._print_mentions(terminal, layer, made)
            else:
                for each in made:
                    self._print_one(terminal, layer, each)

    def _print_mentions(self, terminal: Terminal, layer: Layer, made: Sequence[Annotation]) -> None:
        for label in layer.labels:
            texts = Counter(self._text(each.spans) for each in made if each.label == label.id)
            if not texts:
                continue
            listed = " · ".join(
                text if count == 1 else f"{text} ×{count}" for text, count in texts.items()
            )
            self._print_line(
                terminal, label.name.text(language()), hue(label.color), listed, indent="  "
            )

    def _print_one(self, terminal: Terminal, layer: Layer, each: Annotation) -> None:
        """A frame: a quote as speaker – cue – content, others with each role on a line."""
        label = layer.label(each.label)
        name = label.name.text(language()) if label else each.label
        roles: defaultdict[str, list[str]] = defaultdict(list)
        for argument in each.arguments:
            roles[argument.role].append(self._filler(argument))
        if layer.id == "quote":
            speaker, cue = (" · ".join(roles.pop(role, ["…"])) for role in ("speaker", "cue"))
            told = f"{speaker} – {cue} – «{self._text(each.spans)}»"
        elif layer.kind == "relation":
            arrow = " ← " if self._document.direction == "rtl" else " → "
            told = arrow.join(self._filler(argument) for argument in each.arguments)
            roles.clear()
        else:
            told = self._text(each.spans)
        if is_incomplete(self._schema, each):
            told += " " + _("(incomplete)")
        self._print_line(terminal, name, self._hue(each), told, indent="  ")
        names = {role.id: role.name.text(language()) for role in layer.roles_of(each.label)}
        for role, fillers in roles.items():
            self._print_line(
                terminal, names.get(role, role), DIM, " · ".join(fillers), indent="      "
            )
        if each.note:
            self._print_line(terminal, _("Note"), DIM, each.note, indent="      ")

    def _print_line(
        self, terminal: Terminal, name: str, style: str, told: str, *, indent: str
    ) -> None:
        line = f"{indent}{name}: {told}"
        head = len(indent) + len(name)
        styles = [""] * len(indent) + [style] * len(name) + [""] * (len(line) - head)
        terminal.line(line, self._document.direction, styles)

    def _filler(self, argument: Argument) -> str:
        if not argument.target:
            return self._text(argument.spans)
        target = self._by_id.get(argument.target)
        return self._text(target.spans) if target else "…"

    def _text(self, spans: Spans) -> str:
        return " … ".join(" ".join(each.text_in(self._document.text).split("\n")) for each in spans)


def _length(annotation: Annotation) -> int:
    return sum(each.length for each in annotation.spans)
