"""Passages with their quotes marked in them, as documents with annotations.

The passages in `tests/reference/quotes` were written for these tests. `{q1i:…}` is the content of
quote 1, which is indirect (`d` direct, `m` mixed); `{c1:…}` its cue, `{s12:…}` the speaker of the
quotes 1 and 2, and `r`, `a`, `m` a reporter, an addressee and a medium. Several cues of a quote
are the parts of one. Braces nest.

`python -m tests.support.quote_gold NAME` writes a set as canonical JSONL.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from annotator.core.formats import encode, record
from annotator.core.model import Annotation, Argument, Document
from annotator.core.text import Span, document_direction, first_line_title
from tests.support.sample_gold import gold_schema

FOLDER = Path(__file__).resolve().parent.parent / "reference" / "quotes"
ROLES = {"c": "cue", "s": "speaker", "r": "reporter", "a": "addressee", "m": "medium"}
LABELS = {"d": "direct", "i": "indirect", "m": "mixed"}
MADE = 1_740_391_200

_TITLE = re.compile(r"^# (.*)\n", re.MULTILINE)
_BRACE = re.compile(r"\{([qcsram])(\d+)([dim]?):|\}")


def passages(name: str, language: str = "ar") -> Iterator[tuple[Document, list[Annotation]]]:
    """The documents of a set (`development`, `held_out`, …) with their quotes."""
    source = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    parts = _TITLE.split(source)[1:]
    for number, (title, marked) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
        text, quotes = _read(marked.strip("\n"))
        identifier = f"d-0193b5c28000700080{number:014x}"
        document = Document(
            identifier,
            f"{name}-{title}",
            first_line_title(text),
            text,
            document_direction(text),
            language,
        )
        yield document, list(_annotations(identifier, number, quotes))


def gold_lines(name: str) -> bytes:
    """A set as canonical JSONL."""
    schema = gold_schema()
    return b"".join(encode(record(*each, schema)) for each in passages(name))


_Parts = dict[str, list[Span]]


def _read(marked: str) -> tuple[str, dict[int, tuple[str, _Parts]]]:
    text = ""
    open_braces: list[tuple[str, str, str, int]] = []
    labels: dict[int, str] = {}
    parts: defaultdict[int, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    at = 0
    for match in _BRACE.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            open_braces.append((match[1], match[2], match[3], len(text)))
            continue
        kind, numbers, label, start = open_braces.pop()
        for number in map(int, numbers):
            parts[number][kind].append(Span(start, len(text)))
            if label:
                labels[number] = LABELS[label]
    text += marked[at:]
    assert not open_braces, f"a brace is not closed: {marked[:60]}"
    return text, {number: (labels[number], parts[number]) for number in sorted(parts)}


def _annotations(
    document: str, first: int, quotes: dict[int, tuple[str, _Parts]]
) -> Iterator[Annotation]:
    for number, (label, parts) in quotes.items():
        cue = [Argument("cue", tuple(parts["c"]))] if parts.get("c") else []
        yield Annotation(
            f"a-0193b5c2800070008{first:03x}{number:012x}",
            document,
            "amal",
            "quote",
            label,
            tuple(sorted(parts["q"])),
            arguments=(
                *cue,
                *(
                    Argument(ROLES[kind], (span,))
                    for kind in "sram"
                    for span in parts.get(kind, ())
                ),
            ),
            created=MADE,
            updated=MADE,
        )


if __name__ == "__main__":
    sys.stdout.buffer.write(gold_lines(sys.argv[1]))
