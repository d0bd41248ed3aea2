#!/usr/bin/env python3
"""Start here: `python3 main.py` sets Hashiya up on this machine, then opens it.

It needs Python and pip, nothing else. It makes an environment of its own in `.venv` beside this
file (or in the folder that HASHIYA_VENV names), fills it from the hash-only `requirements.lock`,
and hands over to `python -m annotator` in it: whatever follows `main.py` goes there, so
`python3 main.py export ...` is `hashiya export ...`. A later start finds the stamp that the set-up
left last of all, and touches no network.

Options of its own, which come first:
  --test [ARGS]          set up with the test dependencies too, and run pytest with ARGS; without
                         any, all tests, on as many cores as there are, four at most
  --setup-only           set up, and stop there
  --setup-test-only      the same with the test dependencies
  --no-system-packages   never install system packages, even as root: only say what is missing
"""

import os
import sys

# The line below is the first that Python 2.7 and 3.5 cannot read, so it is the one they show.
MINIMUM: "tuple[int, int]" = (3, 11)  # Hashiya needs Python 3.11 or newer.
if sys.version_info < MINIMUM:
    sys.exit(
        "Hashiya needs Python 3.11 or newer, and this is Python {}.{}: install a newer one and "
        "start main.py with it, for example `python3.12 main.py`.".format(*sys.version_info)
    )

import contextlib
import errno
import importlib.util
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Self

ROOT = Path(__file__).resolve().parent
STAMP = "hashiya-setup.json"
# A file stays on one worker: what its tests share is made once.
ALL_TESTS = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"

# What each lock makes pip download, in MB (measured on Linux; Qt is four fifths of the first).
DOWNLOAD = {RUN_LOCK: 85, TEST_LOCK: 240}

# The commands that open no window, so need nothing of Qt. tests/test_setup.py holds this list
# against the command line's own.
WINDOWLESS = frozenset(
    {"agreement", "assign", "backup", "cast", "check", "curate", "evaluate", "export", "formats"}
    | {
        "history",
        "import",
        "merge",
        "new",
        "redo",
        "restore",
        "schema",
        "search",
        "show",
        "stats",
        "undo",
    }
    | {"verify"}
)

# --- What is said -------------------------------------------------------------------------------

# Each sentence in English and in Arabic, which follows the English where the user's language is
# Arabic: the program's own catalogue is out of reach before it is set up.
SENTENCES = {
    "setting_up": (
        "Setting Hashiya up in {folder}. This happens once and downloads about {size} MB.",
        "يجري إعداد حاشية في {folder}. يحدث هذا مرة واحدة، ويُنزَّل فيه نحو {size} ميغابايت.",
    ),
    "updating": (
        "Bringing Hashiya's environment in {folder} up to date.",
        "يجري تحديث بيئة حاشية في {folder}.",
    ),
    "rebuilding": (
        "The environment in {folder} is incomplete, was moved or belongs to another Python; "
        "making it anew (about {size} MB).",
        "البيئة في {folder} ناقصة أو نُقلت من مكانها أو تخص نسخة أخرى من Python؛ "
        "يُعاد إنشاؤها (نحو {size} ميغابايت).",
    ),
    "waiting": (
        "Another start of Hashiya is setting it up; waiting until that is done.",
        "ثمة تشغيل آخر لحاشية يتولى إعدادها الآن؛ ننتظر حتى ينتهي.",
    ),
    "ready": ("Hashiya is set up.", "اكتمل إعداد حاشية."),
    "interrupted": (
        "Interrupted. The next start begins the set-up again.",
        "أُوقف الإعداد. سيبدأ من جديد عند التشغيل التالي.",
    ),
    "libraries_missing": (
        "Qt, which draws Hashiya's window, needs system libraries that are not installed "
        "({libraries}). Install them with this command, then start Hashiya again:\n    {command}",
        "تحتاج مكتبة Qt التي ترسم نافذة حاشية إلى مكتبات غير مثبتة في النظام ({libraries}). "
        "ثبّتها بالأمر المذكور أعلاه ثم شغّل حاشية من جديد.",
    ),
    "libraries_unknown": (
        "Qt, which draws Hashiya's window, needs system libraries that are not installed "
        "({libraries}). Install them with your system's package manager, then start Hashiya again.",
        "تحتاج مكتبة Qt التي ترسم نافذة حاشية إلى مكتبات غير مثبتة في النظام ({libraries}). "
        "ثبّتها من مدير الحزم في نظامك ثم شغّل حاشية من جديد.",
    ),
    "libraries_installing": (
        "Installing the system libraries that Qt needs, since this runs as root "
        "(--no-system-packages forbids it):\n    {command}",
        "يجري تثبيت مكتبات النظام التي تحتاجها Qt، لأن التشغيل بصلاحيات المدير "
        "(يمنعه الخيار --no-system-packages).",
    ),
    "tests_installing": (
        "Installing what the tests need to press keys in a real window and to listen to it, since "
        "this runs as root "
        "(--no-system-packages forbids it):\n    {command}",
        "يجري تثبيت ما تحتاجه الاختبارات لتضغط المفاتيح في نافذة حقيقية وتقرأها كقارئ الشاشة، "
        "لأن التشغيل بصلاحيات "
        "المدير (يمنعه الخيار --no-system-packages).",
    ),
    "libraries_failed": (
        "Installing the system libraries that Qt needs did not work; the package manager says:"
        "\n{reason}\nRepair that, or install them by hand: {libraries}.",
        "لم ينجح تثبيت مكتبات النظام التي تحتاجها Qt؛ عالج السبب المذكور أعلاه أو ثبّتها "
        "يدويًا: {libraries}.",
    ),
    "no_pip": (
        "Python's installer pip (22.3 or newer) is missing. Install it, then start Hashiya "
        "again:\n    {command}",
        "لا يوجد مثبّت الحزم pip (الإصدار 22.3 أو أحدث). ثبّته بالأمر المذكور أعلاه ثم شغّل "
        "حاشية من جديد.",
    ),
    "no_venv": (
        "Python's module venv is missing. Install it, then start Hashiya again:\n    {command}",
        "وحدة venv غير موجودة في Python. ثبّتها بالأمر المذكور أعلاه ثم شغّل حاشية من جديد.",
    ),
    "not_writable": (
        "The folder {folder} cannot be written. Make it writable, or name another one in the "
        "environment variable HASHIYA_VENV.",
        "لا يمكن الكتابة في المجلد {folder}. اسمح بالكتابة فيه، أو سمِّ مجلدًا غيره في متغير "
        "البيئة HASHIYA_VENV.",
    ),
    "not_ours": (
        "{folder} holds something that Hashiya did not put there, so it is left alone. Name an "
        "empty or a new folder in the environment variable HASHIYA_VENV.",
        "يحتوي المجلد {folder} على ما لم تضعه حاشية فيه، فلن تمسّه. سمِّ مجلدًا فارغًا أو جديدًا "
        "في متغير البيئة HASHIYA_VENV.",
    ),
    "disk_full": (
        "The disk is full: setting up needs about {size} MB free in {folder} and in the folder "
        "for temporary files. Free some space and start Hashiya again.",
        "القرص ممتلئ: يحتاج الإعداد إلى نحو {size} ميغابايت في {folder} وفي مجلد الملفات "
        "المؤقتة. أفسح مكانًا ثم شغّل حاشية من جديد.",
    ),
    "no_network": (
        "The packages could not be downloaded, because the network or the package index does "
        "not answer. Check the connection (and the proxy, if there is one) and start Hashiya "
        "again.",
        "تعذّر تنزيل الحزم لأن الشبكة أو فهرس الحزم لا يستجيب. تحقق من الاتصال (ومن الوسيط إن "
        "وُجد) ثم شغّل حاشية من جديد.",
    ),
    "wrong_hash": (
        "A downloaded package is not the one that Hashiya was tested with (its hash differs "
        "from {lock}), so nothing of it was installed. Start again; if it stays so, the package "
        "index or a proxy on the way alters files.",
        "إحدى الحزم المنزَّلة ليست هي التي اختُبرت بها حاشية (بصمتها تخالف {lock})، فلم يُثبَّت "
        "منها شيء. أعد التشغيل؛ فإن تكرر ذلك فإن فهرس الحزم أو وسيطًا في الطريق يغيّر الملفات.",
    ),
    "no_build": (
        "One of Hashiya's packages does not exist for this system. Hashiya runs on 64-bit Linux "
        "with glibc 2.34 or newer (Debian 12, Ubuntu 22.04, Fedora 35; on ARM glibc 2.39), "
        "macOS 13 or newer and 64-bit Windows. pip says:\n{reason}",
        "إحدى حزم حاشية غير متاحة لهذا النظام. تعمل حاشية على Linux بمعمارية 64 بت مع glibc 2.34 "
        "أو أحدث، وmacOS 13 أو أحدث، وWindows بمعمارية 64 بت.",
    ),
    "pip_failed": (
        "Installing the packages did not work. pip says:\n{reason}\nThe whole log is in {log}.",
        "لم ينجح تثبيت الحزم. السجل الكامل في {log}.",
    ),
    "failed": (
        "Setting Hashiya up did not work: {reason}.",
        "لم ينجح إعداد حاشية: {reason}.",
    ),
}


class SetupError(Exception):
    """The set-up cannot go on; `key` names the sentence that says why, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


def speaks_arabic(environ: Mapping[str, str]) -> bool:
    """Whether the user's language is Arabic, by the same variables as gettext, first set first."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((environ[name] for name in names if environ.get(name)), "").startswith("ar")


def say(key: str, **values: object) -> None:
    """Tell the user on standard error, which leaves standard output to the program."""
    english, arabic = SENTENCES[key]
    print(english.format(**values), file=sys.stderr)
    if speaks_arabic(os.environ):
        print(arabic.format(**values), file=sys.stderr)
    sys.stderr.flush()


# --- What is asked ------------------------------------------------------------------------------


class Request(NamedTuple):
    """What the command line of main.py asks for."""

    mode: str  # "run", "test", "setup" or "setup-test"
    arguments: list[str]  # for the program, or for pytest
    system_packages: bool  # whether root may install them

    @property
    def lock(self) -> Path:
        """The lock that the environment has to hold."""
        return ROOT / (TEST_LOCK if "test" in self.mode else RUN_LOCK)


def read_request(arguments: Sequence[str]) -> Request:
    """Take main.py's own options from the front of `arguments`; the rest is passed on."""
    modes = {"--test": "test", "--setup-only": "setup", "--setup-test-only": "setup-test"}
    mode, system_packages, rest = "run", True, list(arguments)
    while rest:
        if rest[0] == "--no-system-packages":
            system_packages = False
        elif rest[0] in modes and mode == "run":
            mode = modes[rest[0]]
        else:
            break
        del rest[0]
    return Request(mode, rest, system_packages)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether the program, started with `arguments`, opens its window and so needs Qt."""
    first = next(iter(arguments), "")
    return first not in WINDOWLESS and not first.startswith("-")


def qt_platforms(request: Request, environ: Mapping[str, str]) -> set[str]:
    """The Qt platforms whose libraries have to be there; none where no window is opened."""
    if "test" in request.mode:
        return {"offscreen"}
    if request.mode == "run" and not opens_window(request.arguments):
        return set()
    named = environ.get("QT_QPA_PLATFORM", "")
    if named:
        return {each.partition(":")[0] for each in named.split(";")}
    if environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY"):
        return {"wayland"}
    return {"xcb"}  # with both, Qt falls back on X11 if it cannot load Wayland


# --- System libraries ---------------------------------------------------------------------------


class Library(NamedTuple):
    """A shared library that Qt loads, and the package that brings it, by package manager."""

    soname: str
    platform: str  # the Qt platform that needs it; "-" for all of them
    apt: str
    zypper: str
    dnf: str
    pacman: str


def read_libraries(table: str) -> list[Library]:
    """The rows of `table`; an equals sign repeats the column before."""
    libraries = []
    for row in table.strip().splitlines():
        cells = row.split()
        for i, cell in enumerate(cells):
            cells[i] = cells[i - 1] if cell == "=" else cell
        libraries.append(Library(*cells))
    return libraries


# Read from the NEEDED entries of PySide6-Essentials 6.11.3 and tried in a bare Debian 12; the
# names of the other distributions are from their package lists, and untried.
LIBRARIES = read_libraries("""
    libstdc++.so.6           -        libstdc++6           =                 libstdc++ gcc-libs
    libz.so.1                -        zlib1g               libz1             zlib =
    libzstd.so.1             -        libzstd1             =                 libzstd zstd
    libglib-2.0.so.0         -        libglib2.0-0         libglib-2_0-0     glib2 =
    libgthread-2.0.so.0      -        libglib2.0-0         libgthread-2_0-0  glib2 =
    libGL.so.1               -        libgl1               libglvnd          libglvnd-glx libglvnd
    libEGL.so.1              -        libegl1              libglvnd          libglvnd-egl libglvnd
    libxkbcommon.so.0        -        libxkbcommon0        =                 libxkbcommon =
    libdbus-1.so.3           -        libdbus-1-3          =                 dbus-libs dbus
    libfontconfig.so.1       -        libfontconfig1       =                 fontconfig =
    libfreetype.so.6         -        libfreetype6         =                 freetype freetype2
    libX11.so.6              -        libx11-6             libX11-6          libX11 libx11
    libX11-xcb.so.1          xcb      libx11-xcb1          libX11-xcb1       libX11-xcb libx11
    libxcb-cursor.so.0       xcb      libxcb-cursor0       =                 xcb-util-cursor =
    libxcb-icccm.so.4        xcb      libxcb-icccm4        =                 xcb-util-wm =
    libxcb-image.so.0        xcb      libxcb-image0        =                 xcb-util-image =
    libxcb-keysyms.so.1      xcb      libxcb-keysyms1      =                 xcb-util-keysyms =
    libxcb-randr.so.0        xcb      libxcb-randr0        =                 libxcb =
    libxcb-render-util.so.0  xcb      libxcb-render-util0  =                 xcb-util-renderutil =
    libxcb-shape.so.0        xcb      libxcb-shape0        =                 libxcb =
    libxcb-sync.so.1         xcb      libxcb-sync1         =                 libxcb =
    libxcb-xfixes.so.0       xcb      libxcb-xfixes0       =                 libxcb =
    libxcb-xkb.so.1          xcb      libxcb-xkb1          =                 libxcb =
    libxkbcommon-x11.so.0    xcb      libxkbcommon-x11-0   =                 libxkbcommon-x11 =
    libwayland-client.so.0   wayland  libwayland-client0   =               libwayland-client wayland
    libwayland-cursor.so.0   wayland  libwayland-cursor0   =               libwayland-cursor wayland
    libwayland-egl.so.1      wayland  libwayland-egl1      =                 libwayland-egl wayland
""")

# What the tests that send real key events to a real window run, and Debian's packages of it. Where
# it is missing and cannot be installed, those tests are skipped and say why.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "setxkbmap": "x11-xkb-utils"}

# The same for the tests that listen as a screen reader does, by the files that tell.
TEST_FILES = {
    "usr/bin/dbus-run-session": "dbus-x11",
    "usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
    "usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
    "usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
}

INSTALL_COMMANDS = {
    "apt-get": "apt-get install --yes --no-install-recommends",
    "dnf": "dnf install --assumeyes",
    "pacman": "pacman --sync --needed",
    "zypper": "zypper install",
}


def loads(soname: str) -> bool:
    """Whether the system's loader finds the library and all that it depends on."""
    import ctypes

    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(platforms: set[str], present: Callable[[str], bool] = loads) -> list[Library]:
    """The libraries that Qt needs on `platforms` and the system lacks.

    Qt itself only aborts, without an exception, and its message names one of them at most.
    """
    wanted = [each for each in LIBRARIES if each.platform == "-" or each.platform in platforms]
    return [each for each in wanted if not present(each.soname)] if platforms else []


def package_manager() -> str:
    """The system's package manager, or "" where it has none that we know."""
    import shutil

    return next((name for name in INSTALL_COMMANDS if shutil.which(name)), "")


def has_time64_names(os_release: str) -> bool:
    """Whether this is a Debian or Ubuntu since the packages with 64-bit times were renamed."""
    fields = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', os_release, re.MULTILINE))
    since = {"debian": 13.0, "ubuntu": 24.04}.get(fields.get("ID", ""))
    version = fields.get("VERSION_ID", "")
    return since is not None and (not version or float(version) >= since)


def packages(libraries: Sequence[Library], manager: str, os_release: str) -> list[str]:
    """The packages that bring `libraries`, in the names of `manager`."""
    field = "apt" if manager == "apt-get" else manager
    names = dict.fromkeys(str(getattr(each, field)) for each in libraries)
    if manager == "apt-get" and has_time64_names(os_release):
        return [name + "t64" if name == "libglib2.0-0" else name for name in names]
    return list(names)


def read_os_release() -> str:
    """What /etc/os-release says of the system, or "" where there is none."""
    with contextlib.suppress(OSError):
        return Path("/etc/os-release").read_text(encoding="utf-8")
    return ""


def is_root() -> bool:
    """Whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def install_command(names: Sequence[str], manager: str, *, root: bool) -> str:
    """The command line for a person that installs the packages `names`."""
    install = f"{INSTALL_COMMANDS[manager]} {' '.join(names)}"
    parts = ["apt-get update", install] if manager == "apt-get" else [install]
    return " && ".join(part if root else f"sudo {part}" for part in parts)


def ensure_libraries(platforms: set[str], *, may_install: bool) -> None:
    """Make sure that the libraries are there which Qt needs on `platforms`, or say how to."""
    missing = missing_libraries(platforms) if sys.platform == "linux" else []
    if not missing:
        return
    manager = package_manager()
    if not manager:
        raise SetupError("libraries_unknown", libraries=listed(missing, len(missing)))
    names = packages(missing, manager, read_os_release())
    command = install_command(names, manager, root=is_root())
    if not (may_install and is_root() and manager == "apt-get"):
        raise SetupError("libraries_missing", libraries=listed(missing), command=command)
    say("libraries_installing", command=command)
    output = apt_install(names)
    missing = missing_libraries(platforms)
    if missing:
        still = listed(missing, len(missing))
        raise SetupError("libraries_failed", reason=last_lines(output), libraries=still)


def ensure_test_programs(*, may_install: bool) -> None:
    """Bring what the tests under a real X server need; where that cannot be, they are skipped."""
    import shutil

    manager = package_manager()
    if not (may_install and is_root() and manager == "apt-get"):
        return
    names = [name for command, name in TEST_PROGRAMS.items() if not shutil.which(command)]
    names += [name for file, name in TEST_FILES.items() if not any(Path("/").glob(file))]
    names += packages(missing_libraries({"xcb"}), manager, read_os_release())
    if names:
        say("tests_installing", command=install_command(names, manager, root=True))
        apt_install(names)


def listed(libraries: Sequence[Library], most: int = 3) -> str:
    """The names of `libraries`, `most` of them in full."""
    names = [each.soname for each in libraries]
    return ", ".join([*names[:most], *["..."][: len(names) > most]])


def apt_install(names: Sequence[str]) -> str:
    """Install Debian packages as root; what apt-get said. Whether it worked is for the loader."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120"]  # a fresh machine may be upgrading itself
    steps = [
        ["apt-get", "update"],
        [*INSTALL_COMMANDS["apt-get"].split(), *wait, *names],
    ]
    return "".join(run_shown(step, environ, apt_step)[1] for step in steps)


def apt_step(line: str) -> str:
    """What to show of a line of apt-get's, or ""."""
    return line if line.startswith(("Get:", "Fetched", "Unpacking", "Setting up")) else ""


# --- Long commands, shown in one line -----------------------------------------------------------


class Ticker:
    """The line that moves while something takes long; off a terminal, a line every 20 s."""

    def __init__(self) -> None:
        self.text = ""
        self._done = threading.Event()
        self._moves = sys.stderr.isatty()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        if self._moves:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _run(self) -> None:
        seconds = 0
        while not self._done.wait(1):
            seconds += 1
            if self._moves:
                sys.stderr.write(f"\r\x1b[K  {seconds} s  {self.text[:64]}")
            elif seconds % 20 == 0:
                sys.stderr.write(f"  {seconds} s  {self.text}\n")
            sys.stderr.flush()


def run_shown(
    command: Sequence[str], environ: Mapping[str, str], describe: Callable[[str], str]
) -> tuple[int, str]:
    """Run `command`, showing what `describe` makes of its lines; its exit status and output."""
    import subprocess

    process = subprocess.Popen(
        command,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # see alone()
        encoding="utf-8",
        errors="replace",
    )
    lines: list[str] = []
    with Ticker() as ticker, process:
        for line in process.stdout or ():
            lines.append(line)
            ticker.text = describe(line.strip()) or ticker.text
    return process.returncode, "".join(lines)


def last_lines(output: str, count: int = 6) -> str:
    """The end of a command's output, indented."""
    return "\n".join("    " + line for line in output.strip().splitlines()[-count:])


# --- The environment ----------------------------------------------------------------------------


def environment_folder(environ: Mapping[str, str]) -> Path:
    """Where the environment is, or is to be."""
    named = environ.get("HASHIYA_VENV")
    return Path(named).expanduser().absolute() if named else ROOT / ".venv"


def environment_python(folder: Path) -> Path:
    """The interpreter of the environment in `folder`."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def package_folder(folder: Path) -> Path:
    """Where the environment in `folder` keeps its packages."""
    if sys.platform == "win32":
        return folder / "Lib" / "site-packages"
    return folder / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"


def entries(folder: Path) -> list[str]:
    """The names of what is installed in the environment in `folder`."""
    with contextlib.suppress(OSError):
        return sorted({*os.listdir(package_folder(folder))} - {"__pycache__"})  # noqa: PTH208
    return []


def digest(lock: Path) -> str:
    """What tells one state of a lock from another."""
    import hashlib

    return hashlib.sha256(lock.read_bytes()).hexdigest()


def identity(folder: Path) -> dict[str, str]:
    """What an environment is bound to: where it lies, and the Python that it was made with."""
    return {
        "location": os.path.realpath(folder),
        "python": str(sys.implementation.cache_tag),
        "base": sys.base_prefix,
    }


def read_stamp(folder: Path) -> dict[str, Any]:
    """What the last set-up wrote in `folder`; empty where there is none, or none to be read."""
    import json

    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(folder: Path, *, complete: bool, locks: Mapping[str, str]) -> None:
    """Say in `folder` how far its set-up is, at once or not at all."""
    import json

    stamp = {
        **identity(folder),
        "complete": complete,
        "locks": dict(locks),
        "entries": entries(folder) if complete else [],
    }
    beside = folder / (STAMP + ".new")
    beside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    beside.replace(folder / STAMP)


def next_step(folder: Path, lock: Path) -> str:
    """What the environment in `folder` needs to hold what `lock` says.

    "ready": nothing; "update": more or other packages; "create": all; "rebuild": to be removed
    first, since it is incomplete, was moved or copied, or belongs to another Python. Somebody
    else's folder, which we neither fill nor remove, is a SetupError.
    """
    stamp = read_stamp(folder)
    if not stamp:
        return step_without_stamp(folder)
    whole = (
        stamp.get("complete") is True
        and stamp.items() >= identity(folder).items()
        and environment_python(folder).exists()
        and set(stamp.get("entries", ())) <= set(entries(folder))
    )
    if not whole:
        return "rebuild"
    return "ready" if stamp.get("locks", {}).get(lock.name) == digest(lock) else "update"


def step_without_stamp(folder: Path) -> str:
    """What a folder needs that no set-up of ours has stamped: only `.venv` is ours to remake."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return "create"
    ours = folder == ROOT / ".venv" and not folder.is_symlink()
    if not (ours and (folder / "pyvenv.cfg").is_file()):
        raise SetupError("not_ours", folder=folder)
    return "update" if works(folder) else "rebuild"


def works(folder: Path) -> bool:
    """Whether the environment in `folder`, made by other means, is one of this very Python."""
    code = "import sys; print(sys.implementation.cache_tag, sys.base_prefix, sys.prefix, sep='\\n')"
    wanted = [str(sys.implementation.cache_tag), sys.base_prefix, os.path.realpath(folder)]
    status, output = run_python(environment_python(folder), "-c", code)
    found = output.splitlines()
    return status == 0 and [*found[:2], os.path.realpath(found[2])] == wanted


def run_python(python: Path | str, *arguments: str) -> tuple[int, str]:
    """Run `python` for a short answer: exit status and output; status 1 where it does not start."""
    import subprocess

    try:
        done = subprocess.run(
            [str(python), *arguments],
            env=clean_environ(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return 1, ""
    return done.returncode, done.stdout


def clean_environ(environ: Mapping[str, str], **more: str) -> dict[str, str]:
    """`environ` without what would lead the environment's Python or pip astray, and with `more`."""
    astray = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    astray |= {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_REQUIREMENT"}
    return {name: value for name, value in environ.items() if name not in astray} | more


@contextlib.contextmanager
def alone(lock_file: Path) -> Iterator[None]:
    """Hold the set-up's lock: of two starts at once, the second waits. A dead one holds nothing.

    pip inherits the lock, so a start that is killed leaves it with the pip that survives it, and
    no other start meddles with a folder that is still being filled.
    """
    with lock_file.open("a+b") as file:
        os.set_inheritable(file.fileno(), True)
        if not try_lock(file.fileno()):
            say("waiting")
            while not try_lock(file.fileno()):
                threading.Event().wait(0.2)
        yield


def try_lock(descriptor: int) -> bool:
    """Take the lock on an open file; closing the file, or dying, gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # A file system without locks must not make a set-up impossible.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def ensure_environment(folder: Path, lock: Path) -> None:
    """Make the environment in `folder` hold what `lock` says; does nothing where it does."""
    if next_step(folder, lock) == "ready":
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder.with_name(folder.name + ".lock")):
        step = next_step(folder, lock)
        if step == "ready":  # another start has just done it
            return
        key = {"create": "setting_up", "update": "updating", "rebuild": "rebuilding"}[step]
        say(key, folder=folder, size=DOWNLOAD[lock.name])
        build(folder, lock, step)
    say("ready")


def build(folder: Path, lock: Path, step: str) -> None:
    """Make or renew the environment; until its last line, the stamp says that it is incomplete."""
    import shutil

    if step == "rebuild":
        shutil.rmtree(os.path.realpath(folder))
    folder.mkdir(exist_ok=True)
    write_stamp(folder, complete=False, locks={})
    if step != "update":
        make_venv(folder)
    install(folder, lock)
    holds = [lock, ROOT / RUN_LOCK] if lock.name == TEST_LOCK else [lock]
    write_stamp(folder, complete=True, locks={each.name: digest(each) for each in holds})


def make_venv(folder: Path) -> None:
    """Make an environment without pip, which works where Debian's python3-venv is missing too."""
    if importlib.util.find_spec("venv") is None:
        raise SetupError("no_venv", command=advice("python3-venv"))
    import venv

    venv.EnvBuilder(with_pip=False, symlinks=sys.platform != "win32").create(folder)


def advice(package: str) -> str:
    """The command that installs a part of Python which only Debian and its like leave out."""
    if package_manager() == "apt-get":
        return install_command([package], "apt-get", root=is_root())
    return f"{sys.executable} -m ensurepip --upgrade"


# --- pip ----------------------------------------------------------------------------------------


def pip_command(folder: Path) -> list[str]:
    """The pip that installs into the environment in `folder`: this Python's, or one unpacked there.

    `pip --python`, which needs no pip in the environment, came with pip 22.3.
    """
    python = str(environment_python(folder))
    for host in dict.fromkeys([sys.executable, str(getattr(sys, "_base_executable", ""))]):
        status, output = run_python(host, "-m", "pip", "--version")
        if status == 0 and pip_version(output) >= (22, 3):
            return [host, "-m", "pip", "--python", python]
    if run_python(python, "-m", "ensurepip")[0] == 0:
        return [python, "-m", "pip"]
    raise SetupError("no_pip", command=advice("python3-pip"))


def pip_version(output: str) -> tuple[int, ...]:
    """The version in what `pip --version` prints; empty where there is none."""
    found = re.match(r"pip (\d+)\.(\d+)", output)
    return tuple(map(int, found.groups())) if found else ()


def install(folder: Path, lock: Path) -> None:
    """Install what `lock` says into the environment in `folder`, by its hashes and nothing else."""
    options = "install --require-hashes --only-binary :all: --no-input --progress-bar off"
    command = [*pip_command(folder), *options.split(), "--requirement", str(lock)]
    environ = clean_environ(
        os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_COLOR="1", PYTHONUNBUFFERED="1"
    )
    status, output = run_shown(command, environ, PipSteps(lock.read_text(encoding="utf-8")))
    if status == 0:
        return
    log = folder / "hashiya-setup.log"
    log.write_text(output, encoding="utf-8")
    reason = last_lines("\n".join(re.findall(r"^ERROR: .*", output, re.MULTILINE)) or output)
    size = DOWNLOAD[lock.name] * 5  # unpacked, and the wheels beside it meanwhile
    raise SetupError(
        pip_trouble(output), folder=folder, size=size, lock=lock.name, reason=reason, log=log
    )


class PipSteps:
    """Turns pip's lines into what is shown of them."""

    def __init__(self, lock: str) -> None:
        self._total = len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
        self._count = 0

    def __call__(self, line: str) -> str:
        """What to show of `line`, or ""."""
        verb, _, rest = line.partition(" ")
        if verb == "Collecting":
            self._count += 1
        if verb in ("Collecting", "Downloading"):
            return f"{self._count}/{self._total}  {rest.partition(' (from')[0]}"
        return line.partition(":")[0] if verb == "Installing" else ""


# What betrays the reason in pip's output, the surest first: without a network, pip ends by
# saying that there is no such package.
PIP_TROUBLES = (
    ("disk_full", r"No space left on device|Errno 28|Disk quota exceeded|Errno 122"),
    ("wrong_hash", r"DO NOT MATCH THE HASHES"),
    (
        "no_network",
        r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded|"
        r"ProxyError|SSLError|Connection (broken|aborted|refused|reset)|ProtocolError|"
        r"Temporary failure in name resolution|[45]\d\d (Client|Server) Error",
    ),
    ("no_build", r"No matching distribution found|not a supported wheel on this platform"),
)


def pip_trouble(output: str) -> str:
    """The key of the sentence that says why pip failed."""
    return next((key for key, sign in PIP_TROUBLES if re.search(sign, output)), "pip_failed")


# --- Handing over -------------------------------------------------------------------------------


def program(request: Request, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command that does what is asked, and its environment variables.

    The checkout is on the path whatever the working directory, which itself is not (`-P`): a
    folder named `annotator` there must not be taken for the program.
    """
    module, arguments = "annotator", request.arguments
    if request.mode == "test":
        module, arguments = "pytest", request.arguments or ALL_TESTS
    command = [str(environment_python(folder)), "-P", "-m", module, *arguments]
    environ = clean_environ(os.environ, PYTHONPATH=str(ROOT))
    if request.mode == "test":
        environ.update(QT_QPA_PLATFORM="offscreen", HASHIYA_TESTS_MUST_RUN="1")
    return command, environ


def hand_over(command: Sequence[str], environ: Mapping[str, str]) -> NoReturn:
    """Become `command`; on Windows, which cannot, run it and end with its exit status."""
    if sys.platform != "win32":
        os.execve(command[0], list(command), dict(environ))
    import subprocess

    process = subprocess.Popen(command, env=dict(environ))
    while True:
        # Ctrl+C reaches the program too, and it is for the program to say what that means.
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(process.wait())


def set_up(request: Request, folder: Path) -> None:
    """Make sure of all that the program needs: first of the system, then, with a download, ours."""
    platforms = qt_platforms(request, os.environ)
    ensure_libraries(platforms, may_install=request.system_packages)
    if "test" in request.mode:
        ensure_test_programs(may_install=request.system_packages)
    try:
        ensure_environment(folder, request.lock)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        shut = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        key = "disk_full" if full else "not_writable" if shut else "failed"
        size = DOWNLOAD[request.lock.name] * 5
        raise SetupError(key, folder=folder, size=size, reason=error) from error


def main(arguments: Sequence[str]) -> int:
    """Set up what is needed and hand over; returns only where there is nothing to hand over to."""
    request = read_request(arguments)
    folder = environment_folder(os.environ)
    try:
        set_up(request, folder)
    except SetupError as error:
        say(error.key, **error.values)
        return 1
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    if request.mode.startswith("setup"):
        return 0
    if request.mode == "test":
        os.chdir(ROOT)
    hand_over(*program(request, folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
