"""The frozen folder holds what the station uses, all of it, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from frozen_labels import windows_texts
from PyInstaller.archive.readers import CArchiveReader

from kiosk import __version__
from tests.support.frozen import ROOT, FrozenProgram

# Building takes half a minute on an idle machine, and everything shares two cores.
pytestmark = pytest.mark.timeout(400)

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="is about Linux")

FROM_THE_SYSTEM = {
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
    *("libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0"),
    *("libresolv.so.2", "librt.so.1", "libutil.so.1"),
    *("libEGL.so.1", "libGL.so.1", "libOpenGL.so.0", "libxcb.so.1", "libz.so.1"),
}
"""What a machine has to have: glibc, the way to its graphics driver and to its screen, zlib."""


def files_of(frozen: FrozenProgram) -> dict[str, Path]:
    """Return the files of the folder by their place in it, without links."""
    found = [path for path in frozen.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path.relative_to(frozen.folder).as_posix(): path for path in found}


def test_nothing_is_in_it_that_the_station_does_not_use(frozen: FrozenProgram) -> None:
    names = files_of(frozen)
    for unused in (
        *("Qml", "Quick", "Wayland", "OpenGL", "gtk", "cups", "gnutls", "PrintSupport.so"),
        *("PIL/", "numpy", "tkinter", "pytest", "qtbase_fr"),
    ):
        assert not [name for name in names if unused in name and "resources/" not in name], unused
    assert not [name for name in names if name.endswith((".ts", ".ico", ".icns"))]
    megabytes = sum(path.stat().st_size for path in names.values()) / 1_000_000
    assert megabytes < 145


def test_everything_that_it_looks_up_by_name_is_in_it(frozen: FrozenProgram) -> None:
    names = files_of(frozen)
    plugins = ["platforms/{}qoffscreen", "imageformats/{}qjpeg"]
    if sys.platform.startswith("linux"):
        inputs = ("compose", "ibus")
        plugins += [
            f"platforminputcontexts/{{}}{name}platforminputcontextplugin" for name in inputs
        ]
        plugins.append("platforms/{}qxcb")
    prefix = "" if sys.platform == "win32" else "lib"
    for used in (
        *(plugin.format(prefix) for plugin in plugins),
        *("translations/qtbase_de.qm", "resources/translations/kiosk_de.qm"),
        *("resources/styles/light.toml", "resources/layouts/cr80.toml", "LICENSE"),
        *("resources/icons/pin-kiosk.png", "resources/fonts/Inter-Bold.otf"),
        # What PySide would else compile at every start.
        "shiboken6/files.dir/shibokensupport/signature/loader.pyc",
    ):
        assert [name for name in names if used in name], used


def test_every_module_of_the_station_is_in_it(frozen: FrozenProgram) -> None:
    # Commands and pages are imported by name, which nobody sees from outside.
    archive = CArchiveReader(str(frozen.program))
    held = set(archive.open_embedded_archive("PYZ.pyz").toc)
    files = (ROOT / "kiosk").rglob("*.py")
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files}
    modules = {name.removesuffix(".__init__") for name in modules}
    if sys.platform != "win32":
        modules.remove("kiosk.qt.windows_printing")
    assert modules - held == set()


def test_only_what_the_first_page_waits_for_is_not_packed(frozen: FrozenProgram) -> None:
    archive = CArchiveReader(str(frozen.program)).open_embedded_archive("PYZ.pyz")

    def is_packed(module: str) -> bool:
        _, _, length = archive.toc[module]
        return bool(length < len(archive.extract(module, raw=True)))

    assert not is_packed("kiosk.app")
    assert not is_packed("argparse")
    assert is_packed("kiosk.way_ahead")
    assert "compiled_classes.bin" in {path.name for path in frozen.folder.rglob("*")}


@pytest.mark.skipif(sys.platform != "win32", reason="is about Windows")
def test_windows_shows_its_name_and_version(frozen: FrozenProgram) -> None:
    from PyInstaller.utils.win32 import versioninfo  # noqa: PLC0415 - there on Windows only

    shown = str(versioninfo.read_version_info_from_executable(str(frozen.program)))
    for name, value in windows_texts(__version__, frozen.file_name).items():
        assert f"StringStruct('{name}', '{value}')" in shown


@linux_only
def test_it_brings_its_libraries_along_but_for_what_every_desktop_has(
    frozen: FrozenProgram,
) -> None:
    held = {path.name for path in frozen.folder.rglob("*")}
    binaries = [path for name, path in files_of(frozen).items() if ".so" in name]
    told = subprocess.run(
        ["objdump", "-p", str(frozen.program), *map(str, binaries)],
        capture_output=True,
        text=True,
        check=True,
    )
    asked_for = set(re.findall(r"NEEDED\s+(\S+)", told.stdout))
    assert len(asked_for) > 50
    assert asked_for - held - FROM_THE_SYSTEM == set()
