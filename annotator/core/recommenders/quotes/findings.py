"""What has been found in a paragraph so far, and what every way of finding more stands on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.core.recommenders.quotes.complements import Complement, Complements
from annotator.core.recommenders.quotes.extents import Extents
from annotator.core.recommenders.quotes.lexicon import CueLexicon
from annotator.core.recommenders.quotes.people import Party, People
from annotator.core.recommenders.quotes.proposal import QuoteLabel, QuoteProposal
from annotator.core.recommenders.quotes.reading import Reading
from annotator.core.recommenders.quotes.tokens import Tokens
from annotator.core.text import Span, Spans

LOWEST_SCORE: Final = 0.4
SHORT: Final = 3  # words of a quotation that may as well be a name
_MANNER: Final = ("في", "من", "على", "خلال", "عن", "الي")  # begin an aside: "في المقابل أن …"
_RECENT: Final = 8  # proposals that are looked back at for who a pronoun stands for


@dataclass(slots=True)
class Memory:
    """Who spoke last, for the pronouns of the next paragraphs; `age` counts paragraphs since."""

    speakers: Spans = ()
    age: int = 9


class Findings:
    """A paragraph under the lexicon, and the proposals found in it."""

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
        self.memory = memory
        self.found: list[QuoteProposal] = []
        self.used_marks: set[int] = set()
        self.used_cues: set[int] = set()
        self.late_cues: set[int] = set()
        self.is_continued = False  # the paragraph before ends in a quotation that is still open
        self.as_cues = {
            named: index
            for index, (frame, named, _) in self.reading.frames.items()
            if frame.kind == "as" and named in self.reading.cues
        }
        self.sources: dict[int, Party] = {}
        self.sentence_starts = self._starts_of_sentences()
        self._speaker_of_sentence: dict[int, int] = {}

    def _starts_of_sentences(self) -> list[int]:
        """For each token, the first one of its sentence."""
        starts, first = [], 0
        for index in range(len(self.tokens)):
            starts.append(first)
            if self.tokens.is_stop(index) and self.tokens.limit[index] == len(self.tokens):
                first = index + 1
        return starts

    def content(self, found: Complement, limit: int) -> tuple[Span | None, int]:
        """The content of a complement, and the token before which it ends."""
        end = self.extents.end(found, limit)
        start = found.start
        if found.kind in ("marks", "that") and found.mark is not None:
            start = self._behind_own_that(found, end)
        return self.extents.span(start, end), end

    def _behind_own_that(self, found: Complement, end: int) -> int:
        """Where the words begin behind what belongs to the cue: "بشكل خاص أن …", " بوضوح …"."""
        reading, tokens = self.reading, self.tokens
        first = found.first + 1
        word = reading.word(first)
        if not (word.startswith("ب") or reading.match("time", first) or word in _MANNER):
            return found.start
        for at in range(first, min(end, first + 4)):
            # إن and فإن begin the words themselves: "للأسف فإن …".
            is_own = tokens.text[tokens.starts[at]] not in "إف"
            if (
                at > first
                and reading.is_that(at)
                and is_own
                and not self._has_verb_before(first, at)
            ):
                return tokens.starts[at + 1] if at + 1 < end else found.start
            if reading.is_subject(at) or not tokens.is_word[at]:
                break
        if end - first > SHORT and reading.match("time", first) and self._is_manner(first):
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

    def label(self, found: Complement, content: Span, end: int) -> QuoteLabel:
        """Whether a content is direct, indirect or mixed, by the marks around and in it."""
        tokens = self.tokens
        if found.kind == "marks":
            is_whole = content.start <= tokens.starts[min(found.first + 1, len(tokens) - 1)]
            return "direct" if is_whole else self._moved(found)
        if found.kind in ("colon", "bare"):
            return "direct"
        if found.mark is not None:
            whole = tokens.after[found.mark] >= end
            words = tokens.count_words(found.mark, end)
            return "direct" if whole and (found.kind == "that" or words >= SHORT) else "mixed"
        first = found.first
        for at in range(first, end):
            if tokens.opens(at) and not self.is_name(at):
                return "mixed"
        return "indirect"

    def _moved(self, found: Complement) -> QuoteLabel:
        """Direct still where only a word of manner was left out; else the writer's أن is inside."""
        return "direct" if self.reading.match("time", found.first + 1) else "mixed"

    def is_name(self, mark: int) -> bool:
        """Whether marks hold the name of a film, a ship or the like."""
        word = self.reading.word(mark - 1)
        titles = self.lexicon.list("titles_in_marks")
        return word in titles or word[1:] in titles or "ا" + word[1:] in titles

    def last_speakers(self, token: int) -> Spans:
        """Whom a pronoun at `token` stands for: who spoke last outside of what it stands in."""
        start = self.tokens.starts[token]
        recent = self.found[-_RECENT:]
        around = [each.envelope for each in recent]
        if any(outer.contains_offset(start) for outer in around):
            return ()
        latest: Spans = ()
        for each in reversed(recent):
            if not each.speakers or not each.cues or each.cues[0][0].start >= start:
                continue
            said_at = each.cues[0][0].start
            # Not someone whom another quoted.
            if any(outer.contains_offset(said_at) for outer in around):
                continue
            if self._may_agree(token, each.speakers[0]):
                return each.speakers
            latest = latest or each.speakers
        if latest:
            return latest
        if self.tokens.limit[token] < len(self.tokens):
            return ()
        return self.memory.speakers if self.memory.age <= 2 else ()

    def _may_agree(self, token: int, speaker: Span) -> bool:
        """Whether a verb may be of a speaker: وأضافت is not of الوزير, nor قال of الوزيرة."""
        cue = self.reading.cues.get(token)
        if cue is None or self.lexicon.language != "ar" or cue.form.kind == "other":
            return True
        verb = self.tokens.folded[token][cue.start - self.tokens.starts[token] :]
        if verb.endswith(("وا", "ون", "ان", "ين")):
            return True
        is_imperfect = cue.form.kind == "imperfect"
        is_feminine = verb[0] == "ت" if is_imperfect else verb.endswith(("ت", "تا", "ه"))
        at = bisect_left(self.tokens.starts, speaker.start)
        first, second = self.reading.word(at), self.reading.word(at + 1)
        looks_feminine = first.endswith(("ه", "اء")) or (len(first) > 4 and first.endswith("ات"))
        is_man = not looks_feminine and first.removeprefix("ال") in self.lexicon.list("men")
        if is_feminine:
            return not is_man or second.endswith("ه")
        return not looks_feminine or not second.startswith("ال")

    def behind_bound(self, first: int, limit: int) -> int:
        """The token that nothing behind a frame or a late cue reaches over."""
        tokens = self.tokens
        at = first
        while at < min(limit, first + 24) and not tokens.is_stop(at):
            at += 1
        return at

    def is_said(self, opening: int) -> bool:
        """Whether what stands in free marks may have been said, and is no name: لـ"الجزيرة"."""
        tokens, lists = self.tokens, self.lexicon.list
        if opening in self.used_marks or self.is_name(opening):
            return False
        before = self.reading.word(opening - 1)
        if before in lists("attached") or before in lists("prepositions"):
            return False
        return not before or tokens.count_words(opening, tokens.closing(opening)) >= SHORT

    def opening_of(self, closing: int) -> int | None:
        """The index of the mark that the one at `closing` closes."""
        return self.tokens.opening.get(closing)

    def in_marks(self, opening: int) -> Span | None:
        """What stands in the marks that open at `opening`."""
        return self.extents.span(self.tokens.ends[opening], self.tokens.closing(opening))

    def quotation(
        self,
        opening: int,
        cues: tuple[Spans, ...],
        party: Party,
        score: float,
        resumed: int | None = None,
    ) -> None:
        """Keep what stands in the marks that open at `opening`, with its cues and people.

        `resumed` is the mark with which the same words go on behind their cue, if they do.
        """
        tokens = self.tokens
        found = Complement("marks", opening, tokens.ends[opening], opening, opening)
        content = self.in_marks(opening)
        if content is None:
            return
        rest = self.in_marks(resumed) if resumed is not None else None
        if resumed is not None:
            self.used_marks.add(resumed)
        self.keep(
            QuoteProposal(
                "direct", (content, rest) if rest else (content,), cues, party.speakers, (),
                party.addressees, None, score,
                implied_speaker=not party.speakers, implied_cue=not cues,
            ),
            found,
        )  # fmt: skip

    def relabelled(self, each: QuoteProposal) -> QuoteProposal:
        """Indirect where the only marks in it are those of a quote within."""
        if each.label != "mixed":
            return each
        span, tokens = each.envelope, self.tokens
        first = bisect_left(tokens.starts, span.start)
        last = bisect_left(tokens.starts, span.end, first, min(len(tokens), first + 400))
        inside = [at for at in range(first, last) if tokens.opens(at) and not self.is_name(at)]
        starts_in_marks = first > 0 and tokens.opens(first - 1)
        if inside and not starts_in_marks and all(at in self.used_marks for at in inside):
            return replace(each, label="indirect")
        return each

    def keep(self, proposal: QuoteProposal, found: Complement | None) -> None:
        """Keep a proposal, unless it is too unsure or contains its own cue."""
        score = round(min(max(proposal.score, 0.0), 0.99), 2)
        cue_spans = [span for cue in proposal.cues for span in cue]
        if score < LOWEST_SCORE or any(
            span.overlaps(part) for span in cue_spans for part in proposal.content
        ):
            return
        if found is not None and found.mark is not None:
            self.used_marks.add(found.mark)
        self.found.append(replace(proposal, score=score))
