"""Tokens of a text, and which label each of them has by one annotator's annotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from annotator.core.model import Annotation
from annotator.core.text import Span, words

TokenRule = Literal["space", "word"]
TOKEN_RULES: tuple[TokenRule, ...] = get_args(TokenRule)

OUTSIDE = "O"
NO_LABELS: frozenset[str] = frozenset()
_NOT_SPACE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TokenLabels:
    """What one annotator says of each token of a document in one layer.

    `tags` are IOB2 (`B-PERS`, `I-PERS`, `O`) of the outermost annotation that touches the token;
    `sets` hold the labels of all that do.
    """

    tags: list[str]
    sets: list[frozenset[str]]


def tokens(text: str, rule: TokenRule = "space") -> list[Span]:
    """The tokens of a text in order.

    `space`: what stands between white space, as `str.split()` cuts. `word`: the words that a
    selection snaps to; marks of punctuation are no tokens.
    """
    if rule == "word":
        return words(text)
    return [Span(*match.span()) for match in _NOT_SPACE.finditer(text)]


def token_labels(found: Sequence[Span], annotations: Iterable[Annotation]) -> TokenLabels:
    """Label the tokens `found` by the annotations of one annotator in one layer.

    A token is touched by an annotation that covers any code point of it. The outermost one is that
    with the longest extent, from its first offset to its last; then the one that starts first,
    then the one whose label sorts first. `B-` stands on the first token that it gives its tag to.
    """
    starts = [each.start for each in found]
    ends = [each.end for each in found]
    tags = [OUTSIDE] * len(found)
    sets: dict[int, set[str]] = {}
    for annotation in sorted(annotations, key=_outermost_first):
        prefix = "B-"
        for span in annotation.spans:
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
            for i in range(first, last):
                sets.setdefault(i, set()).add(annotation.label)
                if tags[i] == OUTSIDE:
                    tags[i] = prefix + annotation.label
                    prefix = "I-"
    every = [NO_LABELS] * len(found)
    for i, labels in sets.items():
        every[i] = frozenset(labels)
    return TokenLabels(tags, every)


def label_of(tag: str) -> str:
    """The label in an IOB2 tag; empty outside, since a schema may have a label `O`."""
    return "" if tag == OUTSIDE else tag[2:]


def _outermost_first(annotation: Annotation) -> tuple[int, int, str]:
    extent = annotation.envelope
    return (-extent.length, extent.start, annotation.label) if extent else (0, 0, "")
