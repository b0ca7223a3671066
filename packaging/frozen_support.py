"""Compiles what PySide would otherwise compile at every start of the frozen program.

PySide carries a dozen Python modules of its own as text in a library, unpacks and compiles them
whenever it is imported, and takes them from the folder `files.dir` beside shiboken6 instead where
there is one. Its documentation has that folder for looking into them (SBK_EMBED). There they are
loaded twice, and most of them are for nothing but signatures: what `help` shows, and the sentence
about a call with arguments that do not fit. So each of these comes along as a few lines that do
what the module does when something of it is first asked for. Together they make the start an
eighth shorter.
"""

from __future__ import annotations

import marshal
import py_compile
import sys
from pathlib import Path

_PACKAGE = "shibokensupport"
_DESTINATION = Path("shiboken6", "files.dir")

_NEEDED_AT_ONCE = {"__init__", "feature", "importhandler", "loader", "mapping"}
"""The packages, modules of which something is used whenever PySide is imported, and one that
PySide's C++ looks into without asking it."""

_PUT_OFF = '''
def __getattr__(name):
    """Do what the module does, once: when something is asked for that is not there yet."""
    import marshal
    here = globals()
    if "__getattr__" in here:
        exec(marshal.loads({code!r}), here)
        here.pop("__getattr__", None)
    try:
        return here[name]
    except KeyError:
        raise AttributeError(f"module {{here['__name__']!r}} has no attribute {{name!r}}") from None
'''


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
        if source.stem not in _NEEDED_AT_ONCE:
            code = compile(source.read_bytes(), name, "exec", dont_inherit=True)
            source.write_text(_PUT_OFF.format(code=marshal.dumps(code)), encoding="utf-8")
        py_compile.compile(
            str(source),
            str(compiled),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        found.append((str(compiled), str(_DESTINATION / Path(name).parent)))
    return found
