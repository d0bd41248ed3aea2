"""What the detector proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from annotator.core.text import Span, Spans, envelope

QuoteLabel: TypeAlias = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class QuoteProposal:
    """A quote that someone may have said, with its parts (code points). Never a label by itself.

    `cues` has one anchor for each cue, of several spans where its words stand apart. `speakers`
    may be those of an earlier quote, where a pronoun stands for them. `score`, from 0 to 1, tells
    how sure the rules are; `depth` in how many other proposals it lies. `implied_speaker` and
    `implied_cue`: there is none in the text.
    """

    label: QuoteLabel
    content: Spans
    cues: tuple[Spans, ...] = ()
    speakers: tuple[Span, ...] = ()
    reporters: tuple[Span, ...] = ()
    addressees: tuple[Span, ...] = ()
    medium: Span | None = None
    score: float = 0.0
    depth: int = 0
    implied_speaker: bool = False
    implied_cue: bool = False

    @property
    def envelope(self) -> Span:
        """The smallest span that holds the whole content."""
        return envelope(self.content)


def reading_order(proposal: QuoteProposal) -> tuple[int, int, int]:
    """By the start of the content, the longer before those in it, then by the cue."""
    span = proposal.envelope
    cue = proposal.cues[0][0].start if proposal.cues else span.start
    return span.start, -span.end, cue
