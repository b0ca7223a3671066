"""Compiles what PySide would otherwise compile at every start of the frozen program.

PySide carries a dozen Python modules of its own as text in a library, unpacks and compiles them
whenever it is imported, and takes them from the folder `files.dir` beside shiboken6 instead where
there is one. Its documentation has that folder for looking into them (SBK_EMBED). Brought along
compiled, they make the start a twentieth shorter.
"""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path

_PACKAGE = "shibokensupport"
_DESTINATION = Path("shiboken6", "files.dir")


def compiled_support(scratch: Path) -> list[tuple[str, str]]:
    """Return the compiled modules, made in a scratch folder, each with where it belongs.

    Nothing where a PySide has them in another way: then it goes on as it always does.
    """
    import shiboken6  # noqa: F401, PLC0415 - loads them

    loader = getattr(sys.modules.get(_PACKAGE), "__loader__", None)
    archive = getattr(loader, "zfile", None)
    if archive is None:
        return []
    found = []
    for name in archive.namelist():
        if not name.endswith(".py") or not name.startswith(f"{_PACKAGE}/"):
            continue
        source = Path(archive.extract(name, scratch))
        compiled = source.with_suffix(".pyc")
        py_compile.compile(
            str(source),
            str(compiled),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        found.append((str(compiled), str(_DESTINATION / Path(name).parent)))
    return found
