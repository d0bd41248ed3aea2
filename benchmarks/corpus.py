"""Made-up annotated articles, each different, the same in every run, streamed.

Their words are those of the sample article, and so are their length and the share of each layer:
48 mentions, 8 quotes with cue and speaker, 4 events with two arguments to a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from annotator.core.model import Annotation, Argument, Document, NamedValue
from annotator.core.schema import Schema, read_schema_file
from annotator.core.text import Span

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "000_7b193b572c7f7247.txt"
SCHEMA = ROOT / "seeds" / "schemas" / "news.toml"

ANNOTATIONS = 60
_MENTIONS, _QUOTES = 48, 8
_MADE = 1_740_391_200
_EVENTS = (
    ("Contact.Call", "participant", "participant"),
    ("Statement.Issue", "agent", "recipient"),
)

Item = tuple[Document, tuple[Annotation, ...]]


def schema() -> Schema:
    """The default schema."""
    return read_schema_file(SCHEMA)


def sample_text() -> str:
    """The sample article."""
    return SAMPLE.read_bytes().decode("utf-8")


def articles(count: int, *, first: int = 0) -> Iterator[Item]:
    """Documents with their annotations, in their total order; `first` tells runs apart."""
    words = sample_text().split()
    labels = [label.id for label in schema().layer("entity").labels]
    for number in range(first, first + count):
        yield _article(number, words, labels)


def text_of(words: list[str], random: Random, length: int) -> str:
    """Shuffled words in paragraphs of some forty, about `length` code points in all."""
    paragraphs: list[str] = []
    size = 0
    while size < length:
        paragraphs.append(" ".join(random.choices(words, k=random.randint(15, 70))))
        size += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def word_starts(text: str) -> list[int]:
    """Where the words of a text start."""
    return [0, *(i + 1 for i, each in enumerate(text) if each in " \n")]


def span_of_words(text: str, starts: list[int], first: int, count: int) -> Span:
    """The span from the word `first` to the end of the last of `count` words."""
    last = min(first + count, len(starts)) - 1
    end = starts[last + 1] - 1 if last + 1 < len(starts) else len(text)
    return Span(starts[first], end)


def _article(number: int, words: list[str], labels: list[str]) -> Item:
    random = Random(number)
    text = f"خبر {number}\n{text_of(words, random, 2300)}"
    starts = word_starts(text)
    document = f"d-0193b5c280007000{number:016x}"
    made: list[Annotation] = []

    def span(most: int) -> Span:
        return span_of_words(text, starts, random.randrange(len(starts)), random.randint(1, most))

    def add(
        layer: str,
        label: str,
        where: Span,
        arguments: tuple[Argument, ...] = (),
        attributes: tuple[NamedValue, ...] = (),
    ) -> None:
        identifier = f"a-0193b5c280007{len(made):03x}{number:016x}"
        made.append(
            Annotation(
                identifier, document, "سلمى", layer, label, (where,), arguments, attributes,
                origin="import", created=_MADE, updated=_MADE,
            )
        )  # fmt: skip

    for _ in range(_MENTIONS):
        add("entity", random.choice(labels), span(4))
    mentions = [each.id for each in made]
    for _ in range(_QUOTES):
        cue, speaker = Argument("cue", (span(1),)), Argument("speaker", random.choice(mentions))
        add("quote", "direct", span(40), (cue, speaker), (NamedValue("polarity", "negative"),))
    for _ in range(ANNOTATIONS - _MENTIONS - _QUOTES):
        label, *roles = random.choice(_EVENTS)
        fillers = random.sample(mentions, len(roles))
        add("event", label, span(1), tuple(map(Argument, roles, fillers)))
    made.sort(key=lambda each: (each.spans[0].start, -each.spans[0].end, each.id))
    name = f"article-{number:06}.txt"
    return Document(document, name, f"خبر {number}", text, language="ar"), tuple(made)
