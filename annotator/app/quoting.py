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
from annotator.core.model import Argument, Change, NamedValue
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
from annotator.core.text import Span, Spans, envelope, normalise_spans

__all__ = ["CONTENT", "Draft", "MarkIssue", "MarkReport", "Quoting", "quote_layer"]

CONTENT: Final = "content"
"""The part of a quote that is no role: its anchor."""
CUES_PAGE: Final = "cues"
LANGUAGES: Final = ("ar", "fa", "ur", "he")
_SAME: Final = 0.5  # share of two contents that must be common for them to be the same quote
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
        annotations = self._session.shown.annotations()
        proposal = propose_quote_at(document.text, place, cues, annotations)
        if proposal is None or _is_labelled(proposal.content, self._quotes(layer)):
            return None
        if isinstance(place, Span):
            if _share((place,), proposal.content) < _CHOSEN or not proposal.cues:
                return None
            proposal = replace(proposal, content=(place,))
        return self._draft(layer, proposal, label)

    def drafts(self) -> list[Draft]:
        """All quotes of the document that are proposed and not labelled yet, in its order."""
        document, layer = self._session.document, quote_layer(self._session.schema)
        cues = self._cues()
        if document is None or layer is None or cues is None:
            return []
        found = propose_quotes(document.text, cues, self._session.shown.annotations())
        labelled = self._quotes(layer)
        return [
            self._draft(layer, each, "")
            for each in found
            if not _is_labelled(each.content, labelled)
        ]

    def is_labelled(self, draft: Draft) -> bool:
        """Whether the document has a quote with about the same content."""
        layer = quote_layer(self._session.schema)
        return layer is not None and _is_labelled(draft.content, self._quotes(layer))

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

    def _quotes(self, layer: Layer) -> list[Spans]:
        return [each.spans for each in self._session.shown.annotations() if each.layer == layer.id]

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


def _is_labelled(content: Spans, quotes: Iterable[Spans]) -> bool:
    return any(_share(content, each) > _SAME for each in quotes if each)


def _share(one: Spans, other: Spans) -> float:
    """How much of two anchors is common: the intersection over the union, in code points."""
    a, b = envelope(one), envelope(other)
    if not a.overlaps(b):
        return 0.0
    whole = sum(each.length for each in normalise_spans((*one, *other)))
    both = sum(each.length for each in one) + sum(each.length for each in other)
    return (both - whole) / whole if whole else 0.0
