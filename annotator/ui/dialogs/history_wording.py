"""What a change did to a document and its annotations, in sentences."""

from __future__ import annotations

from annotator.app.past import Difference, PastState, Sides, Way
from annotator.app.sentences import shortened
from annotator.app.translation import _, isolate, language, percent, pgettext
from annotator.core.model import LINK, Annotation, Document
from annotator.ui.panels.article import Article
from annotator.ui.words import review_name, status_name

SIGNS: dict[Way, str] = {"added": "+", "removed": "−", "changed": "≠"}
"""What stands before the word for what happened, so that it is seen at a glance."""


def way_word(way: Way) -> str:
    """What happened to an annotation, in a word."""
    words: dict[Way, str] = {
        "added": _("Added"),
        "removed": _("Removed"),
        "changed": _("Changed"),
    }
    return words[way]


def article_of(state: PastState, template: Article) -> Article:
    """A state as the panels look annotations up, under the schema of today."""
    found = Article()
    found.reset(state.document, state.annotations, template.schema)
    return found


class Wording:
    """Says what is different between the two sides of a change."""

    def __init__(self, sides: Sides, template: Article) -> None:
        self._sides = sides
        self._before = article_of(sides.before, template)
        self._after = article_of(sides.after, template)

    def of(self, difference: Difference) -> str:
        """One annotation: what happened to it, which it is, and what of it is another now."""
        one = difference.after or difference.before
        assert one is not None
        article = self._after if difference.after is not None else self._before
        told = _("{what}: {label} “{text}”").format(
            what=f"{SIGNS[difference.way]} {way_word(difference.way)}",
            label=isolate(self._label(one)),
            text=isolate(shortened(article.words_of(one))),
        )
        if difference.before is None or difference.after is None:
            return told
        parts = self._parts(difference.before, difference.after)
        return " — ".join([told, "؛ ".join(parts) if language() == "ar" else "; ".join(parts)])

    def of_document(self) -> str:
        """What of the document's own data is another now; empty where nothing is."""
        before, after = self._sides.before.document, self._sides.after.document
        if before is None or after is None:
            return ""
        parts = _document_parts(before, after)
        if not parts:
            return ""
        return _("{sign} The document: {parts}").format(
            sign=SIGNS["changed"], parts="; ".join(parts)
        )

    def _parts(self, before: Annotation, after: Annotation) -> list[str]:
        pairs = [
            (pgettext("part", "label"), self._label(before), self._label(after)),
            (pgettext("part", "text"), self._before.words_of(before), self._after.words_of(after)),
            (_("review"), review_name(before.review), review_name(after.review)),
            (_("note"), before.note, after.note),
            (_("confidence"), percent(before.confidence), percent(after.confidence)),
            (_("annotator"), before.annotator, after.annotator),
        ]
        if before.spans != after.spans and pairs[1][1] == pairs[1][2]:
            pairs.append((_("place"), _places(before), _places(after)))
        pairs += self._attributes(before, after) + self._roles(before, after)
        told = [_was_is(*each) for each in pairs if each[1] != each[2]]
        return told or [_("only the time of its last change")]

    def _attributes(self, before: Annotation, after: Annotation) -> list[tuple[str, str, str]]:
        names = dict.fromkeys(each.name for each in (*before.attributes, *after.attributes))
        found = []
        for name in names:
            old, new = before.attribute(name), after.attribute(name)
            if name == LINK:
                # which entry it is, its history does not tell in words
                old, new = (_("linked") if each else "" for each in (old, new))
                if old == new and before.attribute(name) != after.attribute(name):
                    new = _("linked to another")
                found.append((_("cast"), old, new))
                continue
            found.append((self._attribute_name(after, name), old, new))
        return found

    def _roles(self, before: Annotation, after: Annotation) -> list[tuple[str, str, str]]:
        roles = dict.fromkeys(each.role for each in (*before.arguments, *after.arguments))
        return [
            (
                self._after.role_name(after, role),
                self._fillers(self._before, before, role),
                self._fillers(self._after, after, role),
            )
            for role in roles
        ]

    def _fillers(self, article: Article, annotation: Annotation, role: str) -> str:
        """What fills a role: the words, and of an annotation its label too."""
        found = []
        for each in annotation.arguments:
            if each.role != role:
                continue
            target = article.get(each.target)
            words = article.words_of(target) if target else article.filler_text(each)
            words = " ".join(words.split())
            found.append(f"{self._label(target)}: {words}" if target else words)
        return " + ".join(found)

    def _label(self, annotation: Annotation) -> str:
        label = self._after.label(annotation)
        return label.name.text(language()) if label else annotation.label

    def _attribute_name(self, annotation: Annotation, name: str) -> str:
        layer = self._after.layer(annotation)
        known = layer.attribute(annotation.label, name) if layer else None
        return known.name.text(language()) if known else name


def _places(annotation: Annotation) -> str:
    return ", ".join(f"{each.start}–{each.end}" for each in annotation.spans)


def _document_parts(before: Document, after: Document) -> list[str]:
    directions = {"rtl": _("right to left"), "ltr": _("left to right")}
    pairs = [
        (_("title"), before.title, after.title),
        (_("status"), status_name(before.status), status_name(after.status)),
        (_("direction"), directions[before.direction], directions[after.direction]),
        (_("name"), before.name, after.name),
        (_("language"), before.language, after.language),
        (_("source"), before.source, after.source),
    ]
    return [_was_is(*each) for each in pairs if each[1] != each[2]]


def _was_is(what: str, old: str, new: str) -> str:
    nothing = "–"
    return _("{what} was “{old}”, is “{new}”").format(
        what=isolate(what),
        old=isolate(shortened(old) or nothing),
        new=isolate(shortened(new) or nothing),
    )
