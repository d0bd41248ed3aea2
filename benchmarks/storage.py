"""The project file: how long a gesture takes to be durable, and what thousands of documents cost.

The bars are those of DESIGN section 9. An import and an export are measured beside orjson alone on
the same records: the least that any program in Python has to do with them.
"""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from annotator.core import commands
from annotator.core.formats import import_files, write_jsonl
from annotator.core.model import Document, new_id
from annotator.core.storage import (
    FIRST,
    Project,
    ReviewPosition,
    ReviewSelection,
    SearchIndex,
)
from benchmarks import corpus, queries, surgery
from benchmarks.figures import Bar, Figure, percentile
from benchmarks.measuring import (
    Disk,
    alone,
    each_of,
    forget_file,
    peak_memory,
    seconds,
    without_collections,
)

ACTOR = "benchmark"
SURGERY = 1_667
"""The documents on which labels are changed: 100,000 annotations."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: documents to import, gestures, and questions of each kind."""

    documents: int = 2000
    gestures: int = 500
    questions: int = 100


QUICK = Sizes(documents=100, gestures=50, questions=20)
LARGE = Sizes(documents=100_000)


def run(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Measure everything in a folder made inside `folder`, whose disk it is that counts."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="hashiya-benchmark-") as made:
        place = Path(made)
        yield from gesture(sizes, place)
        yield from bulk(sizes, place)
        yield from exporting(sizes, place)
        yield from questions(sizes, place)
        yield from reviewing(sizes, place)
        yield from searching(sizes, place)
        yield from queries.run(place)
        yield from care(place)
        yield from surgery.run(min(sizes.documents, SURGERY), place)


# -- one gesture ----------------------------------------------------------------------------------


def gesture(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """An annotation of the sample article until it is durable, beside one sync of the same disk."""
    text = corpus.sample_text()
    document = Document(new_id("d"), "sample.txt", "sample", text)
    starts = corpus.word_starts(text)
    disk = Disk(place)
    ours: list[float] = []
    syncs: list[float] = []
    with Project.create(place / "gesture.hashiya", corpus.schema()) as project:
        commands.add_documents(project, [(document, ())], actor=ACTOR)

        def annotate(number: int) -> None:
            span = corpus.span_of_words(text, starts, number % (len(starts) - 2), 2)
            commands.annotate(project, document.id, "entity", "PERS", [span], actor=ACTOR)

        each_of(5, annotate)  # the first ones prepare the statements
        with without_collections():
            # in turns, so that both meet the same load of the machine
            for block in range(0, sizes.gestures, 10):
                ours += each_of(10, lambda i, block=block: annotate(block + i))  # type: ignore[misc]
                syncs += each_of(10, lambda _: disk.sync())
    disk.close()
    for name, share, bar in (("p50", 0.5, Bar(1.3, "ratio")), ("p99", 0.99, None)):
        yield Figure(
            f"an annotation durable, {name}",
            percentile(ours, share) * 1e3,
            "ms",
            percentile(syncs, share) * 1e3,
            "one fdatasync of an appended page",
            bar,
        )


# -- thousands of documents -----------------------------------------------------------------------


def bulk(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """Imports of annotated documents, from memory and from canonical JSONL."""
    count = sizes.documents
    with Project.create(place / "bulk.hashiya", corpus.schema()) as project:
        blocks = 0.0
        for first in range(0, count, 1000):
            items = list(corpus.articles(min(1000, count - first), first=first))
            with without_collections():
                blocks += seconds(lambda: commands.add_documents(project, items, actor=ACTOR))  # noqa: B023
    lines = place / "bulk.jsonl"
    schema = corpus.schema()
    write_jsonl(lines, corpus.articles(count), schema)
    loads = seconds(lambda: _parse(lines))
    with Project.create(place / "jsonl.hashiya", schema) as project:
        took = seconds(lambda: import_files(project, [lines], actor=ACTOR))
        undone = seconds(lambda: commands.undo(project, actor=ACTOR))
    name = f"{count:,} × {corpus.ANNOTATIONS} annotations"
    bar = Bar(2500, least=True)
    for what, spent in (("from memory", blocks), ("from canonical JSONL", took)):
        yield Figure(
            f"import of {name} {what}", count / spent, "docs/s", count / loads,
            "orjson.loads of the same lines", bar,
        )  # fmt: skip
    yield Figure("undo of that import", undone, "s", took, "the import itself")
    size = (place / "bulk.hashiya").stat().st_size / count / 1024
    yield Figure(
        "project file, a document", size, "KB", lines.stat().st_size / count / 1024, "its JSONL"
    )


def _parse(lines: Path) -> None:
    with lines.open("rb") as file:
        for line in file:
            orjson.loads(line)


def exporting(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """An export of the imported project, in a process of its own for the sake of its memory."""
    took, size, peak = alone(_export, place)
    dumps = _dump_all(place / "bulk.jsonl")
    count = sizes.documents
    yield Figure(
        "export to canonical JSONL", count / took, "docs/s", count / dumps,
        "orjson.dumps of the same records", Bar(8000, least=True),
    )  # fmt: skip
    yield Figure("the same in bytes", size / took / 1e6, "MB/s", size / dumps / 1e6, "the same")
    if peak:
        yield Figure("peak memory of that export", peak, "MB", bar=Bar(100))


def _export(place: Path) -> tuple[float, int, float]:
    out = place / "out.jsonl"
    with Project.open(place / "bulk.hashiya", read_only=True) as project:
        took = seconds(lambda: write_jsonl(out, project.iter_documents(), project.schema))
    size = out.stat().st_size
    out.unlink()
    return took, size, peak_memory()


def _dump_all(lines: Path) -> float:
    """How long orjson takes to write the records of a file; only the dumping is counted."""
    spent = 0.0
    with lines.open("rb") as file:
        while block := [orjson.loads(line) for line in itertools.islice(file, 200)]:
            spent += seconds(lambda: [orjson.dumps(each) for each in block])
    return spent


# -- questions ------------------------------------------------------------------------------------


def questions(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """What the window asks of a project while somebody works in it."""
    path = place / "bulk.hashiya"
    forget_file(path)
    with Project.open(path) as project:
        cold = seconds(lambda: project.documents(limit=50))
    forget_file(path)

    def opened() -> None:
        with Project.open(path, read_only=True) as again:
            again.documents(limit=50)

    yield Figure("open to the first page, cold", seconds(opened) * 1e3, "ms", bar=Bar(10))
    yield Figure("the first page alone, cold", cold * 1e3, "ms")
    with Project.open(path) as project:
        ids = [each.id for each in project.documents()]
        step = max(1, len(ids) // sizes.questions)
        chosen = ids[::step][: sizes.questions]

        def read(number: int) -> None:
            project.document(chosen[number % len(chosen)])
            project.annotations(chosen[number % len(chosen)])

        # each is asked for once, and nothing of it is in the connection's cache
        forget_file(path)
        cold_reads = each_of(len(chosen), read)
        warm_reads = each_of(len(chosen), read)
        plain = _plain_reads(place / "bulk.jsonl", sizes.questions)
        for name, values, bar in (("cold", cold_reads, Bar(5)), ("warm", warm_reads, None)):
            yield Figure(
                f"a document with its annotations, {name}, p50", percentile(values, 0.5) * 1e3,
                "ms", plain * 1e3, "orjson.loads of its record", bar,
            )  # fmt: skip
        middle = project.summary(ids[len(ids) // 2]).position
        asked = each_of(sizes.questions, lambda _: project.next_unfinished(middle))
        yield Figure("the next unfinished document", percentile(asked, 0.5) * 1e3, "ms", bar=Bar(5))
        asked = each_of(sizes.questions, lambda _: project.label_counts())
        yield Figure("label counts", percentile(asked, 0.5) * 1e3, "ms", bar=Bar(1))


def reviewing(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """What the review queue asks: a first page, the next case, those like it."""
    path = place / "bulk.hashiya"
    unreviewed = ReviewSelection(reviews=("unreviewed",))
    with Project.open(path) as project:
        middle = project.document_count() // 2
        half = ReviewPosition(middle, -1, 0, FIRST.id)
        key, _count = max(project.label_counts().items(), key=lambda each: each[1])
        forget_file(path)
        for name, selection in (
            ("unreviewed", unreviewed),
            ("of a layer", replace(unreviewed, layers=key[:1])),
            ("of a label", replace(unreviewed, labels=(key,))),
            ("questions, of which there are none", ReviewSelection(reviews=("question",))),
        ):
            first = seconds(lambda it=selection: project.review_page(it, after=half, limit=64))  # type: ignore[misc]
            yield Figure(f"review queue, first page: {name}", first * 1e3, "ms", bar=Bar(200))
        case = project.review_page(unreviewed, after=half, limit=1)[0]
        asked = each_of(sizes.questions, lambda _: project.is_selected(unreviewed, case))
        yield Figure("the next case", percentile(asked, 0.5) * 1e3, "ms", bar=Bar(16))
        annotation = project.annotation(case.annotation, case.document)
        text = annotation.spans[0].text_in(project.document(case.document).text)
        label = (annotation.layer, annotation.label)
        counted = seconds(lambda: project.review_count(unreviewed))
        yield Figure("all cases counted", counted * 1e3, "ms")
        spellings = project.spellings(label)
        read = seconds(lambda: project.spellings(label))
        yield Figure("the spellings of a label", read * 1e3, "ms")
        alike = seconds(lambda: project.identical_cases(unreviewed, annotation, text, spellings))
        yield Figure("identical cases, spellings known", alike * 1e3, "ms")


def _plain_reads(lines: Path, count: int) -> float:
    with lines.open("rb") as file:
        loaded = list(itertools.islice(file, count))
    return percentile(each_of(len(loaded), lambda i: orjson.loads(loaded[i])), 0.5)


def searching(sizes: Sizes, place: Path) -> Iterator[Figure]:
    """Filling the search index, and searching with it beside a scan of all texts."""
    with (
        Project.open(place / "bulk.hashiya", read_only=True) as project,
        SearchIndex(project, place) as index,
    ):
        filled = seconds(index.update)
        yield Figure("search index filled", sizes.documents / filled, "docs/s")
        yield Figure("search index brought up to date", seconds(index.update) * 1e3, "ms")
        texts = [document.text for document, _ in corpus.articles(min(sizes.documents, 2000))]
        scan = seconds(lambda: sum(text.count("الكرملين") for text in texts))
        scan *= sizes.documents / len(texts)
        against = "str.count over all texts"
        queries = {"a common word": "الكرملين", "one document": f"خبر {len(texts) - 1}"}
        for name, query in queries.items():
            took = seconds(lambda: list(itertools.islice(index.search(query), 50)))  # noqa: B023
            yield Figure(
                f"search, first 50 hits of {name}", took * 1e3, "ms", scan * 1e3, against, Bar(50)
            )


def care(place: Path) -> Iterator[Figure]:
    """The check of the whole file, and a backup of it."""
    path = place / "bulk.hashiya"
    with Project.open(path, read_only=True) as project:
        took = seconds(lambda: _insist(project.verify() == []))
        yield Figure("verify", took, "s", seconds(lambda: _digest(path)), "SHA-256 of the file")
        copied = seconds(lambda: project.backup(place / "backup.hashiya"))
        yield Figure("backup, verified", copied, "s")


def _insist(sound: bool) -> None:
    if not sound:
        raise SystemExit("The benchmark's project is not sound: its figures mean nothing.")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
