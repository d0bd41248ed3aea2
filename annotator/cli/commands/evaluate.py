"""`hashiya evaluate quotes`: how well the proposals agree with labelled quotes."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from annotator.app import paths
from annotator.app.translation import _, number, percent
from annotator.cli.context import Context, add_json, write_json
from annotator.core.articles import guess_language
from annotator.core.formats import read_jsonl
from annotator.core.model import Annotation, Document
from annotator.core.recommenders import CueLexicon, Evaluation, evaluate_quotes, read_cues
from annotator.core.recommenders.quotes.evaluation import Agreement, Counts, Miss, Ratio
from annotator.core.schema import read_schema_file

_CONTEXT = 40  # code points shown on each side of a content


def summary() -> str:
    """One line for the help."""
    return _("Compare what the program proposes with labelled documents.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=("quotes",), help=_("what to compare"))
    parser.add_argument(
        "gold", type=Path, metavar=_("FILE"), help=_("the labelled documents, canonical JSONL")
    )
    parser.add_argument(
        "--min-score",
        type=_score,
        default=0.0,
        metavar=_("SCORE"),
        help=_("leave out proposals below this score, from 0 to 1"),
    )
    parser.add_argument(
        "--list", action="store_true", help=_("print every miss and every false alarm")
    )
    parser.add_argument(
        "--schema", type=Path, metavar=_("FILE"), help=_("the schema of the labels (default: news)")
    )
    parser.add_argument(
        "--cues", type=Path, metavar=_("FILE"), help=_("more cues of quotations, a TOML file")
    )
    add_json(parser)


def run(arguments: Namespace, context: Context) -> int:
    """Compare, and print figures or JSON."""
    result = evaluate_quotes(
        _documents(arguments), _lexicons(arguments.cues), least_score=arguments.min_score
    )
    if arguments.json:
        write_json(_as_json(result, listed=arguments.list))
        return 0
    _tell(result, context)
    if arguments.list:
        _tell_misses(_("Missed"), result.missed, context)
        _tell_misses(_("False alarms"), result.false, context)
    return 0


def _score(word: str) -> float:
    try:
        score = float(word)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise ArgumentTypeError(_("“{value}” is no score from 0 to 1").format(value=word))
    return score


def _documents(arguments: Namespace) -> Iterator[tuple[Document, Sequence[Annotation]]]:
    schema_path = arguments.schema or paths.seeds() / "schemas" / "news.toml"
    for found in read_jsonl(arguments.gold, read_schema_file(schema_path), annotator="gold"):
        yield found.document, found.annotations


def _lexicons(added: Path | None) -> Callable[[Document], CueLexicon]:
    """The cues for a document: those of its language, and what the user adds to all."""

    @cache
    def of_language(language: str) -> CueLexicon:
        lexicon = read_cues(paths.quote_cues(language))
        return lexicon if added is None else read_cues(added, extending=lexicon)

    return lambda document: of_language(document.language or guess_language(document.text))


# -- JSON


def _as_json(result: Evaluation, *, listed: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "documents": result.documents,
        "by_score": [_counts_as_json(each) for each in result.by_score],
        "by_type": {label: _counts_as_json(each) for label, each in result.by_label.items()},
    }
    if listed:
        value["missed"] = [_miss_as_json(each) for each in result.missed]
        value["false_alarms"] = [_miss_as_json(each) for each in result.false]
    return value


def _counts_as_json(counts: Counts) -> dict[str, Any]:
    return {
        "min_score": counts.least_score,
        "gold": counts.gold,
        "proposed": counts.proposed,
        "matched": counts.matched,
        "exact": counts.exact,
        "relaxed": _agreement_as_json(counts.relaxed),
        "exact_extent": _agreement_as_json(counts.exact_extent),
        "right_of_matched": {name: _ratio_as_json(each) for name, each in counts.parts.items()},
    }


def _agreement_as_json(agreement: Agreement) -> dict[str, Any]:
    return {
        "precision": _rounded(agreement.precision.share),
        "recall": _rounded(agreement.recall.share),
        "f1": _rounded(agreement.f1),
    }


def _ratio_as_json(ratio: Ratio) -> dict[str, Any]:
    return {"right": ratio.right, "of": ratio.total, "share": _rounded(ratio.share)}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _miss_as_json(miss: Miss) -> dict[str, Any]:
    text = miss.document.text
    return {
        "document": miss.document.name,
        "start": miss.content[0].start,
        "end": miss.content[-1].end,
        "type": miss.label,
        "content": text[miss.content[0].start : miss.content[-1].end],
        "cue": " ".join(span.text_in(text) for span in miss.cues),
        "score": miss.score,
    }


# -- text


def _tell(result: Evaluation, context: Context) -> None:
    context.tell(
        _("Documents: {documents}; labelled quotes: {quotes}").format(
            documents=number(result.documents), quotes=number(result.by_score[0].gold)
        )
    )
    for counts in result.by_score:
        heading = _("All proposals")
        if counts.least_score:
            heading = _("Proposals with a score of {score} or more").format(
                score=number(counts.least_score)
            )
        _tell_counts(heading, counts, context)
    names = {"direct": _("Direct"), "indirect": _("Indirect"), "mixed": _("Mixed")}
    for label, counts in result.by_label.items():
        _tell_counts(names[label], counts, context)


def _tell_counts(heading: str, counts: Counts, context: Context) -> None:
    context.tell(f"{heading}:")
    for name, agreement in (
        (_("Found (cue, half of the content)"), counts.relaxed),
        (_("Exact extent"), counts.exact_extent),
    ):
        context.tell(
            _("  {name}: precision {precision}, recall {recall}, F1 {f1}").format(
                name=name,
                precision=_share(agreement.precision),
                recall=_share(agreement.recall),
                f1="–" if agreement.f1 is None else percent(agreement.f1),
            )
        )
    cue, speaker, kind = (_share(counts.parts[name]) for name in ("cue", "speaker", "type"))
    context.tell(
        _("  Right of those found: cue {cue}, speaker {speaker}, type {type}").format(
            cue=cue, speaker=speaker, type=kind
        )
    )


def _share(ratio: Ratio) -> str:
    """A share with its counts: 93 % (14/15)."""
    share = "–" if ratio.share is None else percent(ratio.share)
    return f"{share} ({number(ratio.right)}/{number(ratio.total)})"


def _tell_misses(heading: str, misses: Sequence[Miss], context: Context) -> None:
    context.tell(f"{heading}: {number(len(misses))}")
    for each in misses:
        context.tell(f"  {each.document.name} {each.content[0].start}: {_in_context(each)}")


def _in_context(miss: Miss) -> str:
    """A content in brackets with what stands around it, and its cue and score behind."""
    text, start, end = miss.document.text, miss.content[0].start, miss.content[-1].end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    cue = " ".join(span.text_in(text) for span in miss.cues)
    score = "" if miss.score is None else f" {number(miss.score)}"
    flat = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{flat} ({cue}{score})"
