"""The proposals of one paragraph: cues with what they bring in, then what stands in marks alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.core.recommenders.quotes.complements import Complement, Complements
from annotator.core.recommenders.quotes.extents import Extents
from annotator.core.recommenders.quotes.lexicon import CueLexicon
from annotator.core.recommenders.quotes.people import Party, People
from annotator.core.recommenders.quotes.proposal import QuoteLabel, QuoteProposal, reading_order
from annotator.core.recommenders.quotes.reading import CueAt, Reading
from annotator.core.recommenders.quotes.tokens import Tokens
from annotator.core.text import Span, Spans, normalise_spans

LOWEST_SCORE: Final = 0.3
_HEADLINE: Final = 7  # words before the colon of a headline
_BY_KIND: Final = {
    "marks": 0.05, "that": 0.02, "phrase in marks": 0.0, "colon": -0.08, "noun": -0.05,
    "bare": -0.3,
}  # fmt: skip
_FAR: Final = 16  # tokens between a cue and its content that make it less sure
_LONE_QUOTATION: Final = 6  # words of a quotation that counts without a cue
_SHORT: Final = 3


@dataclass(slots=True)
class Memory:
    """Who spoke last, for the pronouns of the next paragraphs."""

    speakers: Spans = ()
    age: int = 9


class ParagraphReader:
    """Reads one paragraph and proposes its quotes."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        lexicon: CueLexicon,
        mentions: Sequence[Span],
        memory: Memory,
    ) -> None:
        self.tokens = Tokens(text, start, end)
        self.lexicon = lexicon
        self.reading = Reading(self.tokens, lexicon)
        self.complements = Complements(self.reading)
        self.extents = Extents(self.reading, self.complements)
        self.people = People(self.reading, mentions)
        self._memory = memory
        self._found: list[QuoteProposal] = []
        self._used_marks: set[int] = set()
        self._as_cues = {
            named: index
            for index, (frame, named, _) in self.reading.frames.items()
            if frame.kind == "as" and named in self.reading.cues
        }
        self._sources: dict[int, Party] = {}
        self._sentence_starts = self._starts_of_sentences()
        self._speaker_of_sentence: dict[int, int] = {}

    def proposals(self) -> list[QuoteProposal]:
        """The proposals in reading order; depth is not counted yet."""
        events: list[tuple[int, int]] = [(index, 0) for index in self.reading.cues]
        events += [(index, 1) for index in self.reading.frames]
        self._headline()
        for index, is_frame in sorted(events):
            if is_frame:
                self._frame(index)
            elif index in self._as_cues and self._brings_in_nothing(index):
                continue
            else:
                self._cue(self.reading.cues[index])
        self._lone_quotations()
        return sorted(map(self._relabelled, self._found), key=reading_order)

    def _relabelled(self, each: QuoteProposal) -> QuoteProposal:
        """Indirect where the only marks in it are those of a quote within."""
        if each.label != "mixed":
            return each
        span, tokens = each.envelope, self.tokens
        first = bisect_left(tokens.starts, span.start)
        last = bisect_left(tokens.starts, span.end, first, min(len(tokens), first + 400))
        inside = [at for at in range(first, last) if tokens.opens(at) and not self._is_name(at)]
        starts_in_marks = first > 0 and tokens.opens(first - 1)
        if inside and not starts_in_marks and all(at in self._used_marks for at in inside):
            return replace(each, label="indirect")
        return each

    def _starts_of_sentences(self) -> list[int]:
        """For each token, the first one of its sentence."""
        starts, first = [], 0
        for index in range(len(self.tokens)):
            starts.append(first)
            if self.tokens.is_stop(index) and self.tokens.limit[index] == len(self.tokens):
                first = index + 1
        return starts

    # -- cues -------------------------------------------------------------------------------------

    def _cue(self, cue: CueAt) -> None:
        found = self.complements.of(cue)
        if self._follows_quotation(cue, found):
            return
        if found is None:
            return
        if cue.form.cue.relays:
            self._relay(cue, found)
            return
        content, end = self._content(found, self.tokens.limit[cue.first])
        if content is None:
            return
        party, is_implied = self._parties(cue, found)
        score = cue.form.cue.score + _BY_KIND[found.kind] - 0.03 * is_implied
        if self.reading.has("negations", cue.first - 1):
            score -= 0.15 if found.kind in ("that", "marks") else 0.45
        score -= 0.08 * (found.first - cue.last > _FAR)
        words = self.tokens.count_words(found.first, end)
        if found.kind in ("that", "noun"):
            score -= 0.25 * (words < 2) + 0.08 * (words == 2)
        proposal = QuoteProposal(
            self._label(found, content, end),
            (content,),
            (self._cue_spans(cue, found),),
            party.speakers,
            self._reporters_before(cue),
            party.addressees,
            self._medium(cue, found, party, end),
            score,
            implied_speaker=not party.speakers,
        )
        self._keep(proposal, found)

    def _cue_spans(self, cue: CueAt, found: Complement | None) -> Spans:
        spans = [Span(cue.start, cue.end)]
        main = self._main_verb(cue) if cue.is_participle else None
        if main is not None:
            spans.append(Span(main.start, main.end))
        if found is not None and found.saying is not None:
            spans.append(found.saying)
        return normalise_spans(spans)

    def _content(self, found: Complement, limit: int) -> tuple[Span | None, int]:
        end = self.extents.end(found, limit)
        start = found.start
        if found.kind in ("marks", "that") and found.mark is not None:
            start = self._behind_own_that(found, end)
        return self.extents.span(start, end), end

    def _behind_own_that(self, found: Complement, end: int) -> int:
        """Where the words begin behind what belongs to the cue: "بشكل خاص أن …", " بوضوح …"."""
        reading, tokens = self.reading, self.tokens
        first = found.first + 1
        for at in range(first, min(end, first + 4)):
            if reading.is_that(at) and at > first and not self._has_verb_before(first, at):
                return tokens.starts[at + 1] if at + 1 < end else found.start
            if reading.is_subject(at) or not tokens.is_word[at]:
                break
        if end - first > _SHORT and reading.match("time", first) and self._is_manner(first):
            return tokens.starts[first + 1]
        return found.start

    def _is_manner(self, at: int) -> bool:
        word = self.reading.word(at)
        follows = self.reading
        return word.startswith("ب") and (follows.is_subject(at + 1) or follows.is_that(at + 1))

    def _has_verb_before(self, first: int, at: int) -> bool:
        return any(index in self.reading.cues for index in range(first, at)) or (
            self.reading.word(at - 1) in self.lexicon.list("not_that")
        )

    def _label(self, found: Complement, content: Span, end: int) -> QuoteLabel:
        tokens = self.tokens
        if found.kind == "marks":
            return "direct" if content.start == found.start else self._moved(found, content)
        if found.kind in ("colon", "bare"):
            return "direct"
        if found.mark is not None:
            whole = tokens.closing(found.mark) >= end
            return "direct" if whole and found.kind == "that" else "mixed"
        first = found.first
        for at in range(first, end):
            if tokens.opens(at) and not self._is_name(at):
                return "mixed"
        return "indirect"

    def _moved(self, found: Complement, content: Span) -> QuoteLabel:
        """Direct still where only a word of manner was left out; else the writer's أن is inside."""
        return "direct" if self.reading.match("time", found.first + 1) else "mixed"

    def _is_name(self, mark: int) -> bool:
        """Whether marks hold the name of a film, a ship or the like."""
        word = self.reading.word(mark - 1)
        titles = self.lexicon.list("titles_in_marks")
        return word in titles or word[1:] in titles or "ا" + word[1:] in titles

    # -- people -----------------------------------------------------------------------------------

    def _parties(self, cue: CueAt, found: Complement) -> tuple[Party, bool]:
        """Who speaks to whom, and whether a pronoun stands for the speaker."""
        if self._is_first_person(cue):
            return Party(), True
        if cue.is_participle:
            return self._of_participle(cue, found)
        before = self.people.before(cue, self._lowest(cue))
        behind = self.people.behind(cue.last, found.bound)
        to_addressee = cue.form.cue.to_addressee
        if before.speakers:
            others = behind.addressees + (behind.speakers if to_addressee else ())
            return Party(before.speakers, others), False
        if behind.speakers and to_addressee:
            behind = self._with_addressee(cue, behind)
        if behind.speakers:
            return behind, False
        return Party(self._last_speakers(cue), behind.addressees), True

    def _of_participle(self, cue: CueAt, found: Complement) -> tuple[Party, bool]:
        """مؤكدا أن, قائلا: the speaker is that of the verb which it hangs on."""
        behind = self.people.behind(cue.last, found.bound)
        others = behind.addressees
        if cue.form.cue.to_addressee:
            others += behind.speakers
        lowest = self._lowest(cue)
        main = self._main_verb(cue)
        if main is not None:
            party = self.people.before(main, lowest)
            party = party if party.speakers else self.people.behind(main.last, cue.first)
            if party.speakers:
                return Party(party.speakers, others), False
        if self.reading.matches_behind_conjunction("narrative", lowest) and not any(
            each.cues and each.cues[0][0].start >= self.tokens.starts[lowest]
            for each in self._found[-8:]
        ):
            party = self.people.behind(lowest + 1, cue.first)
            if party.speakers:
                return Party(party.speakers, others), False
        speakers = self._last_speakers(cue)
        return Party(speakers, others), not speakers

    def _main_verb(self, cue: CueAt) -> CueAt | None:
        """The verb of saying right before a participle that brings in nothing: ختم … قائلا."""
        for at in range(cue.first - 1, max(self._lowest(cue), cue.first - 20) - 1, -1):
            other = self.reading.cues.get(at)
            if other is not None:
                is_empty = not other.is_participle and self.complements.of(other) is None
                return other if is_empty else None
        return None

    def _with_addressee(self, cue: CueAt, party: Party) -> Party:
        """Part the addressee from the speaker: اتهمت المنظمة السلطات المحلية ب…."""
        whole = party.speakers[0]
        tokens = self.tokens
        first = next(
            (at for at in range(cue.last, cue.last + 8) if tokens.starts[at] >= whole.start), cue.last
        )
        is_addressed = self.reading.match("addressed", first) or (
            self.reading.word(first).endswith("ين") and cue.has_conjunction
        )
        if is_addressed and self._last_speakers(cue):
            return Party((), (*party.addressees, *party.speakers), party.next)
        inside = [
            at
            for at in range(cue.last, min(len(tokens), cue.last + 14))
            if tokens.is_word[at] and whole.start <= tokens.starts[at] and tokens.ends[at] <= whole.end
        ]
        for at in inside[1:]:
            word, before = self.reading.word(at), self.reading.word(at - 1)
            is_noun = word.startswith("ال") and not word.endswith(("ي", "يه", "يين", "ون"))
            closed = before.startswith("ال") or before.endswith("يه")
            if (is_noun and closed) or (closed and word.endswith(("يه", "ه")) and not word.startswith("ال")):
                first, second = Span(whole.start, tokens.ends[at - 1]), Span(tokens.starts[at], whole.end)
                return Party(self.people.named([first]), (*party.addressees, second), party.next)
        return party

    def _is_first_person(self, cue: CueAt) -> bool:
        return self.reading.has("first_person", cue.first)

    def _last_speakers(self, cue: CueAt) -> Spans:
        """Whom a pronoun stands for: who spoke last outside of what this cue stands in."""
        recent = self._found[-8:]
        around = [each.envelope for each in recent]
        if any(outer.contains_offset(cue.start) for outer in around):
            return ()
        for each in reversed(recent):
            if not each.speakers or not each.cues or each.cues[0][0].start >= cue.start:
                continue
            said_at = each.cues[0][0].start
            # Not someone whom another quoted.
            if not any(outer.contains_offset(said_at) for outer in around):
                return each.speakers
        if self.tokens.limit[cue.first] < len(self.tokens):
            return ()
        return self._memory.speakers if self._memory.age <= 2 else ()

    def _lowest(self, cue: CueAt) -> int:
        """The first token that may be of a speaker before the cue: of its sentence or quotation."""
        lowest = self._sentence_starts[cue.first]
        for at in range(cue.first - 1, max(lowest, cue.first - 16) - 1, -1):
            if self.tokens.opens(at) and self.tokens.after[at] > cue.first:
                return at + 1
        return lowest

    def _medium(self, cue: CueAt, found: Complement, party: Party, end: int) -> Span | None:
        medium = self.people.medium(cue.last, found.bound)
        if medium is None:
            medium = self.people.medium(end, min(len(self.tokens), end + 7)) if self._goes_on_in_sentence(end) else None
        taken = (*party.speakers, *party.addressees)
        return None if medium is None or any(medium.overlaps(each) for each in taken) else medium

    def _goes_on_in_sentence(self, end: int) -> bool:
        reading = self.reading
        return end + 1 < len(self.tokens) and self.tokens.is_comma(end) and bool(
            reading.match("circumstances", end + 1)
        )

    # -- relays -----------------------------------------------------------------------------------

    def _relay(self, cue: CueAt, found: Complement) -> None:
        """نقلت وكالة عن الوزير قوله: who relays, and who is relayed."""
        reading, tokens = self.reading, self.tokens
        about = next(
            (at for at in range(cue.last, found.bound) if reading.word(at) in ("عن",)), None
        )
        if about is None:
            return
        bound = next(
            (at for at in range(about + 1, found.bound) if reading.has("sayings", at)), found.bound
        )
        reporter = self.people.behind(cue.last, about)
        speaker = self.people.behind(about + 1, bound)
        content, end = self._content(found, tokens.limit[cue.first])
        if content is None:
            return
        spans = [Span(cue.start, cue.end), Span(tokens.starts[about], tokens.ends[about])]
        spans += [found.saying] if found.saying else []
        reporters = reporter.speakers or self.people.before(cue, self._lowest(cue)).speakers
        proposal = QuoteProposal(
            self._label(found, content, end),
            (content,),
            (normalise_spans(spans),),
            speaker.speakers,
            reporters,
            (),
            self.people.medium(about + 1, found.bound),
            cue.form.cue.score + _BY_KIND[found.kind] - 0.1 * (not speaker.speakers)
            + (0.3 if found.kind == "bare" else 0.0),
            implied_speaker=not speaker.speakers,
        )
        self._keep(proposal, found)

    # -- frames -----------------------------------------------------------------------------------

    def _frame(self, index: int) -> None:
        reading, tokens = self.reading, self.tokens
        frame, named, offset = reading.frames[index]
        if not self.extents.frame_names_source(index):
            return
        first = self._sentence_starts[index]
        cue_span = Span(self._frame_start(index), self._frame_end(index, named, offset))
        if frame.kind == "as":
            if named not in reading.cues and self._is_first(first, index):
                self._before_content(index, named + 1, tokens.ends[named], cue_span)
            elif named not in reading.cues:
                self._behind(index, named, named + 1, frame.score, (cue_span,))
            elif self._brings_in_nothing(named):
                cue = reading.cues[named]
                self._behind(index, named, cue.last, frame.score, self._as_span(index, cue))
            return
        if self._is_first(first, index):
            self._before_content(index, named, offset, cue_span)
        else:
            self._behind(index, named, named, frame.score, (cue_span,), offset)

    def _brings_in_nothing(self, index: int) -> bool:
        """Whether the verb of على ما ذكرت has no content of its own behind it."""
        found = self.complements.of(self.reading.cues[index])
        if found is None or found.kind == "bare":
            return True
        return found.kind == "noun" and not self._is_first(self._sentence_starts[index], index - 1)

    def _as_span(self, index: int, cue: CueAt) -> Spans:
        """على ما ذكرت: the verb is the cue; بحسب ما أعلن: both are."""
        spans = [Span(cue.start, cue.end)]
        frame = self.reading.frames[index][0]
        if any(each.kind == "source" and each.phrase[0] == frame.phrase[0]
               for each in self.lexicon.frames.get(frame.phrase[0], ())):
            spans.append(Span(self._frame_start(index), self.tokens.ends[index]))
        return normalise_spans(spans)

    def _frame_start(self, index: int) -> int:
        frame = self.reading.frames[index][0]
        is_bare = self.tokens.folded[index] == frame.phrase[0]
        return self.tokens.starts[index] if is_bare else self.tokens.behind_letter(index)

    def _frame_end(self, index: int, named: int, offset: int) -> int:
        """Behind the phrase; an attached ل stays out of the cue."""
        return self.tokens.ends[max(index, named - 1)]

    def _is_first(self, first: int, index: int) -> bool:
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

    def _before_content(self, index: int, named: int, offset: int, cue_span: Span) -> None:
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
            self._sources[at] = party
            return
        start = tokens.starts[at]
        first = at
        if reading.is_that(at) and at + 1 < limit:
            first, start = at + 1, tokens.starts[at + 1]
        elif reading.is_subject(at) and tokens.folded[at][0] in self.lexicon.list("before_subject"):
            start = tokens.behind_letter(at)
        mark = first if tokens.opens(first) else None
        if mark is not None:
            start = tokens.ends[mark]
        found = Complement("that", first, start, bound, mark)
        content, end = self._content(found, limit)
        if content is None:
            return
        frame = reading.frames[index][0]
        speakers, reporters = party.speakers, ()
        self._keep(
            QuoteProposal(
                self._label(found, content, end), (content,), ((cue_span,),), speakers, reporters,
                (), None, frame.score,
            ),
            found,
        )  # fmt: skip

    def _source_bound(self, named: int, limit: int) -> int:
        """The token at which the name of a source ends: its comma, dash, أن or quotation."""
        tokens, reading = self.tokens, self.reading
        for at in range(named, min(limit, named + 16)):
            if not tokens.is_word[at]:
                if tokens.opens(at) and (at == named or reading.word(at - 1) in self.lexicon.list("agencies")):
                    continue
                if tokens.folded[at] not in "()" and not tokens.marks.get(at):
                    return at
            elif at > named and (reading.is_that(at) or reading.is_subject(at)):
                return at
        return min(limit, named + 16)

    def _behind(
        self, index: int, named: int, first: int, score: float, cue: Spans, offset: int | None = None
    ) -> None:
        """…، بحسب فلان: what stands before it is the source's, or was reported by it."""
        tokens = self.tokens
        bound = self._behind_bound(first, tokens.limit[index])
        party = self.people.behind(first, bound, offset=offset if first == named else None)
        if not party.speakers:
            return
        before = index
        while before > 0 and not tokens.is_word[before - 1] and tokens.is_comma(before - 1):
            before -= 1
        if before <= self._sentence_starts[index]:
            return
        reached = tokens.ends[before - 1]
        for at in range(len(self._found) - 1, max(-1, len(self._found) - 7), -1):
            each = self._found[at]
            near = reached - each.envelope.end
            if 0 <= near <= 2 and not each.depth:
                self._found[at] = self._reported(each, cue, party.speakers)
                return
        lowest = self._sentence_starts[index]
        closing = tokens.marks.get(before - 1)
        if closing is not None and closing.role == "close":
            opening = self._opening_of(before - 1)
            if opening is not None and opening not in self._used_marks:
                self._quotation(opening, (cue,), party, score + 0.08)
                return
        content = self._clause_before(lowest, before)
        if content is None:
            return
        inside = range(max(lowest, before - 80), before)
        label: QuoteLabel = "indirect"
        if any(tokens.opens(at) and not self._is_name(at) for at in inside):
            label = "mixed"
        self._keep(
            QuoteProposal(label, (content,), (cue,), party.speakers, (), party.addressees, None, score - 0.02),
            None,
        )

    def _behind_bound(self, first: int, limit: int) -> int:
        tokens = self.tokens
        at = first
        while at < min(limit, first + 24) and not tokens.is_stop(at):
            at += 1
        return at

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
        return self.extents.span(start, before) if first < before else None

    def _reported(self, each: QuoteProposal, cue: Spans, who: Spans) -> QuoteProposal:
        """A proposal that someone is said to have reported, too."""
        if not each.speakers:
            return replace(each, cues=(*each.cues, cue), speakers=who, implied_speaker=False)
        return replace(each, cues=(*each.cues, cue), reporters=(*each.reporters, *who))

    def _reporters_before(self, cue: CueAt) -> Spans:
        party = self._sources.get(cue.first)
        return party.speakers if party else ()

    # -- quotations without a cue before them -----------------------------------------------------

    def _follows_quotation(self, cue: CueAt, found: Complement | None) -> bool:
        """…"، قال فلان: take what stands in marks before a cue, where nothing else took it."""
        tokens = self.tokens
        if cue.is_participle or cue.has_conjunction:
            return False
        at = cue.first - 1
        while at >= 0 and tokens.is_comma(at):
            at -= 1
        opening = self._opening_of(at) if at >= 0 and at in tokens.marks else None
        if opening is None or opening in self._used_marks or tokens.limit[cue.first] <= opening:
            return False
        if tokens.count_words(opening + 1, at) < _SHORT and not tokens.is_comma(cue.first - 1):
            return False
        if found is not None and not tokens.is_comma(cue.first - 1) and found.kind != "marks":
            return False  # the marks are of its speaker: "الكرملين" أعلن أن
        bound = self._behind_bound(cue.last, tokens.limit[cue.first])
        bound = min([bound, found.bound] if found else [bound])
        party = self.people.behind(cue.last, bound)
        is_implied = not party.speakers
        if is_implied:
            party = replace(party, speakers=self._last_speakers(cue))
        score = cue.form.cue.score + 0.03 - 0.06 * is_implied
        self._quotation(opening, ((Span(cue.start, cue.end),),), party, score)
        return found is None or found.kind not in ("marks", "colon")

    def _opening_of(self, closing: int) -> int | None:
        """The index of the mark that the one at `closing` closes."""
        return self.tokens.opening.get(closing)

    def _quotation(
        self, opening: int, cues: tuple[Spans, ...], party: Party, score: float
    ) -> None:
        tokens = self.tokens
        found = Complement("marks", opening, tokens.ends[opening], opening, opening)
        content = self.extents.span(found.start, tokens.closing(opening))
        if content is None:
            return
        self._keep(
            QuoteProposal(
                "direct", (content,), cues, party.speakers, (), party.addressees, None, score,
                implied_speaker=not party.speakers, implied_cue=not cues,
            ),
            found,
        )  # fmt: skip

    def _lone_quotations(self) -> None:
        """Long quotations that a paragraph begins with, without any cue."""
        for opening in self.tokens.after:
            if opening in self._used_marks or self.tokens.marks[opening].depth:
                continue
            words = self.tokens.count_words(opening + 1, self.tokens.closing(opening))
            starts = not self.tokens.count_words(0, opening)
            if words >= _LONE_QUOTATION and starts:
                speakers = self._memory.speakers if self._memory.age <= 1 else ()
                self._quotation(opening, (), Party(speakers), 0.55)

    def _headline(self) -> None:
        """A name, a colon, and what it says: بوتين: لن نتراجع."""
        tokens, reading = self.tokens, self.reading
        colon = next((at for at in range(min(len(tokens), _HEADLINE + 2)) if tokens.is_colon(at)), 0)
        if not 0 < colon <= _HEADLINE or not all(tokens.is_word[:colon]):
            return
        if any(at in reading.cues or at in reading.frames for at in range(colon)):
            return
        if any(reading.has("not_speakers", at) for at in range(colon)) or reading.match("time", 0):
            return
        first = colon + 1
        if first >= len(tokens) or tokens.count_words(first, len(tokens)) < _SHORT:
            return
        if self.people.phrase_end(0, colon) != colon:
            return
        mark = first if tokens.opens(first) else None
        start = tokens.ends[first] if mark is not None else tokens.starts[first]
        found = Complement("marks" if mark is not None else "colon", first, start, colon, mark)
        content, end = self._content(found, len(tokens))
        speaker = Span(tokens.starts[0], tokens.ends[colon - 1])
        if content is None:
            return
        is_whole = end >= len(tokens) - 1
        self._keep(
            QuoteProposal(
                "direct", (content,), (), self.people.named([speaker]),
                score=0.7 if is_whole else 0.5, implied_cue=True,
            ),
            found,
        )  # fmt: skip

    # -- keeping ----------------------------------------------------------------------------------

    def _keep(self, proposal: QuoteProposal, found: Complement | None) -> None:
        score = round(min(max(proposal.score, 0.0), 0.99), 2)
        cue_spans = [span for cue in proposal.cues for span in cue]
        if score < LOWEST_SCORE or any(
            span.overlaps(part) for span in cue_spans for part in proposal.content
        ):
            return
        if found is not None and found.mark is not None:
            self._used_marks.add(found.mark)
        self._found.append(replace(proposal, score=score))
