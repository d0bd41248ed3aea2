"""How far annotators agree, measured in the background, with the places behind the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from annotator.app.jobs import Cancelled, Job, Progress, stopping
from annotator.app.translation import _, coefficient, language, number
from annotator.core.errors import N_
from annotator.core.formats import write_text_file
from annotator.core.model import Annotation, Document
from annotator.core.review import (
    Agreement,
    Chance,
    Difference,
    DifferenceKind,
    LayerAgreement,
    PairAgreement,
    Score,
    agreement_options,
    agreement_record,
    measure_project,
)
from annotator.core.schema import Schema
from annotator.core.storage import Project
from annotator.core.text import Span

if TYPE_CHECKING:
    from annotator.app.session import Session

MOST_PLACES = 50_000
"""So many places are kept to be looked at; the figures count all of them."""

HEADINGS = (
    N_("Both"),
    N_("Only the first"),
    N_("Only the second"),
    N_("Exact F1"),
    N_("Relaxed F1"),
    N_("Kappa"),
)
MEANINGS = (
    N_("How many annotations both have: the same spans and the same label."),
    N_("How many annotations only the first annotator has, by the same rule."),
    N_("How many annotations only the second annotator has, by the same rule."),
    N_("2 × both / (2 × both + only the first + only the second): same spans and same label."),
    N_("The same, where annotations with the same label that share a character count as both."),
    N_("Cohen's kappa over words: which label, if any, a word has; chance is taken away."),
)
"""What the columns of the table mean, in their order."""

_COLUMNS = (
    *("first", "second", "layer", "label", "tp", "fn", "fp"),
    *("precision", "recall", "f1", "relaxed_f1", "kappa"),
)
_LONGEST = 80  # code points of a place's text


@dataclass(frozen=True, slots=True)
class DifferencePlace:
    """One place where two annotators differ: where it is, and the labels that they gave.

    A label is empty where one of them has nothing. `annotation` is the id of one of the two.
    """

    document: str
    title: str
    layer: str
    first: str
    second: str
    text: str
    span: Span | None
    annotation: str
    kinds: tuple[DifferenceKind, ...]


@dataclass(slots=True)
class Measured:
    """What was measured, and the places by pair of annotators; `more` counts those not kept."""

    project: str
    agreement: Agreement
    places: dict[tuple[str, str], list[DifferencePlace]] = field(default_factory=dict)
    more: int = 0


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of the table: how deep its name stands, the name, and a text for each heading."""

    depth: int
    name: str
    cells: tuple[str, ...]


def measure(session: Session, annotators: Sequence[str]) -> Job | None:
    """Measure in the background; the result is a `Measured`."""

    def work(project: Project, progress: Progress, cancelled: Cancelled) -> Measured:
        places: dict[tuple[str, str], list[DifferencePlace]] = {}
        kept = more = 0

        def found(document: Document, first: str, second: str, difference: Difference) -> None:
            nonlocal kept, more
            if kept >= MOST_PLACES:
                more += 1
                return
            kept += 1
            places.setdefault((first, second), []).append(_place(document, difference))

        tell = stopping(progress, cancelled, N_("The measuring was cancelled."))
        with project.snapshot():
            options = agreement_options(project, annotators)
            agreement = measure_project(project, options, found=found, progress=tell)
            return Measured(project.name, agreement, places, more)

    return session.read_in_background(work)


def score_rows(agreement: Agreement, pair: PairAgreement, schema: Schema) -> list[ScoreRow]:
    """The table of a pair: all layers, then each layer with its labels and its roles."""
    rows = [_row(0, _("All layers"), pair.exact, pair.relaxed)]
    for layer_id, found in pair.layers.items():
        spans, tokens = found.spans, agreement.tokens.get(layer_id)
        if not spans.labels:
            continue
        layer = schema.find_layer(layer_id)
        kappa = tokens.kappa(pair.first, pair.second) if tokens else None
        name = layer.name.text(language()) if layer else layer_id
        rows.append(_row(0, name, spans.exact_micro, spans.relaxed_micro, kappa))
        for label in spans.labels:
            kappa = tokens.label_kappa(pair.first, pair.second, label) if tokens else None
            name = label_name(schema, layer_id, label)
            rows.append(_row(1, name, spans.exact[label], spans.relaxed[label], kappa))
        rows += _frame_rows(found, layer_id, schema)
    return rows


def label_name(schema: Schema, layer_id: str, label_id: str) -> str:
    """A label's name in the interface's language; the empty string: nothing there."""
    if not label_id:
        return _("nothing")
    layer = schema.find_layer(layer_id)
    label = layer.label(label_id) if layer else None
    return label.name.text(language()) if label else label_id


def as_json(measured: Measured) -> str:
    """All that was measured, as `hashiya agreement --json` has it."""
    record = agreement_record(measured.agreement, measured.project)
    return orjson.dumps(record, option=orjson.OPT_INDENT_2).decode() + "\n"


def as_tsv(measured: Measured) -> str:
    """The scores by pair, layer and label: a row each, with tabs between."""
    lines = [list(_COLUMNS)]
    agreement = measured.agreement
    for pair in agreement.pairs:
        for layer, found in pair.layers.items():
            tokens = agreement.tokens.get(layer)
            for label in ("", *found.spans.labels):
                spans = found.spans
                exact = spans.exact[label] if label else spans.exact_micro
                relaxed = spans.relaxed[label] if label else spans.relaxed_micro
                kappa = None
                if tokens:
                    names = pair.first, pair.second
                    kappa = tokens.label_kappa(*names, label) if label else tokens.kappa(*names)
                figures = (exact.precision, exact.recall, exact.f1, relaxed.f1)
                cells = [pair.first, pair.second, layer, label]
                cells += [str(each) for each in (exact.tp, exact.fn, exact.fp)]
                cells += [_figure(each) for each in (*figures, kappa.value if kappa else None)]
                lines.append(cells)
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in lines)


def save(text: str, path: Path) -> None:
    """Write a report, whole or not at all; InputError where it cannot be written."""
    write_text_file(path, text)


def _figure(value: float | None) -> str:
    return "" if value is None else repr(value)


def _place(document: Document, difference: Difference) -> DifferencePlace:
    first, second = difference.first, difference.second
    span = difference.span
    text = " ".join(span.text_in(document.text).split()) if span else ""
    return DifferencePlace(
        document.id,
        document.title,
        difference.layer,
        first.label if first else "",
        second.label if second else "",
        text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…",
        span,
        _one_of(first, second),
        difference.kinds,
    )


def _one_of(first: Annotation | None, second: Annotation | None) -> str:
    found = first or second
    return found.id if found else ""


def _frame_rows(found: LayerAgreement, layer_id: str, schema: Schema) -> list[ScoreRow]:
    frames = found.frames
    if frames is None:
        return []
    key = _("By the cue") if frames.has_content else _("By the trigger")
    rows = [_row(1, key, frames.exact, frames.relaxed)]
    if frames.has_content:
        rows.append(_row(2, _("Content"), frames.content_exact, frames.content_relaxed))
    layer = schema.find_layer(layer_id)
    names = {
        role.id: role.name.text(language())
        for label in (layer.labels if layer else ())
        for role in (layer.roles_of(label.id) if layer else ())
    }
    for role in sorted({*frames.roles_exact, *frames.roles_relaxed}):
        exact = frames.roles_exact.get(role, Score())
        relaxed = frames.roles_relaxed.get(role, Score())
        rows.append(_row(2, names.get(role, role), exact, relaxed))
    return rows


def _row(
    depth: int, name: str, exact: Score, relaxed: Score, kappa: Chance | None = None
) -> ScoreRow:
    counts = (number(each) for each in (exact.tp, exact.fn, exact.fp))
    told = coefficient(kappa.value) if kappa else ""
    return ScoreRow(depth, name, (*counts, coefficient(exact.f1), coefficient(relaxed.f1), told))
