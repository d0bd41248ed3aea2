"""What annotators have at one place, in words: the versions to choose from, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.app.translation import _, isolate, language, ngettext
from annotator.core.errors import N_
from annotator.core.model import Annotation
from annotator.core.review import DifferenceKind, Place
from annotator.core.schema import Label, Layer, Schema
from annotator.core.text import Spans

_LONGEST = 120  # code points of a version's text
_GAP = " … "


@dataclass(frozen=True, slots=True)
class Version:
    """What one or more annotators have at a place.

    `number` chooses it; that of those who have nothing is 0, and so `annotation` is None. `parts`
    are the roles and attributes in which the versions differ, as (name, value); the empty string
    where this one has nothing. `text` is what the annotation covers. `is_agreed` says that the
    agreed version says the same: the same label, spans and parts, or that nothing is to stand.
    """

    number: int
    annotators: tuple[str, ...]
    annotation: Annotation | None
    label: Label | None
    name: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()
    is_agreed: bool = False


KIND_NAMES: dict[DifferenceKind, str] = {
    "missing": N_("one has nothing"),
    "label": N_("label"),
    "edge": N_("edge"),
    "clitic": N_("edge by a clitic"),
    "argument": N_("argument"),
    "attribute": N_("attribute"),
}
"""What differs between annotators, in a word or two, for `_`."""


def versions_of(
    place: Place, text: str, schema: Schema, known: Mapping[str, Annotation]
) -> list[Version]:
    """The versions of a place, those who say the same together, who have nothing last."""
    layer = schema.find_layer(place.layer)
    groups: dict[object, list[str]] = {}
    made: dict[object, Version] = {}
    for annotator, annotation in place.versions:
        version = _version(place, annotation, text, layer, known)
        groups.setdefault(_said(version), []).append(annotator)
        made.setdefault(_said(version), version)
    agreed: object = () if not place.settled else None
    if place.curated is not None:
        agreed = _said(_version(place, place.curated, text, layer, known))
    numbered = [key for key in groups if key is not None]
    numbers = {key: number for number, key in enumerate(numbered, 1)}
    order = [*numbered, *([None] if None in groups else [])]
    return [
        replace(
            made[key],
            number=numbers.get(key, 0),
            annotators=tuple(groups[key]),
            is_agreed=key == agreed,
        )
        for key in order
    ]


def agreed_version(
    place: Place, text: str, schema: Schema, known: Mapping[str, Annotation]
) -> Version | None:
    """What the agreed version has at a place; None where it has nothing."""
    if place.curated is None:
        return None
    made = _version(place, place.curated, text, schema.find_layer(place.layer), known)
    return replace(made, annotators=(place.curated.annotator,), is_agreed=True)


def _said(version: Version) -> object:
    """What a version says, the same for those who say the same; None for nothing."""
    made = version.annotation
    return None if made is None else (made.label, made.spans, version.parts)


def told_differences(place: Place, versions: list[Version]) -> list[str]:
    """What differs, in sentences: “Speaker: amal says X, badr says Y”."""
    there = [each for each in versions if each.annotation is not None]
    told: list[str] = []
    for kind in place.kinds:
        if kind == "missing":
            nobody = [name for each in versions if each.number == 0 for name in each.annotators]
            has = ngettext("{names} has nothing here", "{names} have nothing here", len(nobody))
            told.append(has.format(names=_names(nobody)))
        elif kind == "label":
            told.append(_contrast(_("Label"), [(each, each.name) for each in there]))
        elif kind in ("edge", "clitic"):
            name = _("Edge") if kind == "edge" else _("Edge by a clitic")
            told.append(_contrast(name, [(each, each.text) for each in there]))
    names = [name for name, _value in there[0].parts] if there else []
    told += [
        _contrast(name, [(each, each.parts[at][1]) for each in there])
        for at, name in enumerate(names)
    ]
    return told


def _contrast(name: str, sides: list[tuple[Version, str]]) -> str:
    by_value: dict[str, list[str]] = {}
    for version, value in sides:
        by_value.setdefault(value, []).extend(version.annotators)
    parts = [_says(names, value) for value, names in by_value.items()]
    return _("{name}: {parts}").format(name=name, parts=_(", ").join(parts))


def _says(names: list[str], value: str) -> str:
    count = len(names)
    if not value:
        told = ngettext("{names} says nothing", "{names} say nothing", count)
    else:
        told = ngettext("{names} says “{value}”", "{names} say “{value}”", count)
    return told.format(names=_names(names), value=isolate(value))


def _names(names: list[str]) -> str:
    return _(", ").join(isolate(each) for each in names)


def _version(
    place: Place,
    annotation: Annotation | None,
    text: str,
    layer: Layer | None,
    known: Mapping[str, Annotation],
) -> Version:
    if annotation is None:
        return Version(0, (), None, None, _("nothing"), "")
    label = layer.label(annotation.label) if layer else None
    spans = [annotation.spans] if annotation.spans else _filler_spans(annotation, "", known)
    return Version(
        0,
        (),
        annotation,
        label,
        label.name.text(language()) if label else annotation.label,
        " ← ".join(_words(each, text) for each in spans),
        _parts(place, annotation, text, layer, known),
    )


def _parts(
    place: Place,
    annotation: Annotation,
    text: str,
    layer: Layer | None,
    known: Mapping[str, Annotation],
) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for role_id in place.roles:
        role = layer.role(annotation.label, role_id) if layer else None
        fillers = _filler_spans(annotation, role_id, known)
        value = _(", ").join(_words(each, text) for each in fillers)
        found.append((role.name.text(language()) if role else role_id, value))
    for attribute_id in place.attributes:
        attribute = layer.attribute(annotation.label, attribute_id) if layer else None
        value = annotation.attribute(attribute_id) or (attribute.default if attribute else "")
        found.append((attribute.name.text(language()) if attribute else attribute_id, value))
    return tuple(found)


def _filler_spans(
    annotation: Annotation, role: str, known: Mapping[str, Annotation]
) -> list[Spans]:
    """Where what fills a role (all roles: the empty string) stands."""
    found = []
    for each in annotation.arguments:
        if role in ("", each.role):
            target = known.get(each.target) if each.target else None
            found.append(target.spans if target else each.spans if not each.target else ())
    return [each for each in found if each]


def _words(spans: Spans, text: str) -> str:
    words = " ".join(_GAP.join(each.text_in(text) for each in spans).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
