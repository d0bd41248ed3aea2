"""main.py decides rightly what a machine needs, whatever state it finds.

Nothing is downloaded here: pip is a script that does as the test says. That the whole works on a
bare machine is shown by `.ci/run` on a new one.
"""

from __future__ import annotations

import ast
import errno
import os
import shutil
import string
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import main
from annotator.cli.commands import COMMANDS

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="about Linux's system libraries")

FAKE_PIP = """
import pathlib, sys
print("Collecting rich==1.0 (from -r requirements.lock (line 1))", flush=True)
packages = pathlib.Path(sys.argv[1])
(packages / "rich").mkdir(exist_ok=True)
(packages / "rich-1.0.dist-info").mkdir(exist_ok=True)
print("Installing collected packages: rich", flush=True)
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two small locks."""
    root = tmp_path / "checkout"
    root.mkdir()
    (root / main.RUN_LOCK).write_text("rich==1.0 --hash=sha256:00\n", encoding="utf-8")
    (root / main.TEST_LOCK).write_text("rich==1.0\npytest==9.0\n", encoding="utf-8")
    monkeypatch.setattr(main, "ROOT", root)
    monkeypatch.delenv("HASHIYA_VENV", raising=False)
    return root


@pytest.fixture
def folder(checkout: Path) -> Path:
    return checkout / ".venv"


@pytest.fixture
def lock(checkout: Path) -> Path:
    return checkout / main.RUN_LOCK


@pytest.fixture
def set_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Replace pip by a script, which gets the environment's package folder first."""

    def replace(script: str) -> None:
        path = tmp_path / "fake_pip.py"
        path.write_text(script, encoding="utf-8")

        def command(folder: Path) -> list[str]:
            return [sys.executable, str(path), str(main.package_folder(folder))]

        monkeypatch.setattr(main, "pip_command", command)

    replace(FAKE_PIP)
    return replace


@pytest.fixture
def made(folder: Path, lock: Path, set_pip: Callable[[str], None]) -> Path:
    """An environment that main.py has made."""
    main.ensure_environment(folder, lock)
    return folder


def error_key(action: Callable[[], object]) -> str:
    with pytest.raises(main.SetupError) as caught:
        action()
    return caught.value.key


# --- What is asked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("run", [], True)),
        (["news.hashiya"], ("run", ["news.hashiya"], True)),
        (["export", "p", "--test"], ("run", ["export", "p", "--test"], True)),
        (["--no-system-packages", "stats", "p"], ("run", ["stats", "p"], False)),
        (["--test"], ("test", [], True)),
        (["--test", "-k", "bidi"], ("test", ["-k", "bidi"], True)),
        (["--test", "--no-system-packages", "-x"], ("test", ["-x"], False)),
        (["--setup-only"], ("setup", [], True)),
        (["--setup-test-only"], ("setup-test", [], True)),
    ],
)
def test_own_options_come_first_and_the_rest_is_passed_on(
    arguments: list[str], expected: tuple[str, list[str], bool]
) -> None:
    assert tuple(main.read_request(arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["news.hashiya"], True),
        (["export"], False),
        (["show", "news.hashiya", "1"], False),
        (["--version"], False),
        (["--help"], False),
        (["import", "-h"], False),
    ],
)
def test_only_the_window_needs_qt(arguments: list[str], window: bool) -> None:
    assert main.opens_window(arguments) is window


def test_the_commands_without_window_are_those_of_the_command_line() -> None:
    assert set(COMMANDS) == main.WINDOWLESS


def test_a_command_without_window_never_loads_qt() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from annotator.cli.main import main; sys.exit(main(['formats']))"
    )
    environ = os.environ | {"PYTHONPATH": str(Path(main.__file__).parent)}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("arguments", "environ", "platforms"),
    [
        ([], {"DISPLAY": ":0"}, {"xcb"}),
        ([], {}, {"xcb"}),
        ([], {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, {"xcb"}),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, {"wayland"}),
        ([], {"QT_QPA_PLATFORM": "offscreen"}, {"offscreen"}),
        ([], {"QT_QPA_PLATFORM": "wayland;xcb:x"}, {"wayland", "xcb"}),
        (["export", "p"], {"DISPLAY": ":0"}, set()),
        (["--test"], {"DISPLAY": ":0"}, {"offscreen"}),
        (["--setup-only"], {"DISPLAY": ":0"}, {"xcb"}),
        (["--setup-test-only"], {}, {"offscreen"}),
    ],
)
def test_the_libraries_of_the_platform_that_qt_will_take(
    arguments: list[str], environ: dict[str, str], platforms: set[str]
) -> None:
    assert main.qt_platforms(main.read_request(arguments), environ) == platforms


# --- System libraries ---------------------------------------------------------------------------

DEBIAN_12 = 'ID=debian\nVERSION_ID="12"\n'
DEBIAN_13 = 'ID=debian\nVERSION_ID="13"\n'
UBUNTU_24 = 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\n'


def nothing_there(_: str) -> bool:
    return False


def test_a_command_without_window_looks_for_no_library() -> None:
    assert main.missing_libraries(set(), nothing_there) == []


def test_each_platform_adds_its_own_libraries() -> None:
    offscreen = {each.soname for each in main.missing_libraries({"offscreen"}, nothing_there)}
    xcb = {each.soname for each in main.missing_libraries({"xcb"}, nothing_there)}

    assert {"libglib-2.0.so.0", "libEGL.so.1"} <= offscreen
    assert {"libxcb-cursor.so.0", "libxcb-icccm.so.4"} <= xcb - offscreen
    assert not any("wayland" in soname for soname in xcb)


def test_only_what_is_missing_is_asked_for() -> None:
    missing = main.missing_libraries({"xcb"}, lambda soname: soname != "libxcb-cursor.so.0")

    assert main.packages(missing, "apt-get", DEBIAN_12) == ["libxcb-cursor0"]


@pytest.mark.parametrize(
    ("manager", "system", "names"),
    [
        ("apt-get", DEBIAN_12, ["libglib2.0-0", "libgl1"]),
        ("apt-get", DEBIAN_13, ["libglib2.0-0t64", "libgl1"]),
        ("apt-get", UBUNTU_24, ["libglib2.0-0t64", "libgl1"]),
        ("apt-get", "ID=linuxmint\nVERSION_ID=22\n", ["libglib2.0-0", "libgl1"]),
        ("apt-get", "ID=debian\n", ["libglib2.0-0t64", "libgl1"]),  # testing has no number
        ("dnf", "", ["glib2", "libglvnd-glx"]),
        ("pacman", "", ["glib2", "libglvnd"]),
        ("zypper", "", ["libglib-2_0-0", "libgthread-2_0-0", "libglvnd"]),
    ],
)
def test_packages_are_named_as_the_distribution_names_them(
    manager: str, system: str, names: list[str]
) -> None:
    sonames = {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libGL.so.1"}
    libraries = [each for each in main.LIBRARIES if each.soname in sonames]

    assert main.packages(libraries, manager, system) == names


@pytest.mark.parametrize(
    ("manager", "root", "command"),
    [
        (
            "apt-get",
            False,
            "sudo apt-get update && "
            "sudo apt-get install --yes --no-install-recommends libgl1 libegl1",
        ),
        (
            "apt-get",
            True,
            "apt-get update && apt-get install --yes --no-install-recommends libgl1 libegl1",
        ),
        ("dnf", False, "sudo dnf install --assumeyes libgl1 libegl1"),
        ("pacman", True, "pacman --sync --needed libgl1 libegl1"),
    ],
)
def test_the_command_can_be_copied_as_it_stands(manager: str, root: bool, command: str) -> None:
    assert main.install_command(["libgl1", "libegl1"], manager, root=root) == command


@pytest.fixture
def without_egl(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian that lacks libEGL until apt-get installs it; what apt-get was asked for."""
    asked: list[list[str]] = []
    egl = [each for each in main.LIBRARIES if each.soname == "libEGL.so.1"]

    def apt_install(names: list[str]) -> str:
        asked.append(names)
        return "E: something\n"

    monkeypatch.setattr(main, "missing_libraries", lambda platforms: [] if asked else egl)
    monkeypatch.setattr(main, "package_manager", lambda: "apt-get")
    monkeypatch.setattr(main, "apt_install", apt_install)
    return asked


@LINUX
@pytest.mark.parametrize(("root", "may_install"), [(False, True), (True, False)])
def test_missing_libraries_stop_the_start_before_any_download(
    root: bool,
    may_install: bool,
    without_egl: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(main, "is_root", lambda: root)
    monkeypatch.setattr(main, "ensure_environment", lambda *_: pytest.fail("went on"))

    status = main.main([] if may_install else ["--no-system-packages"])

    said = capsys.readouterr().err
    assert status == 1
    assert ("sudo apt-get install" in said) is not root
    assert "libEGL.so.1" in said
    assert "libegl1" in said
    assert without_egl == []


@LINUX
def test_root_is_told_what_is_installed(
    without_egl: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(main, "is_root", lambda: True)

    main.ensure_libraries({"xcb"}, may_install=True)

    assert without_egl == [["libegl1"]]
    said = capsys.readouterr().err
    assert "apt-get install --yes --no-install-recommends libegl1" in said
    assert "--no-system-packages" in said


@LINUX
def test_libraries_that_stay_missing_are_an_error(
    without_egl: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "is_root", lambda: True)
    monkeypatch.setattr(main, "apt_install", lambda names: "E: Unable to locate package\n")

    assert error_key(lambda: main.ensure_libraries({"xcb"}, may_install=True)) == "libraries_failed"


@pytest.mark.parametrize(
    ("root", "may_install", "there", "installed"),
    [
        (True, True, "", [["xvfb", "xdotool", "x11-xkb-utils", "python3-gi", "libegl1"]]),
        (True, True, "Xvfb xdotool", [["x11-xkb-utils", "python3-gi", "libegl1"]]),
        (False, True, "", []),
        (True, False, "", []),
    ],
)
@LINUX
def test_root_brings_what_the_tests_with_real_keys_run(
    root: bool,
    may_install: bool,
    there: str,
    installed: list[list[str]],
    without_egl: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(main, "is_root", lambda: root)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there.split() else None)
    monkeypatch.setattr(main, "TEST_FILES", {"usr/bin": "all-there", "no/gi.py": "python3-gi"})

    main.ensure_test_programs(may_install=may_install)

    assert without_egl == installed


def test_only_the_tests_need_an_x_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []
    monkeypatch.setattr(main, "ensure_libraries", lambda *_, **__: None)
    monkeypatch.setattr(main, "ensure_environment", lambda *_: None)
    monkeypatch.setattr(main, "ensure_test_programs", lambda **given: asked.append(given))

    for arguments in ([], ["--setup-only"], ["--test"], ["--setup-test-only"]):
        main.set_up(main.read_request(arguments), tmp_path)

    assert asked == [{"may_install": True}] * 2


@LINUX
def test_without_a_package_manager_the_libraries_are_named(
    without_egl: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "package_manager", lambda: "")

    key = error_key(lambda: main.ensure_libraries({"xcb"}, may_install=True))

    assert key == "libraries_unknown"


# --- The environment ----------------------------------------------------------------------------


def test_a_new_checkout_gets_an_environment(folder: Path, lock: Path) -> None:
    assert main.next_step(folder, lock) == "create"


def test_what_is_made_is_ready(made: Path, lock: Path) -> None:
    assert main.next_step(made, lock) == "ready"
    assert main.environment_python(made).exists()
    assert "rich" in main.entries(made)


def test_a_later_start_runs_nothing_and_says_nothing(
    made: Path,
    lock: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("ran something"))

    main.ensure_environment(made, lock)

    assert capsys.readouterr() == ("", "")


def test_a_changed_lock_updates_in_place(made: Path, lock: Path) -> None:
    lock.write_text("rich==1.1 --hash=sha256:11\n", encoding="utf-8")
    kept = made / "kept"
    kept.touch()

    assert main.next_step(made, lock) == "update"
    main.ensure_environment(made, lock)

    assert main.next_step(made, lock) == "ready"
    assert kept.exists()


def test_the_test_dependencies_have_a_stamp_of_their_own(made: Path, checkout: Path) -> None:
    test_lock, run_lock = checkout / main.TEST_LOCK, checkout / main.RUN_LOCK
    assert main.next_step(made, test_lock) == "update"

    main.ensure_environment(made, test_lock)

    assert main.next_step(made, test_lock) == "ready"
    assert main.next_step(made, run_lock) == "ready"


def test_an_interrupted_set_up_is_begun_again(
    folder: Path, lock: Path, set_pip: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        (main.package_folder(folder) / "half").mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(main, "install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            main.ensure_environment(folder, lock)
    assert main.next_step(folder, lock) == "rebuild"

    main.ensure_environment(folder, lock)

    assert main.next_step(folder, lock) == "ready"
    assert "half" not in main.entries(folder)


def test_an_environment_that_was_moved_or_copied_is_made_anew(made: Path, lock: Path) -> None:
    copy = made.with_name("copy")
    shutil.copytree(made, copy, symlinks=True)

    assert main.next_step(copy, lock) == "rebuild"


def break_interpreter(folder: Path) -> None:
    main.environment_python(folder).unlink()


def remove_package(folder: Path) -> None:
    (main.package_folder(folder) / "rich").rmdir()


def spoil_stamp(folder: Path) -> None:
    (folder / main.STAMP).write_text('{"complete": tr', encoding="utf-8")
    break_interpreter(folder)


@pytest.mark.parametrize("damage", [break_interpreter, remove_package, spoil_stamp])
def test_a_broken_environment_is_made_anew(
    damage: Callable[[Path], None], made: Path, lock: Path
) -> None:
    damage(made)
    assert main.next_step(made, lock) == "rebuild"

    main.ensure_environment(made, lock)

    assert main.next_step(made, lock) == "ready"


@pytest.mark.parametrize("attribute", ["base_prefix", "cache_tag"])
def test_another_python_gets_another_environment(
    attribute: str, made: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if attribute == "base_prefix":
        monkeypatch.setattr(sys, "base_prefix", "elsewhere")
    else:
        monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")

    assert main.next_step(made, lock) == "rebuild"


def test_a_working_environment_that_something_else_made_is_used(
    folder: Path, lock: Path, set_pip: Callable[[str], None]
) -> None:
    main.make_venv(folder)

    assert main.next_step(folder, lock) == "update"
    main.ensure_environment(folder, lock)
    assert main.next_step(folder, lock) == "ready"


def test_somebody_elses_folder_is_left_alone(
    checkout: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = checkout / "theirs"
    main.make_venv(theirs)
    monkeypatch.setenv("HASHIYA_VENV", str(theirs))
    folder = main.environment_folder(os.environ)

    assert error_key(lambda: main.ensure_environment(folder, lock)) == "not_ours"
    assert (theirs / "pyvenv.cfg").exists()


def test_hashiya_venv_names_another_folder(
    checkout: Path, lock: Path, set_pip: Callable[[str], None]
) -> None:
    folder = main.environment_folder({"HASHIYA_VENV": str(checkout / "far" / "away")})

    main.ensure_environment(folder, lock)

    assert main.next_step(folder, lock) == "ready"
    assert not (checkout / ".venv").exists()


def test_of_two_starts_at_once_the_second_waits(
    folder: Path, lock: Path, set_pip: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = threading.Event()
    built: list[str] = []
    build = main.build

    def hear(key: str, **_: object) -> None:
        if key == "waiting":
            waiting.set()

    def count(folder: Path, lock: Path, step: str) -> None:
        built.append(step)
        build(folder, lock, step)

    monkeypatch.setattr(main, "say", hear)
    monkeypatch.setattr(main, "build", count)
    second = threading.Thread(target=main.ensure_environment, args=(folder, lock))
    with main.alone(folder.with_name(".venv.lock")):
        second.start()
        assert waiting.wait(30)
        main.build(folder, lock, "create")
    second.join(30)

    assert built == ["create"]
    assert main.next_step(folder, lock) == "ready"


@LINUX
def test_pip_keeps_the_lock_when_its_start_is_killed(
    folder: Path, lock: Path, set_pip: Callable[[str], None]
) -> None:
    """Otherwise the next start removes the folder that the orphan is still filling."""
    script = (
        FAKE_PIP
        + """
import os
descriptors = pathlib.Path("/proc/self/fd").iterdir()
if not any(os.path.realpath(each).endswith(".venv.lock") for each in descriptors):
    sys.exit("ERROR: the lock was not inherited")
"""
    )
    set_pip(script)

    main.ensure_environment(folder, lock)


# --- pip ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk_full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "wrong_hash",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError("
            "Failed to establish a new connection)'\n"
            "ERROR: No matching distribution found for rich==15.0.0",
            "no_network",
        ),
        ("ERROR: 503 Server Error: Service Unavailable for url", "no_network"),
        ("ERROR: No matching distribution found for pyside6-essentials==6.11.3", "no_build"),
        ("ERROR: something else", "pip_failed"),
    ],
)
def test_the_reason_is_read_from_what_pip_says(output: str, key: str) -> None:
    assert main.pip_trouble(output) == key


def test_a_failure_of_pip_is_one_clear_sentence(
    folder: Path,
    lock: Path,
    set_pip: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_pip("import sys; print('ERROR: the moon is in the way'); sys.exit(1)")

    status = main.main(["export", "p"])

    said = capsys.readouterr().err
    assert status == 1
    assert "the moon is in the way" in said
    assert "Traceback" not in said
    assert "moon" in (folder / "hashiya-setup.log").read_text(encoding="utf-8")
    assert main.next_step(folder, lock) == "rebuild"


@pytest.mark.parametrize(
    ("output", "version"),
    [
        ("pip 23.0.1 from somewhere (python 3.11)", (23, 0)),
        ("pip 22.3 from somewhere", (22, 3)),
        ("No module named pip", ()),
    ],
)
def test_the_version_of_pip(output: str, version: tuple[int, ...]) -> None:
    assert main.pip_version(output) == version


def test_an_old_pip_gives_way_to_ensurepip(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(python: object, *arguments: str) -> tuple[int, str]:
        return (0, "pip 20.3.4 from somewhere") if "pip" in arguments else (0, "")

    monkeypatch.setattr(main, "run_python", run)

    assert main.pip_command(folder) == [str(main.environment_python(folder)), "-m", "pip"]


def test_without_any_pip_the_command_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "run_python", lambda *_: (1, ""))
    monkeypatch.setattr(main, "package_manager", lambda: "apt-get")

    with pytest.raises(main.SetupError) as caught:
        main.pip_command(folder)

    assert caught.value.key == "no_pip"
    assert "python3-pip" in str(caught.value.values["command"])


def test_steps_of_pip_are_counted() -> None:
    steps = main.PipSteps("rich==1\nclick==2 ; sys_platform == 'linux'\n    --hash=sha256:0\n")

    assert steps("Collecting rich==1 (from -r lock (line 1))") == "1/2  rich==1"
    assert steps("Downloading rich-1-py3-none-any.whl (80 MB)").endswith("(80 MB)")
    assert steps("Installing collected packages: rich, click") == "Installing collected packages"
    assert steps("Looking in links: somewhere") == ""


# --- Trouble ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "HASHIYA_VENV"),
        (errno.EACCES, "HASHIYA_VENV"),
        (errno.EIO, "did not work"),
    ],
)
def test_a_disk_that_refuses_is_one_clear_sentence(
    number: int,
    sign: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "somewhere")

    monkeypatch.setattr(main, "make_venv", refuse)

    assert main.main(["export", "p"]) == 1
    assert sign in capsys.readouterr().err


def test_ctrl_c_ends_the_set_up_quietly(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "make_venv", interrupt)

    assert main.main(["export", "p"]) == 130
    assert "Interrupted" in capsys.readouterr().err


# --- Handing over -------------------------------------------------------------------------------


def test_the_program_gets_the_arguments_wherever_one_stands(checkout: Path) -> None:
    request = main.read_request(["export", "حواشٍ.hashiya", "-o", "a b"])

    command, environ = main.program(request, checkout / ".venv")

    python = str(main.environment_python(checkout / ".venv"))
    assert command == [python, "-P", "-m", "annotator", "export", "حواشٍ.hashiya", "-o", "a b"]
    assert environ["PYTHONPATH"] == str(checkout)


def test_the_tests_run_without_a_screen(checkout: Path) -> None:
    command, environ = main.program(main.read_request(["--test", "-x"]), checkout / ".venv")

    assert command[1:] == ["-P", "-m", "pytest", "-x"]
    assert environ["QT_QPA_PLATFORM"] == "offscreen"


def test_what_leads_python_and_pip_astray_is_left_out() -> None:
    environ = main.clean_environ({"PYTHONHOME": "x", "PIP_USER": "1", "PIP_CERT": "y"}, A="b")

    assert environ == {"PIP_CERT": "y", "A": "b"}


@pytest.mark.skipif(sys.platform == "win32", reason="there the program is a process of its own")
def test_main_becomes_the_program(
    made: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[list[str]] = []

    def become(path: str, command: list[str], environ: dict[str, str]) -> None:
        became.append(command)
        sys.exit(0)

    monkeypatch.setattr(os, "execve", become)
    with pytest.raises(SystemExit):
        main.main(["stats", "p"])

    assert became == [[str(main.environment_python(made)), "-P", "-m", "annotator", "stats", "p"]]


def test_all_tests_run_on_all_cores_and_some_as_they_are_asked_for(checkout: Path) -> None:
    everything, _ = main.program(main.read_request(["--test"]), checkout / ".venv")
    some, _ = main.program(main.read_request(["--test", "tests/core"]), checkout / ".venv")
    assert everything[-6:] == ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
    assert some[-2:] == ["pytest", "tests/core"]


def test_set_up_only_hands_nothing_over(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "qt_platforms", lambda *_: set())
    monkeypatch.setattr(main, "hand_over", lambda *_: pytest.fail("handed over"))

    assert main.main(["--setup-only"]) == 0


# --- What is said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "arabic"),
    [
        ({"LANG": "ar_EG.UTF-8"}, True),
        ({"LC_ALL": "ar", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "ar_EG.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_language_of_the_user(environ: dict[str, str], arabic: bool) -> None:
    assert main.speaks_arabic(environ) is arabic


def test_an_arabic_user_reads_arabic_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")

    main.say("ready")

    assert capsys.readouterr() == ("", "Hashiya is set up.\nاكتمل إعداد حاشية.\n")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", main.SENTENCES)
def test_the_arabic_needs_nothing_that_the_english_does_not_have(key: str) -> None:
    english, arabic = main.SENTENCES[key]

    assert placeholders(arabic) <= placeholders(english)


# --- The file itself ----------------------------------------------------------------------------

SOURCE = Path(main.__file__).read_text(encoding="utf-8")


def test_main_needs_nothing_but_the_standard_library() -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


def test_an_older_python_reads_far_enough_to_say_what_is_needed() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))
    before, _, _ = SOURCE.partition("# Hashiya needs Python 3.11 or newer.")

    assert before.isascii()  # Python 2 stops at the first other character, which tells nothing
