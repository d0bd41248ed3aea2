"""The labelled sample a second time, by another annotator, with differences that are planted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.core.model import Annotation, Argument, Document
from annotator.core.text import Span
from tests.support.projects import Item
from tests.support.sample_gold import gold

FIRST, SECOND = "amal", "badr"
CLITIC, LABEL, MISSING, SPEAKER = "clitic", "label", "missing quote", "swapped speaker"


def copied(annotations: Sequence[Annotation], annotator: str) -> list[Annotation]:
    """The same annotations, under ids of their own, by another annotator."""
    ids = {each.id: f"a-{int(each.id[2:], 16) + (1 << 60):032x}" for each in annotations}
    return [
        replace(
            each,
            id=ids[each.id],
            annotator=annotator,
            arguments=tuple(
                Argument(one.role, ids[one.target] if one.target else one.spans)
                for one in each.arguments
            ),
        )
        for each in annotations
    ]


def planted() -> tuple[Document, list[Annotation], dict[str, str]]:
    """The sample, the second annotator's work, and the id of each annotation that was changed.

    The mention of TASS takes its و along, a mention has another label, a quote is missing, and
    one has another speaker. The quote that is missing has no id of the second's: it is the gold's.
    """
    document, made = gold()
    second = copied(made, SECOND)
    tass = next(
        i
        for i, each in enumerate(second)
        if each.layer == "entity"
        and document.text[each.spans[0].start - 1 : each.spans[0].end] == "وتاس"
    )
    start, end = second[tass].spans[0].start, second[tass].spans[0].end
    second[tass] = replace(second[tass], spans=(Span(start - 1, end),))
    relabelled = next(i for i, each in enumerate(second) if each.label == "LOC")
    second[relabelled] = replace(second[relabelled], label="GPE")
    targets = {one.target for each in second for one in each.arguments}
    quotes = [i for i, each in enumerate(second) if each.layer == "quote"]
    swapped = next(i for i in quotes if second[i].fillers("speaker"))
    persons = [each for each in second if each.label == "PERS"]
    speaker = second[swapped].fillers("speaker")[0]
    other = next(each for each in persons if each.id != speaker.target)
    arguments = tuple(
        Argument("speaker", other.id) if each == speaker else each
        for each in second[swapped].arguments
    )
    second[swapped] = replace(second[swapped], arguments=arguments)
    missing = next(i for i in quotes if i != swapped and second[i].id not in targets)
    changed = {
        CLITIC: second[tass].id,
        LABEL: second[relabelled].id,
        MISSING: made[missing].id,
        SPEAKER: second[swapped].id,
    }
    del second[missing]
    return document, second, changed


def both() -> Item:
    """The sample with the work of both annotators."""
    document, made = gold()
    return document, [*made, *planted()[1]]
