"""Quotes whose cue stands behind them, or nowhere: "…"، قال فلان, and the headline فلان: …."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.core.recommenders.quotes.complements import Complement, begins_speech
from annotator.core.recommenders.quotes.findings import SHORT
from annotator.core.recommenders.quotes.people import Party
from annotator.core.recommenders.quotes.proposal import QuoteProposal
from annotator.core.recommenders.quotes.reading import CueAt
from annotator.core.recommenders.quotes.sources import SourceFinder
from annotator.core.text import Span

_HEADLINE: Final = 7  # words before the colon of a headline
_LONE_QUOTATION: Final = 6  # words of a quotation that counts without a cue
_LATE: Final = 0.86  # the score of a quotation that هكذا رد and the like point back to


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
            party = replace(party, speakers=self.last_speakers(cue.first))
        self.used_cues.add(cue.first)
        score = cue.form.cue.score + 0.03 - 0.06 * is_implied
        resumed = self._resumed(found, party.next)
        self.quotation(opening, ((Span(cue.start, cue.end),),), party, score, resumed)
        return found is None or found.kind not in ("marks", "colon") or resumed is not None

    def _resumed(self, found: Complement | None, behind: int) -> int | None:
        """The mark with which a quotation that its cue interrupts goes on: "…"، قال فلان، "…"."""
        tokens = self.tokens
        if found is not None:
            mark = found.mark if found.kind == "marks" and found.saying is None else None
        else:  # "…"، قال فلان. "…"
            is_next = 0 < behind < len(tokens) - 1 and tokens.is_stop(behind)
            mark = behind + 1 if is_next and tokens.opens(behind + 1) else None
        if mark is None or not self.is_said(mark):
            return None
        if tokens.count_words(mark, tokens.closing(mark)) < SHORT:
            return None
        follows = tokens.after[mark]
        while follows < len(tokens) and tokens.is_comma(follows):
            follows += 1
        return None if self.reading.is_finite(follows) else mark

    def late_phrase(self, index: int) -> int:
        """The token behind a phrase that points back to what was said, or 0: هكذا, هذا ما."""
        width = self.reading.match("late", index) or self.reading.without_conjunction("late", index)
        if not width and index and self.extents.verb_with_object(index):  # "…"، قالها فلان
            before = index - 1
            is_behind = self.tokens.is_comma(before) or before in self.tokens.opening
            return index if is_behind else 0
        return index + width if width else 0

    def late(self, index: int) -> None:
        """…"، هكذا رد فلان: take what stands in marks before such a phrase."""
        tokens, reading = self.tokens, self.reading
        verb = self.late_phrase(index)
        at = index - 1
        while at >= 0 and (tokens.is_comma(at) or tokens.is_stop(at)):
            at -= 1
        opening = self.opening_of(at) if at >= 0 else None
        if opening is None or not self.is_said(opening) or tokens.limit[index] <= opening:
            return
        word = reading.word(verb)
        points_back = reading.word(verb - 1) not in self.lexicon.list("relatives")
        if len(word) < 2 or word.startswith("ال") or reading.has("prepositions", verb):
            return
        if not points_back and not self.extents.verb_with_object(verb) and verb not in reading.cues:
            return
        behind = verb + 1 + bool(reading.match("back", verb + 1))
        party = self.people.behind(behind, self.behind_bound(behind, tokens.limit[index]))
        if not party.speakers:
            party = replace(party, speakers=self.last_speakers(index))
        self.late_cues.add(verb)
        cue = (Span(tokens.starts[verb], tokens.ends[verb]),)
        self.quotation(opening, (cue,), party, _LATE)

    def is_left_open(self) -> bool:
        """Whether the paragraph ends in a quotation that nothing closes: the next may go on."""
        tokens = self.tokens
        return any(
            mark.role == "open"
            and mark.partner is None
            and not mark.depth
            and tokens.after[index] >= len(tokens)
            for index, mark in tokens.marks.items()
        )

    def lone_quotations(self) -> None:
        """Long quotations that a paragraph begins with, without any cue."""
        if self.is_continued and self.tokens.opens(0):
            self.quotation(0, (), Party(self.memory.speakers), 0.9)
        for opening in self.tokens.after:
            if opening in self.used_marks or self.tokens.marks[opening].depth:
                continue
            words = self.tokens.count_words(opening + 1, self.tokens.closing(opening))
            starts = not self.tokens.count_words(0, opening)
            if words >= _LONE_QUOTATION and starts:
                speakers = self.memory.speakers if self.memory.age <= 1 else ()
                self.quotation(opening, (), Party(speakers), 0.55)

    def headline(self) -> None:
        """A name, a colon, and what it says: بوتين: لن نتراجع; or the turn of an interview."""
        tokens, reading = self.tokens, self.reading
        first, colon = self._headed()
        if not colon or not self._may_speak(first, colon):
            return
        at = colon + 1
        if at >= len(tokens) or tokens.count_words(at, len(tokens)) < SHORT:
            return
        mark = at if tokens.opens(at) else None
        start = tokens.ends[at] if mark is not None else tokens.starts[at]
        found = Complement("marks" if mark is not None else "colon", at, start, colon, mark)
        content, end = self.content(found, len(tokens))
        is_whole = end >= len(tokens) - 1
        is_turn = not is_whole and mark is None and self._is_one_turn(end)
        if is_turn:
            content = self.extents.span(start, len(tokens))
        if content is None:
            return
        speaker = Span(tokens.starts[first], tokens.ends[colon - 1])
        is_named = not reading.has("answers", first)
        self.keep(
            QuoteProposal(
                "direct", (content,), (), self.people.named([speaker]) if is_named else (),
                score=0.7 if is_whole else 0.6 if is_turn else 0.5,
                implied_cue=True, implied_speaker=not is_named,
            ),
            found,
        )  # fmt: skip

    def _headed(self) -> tuple[int, int]:
        """Where the name of a headline begins, behind عاجل and the like, and its colon; 0: none."""
        tokens, reading = self.tokens, self.reading
        count, first = len(tokens), 0
        bar = next((at for at in range(min(count, _HEADLINE)) if tokens.folded[at] in "|｜"), None)
        if bar is not None:
            first = bar + 1
        elif (width := reading.match("banners", 0)) and width < count and not tokens.is_word[width]:
            first = next((at for at in range(width, count) if tokens.is_word[at]), count)
        elif count > 3 and tokens.folded[0].isdigit() and tokens.folded[1] == ":":
            first = 3  # 14:20 الخارجية الروسية: …
        reach = range(first, min(count, first + _HEADLINE + 2))
        colon = next((at for at in reach if tokens.is_colon(at)), 0)
        is_name = first < colon <= first + _HEADLINE and all(tokens.is_word[first:colon])
        return first, colon if is_name else 0

    def _may_speak(self, first: int, colon: int) -> bool:
        """Whether a headline's words before the colon name someone, and no place or matter."""
        tokens, reading = self.tokens, self.reading
        name = range(first, colon)
        if any(at in reading.cues or at in reading.frames for at in name):
            return False
        if any(reading.has("not_speakers", at) for at in name) or reading.match("time", first):
            return False
        if self.people.phrase_end(first, colon) != colon or colon + 1 in reading.cues:
            return False  # القاهرة: أعلن … is where the news comes from
        if reading.word(colon + 1).isdigit():
            return False  # الأهلي: 45 نقطة
        if reading.match("places", first) != colon - first or tokens.opens(colon + 1):
            return True
        follows = reading.word(colon + 1)
        return begins_speech(reading, colon + 1) or follows[:1] in ("ن", "س")

    def _is_one_turn(self, end: int) -> bool:
        """Whether nobody else is brought in behind the first sentence of what a name said."""
        return not any(
            at >= end and self.complements.of(cue) is not None
            for at, cue in self.reading.cues.items()
            if cue.has_conjunction or at == self.sentence_starts[at]
        )
