"""Who speaks, to whom, and through what: the noun phrases around a cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.core.recommenders.quotes.reading import CueAt, Reading
from annotator.core.text import Span, Spans, trim

_LONGEST: Final = 12  # words of a noun phrase
_APPOSITION: Final = 9
_ASIDE: Final = 5  # words of time or place between a speaker and the verb


@dataclass(frozen=True, slots=True)
class Party:
    """The people found on one side of a cue; `next` is the token behind the last of them."""

    speakers: Spans = ()
    addressees: Spans = ()
    next: int = 0


class People:
    """Finds the noun phrases of one paragraph that name who speaks.

    `mentions` are the spans of annotated names (sorted); where they fill most of a phrase, they
    are what is proposed.
    """

    def __init__(self, reading: Reading, mentions: Sequence[Span] = ()) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._mentions = mentions

    # -- behind a cue -----------------------------------------------------------------------------

    def behind(self, first: int, bound: int, *, offset: int | None = None) -> Party:
        """Who stands in the tokens `[first, bound)`; `offset` is where the first word begins."""
        at = self._skip_asides(first, bound)
        addressees: list[Span] = []
        if offset is None and at < bound and (found := self._addressee(at, bound)):
            addressees.append(found[0])
            at = self._skip_asides(found[1], bound)
        if at > first and offset is None and not self._may_follow_circumstance(first, at, bound):
            return Party((), tuple(addressees), at)
        start = offset if offset is not None and at == first else None
        end = self.phrase_end(at, bound)
        speakers: list[Span] = []
        if end > at and (span := self._span(at, end, start)):
            speakers.append(span)
            apposition, end = self._apposition(end, bound)
            speakers += apposition
            if not addressees and end < bound and (found := self._addressee(end, bound)):
                addressees.append(found[0])
                end = found[1]
        return Party(self.named(speakers), tuple(addressees), max(end, at))

    def _skip_asides(self, at: int, bound: int) -> int:
        reading, tokens = self._reading, self._tokens
        while at < bound:
            if not tokens.is_word[at] and not tokens.opens(at):
                at = tokens.skip_bracket(at, bound) if tokens.folded[at] == "(" else at + 1
            elif width := reading.match("asides", at):
                at += width
            elif reading.match("time", at) or reading.word(at) in reading.lexicon.list(
                "auxiliaries"
            ):
                at += 1
            elif self._starts_circumstance(at):
                at = self._behind_circumstance(at + 1, bound)
            else:
                break
        return at

    def _may_follow_circumstance(self, first: int, at: int, bound: int) -> bool:
        """Whether who speaks may stand behind what says where: وأكد، في كلمة له، الوزير …."""
        skipped = any(self._starts_circumstance(each) for each in range(first, at))
        word = self._reading.word(at) if at < bound else ""
        lists = self._reading.lexicon.list
        return (
            not skipped
            or word.startswith("ال")
            or word in lists("heads")
            or (word in lists("experts"))
        )

    def _starts_circumstance(self, at: int) -> bool:
        return self._reading.word(at) in self._reading.lexicon.list("prepositions")

    def _behind_circumstance(self, at: int, bound: int) -> int:
        """The token behind a phrase with a preposition: at its comma, where there is one."""
        tokens = self._tokens
        for later in range(at, min(bound, at + 10)):
            if tokens.is_comma(later):
                return later + 1
        return bound

    def _addressee(self, at: int, bound: int) -> tuple[Span, int] | None:
        """Whom ل names as spoken to: قال للصحفيين, صرحت لوكالة رويترز."""
        reading, tokens = self._reading, self._tokens
        audience = reading.lexicon.list("audience")
        word = reading.word(at)
        if len(word) < 4 or word[0] not in reading.lexicon.list("attached"):
            return None
        rest = word[1:]
        if rest not in audience and "ا" + rest not in audience:
            return None
        end = at + 1
        while end < min(bound, at + 3) and self._tokens.is_word[end] and rest[0] != "ل":
            if end > at + 1 and reading.word(end).startswith("ال"):
                break
            end += 1
        start = tokens.behind_letter(at)
        return Span(start, tokens.ends[end - 1]), end

    def phrase_end(self, first: int, bound: int) -> int:
        """The token behind the noun phrase that begins at `first`."""
        tokens = self._tokens
        if first < bound and tokens.opens(first):
            return min(bound, tokens.after[first])
        at, words = first, 0
        while at < bound and words < _LONGEST:
            if not tokens.is_word[at]:
                if not (tokens.opens(at) and at > first and self._is_name_in_marks(at)):
                    break
                at = min(bound, tokens.after[at])
                continue
            if at > first and self._ends_phrase(at, first, bound):
                break
            if at == first and self._cannot_begin(at):
                break
            at, words = at + 1, words + 1
        while at > first + 1 and tokens.folded[at - 1] in ("و", "-", "ل", "ب"):
            at -= 1
        return at

    def _is_name_in_marks(self, at: int) -> bool:
        reading = self._reading
        is_agency = reading.word(at - 1) in reading.lexicon.list("agencies")
        return is_agency or reading.word(at - 1) in reading.lexicon.list("titles_in_marks")

    def _cannot_begin(self, at: int) -> bool:
        reading = self._reading
        word, lists = reading.word(at), reading.lexicon.list
        return (
            reading.has("prepositions", at)
            or reading.has("clause_starts", at)
            or word in lists("leads")
            or word in lists("relatives")
            or reading.has("sayings", at)
            or at in reading.frames
            or reading.is_that(at)
            or reading.is_subject(at)
        )

    def _ends_phrase(self, at: int, first: int, bound: int) -> bool:
        reading = self._reading
        word, lists = reading.word(at), reading.lexicon.list
        if (
            word in lists("relatives")
            or reading.has("clause_starts", at)
            or reading.match("time", at)
            or reading.match("of_degree", at)
        ):
            return True
        if reading.match("breaks", at) or reading.is_that(at) or reading.is_subject(at):
            return True
        if word in lists("prepositions") and not self._is_ali(at, bound):
            return not self._belongs(at, first, bound)
        cue = reading.cues.get(at)
        if cue is not None and cue.form.kind != "perfect":
            return True
        return bool(self._addressee(at, bound)) or word in lists("sayings")

    def _is_ali(self, at: int, bound: int) -> bool:
        """Whether علي is the name, and not على as some papers type it: بن علي, but not علي أن."""
        tokens, reading = self._tokens, self._reading
        if tokens.text[tokens.starts[at] : tokens.ends[at]] != "علي":
            return False
        follows = reading.word(at + 1) if at + 1 < bound else ""
        return not (
            follows.startswith("ال")
            or reading.is_that(at + 1)
            or reading.is_announced(at + 1)
            or reading.is_masdar(at + 1)
            or any(reading.match(name, at + 1) for name in ("media", "occasions"))
        )

    def _belongs(self, at: int, first: int, bound: int) -> bool:
        """Whether a preposition is part of the phrase: خبير في بنك, مصدر من الوزارة."""
        reading = self._reading
        if at + 1 >= bound or not self._tokens.is_word[at + 1]:
            return False
        follows = at + 1
        if any(reading.match(name, follows) for name in ("media", "occasions", "time")):
            return False
        return (
            reading.word(first) in reading.lexicon.list("experts")
            and reading.match("circumstances", at) <= 1
            and reading.word(at) in reading.lexicon.list("inside_names")
        )

    def _apposition(self, at: int, bound: int) -> tuple[list[Span], int]:
        """A second name for the same person between commas: …، فلاديمير بوتين، …."""
        reading, tokens = self._reading, self._tokens
        if at >= bound or not tokens.is_comma(at):
            return [], at
        first = at + 1
        while first < bound and tokens.is_comma(first):
            first += 1
        if first >= bound or not tokens.is_word[first] or self._cannot_begin(first):
            return [], at
        if reading.match("time", first) or first in reading.cues or first in reading.frames:
            return [], at
        if reading.match("anonymity", first + 1):
            return [], at
        if reading.match("asides", first) or reading.matches_behind_conjunction("breaks", first):
            return [], at
        end = first
        while end < bound and end - first <= _APPOSITION and tokens.is_word[end]:
            if end in reading.cues:
                return [], at
            end += 1
        if end - first > _APPOSITION or (end < bound and not tokens.is_comma(end)):
            return [], at
        span = self._span(first, end, None)
        return ([span] if span else []), end

    # -- before a cue -----------------------------------------------------------------------------

    def before(self, cue: CueAt, lowest: int) -> Party:
        """Who stands right before a cue, not before the token `lowest`: أن الرئيس أبلغ …."""
        reading, tokens = self._reading, self._tokens
        topic = self._topic(cue, lowest) if cue.has_conjunction else lowest
        if topic is None or cue.is_participle:
            return Party()
        lowest = topic
        last = cue.first
        while last > lowest and (
            reading.word(last - 1) in reading.lexicon.list("auxiliaries")
            or reading.word(last - 1) in reading.lexicon.list("after_speaker")
        ):
            last -= 1
        first, commas = last, 0
        while first > lowest and last - first < _LONGEST:
            at = first - 1
            if tokens.is_comma(at) and not commas and self._encloses(at, last, lowest):
                commas += 1
            elif not tokens.is_word[at] or self._starts_clause(at):
                break
            first = at
        if first > lowest and (
            reading.match("asides", first - 1) or reading.without_conjunction("asides", first - 1)
        ):
            first -= 1
        first = self._behind_start(first, last)
        if first >= last or self._cannot_begin(first):
            return Party()
        end = self.phrase_end(first, last)
        start = tokens.behind_letter(first) if self._has_conjunction(first) else None
        span = self._span(first, end, start)
        if span is None:
            return Party()
        apposition, reached = self._apposition(end, last)
        rest = sum(tokens.is_word[reached:last])
        if rest and (rest > _ASIDE or not self._is_loose(reached, last)):
            return Party()
        return Party(self.named([span, *apposition]), (), last)

    def right_before(self, relative: int, lowest: int) -> Spans:
        """Whom a relative clause is about: من المهندس المسؤول، الذي أوضح …."""
        reading, tokens = self._reading, self._tokens
        last = relative
        while last > lowest and tokens.is_comma(last - 1):
            last -= 1
        first = last
        while first > lowest and last - first < _LONGEST and tokens.is_word[first - 1]:
            is_bound = reading.has("prepositions", first - 1) or self._starts_clause(first - 1)
            if is_bound or reading.match("time", first - 1):
                break
            first -= 1
        span = self._span(first, last, None) if first > lowest else None
        return self.named([span]) if span else ()

    def _topic(self, cue: CueAt, lowest: int) -> int | None:
        """The token behind أما, where it brings in who speaks: أما الوزير فقال."""
        for at in range(cue.first - 1, max(lowest, cue.first - _LONGEST) - 1, -1):
            if self._reading.has("topic", at):
                return at + 1
        return None

    def _encloses(self, comma: int, last: int, lowest: int) -> bool:
        """Whether a comma right before the cue ends an apposition."""
        return comma == last - 1 and comma > lowest

    def _starts_clause(self, at: int) -> bool:
        reading = self._reading
        return (
            reading.word(at) in reading.lexicon.list("clause_starts")
            or at in reading.cues
            or reading.is_that(at)
            or reading.matches_behind_conjunction("breaks", at)
            or reading.has("auxiliaries", at)
        )

    def _behind_start(self, first: int, last: int) -> int:
        """The token behind commas and words of time that a clause begins with."""
        tokens, reading = self._tokens, self._reading
        while first < last:
            aside = reading.match("asides", first) or reading.without_conjunction("asides", first)
            if not (aside or not tokens.is_word[first] or reading.match("time", first)):
                break
            first += max(aside, 1)
        return min(first, last)

    def _has_conjunction(self, at: int) -> bool:
        word = self._tokens.folded[at]
        return word.startswith("وال") and len(word) > 5

    def _is_loose(self, first: int, last: int) -> bool:
        """Whether what stands between a phrase and the cue says when or where."""
        tokens, reading = self._tokens, self._reading
        while first < last and tokens.is_comma(first):
            first += 1
        return first >= last or bool(
            reading.match("time", first) or self._starts_circumstance(first)
        )

    # -- spans ------------------------------------------------------------------------------------

    def _span(self, first: int, end: int, start: int | None) -> Span | None:
        tokens = self._tokens
        begin = tokens.starts[first] if start is None else start
        if end <= first or begin >= tokens.ends[end - 1]:
            return None
        return trim(tokens.text, Span(begin, tokens.ends[end - 1]))

    def named(self, spans: Sequence[Span]) -> Spans:
        """The spans, those that annotated names fill for the most part replaced by these."""
        found: list[Span] = []
        for span in spans:
            inside = self._outermost(span)
            if 2 * sum(each.length for each in inside) >= span.length:
                found += inside
            else:
                found.append(span)
        return tuple(dict.fromkeys(found))

    def _outermost(self, span: Span) -> list[Span]:
        first = bisect_left(self._mentions, span.start, key=lambda each: each.start)
        found: list[Span] = []
        for mention in self._mentions[first : first + 40]:
            if mention.start >= span.end:
                break
            if mention.end <= span.end and not (found and found[-1].contains(mention)):
                found = [each for each in found if not mention.contains(each)]
                found.append(mention)
        return found

    def medium(self, first: int, bound: int) -> Span | None:
        """The statement, conference or site that the tokens `[first, bound)` name."""
        reading, tokens = self._reading, self._tokens
        prepositions = reading.lexicon.list("prepositions")
        for at in range(first, bound):
            width = reading.match("media", at)
            if width and reading.word(at - 1) in prepositions:
                return Span(tokens.starts[at], tokens.ends[at + width - 1])
        return None
