"""The proposals of one paragraph: cues with what they bring in, then what stands in marks alone."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from annotator.core.recommenders.quotes.complements import Complement
from annotator.core.recommenders.quotes.lone import LoneFinder
from annotator.core.recommenders.quotes.people import Party
from annotator.core.recommenders.quotes.proposal import QuoteProposal, reading_order
from annotator.core.recommenders.quotes.reading import CueAt
from annotator.core.text import Span, Spans, normalise_spans

_BY_KIND: Final = {
    "marks": 0.05, "that": 0.02, "phrase in marks": 0.0, "colon": -0.08, "noun": -0.01,
    "bare": -0.3,
}  # fmt: skip
_FAR: Final = 16  # tokens between a cue and its content that make it less sure


class ParagraphReader(LoneFinder):
    """Reads one paragraph and proposes its quotes."""

    def proposals(self) -> list[QuoteProposal]:
        """The proposals in reading order; depth is not counted yet."""
        events: list[tuple[int, int]] = [(index, 0) for index in self.reading.cues]
        events += [(index, 1) for index in self.reading.frames]
        words = range(len(self.tokens))
        events += [(index, 2) for index in words if self.reading.match("of_own_words", index)]
        events += [(index, 3) for index in words if self.late_phrase(index)]
        self.headline()
        for index, kind in sorted(events):
            if kind == 1:
                self.frame(index)
            elif kind == 2:
                self.own_words(index)
            elif kind == 3:
                self.late(index)
            elif not (index in self.late_cues or self._is_of_frame(index)):
                self._cue(self.reading.cues[index])
        self.lone_quotations()
        return sorted(map(self.relabelled, self.found), key=reading_order)

    def _is_of_frame(self, index: int) -> bool:
        """Whether the verb at `index` only belongs to a phrase: على ما ذكرت …."""
        return index in self.as_cues and self.brings_in_nothing(index)

    def _cue(self, cue: CueAt) -> None:
        found = self.complements.of(cue)
        if self.follows_quotation(cue, found):
            return
        if found is None:
            return
        if cue.form.cue.relays:
            self._relay(cue, found)
            return
        content, end = self.content(found, self.tokens.limit[cue.first])
        if content is None:
            return
        party, is_implied = self._parties(cue, found)
        score = cue.form.cue.score + _BY_KIND[found.kind] - 0.02 * is_implied
        if self.reading.has("negations", cue.first - 1):
            score -= 0.15 if found.kind in ("that", "marks") else 0.45
        score -= 0.08 * (found.first - cue.last > _FAR)
        words = self.tokens.count_words(found.first, end)
        if found.kind in ("noun", "phrase in marks") and self._is_thing(party):
            score -= 0.5
        if found.kind in ("that", "noun"):
            score -= 0.25 * (words < 2) + 0.05 * (words == 2)
        reporters = self.reporters_before(cue) or self.reporters_between(cue.last, found.bound)
        relayed = self.source_between(cue.last, found.bound)
        if relayed is not None:
            reporters, party = party.speakers, relayed
        proposal = QuoteProposal(
            self.label(found, content, end),
            (content,),
            (self._cue_spans(cue, found),),
            party.speakers,
            reporters,
            party.addressees,
            self._medium(cue, found, party, end) or self.medium_before(cue),
            score,
            implied_speaker=not party.speakers,
        )
        self.keep(proposal, found)

    def _is_thing(self, party: Party) -> bool:
        """Whether what a cue is said of does not speak: كشف الفحص عن كسر."""
        first = bisect_left(self.tokens.starts, party.speakers[0].start) if party.speakers else -1
        return self.reading.word(first) in self.lexicon.list("things")

    def _cue_spans(self, cue: CueAt, found: Complement | None) -> Spans:
        spans = [Span(cue.start, cue.end)]
        main = self._main_verb(cue) if cue.is_participle else None
        if main is not None:
            spans.append(Span(main.start, main.end))
        if found is not None and found.saying is not None:
            spans.append(found.saying)
        return normalise_spans(spans)

    def _parties(self, cue: CueAt, found: Complement) -> tuple[Party, bool]:
        """Who speaks to whom, and whether a pronoun stands for the speaker."""
        if self._is_of_nobody(cue):
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
        elif behind.speakers and cue.form.cue.drops_object:
            parted = self._with_addressee(cue, behind)
            if parted is behind and cue.has_conjunction:  # ووصفت الاتهامات بأنها …
                parted = Party()
            behind = replace(parted, addressees=behind.addressees)
        if behind.speakers:
            return behind, False
        return Party(self._known_speakers(cue), behind.addressees), True

    def _known_speakers(self, cue: CueAt) -> Spans:
        """Whom the pronoun in a cue stands for: who does something in its sentence, or spoke."""
        lowest = self._lowest(cue)
        is_relative = self.reading.word(cue.first - 1) in self.lexicon.list("relatives")
        if is_relative and self.tokens.is_comma(cue.first - 2):
            named = self.people.right_before(cue.first - 1, lowest)
            if named:
                return named
        first = self.reading.cues.get(lowest)
        is_idle = first is not None and first is not cue and self.complements.of(first) is None
        if (is_idle or self._begins_with_deed(lowest)) and not any(
            each.cues and each.cues[0][0].start >= self.tokens.starts[lowest]
            for each in self.found[-8:]
        ):
            party = self.people.behind(lowest + 1, cue.first)
            if party.speakers:
                return party.speakers
        return self.last_speakers(cue.first)

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
        if self._begins_with_verb(lowest) and not any(
            each.cues and each.cues[0][0].start >= self.tokens.starts[lowest]
            for each in self.found[-8:]
        ):
            party = self.people.behind(lowest + 1, cue.first)
            if party.speakers:
                return Party(party.speakers, others), False
        speakers = self.last_speakers(cue.first)
        return Party(speakers, others), not speakers

    def _begins_with_verb(self, first: int) -> bool:
        """Whether a sentence looks as if it began with a verb and who does it."""
        reading = self.reading
        if self._begins_with_deed(first):
            return True
        word, follows = reading.word(first), reading.word(first + 1)
        lists = reading.lexicon.list
        is_noun = word.startswith(("ال", "وال")) or reading.has("prepositions", first)
        is_named = follows.startswith("ال") or follows in lists("heads")
        return bool(word) and not is_noun and (is_named or follows in lists("experts"))

    def _begins_with_deed(self, first: int) -> bool:
        """Whether a sentence begins with a verb of what was done: استقبل الوزير …، وأكد …."""
        return any(
            self.reading.matches_behind_conjunction(name, first) for name in ("narrative", "deeds")
        )

    def _main_verb(self, cue: CueAt) -> CueAt | None:
        """The verb of saying right before a participle that brings in nothing: ختم … قائلا."""
        for at in range(cue.first - 1, max(self._lowest(cue), cue.first - 20) - 1, -1):
            other = self.reading.cues.get(at)
            # عبر is more often a preposition.
            if other is not None and not self.reading.has("prepositions", at):
                if self.reading.word(at - 1) in self.lexicon.list("relatives"):
                    continue  # المظاهرات التي دعت إليها
                if other.is_participle or at in self.used_cues:
                    return None
                return other if self.complements.of(other) is None else None
        return None

    def _with_addressee(self, cue: CueAt, party: Party) -> Party:
        """Part the addressee from the speaker: اتهمت المنظمة السلطات المحلية ب…."""
        whole, tokens = party.speakers[0], self.tokens
        inside = [
            at
            for at in range(cue.last, min(len(tokens), cue.last + 14))
            if tokens.is_word[at]
            and whole.start <= tokens.starts[at]
            and tokens.ends[at] <= whole.end
        ]
        if not inside:
            return party
        word = self.reading.word(inside[0])
        is_object = word.endswith("ين") and cue.has_conjunction
        is_addressed = is_object or self.reading.match("addressed", inside[0])
        # A word such as المواطنين is never who does something; behind من جهتهم, who does follows.
        if (is_addressed and not self._follows_aside(cue)) and (
            (is_object and word.startswith("ال")) or self.last_speakers(cue.first)
        ):
            return Party((), (*party.addressees, *party.speakers), party.next)
        for at in inside[1:]:
            if self.reading.match("addressed", at) or self.reading.begins_another_noun(at):
                first = Span(whole.start, tokens.ends[at - 1])
                second = Span(tokens.starts[at], whole.end)
                others = (*party.addressees, second)
                return Party(self.people.named([first]), others, party.next)
        return party

    def _follows_aside(self, cue: CueAt) -> bool:
        """Whether من جانبه or the like, which brings in another speaker, stands right before."""
        last = cue.first - self.tokens.is_comma(cue.first - 1) if cue.first else 0
        return any(
            self.reading.matches_behind_conjunction("asides", at)
            and at + max(self.reading.match("asides", at), 1) <= last
            for at in range(max(0, last - 2), last)
        )

    def _is_of_nobody(self, cue: CueAt) -> bool:
        """Whether no pronoun stands for anybody in the text: أكدنا, أفيد."""
        return self.reading.has("first_person", cue.first) or self.reading.has(
            "impersonal", cue.first
        )

    def _lowest(self, cue: CueAt) -> int:
        """The first token that may be of a speaker before the cue: of its sentence or quotation."""
        lowest = self.sentence_starts[cue.first]
        for at in range(cue.first - 1, max(lowest, cue.first - 16) - 1, -1):
            if self.tokens.opens(at) and self.tokens.after[at] > cue.first:
                return at + 1
        return lowest

    def _medium(self, cue: CueAt, found: Complement, party: Party, end: int) -> Span | None:
        medium = self.people.medium(cue.last, found.bound)
        if medium is None:
            medium = (
                self.people.medium(end, min(len(self.tokens), end + 7))
                if self._goes_on_in_sentence(end)
                else None
            )
        taken = (*party.speakers, *party.addressees)
        return None if medium is None or any(medium.overlaps(each) for each in taken) else medium

    def _goes_on_in_sentence(self, end: int) -> bool:
        reading = self.reading
        return (
            end + 1 < len(self.tokens)
            and self.tokens.is_comma(end)
            and bool(reading.match("circumstances", end + 1))
        )

    def _relay(self, cue: CueAt, found: Complement) -> None:
        """نقلت وكالة عن الوزير قوله: who relays, and who is relayed."""
        reading, tokens = self.reading, self.tokens
        own = cue.form.cue.prepositions  # علم من مصادر أن
        about = next(
            (
                at
                for at in range(cue.last, found.bound)
                if (reading.word(at) in own if own else reading.has("about", at))
            ),
            None,
        )
        if about is None:
            return
        bound = next(
            (at for at in range(about + 1, found.bound) if reading.has("sayings", at)), found.bound
        )
        reporter = self.people.behind(cue.last, about)
        speaker = self.people.behind(about + 1, bound)
        content, end = self.content(found, tokens.limit[cue.first])
        if content is None:
            return
        spans = [Span(cue.start, cue.end)]
        spans += [] if own else [Span(tokens.starts[about], tokens.ends[about])]
        spans += [found.saying] if found.saying else []
        reporters = reporter.speakers or self.people.before(cue, self._lowest(cue)).speakers
        proposal = QuoteProposal(
            self.label(found, content, end),
            (content,),
            (normalise_spans(spans),),
            speaker.speakers,
            reporters,
            (),
            self.people.medium(about + 1, found.bound),
            cue.form.cue.score
            + _BY_KIND[found.kind]
            - 0.1 * (not speaker.speakers)
            + (0.3 if found.kind == "bare" else 0.0),
            implied_speaker=not speaker.speakers,
        )
        self.keep(proposal, found)
