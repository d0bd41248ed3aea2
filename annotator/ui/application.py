"""Starting the window: fonts, language, colours, log, and what happens when something breaks."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QLocale, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

import annotator
from annotator.app import log, translation
from annotator.app.backup_keeper import BackupKeeper
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.error_dialog import ErrorDialog
from annotator.ui.fonts import load_fonts
from annotator.ui.icons import Icons, application_icon
from annotator.ui.language import install_qt_translation
from annotator.ui.main_window import MainWindow
from annotator.ui.screen import check_screen
from annotator.ui.theme import apply_theme

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")


class Program:
    """The application object with its one window: how they are dressed, and kept alive."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        self.application = application
        self.settings = settings
        application.setApplicationName("hashiya")
        application.setApplicationVersion(annotator.__version__)
        application.setDesktopFileName("hashiya")
        application.setWindowIcon(application_icon())
        load_fonts()
        self._speak()
        self.session = Session(settings)
        self._backups = BackupKeeper(self.session)
        theme = apply_theme(application, settings.text("theme"), settings)
        self.window = MainWindow(self.session, theme, Icons(theme, application.layoutDirection()))
        self.window.look_requested.connect(self.dress)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    def dress(self) -> None:
        """Take language, direction, colours and fonts anew; the window keeps its state."""
        before = translation.language()
        self._speak()
        theme = apply_theme(self.application, self.settings.text("theme"), self.settings)
        self.window.dress(theme, Icons(theme, self.application.layoutDirection()))
        self.window.retranslate()
        _log.info("language %s, before %s; theme %s", translation.language(), before, theme.name)

    def open_first(self, project: Path | None) -> None:
        """Open what was asked for, else what was open last, else the sample."""
        recent = [Path(each) for each in self.settings.texts("projects.recent")]
        wanted = project or next((each for each in recent if each.exists()), None)
        if wanted is not None:
            self.session.open(wanted)
        elif not recent:
            self.window.project_handlers.open_sample()

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """An exception that nobody caught: log it, say it, go on. Every gesture is kept already."""
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        _log.critical("not caught", exc_info=(kind, error, trace))
        if isinstance(error, HashiyaError):
            self.window.show_error(error)
        else:
            ErrorDialog.show_exception(error, trace, self.window)

    def _speak(self) -> None:
        code = translation.apply_settings(self.settings, system=QLocale.system().name())
        install_qt_translation(self.application, code)

    def _system_changed(self) -> None:
        if self.settings.text("theme") == "system":
            self.dress()


def run(project: Path | None = None) -> int:
    """Open the window, on `project` if one is given, and return the exit status.

    Raises:
        NoScreenError: this session has no screen.
    """
    check_screen(os.environ)
    crashes = log.start()
    qInstallMessageHandler(_log_qt)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    program = Program(application, Settings.load())
    sys.excepthook = program.report
    interrupts = _heed_interrupts(program)
    program.window.show()
    for warning in program.settings.warnings:
        program.window.banner.tell(warning)
    QTimer.singleShot(0, lambda: program.open_first(project))
    try:
        return application.exec()
    finally:
        interrupts.stop()
        program.session.close()
        sys.excepthook = sys.__excepthook__
        _end_log(crashes)


def _heed_interrupts(program: Program) -> QTimer:
    """Let Ctrl+C in the terminal close the window.

    Python handles a signal only between two of its own instructions, and inside Qt's loop there
    may be none for long: a timer gives it a moment.
    """
    signal.signal(signal.SIGINT, lambda *_: program.window.close())
    timer = QTimer()
    timer.timeout.connect(lambda: None)
    timer.start(250)
    return timer


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)


def _end_log(crashes: IO[str] | None) -> None:
    qInstallMessageHandler(None)
    log.stop(crashes)
