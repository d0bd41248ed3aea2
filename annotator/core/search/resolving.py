"""What the names in a query mean under a schema: labels, layers, roles and attributes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from annotator.core.errors import N_
from annotator.core.model.query import (
    And,
    Around,
    Attribute,
    Inside,
    Is,
    Labelled,
    Named,
    Not,
    Or,
    Query,
    Role,
    With,
    Words,
    either,
    every,
)
from annotator.core.schema import Label, Layer, Names, Schema
from annotator.core.schema import Role as RoleType
from annotator.core.search.errors import SearchError
from annotator.core.search.keywords import LAYER_OF
from annotator.core.text import fold_text

LabelKey = tuple[str, str]
_KINDS = {
    "label": N_("The schema has no label “{name}” (character {place}). It has: {hint}."),
    "layer": N_("The schema has no layer “{name}” (character {place}). It has: {hint}."),
    "role": N_("The schema has no role “{name}” (character {place}). It has: {hint}."),
    "attribute": N_("The schema has no attribute “{name}” (character {place}). It has: {hint}."),
    "part": N_("The schema has no role or attribute “{name}” (character {place}). It has: {hint}."),
}


def resolve(query: Query, schema: Schema) -> Query:
    """The query with every name replaced by what it means.

    Raises:
        SearchError: the schema knows no such label, layer, role or attribute.
    """
    return _Resolver(schema).resolve(query)


def is_about_words(query: Query) -> bool:
    """Whether a resolved query asks for places in the texts, and not for annotations."""
    kinds = set(_kinds(query))
    return "annotation" not in kinds and "words" in kinds


def _kinds(query: Query) -> Iterable[Literal["words", "annotation", "document"]]:
    match query:
        case Words():
            yield "words"
        case And(parts) | Or(parts):
            for each in parts:
                yield from _kinds(each)
        case Not(part) | Inside(part, _):
            yield from _kinds(part)
        case Is(fact="status"):
            yield "document"
        case _:
            yield "annotation"


class _Resolver:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def resolve(self, query: Query, *, by_name: bool = False) -> Query:
        """`by_name`: words may be the names of labels and layers too, not their codes alone."""
        match query:
            case Words():
                return query if query.quoted else self._words(query, by_name=by_name)
            case Named(kind, name, at):
                return Labelled(self._labels(name, kind, at))
            case And(parts):
                return every(*(self.resolve(each, by_name=by_name) for each in parts))
            case Or(parts):
                return either(*(self.resolve(each, by_name=by_name) for each in parts))
            case Not(part):
                return Not(self.resolve(part, by_name=by_name))
            case Inside(what, where, at):
                return Inside(
                    self.resolve(what, by_name=by_name), self.resolve(where, by_name=True), at
                )
            case Around(what, held, at):
                return Around(
                    self.resolve(what, by_name=by_name), self.resolve(held, by_name=True), at
                )
            case Role():
                return self._role(query)
            case Attribute():
                return self._attribute(query)
            case With():
                return self._with(query)
            case _:
                return query

    def _words(self, query: Words, *, by_name: bool) -> Query:
        """Words, of which some may be codes: `PERS لافروف` is a label and a word."""
        parts: list[Query] = []
        plain: list[str] = []
        words = query.text.split(" ")
        for place, word in enumerate(words):
            is_last = place == len(words) - 1
            labels = () if query.prefix and is_last else self._codes(word, by_name=by_name)
            if labels:
                parts += _phrase(plain, query, prefix=False)
                parts.append(Labelled(labels))
                plain = []
            else:
                plain.append(word)
        parts += _phrase(plain, query, prefix=query.prefix)
        return every(*parts)

    def _codes(self, word: str, *, by_name: bool) -> tuple[LabelKey, ...]:
        layer = self._schema.find_layer(word)
        if layer is not None:
            return _of_layer(layer)
        found = tuple(
            key
            for layer in self._schema.layers
            for label in layer.labels
            if word == label.id or (word in label.aliases and ":" not in word)
            for key in _keys(layer, label)
        )
        if found or not by_name:
            return found
        return self._by_name(word, "layer") or self._by_name(word, "label")

    def _by_name(self, name: str, kind: str) -> tuple[LabelKey, ...]:
        wanted = fold_text(name)
        if kind == "layer":
            other = LAYER_OF.get(wanted)
            layers = (
                each
                for each in self._schema.layers
                if wanted in _names(each.id, each.name) or each.id == other
            )
            return tuple(key for layer in layers for key in _of_layer(layer))
        return tuple(
            key
            for layer in self._schema.layers
            for label in layer.labels
            if wanted in _names(label.id, label.name)
            or wanted in {fold_text(each) for each in label.aliases}
            for key in _keys(layer, label)
        )

    def _labels(self, name: str, kind: str, at: int) -> tuple[LabelKey, ...]:
        found = self._by_name(name, kind)
        if found:
            return found
        known = [
            each.id
            for layer in self._schema.layers
            for each in ((layer,) if kind == "layer" else layer.labels)
        ]
        raise _unknown(kind, name, at, known)

    def _role(self, query: Role) -> Query:
        name = self._role_id(query.name)
        if name is None:
            raise _unknown("role", query.name, query.at, self._role_names())
        filler = query.filler
        if filler is not None:
            filler = self.resolve(filler, by_name=not isinstance(filler, Words))
        return Role(name, filler, query.at)

    def _role_id(self, name: str) -> str | None:
        wanted = fold_text(name)
        return next(
            (each.id for each in self._roles() if wanted in _names(each.id, each.name)), None
        )

    def _role_names(self) -> list[str]:
        return list(dict.fromkeys(each.id for each in self._roles()))

    def _roles(self) -> Iterator[RoleType]:
        for layer in self._schema.layers:
            yield from layer.roles
            for label in layer.labels:
                yield from label.roles

    def _attribute(self, query: Attribute) -> Query:
        wanted, value, name, default_of = fold_text(query.name), query.value, "", []
        for layer in self._schema.layers:
            for label in layer.labels:
                for each in layer.attributes_of(label.id):
                    if wanted not in _names(each.id, each.name):
                        continue
                    name = name or each.id
                    value = _value(value, each.values, each.value_names)
                    if value and each.default and fold_text(each.default) == fold_text(value):
                        default_of += _keys(layer, label)
        if not name:
            raise _unknown("attribute", query.name, query.at, self._attribute_names())
        return Attribute(name, value, tuple(dict.fromkeys(default_of)), query.at)

    def _attribute_names(self) -> list[str]:
        return list(
            dict.fromkeys(
                each.id
                for layer in self._schema.layers
                for label in layer.labels
                for each in layer.attributes_of(label.id)
            )
        )

    def _with(self, query: With) -> Query:
        if self._role_id(query.name) is not None:
            return self._role(Role(query.name, query.filler, query.at))
        filler = query.filler
        if filler is not None and not isinstance(filler, Words):
            raise _unknown("role", query.name, query.at, self._role_names())
        try:
            return self._attribute(
                Attribute(query.name, filler.text if filler else "", (), query.at)
            )
        except SearchError:
            known = [*self._role_names(), *self._attribute_names()]
            raise _unknown("part", query.name, query.at, known) from None


def _phrase(words: list[str], query: Words, *, prefix: bool) -> list[Query]:
    return [replace(query, text=" ".join(words), prefix=prefix, quoted=True)] if words else []


def _of_layer(layer: Layer) -> tuple[LabelKey, ...]:
    return tuple(key for label in layer.labels for key in _keys(layer, label))


def _keys(layer: Layer, label: Label) -> list[LabelKey]:
    """The label with its earlier codes, each in the layer where it was."""
    keys = [(layer.id, label.id)]
    for alias in label.aliases:
        before, colon, code = alias.partition(":")
        keys.append((before, code) if colon else (layer.id, alias))
    return keys


def _names(code: str, names: Names) -> set[str]:
    return {fold_text(each) for each in (code, names.ar, names.en) if each}


def _value(value: str, values: tuple[str, ...], names: tuple[Names, ...]) -> str:
    """The code of a value that is given by its name."""
    wanted = fold_text(value)
    for code, name in zip(values, names, strict=False):
        if wanted and wanted in _names(code, name):
            return code
    return value


def _unknown(kind: str, name: str, at: int, known: list[str]) -> SearchError:
    close = difflib.get_close_matches(name, known, 3, 0.6) or known
    hint = ", ".join(close[:12]) + ("…" if len(close) > 12 else "")
    return SearchError(_KINDS[kind], at, at + len(name), name=name, place=at + 1, hint=hint)
