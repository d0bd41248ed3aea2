"""Take pictures of the panels and dialogs, filled from the sample article, to look at.

    python -m tools.look_panels FOLDER [--language ar|en] [--theme light|dark] [NAME …]

It needs no screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.app import translation
from annotator.app.sample import make_sample
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.model import Argument
from annotator.core.text import Span
from annotator.ui.dialogs.about_dialog import AboutDialog
from annotator.ui.dialogs.error_dialog import ErrorDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.history_dialog import HistoryDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.fonts import load_fonts
from annotator.ui.label_picker import LabelPicker
from annotator.ui.language import install_qt_translation
from annotator.ui.panels.annotations import AnnotationsPanel
from annotator.ui.panels.details import DetailsPanel
from annotator.ui.panels.events import EventsPanel
from annotator.ui.panels.quotes import QuotesPanel
from annotator.ui.theme import Theme, apply_theme

_RESIZED = Qt.WidgetAttribute.WA_Resized
WIDTH, HEIGHT = 340, 620


def fill(session: Session) -> dict[str, str]:
    """Label part of the sample article; the ids of what was made, by a short name."""
    document = session.document
    if document is None:
        raise SystemExit("the sample project has no document")
    text = document.text
    made: dict[str, str] = {}

    def span(words: str, after: int = 0) -> tuple[Span, ...]:
        start = text.index(words, after)
        return (Span(start, start + len(words)),)

    def tag(name: str, layer: str, label: str, words: str, *arguments: Argument) -> None:
        change = session.tag(layer, label, span(words), arguments)
        if change is not None:
            made[name] = next(row.id for row in change.rows if row.kind == "annotation")

    tag("putin", "entity", "PERS", "فلاديمير بوتين")
    tag("president", "entity", "OCC", "الرئيس الروسي")
    tag("russian", "entity", "NORP", "الروسي")
    tag("kremlin", "entity", "ORG", "الكرملين")
    tag("lavrov", "entity", "PERS", "لافروف")
    tag(
        "call",
        "event",
        "Contact.Call",
        "مباحثات هاتفية",
        Argument("participant", made["putin"]),
        Argument("time", span("اليوم الاثنين")),
    )
    tag(
        "reader",
        "quote",
        "direct",
        "بشكل خاص أن العلاقة بين السياسة الخارجية الروسية والصينية، "
        "هي أهم عامل استقرار في الشؤون العالمية ولا تخضع للتأثير الخارجي",
        Argument("cue", span("أكدا")),
        Argument("speaker", made["putin"]),
    )
    tag("open", "quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", made["lavrov"]))
    tag("meet", "event", "Contact.Meet", "للحوار")
    session.set_note(made["putin"], "يكتب اسمه أحيانًا «بوتن»؛ انظر الفقرة الثالثة.")
    session.set_review([made["president"]], "rejected")
    session.set_review([made["russian"]], "question")
    session.set_review([made["kremlin"]], "accepted")
    return made


def pictures(session: Session, theme: Theme) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """The name of each picture, and what makes the widget that it is of."""
    made = fill(session)
    picker = LabelPicker(theme)

    def annotations() -> QWidget:
        panel = AnnotationsPanel(session, theme)
        panel.select_annotation(made["reader"])
        return panel

    def details(name: str) -> Callable[[], QWidget]:
        def make() -> QWidget:
            panel = DetailsPanel(session, theme, picker)
            panel.show_annotation(made[name] if name else "")
            panel.resize(WIDTH, 900)
            return panel

        return make

    def labels() -> QWidget:
        schema = session.schema
        if schema is not None:
            picker.set_recent("event", ["Contact.Call", "Diplomacy.Agree"])
            picker.open_at(QPoint(500, 40), schema.layer("event"))
        return picker

    def frames(make: type[QuotesPanel | EventsPanel], name: str) -> Callable[[], QWidget]:
        def show() -> QWidget:
            panel = make(session, theme)
            panel.select_annotation(made[name])
            return panel

        return show

    yield "annotations", annotations
    yield "quotes", frames(QuotesPanel, "reader")
    yield "events", frames(EventsPanel, "call")
    for name in ("", "putin", "russian", "reader", "open", "call", "meet"):
        yield f"details-{name or 'none'}", details(name)
    yield "labels", labels

    def importing() -> QWidget:
        folder = Path(tempfile.mkdtemp())
        text = session.document.text if session.document else ""
        (folder / "article 2.txt").write_bytes(("خبر آخر\n" + text).encode("cp1256", "replace"))
        (folder / "article 10.txt").write_text("Another one\n" + text, encoding="utf-8")
        (folder / "copy.txt").write_text(text, encoding="utf-8")
        (folder / "empty.txt").write_text("")
        (folder / "broken.jsonl").write_text('{"format": 1}\n')
        dialog = ImportDialog(session)
        dialog.add_paths([folder])
        wait(lambda: bool(dialog.found()))
        dialog.view.setCurrentIndex(dialog.table.index(1, 0))
        shutil.rmtree(folder)
        return dialog

    def export() -> QWidget:
        dialog = ExportDialog(session)
        dialog.dataset_target.setChecked(True)
        return dialog

    def error() -> QWidget:
        return ErrorDialog.show_exception(ValueError("x"), None)

    yield "import", importing
    yield "export", export
    yield "preferences", lambda: PreferencesDialog(session.settings)
    yield "new-project", lambda: NewProjectDialog(session)
    yield "about", lambda: AboutDialog()
    yield "history", lambda: HistoryDialog(session, theme)
    yield "error", error


def wait(condition: Callable[[], bool]) -> None:
    """Let Qt work until the condition holds."""
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)


def take(widget: QWidget, path: Path) -> None:
    """Show a widget in its size (or a panel's), and write its picture."""
    if isinstance(widget, QDialog):
        widget.resize(widget.size() if widget.testAttribute(_RESIZED) else widget.sizeHint())
    elif not widget.testAttribute(_RESIZED):
        widget.resize(WIDTH, HEIGHT)
    widget.show()
    for _round in range(4):
        QApplication.processEvents()
    widget.grab().save(str(path))
    widget.hide()


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures that the arguments name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--language", default="ar")
    parser.add_argument("--theme", default="light")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    translation.set_language(options.language)
    install_qt_translation(application, options.language)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HASHIYA_CONFIG_DIR"] = folder
        settings = Settings.load()
        settings.update({"annotator.name": "ليلى", "theme": options.theme})
        theme = apply_theme(application, options.theme, settings)
        session = Session(settings)
        session.failed.connect(lambda error: print(error))
        session.open(make_sample("ليلى", Path(folder)))
        for name, make in pictures(session, theme):
            if not options.names or name in options.names:
                widget = make()
                take(widget, options.folder / f"{name}-{options.language}-{options.theme}.png")
        session.close()


if __name__ == "__main__":
    main()
