"""Hypothesis strategies for documents with annotations that a project can hold, and helpers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.model import (
    REVIEWS,
    STATUSES,
    Annotation,
    Argument,
    Document,
    NamedValue,
)
from annotator.core.schema import Schema
from annotator.core.storage import Project
from annotator.core.text import Span, Spans, normalise_spans
from tests.support.texts import texts

Item = tuple[Document, Sequence[Annotation]]

_STRINGS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
) | st.sampled_from(["\u2028", "\u2029\u0085", 'a"\\', "لا\u200cـ", "2025-02-24", "7", "{}"])
_MOMENTS = st.just(0) | st.integers(1, 4_000_000_000)
_CONFIDENCES = st.sampled_from([0.0, 1.0, 1e-7, 0.1, 0.30000000000000004]) | st.floats(0, 1)


def _identifier(prefix: str, number: int) -> str:
    return f"{prefix}-0193b5c280007000{number:016x}"


@st.composite
def spans(draw: st.DrawFn, text: str) -> Spans:
    """One to three spans of a text that do not touch."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return normalise_spans(pieces)


@st.composite
def annotations_of(draw: st.DrawFn, document: Document, schema: Schema) -> list[Annotation]:
    """Up to six annotations of any layer, with arguments that may point at each other."""
    count = draw(st.integers(0, 6))
    ids = [_identifier("a", draw(st.integers(0, 2**60)) * 8 + i) for i in range(count)]
    made = []
    for each in ids:
        layer = draw(st.sampled_from(schema.layers))
        label = draw(st.sampled_from(layer.labels))
        fillers = st.sampled_from(ids) | spans(document.text)
        names = draw(st.lists(_STRINGS.filter(bool), unique=True, max_size=2))
        made.append(
            Annotation(
                each,
                document.id,
                draw(_STRINGS.filter(bool)),
                layer.id,
                label.id,
                () if layer.kind == "relation" else draw(spans(document.text)),
                tuple(
                    Argument(draw(st.sampled_from(["cue", "speaker", "x"])), draw(fillers))
                    for _ in range(draw(st.integers(0, 3)))
                ),
                tuple(NamedValue(name, draw(_STRINGS)) for name in sorted(names)),
                draw(_STRINGS),
                draw(_CONFIDENCES),
                draw(st.sampled_from(REVIEWS)),
                draw(_STRINGS),
                draw(_MOMENTS),
                draw(_MOMENTS),
            )
        )
    return made


@st.composite
def documents(draw: st.DrawFn, schema: Schema, number: int = 0) -> Item:
    """A document with a nasty text, and its annotations."""
    # Its number makes each text of a project its own.
    text = draw(texts()).replace("\0", "") + f" {number}"
    document = Document(
        _identifier("d", draw(st.integers(0, 2**60)) * 8 + number),
        draw(_STRINGS),
        draw(_STRINGS),
        text,
        draw(st.sampled_from(["rtl", "ltr"])),
        draw(st.sampled_from(["", "ar", "fa"])),
        draw(_STRINGS),
        draw(_STRINGS),
        draw(st.sampled_from(["", "2025", "20250224", "20250224T100000Z"])),
        tuple(NamedValue(name, draw(_STRINGS)) for name in draw(st.lists(_STRINGS, max_size=2))),
        draw(st.sampled_from(STATUSES)),
        draw(st.sampled_from(["", "train", "validation", "test"])),
        draw(st.sampled_from(["", "g1", "g2"])),
    )
    return document, draw(annotations_of(document, schema))


@st.composite
def projects(draw: st.DrawFn, schema: Schema) -> list[Item]:
    """What a project may hold: one to four documents."""
    return [draw(documents(schema, number)) for number in range(draw(st.integers(1, 4)))]


def make_project(path: Path, schema: Schema, items: Iterable[Item]) -> Project:
    """A new project with these documents, open."""
    project = Project.create(path, schema)
    commands.add_documents(project, items, actor="tester")
    return project
