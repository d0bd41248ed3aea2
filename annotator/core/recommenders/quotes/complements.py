"""What a cue brings in: أن and a clause, words in marks or behind a colon, a noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from annotator.core.recommenders.quotes.reading import CueAt, Reading
from annotator.core.text import Span

Kind: TypeAlias = Literal["that", "marks", "colon", "noun", "bare", "phrase in marks"]

_REACH: Final = 45  # tokens between a cue and what it brings in
_COMMAS: Final = 6
_OTHERS: Final = 3  # cues in relative clauses before what a cue brings in
_SCARE: Final = 2  # words in marks that are a name or a term
_BARE_REACH: Final = 10
_OFFICE: Final = 8  # words of an office, or of an aside


@dataclass(frozen=True, slots=True)
class Complement:
    """Where the content of a cue begins.

    `first` is the token it begins in and `start` the offset; `bound` is the token at which what
    stands between cue and content ends. `mark` is the opening mark that encloses it, if one does;
    `saying` a second part of the cue (قولها).
    """

    kind: Kind
    first: int
    start: int
    bound: int
    mark: int | None = None
    saying: Span | None = None


def begins_speech(reading: Reading, at: int) -> bool:
    """Whether the word at `at` is one that someone's own words begin with."""
    lexicon, word = reading.lexicon, reading.word(at)
    # نناشد, نؤكد: verbs of saying in the first person.
    is_ours = lexicon.language == "ar" and word[:1] == "ن" and "ي" + word[1:] in lexicon.cues
    return word in lexicon.list("speech_starts") or is_ours


class Complements:
    """Finds what the cues of a paragraph bring in; each is looked for once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._known: dict[int, Complement | None] = {}

    def of(self, cue: CueAt) -> Complement | None:
        """What `cue` brings in, or None."""
        if cue.first not in self._known:
            self._known[cue.first] = _Search(self._reading, cue).run()
        return self._known[cue.first]


class _Search:
    """One walk from a cue to what it brings in."""

    def __init__(self, reading: Reading, cue: CueAt) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.cue = cue
        self.takes = cue.form.cue.takes
        self.prepositions = cue.form.cue.prepositions
        self.end = min(self.tokens.limit[cue.first], cue.first + _REACH)
        self.saying: Span | None = None
        self.fallback: Complement | None = None
        self.others = 0
        # عبر is a verb only where its preposition follows, or أن at once.
        is_both = self.tokens.folded[cue.first] in reading.lexicon.list("prepositions")
        self.only_preposition = is_both and not reading.leads_to_that(cue.last)

    def run(self) -> Complement | None:
        tokens, commas, at = self.tokens, 0, self.cue.last
        while at < self.end:
            if tokens.opens(at):
                if found := self.marked(at):
                    return self.final(found)
                at = tokens.after[at]
                continue
            if not tokens.is_word[at]:
                if tokens.is_stop(at):
                    break
                if tokens.is_colon(at):
                    return self.final(self.behind_colon(at))
                commas += tokens.is_comma(at)
                if commas > _COMMAS:
                    break
                at = tokens.skip_bracket(at, self.end) if tokens.folded[at] == "(" else at + 1
                continue
            if self.blocks(at):
                break
            if found := self.at_word(at, commas):
                return self.final(found)
            at += 1
        return self.fallback

    def final(self, found: Complement | None) -> Complement | None:
        """What was found, or else a noun that stood before it."""
        return found or self.fallback

    def blocks(self, at: int) -> bool:
        """Whether another clause begins at a word, so that nothing behind it is this cue's."""
        reading = self.reading
        if at > self.cue.last and reading.match("breaks", at):
            return True
        other = reading.cues.get(at)
        if other is None or other.form.rest:
            return False
        self.others += 1
        if self.others > _OTHERS:
            return True
        if other.is_participle or other.has_conjunction:
            return at > self.cue.last or other.has_conjunction
        before = reading.word(at - 1)
        lists = reading.lexicon.list
        return before not in lists("relatives") and before not in lists("auxiliaries")

    def at_word(self, at: int, commas: int) -> Complement | None:
        reading, tokens = self.reading, self.tokens
        if reading.has("sayings", at) and at + 1 < self.end:
            self.saying = Span(tokens.starts[at], tokens.ends[at])
            if not reading.leads_to_that(at + 1) and self.is_speech(at + 1):
                return self.begin("bare", at + 1, at)
            return None
        if not self.only_preposition and "that" in self.takes and (found := self.that(at)):
            return found
        if not self.cue.form.cue.relays and (found := self.preposition(at)):
            return found
        if "object" in self.takes and self.cue.is_participle and at == self.cue.last:
            return self.begin("noun", at, at)
        if "object" in self.takes and at > self.cue.last and self.fallback is None:
            is_object = reading.begins_another_noun(at) or reading.has("of_degree", at - 1)
            is_known = reading.has("objects", at) and not reading.has("prepositions", at - 1)
            if (is_object and reading.word(at).startswith("ال") and not commas) or is_known:
                self.fallback = self.begin("noun", at, at)
        if "noun" in self.takes and commas < 3 and (found := self.noun(at)):
            return found
        is_near = at - self.cue.last <= _BARE_REACH and self.fallback is None
        if "bare" in self.takes and is_near and self.is_speech(at):
            self.fallback = self.begin("bare", at, at)
        return None

    def is_speech(self, at: int) -> bool:
        if self.reading.word(at - 1) in self.reading.lexicon.list("prepositions"):
            return False
        return begins_speech(self.reading, at)

    def that(self, at: int) -> Complement | None:
        reading, tokens = self.reading, self.tokens
        attached = reading.lexicon.list("attached_that")
        if reading.word(at - 1) in reading.lexicon.list("not_that"):
            return None
        if reading.is_subject(at):
            # بأنها, فإنه: the preposition stays out.
            cut = tokens.folded[at][0] in reading.lexicon.list("before_subject")
            start = tokens.behind_letter(at) if cut else tokens.starts[at]
            return Complement("that", at, start, self.bound(at), saying=self.saying)
        if reading.is_that(at):
            first = self.first_word(at + 1)
            if first is None:
                return None
            return self.begin("that", first, self.bound(at))
        word = tokens.folded[at]
        if at == self.cue.last and len(word) > 2 and word[0] in attached:
            start = tokens.behind_letter(at)
            return Complement("that", at, start, at, saying=self.saying)
        return None

    def bound(self, at: int) -> int:
        """Where the preposition before أن begins: … إلى أن."""
        leads = self.reading.lexicon.list("leads")
        while at > self.cue.last and self.reading.word(at - 1) in leads:
            at -= 1
        return at

    def first_word(self, at: int) -> int | None:
        """The token where content that begins at `at` does: behind commas, at a word or mark."""
        while at < self.end and not self.tokens.is_word[at] and not self.tokens.opens(at):
            if self.tokens.is_stop(at):
                return None
            at += 1
        return at if at < self.end else None

    def begin(self, kind: Kind, first: int, bound: int) -> Complement:
        """A complement from the token `first` on; a mark there stays out."""
        tokens = self.tokens
        mark = first if tokens.opens(first) else None
        start = tokens.ends[first] if mark is not None else tokens.starts[first]
        return Complement(kind, first, start, bound, mark, self.saying)

    def preposition(self, at: int) -> Complement | None:
        reading, tokens = self.reading, self.tokens
        word = reading.word(at)
        if word in self.prepositions and at + 1 < self.end:
            if reading.match("not_content", at + 1):
                return None  # دعا إلى الصلاة
            if self.is_circumstance(at) or self.leads_on(at, word):
                return None
            if tokens.is_word[at + 1]:
                return self.begin("noun", at + 1, at)
            if tokens.opens(at + 1):
                return self.begin("phrase in marks", at + 1, at)
            return None
        for letter in self.prepositions:
            if len(letter) == 1 and self.has_attached(at, letter):
                return Complement("noun", at, tokens.behind_letter(at), at, saying=self.saying)
        return None

    def has_attached(self, at: int, letter: str) -> bool:
        reading = self.reading
        word = reading.word(at)
        return (
            (len(word) > 3 or (len(word) == 3 and reading.is_announced(at, word[1:])))
            and word[0] == letter
            and not reading.match("not_attached", at)
            and not reading.is_that(at)
            and not reading.is_subject(at)
            and reading.word(at - 1) not in reading.lexicon.list("prepositions")
            and not self.is_of_speaker(at, letter)
        )

    def is_of_speaker(self, at: int, letter: str) -> bool:
        """Whether a letter like a preposition is of the speaker's name: اعتبر سعيد بوحجة أن."""
        reading, tokens = self.reading, self.tokens
        rest = reading.word(at)[1:]
        if reading.is_announced(at, rest) or reading.is_masdar(at, rest):
            return False
        if at > self.cue.last and "that" in self.takes:
            for later in range(at + 1, min(self.end, at + _OFFICE)):
                if tokens.is_comma(later):
                    later += 1
                    if not self.leads_in(later):
                        break
                if self.leads_in(later):
                    return True
                if not tokens.is_word[later] or later in reading.cues:
                    break
        follows = reading.word(at + 1)
        return (
            (at > self.cue.last or rest[0] == "و")
            and len(follows) > 3
            and follows[0] == letter
            and not reading.match("not_attached", at + 1)
        )

    def leads_in(self, at: int) -> bool:
        """Whether أن, or a preposition of the cue that is a word, stands at `at`."""
        return self.reading.leads_to_that(at) or self.reading.word(at) in self.prepositions

    def is_circumstance(self, at: int) -> bool:
        reading = self.reading
        width = reading.match("circumstances", at)
        if width > 1:
            return True
        return bool(reading.match("media", at + 1) or reading.match("occasions", at + 1)) and (
            width > 0
        )

    def leads_on(self, at: int, word: str) -> bool:
        """Whether أن follows the preposition, here or where it is said again: من الوزارة من أن."""
        if self.reading.leads_to_that(at + 1):
            return True
        return any(
            self.reading.word(later) == word and self.reading.leads_to_that(later + 1)
            for later in range(at + 2, min(self.end, at + 6))
        )

    def noun(self, at: int) -> Complement | None:
        reading = self.reading
        before, nouns = reading.word(at - 1), self.cue.form.cue.nouns
        if nouns:
            return self.begin("noun", at, at) if reading.word(at) in nouns else None
        if reading.match("anonymity", at) or reading.match("not_content", at):
            return None
        is_parted = at > 0 and self.tokens.is_comma(at - 1)
        if (not before and not is_parted) or before in reading.lexicon.list("heads"):
            return None
        if before in reading.lexicon.list("agencies") or any(
            reading.has(name, at - 1) and not reading.match("back", at - 1)
            for name in ("prepositions", "clause_starts")
        ):
            return None
        if reading.is_announced(at) and (at > self.cue.last or self.may_have_pronoun()):
            earlier = self.fallback
            if earlier is not None and (earlier.first in (at - 1, self.cue.last)):
                is_parted = self.tokens.is_comma(earlier.first - 1)
                is_parted = is_parted or earlier.first == self.cue.last
                if earlier.kind == "noun" and (is_parted or reading.match("counted", at)):
                    return earlier  # ارتفاع حصيلة
            return self.begin("noun", at, at)
        is_adjective = (  # استنكر الأزهر الشريف اقتحام …: what was taken for the object is none
            self.fallback is not None
            and self.fallback.first == at - 1
            and before.startswith("ال")
            and reading.is_masdar(at)
        )
        if (self.fallback is None or is_adjective) and at > self.cue.last and reading.is_masdar(at):
            self.fallback = self.begin("noun", at, at)
        elif at > self.cue.last and self.is_parted_noun(at):
            if self.fallback is None or not self.reading.names_what_is_said(self.fallback.first):
                self.fallback = self.begin("noun", at, at)
        elif self.fallback is None and self.cue.has_conjunction and reading.is_masdar(at):
            self.fallback = self.begin("noun", at, at)  # واعتبر مشاركة بلاده مؤشرا
        return None

    def is_parted_noun(self, at: int) -> bool:
        """Whether a noun stands behind an aside in commas: أكد الوزير، أمس، نفاد المخزون."""
        reading, tokens = self.reading, self.tokens
        word = reading.word(at)
        if not tokens.is_comma(at - 1) or len(word) < 3 or word.startswith("ال") or word[-1] == "ا":
            return False
        before = range(at - 2, max(self.cue.last, at - _OFFICE), -1)
        opening = next((each for each in before if tokens.is_comma(each)), None)
        if opening is None or not tokens.is_word[opening - 1]:
            return False
        is_aside = reading.match("time", opening + 1) or reading.has("prepositions", opening + 1)
        is_clause = at in reading.cues or any(
            reading.has(name, at)
            for name in ("clause_starts", "prepositions", "relatives", "narrative", "auxiliaries")
        )
        is_word = bool(reading.word(at + 1)) and not reading.match("time", at)
        return bool(is_aside) and is_word and not is_clause

    def may_have_pronoun(self) -> bool:
        """Whether the cue can do without a speaker behind it: وأكد ضرورة …, واشنطن تنفي علمها."""
        cue = self.cue
        return cue.has_conjunction or cue.is_participle or bool(self.reading.word(cue.first - 1))

    # -- marks and colons -------------------------------------------------------------------------

    def marked(self, at: int) -> Complement | None:
        """What stands in the marks that open at `at`, where it is said and no name."""
        reading, tokens = self.reading, self.tokens
        before = at - 1
        if before >= 0 and not tokens.is_word[before] and not tokens.is_comma(before):
            return None
        word = reading.word(before)
        words = tokens.count_words(at + 1, tokens.closing(at))
        if not words or self.only_preposition:
            return None
        if reading.has("sayings", before):
            return self.begin("marks", at, before)
        if word in self.prepositions:
            return self.begin("phrase in marks", at, before)
        is_addressed = word.startswith("لل") and words > _SCARE  # قال للصحيفة "…"
        if not is_addressed and self.is_title(before):
            return None
        prepositions = reading.lexicon.list("prepositions")
        if word == "ب" and self.cue.form.cue.drops_object:
            return self.begin("phrase in marks", at, before)  # وصف القرار بـ"الجائر"
        if word and (word in prepositions or word in reading.lexicon.list("attached")):
            return None
        follows = tokens.after[at]
        if word and self.goes_on_to_that(follows):
            return None
        is_end = follows >= self.end or tokens.is_stop(follows)
        if words <= _SCARE and not (is_end and words == _SCARE and before >= self.cue.last):
            return None
        return self.begin("marks", at, at) if "marks" in self.takes else None

    def goes_on_to_that(self, first: int) -> bool:
        """Whether words in marks are part of a name, since أن comes only later."""
        reading, tokens = self.reading, self.tokens
        for at in range(first, min(self.end, first + 14)):
            if tokens.is_stop(at) or tokens.is_colon(at) or at in reading.cues:
                return False
            if reading.is_that(at) or reading.is_subject(at):
                return True
        return False

    def is_title(self, at: int) -> bool:
        """Whether the word at `at` is what a name in marks is of: رواية, سفينة."""
        reading = self.reading
        titles = reading.lexicon.list("titles_in_marks")
        word = reading.word(at)
        return (
            word in titles
            or (len(word) > 3 and word[1:] in titles)
            or (len(word) > 4 and ("ا" + word[1:] in titles or word[2:] in titles))
        )

    def behind_colon(self, at: int) -> Complement | None:
        reading, tokens = self.reading, self.tokens
        if "marks" not in self.takes or reading.has("not_speakers", at - 1):
            return None
        first = at + 1
        while first < self.end and not tokens.is_word[first] and not tokens.opens(first):
            first += 1
        if first >= self.end:
            return None
        if tokens.opens(first) and not tokens.count_words(first + 1, tokens.closing(first)):
            return None
        return self.begin("marks" if tokens.opens(first) else "colon", first, at)
