"""Agreement as tables of a terminal."""

from __future__ import annotations

from annotator.app.translation import _, coefficient, ngettext, number
from annotator.app.versions import KIND_NAMES
from annotator.cli.lines import Lines
from annotator.cli.terminal import BOLD, Terminal
from annotator.core.errors import N_
from annotator.core.review import (
    DIFFERENCE_KINDS,
    Agreement,
    Chance,
    FrameScores,
    LayerAgreement,
    LayerTokens,
    PairAgreement,
    Score,
    macro_f1,
)
from annotator.core.schema import Schema

_HEADS = (
    N_("both"),
    N_("only first"),
    N_("only second"),
    N_("exact F1"),
    N_("relaxed F1"),
    N_("kappa"),
)
_CONFUSIONS_SHOWN = 10
# Keeps columns in their order where Latin words and numbers stand in a right-to-left line.
_RLM = "\u200f"


class AgreementTable(Lines):
    """All that was measured: a table for each pair of annotators, then alpha over all of them."""

    def __init__(self, agreement: Agreement, schema: Schema, terminal: Terminal) -> None:
        super().__init__(schema, terminal)
        self._agreement = agreement

    def print(self) -> None:
        """Print it."""
        for pair in self._agreement.pairs:
            self._print_pair(pair)
            self.line()
        self._print_alpha()

    def _print_pair(self, pair: PairAgreement) -> None:
        self.line(
            _("{first} (first) and {second} (second)").format(first=pair.first, second=pair.second),
            BOLD,
        )
        self.line(_told(pair))
        if not pair.documents:
            return
        rows = [("", *map(_, _HEADS))]
        for layer, found in pair.layers.items():
            if found.spans.labels:
                rows += self._rows(layer, found, pair, self._agreement.tokens.get(layer))
        rows.append(_row(_("all layers"), pair.exact, pair.relaxed))
        self.table(rows)
        for layer, found in pair.layers.items():
            self._print_confusions(layer, found)
        self._print_kinds(pair)

    def _rows(
        self, layer: str, found: LayerAgreement, pair: PairAgreement, tokens: LayerTokens | None
    ) -> list[tuple[str, ...]]:
        spans = found.spans
        kappa = tokens.kappa(pair.first, pair.second) if tokens else None
        rows = [_row(self.layer_name(layer), spans.exact_micro, spans.relaxed_micro, kappa)]
        for label in spans.labels:
            kappa = tokens.label_kappa(pair.first, pair.second, label) if tokens else None
            rows.append(_row(f"  {label}", spans.exact[label], spans.relaxed[label], kappa))
        means = (coefficient(macro_f1(each.values())) for each in (spans.exact, spans.relaxed))
        rows.append(("  " + _("mean of labels"), "", "", "", *means, ""))
        if found.frames is not None:
            rows += self._frame_rows(layer, found.frames)
        return rows

    def _frame_rows(self, layer: str, frames: FrameScores) -> list[tuple[str, ...]]:
        if not frames.has_content:
            rows = [_row("  " + _("by trigger"), frames.exact, frames.relaxed)]
        else:
            rows = [
                _row("  " + _("by cue"), frames.exact, frames.relaxed),
                _row("    " + _("content"), frames.content_exact, frames.content_relaxed),
            ]
        for role in sorted({*frames.roles_exact, *frames.roles_relaxed}):
            exact = frames.roles_exact.get(role, Score())
            relaxed = frames.roles_relaxed.get(role, Score())
            rows.append(_row(f"    {self.role_name(layer, role)}", exact, relaxed))
        return rows

    def _print_confusions(self, layer: str, found: LayerAgreement) -> None:
        confused = [
            (pair, count)
            for pair, count in found.confusions.items()
            if pair[0] != pair[1] and all(pair)
        ]
        confused.sort(key=lambda each: (-each[1], each[0]))
        if not confused:
            return
        told = _(", ").join(
            _("{first} as {second}: {count}").format(
                first=first, second=second, count=number(count)
            )
            for (first, second), count in confused[:_CONFUSIONS_SHOWN]
        )
        more = _(", ") + "…" if len(confused) > _CONFUSIONS_SHOWN else ""
        self.line(
            _("Labels confused ({layer}): {list}").format(
                layer=self.layer_name(layer), list=told + more
            )
        )

    def _print_kinds(self, pair: PairAgreement) -> None:
        counts = {
            kind: sum(each.differences[kind] for each in pair.layers.values())
            for kind in DIFFERENCE_KINDS
        }
        told = _(", ").join(
            f"{_(KIND_NAMES[kind])}: {number(count)}" for kind, count in counts.items() if count
        )
        self.line(
            ngettext(
                "They differ in {count} place.", "They differ in {count} places.", pair.differences
            ).format(count=number(pair.differences))
            + (f" {told}" if told else "")
        )

    def _print_alpha(self) -> None:
        if not any(each.labels for each in self._agreement.tokens.values()):
            return
        names = _(", ").join(self._agreement.options.annotators)
        self.line(_("Krippendorff's alpha over tokens: {names}").format(names=names), BOLD)
        rows: list[tuple[str, ...]] = [("", _("alpha"), _("tokens"))]
        for layer, tokens in self._agreement.tokens.items():
            if not tokens.labels:
                continue
            rows.append(_alpha_row(self.layer_name(layer), tokens.alpha()))
            rows += [_alpha_row(f"  {each}", tokens.label_alpha(each)) for each in tokens.labels]
        self.table(rows)


def left_out(pair: PairAgreement) -> str:
    """What to say of documents that were not compared, since only one of the two has done them."""
    if not (pair.first_only or pair.second_only):
        return ""
    return _(
        "Not compared, since only one has annotations there: {first} by {first_name}, {second} by "
        "{second_name}. `--documents all` takes them for read by both."
    ).format(
        first=number(pair.first_only),
        first_name=pair.first,
        second=number(pair.second_only),
        second_name=pair.second,
    )


def _told(pair: PairAgreement) -> str:
    return ngettext(
        "{count} document that both have done.",
        "{count} documents that both have done.",
        pair.documents,
    ).format(count=number(pair.documents))


def _row(name: str, exact: Score, relaxed: Score, kappa: Chance | None = None) -> tuple[str, ...]:
    counts = (number(each) for each in (exact.tp, exact.fn, exact.fp))
    return (
        name,
        *counts,
        coefficient(exact.f1),
        coefficient(relaxed.f1),
        coefficient(kappa.value) if kappa else "",
    )


def _alpha_row(name: str, alpha: Chance) -> tuple[str, ...]:
    return name, coefficient(alpha.value), number(alpha.items)
