"""Where what was said ends: the weak point of every detector of indirect speech."""

from __future__ import annotations

from typing import Final

from annotator.core.recommenders.quotes.complements import Complement, Complements
from annotator.core.recommenders.quotes.marks import FAMILY
from annotator.core.recommenders.quotes.reading import Reading
from annotator.core.text import Span, trim

_LONGEST: Final = 400  # tokens of one content
_EARLY: Final = 2  # tokens before which nothing ends a content


class Extents:
    """Finds the ends of contents in one paragraph."""

    def __init__(self, reading: Reading, complements: Complements) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._complements = complements
        # By limit and kind, the last clause that was walked through: one that begins in it ends
        # with it.
        self._known: dict[tuple[int, bool], tuple[int, int]] = {}
        self._begins_clause: dict[int, bool] = {}
        self._has_stops = any(map(self._tokens.is_stop, range(len(self._tokens) - 1)))

    def end(self, found: Complement, limit: int) -> int:
        """The token before which the content of a complement ends; `limit` bounds it."""
        tokens = self._tokens
        if found.kind == "marks" and found.mark is not None:
            return tokens.closing(found.mark)
        if found.kind == "that" and found.mark is not None:
            closing = tokens.closing(found.mark)
            if self._is_over_behind(tokens.after[found.mark], limit):
                return closing
        first = found.first if found.mark is None else tokens.after[found.mark]
        return self.clause_end(first, limit, is_speech=found.kind in ("colon", "bare"))

    def _is_over_behind(self, at: int, limit: int) -> bool:
        """Whether nothing of a content that began with marks goes on behind them."""
        tokens, reading = self._tokens, self._reading
        after = at
        while after < limit and tokens.is_comma(after):
            after += 1
        if any(reading.without_conjunction(name, after) for name in ("that", "subject")):
            return False  # …"، وأنها …
        return at >= limit or not tokens.is_word[at] or self._breaks(at, at - 5)

    def clause_end(self, first: int, limit: int, *, is_speech: bool = False) -> int:
        """The token before which a clause that begins at `first` ends.

        `is_speech`: someone's own words without marks, which no change of subject ends.
        """
        known_first, known_end = self._known.get((limit, is_speech), (0, 0))
        if known_first <= first < known_end:
            return known_end
        end = self._walk(first, limit, is_speech=is_speech)
        self._known[limit, is_speech] = first, end
        return end

    def _walk(self, first: int, limit: int, *, is_speech: bool) -> int:
        tokens = self._tokens
        limit = min(limit, first + _LONGEST)
        at = first
        while at < limit:
            if tokens.opens(at):
                at = max(tokens.after[at], at + 1)
                continue
            if tokens.is_stop(at):
                return at
            if tokens.folded[at] in ")]}»”":
                return at
            if tokens.folded[at] in "([{":
                at = tokens.skip_bracket(at, limit)
                continue
            if tokens.is_comma(at) and self._breaks_behind_comma(at + 1, is_speech=is_speech):
                return at
            if tokens.folded[at] in "-–—" and self._breaks_behind_comma(at + 1, is_speech=True):
                return at
            if tokens.is_word[at] and self._breaks(at, first):
                return at
            at += 1
        return limit

    def _breaks(self, at: int, first: int) -> bool:
        """Whether a word begins another clause even without a comma before it."""
        if at - first < _EARLY:
            return False
        if at not in self._begins_clause:
            self._begins_clause[at] = self._begins_another(at)
        return self._begins_clause[at]

    def _begins_another(self, at: int) -> bool:
        reading = self._reading
        if reading.match("breaks", at) or reading.without_conjunction("breaks", at):
            return True
        cue = reading.cues.get(at)
        if cue is not None and (cue.has_conjunction or cue.is_participle):
            found = self._complements.of(cue)
            if found is None:
                return False
            return not cue.is_participle or found.kind != "noun" or found.first - at <= 2
        width = reading.match("weak_breaks", at)
        if width and reading.is_finite(at + width):
            return self._complements.of(reading.cues[at + width]) is not None
        return not self._has_stops and bool(reading.without_conjunction("new_sentence", at))

    def _breaks_behind_comma(self, at: int, *, is_speech: bool) -> bool:
        """Whether what follows a comma is the writer's again, or another quote."""
        reading, tokens = self._reading, self._tokens
        while at < len(tokens) and tokens.is_comma(at):
            at += 1
        if at >= len(tokens) or not tokens.is_word[at]:
            return False
        cue = reading.cues.get(at)
        if cue is not None and (cue.is_participle or cue.has_conjunction):
            return cue.is_participle or self._complements.of(cue) is not None
        if cue is not None:  # a cue behind its words: …، قال فلان
            return True
        if at in reading.frames and self.frame_names_source(at):
            return True
        width = reading.match("weak_breaks", at) or reading.without_conjunction("weak_breaks", at)
        if width and reading.is_finite(at + width):
            return True
        if reading.matches_behind_conjunction("breaks", at):
            return True
        if is_speech:
            return False
        return self._is_circumstance(at) or bool(reading.without_conjunction("narrative", at))

    def _is_circumstance(self, at: int) -> bool:
        """Whether how or where it was said follows: …، خلال مؤتمر صحفي."""
        reading = self._reading
        width = reading.match("circumstances", at)
        if not width:
            return False
        return width > 1 or any(
            reading.match("occasions", later) or reading.match("media", later)
            for later in (at + 1, at + 2)
        )

    def frame_names_source(self, at: int) -> bool:
        """Whether a phrase such as بحسب is followed by someone who can speak."""
        frame, named, offset = self._reading.frames[at]
        tokens = self._tokens
        if frame.kind == "as":
            return named in self._reading.cues or self.verb_with_object(named)
        if not tokens.is_word[named] and not tokens.opens(named):
            return False
        word = tokens.folded[named]
        if offset > tokens.starts[named]:
            word = word[1:]
        not_sources = self._reading.lexicon.list("not_sources")
        if word in not_sources or "ا" + word in not_sources:  # للقانون
            return False
        return not self._reading.match("not_sources", named)

    def verb_with_object(self, at: int) -> bool:
        """Whether a verb of saying with a pronoun stands at `at`: ما نشرته, ما أوردته."""
        word, known = self._reading.word(at), self._reading.lexicon.cues
        return any(
            len(word) > len(ending) + 2 and word.endswith(ending) and word[: -len(ending)] in known
            for ending in ("ه", "ها")
        )

    def span(self, start: int, end: int) -> Span | None:
        """The content from the offset `start` to before the token `end`, trimmed."""
        tokens = self._tokens
        if not end:
            return None
        last = tokens.ends[end - 1]
        if start >= last:
            return None
        found = trim(tokens.text, Span(start, last))
        # `trim` keeps a mark whose partner is inside; here no mark is an edge.
        while found:
            first = found.start + (tokens.text[found.start] in FAMILY)
            final = found.end - (tokens.text[found.end - 1] in FAMILY)
            if (first, final) == (found.start, found.end):
                return found
            found = trim(tokens.text, Span(first, final)) if first < final else None
        return None
