"""From the text of a query to its parts.

    query    := group ("or" group)*
    group    := part (["and"] part)*
    part     := "not" part | operand [("inside" | "around") place]
    place    := operand condition* [("inside" | "around") place]
    operand  := words | "(" query ")" | condition

Words without quotation marks that follow one another are one phrase.
"""

from __future__ import annotations

from typing import Final

from annotator.core.errors import N_
from annotator.core.model.query import (
    Around,
    Attribute,
    Contains,
    Incomplete,
    Inside,
    Is,
    Named,
    Not,
    Query,
    Role,
    With,
    Words,
    either,
    every,
)
from annotator.core.search.errors import SearchError
from annotator.core.search.keywords import VALUE_OF, VALUES
from annotator.core.search.tokens import Token, Tokens
from annotator.core.text import fold_text

_DEEPEST: Final = 40
_STARTS: Final = ("word", "string", "field", "(")
_KEYWORDS: Final = ("with", "without", "incomplete")


def parse(query: str) -> Query:
    """The parts of a query.

    Raises:
        SearchError: what is wrong, where, and what to write instead.
    """
    if not query.strip():
        raise SearchError(N_("Write what to look for: a word, or a condition."), 0, len(query))
    parser = _Parser(Tokens(query))
    found = parser.query()
    extra = parser.tokens.next
    if extra.kind != "end":
        raise SearchError(
            N_(
                "The bracket at character {place} closes nothing. Take it away, or open one before."
            ),
            extra.start,
            extra.end,
            place=extra.start + 1,
        )
    return found


class _Parser:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._depth = 0

    def query(self) -> Query:
        parts = [self._group()]
        while self._operator("or"):
            self.tokens.take()
            parts.append(self._group())
        return either(*parts)

    def _group(self) -> Query:
        parts = [self._part()]
        while True:
            if self._operator("and"):
                self.tokens.take()
            elif not self._starts():
                return every(*parts)
            parts.append(self._part())

    def _part(self) -> Query:
        if self._operator("not"):
            self._deeper(self.tokens.take())
            part = self._part()
            self._depth -= 1
            return Not(part)
        return self._placed(self._operand())

    def _placed(self, what: Query) -> Query:
        if not self._operator("inside", "around"):
            return what
        token = self.tokens.take()
        self._deeper(token)
        where = [self._operand()]
        while self._operator("with", "without") or self._field("with", "without"):
            where.append(self._operand())
        place = self._placed(every(*where))
        self._depth -= 1
        if token.text == "inside":
            return Inside(what, place, token.start)
        return Around(what, place, token.start)

    def _operand(self) -> Query:
        token = self.tokens.next
        if token.kind == "(":
            return self._brackets()
        if token.kind == "string":
            self.tokens.take()
            return _words(token.text, token, prefix=token.prefix, quoted=True)
        if token.kind == "word":
            return self._phrase()
        if token.kind == "field":
            return self._condition(self.tokens.take())
        if token.kind == "operator" and token.text in _KEYWORDS:
            return self._keyword(self.tokens.take())
        raise SearchError(
            N_(
                "Something is missing at character {place}: a word, a condition or a bracket is "
                "expected. Put a keyword that is meant literally into quotation marks."
            ),
            token.start,
            token.end,
            place=token.start + 1,
        )

    def _keyword(self, token: Token) -> Query:
        if token.text == "incomplete":
            return Incomplete()
        return self._named_part(token)

    def _named_part(self, token: Token) -> Query:
        """A role or an attribute by its name, and what fills it, if that is said."""
        name = self.tokens.take_name()
        if not name.text:
            raise _no_value(token)
        filler = self._filler(name) if name.joint else None
        if token.text == "role":
            return Role(name.text, filler, token.start)
        if token.text == "attribute":
            return _attribute(name.text, filler, token)
        found = With(name.text, filler, token.start)
        return Not(found) if token.text == "without" else found

    def _phrase(self) -> Query:
        first = self.tokens.take()
        texts, prefix, last = [first.text], first.prefix, first
        while not prefix and self.tokens.next.kind == "word":
            last = self.tokens.take()
            texts.append(last.text)
            prefix = last.prefix
        place = Token("word", "", first.start, last.end)
        return _words(" ".join(texts), place, prefix=prefix)

    def _brackets(self) -> Query:
        opening = self.tokens.take()
        self._deeper(opening)
        found = self.query()
        self._depth -= 1
        if self.tokens.next.kind != ")":
            raise SearchError(
                N_("The bracket at character {place} is never closed. Write ) at the end."),
                opening.start,
                opening.end,
                place=opening.start + 1,
            )
        self.tokens.take()
        return found

    def _condition(self, token: Token) -> Query:
        kind = token.text
        if kind in ("with", "without") or (kind in ("role", "attribute") and not token.name):
            return self._named_part(token)
        if kind == "role":
            return Role(token.name, self._filler(token), token.start)
        if kind == "attribute":
            return _attribute(token.name, self._filler(token), token)
        value = self._value(token)
        if kind == "text":
            if token.joint == "~":
                return Contains(_lettered(value.text, value), token.start)
            return _words(value.text, value, prefix=value.prefix, quoted=True)
        if not value.text:
            raise _no_value(value)
        if kind in ("label", "layer"):
            return Named("label" if kind == "label" else "layer", value.text, value.start)
        return _fact(kind, value)

    def _filler(self, token: Token) -> Query:
        """What fills a role: words, or a query in brackets."""
        if self.tokens.begins("("):
            return self._brackets()
        value = self._value(token)
        return _words(value.text, value, prefix=value.prefix, quoted=value.kind == "string")

    def _value(self, token: Token) -> Token:
        value = self.tokens.take_value()
        if value.kind in ("end", "(", ")"):
            raise _no_value(token)
        return value

    def _operator(self, *names: str) -> bool:
        token = self.tokens.next
        return token.kind == "operator" and token.text in names

    def _field(self, *names: str) -> bool:
        token = self.tokens.next
        return token.kind == "field" and token.text in names

    def _starts(self) -> bool:
        return self.tokens.next.kind in _STARTS or self._operator("not", *_KEYWORDS)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SearchError(
                N_("The query is nested too deeply at character {place}. Make it simpler."),
                token.start,
                token.end,
                place=token.start + 1,
            )


def _words(text: str, token: Token, *, prefix: bool = False, quoted: bool = False) -> Words:
    return Words(" ".join(_lettered(text, token).split()), prefix, quoted, token.start)


def _lettered(text: str, token: Token) -> str:
    if not any(letter.isalnum() for letter in fold_text(text)):
        raise SearchError(
            N_("“{query}” has no letter to search for. Give a word or a name."),
            token.start,
            token.end,
            query=text,
        )
    return text


def _attribute(name: str, filler: Query | None, token: Token) -> Attribute:
    if filler is not None and not isinstance(filler, Words):
        raise SearchError(
            N_("An attribute has a plain value: write it after the sign, without brackets."),
            token.start,
            token.end,
        )
    return Attribute(name, filler.text if filler else "", (), token.start)


def _fact(kind: str, value: Token) -> Query:
    text = value.text
    if kind in VALUES:
        known = VALUE_OF[kind].get(" ".join(fold_text(text).split()))
        if known is None:
            raise SearchError(
                N_("“{value}” (character {place}) is none of: {known}."),
                value.start,
                value.end,
                value=text,
                place=value.start + 1,
                known=", ".join(VALUES[kind]),
            )
        text = known
    return Is(kind, text, value.start)  # type: ignore[arg-type]


def _no_value(token: Token) -> SearchError:
    return SearchError(
        N_("A value is missing at character {place}. Write it right after the sign."),
        token.start,
        token.end,
        place=token.end + 1,
    )
