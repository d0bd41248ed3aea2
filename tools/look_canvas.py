"""Paint the article view with demonstration annotations into pictures, to look at.

`python -m tools.look_canvas OUTPUT-FOLDER [PAGE…]`; QT_SCALE_FACTOR=2 paints at twice the size.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotator.core.model import Annotation, Argument, Document, Review
from annotator.core.schema import Schema, read_schema_file
from annotator.core.text import Direction, Span, Spans
from annotator.ui.canvas import ArticleView
from annotator.ui.fonts import load_fonts
from annotator.ui.theme import Theme

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "000_7b193b572c7f7247.txt"
SCHEMA = ROOT / "seeds" / "schemas" / "news.toml"


@dataclass
class Demo:
    """A document with annotations that are found by their text."""

    document: Document
    annotations: list[Annotation]

    @classmethod
    def of(cls, text: str, direction: Direction = "rtl") -> Demo:
        """A document of this text without annotations."""
        return cls(Document("d-1", "demo", "demo", text, direction), [])

    def find(self, wanted: str, number: int = 0) -> Span:
        """The occurrence `number` of some text."""
        found = list(re.finditer(re.escape(wanted), self.document.text))[number]
        return Span(found.start(), found.end())

    def add(
        self,
        layer: str,
        label: str,
        *spans: Span,
        arguments: dict[str, str | Spans] | None = None,
        review: Review = "unreviewed",
    ) -> str:
        """Annotate these spans and return the annotation's id."""
        made = Annotation(
            f"a-{len(self.annotations):032x}", "d-1", "demo", layer, label, tuple(spans),
            tuple(Argument(role, filler) for role, filler in (arguments or {}).items()),
            review=review,
        )  # fmt: skip
        self.annotations.append(made)
        return made.id

    def tag(self, label: str, wanted: str, *numbers: int) -> str:
        """Tag occurrences of a name as an entity; return the first annotation's id."""
        made = [self.add("entity", label, self.find(wanted, n)) for n in numbers or (0,)]
        return made[0]


def sample() -> Demo:
    """The sample article with some forty annotations."""
    demo = Demo.of(SAMPLE.read_bytes().decode())
    tag, find, add = demo.tag, demo.find, demo.add
    tag("OCC", "الرئيس الروسي", 0, 1)
    tag("NORP", "الروسي", 0)
    tag("NORP", "الروسي", 1)
    putin = tag("PERS", "فلاديمير بوتين")
    tag("OCC", "ونظيره الصيني"[1:])
    xi = tag("PERS", "شي جين بينج")
    tag("DATE", "اليوم الاثنين", 0, 1)
    presidency = tag("ORG", "الرئاسة الروسية")
    kremlin = tag("ORG", "الكرملين", 0)
    tag("NORP", "الروسية", 0)
    kremlin2 = tag("ORG", "الكرملين", 1)
    tag("ORG", "وكالة أنباء سبوتنيك الروسية")
    tag("ORG", "سبوتنيك")
    tag("NORP", "الروسية", 1)
    tag("GPE", "روسيا", 0, 1, 2)
    tag("GPE", "والصين، كما"[1:6])
    tag("GPE", "الولايات المتحدة الأمريكية", 0)
    ukraine = tag("GPE", "أوكرانيا", 0, 1)
    kursk = tag("GPE", "منطقة كورسك الروسية")
    tag("NORP", "الروسية", 4)
    tag("ORG", "ريا نوفستي")
    tag("ORG", "وتاس"[1:])
    ombudsman = tag("OCC", "الوسيطة الروسية لحقوق الإنسان")
    moskal = tag("PERS", "تاتيانا موسكالكوفا")
    tag("ORG", "الصليب الأحمر")
    tag("GPE", "سومي")
    tag("GPE", "بيلاروسيا")
    tag("OCC", "وزير الخارجية الروسى")
    lavrov = tag("PERS", "سيرجى لافروف")
    tag("OCC", "وزير الخارجية التركي")
    fidan = tag("PERS", "هاكان فيدان")
    lavrov3 = tag("PERS", "لافروف", 2)
    ankara = tag("GPE", "أنقرة")
    add(
        "event", "Contact.Call", find("مباحثات هاتفية", 1),
        arguments={"participant": putin, "topic": (find("توسيع التعاون متبادل المنفعة"),)},
    )  # fmt: skip
    add("event", "Movement.Evacuate", find("إجلاء"), review="question")
    add(
        "event", "Diplomacy.Agree", find("اتفاق", 0),
        arguments={"agent": ukraine, "place": kursk, "target": (find("روسيا الإثنين"),)},
    )  # fmt: skip
    add(
        "event", "Contact.Meet", find("المحادثات"),
        arguments={"participant": fidan, "place": ankara},
    )  # fmt: skip
    text = demo.document.text
    inner = Span(text.index("العلاقة بين السياسة"), text.index('للتأثير الخارجي"') + 15)
    add(
        "quote", "mixed", inner,
        arguments={"cue": (find("أكدا"),), "speaker": (find("بوتين و شي بينج"),)},
    )  # fmt: skip
    quoted = Span(text.index("ثمة أشخاص"), text.index("بيلاروسيا") + 9)
    add(
        "quote", "direct", quoted,
        arguments={
            "cue": (find("قولها"),),
            "speaker": moskal,
            "reporter": (find("وكالتا ريا نوفستي وتاس"),),
        },
    )  # fmt: skip
    reported = Span(text.index("بأن الجانبين") + 0, text.index("الأمريكية الأخيرة") + 17)
    nested = Span(text.index("الرئيس الروسي أبلغ"), text.index("الأمريكية الأخيرة") + 17)
    add("quote", "indirect", reported, arguments={"cue": (find("وأفادت"),), "speaker": presidency})
    add("quote", "indirect", nested, arguments={"cue": (find("أوضح"),), "speaker": kremlin2})
    last = Span(text.index("بوضوح إننا"), text.index('في الاعتبار"') + 11)
    add("quote", "direct", last, arguments={"cue": (find("قال لافروف"),), "speaker": lavrov3})
    add("quote", "direct", Span(text.index("مصالحة فورية"), text.index("القيام به") + 9))
    del xi, kremlin, ombudsman, lavrov
    return demo


def crowded() -> Demo:
    """Twenty overlapping spans in one line."""
    demo = Demo.of(
        "سطر مزدحم\nقال وزير الخارجية الروسي سيرجي لافروف في مؤتمر صحفي في موسكو أمس الاثنين إن"
        " الاتفاق بين البلدين قد وقع بالفعل.\nوهذا سطر يليه كي ترى المسافة بينهما، وفيه روسيا فقط."
    )
    text = demo.document.text
    starts = [m.start() for m in re.finditer(r"\S+", text)][2:14]
    ends = [m.end() for m in re.finditer(r"\S+", text)][2:14]
    labels = ["PERS", "OCC", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "LAW", "NUM"]
    for i in range(20):
        first = (i * 5) % 9
        last = min(11, first + 1 + (i * 3) % 5)
        demo.add("entity", labels[i % 10], Span(starts[first], ends[last]))
    demo.tag("GPE", "روسيا", -1)
    return demo


def nested_quotes() -> Demo:
    """A quote in a quote in a quote, over several paragraphs, and a discontinuous entity."""
    demo = Demo.of(
        "اقتباس في اقتباس\n"
        "قال المتحدث: «أبلغني الوزير أن الرئيس أكد له أن «الاتفاق سيوقع غدا، وأن الوفد قال:"
        ' "لن نتراجع عن موقفنا أبدا" ثم انصرف» وهذا ما جرى.\n'
        "وأضاف في فقرة ثانية أن الأمور كلها تسير كما خطط لها منذ البداية ولا خوف عليها» بحسب"
        " الوكالة.\nوزيرا الخارجية والدفاع التركيان وصلا إلى بغداد."
    )
    text = demo.document.text
    outer = Span(text.index("أبلغني"), text.index("عليها") + 5)
    middle = Span(text.index("الاتفاق سيوقع"), text.index("انصرف") + 5)
    inner = Span(text.index("لن نتراجع"), text.index("أبدا") + 4)
    add, find = demo.add, demo.find
    add("quote", "direct", outer, arguments={"cue": (find("قال"),), "speaker": (find("المتحدث"),)})
    add("quote", "direct", middle, arguments={"cue": (find("أكد"),), "speaker": (find("الرئيس"),)})
    add("quote", "direct", inner, arguments={"cue": (find("قال", 1),), "speaker": (find("الوفد"),)})
    add("entity", "OCC", find("وزيرا"), find("والدفاع التركيان"))
    add("entity", "OCC", find("وزيرا الخارجية"))
    return demo


def hebrew() -> Demo:
    """Hebrew with points."""
    demo = Demo.of(
        "בְּרֵאשִׁית\nבְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. ראש הממשלה בנימין נתניהו נפגש ביום"
        " שני בירושלים עם נשיא ארצות הברית, כך דיווח Reuters בשעה 17:30."
    )
    for label, name in (
        ("PERS", "אֱלֹהִים"), ("LOC", "הָאָרֶץ"), ("OCC", "ראש הממשלה"), ("PERS", "בנימין נתניהו"),
        ("GPE", "ירושלים"), ("OCC", "נשיא ארצות הברית"), ("GPE", "ארצות הברית"),
        ("ORG", "Reuters"), ("NUM", "17:30"),
    ):  # fmt: skip
        demo.tag(label, name)
    return demo


def english() -> Demo:
    """An English article."""
    demo = Demo.of(
        "Leaders agree to meet in Geneva\nRussian Foreign Minister Sergey Lavrov said on Monday"
        ' that "we are ready for talks with Ukraine, with Europe, and with any representatives'
        ' who wish to help in achieving peace", the TASS agency reported. The name فلاديمير بوتين'
        " appears in Arabic within this sentence of 2025.\nThe talks in Ankara ended without a"
        " result, officials told Reuters.",
        "ltr",
    )
    for label, name in (
        ("OCC", "Russian Foreign Minister"), ("NORP", "Russian"), ("PERS", "Sergey Lavrov"),
        ("DATE", "Monday"), ("GPE", "Ukraine"), ("LOC", "Europe"), ("ORG", "TASS agency"),
        ("PERS", "فلاديمير بوتين"), ("DATE", "2025"), ("GPE", "Ankara"), ("ORG", "Reuters"),
        ("GPE", "Geneva"),
    ):  # fmt: skip
        demo.tag(label, name)
    text = demo.document.text
    content = Span(text.index("we are ready"), text.index("peace") + 5)
    demo.add(
        "quote", "direct", content,
        arguments={"cue": (demo.find("said"),), "speaker": demo.annotations[2].id,
                   "reporter": (demo.find("TASS agency"),)},
    )  # fmt: skip
    demo.add(
        "event",
        "Contact.Meet",
        demo.find("talks", 1),
        arguments={"place": (demo.find("Ankara"),), "participant": demo.annotations[2].id},
    )
    return demo


def persian() -> Demo:
    """Persian with ZWNJ, digits and Latin runs."""
    demo = Demo.of(
        "رئیس‌جمهور ایران\nرئیس‌جمهور ایران می‌گوید که کتاب‌های تازه‌ای در ۲۵ اسفند ۱۴۰۳ به نمایشگاه"
        " بین‌المللی تهران می‌رسد و شرکت Apple نیز iPhone 15 Pro را نشان می‌دهد."
    )
    for label, name in (
        ("OCC", "رئیس‌جمهور"), ("GPE", "ایران"), ("DATE", "۲۵ اسفند ۱۴۰۳"), ("GPE", "تهران"),
        ("EVENT", "نمایشگاه بین‌المللی تهران"), ("ORG", "Apple"), ("PRODUCT", "iPhone 15 Pro"),
    ):  # fmt: skip
        demo.tag(label, name, -1)
    return demo


PAGES: dict[str, Callable[[], Demo]] = {
    "sample": sample,
    "crowded": crowded,
    "quotes": nested_quotes,
    "hebrew": hebrew,
    "english": english,
    "persian": persian,
}
LOOKS: dict[str, tuple[int, int, str]] = {
    "wide": (1000, 900, "light"),
    "dark": (1000, 900, "dark"),
    "narrow": (500, 900, "light"),
}


def view_of(demo: Demo, schema: Schema, size: tuple[int, int], theme: str) -> ArticleView:
    """A view of a demonstration page."""
    view = ArticleView()
    view.resize(*size)
    article = QFont()
    article.setFamilies(["Noto Naskh Arabic", "Noto Serif", "Noto Serif Hebrew"])
    article.setPointSizeF(20)
    article.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chip = QFont()
    chip.setFamilies(["Vazirmatn"])
    chip.setPointSizeF(10)
    view.set_fonts(article, chip)
    view.set_theme(Theme.load(theme))
    view.set_language("en" if demo.document.direction == "ltr" else "ar")
    view.set_article(demo.document, demo.annotations, schema)
    view.show()
    return view


def _states(view: ArticleView, demo: Demo) -> Iterator[str]:
    yield "plain"
    quotes = [each for each in demo.annotations if each.layer == "quote"]
    events = [each for each in demo.annotations if each.layer == "event"]
    if quotes:
        view.select_annotation(quotes[0].id)
        yield "quote"
    if events:
        view.select_annotation(events[-1].id)
        yield "event"
    view.select_annotation("")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    if view.verticalScrollBar().maximum():
        if quotes:
            view.select_annotation(quotes[-1].id, reveal=False)
        yield "end"


def main(arguments: list[str] | None = None) -> int:
    """Paint the pages that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("pages", nargs="*", default=list(PAGES))
    parser.add_argument("--look", choices=sorted(LOOKS), action="append")
    options = parser.parse_args(arguments)
    application = QApplication([])
    load_fonts()
    options.output.mkdir(parents=True, exist_ok=True)
    schema = read_schema_file(SCHEMA)
    for name in options.pages:
        demo = PAGES[name]()
        for look in options.look or LOOKS:
            width, height, theme = LOOKS[look]
            view = view_of(demo, schema, (width, height), theme)
            for state in _states(view, demo):
                application.processEvents()
                path = options.output / f"{name}-{look}-{state}.png"
                view.grab().save(str(path))
                print(path)
            view.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
