"""What every test stands on: no screen, no settings of the person who runs it, no luck."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Qt reads these once, when the application object is made; so they are set before any test
# module can import it. HASHIYA_TEST_PLATFORM=xcb watches the tests on a real screen.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("HASHIYA_TEST_PLATFORM", "offscreen")
for _name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE"):
    os.environ.pop(_name, None)
# Qt warns of a locale that is not UTF-8, as LC_ALL=C makes it.
os.environ.pop("LC_ALL", None)
os.environ["LC_CTYPE"] = "C.UTF-8"

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "000_7b193b572c7f7247.txt"

# What the person's own terminal and language would otherwise bring into a test.
_FOREIGN = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")

# A machine shared with other work makes the first example of a strategy slow without anything
# being wrong; the suite has no timed tests.
_SLOW_IS_FINE = [hypothesis.HealthCheck.too_slow]
# By default the same examples each time, so that what fails here fails everywhere; the thorough
# profile looks for new ones.
hypothesis.settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=_SLOW_IS_FINE,
)
hypothesis.settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=_SLOW_IS_FINE
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class _Ran:
    """Counts the tests that ran, here or in the workers that tell of them."""

    def __init__(self) -> None:
        self.count = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that ran, and not one that was skipped."""
        self.count += report.when == "call" and not report.skipped


_ran = pytest.StashKey[_Ran]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the count of tests that ran."""
    config.stash[_ran] = _Ran()
    config.pluginmanager.register(config.stash[_ran])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Delete the windows of a test with it: each style sheet would be put on all that pile up."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let `main.py --test` fail where all tests were skipped: nothing was tested then."""
    is_worker = hasattr(session.config, "workerinput")
    must_run = os.environ.get("HASHIYA_TESTS_MUST_RUN") and not is_worker
    if must_run and session.exitstatus == pytest.ExitCode.OK:
        looked_only = session.config.option.collectonly
        if not looked_only and not session.config.stash[_ran].count:
            session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(autouse=True)
def isolated_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A home of its own for each test, which holds its settings, its data and its cache."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=tmp_path_factory.getbasetemp()))
    for kind in ("CONFIG", "DATA", "CACHE"):
        folder = home / kind.lower()
        folder.mkdir()
        monkeypatch.setenv(f"HASHIYA_{kind}_DIR", str(folder))
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def plain_language() -> None:
    """English, and the digits that go with it, whatever the test before has chosen."""
    translation = sys.modules.get("annotator.app.translation")
    if translation is not None:
        translation.set_language("en")
        translation.set_numerals("latin")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application object, with the bundled fonts: without them, geometry depends on the box."""
    from annotator.ui.fonts import load_fonts

    load_fonts()
    return qapp


@pytest.fixture(scope="session")
def sample_path() -> Path:
    """Where the sample article lies."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample_text() -> str:
    """The sample article as a document keeps it: 2,328 code points."""
    return SAMPLE.read_bytes().decode("utf-8")
