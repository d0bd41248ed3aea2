"""Quotes whose source a phrase names: بحسب البيان، …, and …، على ما ذكرت الوكالة."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from annotator.core.recommenders.quotes.complements import Complement
from annotator.core.recommenders.quotes.findings import Findings
from annotator.core.recommenders.quotes.people import Party
from annotator.core.recommenders.quotes.proposal import QuoteLabel, QuoteProposal
from annotator.core.recommenders.quotes.reading import CueAt
from annotator.core.text import Span, Spans, normalise_spans

_OWN = 0.8  # the score of a phrase such as على حد تعبيره
_CLOSE = 6  # tokens between a cue behind كما and its noun
_RELAYING = 2  # words of a phrase such as نقلا عن, which names who said it first


class SourceFinder(Findings):
    """Finds them in a paragraph, and who reported what a cue brought in."""

    def frame(self, index: int) -> None:
        """Propose what the phrase at `index` names the source of."""
        reading, tokens = self.reading, self.tokens
        frame, named, offset = reading.frames[index]
        if not self.extents.frame_names_source(index):
            return
        first = self.sentence_starts[index]
        cue_span = Span(self._frame_start(index), self._frame_end(index, named))
        if frame.kind == "as":
            if named not in reading.cues and self.is_first(first, index):
                self._before_content(index, named + 1, tokens.ends[named], cue_span)
            elif named not in reading.cues:
                self._behind(index, named, named + 1, frame.score, (cue_span,))
            elif self.brings_in_nothing(named):
                cue = reading.cues[named]
                behind = cue.last + bool(reading.match("back", cue.last))
                if self.is_first(first, index):
                    spans = self._as_span(index, cue)
                    self._before_content(index, behind, tokens.ends[behind - 1], *spans)
                    return
                self._behind(index, named, behind, frame.score, self._as_span(index, cue))
            return
        if self.is_first(first, index):
            self._before_content(index, named, offset, cue_span)
        else:
            self._behind(index, named, named, frame.score, (cue_span,), offset)

    def brings_in_nothing(self, index: int) -> bool:
        """Whether the verb of على ما ذكرت has no content of its own behind it."""
        form = self.reading.cues[index].form
        if form.cue.to_addressee or "object" in form.cue.takes:
            return False  # كما طلب السماح ب…
        found = self.complements.of(self.reading.cues[index])
        if found is None or found.kind == "bare":
            return True
        frame = self.reading.frames[self.as_cues[index]][0]
        if len(frame.phrase) == 1 and found.first <= index + _CLOSE and found.kind == "noun":
            return False  # كما جدد دعم بلاده
        return found.kind == "noun" and not self.is_first(self.sentence_starts[index], index - 1)

    def _as_span(self, index: int, cue: CueAt) -> Spans:
        """على ما ذكرت: the verb is the cue; بحسب ما أعلن: both are."""
        spans = [Span(cue.start, cue.end)]
        frame = self.reading.frames[index][0]
        if any(
            each.kind == "source" and set(map(len, each.phrase[1:])) <= {1}
            for each in self.lexicon.frames.get(frame.phrase[0], ())
        ):
            spans.append(Span(self._frame_start(index), self.tokens.ends[index]))
        return normalise_spans(spans)

    def _frame_start(self, index: int) -> int:
        frame = self.reading.frames[index][0]
        is_bare = self.tokens.folded[index] == frame.phrase[0]
        return self.tokens.starts[index] if is_bare else self.tokens.behind_letter(index)

    def _frame_end(self, index: int, named: int) -> int:
        """Behind the phrase; an attached ل stays out of the cue."""
        return self.tokens.ends[max(index, named - 1)]

    def is_first(self, first: int, index: int) -> bool:
        """Whether nothing but asides stands before a frame in its sentence."""
        at = first
        while at < index:
            if self.tokens.is_word[at] or self.tokens.opens(at):
                width = self.reading.match("asides", at) or self.reading.match("time", at)
                if not width:
                    return False
                at += width
            else:
                at += 1
        return True

    def _before_content(self, index: int, named: int, offset: int, *signs: Span) -> None:
        """بحسب فلان، فإن …: what follows is the source's; a cue there makes it a reporter."""
        reading, tokens = self.reading, self.tokens
        limit = tokens.limit[index]
        bound = self._source_bound(named, limit)
        party = self.people.behind(named, bound, offset=offset)
        at = bound
        while at < limit and not tokens.is_word[at] and not tokens.opens(at):
            if tokens.is_stop(at):
                return
            at += 1
        if at >= limit or not party.speakers:
            return
        cue = reading.cues.get(at)
        if cue is not None and self.complements.of(cue) is not None:
            self.sources[at] = party
            return
        start = tokens.starts[at]
        first = at
        if reading.is_that(at) and at + 1 < limit:
            first, start = at + 1, tokens.starts[at + 1]
        elif tokens.folded[at][1:] in self.lexicon.list("auxiliaries"):
            start = tokens.behind_letter(at)  # فقد
        elif reading.is_subject(at) and tokens.folded[at][0] in self.lexicon.list("before_subject"):
            start = tokens.behind_letter(at)
        mark = first if tokens.opens(first) else None
        if mark is not None:
            start = tokens.ends[mark]
        found = Complement("that", first, start, bound, mark)
        content, end = self.content(found, limit)
        if content is None:
            return
        frame = reading.frames[index][0]
        speakers, reporters = party.speakers, ()
        self.keep(
            QuoteProposal(
                self.label(found, content, end), (content,), (signs,), speakers, reporters,
                (), None, frame.score,
            ),
            found,
        )  # fmt: skip

    def _source_bound(self, named: int, limit: int) -> int:
        """The token at which the name of a source ends: its comma, dash, أن or quotation."""
        tokens, reading = self.tokens, self.reading
        for at in range(named, min(limit, named + 16)):
            if not tokens.is_word[at]:
                if tokens.opens(at) and (
                    at == named or reading.word(at - 1) in self.lexicon.list("agencies")
                ):
                    continue
                if tokens.folded[at] not in "()" and not tokens.marks.get(at):
                    return at
            elif at > named and (reading.is_that(at) or reading.is_subject(at)):
                return at
        return min(limit, named + 16)

    def _behind(
        self,
        index: int,
        named: int,
        first: int,
        score: float,
        cue: Spans,
        offset: int | None = None,
    ) -> None:
        """…، بحسب فلان: what stands before it is the source's, or was reported by it."""
        bound = self.behind_bound(first, self.tokens.limit[index])
        party = self.people.behind(first, bound, offset=offset if first == named else None)
        if party.speakers:
            self._attribute(index, party, cue, score)

    def own_words(self, index: int) -> None:
        """…، على حد تعبيره: what stands before it is of whom the pronoun stands for."""
        width = self.reading.match("of_own_words", index)
        cue = Span(self.tokens.starts[index], self.tokens.ends[index + width - 1])
        if not self.is_first(self.sentence_starts[index], index):
            self._attribute(index, Party(self.last_speakers(index)), (cue,), _OWN, is_own=True)

    def _attribute(
        self, index: int, party: Party, cue: Spans, score: float, *, is_own: bool = False
    ) -> None:
        """Give what stands before the phrase at `index` to its source; `is_own`: to a pronoun's."""
        tokens = self.tokens
        before = index
        while before > 0 and not tokens.is_word[before - 1] and tokens.is_comma(before - 1):
            before -= 1
        if before <= self.sentence_starts[index]:
            return
        reached = tokens.ends[before - 1]
        for at in range(len(self.found) - 1, max(-1, len(self.found) - 7), -1):
            each = self.found[at]
            near = reached - each.envelope.end
            if 0 <= near <= 2 and not each.depth:
                if not is_own:
                    self.found[at] = self._reported(each, cue, party.speakers)
                return
        lowest = self.sentence_starts[index]
        closing = tokens.marks.get(before - 1)
        if closing is not None and closing.role == "close":
            opening = self.opening_of(before - 1)
            if opening is not None and self.is_said(opening):
                self.quotation(opening, (cue,), party, score + 0.08)
                return
        content = self._clause_before(lowest, before)
        if content is None:
            return
        inside = range(max(lowest, before - 80), before)
        label: QuoteLabel = "indirect"
        if any(tokens.opens(at) and not self.is_name(at) for at in inside):
            label = "mixed"
        self.keep(
            QuoteProposal(
                label,
                (content,),
                (cue,),
                party.speakers,
                (),
                party.addressees,
                None,
                score - 0.02,
                implied_speaker=not party.speakers,
            ),
            None,
        )

    def _clause_before(self, lowest: int, before: int) -> Span | None:
        """The clause that ends before a phrase, without the asides that it begins with."""
        tokens, reading = self.tokens, self.reading
        first = lowest
        for at in range(before - 1, lowest - 1, -1):
            if before - at > 80:
                first = at
                break
            cue = reading.cues.get(at)
            if cue is not None and self.complements.of(cue) is not None:
                return None
        while first < before and not tokens.is_word[first]:
            first += 1
        start = tokens.starts[first] if first < before else 0
        word = reading.word(first)
        is_verb = len(word) > 4 and word.startswith(("وي", "وت", "وسي", "وست"))
        is_narrative = bool(reading.without_conjunction("narrative", first))
        if is_verb or is_narrative or word.startswith("وال"):
            start = tokens.behind_letter(first)  # وارتفعت الأسعار، بحسب …
        return self.extents.span(start, before) if first < before else None

    def _reported(self, each: QuoteProposal, cue: Spans, who: Spans) -> QuoteProposal:
        """A proposal that someone is said to have reported, too."""
        if not each.speakers:
            return replace(each, cues=(*each.cues, cue), speakers=who, implied_speaker=False)
        return replace(each, cues=(*each.cues, cue), reporters=(*each.reporters, *who))

    def source_between(self, first: int, bound: int) -> Party | None:
        """Who is named between a cue and its content: ذكرت صحيفة، نقلا عن مسؤولين، أن …."""
        for index in range(first, bound):
            found = self.reading.frames.get(index)
            if found is None or found[0].kind != "source" or len(found[0].phrase) < _RELAYING:
                continue
            _, named, offset = found
            party = self.people.behind(named, self._source_bound(named, bound), offset=offset)
            if party.speakers:
                return party
        return None

    def reporters_between(self, first: int, bound: int) -> Spans:
        """Who is named as having spread it: قالت الرئاسة، في بيان أوردته وكالة سبوتنيك، إن …."""
        for at in range(first, bound - 1):
            is_agency = self.reading.match("agencies", at + 1)
            if is_agency and self.extents.verb_with_object(at):
                return self.people.behind(at + 1, bound).speakers
        return ()

    def medium_before(self, cue: CueAt) -> Span | None:
        """The document that a phrase before a cue names: وبحسب البيان، أعرب …."""
        speakers = self.reporters_before(cue, media=True)
        return speakers[0] if speakers else None

    def reporters_before(self, cue: CueAt, *, media: bool = False) -> Spans:
        """Who is named as the source before a cue (ووفقا لوكالة … قال), or which document is."""
        party = self.sources.get(cue.first)
        if party is None:
            return ()
        first = bisect_left(self.tokens.ends, party.speakers[0].start + 1)
        return party.speakers if bool(self.reading.match("media", first)) is media else ()
