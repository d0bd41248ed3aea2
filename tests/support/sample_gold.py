"""A hand-made labelling of the sample article: its entities, quotes, events and relations.

Written as snippets of the article, line by line, so that a reader can judge it; `gold()` finds
their offsets. Identifiers and times are fixed, so the same bytes come out every time.
`python -m tests.support.sample_gold` writes `tests/reference/sample.jsonl`.

A snippet is the text itself, `first … last` for a long stretch, `a + b` for a discontinuous one,
and ends in `#2` where the second occurrence in its line is meant. Arguments begin with `@` where a
mention or another frame fills them; a bare snippet is a bare span.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.formats import encode, record
from annotator.core.model import Annotation, Argument, Document, NamedValue, Review
from annotator.core.schema import Schema, read_schema_file
from annotator.core.text import Span, Spans, document_direction, first_line_title

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "seeds" / "000_7b193b572c7f7247.txt"
SCHEMA = ROOT / "seeds" / "schemas" / "news.toml"
REFERENCE = ROOT / "tests" / "reference" / "sample.jsonl"

ANNOTATOR = "amal"
MADE = 1_740_391_200  # 2025-02-24 10:00 UTC
DOCUMENT_ID = "d-0193b5c2800070008000000000000000"

# By line of the article (counted from 0), in reading order: label and snippet.
ENTITIES: dict[int, str] = {
    0: """
        OCC الرئيسان الروسي والصيني
        NORP الروسي
        NORP الصيني
    """,
    2: """
        OCC الرئيس الروسي
        NORP الروسي
        PERS فلاديمير بوتين
        OCC نظيره الصيني
        NORP الصيني
        PERS شي جين بينج
        DATE اليوم الاثنين
    """,
    3: """
        ORG الرئاسة الروسية
        NORP الروسية
        ORG الكرملين
        ORG وكالة أنباء سبوتنيك الروسية
        ORG سبوتنيك
        NORP الروسية#2
        GPE روسيا
        GPE الصين
        ORG الكرملين#2
        OCC الرئيس الروسي
        NORP الروسي#3
        OCC نظيره الصيني
        NORP الصيني
        NORP الروسية#3
        NORP الأمريكية
    """,
    4: """
        OCC الرئيس الصيني
        NORP الصيني
        GPE روسيا
        GPE الولايات المتحدة الأمريكية
        GPE أوكرانيا
    """,
    5: """
        PERS بوتين
        PERS شي بينج
        NORP الروسية
        NORP الصينية
    """,
    6: """
        NORP روسي
        NORP أوكراني
        LOC منطقة كورسك
        LOC كورسك
    """,
    7: """
        GPE روسيا
        DATE الإثنين
        GPE أوكرانيا
        LOC منطقة كورسك الروسية
        LOC كورسك
        NORP الروسية
        ORG قوات كييف
        GPE كييف
        NORP روسية#2
    """,
    9: """
        ORG ريا نوفستي
        ORG تاس
        OCC الوسيطة الروسية لحقوق الإنسان
        NORP الروسية
        PERS تاتيانا موسكالكوفا
        LOC منطقة كورسك
        LOC كورسك
        GPE سومي
        DATE اليوم
        ORG الصليب الأحمر
        NORP الأوكراني
        GPE روسيا
        GPE بيلاروسيا
    """,
    10: """
        OCC وزير الخارجية الروسى
        ORG الخارجية الروسى
        NORP الروسى
        PERS سيرجى لافروف
        DATE اليوم الاثنين
        GPE روسيا
        GPE أوكرانيا
        EVENT العملية العسكرية الخاصة
        NORP الأوكرانى
    """,
    11: """
        ORG وكالة أنباء سبوتنك الروسية
        ORG سبوتنك
        NORP الروسية
        PERS لافروف
        OCC وزير الخارجية التركي
        ORG الخارجية التركي
        NORP التركي
        PERS هاكان فيدان
        GPE العاصمة التركية
        NORP التركية
        GPE أنقرة
        GPE أوكرانيا
        LOC أوروبا
        GPE روسيا
    """,
    12: """
        PERS لافروف
        NORP الأوروبيين
        GPE أوكرانيا
        GPE الولايات المتحدة الأمريكية
        LOC خط التماس
    """,
}


@dataclass(frozen=True)
class Frame:
    """A quote or an event: its line, label, anchor, and `role = filler` pairs."""

    line: int
    label: str
    anchor: str
    fillers: tuple[tuple[str, str], ...]
    name: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    note: str = ""
    review: Review = "unreviewed"


def _frame(line: int, label: str, anchor: str, *fillers: str, **more: object) -> Frame:
    pairs = tuple(
        (each.split("=", 1)[0].strip(), each.split("=", 1)[1].strip()) for each in fillers
    )
    return Frame(line, label, anchor, pairs, **more)  # type: ignore[arg-type]


QUOTES = (
    _frame(
        3,
        "indirect",
        "الجانبين … والرياضة",
        "cue = أفادت",
        "speaker = @الرئاسة الروسية",
        "reporter = @وكالة أنباء سبوتنيك الروسية",
        "medium = بيان",
    ),
    _frame(
        3,
        "indirect",
        "الرئيس الروسي … الأخيرة",
        "cue = أوضح",
        "speaker = @الكرملين#2",
    ),
    _frame(
        3,
        "indirect",
        "الاتصالات … الأخيرة",
        "cue = أبلغ",
        "speaker = @الرئيس الروسي",
        "addressee = @نظيره الصيني",
    ),
    _frame(
        4,
        "indirect",
        "دعمه … أوكرانيا",
        "cue = أعرب",
        "speaker = @الرئيس الصيني",
        "medium = البيان",
        attributes=(("stance", "supportive"),),
    ),
    _frame(5, "indirect", "بوتين … للتأثير الخارجي", "cue = ذكر", "speaker = البيان"),
    _frame(
        5,
        "mixed",
        "العلاقة … للتأثير الخارجي",
        "cue = أكدا",
        "speaker = @بوتين",
        "speaker = @شي بينج",
        note="أداة المصدرية داخل علامتي التنصيص.",
        review="question",
    ),
    _frame(
        7,
        "indirect",
        "أنها توصلت … جزئيا",
        "cue = أكدت",
        "cue = ذكرت",
        "speaker = @روسيا",
        "reporter = وكالات أنباء رسمية روسية",
    ),
    _frame(
        9,
        "direct",
        "ثمة أشخاص … بيلاروسيا",
        "cue = نقلت + عن + قولها",
        "speaker = @الوسيطة الروسية لحقوق الإنسان",
        "speaker = @تاتيانا موسكالكوفا",
        "reporter = @ريا نوفستي",
        "reporter = @تاس",
        review="accepted",
    ),
    _frame(
        10,
        "indirect",
        "روسيا لن … ودائمة",
        "cue = أعلن",
        "speaker = @وزير الخارجية الروسى",
        "speaker = @سيرجى لافروف",
        attributes=(("polarity", "negative"),),
    ),
    _frame(
        11,
        "direct",
        "إننا مستعدون … الاعتبار",
        "cue = قال",
        "speaker = @لافروف",
        "reporter = @وكالة أنباء سبوتنك الروسية",
    ),
    _frame(12, "mixed", "إنه على … يناسبنا", "cue = بحسب", "speaker = @لافروف"),
    _frame(
        12,
        "indirect",
        "هذا الخيار لن يناسبنا",
        "cue = أكدنا",
        attributes=(("polarity", "negative"), ("speaker_kind", "implied"), ("stance", "critical")),
    ),
)

EVENTS = (
    _frame(
        0,
        "Contact.Call",
        "مباحثات هاتفية",
        "participant = @الرئيسان الروسي والصيني",
        "topic = القاضايا الإقليمية",
    ),
    _frame(
        2,
        "Contact.Call",
        "عقد + مباحثات هاتفية",
        "participant = @الرئيس الروسي",
        "participant = @فلاديمير بوتين",
        "participant = @نظيره الصيني",
        "participant = @شي جين بينج",
        "time = @اليوم الاثنين",
        "topic = توسيع … والثقافة",
        name="مكالمة",
        review="accepted",
    ),
    _frame(
        3,
        "Statement.Issue",
        "بيان",
        "agent = @الرئاسة الروسية",
        "topic = تبادلا الآراء … والصين",
    ),
    _frame(
        4,
        "Diplomacy.Support",
        "دعم",
        "agent = @الرئيس الصيني",
        "target = حوار الجاري … الأمريكية",
    ),
    _frame(
        6,
        "Diplomacy.Agree",
        "توافق",
        "participant = @روسي",
        "participant = @أوكراني",
        "topic = @إجلاء 6",
    ),
    _frame(
        6,
        "Movement.Evacuate",
        "إجلاء",
        "target = السكان",
        "origin = @منطقة كورسك",
        name="إجلاء 6",
        attributes=(("modality", "planned"),),
    ),
    _frame(
        7,
        "Diplomacy.Agree",
        "اتفاق",
        "participant = @روسيا",
        "participant = @أوكرانيا",
        "topic = @إجلاء 7",
    ),
    _frame(
        7,
        "Movement.Evacuate",
        "إجلاء",
        "target = سكان",
        "origin = @منطقة كورسك الروسية",
        name="إجلاء 7",
        attributes=(("modality", "planned"),),
    ),
    _frame(
        7,
        "Conflict.Occupy",
        "تحتل",
        "agent = @قوات كييف",
        "target = @منطقة كورسك الروسية",
    ),
    _frame(
        9,
        "Diplomacy.Agree",
        "اتفاق",
        "participant = @الصليب الأحمر",
        "participant = الطرف الأوكراني",
        "topic = @إجلاء 9",
    ),
    _frame(
        9,
        "Movement.Evacuate",
        "إجلائ",
        "target = أشخاص",
        "destination = @روسيا",
        name="إجلاء 9",
        attributes=(("modality", "planned"),),
    ),
    _frame(
        10,
        "Conflict.Ceasefire",
        "توقف الأعمال القتالية",
        "participant = @روسيا",
        "participant = @أوكرانيا",
        "time = @مفاوضات",
        attributes=(("modality", "hypothetical"), ("polarity", "negative")),
    ),
    _frame(
        10,
        "Diplomacy.Negotiate",
        "المفاوضات",
        "topic = حل النزاع الأوكرانى",
        name="مفاوضات",
        attributes=(("modality", "possible"),),
    ),
    _frame(
        11,
        "Contact.Meet",
        "المحادثات",
        "participant = @لافروف",
        "participant = @وزير الخارجية التركي",
        "participant = @هاكان فيدان",
        "place = @العاصمة التركية",
        "place = @أنقرة",
    ),
)

# label, from, to: each a line and a mention's snippet
RELATIONS = (
    ("holds_office", (2, "فلاديمير بوتين"), (2, "الرئيس الروسي")),
    ("holds_office", (2, "شي جين بينج"), (2, "نظيره الصيني")),
    ("holds_office", (9, "تاتيانا موسكالكوفا"), (9, "الوسيطة الروسية لحقوق الإنسان")),
    ("holds_office", (10, "سيرجى لافروف"), (10, "وزير الخارجية الروسى")),
    ("holds_office", (11, "هاكان فيدان"), (11, "وزير الخارجية التركي")),
    ("same_as", (5, "شي بينج"), (2, "شي جين بينج")),
    ("same_as", (11, "سبوتنك"), (3, "سبوتنيك")),
    ("located_in", (11, "أنقرة"), (11, "العاصمة التركية")),
)

# One spelling for the names that the article writes in several.
CANONICAL = {
    (3, "سبوتنيك"): "سبوتنيك",
    (11, "سبوتنك"): "سبوتنيك",
    (10, "سيرجى لافروف"): "سيرغي لافروف",
    (5, "شي بينج"): "شي جين بينج",
}


@dataclass
class _Gold:
    text: str
    starts: list[int] = field(default_factory=list)
    made: list[Annotation] = field(default_factory=list)
    ids: dict[tuple[int, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        at = 0
        for line in self.text.split("\n"):
            self.starts.append(at)
            at += len(line) + 1
        self.starts.append(at)

    def spans(self, line: int, snippet: str) -> Spans:
        spans: list[Span] = []
        at = self.starts[line]
        for part in snippet.split(" + "):
            wanted, _, occurrence = part.partition("#")
            first, _, last = wanted.partition(" … ")
            start = at
            for turn in range(int(occurrence or 1)):
                start = self._find(first, start + (turn > 0), line)
            end = start + len(first)
            if last:
                end = self._find(last, end, line) + len(last)
            spans.append(Span(start, end))
            at = end
        return tuple(spans)

    def _find(self, part: str, start: int, line: int) -> int:
        found = self.text.find(part, start, self.starts[line + 1])
        assert found >= 0, f"line {line} has no {part!r}"
        return found

    def add(self, layer: str, label: str, spans: Spans, **more: object) -> str:
        identifier = f"a-0193b5c2800070008000{len(self.made) + 1:012x}"
        self.made.append(
            Annotation(
                identifier,
                DOCUMENT_ID,
                ANNOTATOR,
                layer,
                label,
                spans,
                created=MADE + len(self.made),
                updated=MADE + len(self.made),
                **more,  # type: ignore[arg-type]
            )
        )
        return identifier

    def filler(self, line: int, snippet: str) -> str | Spans:
        if not snippet.startswith("@"):
            return self.spans(line, snippet)
        return self.ids[line, snippet[1:]]


def gold() -> tuple[Document, list[Annotation]]:
    """The sample article as a document, with its annotations in the order they were made."""
    text = SAMPLE.read_bytes().decode("utf-8")
    building = _Gold(text)
    _add_entities(building)
    for frame in EVENTS:
        # Names first: an event may be an argument of one that was made before it.
        if frame.name:
            number = len(building.made) + 1 + EVENTS.index(frame)
            building.ids[frame.line, frame.name] = f"a-0193b5c2800070008000{number:012x}"
    for frame in EVENTS:
        _add_frame(building, "event", frame)
    for frame in QUOTES:
        _add_frame(building, "quote", frame)
    for label, source, target in RELATIONS:
        ends = (Argument("from", building.ids[source]), Argument("to", building.ids[target]))
        building.add("relation", label, (), arguments=ends)
    document = Document(
        DOCUMENT_ID,
        SAMPLE.stem,
        first_line_title(text),
        text,
        document_direction(text),
        "ar",
        published="20250224",
        metadata=(NamedValue("file", SAMPLE.name),),
        status="done",
    )
    return document, building.made


def gold_schema() -> Schema:
    """The schema that the labelling follows."""
    return read_schema_file(SCHEMA)


def gold_line() -> bytes:
    """The labelling as a line of canonical JSONL."""
    document, annotations = gold()
    return encode(record(document, annotations, gold_schema()))


def _add_entities(building: _Gold) -> None:
    for line, listed in ENTITIES.items():
        for entry in listed.strip().split("\n"):
            label, snippet = entry.strip().split(" ", 1)
            canonical = CANONICAL.get((line, snippet))
            identifier = building.add(
                "entity",
                label,
                building.spans(line, snippet),
                attributes=(NamedValue("canonical", canonical),) if canonical else (),
            )
            building.ids[line, snippet] = identifier


def _add_frame(building: _Gold, layer: str, frame: Frame) -> None:
    building.add(
        layer,
        frame.label,
        building.spans(frame.line, frame.anchor),
        arguments=tuple(
            Argument(role, building.filler(frame.line, snippet)) for role, snippet in frame.fillers
        ),
        attributes=tuple(NamedValue(name, value) for name, value in frame.attributes),
        note=frame.note,
        review=frame.review,
    )


if __name__ == "__main__":
    REFERENCE.write_bytes(gold_line())
