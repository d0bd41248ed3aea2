"""The text of a query cut into tokens, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from annotator.core.errors import N_
from annotator.core.search.errors import SearchError
from annotator.core.search.keywords import FIELD_OF, FIELDS, OPERATOR_OF
from annotator.core.text import fold_text

Kind = Literal["word", "string", "operator", "field", "(", ")", "end"]

_CLOSING: Final = {'"': '"', "“": "”", "«": "»", "„": "“", "”": "”"}
_BARE: Final = re.compile(r"[^\s()\"“”„«]+")
_JOINT: Final = re.compile(r"\s*([:=~])")
_NAME: Final = re.compile(r"[^\W\d][\w-]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    `text` is a word, the inside of a string, or the English name of an operator or field; `name`
    is what follows a field's dot, `joint` the sign that follows (`:`, `=`, `~`).
    """

    kind: Kind
    text: str
    start: int
    end: int
    prefix: bool = False
    name: str = ""
    joint: str = ""


class Tokens:
    """The tokens of a query, taken one by one."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._at = 0
        self._next: Token | None = None

    @property
    def next(self) -> Token:
        """The token that comes next; looked for only when it is asked for."""
        if self._next is None:
            self._next = self._token()
        return self._next

    def take(self) -> Token:
        """The next token; the one that follows it becomes `next`."""
        token = self.next
        self._next = None
        return token

    def skip_space(self) -> int:
        """Where the next token begins, without saying what it is."""
        if self._next is not None:
            return self._next.start
        while self._at < len(self._query) and self._query[self._at].isspace():
            self._at += 1
        return self._at

    def begins(self, sign: str) -> bool:
        """Whether the next token begins with this sign."""
        return self._query.startswith(sign, self.skip_space())

    def take_value(self) -> Token:
        """What follows a sign, as a value: keywords mean nothing there."""
        start = self.skip_space()
        self._at, self._next = start, None
        if start < len(self._query) and _BARE.match(self._query, start):
            return self._bare(plain=True)
        return self.take()

    def take_name(self) -> Token:
        """The name of a role or an attribute, with the sign that follows it; "" where none is."""
        start = self.skip_space()
        self._at, self._next = start, None
        match = _NAME.match(self._query, start)
        if match is not None:
            text, self._at = match.group(), match.end()
        elif self._query[start : start + 1] in _CLOSING:
            text = self._string(_CLOSING[self._query[start]]).text
        else:
            return Token("word", "", start, start)
        joint = _JOINT.match(self._query, self._at)
        end = self._at
        if joint is not None:
            self._at = joint.end()
        return Token("word", text, start, end, joint=joint.group(1) if joint else "")

    def _token(self) -> Token:
        query = self._query
        if self.skip_space() == len(query):
            return Token("end", "", self._at, self._at)
        sign = query[self._at]
        if sign in ("(", ")"):
            self._at += 1
            kind: Kind = "(" if sign == "(" else ")"
            return Token(kind, sign, self._at - 1, self._at)
        if sign in _CLOSING:
            return self._string(_CLOSING[sign])
        return self._bare()

    def _string(self, closing: str) -> Token:
        start = self._at
        end = self._query.find(closing, start + 1)
        if end < 0:
            raise SearchError(
                N_(
                    "The quotation mark at character {place} is never closed: write {mark} "
                    "at the end."
                ),
                start,
                len(self._query),
                place=start + 1,
                mark=closing,
            )
        text = re.sub(r"[\"“”„«»\s]+", " ", self._query[start + 1 : end]).strip()
        self._at = end + 1
        prefix = self._query.startswith("*", self._at)
        self._at += prefix
        return Token("string", text, start, self._at, prefix)

    def _bare(self, *, plain: bool = False) -> Token:
        query, start = self._query, self._at
        match = _BARE.match(query, start)
        if match is None:
            raise SearchError(N_("Something is missing here."), start, start)
        if not plain and (found := self._field(match)) is not None:
            return found
        self._at = match.end()
        text = match.group()
        operator = OPERATOR_OF.get(fold_text(text))
        if operator and not plain:
            return Token("operator", operator, start, self._at)
        prefix = text.endswith("*") and len(text) > 1
        return Token("word", text.removesuffix("*") if prefix else text, start, self._at, prefix)

    def _field(self, match: re.Match[str]) -> Token | None:
        """A field with its sign, where the word is one."""
        word = _NAME.match(match.group())
        if word is None:
            return None
        start, end = match.start(), match.start() + word.end()
        name = ""
        field = FIELD_OF.get(fold_text(word.group()))
        if field in ("attribute", "role") and self._query.startswith(".", end):
            dotted = _NAME.match(self._query[end + 1 : match.end()])
            if dotted is not None:
                name = dotted.group()
                end += 1 + len(name)
        joint = _JOINT.match(self._query, end)
        if joint is None or (joint.group(1) == ":" and joint.start(1) > end):
            return None
        if field is None:
            self._refuse_unknown(word.group(), joint, start)
            return None
        self._at = joint.end()
        return Token("field", field, start, self._at, name=name, joint=joint.group(1))

    def _refuse_unknown(self, word: str, joint: re.Match[str], start: int) -> None:
        """`lable:PERS` is a slip of the pen; `10:30` and Arabic words with a colon are words."""
        follows = self._query[joint.end() : joint.end() + 1]
        if not word.isascii() or not follows.strip() or (follows in "/" and joint.group(1) == ":"):
            return
        raise SearchError(
            N_(
                "There is no condition “{name}” (character {place}). There are: {known}. Put "
                "words that are meant literally into quotation marks."
            ),
            start,
            start + len(word),
            name=word,
            place=start + 1,
            known=", ".join(FIELDS),
        )
