"""A paragraph with its cues: which words say that someone spoke, and which only look so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from annotator.core.recommenders.quotes.lexicon import CueForm, CueLexicon, Frame
from annotator.core.recommenders.quotes.tokens import Tokens

_MASDAR: Final = re.compile(
    r"ا..ا.ه?|ت..ي.|ا..?ت.ا.ه?|است..ا.|است..?ا.ه|ان..ا.|ا.ا.ه|م.ا..ه|ت.و.ه|ت..يه|ت.ا.."
)
_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "نا")
_BEFORE_VERBS: Final = ("clause_starts", "auxiliaries", "relatives", "time")
_LONGEST_LEAD: Final = 2
_OWN: Final = 8  # tokens between عبر and its عن, and where it begins a sentence
_FAR: Final = 30


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue in its paragraph: tokens `[first, last)`, `start` the offset behind its conjunction."""

    first: int
    last: int
    start: int
    end: int
    form: CueForm
    has_conjunction: bool

    @property
    def is_participle(self) -> bool:
        """Whether it hangs on an earlier cue: مشيرا, مؤكدة."""
        return self.form.kind == "participle"


def _stem(word: str) -> str:
    """A verb without the pronoun that is written onto it, or nothing: اجابه, ابلغها."""
    return next((word[: -len(end)] for end in ("ها", "هم", "ه") if word.endswith(end)), "")


class Reading:
    """The tokens of a paragraph and the cues among them, in the light of a lexicon."""

    def __init__(self, tokens: Tokens, lexicon: CueLexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._conjunctions = frozenset(entry[0] for entry in lexicon.list("conjunctions").entries)
        self.cues: dict[int, CueAt] = {}
        self.frames: dict[int, tuple[Frame, int, int]] = {}
        for index in range(len(tokens)):
            if tokens.is_word[index]:
                self._note_frame(index)
        self._behind_frames = {named for _, named, _ in self.frames.values()}
        for index in range(len(tokens)):
            if tokens.is_word[index] and (cue := self._cue(index)):
                self.cues[index] = cue
        self._end_open_quotations()

    # -- lists ----------------------------------------------------------------------------------

    def match(self, name: str, index: int) -> int:
        """How many tokens from `index` on are an entry of the list `name`; 0: none."""
        if index >= len(self.tokens):
            return 0
        folded, lists = self.tokens.folded, self.lexicon.list
        if name == "breaks" and lists("no_breaks").match(folded, index):
            return 0
        return lists(name).match(folded, index)

    def has(self, name: str, index: int) -> bool:
        """Whether the token is a word of the list `name`, be it behind a conjunction."""
        if not 0 <= index < len(self.tokens):
            return False
        words, word = self.lexicon.list(name), self.tokens.folded[index]
        if word in words:
            return True
        return word[:1] in self._conjunctions and word[1:] in words and not self._is_whole(index)

    def _is_whole(self, index: int) -> bool:
        """Whether a word only looks as if a conjunction stood before it: والي, but not وإلى."""
        start = self.tokens.starts[index]
        is_split = self.tokens.text[start + 1 : start + 2] in "إأ"
        return not is_split and self.tokens.folded[index] in self.lexicon.list("whole_words")

    def matches_behind_conjunction(self, name: str, index: int) -> bool:
        """As `match`, be the first word behind a conjunction."""
        return bool(self.match(name, index)) or bool(self.without_conjunction(name, index))

    def without_conjunction(self, name: str, index: int) -> int:
        """How many tokens are an entry of a list whose first word has a conjunction; 0: none."""
        folded = self.tokens.folded
        if index >= len(folded) or folded[index][:1] not in self._conjunctions:
            return 0
        if self._is_whole(index):
            return 0
        window = [folded[index][1:], *folded[index + 1 : index + 6]]
        return self.lexicon.list(name).match(window, 0) if window[0] else 0

    def word(self, index: int) -> str:
        """The folded word at `index`, or nothing where there is no word."""
        if not 0 <= index < len(self.tokens) or not self.tokens.is_word[index]:
            return ""
        return self.tokens.folded[index]

    def is_that(self, index: int) -> bool:
        """Whether a word brings in what was said and stays out of it."""
        if self.word(index) in self.lexicon.list("that"):
            return not self.match("no_that", index)
        return bool(self.match("whether", index))

    def is_subject(self, index: int) -> bool:
        """Whether a word brings in what was said and is its subject."""
        return self.word(index) in self.lexicon.list("subject")

    def is_masdar(self, index: int, word: str | None = None) -> bool:
        """Whether a word (`word`: a part of it) looks like a noun of action without article."""
        word = self.word(index) if word is None else word
        if self.lexicon.language != "ar" or word.startswith("ال"):
            return False
        return bool(_MASDAR.fullmatch(word))

    def is_announced(self, index: int, word: str | None = None) -> bool:
        """Whether a word is a noun that verbs of saying bring in, be it with a pronoun."""
        word = self.word(index) if word is None else word
        known = self.lexicon.list("complements")
        return word in known or any(
            word.endswith(ending) and word[: -len(ending)] in known for ending in _PRONOUNS
        )

    def names_what_is_said(self, index: int) -> bool:
        """Whether a word is a noun of saying or of action, and so no part of a speaker's name."""
        return self.is_announced(index) or self.is_masdar(index)

    def leads_to_that(self, index: int) -> bool:
        """Whether أن or its like stands at `index`, be a preposition before it."""
        for at in range(index, min(len(self.tokens), index + _LONGEST_LEAD)):
            if self.is_that(at) or self.is_subject(at):
                return True
            if self.word(at) not in self.lexicon.list("leads"):
                return False
        return False

    def begins_another_noun(self, at: int) -> bool:
        """Whether a word behind a definite noun is no adjective of it but another noun."""
        word, before = self.word(at), self.word(at - 1)
        if not before.startswith("ال"):
            return False
        if word.startswith("ال"):
            is_adjective = word in self.lexicon.list("adjectives")
            return not is_adjective and not word.endswith(("ي", "يه", "يين", "ون"))
        return word.endswith("ه")

    # -- cues -----------------------------------------------------------------------------------

    def _cue(self, index: int) -> CueAt | None:
        tokens = self.tokens
        word = tokens.folded[index]
        found = self._form(word, index)
        start, conjunction = tokens.starts[index], False
        if found is None and len(word) > 2 and word[0] in self._conjunctions:
            found = self._form(word[1:], index)
            start, conjunction = tokens.behind_letter(index), True
        if found is None and (found := self._with_pronoun(word, index)) is not None:
            conjunction = word[0] in self._conjunctions and word not in self.lexicon.cues
            conjunction = conjunction and self._form(_stem(word), index) is None
            start = tokens.behind_letter(index) if conjunction else tokens.starts[index]
        if found is None or self._is_no_cue(index, found, has_conjunction=conjunction):
            return None
        last = index + 1 + len(found.rest)
        return CueAt(index, last, start, tokens.ends[last - 1], found, conjunction)

    def _with_pronoun(self, word: str, index: int) -> CueForm | None:
        """The verb of أجابه and وأبلغها, where أن or words in marks follow."""
        before = self.word(index - 1)
        if self.lexicon.language != "ar" or before in self.lexicon.list("relatives"):
            return None
        stem = _stem(word)
        if len(stem) < 3 or index in self._behind_frames:
            return None
        found = self._form(stem, index)
        if found is None and stem[0] in self._conjunctions:
            found = self._form(stem[1:], index)
        is_verb = found is not None and found.kind in ("perfect", "imperfect")
        told = self.lexicon.list("told")
        if found is None or not (found.cue.to_addressee or stem in told or stem[1:] in told):
            return None
        near = range(index + 1, min(len(self.tokens), index + _OWN))
        return found if is_verb and any(map(self._brings_in, near)) else None

    def _brings_in(self, index: int) -> bool:
        """Whether أن or a colon stands at `index`."""
        return self.leads_to_that(index) or self.tokens.is_colon(index)

    def _form(self, word: str, index: int) -> CueForm | None:
        following = self.tokens.folded
        for form in self.lexicon.cues.get(word, ()):
            width = len(form.rest)
            if not width or tuple(following[index + 1 : index + 1 + width]) == form.rest:
                return form
        return None

    def _is_no_cue(self, index: int, form: CueForm, *, has_conjunction: bool) -> bool:
        if self._is_editorial(index) or self.tokens.folded[index] in self.lexicon.list("not_cues"):
            return True
        before = self.word(index - 1)
        if self.match("anonymity", index + 1) or before in self.lexicon.list("of_manner"):
            return True
        if self.is_that(index - 1) and self.has("expected", index - 2):
            return True
        lists = self.lexicon.list
        word = self.tokens.folded[index]
        if form.kind == "participle":
            # An adjective: الشعاب مهددة بالزوال.
            is_adjective = word.endswith(("ه", "ات")) and not self.leads_to_that(index + 1)
            return bool(before) and (word in lists("also_nouns") or is_adjective)
        reach = index + (_OWN if before else _FAR)
        is_clear = self.is_that(index + 1) or self.is_subject(index + 1)  # كما بين أن
        if (
            word in lists("prepositions")
            and not is_clear
            and not any(self.word(at) in form.cue.prepositions for at in range(index + 1, reach))
        ):
            return True  # عبر تلغرام
        if has_conjunction and before:  # بين … وبين
            return self.tokens.folded[index][1:] in lists("prepositions")
        if has_conjunction or not before:
            return False
        if self.tokens.folded[index] in lists("also_nouns") and not any(
            self.has(name, index - 1) for name in _BEFORE_VERBS
        ):
            return True
        # Behind a preposition it is a noun, and behind أحد an elative: أحد أبرز اللاعبين.
        return before in self.lexicon.list("prepositions") or before in lists("of_many")

    def _is_editorial(self, index: int) -> bool:
        """Whether the writer speaks here: يذكر أن, with nobody between."""
        width = self.match("editorial", index) or self.without_conjunction("editorial", index)
        return bool(width) and (
            self.leads_to_that(index + width) or self.is_that(index + width - 1)
        )

    def is_finite(self, index: int) -> bool:
        """Whether a cue that is no participle stands at `index`."""
        cue = self.cues.get(index)
        return cue is not None and not cue.is_participle

    def _end_open_quotations(self) -> None:
        """Let a quotation that is never closed end where the next one is brought in."""
        tokens = self.tokens
        for index, mark in tokens.marks.items():
            if mark.role != "open" or mark.partner is not None or mark.depth:
                continue
            for at in range(index + 2, tokens.after[index] - 1):
                follows = self.cues.get(at + 1)
                if (
                    follows
                    and not follows.is_participle
                    and tokens.is_stop(at)
                    and (follows.has_conjunction)
                ):
                    tokens.after[index] = at + 1
                    tokens.limit[index + 1 : at + 1] = [at] * (at - index)
                    break

    # -- frames ---------------------------------------------------------------------------------

    def _note_frame(self, index: int) -> None:
        """Keep the frame at `index` with the token and the offset where what it names begins."""
        folded = self.tokens.folded
        word = folded[index]
        best: tuple[Frame, int, int] | None = None
        for first, with_conjunction in ((word, False), (word[1:], True)):
            if with_conjunction and (word[:1] not in self._conjunctions or best):
                continue
            for frame in self.lexicon.frames.get(first, ()):
                reached = self._frame_end(frame, index)
                longer = best is None or len(frame.phrase) > len(best[0].phrase)
                if reached is not None and longer:
                    best = (frame, *reached)
        if best is not None:
            self.frames[index] = best

    def _frame_end(self, frame: Frame, index: int) -> tuple[int, int] | None:
        tokens = self.tokens
        *middle, final = frame.phrase[1:] or ("",)
        at = index + 1
        for word in middle:
            if self.word(at) != word:
                return None
            at += 1
        if not final:
            return (at, tokens.starts[at]) if at < len(tokens) else None
        following = self.word(at)
        if following == final:
            return (at + 1, tokens.starts[at + 1]) if at + 1 < len(tokens) else None
        attached = final in self.lexicon.list("attached")
        if attached and len(following) > 2 and following.startswith(final):
            return at, tokens.behind_letter(at)
        return None
