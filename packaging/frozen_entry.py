"""Where the frozen program begins: the same as ``python -m kiosk``, only sooner there."""

from __future__ import annotations

import dataclasses
import marshal
import os
import sys
from pathlib import Path


def use_compiled_classes(file: Path) -> None:
    """Have `dataclass` take its methods out of a file that `frozen_first_page.py` has made.

    A method that is not in there is compiled as always.
    """
    known = marshal.loads(file.read_bytes())  # noqa: S302 - the program's own code

    def run(text: str, *names: dict[str, object]) -> None:
        exec(known.get(text, text), *names)  # noqa: S102 - as dataclasses does

    # A module's own names come before Python's, so it is this that `dataclass` calls.
    vars(dataclasses)["exec"] = run


def begin() -> int:
    """Do what the arguments ask for; return the exit code."""
    if sys.platform.startswith("linux"):
        # A desktop's own plugins are none for this Qt, and more kinds of them than are let in.
        os.environ.pop("QT_PLUGIN_PATH", None)
    use_compiled_classes(Path(sys.prefix, "compiled_classes.bin"))
    from kiosk.__main__ import main  # noqa: PLC0415 - its classes are made now

    return main()


if __name__ == "__main__":
    sys.exit(begin())
