"""Quotes whose cue stands behind them, or nowhere: "…"، قال فلان, and the headline فلان: …."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.core.recommenders.quotes.complements import Complement
from annotator.core.recommenders.quotes.findings import SHORT
from annotator.core.recommenders.quotes.people import Party
from annotator.core.recommenders.quotes.proposal import QuoteProposal
from annotator.core.recommenders.quotes.reading import CueAt
from annotator.core.recommenders.quotes.sources import SourceFinder
from annotator.core.text import Span

_HEADLINE: Final = 7  # words before the colon of a headline
_LONE_QUOTATION: Final = 6  # words of a quotation that counts without a cue


class LoneFinder(SourceFinder):
    """Finds what stands in marks, or behind a name and a colon, without a cue before it."""

    def follows_quotation(self, cue: CueAt, found: Complement | None) -> bool:
        """…"، قال فلان: take what stands in marks before a cue, where nothing else took it."""
        tokens = self.tokens
        if cue.is_participle or cue.has_conjunction:
            return False
        at, before = cue.first - 1, Party()
        if self.lexicon.order == "speaker first":  # «…»، حسن گفت
            before = self.people.before(cue, self.sentence_starts[cue.first])
            while before.speakers and at >= 0 and tokens.ends[at] > before.speakers[0].start:
                at -= 1
        while at >= 0 and tokens.is_comma(at):
            at -= 1
        opening = self.opening_of(at) if at >= 0 and at in tokens.marks else None
        if opening is None or not self.is_said(opening) or tokens.limit[cue.first] <= opening:
            return False
        if tokens.count_words(opening + 1, at) < SHORT and not tokens.is_comma(cue.first - 1):
            return False
        if found is not None and not tokens.is_comma(cue.first - 1) and found.kind != "marks":
            return False  # the marks are of its speaker: "الكرملين" أعلن أن
        bound = self.behind_bound(cue.last, tokens.limit[cue.first])
        bound = min([bound, found.bound] if found else [bound])
        party = before if before.speakers else self.people.behind(cue.last, bound)
        is_implied = not party.speakers
        if is_implied:
            party = replace(party, speakers=self.last_speakers(cue))
        self.used_cues.add(cue.first)
        score = cue.form.cue.score + 0.03 - 0.06 * is_implied
        self.quotation(opening, ((Span(cue.start, cue.end),),), party, score)
        return found is None or found.kind not in ("marks", "colon")

    def lone_quotations(self) -> None:
        """Long quotations that a paragraph begins with, without any cue."""
        for opening in self.tokens.after:
            if opening in self.used_marks or self.tokens.marks[opening].depth:
                continue
            words = self.tokens.count_words(opening + 1, self.tokens.closing(opening))
            starts = not self.tokens.count_words(0, opening)
            if words >= _LONE_QUOTATION and starts:
                speakers = self.memory.speakers if self.memory.age <= 1 else ()
                self.quotation(opening, (), Party(speakers), 0.55)

    def headline(self) -> None:
        """A name, a colon, and what it says: بوتين: لن نتراجع."""
        tokens, reading = self.tokens, self.reading
        colon = next(
            (at for at in range(min(len(tokens), _HEADLINE + 2)) if tokens.is_colon(at)), 0
        )
        if not 0 < colon <= _HEADLINE or not all(tokens.is_word[:colon]):
            return
        if any(at in reading.cues or at in reading.frames for at in range(colon)):
            return
        if any(reading.has("not_speakers", at) for at in range(colon)) or reading.match("time", 0):
            return
        first = colon + 1
        if first >= len(tokens) or tokens.count_words(first, len(tokens)) < SHORT:
            return
        if self.people.phrase_end(0, colon) != colon or first in reading.cues:
            return  # القاهرة: أعلن … is where the news comes from
        mark = first if tokens.opens(first) else None
        start = tokens.ends[first] if mark is not None else tokens.starts[first]
        found = Complement("marks" if mark is not None else "colon", first, start, colon, mark)
        content, end = self.content(found, len(tokens))
        speaker = Span(tokens.starts[0], tokens.ends[colon - 1])
        if content is None:
            return
        is_whole = end >= len(tokens) - 1
        self.keep(
            QuoteProposal(
                "direct", (content,), (), self.people.named([speaker]),
                score=0.7 if is_whole else 0.5, implied_cue=True,
            ),
            found,
        )  # fmt: skip
