"""Proposals for quotes in the session's document, as drafts that an annotator changes and accepts.

Nothing here is a label: a draft becomes one by `accept`, as one change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from annotator.app import paths
from annotator.app.fillers import fitting_filler
from annotator.app.session import Filler, Session
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Argument, Change, NamedValue
from annotator.core.recommenders import (
    CueLexicon,
    MarkIssue,
    MarkReport,
    QuoteProposal,
    alternatives,
    candidates,
    mark_report,
    propose_quote_at,
    propose_quotes,
    read_cues,
)
from annotator.core.schema import Layer, Schema
from annotator.core.text import Span, Spans, envelope, normalise_spans, snap_to_words

__all__ = ["CONTENT", "Draft", "MarkIssue", "MarkReport", "Quoting", "quote_layer"]

CONTENT: Final = "content"
"""The part of a quote that is no role: its anchor."""
CUES_PAGE: Final = "cues"
LANGUAGES: Final = ("ar", "fa", "ur", "he")
_SAME: Final = 0.9  # share of two contents that must be common for them to be the same quote
_SAME_CUE: Final = 0.5  # and where their cues are the same: quotes lie in quotes
_PIECE: Final = 6000  # code points that are read at once
_CHOSEN: Final = 0.6  # and of a selection and a content, for the selection to mean it


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote that is proposed: its label, its content, and what fills its roles.

    `fillers` are (role, filler) as in an annotation's arguments. `implied` are roles that the text
    leaves to be understood. `score` is the detector's, 0 to 1.
    """

    layer: str
    label: str
    content: Spans
    fillers: tuple[tuple[str, Filler], ...] = ()
    implied: frozenset[str] = frozenset()
    score: float = 0.0

    def of_role(self, role: str) -> tuple[Filler, ...]:
        """What fills a role."""
        return tuple(filler for each, filler in self.fillers if each == role)

    def with_part(self, part: str, filler: Filler, *, beside: bool = False) -> Draft:
        """The draft with another content or filler of a role; `beside` keeps the role's others."""
        if part == CONTENT:
            return replace(self, content=filler) if not isinstance(filler, str) else self
        before = [each for each in self.fillers if each[0] == part]
        others = [each for each in self.fillers if beside or each[0] != part]
        last = self.fillers.index(before[0]) if before and not beside else len(others)
        fillers = tuple(dict.fromkeys((*others[:last], (part, filler), *others[last:])))
        return replace(self, fillers=fillers, implied=self.implied - {part})

    def without(self, part: str) -> Draft:
        """The draft with a role left empty, since the text does not name what fills it."""
        fillers = tuple(each for each in self.fillers if each[0] != part)
        return replace(self, fillers=fillers, implied=self.implied | {part})


def quote_layer(schema: Schema | None) -> Layer | None:
    """The layer of quotes: the first frame whose roles have a cue and a speaker."""
    for layer in schema.layers if schema else ():
        if layer.kind == "frame" and {"cue", "speaker"} <= {role.id for role in layer.roles}:
            return layer
    return None


class Quoting:
    """Finds quotes to propose in the session's document, and makes labels of accepted ones."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._extended: tuple[str, str, CueLexicon] | None = None

    def draft_at(self, place: int | Span, label: str = "") -> Draft | None:
        """The quote at an offset (code points) or around a selection that is not labelled yet.

        With a selection, it is the content as it stands, if a proposal has about the same one and
        knows more of it. `label` is wanted instead of the proposed one.
        """
        document, layer = self._session.document, quote_layer(self._session.schema)
        cues = self._cues()
        if document is None or layer is None or cues is None:
            return None
        proposal = self._propose_at(document.text, place, cues)
        if proposal is None or _is_labelled(proposal.content, proposal.cues, self._quotes(layer)):
            return None
        if isinstance(place, Span):
            if _share((place,), proposal.content) < _CHOSEN or not proposal.cues:
                return None
            proposal = replace(proposal, content=(place,))
        return self._draft(layer, proposal, label)

    def drafts(self, start: int = 0, end: int | None = None) -> list[Draft]:
        """The quotes that are proposed and not labelled yet, in the order of the text.

        Those of the paragraphs that touch `[start, end)` (code points).
        """
        document, layer = self._session.document, quote_layer(self._session.schema)
        cues = self._cues()
        if document is None or layer is None or cues is None:
            return []
        found = propose_quotes(document.text, cues, self._session.shown.annotations(), start, end)
        labelled = self._quotes(layer)
        return [
            self._draft(layer, each, "")
            for each in found
            if not _is_labelled(each.content, each.cues, labelled)
        ]

    def next_draft(self, here: int, *, backwards: bool = False) -> Draft | None:
        """The first draft whose content starts after an offset, or the last before it.

        Round the end of the text if there is none. It is read piece by piece, so that a long
        article does not wait for all of its quotes.
        """
        document = self._session.document
        if document is None:
            return None
        pieces = _pieces(document.text)
        at = next((n for n, piece in enumerate(pieces) if here < piece.end), len(pieces) - 1)
        order = [*range(at, len(pieces)), *range(at + 1)]
        if backwards:
            order = [*range(at, -1, -1), *range(len(pieces) - 1, at - 1, -1)]
        for turn, number in enumerate(order):
            found = self.drafts(pieces[number].start, pieces[number].end)
            if turn == 0:
                found = [each for each in found if (each.content[0].start < here) == backwards]
                found = [each for each in found if each.content[0].start != here]
            if found:
                return found[-1 if backwards else 0]
        return None

    def is_labelled(self, draft: Draft) -> bool:
        """Whether the document has a quote with about the same content."""
        layer = quote_layer(self._session.schema)
        cues = tuple(each for each in draft.of_role("cue") if not isinstance(each, str))
        return layer is not None and _is_labelled(draft.content, cues, self._quotes(layer))

    def alternatives(self, draft: Draft, part: str) -> list[Spans]:
        """What else a part may be, the likeliest first; the part as it is not among them."""
        document, cues = self._session.document, self._cues()
        if document is None or cues is None:
            return []
        annotations, text = self._session.shown.annotations(), document.text
        if part == CONTENT:
            found = alternatives(text, _proposal(draft), "content", cues, annotations)
            return [each for each in found if each != draft.content]
        if part == "cue":
            found = alternatives(text, _proposal(draft), "cue", cues, annotations)
            whole = [each for each in draft.of_role(part) if not isinstance(each, str)]
            found += [(piece,) for each in whole if len(each) > 1 for piece in each]
        else:  # whoever may speak may be spoken to, or report
            found = alternatives(text, _proposal(draft), "speaker", cues, annotations)
            found += self._names(text, draft)
        return [each for each in dict.fromkeys(found) if each not in draft.of_role(part)]

    def _names(self, text: str, draft: Draft) -> list[Spans]:
        """The names of the draft's paragraph, nearer ones first."""
        content = envelope(draft.content)
        start = text.rfind("\n", 0, content.start) + 1
        end = text.find("\n", content.end)
        names = candidates(text, (), start=start, end=end if end >= 0 else len(text))
        found = [each.span for each in names if each.kind == "name"]
        return [(each,) for each in sorted(found, key=lambda span: abs(span.end - content.start))]

    def accept(self, draft: Draft) -> Change | None:
        """Make the draft a label, as one change."""
        schema = self._session.schema
        if schema is None:
            return None
        layer = schema.layer(draft.layer)
        arguments = [Argument(role, filler) for role, filler in draft.fillers]
        attributes = [
            NamedValue(*role.waived_by[0])
            for role in layer.roles_of(draft.label)
            if role.id in draft.implied and role.waived_by and not draft.of_role(role.id)
        ]
        return self._session.tag(layer.id, draft.label, draft.content, arguments, attributes)

    def count_with(self, page: str) -> int:
        """How many quotes the document has by the cues of a page that is being written.

        Raises:
            SchemaError: the page cannot be read as cues; with the line and the reason.
        """
        document = self._session.document
        language = document.language if document is not None else ""
        code = language if language in LANGUAGES else LANGUAGES[0]
        cues = _built_in(code).extended(page) if page.strip() else _built_in(code)
        return len(propose_quotes(document.text, cues)) if document is not None else 0

    def marks(self) -> MarkReport | None:
        """The quotation marks of the document, and what is wrong with some of them."""
        document = self._session.document
        return mark_report(document.text) if document is not None else None

    # How it is done

    def _draft(self, layer: Layer, proposal: QuoteProposal, wanted: str) -> Draft:
        label = wanted or proposal.label
        if layer.label(label) is None:
            label = layer.labels[0].id
        known = {role.id: role for role in layer.roles_of(label)}
        parts: list[tuple[str, Spans]] = [("cue", each) for each in proposal.cues]
        parts += [("speaker", (each,)) for each in proposal.speakers]
        parts += [("reporter", (each,)) for each in proposal.reporters]
        parts += [("addressee", (each,)) for each in proposal.addressees]
        parts += [("medium", (proposal.medium,))] if proposal.medium is not None else []
        fillers = [(role, self.filler(role, spans)) for role, spans in parts if role in known]
        implied = {
            role
            for role, there in (
                ("speaker", proposal.implied_speaker),
                ("cue", proposal.implied_cue),
            )
            if there
        }
        return Draft(
            layer.id,
            label,
            proposal.content,
            tuple(dict.fromkeys(fillers)),
            frozenset(implied),
            proposal.score,
        )

    def filler(self, role_id: str, spans: Spans) -> Filler:
        """The annotation that covers just these spans and may fill a role, else the spans."""
        layer = quote_layer(self._session.schema)
        role = layer.role("", role_id) if layer else None
        return fitting_filler(self._session.shown.annotations(), role, spans) if role else spans

    def _quotes(self, layer: Layer) -> list[Annotation]:
        return [each for each in self._session.shown.annotations() if each.layer == layer.id]

    def _propose_at(self, text: str, place: int | Span, cues: CueLexicon) -> QuoteProposal | None:
        """The proposal at a place; in a paragraph without end, from what is around it."""
        around = _around(text, place)
        annotations = self._session.shown.annotations()
        if around is None:
            return propose_quote_at(text, place, cues, annotations)
        by = -around.start
        there = place.shift(by) if isinstance(place, Span) else place + by
        mentions = [
            replace(each, spans=tuple(span.shift(by) for span in each.spans), arguments=())
            for each in annotations
            if each.spans and around.contains(envelope(each.spans))
        ]
        found = propose_quote_at(around.text_in(text), there, cues, mentions)
        return _shifted(found, around.start) if found is not None else None

    def _cues(self) -> CueLexicon | None:
        """The cues of the document's language with those that the project adds."""
        project, document = self._session.project, self._session.document
        if project is None or document is None:
            return None
        code = document.language if document.language in LANGUAGES else LANGUAGES[0]
        page = project.page(CUES_PAGE)
        if self._extended is None or self._extended[:2] != (code, page):
            self._extended = (code, page, self._with_page(_built_in(code), page))
        return self._extended[2]

    def _with_page(self, cues: CueLexicon, page: str) -> CueLexicon:
        if not page:
            return cues
        try:
            return cues.extended(page)
        except HashiyaError as error:
            self._session.failed.emit(error)  # once: what comes of the page is kept
            return cues


@cache
def _built_in(language: str) -> CueLexicon:
    return read_cues(paths.resources() / "quotes" / f"{language}.toml")


def _proposal(draft: Draft) -> QuoteProposal:
    """A draft as the detector's alternatives want it."""

    def spans_of(role: str) -> Iterable[Spans]:
        return (each for each in draft.of_role(role) if not isinstance(each, str))

    return QuoteProposal(
        "direct",
        draft.content,
        cues=tuple(spans_of("cue")),
        speakers=tuple(spans[0] for spans in spans_of("speaker")),
    )


def _is_labelled(content: Spans, cues: tuple[Spans, ...], quotes: Iterable[Annotation]) -> bool:
    """Whether a quote is among those that are labelled, if with other edges."""
    for each in quotes:
        share = _share(content, each.spans) if each.spans else 0.0
        if share > _SAME:
            return True
        if share > _SAME_CUE and any(
            _touch(filler.spans, cue)
            for filler in each.arguments
            if filler.role == "cue"
            for cue in cues
        ):
            return True
    return False


def _pieces(text: str) -> list[Span]:
    """Whole paragraphs, together of about so many code points as are read at once."""
    pieces: list[Span] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", min(len(text), start + _PIECE))
        end = len(text) if end < 0 else end
        pieces.append(Span(start, max(end, start + 1)))
        start = end + 1
    return pieces


def _around(text: str, place: int | Span) -> Span | None:
    """What is read around a place in a paragraph that is too long to be read whole."""
    first, last = (place.start, place.end) if isinstance(place, Span) else (place, place)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    if end - start <= 2 * _PIECE:
        return None
    return snap_to_words(text, max(start, first - _PIECE), min(end, last + _PIECE))


def _shifted(found: QuoteProposal, by: int) -> QuoteProposal:
    def moved(spans: Spans) -> Spans:
        return tuple(span.shift(by) for span in spans)

    return replace(
        found,
        content=moved(found.content),
        cues=tuple(moved(each) for each in found.cues),
        speakers=moved(found.speakers),
        reporters=moved(found.reporters),
        addressees=moved(found.addressees),
        medium=found.medium.shift(by) if found.medium is not None else None,
    )


def _touch(one: Spans, other: Spans) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


def _share(one: Spans, other: Spans) -> float:
    """How much of two anchors is common: the intersection over the union, in code points."""
    a, b = envelope(one), envelope(other)
    if not a.overlaps(b):
        return 0.0
    whole = sum(each.length for each in normalise_spans((*one, *other)))
    both = sum(each.length for each in one) + sum(each.length for each in other)
    return (both - whole) / whole if whole else 0.0
