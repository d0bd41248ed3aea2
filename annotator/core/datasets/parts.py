"""The parts of a dataset while they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotator.core.datasets.folder import part_path
from annotator.core.formats.jsonl_writing import JsonlWriter, Written
from annotator.core.formats.shape import SPLITS
from annotator.core.model import Annotation, Document, FindEntry
from annotator.core.schema import Schema


@dataclass(slots=True)
class Part:
    """One split: what was written, and how often each (layer, label) stands in it."""

    writer: JsonlWriter
    lines: BinaryIO
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def written(self) -> Written:
        """How much it holds."""
        return self.writer.written

    def add(self, document: Document, annotations: Sequence[Annotation]) -> None:
        """Append a document."""
        self.writer.add(document, annotations)
        self.labels.update([(each.layer, each.label) for each in annotations])


@contextmanager
def open_parts(folder: Path, schema: Schema, find_entry: FindEntry) -> Iterator[dict[str, Part]]:
    """Open the three parts; at the end of the block, those that got documents become files."""
    parts: dict[str, Part] = {}
    try:
        for name in SPLITS:
            lines = (folder / f"{name}.lines").open("w+b")
            parts[name] = Part(JsonlWriter(lines, schema, find_entry), lines)
        yield parts
        for name, part in parts.items():
            if part.written.documents:
                with (folder / part_path(name)).open("wb") as target:
                    part.writer.finish(target)
    finally:
        for name, part in parts.items():
            part.lines.close()
            (folder / f"{name}.lines").unlink(missing_ok=True)
