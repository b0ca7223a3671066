"""Which libraries Qt lacks, from what ldd prints, and which packages hold them."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest
from setup_steps import qt_libraries

LDD = """/x/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxcb-cursor.so.0 => not found
\tlibGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
/x/libqoffscreen.so:
\tlibGL.so.1 => not found
"""


def test_every_missing_library_is_named_once() -> None:
    assert qt_libraries.not_found(LDD) == ["libGL.so.1", "libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("libGL.so.1", ("libgl1",)),
        ("libxcb-cursor.so.0", ("libxcb-cursor0t64", "libxcb-cursor0")),
        ("libxkbcommon.so.0", ("libxkbcommon0t64", "libxkbcommon0")),
        ("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
        ("libcups.so.2", ("libcups2t64", "libcups2")),
        ("libgthread-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
        ("libz.so.1", ("zlib1g",)),
        ("libfoo2.so.3", ("libfoo2-3t64", "libfoo2-3")),
        ("odd-name.so", ("odd-name.so",)),
    ],
)
def test_a_library_leads_to_its_package(library: str, packages: tuple[str, ...]) -> None:
    assert qt_libraries.packages_with(library) == packages


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has ldd")
def test_the_qt_that_runs_these_tests_lacks_nothing() -> None:
    parts = qt_libraries.parts_of_qt(Path(sysconfig.get_path("platlib")), wayland=False)
    assert len(parts) >= 10
    assert qt_libraries.missing_libraries(parts, {}) == []
